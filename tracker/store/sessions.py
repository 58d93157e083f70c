"""Sessions as rows: who is signed in. No part of the register: no versions, no records, no values on the trail."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.rules.words import Way
from tracker.store.engine import one_writer, unavailable
from tracker.store.tables import WebSessionRow

sessions: sa.Table = WebSessionRow.__table__  # type: ignore[attr-defined]
REMEMBERED = timedelta(days=30)
"""So long a session that is over stays as a row: a browser that comes back with it is told so."""


@contextmanager
def writing(engine: sa.Engine, *, alone: bool = False) -> Iterator[sa.Connection]:
    """A transaction for what is no part of the register; `alone`, with no other writer beside it."""
    try:
        with engine.execution_options(write=True).begin() as connection:
            if alone:
                one_writer(connection)
            yield connection
    except DBAPIError as error:
        raise unavailable(engine, error) from error


def put_session(
    connection: sa.Connection,
    *,
    token_hash: str,
    person_id: str,
    way: Way,
    at: datetime,
    ends_at: datetime,
    address: str | None,
    browser: str | None,
    agency_id: str | None = None,
    link: str | None = None,
) -> None:
    """Keep a new session; those that were over long ago go. One by a personal link is kept with that link's hash and
    the one agency it is for."""
    connection.execute(sessions.delete().where(sessions.c.ends_at < at - REMEMBERED))
    row: dict[str, object] = {"token_hash": token_hash, "person_id": person_id, "way": way}
    row |= {"began_at": at, "seen_at": at, "ends_at": ends_at, "address": address, "browser": browser}
    row |= {"agency_id": agency_id, "link": link}
    connection.execute(sessions.insert(), row)


def owner(connection: sa.Connection, token_hash: str) -> str | None:
    """Whose session this is, ended or not; None where there is no such session."""
    found = sa.select(sessions.c.person_id).where(sessions.c.token_hash == token_hash)
    person_id: str | None = connection.execute(found).scalar()
    return person_id


def end_sessions(connection: sa.Connection, at: datetime, *where: sa.ColumnElement[bool]) -> int:
    """End the sessions that these conditions name and that have not ended yet; how many."""
    done = connection.execute(sessions.update().where(sessions.c.ended_at.is_(None), *where).values(ended_at=at))
    return done.rowcount


def touch(connection: sa.Connection, token_hash: str, at: datetime) -> None:
    """Keep when a session was last used."""
    mine = (sessions.c.token_hash == token_hash, sessions.c.seen_at < at)
    connection.execute(sessions.update().where(*mine).values(seen_at=at))
