"""The not-doing register: what will not be done, by whose decision, why and until when. Then it comes back."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _steps
from tracker.commands._values import day_of, kept, prose, sane_day
from tracker.rules.dates import in_words
from tracker.rules.errors import AlreadyExistsError, BadValueError, EmptyValueError, SignOffBlockedError
from tracker.rules.lifecycle import in_force
from tracker.rules.records import Ask, NotDoing, Recommendation
from tracker.rules.words import Door, NotDoingKind, Status
from tracker.store.database import SYSTEM, changing


def enter(
    engine: Engine,
    *,
    kind: NotDoingKind,
    reason: str,
    until: date | None = None,
    recommendation_id: str | None = None,
    ask_id: str | None = None,
    action_id: str | None = None,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> NotDoing:
    """Enter one recommendation, ask or action as not being done. `until` is the last day; after it, it comes back."""
    subjects = [id_ for id_ in (recommendation_id, ask_id, action_id) if id_]
    if not subjects:
        raise EmptyValueError("What is not being done")
    if len(subjects) > 1:
        raise BadValueError(
            "What is not being done", " and ".join(subjects), "is more than one thing: enter each alone"
        )
    with changing(engine, by=by, verb="not_doing", at=at, door=door, reason=reason, token=token) as work:
        work.allow("not_doing")
        today, day = day_of(at), day_of(at, on)
        if until is not None and sane_day("Until", until) < today:
            raise BadValueError("Until when", in_words(until), "is over already")
        same = work.all(
            NotDoing, recommendation_id=recommendation_id, ask_id=ask_id, action_id=action_id, ended_on=None
        )
        for row in same:
            if in_force(work.record(row), today=today):
                raise AlreadyExistsError("not-doing entry for", subjects[0])
            _steps.bring_back(work, row.id, today, ended_by=SYSTEM)
        former = None
        if action_id:
            action = _steps.action_to_change(work, action_id, today)
            former = Status(action.status)
            _steps.move(work, action, Status.NOT_DOING, day)
        elif ask_id:
            work.get(Ask, ask_id)
        elif recommendation_id:
            work.get(Recommendation, recommendation_id)
        entry = NotDoing(
            id=work.next_id(NotDoing, "ND"),
            kind=NotDoingKind(kind),
            reason=prose("The reason, and who decided", reason),
            entered_on=day,
            entered_by=by,
            recommendation_id=recommendation_id,
            ask_id=ask_id,
            action_id=action_id,
            until=until,
            former_status=former,
        )
        work.add(entry)
        return entry


def end(
    engine: Engine,
    *,
    entry_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> NotDoing:
    """Decide to do it after all: an action returns to where it was, a closed recommendation is open again."""
    reason = prose("Why is it done after all", reason)
    with changing(engine, by=by, verb="bring_back", at=at, door=door, reason=reason, token=token) as work:
        work.allow("bring_back")
        row = work.get(NotDoing, entry_id, seen=seen)
        if row.ended_on:
            raise SignOffBlockedError(row.id, (f"it ended on {in_words(row.ended_on)}",), "be ended")
        return kept(work, NotDoing, _steps.bring_back(work, row.id, day_of(at), ended_by=by))


def end_expired(engine: Engine, *, by: str, at: datetime, door: Door) -> tuple[NotDoing, ...]:
    """Record the return of everything whose last day is over. Safe to repeat; usually signed by the tracker itself."""
    with changing(engine, by=by, verb="bring_back", at=at, door=door, reason=_steps.LAST_DAY_OVER) as work:
        work.allow("bring_back")
        today = day_of(at)
        over = [row for row in work.all(NotDoing, ended_on=None) if not in_force(work.record(row), today=today)]
        return tuple(kept(work, NotDoing, _steps.bring_back(work, row.id, today, ended_by=SYSTEM)) for row in over)
