"""The secret address of somebody's calendar: made by themselves, read by their calendar, taken back."""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from tracker.access.tokens import fresh, hashed
from tracker.commands._presence import as_oneself, as_oneself_or_manager
from tracker.commands._values import day_of
from tracker.rules.records import Person
from tracker.rules.words import Door
from tracker.store import feeds
from tracker.store.database import changing
from tracker.store.sessions import writing

OFTEN_ENOUGH = timedelta(minutes=10)


def make(engine: Engine, *, by: str, at: datetime, door: Door) -> str:
    """Make the secret address at which a calendar reads what is due for `by`, and give the secret in it; it is kept
    nowhere. The address they had opens nothing any more. Raises NotAllowedError for whoever may not read."""
    secret = fresh()
    with changing(engine, by=by, verb="make_feed", at=at, door=door) as work:
        work.allow("read")
        as_oneself(work)
        day_of(at)
        feeds.put(work.session.connection(), token_hash=hashed(secret), person_id=by, at=at)
        work.note_access("person", by)
    return secret


def revoke(engine: Engine, *, person_id: str, by: str, at: datetime, door: Door, token: str | None = None) -> bool:
    """Take back the address of a person's calendar: one's own, or for who manages people anybody's. Whether there was
    one; what a calendar has read by then stays in it until it asks again."""
    with changing(engine, by=by, verb="take_feed_back", at=at, door=door, token=token) as work:
        as_oneself_or_manager(work, person_id)
        work.get(Person, person_id)
        had = feeds.revoke(work.session.connection(), person_id, at) > 0
        if had:
            work.note_access("person", person_id)
    return had


def was_read(engine: Engine, *, feed: str, read_at: datetime | None, by: str, at: datetime, door: Door) -> None:
    """Keep that a calendar read its address, by its hash, at most every ten minutes. `read_at` is when it last did."""
    if read_at is None or at - read_at >= OFTEN_ENOUGH:
        with writing(engine) as connection:
            feeds.was_read(connection, feed, at)
