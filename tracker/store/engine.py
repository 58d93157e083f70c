"""The store as a database: how it is opened, looked at, and waited for."""

import shutil
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from tracker.rules.errors import StoreUnavailableError
from tracker.store.second_wall import OPENLY

_PATIENCE = 10  # seconds that one who writes to SQLite waits for another to end
_WRITERS_PATIENCE = 60  # seconds that one who writes to PostgreSQL waits: an import of another server may take a while
_WRITE_LOCK = 727_001  # any constant: one writer at a time on PostgreSQL, so that the chain has one end
_LOCKED = "55P03"  # what PostgreSQL calls a lock that was not given in time
_DISK_FULL = "53100"
_GOING = ("57P01", "57P02", "57P03")  # shutting down, crashed, starting
_OF_THE_DISK = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)  # what SQLite says, too, where its log finds no room
_ROOM = 1 << 20  # bytes: with less than that a disk is full
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


@contextmanager
def opened_engine(url: str) -> Iterator[sa.Engine]:
    """An engine for as long as the block: every connection that it made is closed at its end."""
    engine = engine_for(url)
    try:
        yield engine
    finally:
        engine.dispose()


class Engines:
    """The engines of a process that serves: one for each address. Where there come to be more than `most`, the one that
    was not asked for longest has its connections closed; whoever still holds it makes new ones as they need them."""

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._made: OrderedDict[str, sa.Engine] = OrderedDict()
        self._lock = Lock()

    def __call__(self, url: str) -> sa.Engine:
        """The one engine of a store's address."""
        with self._lock:
            engine = self._made.pop(url, None) or engine_for(url)
            self._made[url] = engine
            over = self._made.popitem(last=False)[1] if len(self._made) > self._most else None
        if over is not None:
            over.dispose()
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
    """Every commit waits until it is on the disk: with less, SQLite says that a power cut may take back the last of
    them, which somebody was told are saved (its documentation of `PRAGMA synchronous`)."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout={_PATIENCE * 1000}", "foreign_keys=ON", "synchronous=FULL"):
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
    """What a database said in its own words, as one sentence in ours where it is one of the usual things."""
    said = " ".join(str(error.orig).split())
    if engine.dialect.name == "sqlite":
        return StoreUnavailableError(place_of(engine), _said_by_file(engine, error, said))
    return StoreUnavailableError(place_of(engine), _said_by_server(error, said))


def _said_by_file(engine: sa.Engine, error: DBAPIError, said: str) -> str:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # what it is; above that, what it was doing
    if code == sqlite3.SQLITE_FULL or (code in _OF_THE_DISK and _is_full(engine)):
        return "its disk is full: make room, then try again"
    return f"its disk cannot be read or written ({said})" if code == sqlite3.SQLITE_IOERR else said


def _is_full(engine: sa.Engine) -> bool:
    try:
        return shutil.disk_usage(Path(engine.url.database or "").parent).free < _ROOM
    except OSError:
        return False


def _said_by_server(error: DBAPIError, said: str) -> str:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == _LOCKED:
        return "somebody else has been saving in it for a long time, and nobody can save beside them: try again"
    if state == _DISK_FULL:
        return "the disk of its database is full: make room there, then try again"
    if state.startswith("08") or state in _GOING or (not state and isinstance(error, OperationalError)):
        why = said.rpartition("failed: ")[2].partition(" Is the server ")[0].removeprefix("FATAL: ").strip()
        return f"its database does not answer ({why}): try again in a little while"
    return said


def place_of(engine: sa.Engine) -> str:
    """Where a store is: the path of its file, or the name of its database and of the machine, without who may open it.
    It is said on pages too."""
    url = engine.url
    if engine.dialect.name == "sqlite":
        return url.database or "no file"
    return sa.URL.create("postgresql", host=url.host, port=url.port, database=url.database).render_as_string()


def one_writer(connection: sa.Connection) -> None:
    """Let one transaction write at a time, as SQLite does by itself: the others wait, but not for ever."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WRITERS_PATIENCE}s'")
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITE_LOCK)))


def is_text(value: str) -> bool:
    """Whether every store can keep it: no half of a character (a lone surrogate), no NUL."""
    return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
