"""Somebody's calendar as a file, as the register stands now: what everybody may see, whoever asks."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from tracker.notices.calendar import Facts, as_ics
from tracker.queries.standing import moment, standing_at, zone_of
from tracker.rules.boards import boards_of
from tracker.rules.calendar import Entry, entries
from tracker.rules.records import PersonRole
from tracker.rules.sight import LEAST
from tracker.store.engine import reading
from tracker.store.tables import TrailRow

_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]
SOME = 500


def calendar(
    engine: sa.Engine,
    *,
    person_id: str,
    roles: tuple[PersonRole, ...],
    address: str | None = None,
    illustrative: bool = False,
) -> bytes:
    """The calendar of somebody with these roles. Their sight plays no part: what is restricted or not published is in
    no calendar, a named reader's or the business manager's no more than another's."""
    mine = tuple(role for role in roles if role.person_id == person_id)
    when = moment(engine, sight=replace(LEAST, boards=boards_of(mine)))
    look = standing_at(engine, when)
    found = entries(look, mine)
    return as_ics(found, Facts(_changed(engine, found), zone_of(look), _store(engine), address, illustrative))


def _changed(engine: sa.Engine, found: Sequence[Entry]) -> dict[str, datetime]:
    """When each entry's record was last changed, by its key."""
    told: dict[str, datetime] = {}
    by_kind: dict[str, list[str]] = {}
    for entry in found:
        by_kind.setdefault(entry.kind, []).append(entry.id)
    with reading(engine) as connection:
        for kind, ids in by_kind.items():
            for start in range(0, len(ids), SOME):
                last = (
                    sa.select(_trail.c.entity_id, sa.func.max(_trail.c.at))
                    .where(_trail.c.entity == kind, _trail.c.kind == "change")
                    .where(_trail.c.entity_id.in_(ids[start : start + SOME]))
                    .group_by(_trail.c.entity_id)
                )
                told.update({f"{kind}-{id_}": at for id_, at in connection.execute(last)})
    return told


def _store(engine: sa.Engine) -> str:
    """What tells this register from every other, and stays: made of the first entry of its trail."""
    with reading(engine) as connection:
        first = connection.scalar(sa.select(_trail.c.hash).order_by(_trail.c.number).limit(1))
    return f"{hashlib.sha256((first or '').encode()).hexdigest()[:16]}.tracker"
