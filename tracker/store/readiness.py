"""Whether the tracker can do its work now: the store, the end of its trail, the evidence place, and the room for both.

Each look opens a connection of its own and gives up soon, so that a store that hangs is found to hang. It writes
nothing, not even an empty file, and what it finds says nothing of what the register holds.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from tracker.rules.errors import StoreUnavailableError, TrackerError
from tracker.settings import Settings
from tracker.store.chain import START, chained
from tracker.store.engine import engine_for, openly
from tracker.store.tables import TrailEndRow, TrailRow
from tracker.store.upgrade import newest
from tracker.store.vault import vault_at

SOON = 2
"""Seconds that a database has to answer each question."""
MEGABYTE = 1024 * 1024
NO_FILE = "0" * 64
"""The hash of nothing that anybody will ever send: a bucket that says it has no such file is there and lets us in."""
_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]
_end: sa.Table = TrailEndRow.__table__  # type: ignore[attr-defined]
_version = sa.text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True)
class Ailment:
    """What is not well: the name of what was looked at (store, trail, evidence, room), and why, in words."""

    what: str
    why: str


@dataclass(frozen=True)
class Readiness:
    """The revision of the store, where one could be read, and everything that is not well; nothing where all is."""

    revision: str | None
    ailments: tuple[Ailment, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether people can work."""
        return not self.ailments


def readiness(settings: Settings) -> Readiness:
    """Look at everything once. Never raises; may take as long as `SOON` for each question to the database."""
    found: list[Ailment] = []
    revision = _look_at_store(settings, found)
    found += _evidence(settings)
    found += _room(settings)
    return Readiness(revision, tuple(found))


def before_there_is_one(settings: Settings) -> tuple[Ailment, ...]:
    """The same of the places alone, where no register has been made yet."""
    path = settings.database_path
    place = _nearest(path.parent) if path else None
    found = [] if path is None or _may_keep(place) else [Ailment("store", "the store’s folder cannot be written")]
    return (*found, *_evidence(settings), *_room(settings))


def _look_at_store(settings: Settings, found: list[Ailment]) -> str | None:
    revision = None
    try:
        with connected(settings) as connection:
            revision = max(connection.scalars(_version), default=None)
            if revision != newest():
                found.append(Ailment("store", "the store is of another version"))
                return revision
            if not _is_writable(connection, settings):
                found.append(Ailment("store", "the store cannot be written"))
            if not _end_is_sound(connection):
                found.append(Ailment("trail", "the end of the trail is not what was recorded"))
    except (DBAPIError, sqlite3.Error, StoreUnavailableError, OSError, ValueError):
        found.append(Ailment("store", "the store cannot be read"))
    return revision


@contextmanager
def connected(settings: Settings) -> Iterator[sa.Connection]:
    """A connection that nobody shares, patient for `SOON` seconds, and that makes no file where there is none."""
    engine = _engine(settings)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(settings: Settings) -> sa.Engine:
    path = settings.database_path
    if path is not None:
        address = f"file:{quote(str(path.absolute()))}?mode=rw"
        return sa.create_engine(
            "sqlite://", creator=lambda: sqlite3.connect(address, uri=True, timeout=SOON), poolclass=NullPool
        )
    url = engine_for(settings.database_url).url
    if url.get_backend_name() != "postgresql":
        return sa.create_engine(url, poolclass=NullPool)
    patience = {
        "connect_timeout": SOON,
        "tcp_user_timeout": SOON * 1000,  # of a line that is dead without saying so, in milliseconds
        **openly(str(url.render_as_string(hide_password=False)), f"-c statement_timeout={SOON * 1000}"),
    }
    return sa.create_engine(url, poolclass=NullPool, connect_args=patience)


def _is_writable(connection: sa.Connection, settings: Settings) -> bool:
    path = settings.database_path
    if path is not None:
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)  # its log is written beside it
    if connection.dialect.name == "postgresql":
        return bool(connection.scalar(sa.text("SHOW transaction_read_only")) == "off")
    return True


def _end_is_sound(connection: sa.Connection) -> bool:
    """Whether the last entry is the one that the end names, and is chained to the one before. Quick, however long the
    trail: all of it is walked by `tracker trail --verify`."""
    end = connection.execute(sa.select(_end.c.number, _end.c.hash).where(_end.c.id == 1)).one_or_none()
    last = connection.execute(sa.select(_trail).order_by(_trail.c.number.desc()).limit(2)).mappings().all()
    if not last or end is None:
        return not last and (end is None or end.number == 0)
    before = last[1]["hash"] if len(last) > 1 else START
    made = chained(before, dict(last[0]))
    return bool((end.number, end.hash) == (last[0]["number"], last[0]["hash"]) and made == end.hash)


def _evidence(settings: Settings) -> list[Ailment]:
    """Whether a file could be kept: the folder can be written, or made where there is none; or the bucket answers."""
    if settings.evidence_folder is None:
        return [] if _answers(settings) else [Ailment("evidence", "the evidence place does not answer")]
    if _may_keep(_nearest(settings.evidence_folder)):
        return []
    return [Ailment("evidence", "the evidence place cannot be written")]


def _answers(settings: Settings) -> bool:
    try:
        vault_at(settings).get(NO_FILE)
    except TrackerError:
        return False
    return True


def _may_keep(place: Path | None) -> bool:
    return place is not None and place.is_dir() and os.access(place, os.R_OK | os.W_OK | os.X_OK)


def _room(settings: Settings) -> list[Ailment]:
    """Whether there is room on every disk that the tracker writes to."""
    path = settings.database_path
    places = {found for each in (path.parent if path else None, settings.evidence_folder) if (found := _nearest(each))}
    try:
        least = min((shutil.disk_usage(place).free for place in places), default=None)
    except OSError:
        least = None  # the place itself has been complained of
    if least is None or least >= settings.least_room * MEGABYTE:
        return []
    return [Ailment("room", f"less than {settings.least_room} MB are free")]


def _nearest(path: Path | None) -> Path | None:
    """The path itself, or the nearest folder above it that is there."""
    try:
        while path is not None and not path.exists():
            path = path.parent if path.parent != path else None
    except (OSError, ValueError):
        return None
    return path
