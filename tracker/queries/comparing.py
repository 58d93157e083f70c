"""The register held against the trail: every row as the trail last told it, and no row that it does not tell of.

Both are read in order of id and merged, one kind of thing after another, so that a register of any size needs the
memory of one row. Values are compared as the trail keeps them; what a column cannot hold counts as a difference.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from tracker.queries.register import trail, values
from tracker.queries.telling import thing
from tracker.rules.errors import shown
from tracker.store.audit import NOT_TOLD
from tracker.store.columns import WordList, WordText, plainly
from tracker.store.convert import canonical, columns_of
from tracker.store.tables import ENTITIES, Entity

BATCH = 5_000
MOST = 1_000
"""So many differences are enough: somebody who changed more changed everything."""
Told = dict[str, str | None]


class Difference(NamedTuple):
    """One place where the register and the trail part."""

    entity: str
    id: str
    in_words: str


def differences(connection: sa.Connection, say: Callable[[float], None]) -> tuple[int, list[Difference]]:
    """How many rows were compared, and where register and trail part. `say` hears how far it is, from 0 to 1."""
    compared, found = 0, list[Difference]()
    for place, entity in enumerate(ENTITIES):
        say(place / len(ENTITIES))
        for one in _compared(connection, entity):
            compared += 1
            if one is not None and len(found) < MOST:
                found.append(one)
    return compared, found


def _compared(connection: sa.Connection, entity: Entity) -> Iterator[Difference | None]:
    """One item for each thing of a kind: None where row and trail agree."""
    never_told = {f.name: canonical(f.default) for f in fields(entity.record) if f.default is not MISSING}
    kept, told = _rows(connection, entity), _last_told(connection, entity)
    row, last = next(kept, None), next(told, None)
    while row is not None or last is not None:
        if last is None or (row is not None and row[0] < last[0]):
            assert row is not None
            yield _difference(entity, row[0], "stands in the register, and the trail does not tell of it")
            row = next(kept, None)
        elif row is None or last[0] < row[0]:
            yield _difference(entity, last[0], "is told by the trail, and is not in the register")
            last = next(told, None)
        else:
            yield _row_difference(entity, row[0], row[1], last[1], never_told)
            row, last = next(kept, None), next(told, None)


def _row_difference(entity: Entity, id_: str, row: Told, told: Told, never_told: Told) -> Difference | None:
    for name, value in row.items():
        expected = told.get(name)
        if expected is None:
            expected = never_told.get(name)
        if value != expected and not _same_number(value, expected):
            words = (
                f"the {name.replace('_', ' ')} of {thing(entity.name)} {shown(id_)} is not what the trail says it is"
            )
            return Difference(entity.name, id_, words)
    return None


def _same_number(one: str | None, other: str | None) -> bool:
    """Whether two numbers differ in their writing alone: 1 and 1.0."""
    try:
        return one is not None and other is not None and one[:1] in "-0123456789" and float(one) == float(other)
    except ValueError:
        return False


def _difference(entity: Entity, id_: str, words: str) -> Difference:
    return Difference(entity.name, id_, f"{thing(entity.name)} {shown(id_)} {words}")


def _last_told(connection: sa.Connection, entity: Entity) -> Iterator[tuple[str, Told]]:
    """What the trail last told of each thing of a kind that it has not told to be gone, in order of id."""
    query = (
        sa.select(trail.c.entity_id, trail.c.field, values.c.value)
        .outerjoin(values, values.c.id == trail.c.after_value)
        .where(trail.c.entity == entity.name, trail.c.kind == "change")
        .order_by(plainly(trail.c.entity_id), trail.c.number)
    )
    for id_, entries in groupby(_stream(connection, query), key=itemgetter(0)):
        last = {field: value for _, field, value in entries}
        if last.get("id") is not None:
            yield id_, last


def _rows(connection: sa.Connection, entity: Entity) -> Iterator[tuple[str, Told]]:
    """The rows of a kind in order of id, each field as the trail would keep it."""
    columns = [column for column in columns_of(entity.record) if column.key not in NOT_TOLD]
    names = [column.key for column in columns]
    readers = [_reader(column.type) for column in columns]
    query = sa.select(*(_raw(connection, column) for column in columns))
    query = query.order_by(plainly(columns[0]))
    for row in _stream(connection, query):
        yield (
            str(row[0]),
            {
                name: None if value is None else read(value)
                for name, read, value in zip(names, readers, row, strict=True)
            },
        )


def _stream(connection: sa.Connection, query: "sa.Select[Any]") -> Iterator[Any]:
    found = connection.execute(query, execution_options={"yield_per": BATCH})
    for batch in found.partitions():
        yield from batch


def _raw(connection: sa.Connection, column: "sa.Column[Any]") -> Any:
    """A column as the database keeps it, so that what it should not hold is seen and not refused."""
    if isinstance(column.type, WordText | WordList):
        return sa.type_coerce(column, sa.Text)
    if connection.dialect.name == "sqlite" and isinstance(column.type, sa.Date | sa.Boolean):
        return sa.type_coerce(column, sa.Text if isinstance(column.type, sa.Date) else sa.Integer)
    return column


def _reader(kind: Any) -> Callable[[Any], str | None]:
    if isinstance(kind, WordList):
        return _list
    if isinstance(kind, sa.Boolean):
        return _yes_or_no
    return _plain


def _plain(value: Any) -> str | None:
    return canonical(value) if isinstance(value, str | int | float | date) else repr(value)


def _yes_or_no(value: Any) -> str | None:
    return "true" if value is True or value == 1 else "false" if value is False or value == 0 else repr(value)


def _list(value: Any) -> str | None:
    try:
        return canonical(tuple(json.loads(value)))
    except (TypeError, ValueError):
        return repr(value)
