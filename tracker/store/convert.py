"""Rows become records, and values become the canonical JSON text that the trail keeps, at this door only."""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import sqlalchemy as sa

from tracker.store.columns import Kept, plainly
from tracker.store.tables import BY_RECORD


def columns_of(record: type[Any]) -> tuple[sa.Column[Any], ...]:
    """The columns of a record's table in the order of the record's fields."""
    return _COLUMNS[record]


def as_record(row: Kept) -> Any:
    """The frozen record of a row, while its session is open."""
    record = next(entity.record for entity in BY_RECORD.values() if isinstance(row, entity.row))
    return record(**{f.name: getattr(row, f.name) for f in fields(record)})


def read_all(connection: sa.Connection, record: type[Any], *where: sa.ColumnElement[bool]) -> list[Any]:
    """Records of a kind, in order of id, as they stand now."""
    columns = columns_of(record)
    found = connection.execute(sa.select(*columns).where(*where).order_by(plainly(columns[0].table.c.id)))
    return [record(*values) for values in found]


def canonical(value: Any) -> str | None:
    """A value as the trail keeps it: compact JSON, dates as ISO text, words as their value; None for nothing."""
    if value is None:
        return None
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(item) for item in value]
        case _:
            return value


def _reader(hint: Any) -> Callable[[str], Any]:
    """The function from the trail's JSON text back to a field's value, for the field's type."""
    if get_origin(hint) is UnionType or NoneType in get_args(hint):
        (hint,) = (option for option in get_args(hint) if option is not NoneType)
    if get_origin(hint) is tuple:
        return lambda told: tuple(json.loads(told))
    if hint is date:
        return lambda told: date.fromisoformat(told[1:-1])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {canonical(member): member for member in hint}.__getitem__
    return _text if hint is str else json.loads


def _text(told: str) -> str:
    plain: str = told[1:-1] if "\\" not in told else json.loads(told)
    return plain


def from_history(record: type[Any], values: Mapping[str, str]) -> Any:
    """A record from its fields' canonical texts, as the trail last told them. Fields never told keep their default.

    A field without a default that was redacted or never told reads as an empty text.
    """
    known, needed = _READERS[record], _NEEDED[record]
    told = {name: known[name](text) for name, text in values.items() if name in known}
    return record(**{**needed, **told})


def from_told(record: type[Any], field: str, told: str | None) -> Any:
    """One field's value from its canonical text; None for nothing."""
    return None if told is None else _READERS[record][field](told)


def _table_columns(record: type[Any]) -> tuple[sa.Column[Any], ...]:
    table: sa.Table = BY_RECORD[record].row.__table__  # type: ignore[attr-defined]
    return tuple(table.c[f.name] for f in fields(record))


_COLUMNS = {record: _table_columns(record) for record in BY_RECORD}
_READERS = {record: {name: _reader(hint) for name, hint in get_type_hints(record).items()} for record in BY_RECORD}
_NEEDED = {record: {f.name: "" for f in fields(record) if f.default is MISSING} for record in BY_RECORD}
