"""A backup read: nothing in it is believed before it was held against its own list, and nothing is put in place before
all of it was. What is not ours is refused in a sentence: paths that lead elsewhere, members twice, sizes that lie."""

import contextlib
import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from tracker.rules.errors import shown
from tracker.store import manifest as manifests
from tracker.store.lasting import to_disk
from tracker.store.manifest import MANIFEST, STORE, BackupRefusedError, Manifest
from tracker.store.scratch import PREFIX
from tracker.store.sealing import MOST_OVERHEAD, Opener, is_sealed, unseal
from tracker.store.vault import Vault

CHUNK = 1 << 20
MOST_MANIFEST = 200 << 20
MOST_FILE = 1 << 30
"""Bytes of one file of evidence, which is put away whole."""
SPARE = 16 << 20
"""Bytes that stay free beside what is unpacked."""
SECRETS = ("web_session", "one_time_link", "personal_link", "calendar_feed", "api_token")
"""The tables of what opens a door: never in a copy of a store, where nobody could take it back."""
_ALTERED = "This backup was altered or damaged"
_NOT_READ = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Package:
    """An open backup whose list was read and fits what it holds. The bytes of its members are still to be checked."""

    zip: zipfile.ZipFile
    manifest: Manifest
    sealed: bool

    @property
    def size(self) -> int:
        """How many bytes the register and its evidence take."""
        return sum(self.zip.getinfo(name).file_size for name in self.manifest.members)

    def check(self) -> None:
        """Read every member and hold its bytes against the list. Raises BackupRefusedError."""
        self._held(STORE, self.manifest.members[STORE], None)
        self.check_evidence()

    def check_evidence(self) -> None:
        """Read every file of evidence and hold its bytes against the list. Raises BackupRefusedError."""
        for hash_, name in self.manifest.evidence.items():
            self._held(name, hash_, None)

    def unpack_store(self, path: Path) -> None:
        """Write the copy of the register to a path, checked. Raises BackupRefusedError."""
        must_have_room(path.parent, self.zip.getinfo(STORE).file_size)
        self._held(STORE, self.manifest.members[STORE], path)

    def put_evidence(self, vault: Vault) -> None:
        """Put every file of evidence into a vault, each checked once more. Raises BackupRefusedError, and
        StoreUnavailableError where the vault takes nothing."""
        for hash_, name in self.manifest.evidence.items():
            with _reading():
                content = self.zip.read(name)
            if hashlib.sha256(content).hexdigest() != hash_:
                raise _not_as_put(name)
            vault.put(content)

    def _held(self, name: str, expected: str, path: Path | None) -> None:
        sum_ = hashlib.sha256()
        with _reading(), self.zip.open(name) as member, _written(path) as write:
            while chunk := member.read(CHUNK):
                sum_.update(chunk)
                write(chunk)
        if sum_.hexdigest() != expected:
            raise _not_as_put(name)


@contextmanager
def opened(file: Path, work: Path, opener: Opener | None = None) -> Iterator[Package]:
    """Open a backup; an encrypted one is first opened into the folder `work`, which is somebody's to close to others
    and take away. Raises BackupRefusedError, SealRefusedError."""
    plain, sealed = file, False
    with _reading():
        if sealed := is_sealed(file):
            must_have_room(work, file.stat().st_size + MOST_OVERHEAD)
            plain = work / "opened.zip"
            unseal(file, plain, opener or Opener())
    with contextlib.ExitStack() as stack:
        with _reading():
            package = stack.enter_context(zipfile.ZipFile(plain))
        yield Package(package, _manifest(package), sealed)


def must_have_room(folder: Path, size: int) -> None:
    """Raise BackupRefusedError where a folder's disk has not so many bytes to spare."""
    free = shutil.disk_usage(folder).free
    if free < size + SPARE:
        place = next((each.parent for each in (folder, *folder.parents) if each.name.startswith(PREFIX)), folder)
        why = f"the disk of {shown(place, 300)} needs {_megabytes(size + SPARE)} and has {_megabytes(free)}"
        raise BackupRefusedError("There is not enough room", why)


def must_hold_nothing_else(vault: Vault, manifest: Manifest) -> None:
    """Raise BackupRefusedError unless the place of the evidence is empty. What a restore left there that was cut short
    is the backup's own, and no hindrance."""
    there = vault.listing()
    if there.strange or set(there.names) - set(manifest.evidence):
        raise BackupRefusedError("There is evidence already", f"{vault.place} is not empty; move it away first")


def must_be_no_register(database: Path) -> None:
    """Raise BackupRefusedError where there is a register at a path, or what belongs to one."""
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal"))):
        if path.exists() or path.is_symlink():
            raise _never_over(path)


def put_in_place(store: Path, database: Path) -> None:
    """Let there be a register, all at once and never over another. Raises BackupRefusedError, OSError."""
    to_disk(store)
    try:
        os.link(store, database)
    except FileExistsError as error:
        raise _never_over(database) from error
    except OSError:  # a disk that knows no second name for a file
        must_be_no_register(database)
        os.replace(store, database)
    to_disk(database.parent)


def forget_sessions(engine: sa.Engine) -> None:
    """Sign everybody out of a store that was restored, and let no secret address open anything: who was signed out or
    whose address was taken back since must not be in again. An older store may not know all of these."""
    with engine.execution_options(write=True).begin() as connection:
        known = set(sa.inspect(connection).get_table_names())
        for table in SECRETS:
            if table in known:
                connection.execute(sa.table(table).delete())


def _manifest(package: zipfile.ZipFile) -> Manifest:
    with _reading():
        infos = package.infolist()
        listed = [info for info in infos if info.filename == MANIFEST]
        text = b"" if not listed or listed[0].file_size > MOST_MANIFEST else package.read(listed[0])
    manifest = manifests.read(text)
    if sorted(info.filename for info in infos) != sorted([*manifest.members, MANIFEST]):
        raise BackupRefusedError("This backup is not whole", "it does not hold what its own list says")
    for info in infos:
        if info.filename == MANIFEST:
            continue
        if manifest.sizes and info.file_size != manifest.sizes[info.filename]:
            raise BackupRefusedError(_ALTERED, f"its member {info.filename} is not as long as its list says")
        packed = info.compress_type != zipfile.ZIP_STORED or info.file_size > MOST_FILE
        if info.filename != STORE and packed:
            raise BackupRefusedError("This is no backup of ours", "a file of evidence in it is packed as we pack none")
    return manifest


def _not_as_put(name: str) -> BackupRefusedError:
    return BackupRefusedError(_ALTERED, f"its member {name} is not what was put in")


def _never_over(path: Path) -> BackupRefusedError:
    return BackupRefusedError(
        "There is a register already", f"{shown(path, 300)} is never overwritten; move it away first"
    )


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except _NOT_READ as error:
        raise BackupRefusedError("This backup cannot be read", str(error) or type(error).__name__) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise BackupRefusedError("This backup cannot be read", why) from error


@contextmanager
def _written(path: Path | None) -> Iterator[Callable[[bytes], object]]:
    if path is None:
        yield len
        return
    with open(path, "xb", opener=for_the_owner_only) as file:
        yield file.write


def for_the_owner_only(path: str, flags: int) -> int:
    """Open a new file that nobody else may read."""
    return os.open(path, flags, 0o600)


def _megabytes(size: int) -> str:
    return f"{max(1, size >> 20):,} MB"
