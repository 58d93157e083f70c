"""What one import wrote, read from the trail, with the register around it and what was done to that since."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from tracker.clock import local_day
from tracker.rules.brought_in import TABLES, Import, Later, Thing, Touch, Wrote
from tracker.rules.records import WorkbookImport
from tracker.rules.register import Register
from tracker.store.convert import from_told, read_all
from tracker.store.tables import BY_NAME, TrailRow, TrailValueRow

SYSTEM = "system"
IN_ONE = 500
FILED = ("action_part", "action_update", "extension", "evidence", "verification", "check_back", "not_doing")
_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]
_values: sa.Table = TrailValueRow.__table__  # type: ignore[attr-defined]


class Brought(NamedTuple):
    """An import with all that judging it needs."""

    wrote: Import
    now: Register
    later: Later


def brought_in(connection: sa.Connection, record: WorkbookImport) -> Brought:
    """What an import wrote, what stands there now, and who did what to it since."""
    wrote = _wrote(connection, record)
    now = _around(connection, wrote)
    return Brought(wrote, now, _later(connection, wrote.last, now))


def _wrote(connection: sa.Connection, record: WorkbookImport) -> Import:
    """The net change of every field, of the entries that the import's transaction wrote: those that follow its own
    record at the same instant, one after another. What the tracker did by itself among them is not the import's."""
    first = connection.execute(
        sa.select(_trail.c.number, _trail.c.at).where(
            _trail.c.entity == "workbook_import", _trail.c.entity_id == record.id, _trail.c.field == "id"
        )
    ).one()
    found: dict[tuple[str, str, str], Wrote] = {}
    last = first.number
    for entry in _entries(connection, first.number, first.at):
        ours = entry.entity == "workbook_import" and entry.entity_id == record.id
        ends = entry.entity == "workbook_import" and not ours
        if ends or entry.number != last + 1 or entry.by not in (record.applied_by, SYSTEM):
            break
        last = entry.number
        if ours or entry.kind != "change" or entry.by == SYSTEM or entry.entity not in TABLES:
            continue
        key = (entry.entity, entry.entity_id, entry.field)
        kind = BY_NAME[entry.entity].record
        if key not in found:
            found[key] = Wrote(*key, from_told(kind, key[2], entry.before), None, entry.redacted)
        found[key] = found[key]._replace(after=from_told(kind, key[2], entry.after))
    return Import(record.file_name, last, tuple(one for one in found.values() if one.before != one.after))


def _entries(connection: sa.Connection, number: int, at: datetime) -> Iterator[Any]:
    before, after = _values.alias("b"), _values.alias("a")
    told = (before.c.value.label("before"), after.c.value.label("after"), before.c.redacted_by.label("redacted"))
    query = (
        sa.select(_trail, *told)
        .outerjoin(before, before.c.id == _trail.c.before_value)
        .outerjoin(after, after.c.id == _trail.c.after_value)
        .where(_trail.c.number > number, _trail.c.at == at)
        .order_by(_trail.c.number)
    )
    yield from connection.execute(query)


def _around(connection: sa.Connection, wrote: Import) -> Register:
    """The actions that an import is about, with all that is filed under them, and the asks that it made with every
    action that answers them."""
    rows = wrote.rows
    actions = {id_ for entity, id_ in rows if entity == "action"}
    actions |= {fields["action_id"].after for (entity, _), fields in rows.items() if "action_id" in fields}
    settled = [id_ for (entity, id_), fields in rows.items() if entity == "extension" and "id" not in fields]
    actions |= {row.action_id for row in _read(connection, "extension", "id", settled)}
    asks = _read(connection, "ask", "id", [id_ for entity, id_ in rows if entity == "ask"])
    links = _read(connection, "action_part", "part_id", {ask.part_id for ask in asks})
    tables: dict[str, list[Any]] = {TABLES[entity]: _read(connection, entity, "action_id", actions) for entity in FILED}
    tables["actions"] = _read(connection, "action", "id", actions | {link.action_id for link in links})
    tables["action_parts"] += [link for link in links if link.action_id not in actions]
    tables["not_doing"] += _read(connection, "not_doing", "ask_id", {ask.id for ask in asks})
    tables["decisions"] = _read(connection, "decision", "about", actions)
    tables["asks"] = asks
    return Register(**{name: {row.id: row for row in _in_order(rows)} for name, rows in tables.items()})


def _in_order(rows: Sequence[Any]) -> list[Any]:
    """Numbered ids in the order in which they were given: U2 before U10."""
    return sorted(rows, key=lambda row: (len(row.id), row.id))


def _read(connection: sa.Connection, entity: str, column: str, values: Collection[str]) -> list[Any]:
    record = BY_NAME[entity].record
    table: sa.Table = BY_NAME[entity].row.__table__  # type: ignore[attr-defined]
    return [row for some in _some(values) for row in read_all(connection, record, table.c[column].in_(some))]


def _later(connection: sa.Connection, last: int, now: Register) -> Later:
    """Who last changed each field, and who put each row in, after an entry of the trail."""
    changed: dict[tuple[str, str, str], Touch] = {}
    made: dict[Thing, Touch] = {}
    columns = (_trail.c.number, _trail.c.at, _trail.c.by, _trail.c.entity, _trail.c.entity_id, _trail.c.field)
    for entity, table in TABLES.items():
        for some in _some(getattr(now, table)):
            query = sa.select(*columns, _trail.c.before_digest).where(
                _trail.c.number > last, _trail.c.kind == "change", _trail.c.entity == entity,
                _trail.c.entity_id.in_(some),
            )  # fmt: skip
            for entry in connection.execute(query.order_by(_trail.c.number)):
                at = entry.at if entry.at.tzinfo else entry.at.replace(tzinfo=UTC)
                touch = Touch(entry.by, local_day(at), entry.number)
                changed[entity, entry.entity_id, entry.field] = touch
                if entry.field == "id" and entry.before_digest is None:
                    made[entity, entry.entity_id] = touch
    return Later(changed, made)


def _some(values: Collection[str]) -> Iterator[list[str]]:
    every = sorted(values)
    for start in range(0, len(every), IN_ONE):
        yield every[start : start + IN_ONE]
