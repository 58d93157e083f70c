"""The evidence folder: files kept by the SHA-256 of their content, never under the name somebody gave them.

    evidence/3f/3f9a…   one file, for its owner alone to read
    evidence/.incoming  what is being written this moment; what a crash left behind there is swept away

A file is there whole or not at all. What is there once is never written over, except to mend it.
"""

import contextlib
import errno
import hashlib
import os
import re
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tracker.rules.errors import FileRefusedError, StoreUnavailableError, TrackerError
from tracker.rules.files import evidence_name
from tracker.store import contents

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
MEGABYTE = 1024 * 1024
CLOSED_FOLDER, CLOSED_FILE = 0o700, 0o600
INCOMING = ".incoming"
LEFT_BEHIND = 3600
"""Seconds after which nobody can still be writing a file."""
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


class EvidencePlaceError(TrackerError):
    """The evidence folder would lie where the tracker hands out whatever lies there, or is no folder's address."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"Evidence cannot be kept in {where}: {why}. Set TRACKER_EVIDENCE_URL to a folder of its own, elsewhere."
        )


@dataclass(frozen=True)
class Received:
    """A file that was looked at and kept: its hash, its size in bytes and its harmless name."""

    hash: str
    size: int
    name: str


@dataclass(frozen=True)
class Holdings:
    """What lies in the vault: the hashes of the files that are whole, of those that are not what their name says, and
    what else lies there, as paths beneath the folder."""

    whole: frozenset[str]
    changed: frozenset[str]
    strange: tuple[str, ...]


@dataclass(frozen=True)
class Vault:
    """A folder of files by content hash."""

    folder: Path

    def receive(self, name: str, content: bytes, *, limit: int) -> Received:
        """The one way in for a file that somebody sends: look at it, then keep it. `limit` is in megabytes.

        Raises FileRefusedError for one that is empty, too large, of a kind that is not taken, or not what it is called.
        """
        clean = evidence_name(name)
        if not content:
            raise FileRefusedError(clean, "it is empty")
        if len(content) > limit * MEGABYTE:
            raise FileRefusedError(clean, f"it is larger than {limit} MB: send a link to it instead")
        contents.check(clean, content)
        return Received(self.put(content), len(content), clean)

    def put(self, content: bytes) -> str:
        """Keep some bytes and say their hash. Keeping the same bytes again changes nothing; a file that was altered on
        disk is made whole again."""
        name = hashlib.sha256(content).hexdigest()
        target = self._path(name)
        try:
            if _read(target) == content:
                return name
            incoming = self.folder / INCOMING
            for folder in (self.folder, incoming, target.parent):
                self._make(folder)
            self._sweep(incoming)
            handle, temporary = tempfile.mkstemp(dir=incoming)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.chmod(temporary, CLOSED_FILE)
                self._move(Path(temporary), target, content)
            finally:
                Path(temporary).unlink(missing_ok=True)
        except OSError as error:
            raise self._unavailable(error) from error
        return name

    def get(self, name: str) -> bytes | None:
        """The bytes of a hash, or None where the folder does not hold them or they are not what was kept."""
        if not _HASH.fullmatch(name):
            return None
        try:
            content = _read(self._path(name))
        except OSError as error:
            raise self._unavailable(error) from error
        return content if content is not None and hashlib.sha256(content).hexdigest() == name else None

    def holdings(self) -> Holdings:
        """Everything in the folder, each file read and its hash worked out anew."""
        whole, changed, strange = set[str](), set[str](), list[str]()
        try:
            for path in sorted(self.folder.rglob("*")):
                if path.parent == self.folder / INCOMING or (path.is_dir() and not path.is_symlink()):
                    continue
                if not _HASH.fullmatch(path.name) or path != self._path(path.name) or path.is_symlink():
                    strange.append(str(path.relative_to(self.folder)))
                else:
                    (changed if self.get(path.name) is None else whole).add(path.name)
        except OSError as error:
            raise self._unavailable(error) from error
        return Holdings(frozenset(whole), frozenset(changed), tuple(strange))

    def remove(self, name: str) -> bool:
        """Take the bytes of a hash away for good; True if they were there. Only a redaction or a disposal does."""
        if not _HASH.fullmatch(name):
            return False
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreUnavailableError(str(self.folder), error.strerror or str(error)) from error
        return True

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def _make(self, folder: Path) -> None:
        """A folder of ours, closed to everybody else. One that is a link to elsewhere is refused, but for the vault
        itself: its place is the business manager's to choose."""
        if folder != self.folder and folder.is_symlink():
            raise OSError(errno.ENOTDIR, f"{folder.name} in it is a link to somewhere else", str(folder))
        folder.mkdir(mode=CLOSED_FOLDER, parents=True, exist_ok=True)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            with contextlib.suppress(PermissionError):  # somebody else's folder, which we may use but not close
                folder.chmod(CLOSED_FOLDER)

    def _sweep(self, incoming: Path) -> None:
        for left in incoming.iterdir():
            with contextlib.suppress(FileNotFoundError):  # another writer swept it, or is done with it
                if left.lstat().st_mtime < time.time() - LEFT_BEHIND:
                    left.unlink()

    def _move(self, temporary: Path, target: Path, content: bytes) -> None:
        try:
            os.replace(temporary, target)
        except PermissionError:  # Windows, while another writer or reader of the same bytes has the file open
            if _read(target) != content:
                raise
        if os.name == "posix":  # else a power cut may forget the name of a file whose bytes are safe
            opened = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)

    def _unavailable(self, error: OSError) -> StoreUnavailableError:
        why = "its disk is full" if error.errno in FULL else error.strerror or str(error)
        return StoreUnavailableError(self.folder, why)


def check_place(address: str, folder: Path, served: Path) -> None:
    """Raise EvidencePlaceError where the evidence folder lies in or beneath `served`, whose files anybody is given, or
    where its address is none of a folder."""
    if "://" in address.removeprefix("file://"):
        raise EvidencePlaceError(f"‘{address.partition('://')[0]}://…’", "it is not the path of a folder")
    if folder.resolve().is_relative_to(served.resolve()):
        raise EvidencePlaceError(str(folder), "it lies in the tracker’s own folder, part of which is given to anybody")


def _read(path: Path) -> bytes | None:
    """An ordinary file's bytes; None where there is none, or only a link, a pipe, a folder or a device in its place."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        handle = os.open(path, os.O_RDONLY | _NO_LINK | _BINARY)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
            return None
        raise
    with os.fdopen(handle, "rb") as file:
        return file.read()


_NO_LINK, _BINARY = getattr(os, "O_NOFOLLOW", 0), getattr(os, "O_BINARY", 0)
