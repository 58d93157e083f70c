"""A consistent copy of a store as a SQLite file, taken while others write."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from tracker.store.manifest import BackupRefusedError


def copy_store(engine: sa.Engine, copy: Path) -> None:
    """Copy a store as it is at one moment, without anything that was deleted from it. Raises sqlite3.Error, OSError,
    BackupRefusedError."""
    if engine.dialect.name != "sqlite":
        raise BackupRefusedError("This register cannot be backed up here", "it is in a PostgreSQL database")
    with closing(sqlite3.connect(str(engine.url.database), timeout=30)) as raw:
        raw.execute("VACUUM INTO ?", (str(copy),))
