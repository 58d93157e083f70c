"""A folder of backups: their dated names, one run at a time, and what is taken away when newer ones are there.

    register-1f0c2a9b-20261123T134500Z.zip.age

The letters after the word say which register it is: its first entry on the trail, the same for as long as it lives. So
two registers may use one folder, and nothing is ever taken away there but a register's own backups.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from filelock import FileLock, Timeout

from tracker.rules.errors import shown
from tracker.store.engine import reading
from tracker.store.manifest import BackupRefusedError
from tracker.store.sealing import ENDING
from tracker.store.tables import TrailRow

LOCK = ".tracker-backups.lock"
_WRITTEN = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"register-([0-9a-f]{8})-(\d{8}T\d{6}Z)\.zip(?:\.age)?", re.ASCII)
_PART = re.compile(rf"\.{_NAME.pattern}\.\d+\.part", re.ASCII)
_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Named:
    """A backup by its name: its file, which register's it is, and when it was taken."""

    file: Path
    register: str
    at: datetime


def register_mark(engine: sa.Engine) -> str:
    """Eight letters that tell a register from every other: those of its first entry on the trail."""
    with reading(engine) as connection:
        first = connection.scalar(sa.select(_trail.c.hash).order_by(_trail.c.number).limit(1))
    if first is None:
        raise BackupRefusedError("There is nothing to back up", "this register has no entry on its trail")
    return str(first)[:8]


@contextmanager
def one_run(folder: Path) -> Iterator[None]:
    """The right to write in a folder of backups, for one process at a time. What one that was killed left half written
    is taken away. Raises BackupRefusedError."""
    lock = FileLock(folder / LOCK, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BackupRefusedError(
            "Nothing was done", f"another backup is being written into {shown(folder, 300)} at this moment"
        ) from error
    except (OSError, NotImplementedError, ValueError) as error:
        raise BackupRefusedError(f"Nothing can be written into {shown(folder, 300)}", _said(error)) from error
    try:
        for left in folder.iterdir():
            if _PART.fullmatch(left.name):
                with contextlib.suppress(OSError):
                    left.unlink()
        yield
    finally:
        lock.release()


def new_name(folder: Path, register: str, at: datetime, *, sealed: bool) -> Path:
    """The name of a backup taken now. One that is taken already moves on by a second."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    taken = {one.at for one in backups_in(folder) if one.register == register}
    while moment in taken:
        moment += timedelta(seconds=1)
    return folder / f"register-{register}-{moment.strftime(_WRITTEN)}.zip{ENDING if sealed else ''}"


def backups_in(folder: Path) -> list[Named]:
    """Every backup in a folder by its name, newest first. Raises BackupRefusedError."""
    found = []
    try:
        for file in folder.iterdir():
            told = _NAME.fullmatch(file.name)
            if told and file.is_file() and not file.is_symlink():
                with contextlib.suppress(ValueError):  # no such day
                    found.append(Named(file, told[1], datetime.strptime(told[2], _WRITTEN).replace(tzinfo=UTC)))
    except OSError as error:
        raise BackupRefusedError(f"The folder {shown(folder, 300)} cannot be read", _said(error)) from error
    return sorted(found, key=lambda one: (one.at, one.file.name), reverse=True)


def take_away(files: Mapping[str, Path]) -> None:
    """Remove older backups. Raises BackupRefusedError, which names what stays."""
    stay = []
    for name, file in files.items():
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            stay.append(f"{name} ({_said(error)})")
    if stay:
        raise BackupRefusedError("The new backup is there, but older ones could not be removed", "; ".join(stay))


def _said(error: BaseException) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)
