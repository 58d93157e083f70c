"""Backups: that one was taken, by whom, and the end of the trail that is in it."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, line
from tracker.rules.words import Door
from tracker.store import heads
from tracker.store.database import changing
from tracker.store.heads import Head


def note(engine: Engine, *, name: str, by: str, at: datetime, door: Door) -> Head:
    """Note on the trail that a backup is being taken, and sign off the end of the trail that it will hold. It is noted
    first: a backup that then cannot be written is one too many on the list, and never one too few."""
    words = line("The backup's name", name, limit=150)
    with changing(engine, by=by, verb="back_up", at=at, door=door, reason=f"The backup ‘{words}’") as work:
        work.allow("back_up")
        day_of(at)
        return heads.keep(work, "backup", words, f"The backup ‘{words}’")
