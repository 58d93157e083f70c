"""Make a store, or bring an older one up to this version. A store from a newer version is refused, untouched."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from tracker.rules.errors import NewerStoreError, StoreUnavailableError

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


def revision_of(engine: sa.Engine) -> str | None:
    """The revision a store is at, or None where there is no store yet."""
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except DBAPIError as error:
        raise StoreUnavailableError(engine.url.database or "the store", str(error.orig)) from error


def upgrade(engine: sa.Engine) -> bool:
    """Bring the store to `newest()`; True if anything was done.

    Raises NewerStoreError for a store that a newer version made, StoreUnavailableError where it cannot be opened.
    """
    _make_folder(engine)
    now = revision_of(engine)
    if now == newest():
        return False
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if now is not None and now not in known:
        raise NewerStoreError(now)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":  # a batch rebuild with foreign keys on deletes child rows
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                connection.rollback()
            command.upgrade(configuration(connection), "head")
            connection.commit()
            if engine.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                connection.rollback()
                connection.exec_driver_sql("PRAGMA foreign_keys=ON")
                assert not broken, f"the upgrade left rows that point nowhere: {broken[:3]}"
    except DBAPIError as error:
        raise StoreUnavailableError(engine.url.database or "the store", str(error.orig)) from error
    engine.dispose()
    return True


def _make_folder(engine: sa.Engine) -> None:
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        return
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError(path, error.strerror or str(error)) from error
