"""Meetings and their minuted decisions."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, lettered_id, line, prose, sane_day
from tracker.rules.errors import AlreadyExistsError, UnknownError
from tracker.rules.records import Board, Decision, Meeting
from tracker.rules.words import Door
from tracker.store.database import Work, changing
from tracker.store.tables import ENTITIES


def hold(
    engine: Engine,
    *,
    board_id: str,
    held_on: date,
    title: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Meeting:
    """Enter a meeting of the board or its subgroup, past or planned."""
    with changing(engine, by=by, verb="hold_meeting", at=at, door=door, token=token) as work:
        work.allow("record_meeting")
        day_of(at)
        board = work.get(Board, board_id)
        id_ = lettered_id(work, Meeting, f"M-{sane_day('Date', held_on).isoformat()}")
        meeting: Meeting = work.add(Meeting(id_, board.id, held_on, line("Title", title)))
        return meeting


def decide(
    engine: Engine,
    *,
    meeting_id: str,
    minute: str,
    about: str,
    text: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Minute one decision. `about` is the id of what it is about, such as an action's; minute numbers are used once."""
    with changing(engine, by=by, verb="decide", at=at, door=door, token=token) as work:
        work.allow("record_meeting")
        day_of(at)
        meeting = work.get(Meeting, meeting_id)
        number = line("Minute", minute, limit=60)
        if work.all(Decision, meeting_id=meeting.id, minute=number):
            raise AlreadyExistsError(f"minute of {meeting.title}", number)
        id_ = work.next_id(Decision, f"{meeting.id}-D")
        decision = Decision(id_, meeting.id, number, _known(work, line("About", about)), prose("Decision", text), by)
        work.add(decision)
        return decision


def _known(work: Work, id_: str) -> str:
    """The id of something in the register, of any kind, that the signer may see. Raises UnknownError for another."""
    for entity in ENTITIES:
        row = work.find(entity.record, id_)
        if row is not None and work.may_see(row):
            return id_
    raise UnknownError("thing", id_)
