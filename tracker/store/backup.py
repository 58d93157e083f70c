"""A backup taken: one zip with a consistent copy of the store, the evidence it names, and a manifest of hashes; or that
zip encrypted.

Written whole or not at all, while people work, and read back before it takes its name.
"""

import contextlib
import hashlib
import os
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from tracker.rules.papers_look import SETTING_ID, Look
from tracker.rules.records import Setting
from tracker.store.copying import copy_store
from tracker.store.lasting import name_to_disk
from tracker.store.manifest import MANIFEST, STORE, BackupRefusedError, Manifest, name_of
from tracker.store.sealing import Opener, Seal, seal
from tracker.store.unpacking import for_the_owner_only, must_have_room, opened
from tracker.store.vault import Vault

CHUNK = 1 << 20
_NAMED = (
    "SELECT file_hash FROM evidence WHERE file_hash IS NOT NULL"
    " UNION SELECT document_hash FROM review WHERE document_hash IS NOT NULL UNION SELECT hash FROM upload"
)
_IS_TAKEN_OUT = (
    "IN (SELECT entity_id FROM redaction WHERE entity = '{}' AND agreed_on IS NOT NULL"
    " AND (field IS NULL OR field IN ('file_hash', 'document_hash')))"
)
_TAKEN_OUT = (
    f"SELECT file_hash FROM evidence WHERE file_hash IS NOT NULL AND id {_IS_TAKEN_OUT.format('evidence')} UNION "
    f"SELECT document_hash FROM review WHERE document_hash IS NOT NULL AND id {_IS_TAKEN_OUT.format('review')}"
)
_LOOK = "SELECT value FROM setting WHERE id = 'papers'"
"""The board's logo and template lie in the vault too, named in a setting."""


def write(
    engine: sa.Engine, vault: Vault, out: Path, *, at: datetime, work: Path, with_: Seal | None = None, keep: int = 1
) -> Manifest:
    """Write a backup to `out`, by way of `work`: an empty folder, closed to others, that somebody takes away. With
    `keep`, an older one in its place moves on to the next number (name.1.zip, name.2.zip …), so that there are so many
    at most. Raises BackupRefusedError, SealRefusedError or StoreUnavailableError, and leaves nothing behind."""
    part = out.with_name(f".{out.name[:50]}.{os.getpid()}.part")
    try:
        must_have_room(work, _size(engine))
        copy_store(engine, work / STORE)
        try:
            with open(part, "xb", opener=for_the_owner_only) as file:
                manifest, opener = _written(file, work, vault, at, engine.dialect.name, with_)
                file.flush()
                os.fsync(file.fileno())
                _forgotten(file)
            _read_back(part, work, opener, manifest)
            _move_on(out, keep)
            os.replace(part, out)
            name_to_disk(out)  # before any older one is let go
        finally:
            part.unlink(missing_ok=True)
        return manifest
    except (OSError, sqlite3.Error) as error:
        said = str(getattr(error, "strerror", None) or error or type(error).__name__)
        raise BackupRefusedError(f"The backup {out.name[:150]} could not be written", said) from error


def names_of_older(out: Path, keep: int) -> list[Path]:
    """The names that older backups move on to, the newest of them first."""
    stem, dot, ending = out.name.partition(".zip")
    if not dot:
        stem, ending = out.stem, out.suffix
    return [out.with_name(f"{stem}.{number}{dot}{ending}") for number in range(1, keep)]


def named_in(store: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The files that a copy of the register names, by hash; and those of them that a redaction took out."""
    with closing(sqlite3.connect(store)) as raw:
        look = raw.execute(_LOOK).fetchone()
        named = frozenset(row[0] for row in raw.execute(_NAMED))
        gone = frozenset(row[0] for row in raw.execute(_TAKEN_OUT))
    of_look = Look.from_settings({SETTING_ID: Setting(SETTING_ID, look[0])}).hashes if look else ()
    return named.union(of_look), gone


def _size(engine: sa.Engine) -> int:
    """How many bytes a copy of the store takes, at most, where that is known."""
    path = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(path).stat().st_size if path else 0


def _written(
    file: IO[bytes], work: Path, vault: Vault, at: datetime, database: str, with_: Seal | None
) -> tuple[Manifest, Opener | None]:
    if with_ is None:
        return _pack(file, work / STORE, vault, at, database), None
    packed = work / "backup.zip"
    with packed.open("xb") as plain:
        manifest = _pack(plain, work / STORE, vault, at, database)
    (work / STORE).unlink()
    opener = seal(packed, file, with_)
    packed.unlink()
    return manifest, opener


def _pack(file: IO[bytes], copy: Path, vault: Vault, at: datetime, database: str) -> Manifest:
    with closing(sqlite3.connect(copy)) as raw:
        end = raw.execute("SELECT number, hash FROM trail_end WHERE id = 1").fetchone() or (0, "")
        revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    named, gone = named_in(copy)
    members, sizes, lacking = dict[str, str](), dict[str, int](), list[str]()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        members[STORE], sizes[STORE] = _add(package, STORE, copy)
        for hash_ in sorted(named):
            content = vault.get(hash_)
            if content is None:
                lacking.append(hash_)
                continue
            name = name_of(hash_)
            package.writestr(name, content, zipfile.ZIP_STORED)
            members[name], sizes[name] = hash_, len(content)
        manifest = Manifest(
            at=at.astimezone(UTC).isoformat(), revision=revision, number=end[0], hash=end[1], members=members,
            sizes=sizes, missing=tuple(h for h in lacking if h not in gone),
            taken_out=tuple(h for h in lacking if h in gone), database=database,
        )  # fmt: skip
        package.writestr(MANIFEST, manifest.written())
    return manifest


def _add(package: zipfile.ZipFile, name: str, path: Path) -> tuple[str, int]:
    sum_, size = hashlib.sha256(), 0
    with path.open("rb") as file, package.open(name, "w", force_zip64=True) as member:
        while chunk := file.read(CHUNK):
            sum_.update(chunk)
            size += len(chunk)
            member.write(chunk)
    return sum_.hexdigest(), size


def _forgotten(file: IO[bytes]) -> None:
    """Let what is read back come from the disk, where the system can be asked for that."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_back(part: Path, work: Path, opener: Opener | None, manifest: Manifest) -> None:
    with opened(part, work, opener) as package:
        if package.manifest != manifest:
            raise BackupRefusedError("The backup could not be written", "what was read back is not what was written")
        package.check()


def _move_on(out: Path, keep: int) -> None:
    names = [out, *names_of_older(out, keep)]
    for older, newer in zip(reversed(names), [*reversed(names[:-1]), None], strict=True):
        if newer is not None and newer.exists():
            os.replace(newer, older)
