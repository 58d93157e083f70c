"""`tracker evidence`: files into the vault and out of it, and whether it holds what the register names."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import clock
from tracker.cli import asked
from tracker.cli.frame import RefusedError, WrongUsageError, group, note, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.paper import paragraph, table
from tracker.cli.places import Place, existing, sight, signer
from tracker.cli.users import By
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.errors import FileRefusedError, NotAllowedError, UnknownError, shown
from tracker.rules.words import Door, Rung

if TYPE_CHECKING:
    from tracker.store.vault import Vault

app = group("Evidence: files in, out, and checked.")

RUNGS = [rung.value for rung in Rung]
Id = Annotated[str, typer.Argument(metavar="ID", help="A piece of evidence, such as SOTON-K-A001-E2.")]
MOST_SHOWN = 40


@app.command("add")
def add(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="The action that it is for, such as SOTON-K-A001.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The file.")],
    rung: Annotated[str, typer.Option("--rung", metavar="RUNG", help=f"What it shows: {', '.join(RUNGS)}.")],
    about: Annotated[str, typer.Option("--about", metavar="DATE", help="The day it is about, such as 2026-11-20.")],
    title: Annotated[str, typer.Option("--title", help="What it is, in a few words. Else the file's name.")] = "",
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Only its agency, those who verify and the business manager open it.")
    ] = False,
    by: By = None,
    demo: Demo = False,
) -> None:
    """Send a file as evidence for an action. It is looked at by its content first, and kept under its hash."""
    from tracker.commands import evidence

    place = existing(demo)
    signed_by = signer(place, by).id
    what, day = _rung(rung), asked.day(about, "--about")
    limit = place.settings.upload_limit
    kept = _vault(place).receive(file.name, _content(file, limit), limit=limit)
    made = evidence.attach_file(
        place.engine,
        action_id=action,
        title=title,
        rung=what,
        about=day,
        file_name=kept.name,
        file_hash=kept.hash,
        file_size=kept.size,
        restricted=restricted,
        by=signed_by,
        at=clock.now(),
        door=Door.COMMAND_LINE,
    )
    tell(f"{shown(made.title)} is in the register as {made.id}{', restricted' if restricted else ''}.")


@app.command("list")
def list_(
    action: Annotated[str | None, typer.Option("--action", metavar="ACTION", help="Only this action's.")] = None,
    demo: Demo = False,
    as_json: Json = False,
) -> None:
    """Every piece of evidence, with its versions, restrictions and withdrawals."""
    from tracker.queries.documents import evidence_rows
    from tracker.queries.register import current

    place = existing(demo)
    register = current(place.engine, sight=sight(place))
    if action is not None and action not in register.actions:
        raise UnknownError("action", action, register.actions)
    rows = [row for row in evidence_rows(register) if action in (None, row["action"])]
    if as_json:
        tell_json(rows)
    elif not rows:
        tell("There is no evidence yet.")
    else:
        cells = [[row["id"], Rung(row["rung"]).label, _told(row)] for row in rows]
        tell(table(["Id", "Rung", "Evidence"], cells))


@app.command("get")
def get(
    id: Id,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write; one that is there stays.")],
    by: By = None,
    demo: Demo = False,
) -> None:
    """Take a file out, if you may open it. It is noted on the trail first, as a download."""
    from tracker.commands import downloads
    from tracker.queries.sights import sight_for
    from tracker.queries.standing import moment, standing_at
    from tracker.rules.evidence import why_no_file
    from tracker.rules.permissions import why_not
    from tracker.rules.veil import RESTRICTED_TO

    place = existing(demo)
    person = signer(place, by)
    when = moment(place.engine, sight=sight_for(place.engine, person.id))
    register = standing_at(place.engine, when).register
    found = register.evidence.get(id)
    if found is None:
        raise UnknownError("evidence", id, register.evidence)
    roles = tuple(role for role in register.person_roles.values() if role.person_id == person.id)
    if why := why_not(roles, "read") or (RESTRICTED_TO if found.id in when.hidden.evidence else None):
        raise NotAllowedError(person.name, "see this evidence", why)
    content = None if why_no_file(found) else _vault(place).get(found.file_hash or "")
    if content is None:
        why = why_no_file(found) or "it is not where evidence is kept, or is no longer what it was"
        raise RefusedError(f"There is no file to give for {found.id}: {why}.")
    if out.exists():
        raise RefusedError(f"There is already something at {shown(out, 300)}: choose another name.")
    downloads.note(place.engine, entity="evidence", id_=found.id, by=person.id, at=clock.now(), door=Door.COMMAND_LINE)
    _write(out, content)
    tell(f"Written: {shown(out, 300)}, which was sent as ‘{shown(found.file_name)}’.")


@app.command("withdraw")
def withdraw(
    id: Id,
    reason: Annotated[str, typer.Option("--reason", help="Why it no longer counts. It stands on the trail.")],
    by: By = None,
    demo: Demo = False,
) -> None:
    """Say that a piece of evidence no longer counts, and why. It stays on record; its file is given out no longer."""
    from tracker.commands import evidence

    place = existing(demo)
    made = evidence.withdraw(
        place.engine,
        evidence_id=id,
        reason=reason,
        by=signer(place, by).id,
        at=clock.now(),
        door=Door.COMMAND_LINE,
    )
    tell(f"{shown(made.title)} ({made.id}) is withdrawn.")


@app.command("check", acts=False)
def check(demo: Demo = False, as_json: Json = False) -> None:
    """Read every file of the vault: is all there that the register names, as it was? Exit status 1 if not."""
    from tracker.queries import holdings

    place = existing(demo)
    vault = _vault(place)
    found = holdings.check(place.engine, vault)
    if as_json:
        tell_json(
            {
                "ok": found.ok,
                "named": found.named,
                "missing": [{"hash": m.hash, "named_by": list(m.named_by), "why": m.why} for m in found.missing],
                "orphans": list(found.orphans),
                "strange": list(found.strange),
            }
        )
    else:
        if found.ok:
            files = plural(found.named, "file")
            tell(paragraph(f"The {vault.place.called} holds what the register names: {files}, whole."))
        for lost in found.missing:
            tell(paragraph(f"{list_in_words(list(lost.named_by))}: {lost.why} ({lost.hash})."))
        _tell_some("Named by nothing, such as a file whose form was never sent", found.orphans)
        _tell_some("Put there by somebody else", found.strange)
    if not found.ok:
        raise typer.Exit(1)


@app.command("copy", acts=False)
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="Where it is kept: a folder, or s3://bucket/prefix?…")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where it shall be kept.")],
    by: By = None,
    demo: Demo = False,
) -> None:
    """Copy every file that the register names to another place, reading each again there. FROM stays as it is; a copy
    that was cut short goes on when it is run again. Exit status 1 if a file is whole in neither place."""
    from tracker.commands import evidence_copies
    from tracker.queries import holdings
    from tracker.store.places.moving import copy as copy_all
    from tracker.store.vault import vault_at

    place = existing(demo)
    old, new = (vault_at(place.settings, address) for address in (source, target))
    if old.place == new.place:
        raise RefusedError("FROM and TO are the same place: nothing was copied.")
    names, applied = holdings.named(place.engine)
    wanted = {*names, *(applied & old.listing().names)}
    new.listing()  # a place that cannot be used is said before anything is noted
    person = signer(place, by).id
    evidence_copies.note(place.engine, where=str(new.place), by=person, at=clock.now(), door=Door.COMMAND_LINE)
    done = copy_all(wanted, old, new, told=_progress)
    files, were = plural(done.now, "file"), "was" if done.before == 1 else "were"
    tell(paragraph(f"Copied and read again: {files}; {done.before:,} {were} there already. {old.place} is as it was."))
    lost = [name for name in done.missing if name in names]
    for name in lost:
        tell(paragraph(f"{list_in_words(names[name])}: whole in neither place ({name})."))
    tell(paragraph("Now set TRACKER_EVIDENCE_URL to the new place, start the tracker again, and run this once more for "
                   "what came in meanwhile."))  # fmt: skip
    if lost:
        raise typer.Exit(1)


def _progress(done: int, of: int) -> None:
    if done % 100 == 0 or (done == of and of > 100):
        note(f"{done:,} of {of:,} files …")


def _tell_some(what: str, names: tuple[str, ...]) -> None:
    if names:
        tell(paragraph(f"{what}: {len(names):,}."))
        for name in names[:MOST_SHOWN]:
            tell(f"    {shown(name, 200)}")
        if len(names) > MOST_SHOWN:
            tell(f"    … and {len(names) - MOST_SHOWN:,} more")


def _vault(place: Place) -> "Vault":
    from tracker.store.vault import vault_at

    return vault_at(place.settings)


def _content(file: Path, limit: int) -> bytes:
    """The bytes of a file on this machine; one that is too large is refused before it is read."""
    try:
        if not file.is_file():
            raise FileRefusedError(
                file.name, "there is no such file" if not file.exists() else "it is no ordinary file"
            )
        with file.open("rb") as opened:
            return opened.read(limit * 1024 * 1024 + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise FileRefusedError(file.name, f"it cannot be opened ({why})") from None


def _write(out: Path, content: bytes) -> None:
    """A file for nobody else to read, and never over another."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        why = (error.strerror or str(error)).rstrip(".")
        raise RefusedError(f"The file could not be written to {shown(out, 300)}: {why}.") from error


def _rung(name: str) -> Rung:
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted not in RUNGS:
        raise WrongUsageError(f"--rung: ‘{shown(name)}’ is no rung: write {list_in_words(RUNGS, 'or')}.")
    return Rung(wanted)


def _told(row: dict[str, Any]) -> str:
    from datetime import date

    more = [f"about {in_words(date.fromisoformat(row['about']))}"] if row["about"] else []
    more += ["restricted"] if row["restricted"] else []
    more += [f"version {row['version']} of {row['versions']}"] if row["versions"] > 1 else []
    if row["withdrawn_on"]:
        more.append(f"withdrawn on {in_words(date.fromisoformat(row['withdrawn_on']))}: {row['withdrawn_reason']}")
    elif not row["counts"]:
        more.append("replaced")
    return "; ".join([row["title"], *more])
