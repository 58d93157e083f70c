"""A backup: one zip with a consistent copy of a SQLite store, the evidence it names, and a manifest of hashes.

Written whole or not at all, while people work. Read back into an empty place only, and only when every member is what
the manifest says. Whether the trail in it holds is asked by whoever restores it.
"""

import hashlib
import json
import os
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from tracker.rules.errors import TrackerError
from tracker.rules.papers_look import SETTING_ID, Look
from tracker.rules.records import Setting
from tracker.store.vault import Vault

STORE, EVIDENCE, MANIFEST = "register.sqlite", "evidence", "manifest.json"
FORMAT = "recommendation-tracker backup 1"
CHUNK = 1 << 20
MOST_MANIFEST = 200 << 20
_MEMBER = re.compile(r"evidence/([0-9a-f]{2})/(\1[0-9a-f]{62})")
NAMED = (
    "SELECT file_hash FROM evidence WHERE file_hash IS NOT NULL"
    " UNION SELECT document_hash FROM review WHERE document_hash IS NOT NULL UNION SELECT hash FROM upload"
)
LOOK = "SELECT value FROM setting WHERE id = 'papers'"
"""The board's logo and template lie in the vault too, named in a setting."""


class BackupRefusedError(TrackerError):
    """A backup that cannot be taken, or one that must not be restored."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why.rstrip('.')}.")


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: each member with its SHA-256, the end of the trail, the day, the revision of the store, and
    the evidence that was named in the store and not there to be copied."""

    at: str
    revision: str
    number: int
    hash: str
    members: dict[str, str]
    missing: tuple[str, ...] = ()
    format: str = FORMAT


