"""A store as one SQLite file: a consistent copy, taken while others write; and its way into PostgreSQL."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.settings import address_of
from tracker.store.carried_rows import carry, filled, held
from tracker.store.engine import engine_for, one_writer, reading, unavailable
from tracker.store.manifest import BackupRefusedError
from tracker.store.unpacking import SECRETS
from tracker.store.upgrade import newest, revision_of, upgrade


def copy_store(engine: sa.Engine, copy: Path) -> None:
    """Copy a store as it is at one moment, without what was deleted from it and without what opens a door.

    Raises sqlite3.Error, OSError, StoreUnavailableError, BackupRefusedError."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(engine.url.database), timeout=30)) as raw:
            raw.execute("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as raw:
            raw.execute("PRAGMA secure_delete=ON")  # what is deleted is written over
            for table in SECRETS:
                raw.execute(f"DELETE FROM {table}")
            raw.commit()
        return
    made = engine_for(address_of(copy))
    try:
        upgrade(made)
        with reading(engine) as source:
            _carried(source, made, SECRETS)
        settle(made)
    finally:
        made.dispose()


def settle(engine: sa.Engine) -> None:
    """Bring all of a SQLite store into its one file."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def must_hold_nothing(engine: sa.Engine) -> None:
    """Raise BackupRefusedError unless a database has nothing in it: no tables, or those of a new, empty register."""
    found = revision_of(engine)
    try:
        with reading(engine) as connection:
            there = sa.inspect(connection).get_table_names() if found is None else ()
            full = bool(there) or (found is not None and (found != newest() or bool(filled(connection))))
    except DBAPIError as error:
        raise unavailable(engine, error) from error
    if full:
        raise BackupRefusedError(
            "There is a register already, or something else", "a database that is not empty is never overwritten"
        )


def carry_into(engine: sa.Engine, store: Path) -> None:
    """Let there be a register in an empty database, all at once: every row of a SQLite copy, read again afterwards, in
    one transaction. Raises BackupRefusedError, StoreUnavailableError."""
    must_hold_nothing(engine)
    upgrade(engine)
    source = engine_for(address_of(store))
    try:
        with reading(source) as connection:
            _carried(connection, engine, ())
    except DBAPIError as error:
        raise unavailable(engine, error) from error
    finally:
        source.dispose()


def _carried(source: sa.Connection, target: sa.Engine, without: Collection[str]) -> None:
    with target.execution_options(write=True).begin() as connection:
        one_writer(connection)
        if filled(connection):
            raise BackupRefusedError("There is a register already", "somebody made it at this very moment")
        if carry(source, connection, without=without) != held(connection, without=without):
            raise BackupRefusedError("The register cannot be copied", "what was written is not what was read")
