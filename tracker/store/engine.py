"""The store as a database: how it is opened, looked at, and waited for."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError

from tracker.rules.errors import StoreUnavailableError
from tracker.store.second_wall import OPENLY

_PATIENCE = 10  # seconds that one who writes to SQLite waits for another to end
_WRITERS_PATIENCE = 60  # seconds that one who writes to PostgreSQL waits: an import of another server may take a while
_WRITE_LOCK = 727_001  # any constant: one writer at a time on PostgreSQL, so that the chain has one end
_LOCKED = "55P03"  # what PostgreSQL calls a lock that was not given in time
_NO_ADDRESS = (
    "that is not the address of a store that can be opened: write it as sqlite:////folder/register.sqlite "
    "or postgresql+psycopg://user:password@host/name"
)


def engine_for(url: str, *, said_by: str = "TRACKER_DATABASE_URL") -> sa.Engine:
    """An engine for a store's address, with SQLite's safe settings. Opens nothing yet.

    Raises StoreUnavailableError, without the address (it may hold a password) but with what gave it (`said_by`), where
    nothing can be opened by it.
    """
    try:
        if not is_text(url):
            raise ValueError
        if not url.startswith("sqlite"):
            return sa.create_engine(_with_driver(url), pool_pre_ping=True, connect_args=openly(_with_driver(url)))
        engine = sa.create_engine(url, connect_args={"timeout": _PATIENCE})
    except (ArgumentError, ImportError, ValueError):  # no address, no such driver here, a port that is no number
        raise StoreUnavailableError(said_by, _NO_ADDRESS) from None
    event.listen(engine, "connect", _sqlite_settings)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def openly(url: str, *more: str) -> dict[str, Any]:
    """What a connection to a PostgreSQL says when it begins, after what its address says: that it is the tracker's own,
    and looks at every board's."""
    found = sa.make_url(url)
    if found.get_backend_name() != "postgresql":
        return {}
    said = found.query.get("options", "")
    return {
        "options": " ".join(one for one in (said if isinstance(said, str) else " ".join(said), OPENLY, *more) if one)
    }


def _with_driver(url: str) -> str:
    """A PostgreSQL's address as other programs write it, too: they name no driver."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return f"postgresql+psycopg://{url.removeprefix(scheme)}"
    return url


def _sqlite_settings(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_PATIENCE * 1000}", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep the store's log beside it, so that readers and the writer do not wait for each other.

    Turning a new file over to it needs the file alone, and SQLite says at once, whatever its busy timeout, that it is
    locked where two do so together (its documentation of SQLITE_BUSY): so ask again, for as long as any lock is
    waited for.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _sqlite_begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("write") else "BEGIN")


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection to look with: one consistent view, and nothing done with it is kept."""
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # which else looks anew at each statement; the pool resets it
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
            connection.rollback()
    except DBAPIError as error:
        raise unavailable(engine, error) from error


def unavailable(engine: sa.Engine, error: DBAPIError) -> StoreUnavailableError:
    """What a database said in its own words, as one sentence."""
    said = " ".join(str(error.orig).split())
    if getattr(error.orig, "sqlstate", None) == _LOCKED:
        said = "somebody else has been saving in it for a long time, and nobody can save beside them: try again"
    return StoreUnavailableError(place_of(engine), said)


def place_of(engine: sa.Engine) -> str:
    """Where a store is: the path of its file, or its address without the password."""
    path = engine.url.database if engine.dialect.name == "sqlite" else None
    return path or engine.url.render_as_string(hide_password=True)


def one_writer(connection: sa.Connection) -> None:
    """Let one transaction write at a time, as SQLite does by itself: the others wait, but not for ever."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WRITERS_PATIENCE}s'")
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITE_LOCK)))


def is_text(value: str) -> bool:
    """Whether every store can keep it: no half of a character (a lone surrogate), no NUL."""
    return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
