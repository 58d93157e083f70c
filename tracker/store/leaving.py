"""What ends with somebody who is disabled: they are signed out everywhere, and their one-time links open nothing."""

from datetime import datetime

import sqlalchemy as sa

from tracker.store.database import Work
from tracker.store.tables import OneTimeLinkRow, WebSessionRow

_sessions: sa.Table = WebSessionRow.__table__  # type: ignore[attr-defined]
_links: sa.Table = OneTimeLinkRow.__table__  # type: ignore[attr-defined]


def shut_out(work: Work, person_id: str, at: datetime) -> None:
    """End a person's sessions and links in the transaction that disables them: both or neither."""
    connection = work.session.connection()
    open_ = sa.and_(_sessions.c.person_id == person_id, _sessions.c.ended_at.is_(None))
    connection.execute(_sessions.update().where(open_).values(ended_at=at))
    unused = sa.and_(_links.c.person_id == person_id, _links.c.used_at.is_(None), _links.c.ends_at > at)
    connection.execute(_links.update().where(unused).values(ends_at=at))


def leave_directory(work: Work, person_id: str, at: datetime) -> None:
    """End the sessions that a person began through the council's sign-in."""
    began_there = sa.and_(
        _sessions.c.person_id == person_id, _sessions.c.ended_at.is_(None), _sessions.c.way == "directory"
    )
    work.session.connection().execute(_sessions.update().where(began_there).values(ended_at=at))
