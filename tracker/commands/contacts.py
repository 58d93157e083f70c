"""Contacts for letters: whom a letter above the lead's rung goes to, of one agency, or of the board itself."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._agencies import living
from tracker.commands._values import day_of, kept, line, maybe_line
from tracker.rules.errors import BadValueError
from tracker.rules.records import LadderContact
from tracker.rules.sending import why_no_mail
from tracker.rules.words import Door, LadderRung
from tracker.store.database import Work, changing


def add(
    engine: Engine,
    *,
    rung: LadderRung,
    name: str,
    email: str | None = None,
    agency_id: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> LadderContact:
    """Keep somebody whom letters of a rung go to: the board member or chief officer of an agency, or the chair (of one
    board, named by the agency that it is, or of every board)."""
    with changing(engine, by=by, verb="keep_contacts", at=at, door=door, token=token) as work:
        work.allow("keep_contacts")
        contact: LadderContact = work.add(
            LadderContact(
                _free(work), rung, line("Name", name), _address(email),
                _agency(work, rung, agency_id, at), board_id=work.board("keep_contacts"),
            )
        )  # fmt: skip
        return contact


def edit(
    engine: Engine,
    *,
    contact_id: str,
    name: str | None = None,
    email: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> LadderContact:
    """Change a contact's name or address. An empty address takes it away."""
    with changing(engine, by=by, verb="keep_contacts", at=at, door=door, token=token) as work:
        work.allow("keep_contacts")
        day_of(at)
        row = work.get(LadderContact, contact_id, seen=seen)
        if name is not None:
            work.change(row, name=line("Name", name))
        if email is not None:
            work.change(row, email=_address(email))
        return kept(work, LadderContact, row)


def remove(
    engine: Engine,
    *,
    contact_id: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> LadderContact:
    """Take a contact away: no letter goes to them any more. What went stays on the record."""
    with changing(engine, by=by, verb="keep_contacts", at=at, door=door, token=token) as work:
        work.allow("keep_contacts")
        day_of(at)
        row = work.get(LadderContact, contact_id, seen=seen)
        gone = kept(work, LadderContact, row)
        work.remove(row)
        return gone


def _free(work: Work) -> str:
    """The first number that nobody ever had: the trail still tells of those who were taken away."""
    number = int(work.next_id(LadderContact, "LC").removeprefix("LC"))
    while work.once_there([f"LC{number}"]):
        number += 1
    return f"LC{number}"


def _agency(work: Work, rung: LadderRung, agency_id: str | None, at: datetime) -> str | None:
    if rung == LadderRung.LEAD:
        raise BadValueError("Rung", rung.label, "is given under People: a lead is somebody with a role here")
    if agency_id is None:
        if rung != LadderRung.CHAIR:
            raise BadValueError("Agency", "nothing", "is not enough: only a chair is of no agency in particular")
        return None
    agency = living(work, agency_id, day_of(at))
    if rung == LadderRung.CHAIR and not agency.is_board:
        raise BadValueError("Agency", agency.name, "is no board, so it has no chair: leave it empty, or name a board")
    return str(agency.id)


def _address(email: str | None) -> str | None:
    address = maybe_line("E-mail", email)
    if address and (why := why_no_mail(address)):
        raise BadValueError("E-mail", address, f"cannot be written to: {why}")
    return address
