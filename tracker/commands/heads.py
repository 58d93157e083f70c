"""Heads of the trail: its last number and hash, signed off, so that a later rewrite of the whole chain shows."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, line
from tracker.rules.words import Door
from tracker.store import heads
from tracker.store.database import changing
from tracker.store.heads import Head


def sign_off(engine: Engine, *, stands_on: str, by: str, at: datetime, door: Door) -> Head:
    """Sign off the chain as it stands now and say on what paper its number and hash stand. The signing itself is the
    last entry that the head covers. Where a workbook leaves, the tracker signs by itself, for whoever may take it."""
    words = line("Where it stands", stands_on, limit=400)
    with changing(engine, by=by, verb="sign_off_head", at=at, door=door, reason=words) as work:
        work.allow("sign_off_head")
        day_of(at)
        return heads.keep(work, "trail", "end", words)
