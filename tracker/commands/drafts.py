"""Drafts: what somebody was writing when their tab closed. No part of the register, so they leave no trail."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of
from tracker.rules.errors import BadValueError
from tracker.rules.words import Door
from tracker.store import desk

LONGEST = 20_000


def keep(engine: Engine, *, place: str, text: str, by: str, at: datetime, door: Door) -> None:
    """Keep what somebody is writing at a place, such as "update/SOTON-K-A014". Newer words replace older ones."""
    day_of(at)
    if len(text) > LONGEST or len(place) > 200:
        raise BadValueError("Draft", text, f"is too long to keep: {LONGEST:,} characters are the most")
    if text.strip():
        desk.keep_draft(engine, by, place, text.encode("utf-8", "replace").decode().replace("\0", ""), at)
    else:
        desk.drop_draft(engine, by, place)


def drop(engine: Engine, *, place: str, by: str, at: datetime, door: Door) -> None:
    """Forget a draft: it was saved, or thrown away."""
    desk.drop_draft(engine, by, place)
