"""Retention: what is due for disposal and why the rest is not, legal holds, every disposal, the copies that left."""

import sqlalchemy as sa

from tracker.queries.live import Live, live
from tracker.queries.redactions import Copy, copies_between
from tracker.queries.register import some_of, trail
from tracker.queries.remember import remember
from tracker.queries.scope import column, scope_of
from tracker.queries.standing import Moment, moment, standing_at
from tracker.rules import retention as rules
from tracker.rules.records import Action, ActionPart, Disposal, Evidence, LegalHold, Part, Recommendation, Review
from tracker.rules.register import Register
from tracker.rules.retention import Fate, Kept, Retention
from tracker.rules.sight import Sight
from tracker.store.engine import reading
from tracker.store.tables import UploadRow

_uploads: sa.Table = UploadRow.__table__  # type: ignore[attr-defined]


def kept(engine: sa.Engine, *, sight: Sight) -> tuple[Kept, ...]:
    """Every review that somebody of this sight may see, with the fate of its evidence, what is due first. What else an
    action serves counts, whether or not they may see it; of that they learn no more than that it does."""
    now, counts = moment(engine, sight=sight), _all_that_counts(engine, sight)
    waiting = _waiting(engine)
    key = ("retention", now.shown, sight, counts.state, waiting)
    return remember(key, lambda: _kept(engine, now, counts.register, waiting), small=True)


def _all_that_counts(engine: sa.Engine, sight: Sight) -> Live:
    """The register of what somebody sees and of every review that the same files, or the same actions, serve too."""
    if (scope := scope_of(sight)) is None:
        return live(engine, None)
    here = live(engine, scope).register
    serves = {id_ for id_ in here.reviews if here.reviews[id_].board_id not in scope.boards}
    hashes = {one.file_hash for one in here.evidence.values() if one.file_hash}
    with reading(engine) as connection:
        for some in some_of(hashes):
            held = sa.select(column(Evidence, "action_id")).where(column(Evidence, "file_hash").in_(some))
            links = sa.select(column(ActionPart, "part_id")).where(column(ActionPart, "action_id").in_(held))
            recs = sa.select(column(Part, "recommendation_id")).where(column(Part, "id").in_(links))
            for kind, of in (
                (sa.select(column(Action, "review_id")), column(Action, "id").in_(held)),
                (sa.select(column(Recommendation, "review_id")), column(Recommendation, "id").in_(recs)),
                (sa.select(column(Review, "id")), column(Review, "document_hash").in_(some)),
            ):
                serves.update(connection.scalars(kind.where(of)))
    return live(engine, scope._replace(reviews=scope.reviews | serves))


def _kept(engine: sa.Engine, now: Moment, whole: Register, waiting: frozenset[str]) -> tuple[Kept, ...]:
    seen = standing_at(engine, now).register
    rule = Retention.from_settings(whole.settings)

    def judged(register: Register) -> dict[str, Fate]:
        needed = dict.fromkeys(waiting, "a file that waits to be brought in")
        needed |= {r.document_hash: f"the document of {r.id}" for r in register.reviews.values() if r.document_hash}
        return rules.fates(register, rule, today=now.day, needed=needed)

    mine = judged(seen)
    told = mine if seen is whole else rules.as_seen(whole, now.sight.boards, judged(whole), mine)
    return rules.by_review(seen, rule, told, today=now.day)


def _waiting(engine: sa.Engine) -> frozenset[str]:
    with reading(engine) as connection:
        return frozenset(connection.scalars(sa.select(_uploads.c.hash).distinct()))


def holds(engine: sa.Engine, *, sight: Sight) -> tuple[LegalHold, ...]:
    """Every legal hold that was ever placed over what somebody of this sight may see, the newest first. Why it stands,
    of which kind it is and who placed it are for few."""
    found = standing_at(engine, moment(engine, sight=sight)).register.legal_holds.values()
    return tuple(sorted(found, key=lambda hold: (len(hold.id), hold.id), reverse=True))


def disposals(engine: sa.Engine, *, sight: Sight) -> tuple[Disposal, ...]:
    """Every disposal that was ever asked for of a review that somebody of this sight may see, the newest first."""
    found = standing_at(engine, moment(engine, sight=sight)).register.disposals.values()
    return tuple(sorted(found, key=lambda one: (len(one.id), one.id), reverse=True))


def copies(engine: sa.Engine, disposal: Disposal, *, sight: Sight) -> tuple[Copy, ...]:
    """Every copy that left or was kept from the day the first piece of this evidence came in until it went: workbooks,
    backups, papers, downloads of its files. For those who deal with copies, of a review that they may see; none for
    anybody else."""
    if not (sight.holds or sight.accesses) or all(one.id != disposal.id for one in disposals(engine, sight=sight)):
        return ()
    with reading(engine) as connection:
        told = (trail.c.entity == "evidence", trail.c.entity_id.in_(disposal.evidence))
        first = connection.execute(sa.select(sa.func.min(trail.c.number)).where(*told)).scalar()
        if first is None:
            return ()
        last = sa.select(sa.func.max(trail.c.number))
        if disposal.agreed_on is not None:
            last = last.where(
                trail.c.entity == "disposal", trail.c.entity_id == disposal.id, trail.c.field == "agreed_on"
            )
        until = connection.execute(last).scalar() or 0
        return copies_between(connection, first, until, "evidence", frozenset(disposal.evidence), sight)
