"""A backup held against everything that can be asked of it, before it becomes a register: restore and drill share it.

Its members, the database itself, its trail from end to end and every signed-off head, the end that its list tells, the
register as the trail tells it, and the evidence that the register names.
"""

import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.frame import note
from tracker.cli.places import MIGRATIONS
from tracker.rules.errors import NewerStoreError, TrackerError
from tracker.settings import address_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.queries.verifying import PaperHead, Verdict
    from tracker.store.manifest import Manifest
    from tracker.store.unpacking import Package

EVERY = 2
"""Seconds between two words about how far a long check is."""
ALTERED = "This backup was altered or damaged, and nothing was restored"


@dataclass(frozen=True)
class Checked:
    """A backup that holds: what was found of its trail, how many ends of it were signed off there, and the older
    revision that it was upgraded from, if any."""

    verdict: "Verdict"
    heads: int
    older: str | None


def check_store(package: "Package", store: Path, *, papers: Sequence["PaperHead"] = ()) -> Checked:
    """Unpack the copy of the register to a path, check all of it, upgrade an older one, and sign everybody out of it.

    Raises BackupRefusedError, NewerStoreError; the file may be there then, and is nobody's register.
    """
    from tracker.queries.verifying import heads as signed_off_heads
    from tracker.store.engine import engine_for
    from tracker.store.unpacking import forget_sessions

    manifest = package.manifest
    known = sorted(file.name.split("_")[0] for file in MIGRATIONS.glob("[0-9]*.py"))
    if manifest.revision not in known:
        raise NewerStoreError(manifest.revision)
    progress("Unpacking …")
    package.unpack_store(store)
    _check_file(store, manifest)
    older = manifest.revision if manifest.revision != known[-1] else None
    engine = engine_for(address_of(store))
    try:
        if older:
            _upgraded(engine)
        verdict = _verified(engine, manifest, papers)
        heads = len(signed_off_heads(engine))
        _check_evidence_named(store, manifest)
        forget_sessions(engine)
    finally:
        engine.dispose()
    progress("Checking the evidence …")
    package.check_evidence()
    _settled(store)
    return Checked(verdict, heads, older)


def progress(words: str) -> None:
    """What is being done, for somebody who waits at a terminal."""
    if sys.stderr.isatty():
        note(words)


def _refused(why: str) -> TrackerError:
    from tracker.store.manifest import BackupRefusedError

    return BackupRefusedError(ALTERED, why)


def _check_file(store: Path, manifest: "Manifest") -> None:
    """The file as a database, with the schema asked as little as possible: it may be anybody's."""
    try:
        with closing(sqlite3.connect(store)) as raw:
            raw.execute("PRAGMA trusted_schema=OFF")
            if raw.execute("SELECT 1 FROM sqlite_master WHERE type = 'view'").fetchone():
                raise _refused("its register holds what no register of ours holds")
            if raw.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise _refused("its register is no sound database")
            found = raw.execute("SELECT version_num FROM alembic_version").fetchall()
    except (sqlite3.Error, UnicodeError) as error:
        raise _refused(str(error)) from error
    if found != [(manifest.revision,)]:
        raise _refused("its register is of another version than its list says")


def _upgraded(engine: "Engine") -> None:
    from tracker.store.upgrade import upgrade

    progress("Upgrading it to this version …")
    upgrade(engine)


def _verified(engine: "Engine", manifest: "Manifest", papers: Sequence["PaperHead"]) -> "Verdict":
    from tracker.queries.verifying import PaperHead, verify

    ends = [PaperHead(manifest.number, manifest.hash)] if manifest.number else []
    last = time.monotonic()

    def say(words: str, share: float) -> None:
        nonlocal last
        if time.monotonic() - last > EVERY:
            last = time.monotonic()
            progress(f"{words}: {share:.0%}")

    progress("Checking the trail …")
    verdict = verify(engine, papers=[*ends, *papers], say=say)
    if not verdict.ok or verdict.entries != manifest.number or (ends and verdict.head != manifest.hash):
        raise _refused(verdict.why or "its trail does not end where its list says")
    return verdict


def _check_evidence_named(store: Path, manifest: "Manifest") -> None:
    from tracker.store.backup import named_in

    told = {*manifest.evidence, *manifest.missing, *manifest.taken_out}
    if untold := named_in(store)[0] - told:
        raise _refused(f"it neither holds nor misses evidence that its register names ({min(untold)[:16]}…)")


def _settled(store: Path) -> None:
    from tracker.store.copying import settle
    from tracker.store.engine import engine_for

    engine = engine_for(address_of(store))
    try:
        settle(engine)
    finally:
        engine.dispose()
