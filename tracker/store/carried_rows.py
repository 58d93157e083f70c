"""Every row of one store carried into another, empty one, of the same kind of database or of the other.

    with reading(old) as source, new.execution_options(write=True).begin() as target:
        carried = carry(source, target)
        assert held(target) == carried

Both must be at the newest revision. What is read is one consistent view, some rows at a time; what is written is one
transaction of the caller's, so that it is there whole or not at all. Rows are added and never changed: the triggers of
the trail stay as they are. Words, lists, instants (to the microsecond, in UTC), numbers and bytes arrive as they were.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.rules.errors import TrackerError, shown
from tracker.store.engine import is_text
from tracker.store.second_wall import lifted
from tracker.store.tables import TrailRow

WORKED_OUT_AGAIN = frozenset({"text_vector"})
"""Tables that may be left out: what they hold is worked out again. What files say (`file_text`) is not one of them: it
also says which files are never to be read again, because a redaction took words out of them."""
AT_ONCE = 1_000
FEW_AT_ONCE = {"file_text": 8}
"""Rows held in memory at once; the pages of one file may be megabytes."""
_EVERY: sa.MetaData = TrailRow.metadata
_SUM = 1 << 128
Row: TypeAlias = tuple[Any, ...]
Say: TypeAlias = Callable[[str, int], None]


class CannotCarryError(TrackerError):
    """A row that the other store cannot hold, or that cannot be read: which, and why."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why.rstrip('.')}.")


@dataclass(frozen=True)
class Held:
    """What a table holds: how many rows, and a sum over all they say, the same in whatever order they stand."""

    rows: int = 0
    sum: int = 0


def tables(without: Collection[str] = ()) -> tuple[str, ...]:
    """The names of the tables that are carried, each after those that its rows point at."""
    return tuple(table.name for table in _EVERY.sorted_tables if table.name not in without)


def carry(
    source: sa.Connection, target: sa.Connection, *, without: Collection[str] = (), say: Say | None = None
) -> dict[str, Held]:
    """Carry every row, except those of the tables `without`; what was carried, by table. `say` hears of each table and
    how many of its rows are over. Raises CannotCarryError for a row that cannot be read or kept."""
    carried = {}
    with lifted(target) as lift:
        for name in tables(without):
            lift(name)
            sums = _Sums()
            for rows in _in_batches(source, name):
                _add(target, name, rows)
                sums.add(rows)
                if say:
                    say(name, sums.rows)
            carried[name] = sums.held
    _numbers_go_on(target, carried)
    return carried


def held(connection: sa.Connection, *, without: Collection[str] = (), say: Say | None = None) -> dict[str, Held]:
    """What a store holds, by table: the same as what was carried into it, if nothing was lost or changed on the way."""
    found = {}
    for name in tables(without):
        sums = _Sums()
        for rows in _in_batches(connection, name):
            sums.add(rows)
            if say:
                say(name, sums.rows)
        found[name] = sums.held
    return found


def filled(connection: sa.Connection) -> tuple[str, ...]:
    """The tables of a store that hold anything at all: none in a new one. An older store has not all of them."""
    there = set(sa.inspect(connection).get_table_names())
    return tuple(
        name
        for name in tables()
        if name in there and connection.execute(sa.select(sa.literal(1)).select_from(_table(name)).limit(1)).first()
    )


class _Sums:
    """Rows counted and summed as they go by."""

    def __init__(self) -> None:
        self.rows, self._sum = 0, 0

    def add(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._sum += int.from_bytes(hashlib.blake2b(repr(row).encode("ascii", "backslashreplace")).digest()[:16])
        self.rows += len(rows)

    @property
    def held(self) -> Held:
        return Held(self.rows, self._sum % _SUM)


def _table(name: str) -> sa.TableClause:
    """A table with plain types only, so that a value arrives as it was kept, whatever it means."""
    return sa.table(name, *(sa.column(column.name, _plain(column.type)) for column in _EVERY.tables[name].columns))


def _plain(type_: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    impl = type_.impl_instance if isinstance(type_, sa.types.TypeDecorator) else type_
    return sa.Text() if isinstance(impl, sa.String) else type_


def _in_batches(connection: sa.Connection, name: str) -> Iterator[list[Row]]:
    table, at_once = _table(name), FEW_AT_ONCE.get(name, AT_ONCE)
    asked = sa.select(table).order_by(*_counted(name)).execution_options(yield_per=at_once)
    try:
        with connection.execute(asked) as result:
            rows: Iterator[Row] = (tuple(row) for row in result)
            while batch := list(islice(rows, at_once)):
                yield batch
    except (DBAPIError, ValueError, TypeError) as error:  # what no such column can hold: somebody's hand, or a bad disk
        why = str(error.orig if isinstance(error, DBAPIError) else error)
        raise CannotCarryError(f"The table {name} cannot be read", shown(why, 200)) from error


def _counted(name: str) -> Iterable["sa.ColumnElement[Any]"]:
    """The order of a table whose rows are numbered. The others come as they lie."""
    keys = list(_EVERY.tables[name].primary_key)
    return [sa.column(keys[0].name)] if len(keys) == 1 and isinstance(keys[0].type, sa.Integer) else []


def _add(target: sa.Connection, name: str, rows: Sequence[Row]) -> None:
    table = _table(name)
    try:
        if target.dialect.name == "postgresql":
            _copy(target, table, rows)
        else:
            names = [column.name for column in table.columns]
            target.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
    except (sa.exc.SQLAlchemyError, ValueError, TypeError, UnicodeError) as error:
        raise CannotCarryError(*_why_not(name, rows, error)) from error


def _copy(target: sa.Connection, table: sa.TableClause, rows: Sequence[Row]) -> None:
    """Ten times as quick as adding them one after the other."""
    import psycopg

    quoted = target.dialect.identifier_preparer.quote
    columns = ", ".join(quoted(column.name) for column in table.columns)
    raw: Any = target.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(f"COPY {quoted(table.name)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise DBAPIError.instance(None, None, error, psycopg.Error) from error


def _why_not(name: str, rows: Sequence[Row], error: Exception) -> tuple[str, str]:
    columns = list(_EVERY.tables[name].columns)
    keys = [place for place, column in enumerate(columns) if column.primary_key]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            if isinstance(value, str) and not is_text(value):
                which = " ".join(str(row[place]) for place in keys)
                return f"The {column.name} of {name} ‘{shown(which)}’ cannot be kept", "it holds what is not text"
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return f"A row of the table {name} cannot be kept", shown(said, 300)


def _numbers_go_on(target: sa.Connection, carried: Collection[str]) -> None:
    """Let PostgreSQL number new rows after those that were carried. SQLite does so by itself."""
    if target.dialect.name != "postgresql":
        return
    for name in carried:
        column = _EVERY.tables[name].autoincrement_column
        counter = column is not None and target.scalar(sa.select(sa.func.pg_get_serial_sequence(name, column.name)))
        if column is not None and counter:
            last = target.scalar(sa.select(sa.func.max(sa.column(column.name))).select_from(sa.table(name)))
            target.execute(sa.select(sa.func.setval(counter, last or 1, last is not None)))
