"""The trail, to look at: entries by filter, and whether the chain still holds."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from tracker.queries.register import trail, values
from tracker.rules.records import TrailEntry
from tracker.store.chain import COVERED, START, chained, digest
from tracker.store.database import reading

_before, _after, _reason = values.alias("b"), values.alias("a"), values.alias("r")


@dataclass(frozen=True)
class Verdict:
    """Whether the chain holds. `head` is the last hash; `first_broken` the number of the first misfit."""

    ok: bool
    entries: int
    head: str
    first_broken: int | None = None
    why: str | None = None


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


def verify(engine: sa.Engine) -> Verdict:
    """Walk the whole chain, oldest first: every number there, every digest its value's, every hash its entry's."""
    columns: list[Any] = [
        *(c for c in trail.c if c is not trail.c.at),
        sa.type_coerce(trail.c.at, sa.String).label("at"),  # read one by one: who tampers may leave no time there
        *(c.label(f"{alias.name}_{c.name}") for alias in (_before, _after, _reason) for c in alias.c),
    ]
    query = (
        sa.select(*columns)
        .outerjoin(_before, _before.c.id == trail.c.before_value)
        .outerjoin(_after, _after.c.id == trail.c.after_value)
        .outerjoin(_reason, _reason.c.id == trail.c.reason_value)
        .order_by(trail.c.number)
    )
    head, count = START, 0
    with reading(engine) as connection:
        for row in connection.execution_options(yield_per=5000).execute(query).mappings():
            count += 1
            if why := _fault(dict(row), expected=count, head=head):
                return Verdict(False, count, head, first_broken=row["number"], why=why)
            head = row["hash"]
    return Verdict(True, count, head)


def _fault(row: dict[str, Any], *, expected: int, head: str) -> str | None:
    number = row["number"]
    if number != expected:
        return f"entry {expected} is missing: the next one there is {number}"
    for name, alias in (("before", "b"), ("after", "a"), ("reason", "r")):
        kept, told = row[f"{name}_digest"], row[f"{alias}_value"]
        if (kept is None) != (told is None):
            return f"the {name} value of entry {number} was taken away or put in"
        if kept is not None and digest(row[f"{alias}_salt"], told) != kept:
            return f"the {name} value of entry {number} is not the one that was recorded"
    try:
        at = row["at"] if isinstance(row["at"], datetime) else datetime.fromisoformat(row["at"])
    except (TypeError, ValueError):
        return f"the time of entry {number} is not what was recorded"
    row["at"] = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    if chained(head, {name: row[name] for name in COVERED}) != row["hash"]:
        return f"entry {number} is not what was recorded, or an entry before it was changed"
    return None
