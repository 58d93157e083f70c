"""Downloads: who took what out of the tracker. An access stands on the same chain and changes no record."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, line
from tracker.rules.words import Door
from tracker.store.database import changing


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
