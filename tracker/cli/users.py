"""`tracker user`: who is in the register, and in which role."""

from typing import Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked
from tracker.cli.frame import WrongUsageError, group, note, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import Place, existing, person, sight, signer
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import shown
from tracker.rules.records import PersonRole
from tracker.rules.register import Register
from tracker.rules.words import Door, Role

app = group("People and their roles.")

ROLES = [role.value for role in Role if role != Role.SYSTEM]
By = Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who makes this change, by id or name.")]
RoleName = Annotated[
    str | None, typer.Option("--role", metavar="ROLE", help=f"What they are here for: {', '.join(ROLES)}.")
]
AgencyName = Annotated[
    str | None, typer.Option("--agency", metavar="AGENCY", help="The agency they lead or belong to.")
]
Successor = Annotated[
    str | None, typer.Option("--to", metavar="WHO", help="Who takes over their open actions, by id or name.")
]
BoardName = Annotated[
    str | None,
    typer.Option("--board", metavar="BOARD", help="The board for which it holds; without, every board of yours."),
]
Nobody = Annotated[
    str | None, typer.Option("--nobody", metavar="REASON", help="Why nobody takes over: it goes on the record.")
]


@app.command("add", acts=False)
def add(
    name: Annotated[str, typer.Argument(help="The person's name, as the trail will write it.")],
    role: RoleName = None,
    agency: AgencyName = None,
    board: BoardName = None,
    email: Annotated[str | None, typer.Option("--email", help="Where to reach them.")] = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Put in a person. The first one is the business manager; a lead needs --agency."""
    from tracker.commands import invitations, people
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE
    from tracker.store.database import SYSTEM

    place = existing(demo)
    register = current(place.engine, sight=WHOLE)
    wanted = _role(role)
    agency_id, board_id = asked.agency(register, agency), asked.board(register, board)
    if any(held.role == Role.ADMINISTRATOR for held in register.person_roles.values()):
        signed_by = signer(place, by).id
    elif wanted in (None, Role.ADMINISTRATOR):
        signed_by, wanted = SYSTEM, Role.ADMINISTRATOR
    else:
        raise WrongUsageError("The first person is the business manager: add them with --role administrator first.")
    if wanted == Role.LEAD and agency_id is None:
        raise WrongUsageError("A lead leads an agency: say which with --agency.")
    at = clock.now()
    made = people.add(place.engine, name=name, email=email, by=signed_by, at=at, door=Door.COMMAND_LINE)
    if wanted:
        people.give_role(
            place.engine,
            person_id=made.id,
            role=wanted,
            agency_id=agency_id,
            board_id=board_id,
            by=signed_by,
            at=at,
            door=Door.COMMAND_LINE,
        )
    what = wanted.label.lower() if wanted else "no role yet"
    tell(f"{made.name} is in the register as {made.id}: {what}.")
    if signed_by == SYSTEM and place.settings.by_accounts:
        secret = invitations.invite(place.engine, person_id=made.id, by=SYSTEM, at=at, door=Door.COMMAND_LINE)
        _tell_link(place, made.name, secret, "within seven days")


@app.command("role", acts=False)
def role(
    who: Annotated[str, typer.Argument(help="The person, by id or name.")],
    role: Annotated[str, typer.Argument(help=f"One of {', '.join(ROLES)}.")],
    agency: AgencyName = None,
    board: BoardName = None,
    take: Annotated[bool, typer.Option("--take", help="Take the role from them instead of giving it.")] = False,
    deputy: Annotated[bool, typer.Option("--deputy", help="As the deputy of an agency's lead.")] = False,
    to: Successor = None,
    nobody: Nobody = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Give somebody a role, or take it from them. A person may hold several."""
    from tracker.commands import people
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    whole = current(place.engine, sight=WHOLE)
    agency_id, board_id = asked.agency(whole, agency), asked.board(whole, board)
    wanted = _role(role) or Role.READER
    if wanted == Role.LEAD and agency_id is None:
        raise WrongUsageError("A lead leads an agency: say which with --agency.")
    if deputy and (take or wanted != Role.LEAD):
        raise WrongUsageError("--deputy: only an agency's lead has a deputy, so it goes with giving the role lead.")
    if not take and (to or nobody):
        raise WrongUsageError("--to and --nobody say who takes over where a role is taken: add --take.")
    found = person(place, who)
    signed = _signed(place, by)
    told = ""
    if take:
        before, handed = current(place.engine, sight=WHOLE), _handed_over(place, to, nobody)
        people.take_role(
            place.engine, person_id=found.id, role=wanted, agency_id=agency_id, board_id=board_id, **handed, **signed
        )  # fmt: skip
        told = _who_leads(before, current(place.engine, sight=WHOLE), found.id, handed["successor_id"])
    else:
        people.give_role(
            place.engine, person_id=found.id, role=wanted, agency_id=agency_id, board_id=board_id, deputy=deputy,
            **signed,
        )  # fmt: skip
    as_ = "deputy " if deputy else ""
    what = f"{found.name} {'no longer holds' if take else 'now holds'} the role: {as_}{wanted.label.lower()}."
    tell(paragraph(what + told))


@app.command("list")
def list_(demo: Demo = False, as_json: Json = False) -> None:
    """Everybody in the register with their roles."""
    from tracker.queries.register import current
    from tracker.queries.sights import addresses

    place = existing(demo)
    mine = sight(place)
    register, emails = current(place.engine, sight=mine), addresses(place.engine, sight=mine)
    roles = {id_: [r for r in register.person_roles.values() if r.person_id == id_] for id_ in register.people}
    if as_json:
        tell_json(
            [
                {
                    "id": p.id,
                    "name": p.name,
                    "email": emails.get(p.id),
                    "disabled_on": p.disabled_on.isoformat() if p.disabled_on else None,
                    "roles": [_as_json(r) for r in roles[p.id]],
                }
                for p in register.people.values()
            ]
        )
        return
    if not register.people:
        tell("Nobody is in this register yet. Begin with: tracker user add NAME --role administrator")
        return
    rows = []
    for p in register.people.values():
        words = list_in_words([_told(register, r) for r in roles[p.id]]) or "no role yet"
        rows.append([p.id, p.name, f"{words}, disabled on {in_words(p.disabled_on)}" if p.disabled_on else words])
    tell(table(["Id", "Name", "Roles"], rows))


@app.command("disable")
def disable(
    who: Annotated[str, typer.Argument(help="The person, by id or name.")],
    to: Successor = None,
    nobody: Nobody = None,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Let somebody in no longer. What they did stays under their name; what is open goes to somebody else."""
    from tracker.commands import people
    from tracker.queries.register import current
    from tracker.rules.sight import WHOLE

    place = existing(demo)
    found = person(place, who)
    handed = _handed_over(place, to, nobody)
    signed = _signed(place, by)
    before = current(place.engine, sight=WHOLE)
    people.disable(place.engine, person_id=found.id, **handed, **signed)
    told = _who_leads(before, current(place.engine, sight=WHOLE), found.id, handed["successor_id"])
    tell(paragraph(f"{found.name} can no longer come in.{told}"))


def _who_leads(before: Register, now: Register, person_id: str, successor_id: str | None) -> str:
    """What disabling somebody, or taking a role, made of the agencies they led: who leads now, or that nobody does."""
    said = ""
    for agency in now.agencies.values():
        led, leads = (
            {role.person_id for role in one.contacts_of.get(agency.id, ()) if not role.deputy} for one in (before, now)
        )
        if successor_id in leads - led:
            name = now.people[successor_id].name if successor_id else ""
            said += f" {name} now leads {agency.name} and sees its restricted evidence."
        elif person_id in led and not leads:
            said += f" {agency.name} has no lead now."
    return said


Who = Annotated[str, typer.Argument(help="The person, by id or name.")]


@app.command("invite")
def invite(who: Who, by: By = None, demo: Demo = False) -> None:
    """Make the link with which somebody sets their first password. Hand it over yourself: nobody is sent anything."""
    from tracker.commands import invitations

    place = existing(demo)
    found = person(place, who)
    signed_by = signer(place, by).id
    at = clock.now()
    secret = invitations.invite(place.engine, person_id=found.id, by=signed_by, at=at, door=Door.COMMAND_LINE)
    _tell_link(place, found.name, secret, "within seven days")


@app.command("reset")
def reset(who: Who, by: By = None, demo: Demo = False) -> None:
    """Make the link with which somebody sets a new password. Until they have, the old one still works."""
    from tracker.commands import invitations

    place = existing(demo)
    found = person(place, who)
    signed_by = signer(place, by).id
    at = clock.now()
    secret = invitations.reset(place.engine, person_id=found.id, by=signed_by, at=at, door=Door.COMMAND_LINE)
    _tell_link(place, found.name, secret, "within a day")


@app.command("sign-out")
def sign_out(who: Who, by: By = None, demo: Demo = False) -> None:
    """Sign somebody out wherever they are signed in. They may sign in again."""
    from tracker.commands import sessions

    place = existing(demo)
    found = person(place, who)
    signed_by = signer(place, by).id
    ended = sessions.end_all(place.engine, person_id=found.id, by=signed_by, at=clock.now(), door=Door.COMMAND_LINE)
    tell(
        f"{found.name} was signed in {plural(ended, 'time')} and is signed out."
        if ended
        else f"{found.name} was signed in nowhere."
    )


def _tell_link(place: Place, name: str, secret: str, how_long: str) -> None:
    tell(f"With this link {name} sets a password, once, {how_long}. Give it to nobody else:")
    tell(f"{place.settings.address}/join/{secret}")
    if not place.settings.by_accounts:
        note("Nobody signs in with a password yet: it opens once TRACKER_SIGN_IN is set to accounts.")


@app.command("enable")
def enable(
    who: Annotated[str, typer.Argument(help="The person, by id or name.")],
    by: By = None,
    demo: Demo = False,
) -> None:
    """Let somebody who was disabled come in again, in the roles they had."""
    from tracker.commands import people

    place = existing(demo)
    found = person(place, who, disabled=True)
    people.enable(place.engine, person_id=found.id, by=signer(place, by).id, at=clock.now(), door=Door.COMMAND_LINE)
    tell(f"{found.name} can come in again.")


def _signed(place: Place, by: str | None) -> dict[str, Any]:
    return {"by": signer(place, by).id, "at": clock.now(), "door": Door.COMMAND_LINE}


def _handed_over(place: Place, to: str | None, nobody: str | None) -> dict[str, Any]:
    if to and nobody is not None:
        raise WrongUsageError("Say who takes over with --to, or why nobody does with --nobody: not both.")
    return {"successor_id": person(place, to).id if to else None, "leave_open_reason": nobody}


def _as_json(role: PersonRole) -> dict[str, Any]:
    found = {"role": role.role.value, "agency": role.agency_id, "deputy": role.deputy, "source": role.source}
    return found | {"board": role.board_id}


def _told(register: Register, role: PersonRole) -> str:
    """A role in words: "Agency lead (Police, deputy)"."""
    about = [register.agency_name(role.agency_id)] if role.agency_id else []
    about += ["deputy"] if role.deputy else []
    about += [register.boards[role.board_id].name] if role.board_id else []
    return role.role.label + (f" ({', '.join(about)})" if about else "")


def _role(name: str | None) -> Role | None:
    if name is None:
        return None
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    found = next((r for r in Role if r.value == wanted or r.label.lower() == name.strip().lower()), None)
    if found is None or found == Role.SYSTEM:
        raise WrongUsageError(f"--role: ‘{shown(name)}’ is no role: write {list_in_words(ROLES, 'or')}.")
    return found
