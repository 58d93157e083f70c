"""A whole store moved to another address: what may be moved where, one transaction there, and proof that it arrived.

The old store is only read. In the new one nothing is there until everything is: who is stopped may begin again.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.rules.dates import list_in_words, plural
from tracker.rules.errors import NewerStoreError, TrackerError, shown
from tracker.store.carried_rows import Say, carry, filled, held
from tracker.store.engine import one_writer, place_of, reading, unavailable
from tracker.store.heads import End, end
from tracker.store.unpacking import SECRETS
from tracker.store.upgrade import newest, revision_of, revisions, upgrade

TOLD = {
    "review": ("review", "reviews"),
    "recommendation": ("recommendation", "recommendations"),
    "action": ("action", "actions"),
    "person": ("person", "people"),
    "trail": ("entry of the trail", "entries of the trail"),
}
"""What is said of a store that is not empty, as far as it holds any."""
MOST_TOLD = 5


class MoveRefusedError(TrackerError):
    """A store that cannot be moved, or that nothing can be moved into."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why.rstrip('.')}. Nothing was moved.")


@dataclass(frozen=True)
class Moved:
    """What is in the new store: how many rows in how many tables, and where its trail ends."""

    rows: int
    tables: int
    end: End | None


def check_source(source: sa.Engine) -> None:
    """Raise a sentence unless there is a register of this version to be moved."""
    where = shown(place_of(source), 200)
    if not _is_there(source):
        raise MoveRefusedError("There is no register to move", f"{where} is no file")
    found = revision_of(source)
    if found is None:
        raise MoveRefusedError("There is no register to move", f"{where} holds none")
    if found not in revisions():
        raise NewerStoreError(found)
    if found != newest():
        why = f"set TRACKER_DATABASE_URL to {where} and run tracker init to upgrade it first"
        raise MoveRefusedError("The register was made by an older version of the tracker", why)


def make_ready(source: sa.Engine, target: sa.Engine) -> None:
    """Make the tables where nothing is. Raises a sentence where something is, and where both are the same."""
    where = shown(place_of(target), 200)
    if _identity(source) == _identity(target):
        raise MoveRefusedError("A register cannot be moved to where it is", f"both addresses are that of {where}")
    found = revision_of(target) if _is_there(target) else None
    if found is None and _is_there(target) and (strange := _tables(target)):
        raise MoveRefusedError(
            f"The database at {where} is not empty",
            f"it holds tables that are not the tracker’s ({_some(strange)}); give the tracker a database of its own",
        )
    if found is not None:
        with reading(target) as connection:
            _must_be_empty(connection, where)
    upgrade(target)


@contextmanager
def moved(source: sa.Engine, target: sa.Engine, *, say: Say | None = None) -> Iterator[tuple[sa.Connection, Moved]]:
    """Everything of one store in another, in a transaction there that ends with the block: whoever finds something
    wrong in it raises, and nothing was moved. Sessions and secret addresses stay behind, so that none opens two doors.

    Raises MoveRefusedError, CannotCarryError or StoreUnavailableError.
    """
    with reading(source) as old, _writing(target) as new:
        _must_be_empty(new, shown(place_of(target), 200))
        carried = carry(old, new, without=SECRETS, say=say)
        if held(new, without=SECRETS) != carried:
            raise MoveRefusedError(
                "The new store does not hold what was written into it", "its disk or its database may be faulty"
            )
        last = end(old)
        if new.dialect.name == "postgresql":  # which plans its work by what it knows of its tables
            new.exec_driver_sql("ANALYZE")
        yield new, Moved(sum(one.rows for one in carried.values()), len(carried), last)
        with reading(source) as meanwhile:
            now = end(meanwhile)
        if now != last:
            raise MoveRefusedError(
                "Somebody saved in the old register while it was being moved",
                "stop the tracker that serves it, and move again",
            )


@contextmanager
def _writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    try:
        with engine.execution_options(write=True).begin() as connection:
            one_writer(connection)
            yield connection
    except DBAPIError as error:
        raise unavailable(engine, error) from error


def _must_be_empty(connection: sa.Connection, where: str) -> None:
    there = filled(connection)
    if not there:
        return
    counts = [
        plural(connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0, *words)
        for name, words in TOLD.items()
        if name in there
    ]
    told = list_in_words(counts) if counts else f"rows in {_some(there)}"
    raise MoveRefusedError(
        f"The store at {where} is not empty",
        f"it holds {told}; give an address where nothing is, and do not run tracker init there before",
    )


def _some(names: Collection[str]) -> str:
    every = sorted(names)
    more = len(every) - MOST_TOLD
    return list_in_words([shown(name) for name in every[:MOST_TOLD]] + ([f"{more} more"] if more > 0 else []))


def _is_there(engine: sa.Engine) -> bool:
    """Whether there is a database to look into at all. Opening a SQLite file that is not there would make one."""
    return engine.dialect.name != "sqlite" or os.path.isfile(engine.url.database or "")


def _tables(engine: sa.Engine) -> list[str]:
    with reading(engine) as connection:
        return sa.inspect(connection).get_table_names()


def _identity(engine: sa.Engine) -> tuple[object, ...]:
    """What two addresses of one store have in common, however they are written."""
    if engine.dialect.name == "sqlite":
        return ("sqlite", os.path.realpath(engine.url.database or ""))
    with reading(engine) as connection:
        row = connection.execute(sa.text("SELECT pg_postmaster_start_time(), current_database(), current_schema()"))
        return tuple(row.one())
