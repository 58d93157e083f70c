"""Who is there: the person behind a session, asked of the store at every click, and what lets people in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tracker.access.limits import Limits
from tracker.access.tokens import hashed
from tracker.rules.records import Person, PersonRole
from tracker.rules.words import LinkKind, Way
from tracker.store import accounts, personal_links, sessions
from tracker.store.columns import plainly
from tracker.store.convert import columns_of
from tracker.store.engine import reading

_session = sessions.sessions
_PERSON, _ROLE = columns_of(Person), columns_of(PersonRole)
_QUERY = (
    sa.select(
        *(column.label(f"p_{column.name}") for column in _PERSON),
        *(column.label(f"r_{column.name}") for column in _ROLE),
        _session,
    )
    .join(_PERSON[0].table, _PERSON[0] == _session.c.person_id)
    .outerjoin(_ROLE[0].table, _ROLE[1] == _PERSON[0])
    .order_by(plainly(_ROLE[0]))
)


@dataclass(frozen=True)
class Presence:
    """Somebody who is signed in: the person with the roles they hold now, by which way, in which session."""

    person: Person
    roles: tuple[PersonRole, ...]
    way: Way
    session: str
    """The session's hash: what tells it apart. Nothing leads from it back to the cookie."""
    seen_at: datetime
    agency_id: str | None = None
    """The one agency whose page they may see and use, where they came in by a personal link."""

    @property
    def by_link(self) -> bool:
        """Whether they came in by a personal link."""
        return self.way == Way.LINK


@dataclass(frozen=True)
class SessionSeen:
    """One session as its person sees it in a list."""

    session: str
    way: Way
    began_at: datetime
    seen_at: datetime
    address: str | None
    browser: str | None


@dataclass(frozen=True)
class Opened:
    """What a one-time link opens: whose password may be set, and what the link was made for."""

    person: Person
    kind: LinkKind


def who_is(engine: sa.Engine, token: str | None, *, at: datetime, limits: Limits | None = None) -> Presence | None:
    """The person behind a cookie's secret, with the roles that count in this session; None where the session ended,
    idled or lasted too long, where its way in is closed, or where the person may no longer come in. By a personal link
    that way is asked of the link itself, at every click."""
    if not token:
        return None
    known = hashed(token)
    with reading(engine) as connection:
        rows = connection.execute(_QUERY.where(_session.c.token_hash == known, _session.c.ended_at.is_(None))).all()
        by_link = bool(rows) and rows[0].way == Way.LINK
        opened = personal_links.opens(connection, rows[0].link or "", at) if by_link else None
    if not rows or (by_link and opened is None):
        return None
    first = rows[0]
    person = Person(*first[: len(_PERSON)])
    if person.disabled_on is not None or _is_over(first, at, limits or Limits()):
        return None
    if opened is not None:
        same = opened.person.id == person.id and opened.agency.id == first.agency_id
        return Presence(person, opened.roles, first.way, known, first.seen_at, opened.agency.id) if same else None
    found = (row[len(_PERSON) : len(_PERSON) + len(_ROLE)] for row in rows)
    roles = tuple(PersonRole(*values) for values in found if values[0] is not None)
    return Presence(person, roles, first.way, known, first.seen_at)


def _is_over(row: Any, at: datetime, limits: Limits) -> bool:
    idle = row.way != Way.MACHINE and at >= row.seen_at + limits.idle
    too_long = at >= min(row.ends_at, row.began_at + limits.lasts(row.way))
    return idle or too_long or row.way not in limits.ways


def is_known(engine: sa.Engine, token: str | None) -> bool:
    """Whether a cookie's secret is of a session of this store, be it long over."""
    if not token:
        return False
    with reading(engine) as connection:
        return sessions.owner(connection, hashed(token)) is not None


def sessions_of(engine: sa.Engine, *, person_id: str, at: datetime, limits: Limits) -> tuple[SessionSeen, ...]:
    """The sessions of a person that still let them in, the last used first."""
    mine = sa.select(_session).where(_session.c.person_id == person_id, _session.c.ended_at.is_(None))
    with reading(engine) as connection:
        rows = connection.execute(mine.order_by(_session.c.seen_at.desc())).all()
    return tuple(
        SessionSeen(row.token_hash, row.way, row.began_at, row.seen_at, row.address, row.browser)
        for row in rows
        if not _is_over(row, at, limits)
    )


def opened_by(engine: sa.Engine, link: str, *, at: datetime) -> Opened:
    """What a link's secret opens. Raises LinkOverError for one that is unknown, used, or over."""
    with reading(engine) as connection:
        return Opened(*accounts.opened_by(connection, hashed(link), at))


def has_password(engine: sa.Engine, person_id: str) -> bool:
    """Whether a person may come in with a password kept here."""
    with reading(engine) as connection:
        return accounts.password_of(connection, person_id) is not None
