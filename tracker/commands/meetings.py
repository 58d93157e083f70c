"""Meetings: enter one, say who was there, end it. What stands on it is in `agendas`, what it decides in `decisions`."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands._sitting import called, has_come, running
from tracker.commands._values import day_of, kept, lettered_id, line, lines, maybe_line, sane_day
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import BadValueError, SignOffBlockedError
from tracker.rules.meetings import time_of_day
from tracker.rules.records import Board, Decision, Meeting
from tracker.rules.words import Door
from tracker.store.database import changing

BEGINS = "When does it begin"


def hold(
    engine: Engine,
    *,
    board_id: str,
    held_on: date,
    title: str,
    begins: str | None = None,
    place: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Meeting:
    """Enter a meeting of the board or its subgroup, past or planned. `begins` is the time of day, such as 10:00."""
    with changing(engine, by=by, verb="hold_meeting", at=at, door=door, token=token) as work:
        work.allow("record_meeting")
        day_of(at)
        board = work.get(Board, board_id)
        made = Meeting(
            id=lettered_id(work, Meeting, f"M-{sane_day('Date', held_on).isoformat()}"),
            board_id=board.id,
            held_on=held_on,
            title=line("Title", title),
            begins=time_of_day(BEGINS, begins) if begins and begins.strip() else None,
            place=maybe_line("Where", place),
        )
        work.add(made)
        return made


def edit(
    engine: Engine,
    *,
    meeting_id: str,
    title: str | None = None,
    held_on: date | None = None,
    begins: str | None = None,
    place: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Meeting:
    """Change a meeting's title, day, time or place. None leaves a field alone, an empty text empties it. Its day stays
    once it has decided anything."""
    with changing(engine, by=by, verb="edit_meeting", at=at, door=door, token=token) as work:
        day_of(at)
        row = running(work, meeting_id, "be changed", seen=seen)
        if held_on is not None and held_on != row.held_on:
            if work.all(Decision, meeting_id=row.id):
                why = f"it took its decisions on {in_words(row.held_on)}"
                raise SignOffBlockedError(called(row), (why,), "be held on another day")
            work.change(row, held_on=sane_day("Date", held_on))
        if title is not None:
            work.change(row, title=line("Title", title))
        if begins is not None:
            work.change(row, begins=time_of_day(BEGINS, begins) if begins.strip() else None)
        if place is not None:
            work.change(row, place=maybe_line("Where", place))
        return kept(work, Meeting, row)


def attendance(
    engine: Engine,
    *,
    meeting_id: str,
    present: Sequence[str],
    apologies: Sequence[str] = (),
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Meeting:
    """Note who was there and who sent apologies, as names. What was noted before is replaced."""
    with changing(engine, by=by, verb="note_attendance", at=at, door=door, token=token) as work:
        day_of(at)
        row = running(work, meeting_id, "note who was there", seen=seen)
        here, away = lines("Present", present), lines("Apologies", apologies)
        there = {name.casefold() for name in here}
        if both := [name for name in away if name.casefold() in there]:
            why = "was there too: take the name out of one of the lists"
            raise BadValueError("Apologies", list_in_words(both), why)
        work.change(row, present=here, apologies=away)
        return kept(work, Meeting, row)


def end(
    engine: Engine,
    *,
    meeting_id: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Meeting:
    """End a meeting: its minutes are whole. No item and no decision comes in any more, until somebody resumes it."""
    with changing(engine, by=by, verb="end_meeting", at=at, door=door, token=token) as work:
        today = day_of(at)
        row = running(work, meeting_id, "end again", seen=seen)
        has_come(row, today, "end")
        work.change(row, ended_on=today, ended_by=by)
        return kept(work, Meeting, row)


def resume(
    engine: Engine,
    *,
    meeting_id: str,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Meeting:
    """Take the end of a meeting back, as when something was forgotten."""
    with changing(engine, by=by, verb="resume_meeting", at=at, door=door, reason=reason, token=token) as work:
        day_of(at)
        work.allow("record_meeting")
        row = work.get(Meeting, meeting_id, seen=seen)
        if not row.ended_on:
            raise SignOffBlockedError(called(row), ("it has not ended",), "be resumed")
        work.change(row, ended_on=None, ended_by=None)
        return kept(work, Meeting, row)
