"""Make a store, or bring an older one up to this version. A store from a newer version is refused, untouched.

An upgrade is one transaction: cut short, it leaves the old store. A store in a file is copied beside itself first, as
it was: `register-0005-before-0006.sqlite`. There is no way down but that copy, or a backup.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from tracker.rules.errors import NewerStoreError, StoreUnavailableError
from tracker.store.engine import one_writer, place_of, reading, unavailable
from tracker.store.lasting import make_folder, name_to_disk, to_disk

OLDEST = 15
"""The oldest PostgreSQL that a register may be kept in."""
HERE = Path(__file__).parent / "migrations"


def configuration(connection: sa.Connection | None = None) -> Config:
    """Alembic's settings for the migrations that ship with the tracker."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision this version of the tracker works with."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    assert head is not None
    return head


def revisions() -> frozenset[str]:
    """Every revision that this version of the tracker knows."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions())


def revision_of(engine: sa.Engine) -> str | None:
    """The revision a store is at, or None where there is no store yet."""
    try:
        with engine.connect() as connection:
            return _revision(connection)
    except DBAPIError as error:
        raise unavailable(engine, error) from error


def upgrade(engine: sa.Engine) -> bool:
    """Bring the store to `newest()`; True if anything was done. Of two that try at once, one waits and does nothing.

    Raises NewerStoreError for a store that a newer version made, StoreUnavailableError where it cannot be opened.
    """
    _make_folder(engine)
    before = revision_of(engine)
    if before == newest():
        return False
    _must_be_fit(engine)
    if before in revisions():
        keep_a_copy(engine, before)
    try:
        with engine.connect().execution_options(write=True) as connection, _foreign_keys_off(connection):
            done = _upgrade(connection)
    except DBAPIError as error:
        raise unavailable(engine, error) from error
    engine.dispose()
    return done


def copy_before(database: Path, revision: str) -> Path:
    """Where the copy of a store lies that was of this revision and is brought to `newest()`."""
    return database.with_name(f"{database.stem}-{revision}-before-{newest()}{database.suffix}")


def keep_a_copy(engine: sa.Engine, revision: str) -> Path | None:
    """Copy a store in a file beside itself, whole or not at all; None for another kind, which its own tools back up.

    Raises StoreUnavailableError where there is no room for it: then nothing is upgraded.
    """
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    copy = copy_before(Path(name), revision)
    part = copy.with_name(f".{copy.name}.{os.getpid()}.part")
    try:
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(name, timeout=30)) as raw, closing(sqlite3.connect(part)) as to:
                raw.backup(to)
                to.execute("PRAGMA journal_mode=DELETE")
            to_disk(part)
            os.replace(part, copy)
            name_to_disk(copy)
        finally:
            for left in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
                left.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        why = f"no copy of it could be kept before the upgrade ({getattr(error, 'strerror', None) or error})"
        raise StoreUnavailableError(name, why) from error
    return copy


def _upgrade(connection: sa.Connection) -> bool:
    with connection.begin():
        one_writer(connection)
        now = _revision(connection)
        if now == newest():
            return False
        if now is not None and now not in revisions():
            raise NewerStoreError(now)
        command.upgrade(configuration(connection), "head")
        _must_point_somewhere(connection)
        return True


def downgrade(engine: sa.Engine, revision: str) -> None:
    """Take a store back to an older revision, for whoever has to return to an older version of the tracker. What only
    the newer one knew is dropped; the trail keeps it, and says so when it is verified.

    Raises StoreUnavailableError where the database refuses; then nothing was changed.
    """
    try:
        with (
            engine.connect().execution_options(write=True) as connection,
            _foreign_keys_off(connection),
            connection.begin(),
        ):
            one_writer(connection)
            command.downgrade(configuration(connection), revision)
            _must_point_somewhere(connection)
    except DBAPIError as error:
        raise unavailable(engine, error) from error
    engine.dispose()


def _must_point_somewhere(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        assert not broken, f"the migration left rows that point nowhere: {broken[:3]}"


def _revision(connection: sa.Connection) -> str | None:
    return max(MigrationContext.configure(connection).get_current_heads(), default=None)


@contextmanager
def _foreign_keys_off(connection: sa.Connection) -> Iterator[None]:
    """Without this a batch rebuild deletes child rows. SQLite heeds it between transactions only."""
    raw = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
    if raw is None:
        yield
        return
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _must_be_fit(engine: sa.Engine) -> None:
    """Raise StoreUnavailableError for a PostgreSQL that is too old, or a database that cannot hold every language."""
    if engine.dialect.name != "postgresql":
        return
    with reading(engine) as connection:
        version = connection.dialect.server_version_info or (0,)
        letters = connection.scalar(sa.text("SHOW server_encoding"))
    if int(version[0]) < OLDEST:
        why = f"it is PostgreSQL {version[0]}, and the tracker needs PostgreSQL {OLDEST} or newer"
        raise StoreUnavailableError(place_of(engine), why)
    if letters != "UTF8":
        why = f"the database keeps its text as {letters}: make it with the encoding UTF8"
        raise StoreUnavailableError(place_of(engine), why)


def _make_folder(engine: sa.Engine) -> None:
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return
    try:
        make_folder(Path(path).parent)
    except OSError as error:
        raise StoreUnavailableError(path, error.strerror or str(error)) from error
