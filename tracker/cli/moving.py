"""`tracker move`: a register from one address to another, SQLite to PostgreSQL or back, whole and checked."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker import clock
from tracker.cli.frame import RefusedError, note, tell
from tracker.cli.paper import paragraph
from tracker.cli.places import refuse_illustrative, settings_for
from tracker.rules.dates import plural
from tracker.rules.errors import shown
from tracker.settings import address_of

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.store.vault import Vault

FIRST, EVERY = 1, 2
"""Seconds before the first word about how far it is, and between two."""


def move(
    from_: Annotated[
        str, typer.Argument(metavar="FROM", help="The address of the register, as TRACKER_DATABASE_URL has it.")
    ],
    to: Annotated[
        str, typer.Argument(metavar="TO", help="The address of an empty database, or of a SQLite file that is not yet.")
    ],
    evidence: Annotated[
        tuple[str, str] | None,
        typer.Option("--evidence", metavar="FROM TO", help="Copy the evidence too, from one folder to another."),
    ] = None,
) -> None:
    """Carry a register from SQLite to PostgreSQL or back. Stop the tracker first. The old one stays as it is."""
    from tracker.store.engine import place_of
    from tracker.store.moving import check_source, make_ready

    source, target = _engine(from_, "FROM"), _engine(to, "TO")
    try:
        check_source(source)
        refuse_illustrative(source)
        make_ready(source, target)
        said = _copy_evidence(*map(_vault, evidence)) if evidence else "The evidence stays where it is."
        rows, end = _move(source, target)
    finally:
        source.dispose()
        target.dispose()
    tell(f"Moved: {rows}, to {shown(place_of(target), 200)}.")
    tell(f"{end} {said}")
    tell(
        paragraph("Everybody has to sign in again; links in messages and addresses of calendars have to be made anew.")
    )
    old = shown(place_of(source), 200)
    tell(paragraph(f"The old register was not changed: {old}. Let nobody save in it any more."))
    tell(paragraph(_set_now(target, evidence)))


def _move(source: "Engine", target: "Engine") -> tuple[str, str]:
    """Move it and hold the trail of the new one against itself and its register; what there is to say of both."""
    from tracker.queries.verifying import verify_view
    from tracker.store.moving import MoveRefusedError, moved

    progress = _Progress()
    with moved(source, target, say=lambda table, count: progress(f"Table {table}: {plural(count, 'row')}")) as (
        connection,
        done,
    ):
        verdict = verify_view(connection, say=lambda words, share: progress(f"{words}: {share:.0%}"))
        if not verdict.ok:
            raise MoveRefusedError("The trail of the register does not hold", verdict.why or "its end is not its own")
        if done.end and (verdict.entries, verdict.head) != tuple(done.end):
            raise MoveRefusedError("The trail did not arrive whole", f"it ends at entry {verdict.entries:,}")
    if not done.end:
        return f"{plural(done.rows, 'row')} in {done.tables} tables", "The trail has no entry."
    words = f"Its trail holds and ends where the old one does, at entry {done.end.number:,} ({done.end.hash[:16]} …)."
    return f"{plural(done.rows, 'row')} in {done.tables} tables", words


class _Progress:
    """Says how far it is, on a terminal, now and then, once it takes longer than a second."""

    def __init__(self) -> None:
        self.began, self.due = clock.now(), FIRST

    def __call__(self, words: str) -> None:
        seconds = (clock.now() - self.began).total_seconds()
        if seconds >= self.due and sys.stderr.isatty():
            self.due = int(seconds) + EVERY
            note(words)


def _engine(address: str, name: str) -> "Engine":
    from tracker.store.engine import engine_for

    if "://" not in address:
        address = address_of(Path(os.path.expanduser(address)).absolute())
    return engine_for(address, said_by=name)


def _vault(address: str) -> "Vault":
    from tracker.store.vault import vault_at

    return vault_at(settings_for(False), address)


def _copy_evidence(source: "Vault", target: "Vault") -> str:
    """Copy every file that is whole; how many. Files that are there already are left as they are."""
    lying = source.holdings()
    progress = _Progress()
    for number, name in enumerate(sorted(lying.whole), 1):
        content = source.get(name)
        if content is None or target.put(content) != name:
            raise RefusedError(f"The file {name} of the evidence could not be copied. Nothing was moved.")
        progress(f"Evidence: {number:,} of {plural(len(lying.whole), 'file')}")
    words = f"Evidence: {plural(len(lying.whole), 'file')} copied."
    if lying.changed:
        words += f" {plural(len(lying.changed), 'file')} of it are not what was kept, and were left out."
    return words


def _set_now(target: "Engine", evidence: tuple[str, str] | None) -> str:
    words = f"From now on set TRACKER_DATABASE_URL to {shown(target.url.render_as_string(hide_password=True), 300)}"
    if target.url.password:
        words += ", with its password"
    return words + (f", and TRACKER_EVIDENCE_URL to {shown(evidence[1], 300)}." if evidence else ".")
