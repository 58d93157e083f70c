"""`tracker drill`: a restore that nobody keeps, so that a backup is known to be one before it is needed."""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli.backups import work_folder
from tracker.cli.checked_backup import Checked, check_store, progress
from tracker.cli.ending import ended_tidily
from tracker.cli.frame import RefusedError, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph
from tracker.cli.passphrases import Identity, PassphraseFile, opener_for
from tracker.cli.places import Place, existing, settings_for
from tracker.cli.restoring import Heads, check_file, paper_heads, told
from tracker.rules.dates import list_in_words, plural
from tracker.rules.errors import TrackerError, shown
from tracker.settings import address_of

if TYPE_CHECKING:
    from tracker.queries.verifying import PaperHead
    from tracker.store.sealing import Opener


@dataclass(frozen=True)
class Drilled:
    """What a drill found: what the backup tells of itself, what was checked, how many of what came back."""

    told: dict[str, Any]
    checked: Checked
    counts: dict[str, int]


def drill(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            readable=False,
            help="A backup, or a folder, of which the newest is taken. Left out, a fresh one is made for it.",
        ),
    ] = None,
    passphrase_file: PassphraseFile = None,
    identity: Identity = None,
    head: Heads = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Restore a backup into a place that is taken away again, check all of it, and say what was found."""
    from tracker.store.scratch import private_folder

    papers, began = paper_heads(head), time.monotonic()
    place = existing(demo) if file is None else None
    settings = place.settings if place else settings_for(demo)
    chosen = None if file is None else _chosen(file)
    opener = opener_for(chosen, settings, file=passphrase_file, identity=identity) if chosen else None
    beside = work_folder(settings)
    try:
        with ended_tidily(), private_folder(beside if beside.is_dir() else Path(tempfile.gettempdir())) as work:
            backup = chosen or _fresh(place, work)
            found = _drilled(backup, work, opener, papers)
    except OSError as error:
        words = f"The drill could not be held: {error.strerror or error}."
        _tell_failure(chosen, words, as_json)
        raise RefusedError(words) from error
    except TrackerError as error:
        _tell_failure(chosen, str(error), as_json)
        raise
    _tell(chosen, found, time.monotonic() - began, as_json)


def _chosen(file: Path) -> Path:
    """The backup that was named, or the newest in the folder that was."""
    from tracker.store.backup_folder import backups_in

    if not os.path.isdir(file):
        check_file(file)
        return file
    there = backups_in(file)
    if not there:
        raise RefusedError(f"There is no backup in {shown(file, 300)} that tracker backup --into wrote.")
    return there[0].file


def _fresh(place: "Place | None", work: Path) -> Path:
    """A backup of the register as it is now, which stands on nobody's trail: nobody keeps it."""
    from tracker.store.backup import write
    from tracker.store.vault import vault_at

    assert place is not None
    progress("Taking a backup …")
    taking, backup = work / "taking", work / "fresh.zip"
    taking.mkdir(mode=0o700)
    write(place.engine, vault_at(place.settings), backup, at=clock.now(), work=taking)
    shutil.rmtree(taking)
    return backup


def _drilled(backup: Path, work: Path, opener: "Opener | None", papers: "Sequence[PaperHead]") -> Drilled:
    """Restore a backup as restore does, open what came of it as a register, and count."""
    import sqlalchemy as sa

    from tracker.store.engine import engine_for, reading
    from tracker.store.unpacking import must_have_room, opened, put_in_place
    from tracker.store.vault import Vault

    home = work / "home"
    home.mkdir(mode=0o700)
    with opened(backup, work, opener) as package:
        checked = check_store(package, work / "register.sqlite", papers=papers)
        must_have_room(work, package.size - package.zip.getinfo("register.sqlite").file_size)
        vault = Vault(home / "evidence")
        package.put_evidence(vault)
        put_in_place(work / "register.sqlite", home / "register.sqlite")
        told_of = told(package)
    engine = engine_for(address_of(home / "register.sqlite"))
    try:
        with reading(engine) as connection:
            counts = {
                f"{name}s": connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
                for name in ("review", "recommendation", "action")
            }
    finally:
        engine.dispose()
    return Drilled(told_of, checked, counts)


def _tell_failure(backup: Path | None, why: str, as_json: bool) -> None:
    if as_json:
        tell_json({"file": None if backup is None else str(backup), "sound": False, "why": why})


def _tell(backup: Path | None, found: Drilled, seconds: float, as_json: bool) -> None:
    from tracker.store.chain import grouped

    told_of, verdict = found.told, found.checked.verdict
    age = max(clock.now() - datetime.fromisoformat(told_of["taken_at"]), timedelta())
    if as_json:
        tell_json(
            {
                "file": None if backup is None else str(backup),
                "sound": True,
                **told_of,
                "age_hours": round(age / timedelta(hours=1), 2),
                "upgraded_from": found.checked.older,
                "rows_compared": verdict.compared,
                "heads": found.checked.heads,
                **found.counts,
                "seconds": round(seconds, 2),
            }
        )
        return
    name = "A fresh backup" if backup is None else f"The backup {shown(backup, 300)}"
    tell(paragraph(f"{name} was restored into a place of its own, checked, and taken away again: it is sound."))
    sealed = ", encrypted" if told_of["encrypted"] else ""
    counts = list_in_words([plural(many, name.removesuffix("s")) for name, many in found.counts.items()])
    tell(f"Taken:     {_how_old(age)}, revision {told_of['revision']}, from {told_of['database']}{sealed}.")
    tell(f"Trail:     {plural(verdict.entries, 'entry', 'entries')}, each as recorded, to the end that its list tells.")
    tell(f"Head:      {grouped(told_of['head'])}")
    tell(f"Heads:     {plural(found.checked.heads, 'signed-off end')} on the trail.")
    tell(f"Register:  {plural(verdict.compared, 'row')} as the trail tells them; {counts}.")
    tell(f"Evidence:  {plural(told_of['evidence'], 'file')}, each by its hash{_lacking(told_of)}.")
    if found.checked.older:
        tell(f"It is of an older version of the tracker ({found.checked.older}) and was upgraded to this one.")
    tell(f"It took {seconds:,.1f} seconds.")


def _lacking(told_of: dict[str, Any]) -> str:
    words = [
        f"{len(told_of[key])} {why}"
        for key, why in (("taken_out", "removed by a redaction"), ("missing", "not in it: lost or damaged before"))
        if told_of[key]
    ]
    return "".join(f"; {each}" for each in words)


def _how_old(age: timedelta) -> str:
    hours = age // timedelta(hours=1)
    if hours < 1:
        return "less than an hour ago"
    return f"{plural(hours, 'hour')} ago" if hours < 48 else f"{plural(age.days, 'day')} ago"
