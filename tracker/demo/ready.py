"""Today's illustrative register: reused if it was built today, else built anew and put in its place whole."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from tracker.clock import now
from tracker.demo.builder import build
from tracker.demo.stamp import built_by_this_plan, built_on
from tracker.rules.errors import NotADemoStoreError, StoreUnavailableError
from tracker.rules.records import Evidence
from tracker.settings import Settings, address_of
from tracker.store.convert import read_all
from tracker.store.engine import engine_for, reading
from tracker.store.upgrade import newest, revision_of
from tracker.store.vault import Vault

BUILDING = "building-"
LEFT_OVER = 3600.0


def prepare(settings: Settings, folder: Path, *, today: date, say: Callable[[str], None]) -> None:
    """Build the illustrative register where `settings` has it, unless today's, by this plan, is there already.

    It is built in a folder of its own beside the old one and swapped in with one move: whoever kills this in the middle
    finds the old register or none. NotADemoStoreError if these are not the settings of a demonstration, or if what is
    there is somebody's own register; StoreUnavailableError if another program has the old one open.
    """
    path, evidence = settings.database_path, settings.evidence_folder
    if not settings.demo or path is None or evidence is None:
        raise NotADemoStoreError(settings.database_url)
    if _is_ready(path, folder, today):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        workshop = Path(tempfile.mkdtemp(prefix=BUILDING, dir=path.parent))
    except OSError as error:
        raise StoreUnavailableError(path.parent, error.strerror or str(error)) from error
    try:
        _build_and_swap(path, workshop / path.name, evidence, folder, today, say)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _build_and_swap(
    path: Path, fresh: Path, evidence: Path, folder: Path, today: date, say: Callable[[str], None]
) -> None:
    engine = engine_for(address_of(fresh))
    try:
        build(engine, Vault(evidence), folder, today=today, say=say)  # files first: by content, so the old keep theirs
        kept = _hashes(engine)
    finally:
        engine.dispose()
    _into_one_file(fresh)
    try:
        if path.exists():
            _into_one_file(path)
        os.replace(fresh, path)
    except OSError as error:
        raise StoreUnavailableError(path, error.strerror or str(error)) from error
    _drop_others(evidence, kept)


def _is_ready(path: Path, folder: Path, today: date) -> bool:
    """Whether the register at a path will do. Raises NotADemoStoreError if it is no demonstration."""
    if not path.is_file() or path.stat().st_size == 0:
        return False
    _refuse_another(path)
    engine = engine_for(address_of(path))
    try:
        return revision_of(engine) == newest() and built_on(engine) == today and built_by_this_plan(engine, folder)
    finally:
        engine.dispose()


def _refuse_another(path: Path) -> None:
    """Raise NotADemoStoreError unless the file is a register marked as illustrative, of whatever version."""
    try:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            marked = connection.execute("SELECT 1 FROM setting WHERE id = 'illustrative'").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise StoreUnavailableError(path, str(error)) from error
        marked = None
    except sqlite3.DatabaseError:
        marked = None
    if marked is None:
        raise NotADemoStoreError(str(path))


def _into_one_file(path: Path) -> None:
    """Fold the write-ahead log into the store's file and take it away: a log left behind would spoil its successor."""
    try:
        with closing(sqlite3.connect(path, timeout=2, isolation_level=None)) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreUnavailableError(path, f"another program has it open ({error})") from error
    if mode != "delete":
        raise StoreUnavailableError(path, "another program has it open")


def _hashes(engine: Engine) -> frozenset[str]:
    with reading(engine) as connection:
        return frozenset(item.file_hash for item in read_all(connection, Evidence) if item.file_hash)


def _drop_others(evidence: Path, kept: frozenset[str]) -> None:
    """Take away the files that only an earlier illustrative register knew."""
    for file in evidence.glob("??/*"):
        if file.name not in kept:
            file.unlink(missing_ok=True)


def _sweep(home: Path) -> None:
    """Take away what a killed build left more than an hour ago."""
    for left in home.glob(f"{BUILDING}*"):
        if now().timestamp() - left.stat().st_mtime > LEFT_OVER:
            shutil.rmtree(left, ignore_errors=True)
