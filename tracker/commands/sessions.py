"""Sessions: somebody comes in, is still there, goes. Every way in ends here, in the one table that the gate asks."""

import contextlib
from datetime import datetime, timedelta

from sqlalchemy import Engine

from tracker.access.limits import Limits
from tracker.access.tokens import fresh, hashed
from tracker.commands._presence import as_oneself, as_oneself_or_manager, shortened
from tracker.commands._values import day_of
from tracker.rules.errors import StoreUnavailableError, UnknownError
from tracker.rules.records import Person
from tracker.rules.words import Door, Way
from tracker.store import sessions as kept
from tracker.store.database import changing

OFTEN_ENOUGH = timedelta(minutes=1)


def begin(
    engine: Engine,
    *,
    way: Way,
    address: str | None,
    browser: str | None,
    longest: timedelta | None = None,
    by: str,
    at: datetime,
    door: Door,
) -> str:
    """Let `by` in, and give the secret for their cookie: a new one each time, of which only the hash is kept.

    `address` and `browser` are what the person is shown to know the session by. Raises UnknownPersonError for somebody
    who may not come in.
    """
    secret = fresh()
    with changing(engine, by=by, verb="sign_in", at=at, door=door) as work:
        as_oneself(work)
        day_of(at)
        kept.put_session(
            work.session.connection(),
            token_hash=hashed(secret),
            person_id=by,
            way=way,
            at=at,
            ends_at=at + (longest or Limits().lasts(way)),
            address=shortened(address),
            browser=shortened(browser),
        )
        work.note_access("person", by)
    return secret


def touch(engine: Engine, *, session: str, seen_at: datetime, by: str, at: datetime, door: Door) -> None:
    """Keep that a session is in use, at most once a minute. `seen_at` is when it was last known to be.

    Where the store cannot be written for the moment, as on a full disk, people go on reading: it is kept next time."""
    if at - seen_at >= OFTEN_ENOUGH:
        with contextlib.suppress(StoreUnavailableError), kept.writing(engine) as connection:
            kept.touch(connection, session, at)


def end(engine: Engine, *, session: str, by: str, at: datetime, door: Door) -> None:
    """End one session, by its hash: one's own, or anybody's for who manages people. Ending it twice is no mistake.

    Raises UnknownError for a session that is not there.
    """
    with changing(engine, by=by, verb="sign_out", at=at, door=door) as work:
        connection = work.session.connection()
        owner = kept.owner(connection, session)
        if owner is None:
            raise UnknownError("session", session[:8])
        as_oneself_or_manager(work, owner)
        if kept.end_sessions(connection, at, kept.sessions.c.token_hash == session):
            work.note_access("person", owner)


def end_all(engine: Engine, *, person_id: str, but: str | None = None, by: str, at: datetime, door: Door) -> int:
    """End every session of a person (`but` the one of this hash); how many there were. One's own, or for who manages
    people anybody's."""
    with changing(engine, by=by, verb="end_sessions", at=at, door=door) as work:
        as_oneself_or_manager(work, person_id)
        work.get(Person, person_id)
        mine = kept.sessions.c
        ended = kept.end_sessions(
            work.session.connection(), at, mine.person_id == person_id, mine.token_hash != (but or "")
        )
        if ended:
            work.note_access("person", person_id)
    return ended
