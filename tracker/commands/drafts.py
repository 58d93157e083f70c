"""Drafts: what somebody was writing when their tab closed. No part of the register, so they leave no trail."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of
from tracker.rules.errors import BadValueError
from tracker.rules.words import Door
from tracker.store import desk

LONGEST = 20_000
LONGEST_LIST = 4_000_000
"""The working list of a report, at a place that begins so: two hundred recommendations with all their words."""
REPORTS = desk.LISTS


def keep(engine: Engine, *, place: str, text: str, by: str, at: datetime, door: Door) -> None:
    """Keep what somebody is writing at a place, such as "update/SOTON-K-A014". Newer words replace older ones."""
    day_of(at)
    most = LONGEST_LIST if place.startswith(REPORTS) else LONGEST
    if len(text) > most or len(place) > 200:
        raise BadValueError("Draft", text, f"is too long to keep: {most:,} characters are the most")
    if text.strip():
        desk.keep_draft(engine, by, place, text.encode("utf-8", "replace").decode().replace("\0", ""), at)
    else:
        desk.drop_draft(engine, by, place)


def drop(engine: Engine, *, place: str, by: str, at: datetime, door: Door) -> None:
    """Forget a draft: it was saved, or thrown away."""
    desk.drop_draft(engine, by, place)
