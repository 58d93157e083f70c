"""`tracker backup`: the store and its evidence in one file, encrypted or not, by hand or by a timer."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli.ending import ended_tidily
from tracker.cli.frame import RefusedError, WrongUsageError, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.passphrases import PassphraseFile, seal_wanted
from tracker.cli.places import Place, existing, signer
from tracker.cli.users import By
from tracker.rules.backup_rule import KeepRule, why_kept
from tracker.rules.dates import plural
from tracker.rules.errors import shown
from tracker.rules.words import Door
from tracker.settings import Settings

if TYPE_CHECKING:
    from tracker.store.heads import Head
    from tracker.store.manifest import Manifest
    from tracker.store.sealing import Seal

ENDING = ".age"


@dataclass(frozen=True)
class Taken:
    """A backup that was taken and read back, with the head of the trail that was noted for it."""

    file: Path
    at: datetime
    head: "Head"
    manifest: "Manifest"
    with_: "Seal | None"


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="The file to write, such as register.zip."),
    ] = None,
    keep: Annotated[
        int,
        typer.Option("--keep", metavar="N", min=1, max=999, help="Keep so many: older ones become FILE.1, FILE.2 …"),
    ] = 1,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FOLDER", help="Write under a dated name in a folder; older ones go by rule."),
    ] = None,
    daily: Annotated[
        int, typer.Option("--keep-daily", metavar="N", min=1, max=9999, help="With --into: so many days keep one.")
    ] = KeepRule.daily,
    weekly: Annotated[
        int, typer.Option("--keep-weekly", metavar="N", min=0, max=9999, help="With --into: so many weeks keep one.")
    ] = KeepRule.weekly,
    monthly: Annotated[
        int, typer.Option("--keep-monthly", metavar="N", min=0, max=9999, help="With --into: so many months keep one.")
    ] = KeepRule.monthly,
    encrypt: Annotated[
        bool,
        typer.Option("--encrypt", help="Encrypt it with a passphrase: TRACKER_BACKUP_PASSPHRASE, or asked for."),
    ] = False,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="KEY", help="Encrypt it to a public key (age1…); may be said more than once."),
    ] = None,
    passphrase_file: PassphraseFile = None,
    by: By = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Write the register and its evidence into one file, whole and read back, while people go on working."""
    if (file is None) == (into is None):
        raise WrongUsageError("Say where the backup goes: a FILE, or a folder for dated ones with --into.")
    if into is not None and keep != 1:
        raise WrongUsageError("--keep is for a FILE: with --into, say --keep-daily, --keep-weekly or --keep-monthly.")
    place = existing(demo)
    with_ = seal_wanted(place.settings, encrypt=encrypt, to=to or (), file=passphrase_file)
    with ended_tidily():
        if file is not None:
            _check_target(file, keep, sealed=with_ is not None)
            _tell(_taken(place, file, with_, by, keep), as_json)
        elif into is not None:
            _into(place, into, KeepRule(daily, weekly, monthly), with_, by, as_json)


def work_folder(settings: Settings) -> Path:
    """Where what is half done may lie: beside the register, which is as secret."""
    path = settings.database_path
    return path.parent if path else settings.home


def _check_target(file: Path, keep: int, *, sealed: bool) -> None:
    if os.path.isdir(file):
        raise RefusedError(f"{shown(file, 300)} is a folder: name a file in it, or say --into for dated ones.")
    if not os.path.isdir(file.parent):
        raise RefusedError(f"There is no folder {shown(file.parent, 300)}.")
    if keep == 1 and os.path.lexists(file):
        raise RefusedError(
            f"There is a file {shown(file, 300)} already: give another name, or say with --keep how many."
        )
    if sealed and not file.name.endswith(ENDING):
        raise RefusedError(f"The name of an encrypted backup ends in {ENDING}, such as register.zip{ENDING}.")
    if not sealed and file.name.endswith(ENDING):
        raise RefusedError(f"A name that ends in {ENDING} is for an encrypted backup: say --encrypt, or --to a key.")


