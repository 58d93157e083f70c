"""`tracker link` and `tracker calendar`: secret addresses, made, listed and taken back; and a calendar as a file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked
from tracker.cli.frame import WrongUsageError, group, note, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import Place, existing, person, signer
from tracker.cli.users import By
from tracker.cli.workbooks import write_whole
from tracker.rules.dates import in_words, plural
from tracker.rules.records import PersonRole
from tracker.rules.words import Door

app = group("Personal links: they open one agency’s page for its lead, without an account.")

SHORT = 12
"""So many letters of a link's number tell it from every other."""
Who = Annotated[str, typer.Argument(help="The lead or deputy it is for, by id or name.")]


@app.command("give")
def give(
    agency: Annotated[str, typer.Argument(help="The agency whose page it opens.")],
    who: Who,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Make a link, and print it once. The board must have turned links on, and people must sign in here."""
    from tracker.access.addresses import owed_address
    from tracker.commands import personal_links
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    register = current(place.engine, sight=WHOLE)
    agency_id = asked.agency(register, agency)
    assert agency_id is not None, "an agency was named"
    found = person(place, who)
    secret = personal_links.give(place.engine, agency_id=agency_id, person_id=found.id, **_signed(place, by))
    tell(paragraph(f"This link opens what {register.agency_name(agency_id)} owes, for {found.name} and nobody else:"))
    tell(owed_address(place.settings, secret))


@app.command("list")
def list_(by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """The links that are remembered: whose, for which agency, until when, used or not. Never the secret."""
    from tracker.queries.register import current
    from tracker.queries.secret_links import links
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    register = current(place.engine, sight=WHOLE)
    me = signer(place, by).id
    found = links(place.engine, roles=_roles(register.person_roles, me), person_id=me, at=clock.now())
    if as_json:
        tell_json(
            [
                {
                    "link": one.link[:SHORT],
                    "person": one.person_id,
                    "agency": one.agency_id,
                    "made_at": one.made_at.isoformat(),
                    "made_by": one.made_by,
                    "ends_at": one.ends_at.isoformat(),
                    "used_at": one.used_at.isoformat() if one.used_at else None,
                    "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
                    "live": one.live,
                    "chase": one.chase_id,
                }
                for one in found
            ]
        )
        return
    if not found:
        tell("There are no personal links.")
        return
    rows = []
    for one in found:
        until = in_words(clock.local_day(one.ends_at))
        state = f"until {until}" if one.live else "taken back" if one.revoked_at else "opens nothing"
        used = f"used {in_words(clock.local_day(one.used_at))}" if one.used_at else "not used"
        rows.append([one.link[:SHORT], one.person_id, register.agency_name(one.agency_id), f"{state}, {used}"])
    tell(table(["Link", "Person", "Agency", "State"], rows))


@app.command("revoke")
def revoke(
    link: Annotated[str, typer.Argument(help="The link's number, as `tracker link list` prints it.")],
    by: By = None,
    demo: Demo = False,
) -> None:
    """Take a link back. Whoever is in by it is out at their next click."""
    from tracker.commands import personal_links
    from tracker.queries.register import current
    from tracker.queries.secret_links import links
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    signed = _signed(place, by)
    roles = _roles(current(place.engine, sight=WHOLE).person_roles, signed["by"])
    known = links(place.engine, roles=roles, person_id=signed["by"], at=clock.now())
    found = [one.link for one in known if one.link.startswith(link)] if len(link) >= 6 else []
    personal_links.revoke(place.engine, link=found[0] if len(found) == 1 else link, **signed)
    tell("The link is taken back: it opens nothing any more.")


@app.command("set")
def set_(
    on: Annotated[bool | None, typer.Option("--on/--off", help="Whether messages may carry personal links.")] = None,
    days: Annotated[int | None, typer.Option("--days", help="For how many days a new link works.")] = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Turn personal links on or off for the board, or say how things are. Off takes back every link that is out."""
    from tracker.access.addresses import why_no_links
    from tracker.commands import settings
    from tracker.queries.register import current
    from tracker.rules.personal_links import PersonalLinks
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    now = PersonalLinks.from_settings(current(place.engine, sight=WHOLE).settings)
    if on is not None or days is not None:
        now = PersonalLinks(now.on if on is None else on, now.days if days is None else days)
        settings.set_personal_links(place.engine, setting=now, **_signed(place, by))
    tell(f"Personal links are {'on' if now.on else 'off'}; a new one works for {plural(now.days, 'day')}.")
    if now.on and (why := why_no_links(place.settings)):
        note(f"None can be given yet: {why}.")


def calendar(
    by: By = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the calendar to this file.")] = None,
    address: Annotated[
        bool, typer.Option("--address", help="Make the secret address that a calendar reads, and print it once.")
    ] = False,
    demo: Demo = False,
) -> None:
    """What is due for somebody, with meetings and check-backs, as a calendar (.ics): a file, or a secret address."""
    from tracker.access.addresses import calendar_address
    from tracker.commands import feeds
    from tracker.queries.calendar import calendar as written
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    if (out is None) == (not address):
        raise WrongUsageError("Say what you want: --out FILE for the calendar, or --address for its secret address.")
    place = existing(demo)
    signed = _signed(place, by)
    if out is not None:
        roles = _roles(current(place.engine, sight=WHOLE).person_roles, signed["by"])
        facts: Any = {"address": place.settings.public_url, "illustrative": place.settings.demo}
        content = written(place.engine, person_id=signed["by"], roles=roles, **facts)
        write_whole(out, content, "The calendar")
        tell(f"The calendar is in {out}.")
        return
    secret = feeds.make(place.engine, **signed)
    tell("Put this address into the calendar, and give it to nobody else. The one before it opens nothing any more:")
    tell(calendar_address(place.settings, secret))


def _roles(held: Any, person_id: str) -> tuple[PersonRole, ...]:
    return tuple(role for role in held.values() if role.person_id == person_id)


def _signed(place: Place, by: str | None) -> dict[str, Any]:
    return {"by": signer(place, by).id, "at": clock.now(), "door": Door.COMMAND_LINE}
