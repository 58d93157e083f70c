"""`tracker backup` and `tracker restore`: the store and its evidence in one file, out whole and in checked."""

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker import clock
from tracker.cli.frame import RefusedError, note, tell
from tracker.cli.options import Demo
from tracker.cli.paper import paragraph
from tracker.cli.places import MIGRATIONS, existing, refuse_illustrative, settings_for, signer
from tracker.cli.users import By
from tracker.rules.dates import plural
from tracker.rules.errors import NewerStoreError, NotADemoStoreError, shown
from tracker.rules.words import Door
from tracker.settings import Settings, address_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.store.backup import Manifest

ITS_OWN_TOOLS = (
    "This register is in a PostgreSQL database: back it up and restore it with that database's own tools (pg_dump, "
    "pg_restore), together with the evidence folder."
)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, such as register.zip.")],
    keep: Annotated[
        int,
        typer.Option("--keep", metavar="N", min=1, max=999, help="Keep so many: older ones become FILE.1, FILE.2 …"),
    ] = 1,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Write the register and its evidence into one file, whole, while people go on working."""
    from tracker.commands import backups
    from tracker.store import backup as files
    from tracker.store.vault import vault_at

    place = existing(demo)
    path = place.settings.database_path
    if path is None:
        raise RefusedError(ITS_OWN_TOOLS)
    if keep == 1 and file.exists():
        raise RefusedError(
            f"There is a file {shown(file, 300)} already: give another name, or say with --keep how many."
        )
    if file.is_dir():
        raise RefusedError(f"{shown(file, 300)} is a folder: give the name of a file in it, such as register.zip.")
    if not file.parent.is_dir():
        raise RefusedError(f"There is no folder {shown(file.parent, 300)}.")
    signed_by, now = signer(place, by).id, clock.now()
    head = backups.note(place.engine, name=file.name, by=signed_by, at=now, door=Door.COMMAND_LINE)
    manifest = files.write(path, vault_at(place.settings), file, at=now, keep=keep)
    tell(f"Written: {shown(file, 300)}, with {plural(len(manifest.members) - 1, 'file')} of evidence.")
    tell(paragraph(f"The end of the trail in it: {head.in_words}"))
    if manifest.missing:
        tell(paragraph(f"{plural(len(manifest.missing), 'file')} of evidence that the register names are not in the "
                       "evidence folder: removed by a redaction, or lost."))  # fmt: skip


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="A backup of this tracker.")],
    demo: Demo = False,
) -> None:
    """Put a backup back where no register is: every file, the trail, its end and the register are checked first."""
    from tracker.store import backup as files
    from tracker.store.vault import vault_at

    settings = settings_for(demo)
    path = settings.database_path
    if path is None:
        raise RefusedError(ITS_OWN_TOOLS)
    if not file.is_file():
        raise RefusedError(f"There is no file {shown(file, 300)}.")
    vault = vault_at(settings)
    files.must_be_empty(path, vault, file)
    folder = _folder_beside(path)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as unpacked:
        _progress("Unpacking …")
        manifest = files.unpack(file, Path(unpacked))
        _check(Path(unpacked) / files.STORE, manifest, settings)
        files.must_be_empty(path, vault, file)
        files.put_in_place(Path(unpacked), path, vault)
    tell(f"Restored: {shown(path, 300)}, as it was at entry {manifest.number:,} of the trail.")
    tell("Everybody has to sign in again." + _left_out(manifest))


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        note(words)


def _left_out(manifest: "Manifest") -> str:
    if not manifest.missing:
        return ""
    return f" {plural(len(manifest.missing), 'file')} of evidence were not in the backup."


def _check(store: Path, manifest: "Manifest", settings: Settings) -> None:
    """The store in a backup: of a version we know, its trail whole, its end the manifest's, and of the right kind."""
    from tracker.queries.verifying import PaperHead, verify
    from tracker.store.backup import BackupRefusedError, forget_sessions
    from tracker.store.engine import engine_for

    known = {file.name.split("_")[0] for file in MIGRATIONS.glob("[0-9]*.py")}
    if manifest.revision not in known:
        raise NewerStoreError(manifest.revision)
    engine = engine_for(address_of(store))
    try:
        if manifest.revision != max(known):
            from tracker.store.upgrade import upgrade

            upgrade(engine)
        _progress("Checking the trail …")
        papers = [PaperHead(manifest.number, manifest.hash)] if manifest.number else []
        verdict = verify(engine, papers=papers)
        if not verdict.ok or verdict.entries != manifest.number:
            why = verdict.why or "its trail does not end where its list says"
            raise BackupRefusedError("This backup was altered or damaged, and nothing was restored", why)
        _of_the_right_kind(engine, settings)
        forget_sessions(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _of_the_right_kind(engine: "Engine", settings: Settings) -> None:
    from tracker.rules.errors import DemoStoreError

    try:
        refuse_illustrative(engine)
    except DemoStoreError:
        if not settings.demo:
            raise
    else:
        if settings.demo:
            raise NotADemoStoreError(str(settings.home))


def _folder_beside(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(f"Nothing can be put into {shown(path.parent, 300)}: {error.strerror}.") from error
    return path.parent
