"""What lies on somebody's desk: the words they were writing, and the files that wait for their decision."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from tracker.store.desk import WORKBOOK, Upload, uploads
from tracker.store.engine import reading
from tracker.store.tables import DraftRow

_drafts: sa.Table = DraftRow.__table__  # type: ignore[attr-defined]


class Draft(NamedTuple):
    """Words that were kept, and when."""

    text: str
    kept_at: datetime


def kept(engine: sa.Engine, *, person_id: str, place: str) -> Draft | None:
    """What a person was writing at a place, if anything was kept."""
    query = sa.select(_drafts.c.text, _drafts.c.kept_at).where(
        _drafts.c.person_id == person_id, _drafts.c.place == place
    )
    with reading(engine) as connection:
        found = connection.execute(query).first()
    return Draft(*found) if found else None


def files(engine: sa.Engine, *, person_id: str, purpose: str = WORKBOOK) -> tuple[Upload, ...]:
    """The workbooks, or the reports, that a person brought in and has not yet dealt with, newest first."""
    with reading(engine) as connection:
        return uploads(connection, person_id, purpose)
