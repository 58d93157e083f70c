"""Retention: what is due for disposal and why the rest is not, legal holds, every disposal, the copies that left."""

import sqlalchemy as sa

from tracker.queries.redactions import Copy, copies_between
from tracker.queries.register import trail
from tracker.queries.remember import remember
from tracker.queries.standing import moment, standing_at
from tracker.rules import retention as rules
from tracker.rules.records import Disposal, LegalHold
from tracker.rules.register import Register
from tracker.rules.retention import Fate, Kept, Retention
from tracker.rules.sight import WHOLE, Sight
from tracker.store.engine import reading
from tracker.store.tables import UploadRow

_uploads: sa.Table = UploadRow.__table__  # type: ignore[attr-defined]


def kept(engine: sa.Engine, *, sight: Sight) -> tuple[Kept, ...]:
    """Every review that somebody of this sight may see, with the fate of its evidence, what is due first. What else an
    action serves counts, whether or not they may see it; of that they learn no more than that it does."""
    now = moment(engine, sight=sight)
    waiting = _waiting(engine)
    return remember(("retention", now, waiting), lambda: _kept(engine, sight, waiting), small=True)


def _kept(engine: sa.Engine, sight: Sight, waiting: frozenset[str]) -> tuple[Kept, ...]:
    now = moment(engine, sight=sight)
    seen = standing_at(engine, now).register
    whole = standing_at(engine, moment(engine, sight=WHOLE)).register
    rule = Retention.from_settings(whole.settings)

    def judged(register: Register) -> dict[str, Fate]:
        needed = dict.fromkeys(waiting, "a file that waits to be brought in")
        needed |= {r.document_hash: f"the document of {r.id}" for r in register.reviews.values() if r.document_hash}
        return rules.fates(register, rule, today=now.day, needed=needed)

    mine = judged(seen)
    told = mine if seen is whole else rules.as_seen(whole, sight.boards, judged(whole), mine)
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
