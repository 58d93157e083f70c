"""The trail, to look at: entries by filter."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tracker.queries.register import trail, values
from tracker.rules.records import TrailEntry
from tracker.store.database import reading

_before, _after, _reason = values.alias("b"), values.alias("a"), values.alias("r")


def entries(
    engine: sa.Engine,
    *,
    entity_ids: frozenset[str] | None = None,
    entity: str | None = None,
    by: str | None = None,
    verb: str | None = None,
    door: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before_number: int | None = None,
    changes_only: bool = False,
    newest_first: bool = True,
    limit: int | None = 500,
) -> tuple[TrailEntry, ...]:
    """Entries that meet every filter given; instants are UTC, `until` is left out. No limit means all of them."""
    equal = {"entity": entity, "by": by, "verb": verb, "door": door, "kind": "change" if changes_only else None}
    where = [trail.c[name] == value for name, value in equal.items() if value is not None]
    if since is not None:
        where.append(trail.c.at >= since)
    if until is not None:
        where.append(trail.c.at < until)
    if before_number is not None:
        where.append(trail.c.number < before_number)
    if entity_ids is not None:
        where.append(trail.c.entity_id.in_(sorted(entity_ids)))
    query = _told().where(*where).limit(limit)
    query = query.order_by(trail.c.number.desc() if newest_first else trail.c.number)
    with reading(engine) as connection:
        return tuple(_entry(row) for row in connection.execute(query))


def _told() -> "sa.Select[Any]":
    return (
        sa.select(trail, _before.c.value.label("before"), _after.c.value.label("after"), _reason.c.value.label("why"))
        .outerjoin(_before, _before.c.id == trail.c.before_value)
        .outerjoin(_after, _after.c.id == trail.c.after_value)
        .outerjoin(_reason, _reason.c.id == trail.c.reason_value)
    )


def _entry(row: "sa.Row[Any]") -> TrailEntry:
    return TrailEntry(
        row.number, row.at, row.by, row.role, row.verb, row.entity, row.entity_id, row.field,
        row.before, row.after, row.why, row.door, row.hash,
    )  # fmt: skip
