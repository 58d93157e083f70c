"""`tracker tokens`: what other programs read the register with; made, listed and revoked."""

from typing import Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked
from tracker.cli.frame import WrongUsageError, group, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import Place, existing, signer
from tracker.cli.users import ROLES, By
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import shown
from tracker.rules.words import Door, Role

app = group("API tokens: they let other programs read the register, and change nothing.")


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="The program that it is for, such as “Power BI”.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help=f"It reads as: {', '.join(ROLES)}.")] = "reader",
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="AGENCY", help="The agency whose lead it reads as.")
    ] = None,
    days: Annotated[int, typer.Option("--days", help="For how many days it works.")] = 365,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Make a token, and print it once. It sees what a person of its role sees, and never more than you."""
    from tracker.commands import api_tokens
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    wanted = role.strip().lower()
    if wanted not in ROLES:
        raise WrongUsageError(f"--role: ‘{shown(role)}’ is no role: write {list_in_words(ROLES, 'or')}.")
    place = existing(demo)
    agency_id = asked.agency(current(place.engine, sight=WHOLE), agency)
    secret = api_tokens.make(
        place.engine, name=name, role=Role(wanted), agency_id=agency_id, days=days, **_signed(place, by)
    )  # fmt: skip
    if as_json:
        tell_json({"token": secret, "role": wanted, "agency": agency_id, "days": days})
        return
    tell(paragraph(f"This is the token of {shown(name)}. It is shown only now; give it to that program alone:"))
    tell(secret)


@app.command("list")
def list_(by: By = None, demo: Demo = False, as_json: Json = False) -> None:
    """Every token: for which program, in which role, until when, when last used. Never the token itself."""
    from tracker.queries.api_tokens import tokens
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    me = signer(place, by).id
    register = current(place.engine, sight=WHOLE)
    roles = tuple(role for role in register.person_roles.values() if role.person_id == me)
    found = tokens(place.engine, roles=roles, at=clock.now())
    if as_json:
        tell_json(
            [
                {
                    "id": one.id,
                    "name": one.name,
                    "role": one.role.value,
                    "agency": one.agency_id,
                    "board": one.board_id,
                    "made_at": one.made_at.isoformat(),
                    "made_by": one.made_by,
                    "ends_at": one.ends_at.isoformat(),
                    "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
                    "used_on": one.used_on.isoformat() if one.used_on else None,
                    "live": one.live,
                }
                for one in found
            ]
        )
        return
    if not found:
        tell("There are no API tokens: no other program reads this register.")
        return
    rows = []
    for one in found:
        until = in_words(clock.local_day(one.ends_at))
        state = f"until {until}" if one.live else "revoked" if one.revoked_at else "opens nothing"
        used = f"last used {in_words(one.used_on)}" if one.used_on else "not used"
        whose = f", {register.agency_name(one.agency_id)}" if one.agency_id else ""
        whose += f", {register.boards[one.board_id].name}" if one.board_id else ""
        rows.append([one.id, one.name, f"{one.role.label}{whose}; {state}, {used}"])
    tell(table(["Id", "Program", "State"], rows))


@app.command("revoke")
def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="The token’s id, as `tracker tokens list` prints it.")],
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """End a token: the program that uses it gets nothing any more."""
    from tracker.commands import api_tokens

    place = existing(demo)
    name = api_tokens.revoke(place.engine, token_id=token, **_signed(place, by))
    if as_json:
        tell_json({"id": token, "revoked": True})
        return
    tell(f"The token of {shown(name)} is revoked: it opens nothing any more.")


def _signed(place: Place, by: str | None) -> dict[str, Any]:
    return {"by": signer(place, by).id, "at": clock.now(), "door": Door.COMMAND_LINE}
