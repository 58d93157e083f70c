"""Legal holds: placed over a review or over everything, and lifted, each with its reason."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, prose
from tracker.rules import holds as rules
from tracker.rules.errors import SignOffBlockedError
from tracker.rules.holds import EVERYTHING
from tracker.rules.records import LegalHold, Review
from tracker.rules.words import Door, HoldKind
from tracker.store.database import changing


def place(
    engine: Engine,
    *,
    kind: HoldKind,
    reason: str,
    review_id: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> LegalHold:
    """Place a legal hold over a review, or, without one, over the whole register: from now on nothing under it is
    disposed of, and to redact it takes a reason of its own.

    Raises SignOffBlockedError where a hold of the same kind stands over the same thing.
    """
    why = prose("Why", reason)
    with changing(engine, by=by, verb="place_hold", at=at, door=door, reason=why, token=token) as work:
        work.allow("place_hold")
        if review_id is not None:
            work.get(Review, review_id)
        standing = [work.record(row) for row in work.every(LegalHold, lifted_on=None)]
        if blockers := rules.place_blockers(standing, HoldKind(kind), review_id):
            raise SignOffBlockedError(review_id or EVERYTHING, blockers, "be held once more")
        id_ = work.next_id(LegalHold, "H")
        made: LegalHold = work.add(LegalHold(id_, HoldKind(kind), why, day_of(at), by, review_id))
        return made


def lift(
    engine: Engine,
    *,
    hold_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> LegalHold:
    """Lift a legal hold, and say why. What was due meanwhile may then be disposed of, by two people as always."""
    why = prose("Why", reason)
    with changing(engine, by=by, verb="lift_hold", at=at, door=door, reason=why, token=token) as work:
        work.allow("place_hold")
        row = work.get(LegalHold, hold_id, seen=seen)
        if blockers := rules.lift_blockers(work.record(row)):
            raise SignOffBlockedError(row.id, blockers, "be lifted")
        work.change(row, lifted_on=day_of(at), lifted_by=by, lifted_reason=why)
        return kept(work, LegalHold, row)