def write(database: Path, vault: Vault, out: Path, *, at: datetime, keep: int = 1) -> Manifest:
    """Write a backup. With `keep`, an older one in its place moves on to the next number (name.1.zip, name.2.zip …),
    so that there are so many at most. Raises BackupRefusedError or StoreUnavailableError, and leaves nothing behind."""
    part = out.with_name(f".{out.name[:100]}.{os.getpid()}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=out.parent) as folder:
            copy = Path(folder) / STORE
            _copy(database, copy)
            try:
                with open(part, "xb", opener=_for_the_owner_only) as file:
                    manifest = _pack(file, copy, vault, at)
                    file.flush()
                    os.fsync(file.fileno())
                _move_on(out, keep)
                os.replace(part, out)
            finally:
                part.unlink(missing_ok=True)
        return manifest
    except (OSError, sqlite3.Error) as error:
        raise BackupRefusedError(f"The backup {out.name} could not be written", _said(error)) from error


def names_of_older(out: Path, keep: int) -> list[Path]:
    """The names that older backups move on to, the newest of them first."""
    return [out.with_name(f"{out.stem}.{number}{out.suffix}") for number in range(1, keep)]


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder: the store, the evidence. Raises BackupRefusedError where anything in it is not
    what the manifest says, or the manifest is not one of ours."""
    try:
        with zipfile.ZipFile(file) as package:
            manifest = _manifest(package)
            names = [info.filename for info in package.infolist()]
            if sorted(names) != sorted([*manifest.members, MANIFEST]):
                raise BackupRefusedError("This backup is not whole", "it does not hold what its own list says")
            for name, expected in manifest.members.items():
                if name != STORE and not _MEMBER.fullmatch(name):
                    raise BackupRefusedError("This is no backup of ours", "it holds files of another kind")
                _unpack_one(package, name, folder / name, expected)
    except BackupRefusedError:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BackupRefusedError("This backup cannot be read", _said(error)) from error
    except OSError as error:
        raise BackupRefusedError("This backup cannot be read", _said(error)) from error
    return manifest


def put_in_place(folder: Path, database: Path, evidence: Path) -> None:
    """Move what was unpacked to where it belongs: the evidence first, and the store last, so that there is a register
    only when all of it is there. Raises BackupRefusedError."""
    try:
        for file in sorted((folder / EVIDENCE).rglob("*")):
            if file.is_file():
                target = evidence / file.relative_to(folder / EVIDENCE)
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(file, target)
        evidence.mkdir(parents=True, exist_ok=True)
        os.replace(folder / STORE, database)
    except OSError as error:
        raise BackupRefusedError("The backup could not be put in place", _said(error)) from error


def must_be_empty(database: Path, evidence: Path, file: Path) -> None:
    """Raise BackupRefusedError unless nothing is where a backup is to go. Evidence that a restore which was cut short
    left there is the backup's own, and no hindrance."""
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        if path.exists():
            raise BackupRefusedError("There is a register already", f"{path} is never overwritten; move it away first")
    if not evidence.exists():
        return
    with _opened(file) as package:
        ours = set(package.namelist())
    for path in evidence.rglob("*"):
        if path.is_file() and f"{EVIDENCE}/{path.relative_to(evidence).as_posix()}" not in ours:
            raise BackupRefusedError("There is evidence already", f"{evidence} is not empty; move it away first")


def forget_sessions(engine: sa.Engine) -> None:
    """Sign everybody out of a store that was restored, and let no secret address open anything: who was signed out or
    whose address was taken back since must not be in again. An older store may not know all of these."""
    with engine.execution_options(write=True).begin() as connection:
        known = set(sa.inspect(connection).get_table_names())
        for table in ("web_session", "one_time_link", "personal_link", "calendar_feed", "api_token"):
            if table in known:
                connection.execute(sa.table(table).delete())


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as package:
            yield package
    except (zipfile.BadZipFile, OSError) as error:
        raise BackupRefusedError("This backup cannot be read", _said(error)) from error


def _copy(database: Path, copy: Path) -> None:
    """A consistent copy of the store while others write, without anything that was deleted from it."""
    with closing(sqlite3.connect(database, timeout=30)) as raw:
        raw.execute("VACUUM INTO ?", (str(copy),))


def _look(setting: tuple[str] | None) -> tuple[str, ...]:
    return Look.from_settings({SETTING_ID: Setting(SETTING_ID, setting[0])}).hashes if setting else ()


def _pack(file: IO[bytes], copy: Path, vault: Vault, at: datetime) -> Manifest:
    with closing(sqlite3.connect(copy)) as raw:
        named = sorted({*(row[0] for row in raw.execute(NAMED)), *_look(raw.execute(LOOK).fetchone())})
        end = raw.execute("SELECT number, hash FROM trail_end WHERE id = 1").fetchone() or (0, "")
        revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    members, missing = dict[str, str](), list[str]()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        members[STORE] = _add(package, STORE, copy)
        for hash_ in named:
            content = vault.get(hash_)
            if content is None:
                missing.append(hash_)
                continue
            name = f"{EVIDENCE}/{hash_[:2]}/{hash_}"
            package.writestr(name, content, zipfile.ZIP_STORED)
            members[name] = hash_
        when = at.astimezone(UTC).isoformat()
        manifest = Manifest(when, revision, end[0], end[1], members, tuple(missing))
        package.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _add(package: zipfile.ZipFile, name: str, path: Path) -> str:
    sum_ = hashlib.sha256()
    with path.open("rb") as file, package.open(name, "w", force_zip64=True) as member:
        while chunk := file.read(CHUNK):
            sum_.update(chunk)
            member.write(chunk)
    return sum_.hexdigest()


def _unpack_one(package: zipfile.ZipFile, name: str, target: Path, expected: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    sum_ = hashlib.sha256()
    with package.open(name) as member, open(target, "xb", opener=_for_the_owner_only) as file:
        while chunk := member.read(CHUNK):
            sum_.update(chunk)
            file.write(chunk)
    if sum_.hexdigest() != expected or (name != STORE and not name.endswith(f"/{expected}")):
        raise BackupRefusedError("This backup was altered or damaged", f"its member {name} is not what was put in")


def _manifest(package: zipfile.ZipFile) -> Manifest:
    try:
        if package.getinfo(MANIFEST).file_size > MOST_MANIFEST:
            raise ValueError
        told: dict[str, Any] = json.loads(package.read(MANIFEST))
        made = Manifest(**{**told, "missing": tuple(told["missing"])})
        sound = made.format == FORMAT and STORE in made.members and isinstance(made.number, int)
        if not sound or not all(re.fullmatch(r"[0-9a-f]{64}", str(sum_)) for sum_ in made.members.values()):
            raise ValueError
        return made
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BackupRefusedError("This is no backup of ours", "it has no list of what it holds") from None


def _move_on(out: Path, keep: int) -> None:
    names = [out, *names_of_older(out, keep)]
    for older, newer in zip(reversed(names), [*reversed(names[:-1]), None], strict=True):
        if newer is not None and newer.exists():
            os.replace(newer, older)


def _for_the_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _said(error: BaseException) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)
