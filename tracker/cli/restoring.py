"""`tracker restore`: a backup becomes a register where none is, after all of it was checked."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.backups import work_folder
from tracker.cli.checked_backup import Checked, check_store, progress
from tracker.cli.ending import ended_tidily
from tracker.cli.frame import RefusedError, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.passphrases import Identity, PassphraseFile, opener_for
from tracker.cli.places import refuse_illustrative, settings_for
from tracker.rules.dates import plural
from tracker.rules.errors import DemoStoreError, NotADemoStoreError, shown
from tracker.settings import Settings, address_of

if TYPE_CHECKING:
    from tracker.queries.verifying import PaperHead
    from tracker.store.manifest import Manifest
    from tracker.store.unpacking import Package

Heads = Annotated[
    list[str] | None,
    typer.Option("--head", metavar="NUMBER:HASH", help="Hold its trail against an end of it as a paper has it, too."),
]


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="A backup of this tracker.")],
    passphrase_file: PassphraseFile = None,
    identity: Identity = None,
    head: Heads = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Put a backup back where no register is: every file, the trail, its end and the register are checked first."""
    from tracker.store.scratch import private_folder
    from tracker.store.unpacking import must_hold_nothing_else, opened
    from tracker.store.vault import vault_at

    settings, papers = settings_for(demo), paper_heads(head)
    check_file(file)
    vault = vault_at(settings)
    _must_be_empty(settings)
    opener = opener_for(file, settings, file=passphrase_file, identity=identity)
    folder = work_folder(settings)
    try:
        with ended_tidily(), private_folder(folder) as work:
            progress("Opening …")
            with opened(file, work, opener) as package:
                must_hold_nothing_else(vault, package.manifest)
                checked = check_store(package, work / "register.sqlite", papers=papers)
                _of_the_right_kind(work / "register.sqlite", settings)
                _must_be_empty(settings)
                progress("Putting the evidence in its place …")
                package.put_evidence(vault)
                _put_in_place(work / "register.sqlite", settings)
                _tell(package, checked, settings, as_json)
    except OSError as error:
        why = error.strerror or str(error)
        raise RefusedError(f"Nothing can be put into {shown(folder, 300)}: {why}.") from error


def check_file(file: Path) -> None:
    """Raise RefusedError where there is no file."""
    if not os.path.isfile(file):
        what = "is a folder" if os.path.isdir(file) else "is no file that can be read"
        words = f"{shown(file, 300)} {what}." if os.path.lexists(file) else f"There is no file {shown(file, 300)}."
        raise RefusedError(words)


def paper_heads(head: list[str] | None) -> "list[PaperHead]":
    """The ends of the trail that somebody typed from papers. Raises BadValueError."""
    from tracker.queries.verifying import paper_head

    return [paper_head(each) for each in head or ()]


def _must_be_empty(settings: Settings) -> None:
    from tracker.store.copying import must_hold_nothing
    from tracker.store.engine import engine_for
    from tracker.store.unpacking import must_be_no_register

    if settings.database_path is not None:
        must_be_no_register(settings.database_path)
        return
    engine = engine_for(settings.database_url)
    try:
        must_hold_nothing(engine)
    finally:
        engine.dispose()


def _put_in_place(store: Path, settings: Settings) -> None:
    from tracker.store.copying import carry_into
    from tracker.store.engine import engine_for
    from tracker.store.unpacking import put_in_place

    if settings.database_path is not None:
        put_in_place(store, settings.database_path)
        return
    engine = engine_for(settings.database_url)
    try:
        progress("Carrying every row into the database …")
        carry_into(engine, store)
    finally:
        engine.dispose()


def _of_the_right_kind(store: Path, settings: Settings) -> None:
    from tracker.store.engine import engine_for

    engine = engine_for(address_of(store))
    try:
        refuse_illustrative(engine)
    except DemoStoreError:
        if not settings.demo:
            raise
    else:
        if settings.demo:
            raise NotADemoStoreError(str(settings.home))
    finally:
        engine.dispose()


def _tell(package: "Package", checked: Checked, settings: Settings, as_json: bool) -> None:
    manifest = package.manifest
    where = str(settings.database_path) if settings.database_path else "the database at TRACKER_DATABASE_URL"
    if as_json:
        tell_json({"restored": where, **told(package), "upgraded_from": checked.older})
        return
    tell(f"Restored: {shown(where, 300)}, as it was at entry {manifest.number:,} of the trail.")
    if checked.older:
        tell(
            paragraph(
                f"The backup was of an older version of the tracker ({checked.older}): it was upgraded to this one."
            )
        )
    tell("Everybody has to sign in again." + _left_out(manifest))


def told(package: "Package") -> dict[str, object]:
    """What a backup says of itself, for other programs."""
    manifest = package.manifest
    return {
        "taken_at": manifest.at,
        "encrypted": package.sealed,
        "database": manifest.database,
        "revision": manifest.revision,
        "entries": manifest.number,
        "head": manifest.hash,
        "evidence": manifest.files,
        "bytes": package.size,
        "missing": list(manifest.missing),
        "taken_out": list(manifest.taken_out),
    }


def _left_out(manifest: "Manifest") -> str:
    if not manifest.missing:
        return ""
    return f" Not in the backup, and so not here: {plural(len(manifest.missing), 'file')} of evidence."
