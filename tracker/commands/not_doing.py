"""The not-doing register: what will not be done, by whose decision, why and until when. Then it comes back."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _not_doing, _steps
from tracker.commands._values import day_of, kept, prose
from tracker.rules.dates import in_words
from tracker.rules.errors import SignOffBlockedError
from tracker.rules.lifecycle import in_force
from tracker.rules.records import NotDoing
from tracker.rules.words import Door, NotDoingKind
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
    with changing(engine, by=by, verb="not_doing", at=at, door=door, reason=reason, token=token) as work:
        return _not_doing.enter(
            work,
            day_of(at),
            kind=kind,
            reason=reason,
            until=until,
            recommendation_id=recommendation_id,
            ask_id=ask_id,
            action_id=action_id,
            day=day_of(at, on),
        )


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
        over = [
            row
            for row in work.all(NotDoing, ended_on=None)
            if not in_force(work.record(row), today=today) and (not work.is_bound or work.may_see(row))
        ]
        return tuple(kept(work, NotDoing, _steps.bring_back(work, row.id, today, ended_by=SYSTEM)) for row in over)