def _taken(place: Place, file: Path, with_: "Seal | None", by: str | None, keep: int = 1) -> Taken:
    from tracker.commands import backups
    from tracker.store.backup import write
    from tracker.store.scratch import private_folder
    from tracker.store.vault import vault_at

    signed_by, now, vault = signer(place, by).id, clock.now(), vault_at(place.settings)
    head = backups.note(place.engine, name=file.name, by=signed_by, at=now, door=Door.COMMAND_LINE)
    with private_folder(work_folder(place.settings)) as work:
        manifest = write(place.engine, vault, file, at=now, work=work, with_=with_, keep=keep)
    return Taken(file, now, head, manifest, with_)


def _into(place: Place, folder: Path, rule: KeepRule, with_: "Seal | None", by: str | None, as_json: bool) -> None:
    """Take one under a dated name; then, and only where it holds all the evidence, let older ones go by the rule."""
    from tracker.store.backup_folder import backups_in, new_name, one_run, register_mark, take_away

    if not os.path.isdir(folder):
        raise RefusedError(f"There is no folder {shown(folder, 300)}: is its disk there? It is never made anew.")
    with one_run(folder):
        mark = register_mark(place.engine)
        taken = _taken(place, new_name(folder, mark, clock.now(), sealed=with_ is not None), with_, by)
        ours = {one.file.name: one for one in backups_in(folder) if one.register == mark}
        times = {name: one.at for name, one in ours.items()}
        kept = why_kept(times, rule, new=taken.file.name, day_of=clock.local_day)
        if missing := taken.manifest.missing:
            raise RefusedError(
                f"The backup {taken.file.name} was written, but {plural(len(missing), 'file')} of evidence that the "
                "register names are not there or not whole, so no older backup was removed: see tracker evidence check."
            )
        gone = {name: one.file for name, one in ours.items() if name not in kept}
        take_away(gone)
    _tell(taken, as_json, kept, times, tuple(gone))
    if not as_json:
        tell(paragraph(f"Kept: {plural(len(kept), 'backup')} ({rule.in_words()})."))
        tell(paragraph(f"Removed: {', '.join(gone) or 'none'}."))


def _tell(
    taken: Taken,
    as_json: bool,
    kept: Mapping[str, str] | None = None,
    times: Mapping[str, datetime] | None = None,
    removed: Sequence[str] = (),
) -> None:
    manifest, with_ = taken.manifest, taken.with_
    if as_json:
        told: dict[str, Any] = {
            "file": str(taken.file),
            "taken_at": manifest.at,
            "bytes": taken.file.stat().st_size,
            "encrypted": None if with_ is None else "passphrase" if with_.passphrase else "key",
            "entries": manifest.number,
            "head": manifest.hash,
            "evidence": manifest.files,
            "missing": list(manifest.missing),
            "taken_out": list(manifest.taken_out),
        }
        if kept is not None and times is not None:
            told["kept"] = [{"file": n, "taken_at": times[n].isoformat(), "why": why} for n, why in kept.items()]
            told["removed"] = list(removed)
        tell_json(told)
        return
    sealed = "" if with_ is None else ", encrypted"
    tell(f"Written and read back: {shown(taken.file, 300)}, with {plural(manifest.files, 'file')} of evidence{sealed}.")
    tell(paragraph(f"The end of the trail in it: {taken.head.in_words}"))
    if manifest.taken_out:
        tell(f"Not in it, removed by a redaction: {plural(len(manifest.taken_out), 'file')} of evidence.")
    if manifest.missing:
        why = "lost, damaged, or removed by a redaction at this moment. See tracker evidence check."
        tell(paragraph(f"Not in it, though named: {plural(len(manifest.missing), 'file')} of evidence, {why}"))
