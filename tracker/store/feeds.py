"""Calendars' secret addresses as rows: one for each person at a time, of which only a hash is kept. No part of the
register, and never on the trail."""

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from tracker.store.columns import plainly
from tracker.store.tables import CalendarFeedRow

feeds: sa.Table = CalendarFeedRow.__table__  # type: ignore[attr-defined]
KEPT = timedelta(days=30)
"""So long an address that was taken back stays as a row."""


class Feed(NamedTuple):
    """The address of somebody's calendar as it is kept."""

    token_hash: str
    person_id: str
    made_at: datetime
    revoked_at: datetime | None
    read_at: datetime | None


def put(connection: sa.Connection, *, token_hash: str, person_id: str, at: datetime) -> None:
    """Keep a new address. The one before it opens nothing any more."""
    connection.execute(feeds.delete().where(feeds.c.revoked_at < at - KEPT))
    revoke(connection, person_id, at)
    connection.execute(feeds.insert(), {"token_hash": token_hash, "person_id": person_id, "made_at": at})


def revoke(connection: sa.Connection, person_id: str, at: datetime) -> int:
    """Take back a person's address; how many there were."""
    mine = (feeds.c.person_id == person_id, feeds.c.revoked_at.is_(None))
    return connection.execute(feeds.update().where(*mine).values(revoked_at=at)).rowcount


def live(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Feed]:
    """The addresses that open a calendar and that these conditions name."""
    found = sa.select(feeds).where(feeds.c.revoked_at.is_(None), *where).order_by(plainly(feeds.c.person_id))
    return [Feed(*row) for row in connection.execute(found)]


def was_read(connection: sa.Connection, token_hash: str, at: datetime) -> None:
    """Keep when a calendar last read an address."""
    connection.execute(feeds.update().where(feeds.c.token_hash == token_hash).values(read_at=at))
