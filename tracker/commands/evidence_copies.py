"""Copies of the evidence: that all of it was copied to another place, by whom, and where to."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, line
from tracker.rules.words import Door
from tracker.store.database import changing


def note(engine: Engine, *, where: str, by: str, at: datetime, door: Door) -> None:
    """Note on the trail that all the evidence is being copied to another place. It is noted first: better a copy on the
    list that then was cut short than one that is not on it."""
    place = line("The place", where, limit=700)
    reason = f"The evidence was copied to {place}"
    with changing(engine, by=by, verb="copy_evidence", at=at, door=door, reason=reason) as work:
        work.allow("copy_evidence")
        day_of(at)
        work.note_access("evidence_place", place[:200])
