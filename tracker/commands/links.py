"""Links between recommendations, and of promises to the recommendation that keeps them."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, maybe_prose, prose
from tracker.rules.errors import BadValueError, EmptyValueError
from tracker.rules.records import CrossReference, Promise, Recommendation
from tracker.rules.words import Door
from tracker.store.database import changing


def cross_refer(
    engine: Engine,
    *,
    from_id: str,
    to_id: str | None = None,
    as_written: str | None = None,
    note: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> CrossReference:
    """Say that a recommendation points at another: one of this register (`to_id`), or words for one elsewhere."""
    words = maybe_prose("As written", as_written)
    if not to_id and not words:
        raise EmptyValueError("What it points at")
    with changing(engine, by=by, verb="cross_refer", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        start = work.get(Recommendation, from_id)
        target = work.get(Recommendation, to_id).id if to_id else None
        if target == start.id:
            raise BadValueError("What it points at", target, "is the recommendation itself")
        id_ = work.next_id(CrossReference, f"{start.id}>")
        link: CrossReference = work.add(CrossReference(id_, start.id, target, words, maybe_prose("Note", note)))
        return link


def remove_cross_reference(
    engine: Engine,
    *,
    cross_reference_id: str,
    reason: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> CrossReference:
    """Take a cross-reference out that was a mistake; the trail keeps it."""
    reason = prose("Reason", reason)
    with changing(engine, by=by, verb="remove", at=at, door=door, reason=reason, token=token) as work:
        work.allow("edit_register")
        row = work.get(CrossReference, cross_reference_id)
        gone: CrossReference = work.record(row)
        work.remove(row)
        return gone


def match_promise(
    engine: Engine,
    *,
    promise_id: str,
    recommendation_id: str | None,
    why: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Promise:
    """Say which recommendation keeps a promise of the report, or (None) that none does."""
    with changing(engine, by=by, verb="match_promise", at=at, door=door, reason=why, token=token) as work:
        work.allow("edit_register")
        row = work.get(Promise, promise_id, seen=seen)
        kept_by = work.get(Recommendation, recommendation_id).id if recommendation_id else None
        work.change(row, kept_by=kept_by)
        if why is not None:
            work.change(row, why=maybe_prose("Why", why))
        return kept(work, Promise, row)
