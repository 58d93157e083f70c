"""Evidence in a folder.

    evidence/3f/3f9a…   one file, for its owner alone to read
    evidence/.incoming  what is being written this moment; what a crash left behind there is swept away

A file is there whole or not at all. What is there once is never written over, except to mend it.
"""

import contextlib
import errno
import os
import stat
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tracker.rules.errors import StoreUnavailableError
from tracker.store.lasting import make_folder, name_to_disk
from tracker.store.places import HASH, Listing, path_of

CLOSED_FOLDER, CLOSED_FILE = 0o700, 0o600
INCOMING = ".incoming"
LEFT_BEHIND = 3600
"""Seconds after which nobody can still be writing a file."""
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@dataclass(frozen=True)
class Folder:
    """A place on a disk."""

    folder: Path
    called = "evidence folder"

    def __str__(self) -> str:
        return str(self.folder)

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where there is none, or only a link, a pipe, a folder or a device in its place."""
        try:
            return _read(self._path(name))
        except OSError as error:
            raise self._unavailable(error) from error

    def keep(self, name: str, content: bytes) -> None:
        """Write beside it, onto the disk itself, then move into place."""
        target = self._path(name)
        try:
            if _read(target) == content:
                self._names_to_disk(target)  # whoever wrote it may have been killed before that
                return
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

    def remove(self, name: str) -> bool:
        """Unlink a file."""
        try:
            self._path(name).unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._unavailable(error) from error
        return True

    def listing(self) -> Listing:
        """Every file beneath the folder, but for what is being written this moment."""
        names, strange = set[str](), list[str]()
        try:
            for path in sorted(self.folder.rglob("*")):
                if path.parent == self.folder / INCOMING or (path.is_dir() and not path.is_symlink()):
                    continue
                if HASH.fullmatch(path.name) and path == self._path(path.name) and not path.is_symlink():
                    names.add(path.name)
                else:
                    strange.append(str(path.relative_to(self.folder)))
        except OSError as error:
            raise self._unavailable(error) from error
        return Listing(frozenset(names), tuple(strange))

    def _path(self, name: str) -> Path:
        return self.folder / path_of(name)

    def _make(self, folder: Path) -> None:
        """A folder of ours, closed to everybody else. One that is a link to elsewhere is refused, but for the vault
        itself: its place is the business manager's to choose."""
        if folder != self.folder and folder.is_symlink():
            raise OSError(errno.ENOTDIR, f"{folder.name} in it is a link to somewhere else", str(folder))
        make_folder(folder, mode=CLOSED_FOLDER)
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
        self._names_to_disk(target)

    def _names_to_disk(self, target: Path) -> None:
        """Else a power cut may forget the name of a file whose bytes are safe, or of the folder that it lies in."""
        for path in (target, target.parent, self.folder):
            name_to_disk(path)

    def _unavailable(self, error: OSError) -> StoreUnavailableError:
        why = "its disk is full" if error.errno in FULL else error.strerror or str(error)
        return StoreUnavailableError(self.folder, why)


def _read(path: Path) -> bytes | None:
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
