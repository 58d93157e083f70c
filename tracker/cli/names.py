"""`tracker names`: the names that must not be in the register, to be kept by the business manager."""

from typing import Annotated

import typer

from tracker import clock
from tracker.cli.frame import group, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.places import existing, signer
from tracker.cli.users import By
from tracker.rules.dates import plural
from tracker.rules.names_in_text import is_common
from tracker.rules.words import Door

app = group("Names that must not be in the register: they are looked for in everything that is written.")

Name = Annotated[str, typer.Argument(help="A name as people write it: “Jane Smith”, or “Smith, Jane”.")]


@app.command("add", acts=False)
def add(name: Name, by: By = None, demo: Demo = False) -> None:
    """Put a name on the list. One word that is also a common word, such as Rose, will be found wherever it stands."""
    from tracker.commands import names

    place = existing(demo)
    names.add(place.engine, name=name, by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE)
    said = "The name is on the list."
    if is_common(name):
        said += " It is a common or a short word and will be found wherever it stands: put the full name on the list."
    tell(paragraph(said))


@app.command("remove", acts=False)
def remove(name: Name, by: By = None, demo: Demo = False) -> None:
    """Take a name off the list."""
    from tracker.commands import names

    place = existing(demo)
    names.remove(place.engine, name=name, by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE)
    tell("The name is off the list.")


@app.command("list", acts=False)
def list_(by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """The names on the list, for the business manager only."""
    from tracker.queries.names import kept
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    who = signer(place, by)
    roles = tuple(r for r in current(place.engine, sight=WHOLE).person_roles.values() if r.person_id == who.id)
    found = kept(place.engine, roles=roles, who=who.name)
    if as_json:
        tell_json(list(found))
        return
    for name in found:
        tell(name)
    tell(f"{plural(len(found), 'name')} on the list.")
