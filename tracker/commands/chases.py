"""Chases: one message to one owner listing all they owe, recorded with the answer or the silence."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands._values import LONGEST_PRINTED, day_of, kept, prose
from tracker.rules.dates import in_words
from tracker.rules.errors import BadValueError
from tracker.rules.records import Agency, Chase
from tracker.rules.words import Door
from tracker.store.database import changing


def record(
    engine: Engine,
    *,
    agency_id: str,
    text: str,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Chase:
    """Record a message that was sent to an agency, word for word."""
    with changing(engine, by=by, verb="chase", at=at, door=door, token=token) as work:
        agency = work.get(Agency, agency_id)
        work.allow("chase", agency.id)
        words = prose("Message", text, limit=LONGEST_PRINTED)
        chase: Chase = work.add(Chase(work.next_id(Chase, "CH"), agency.id, day_of(at, on), by, words))
        return chase


def answered(
    engine: Engine,
    *,
    chase_id: str,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Chase:
    """Record the day on which an agency answered a message."""
    with changing(engine, by=by, verb="chase_answered", at=at, door=door, token=token) as work:
        row = work.get(Chase, chase_id, seen=seen)
        work.allow("chase", row.agency_id)
        day = day_of(at, on)
        if day < row.sent_on:
            raise BadValueError("Date", in_words(day), f"is before the message, of {in_words(row.sent_on)}")
        work.change(row, answered_on=day)
        return kept(work, Chase, row)
