"""The whole register as one value: from the tables as it stands, or from the trail as it stood."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from tracker.clock import end_of
from tracker.queries.sights import hidden_now
from tracker.rules.register import Register
from tracker.rules.sight import Sight, seen
from tracker.rules.veil import veiled
from tracker.store.convert import from_history, read_all
from tracker.store.engine import reading
from tracker.store.tables import ENTITIES, TrailRow, TrailValueRow

trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]
values: sa.Table = TrailValueRow.__table__  # type: ignore[attr-defined]
_NUMBERED = re.compile(r"(.*?)(\d*)$", re.DOTALL)


def current(engine: sa.Engine, *, sight: Sight) -> Register:
    """The register as the tables hold it now, as somebody of this sight sees it."""
    with reading(engine) as connection:
        whole = Register(**{e.table: _table(read_all(connection, e.record)) for e in ENTITIES})
    return seen(whole, sight)


def as_at(engine: sa.Engine, day: date, *, sight: Sight) -> Register:
    """The register as it stood at the end of a day: everything recorded by then, and nothing recorded later."""
    return as_at_number(engine, last_change(engine, before=end_of(day)), sight=sight)


def as_at_number(engine: sa.Engine, number: int, *, sight: Sight) -> Register:
    """The register as it stood after entry `number` of the trail, folded from the trail alone. What is hidden today is
    hidden then."""
    with reading(engine) as connection:
        told = _last_told(connection, trail.c.number <= number)
    return veiled(build(told), hidden_now(engine, sight))


def last_change(engine: sa.Engine, *, before: datetime | None = None) -> int:
    """The number of the last register change (before an instant), or 0. Access events do not count."""
    query = sa.select(sa.func.max(trail.c.number)).where(trail.c.kind == "change")
    if before is not None:
        query = query.where(trail.c.at < before)
    with reading(engine) as connection:
        return connection.execute(query).scalar() or 0


def _last_told(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> Iterable[sa.Row[Any]]:
    last = (
        sa.select(sa.func.max(trail.c.number).label("number"))
        .where(trail.c.kind == "change", *where)
        .group_by(trail.c.entity, trail.c.entity_id, trail.c.field)
        .subquery()
    )
    query = (
        sa.select(trail.c.entity, trail.c.entity_id, trail.c.field, values.c.value)
        .join(last, last.c.number == trail.c.number)
        .join(values, values.c.id == trail.c.after_value)
    )
    return connection.execute(query)


def build(told: Iterable[Any]) -> Register:
    """A register from (entity, id, field, canonical value) rows: what was last told of each field."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for entity, id_, field, value in told:
        found[entity][id_][field] = value
    return Register(
        **{e.table: _table([from_history(e.record, v) for v in found[e.name].values() if "id" in v]) for e in ENTITIES}
    )


def _table(records: list[Any]) -> dict[str, Any]:
    return {record.id: record for record in sorted(records, key=lambda r: in_order(r.id))}


def in_order(id_: str) -> tuple[str, int]:
    """The order of ids: by name, and by number where a name ends in one, so that U10 comes after U2."""
    match = _NUMBERED.match(id_)
    assert match is not None
    return match[1], int(match[2] or 0)
