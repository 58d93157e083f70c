"""Downloads: who took what out of the tracker. An access stands on the same chain and changes no record."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, line
from tracker.rules.words import Door
from tracker.sheets.leaving import Place
from tracker.store.database import changing
from tracker.store.looking_through import sound_reason
from tracker.store.names import names


def note(
    engine: Engine,
    *,
    entity: str,
    id_: str,
    agency_id: str | None = None,
    by: str,
    at: datetime,
    door: Door,
) -> None:
    """Note that somebody takes a thing: an "evidence" by its id, a "review" document, a "workbook" by its file name."""
    with changing(engine, by=by, verb="download", at=at, door=door) as work:
        work.allow("read", agency_id)
        day_of(at)
        work.note_access(line("What", entity, limit=40), line("Name", id_, limit=200))


def let_out(
    engine: Engine,
    *,
    places: Sequence[Place],
    why: str,
    by: str,
    at: datetime,
    door: Door,
) -> None:
    """Let a workbook leave although it may identify somebody: why, and which kinds in which actions, on the trail.

    Raises NotAllowedError for whoever may not, EmptyValueError without a reason, and IdentifyingReasonError where
    the reason itself names somebody.
    """
    with changing(engine, by=by, verb="go_on", at=at, door=door) as work:
        work.allow("go_on")
        day_of(at)
        reason = sound_reason(why, names(work.session.connection()))
        for place in places:
            work.signature.reason = f"{reason} (let out: {place.holds})"
            work.note_access("recommendation" if ":" in place.id else "action", place.id)
