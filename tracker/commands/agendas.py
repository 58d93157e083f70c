"""The agenda of a meeting: made by the tracker's rules, then arranged by people. Nothing is lost: it is put off."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from tracker.commands._sitting import agenda, item_of, known, running
from tracker.commands._values import day_of, kept, line, maybe_prose, prose
from tracker.rules.agenda import KINDS, Suggested, not_yet
from tracker.rules.dates import in_words
from tracker.rules.errors import AlreadyExistsError, BadValueError, SignOffBlockedError
from tracker.rules.records import AgendaItem
from tracker.rules.words import AgendaKind, Door
from tracker.store.database import Work, changing

GAP = 64
"""Room between two positions, so that moving one item changes that item only."""
MOST_MINUTES = 480
TO_ARRANGE = "have its agenda changed"


def make(
    engine: Engine,
    *,
    meeting_id: str,
    items: Sequence[Suggested],
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[AgendaItem, ...]:
    """Put on the agenda what the tracker suggests and is not there yet; gives back what was added.

    What is there stays as people arranged it: in its place, with its minutes, put off or not. Each new item stands
    after the last one of its kind or of a kind that is taken earlier.
    """
    with changing(engine, by=by, verb="make_agenda", at=at, door=door, token=token) as work:
        day_of(at)
        meeting = running(work, meeting_id, TO_ARRANGE)
        rows = agenda(work, meeting.id)
        made: list[Any] = []
        for item in not_yet(items, [work.record(row) for row in rows]):
            at_ = _after_kind(rows, AgendaKind(item.kind))
            made.append(_added(work, meeting.id, rows, at_, item))
        return tuple(kept(work, AgendaItem, row) for row in made)


def add(
    engine: Engine,
    *,
    meeting_id: str,
    title: str,
    about: str | None = None,
    minutes: int | None = None,
    why: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> AgendaItem:
    """Put something on the agenda by hand, at its end. `about` is the id of what it is about, if it is about one."""
    with changing(engine, by=by, verb="add_item", at=at, door=door, token=token) as work:
        day_of(at)
        meeting = running(work, meeting_id, TO_ARRANGE)
        rows = agenda(work, meeting.id)
        about = known(work, line("About", about)) if about else None
        if about and any(row.about == about and not row.deferred_on for row in rows):
            raise AlreadyExistsError("item about", about)
        item = Suggested(AgendaKind.OTHER, title, about, why or "", minutes)
        return kept(work, AgendaItem, _added(work, meeting.id, rows, len(rows), item))


def move(
    engine: Engine,
    *,
    item_id: str,
    position: int,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> AgendaItem:
    """Take an item at another place: 1 is first. A place beyond the last is the last."""
    with changing(engine, by=by, verb="move_item", at=at, door=door, token=token) as work:
        day_of(at)
        row, meeting = item_of(work, item_id, TO_ARRANGE)
        if position < 1:
            raise BadValueError("Place", position, "is before the first: write 1 for the first")
        every = agenda(work, meeting.id)
        shown = [one.id for one in every if one.id == row.id or (not one.deferred_on and work.may_see(one))]
        if shown.index(row.id) + 1 == min(position, len(shown)):
            return kept(work, AgendaItem, row)
        rows = [one for one in every if one.id != row.id]
        others = [id_ for id_ in shown if id_ != row.id]
        ids = [one.id for one in rows]
        at_ = ids.index(others[position - 1]) if position <= len(others) else len(rows)
        work.change(row, position=_room(work, rows, at_))
        return kept(work, AgendaItem, row)


def defer(
    engine: Engine,
    *,
    item_id: str,
    reason: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> AgendaItem:
    """Put an item off to the next meeting of the board, and say why."""
    with changing(engine, by=by, verb="defer_item", at=at, door=door, reason=reason, token=token) as work:
        today = day_of(at)
        row, meeting = item_of(work, item_id, TO_ARRANGE)
        if row.deferred_on:
            raise SignOffBlockedError(row.title, (f"it was put off on {in_words(row.deferred_on)}",), "be put off")
        day: date = min(meeting.held_on, today)
        work.change(row, deferred_on=day, deferred_by=by, deferred_reason=prose("Why", reason))
        return kept(work, AgendaItem, row)


def take_up(engine: Engine, *, item_id: str, by: str, at: datetime, door: Door, token: str | None = None) -> AgendaItem:
    """Take an item after all that was put off."""
    with changing(engine, by=by, verb="take_up_item", at=at, door=door, token=token) as work:
        day_of(at)
        row, _ = item_of(work, item_id, TO_ARRANGE)
        if not row.deferred_on:
            raise SignOffBlockedError(row.title, ("it was not put off",), "be taken up again")
        work.change(row, deferred_on=None, deferred_by=None, deferred_reason=None)
        return kept(work, AgendaItem, row)


def note(
    engine: Engine,
    *,
    item_id: str,
    text: str | None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> AgendaItem:
    """Write down what was said about an item; an empty text takes the note off. `seen` is the version that was open:
    two people who write at once do not overwrite each other."""
    with changing(engine, by=by, verb="note_item", at=at, door=door, token=token) as work:
        day_of(at)
        row, _ = item_of(work, item_id, "be noted", seen=seen)
        work.change(row, note=maybe_prose("Note", text))
        return kept(work, AgendaItem, row)


def set_minutes(
    engine: Engine,
    *,
    item_id: str,
    minutes: int | None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> AgendaItem:
    """Set how many minutes an item may take."""
    with changing(engine, by=by, verb="set_minutes", at=at, door=door, token=token) as work:
        day_of(at)
        row, _ = item_of(work, item_id, TO_ARRANGE)
        work.change(row, minutes=_minutes(minutes))
        return kept(work, AgendaItem, row)


def _added(work: Work, meeting_id: str, rows: list[Any], index: int, item: Suggested) -> Any:
    """The row of a new item, put into the agenda `rows` at a place."""
    made = AgendaItem(
        id=work.next_id(AgendaItem, f"{meeting_id}-I"),
        meeting_id=meeting_id,
        position=_room(work, rows, index),
        kind=AgendaKind(item.kind),
        title=line("Title", item.title),
        about=item.about,
        why=maybe_prose("Why", item.why),
        minutes=_minutes(item.minutes),
    )
    work.add(made)
    work.flush()
    rows[index:index] = [work.find(AgendaItem, made.id)]
    return rows[index]


def _after_kind(rows: Sequence[Any], kind: AgendaKind) -> int:
    rank = KINDS.index(kind)
    return next((n + 1 for n in range(len(rows) - 1, -1, -1) if KINDS.index(AgendaKind(rows[n].kind)) <= rank), 0)


def _room(work: Work, rows: Sequence[Any], index: int) -> int:
    """A position for what comes to stand before `rows[index]`, between its neighbours'. The others get new ones only
    where there is no room."""
    low = rows[index - 1].position if index else 0
    high = rows[index].position if index < len(rows) else low + 2 * GAP
    if high - low > 1:
        return int((low + high) // 2)
    for number, one in enumerate(rows):
        work.change(one, position=(number + 1 + (number >= index)) * GAP)
    return (index + 1) * GAP


def _minutes(minutes: int | None) -> int | None:
    if minutes is not None and not (type(minutes) is int and 1 <= minutes <= MOST_MINUTES):
        raise BadValueError("Minutes", minutes, f"is not a whole number from 1 to {MOST_MINUTES}")
    return minutes
