"""Whether the trail still holds: the whole chain walked, every value held against its digest."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from tracker.queries.register import trail, values
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
