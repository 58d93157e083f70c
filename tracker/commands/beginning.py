"""The first steps of a fresh register: whose it is and who keeps it, and the agencies that are asked, many at once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, free_id, line, slug, sound_email
from tracker.rules.agency_lines import AgencyLine
from tracker.rules.boards import role_id
from tracker.rules.errors import EmptyValueError
from tracker.rules.records import Agency, Board, Person, PersonRole
from tracker.rules.words import Door, Role
from tracker.store.database import Work, changing

SHORT = 60


def set_up(
    engine: Engine,
    *,
    board: str,
    name: str,
    email: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Board:
    """Say which board this register is kept for, and who its business manager is: whoever signs. A board that is not
    here yet is added, and as an agency too, for what its own reviews ask of it."""
    with changing(engine, by=by, verb="set_up", at=at, door=door, token=token) as work:
        work.allow("manage_people")
        work.allow("edit_register")
        day_of(at)
        title = line("What is your board called", board)
        me = work.get(Person, by)
        work.manage(me.id)
        work.change(me, name=line("Your name", name, limit=100))
        if email:
            work.change(me, email=sound_email(email))
        known = next((one for one in work.all(Board) if one.name.casefold() == title.casefold()), None)
        if known is not None:
            found: Board = work.record(known)
            return found
        agency = _agency(work, AgencyLine(title, "board"), is_board=True)
        made: Board = work.add(Board(free_id(work, Board, slug(title, "board")), title, agency.id))
        return made


def add_agencies(
    engine: Engine,
    *,
    agencies: Sequence[AgencyLine],
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[Agency, ...]:
    """Add agencies as they were listed, each with its lead where one was named. One that is here already stays as it
    is, and gets the lead."""
    if not agencies:
        raise EmptyValueError("Which agencies")
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        made = tuple(_agency(work, one) for one in agencies)
        if any(one.lead for one in agencies):
            work.allow("manage_people")
            board = work.board("manage_people")
            for one, agency in zip(agencies, made, strict=True):
                if one.lead:
                    _lead(work, one, agency.id, board)
        return made


def _agency(work: Work, one: AgencyLine, *, is_board: bool = False) -> Agency:
    """The agency of this name that is not closed; a new one where there is none."""
    name = line("Name", one.name)
    for row in work.all(Agency):
        if row.name.casefold() == name.casefold() and row.closed_on is None:
            there: Agency = work.record(row)
            return there
    id_ = free_id(work, Agency, slug(name, "agency"))
    added: Agency = work.add(Agency(id_, name, name[:SHORT].strip(), one.sector, is_board=is_board))
    return added


def _lead(work: Work, one: AgencyLine, agency_id: str, board_id: str | None) -> None:
    """Who leads an agency: known by their address, or else by their name; added where nobody is."""
    name, email = line("Lead", one.lead, limit=100), sound_email(one.email)
    work.flush()  # the same person may lead two agencies of one list
    known = [
        row for row in work.all(Person)
        if row.disabled_on is None
        and ((row.email or "").casefold() == email.casefold() if email else row.name.casefold() == name.casefold())
    ]  # fmt: skip
    person_id = known[0].id if known else work.add(Person(_free_person(work, name), name, email)).id
    id_ = role_id(person_id, Role.LEAD, agency_id, board_id)
    if work.find(PersonRole, id_) is None:
        work.add(PersonRole(id_, person_id, Role.LEAD, agency_id, board_id=board_id))


def _free_person(work: Work, name: str) -> str:
    base = slug(name, "person")
    return free_id(work, Person, base if base != "system" else "system-person")
