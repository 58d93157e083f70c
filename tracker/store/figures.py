"""A few numbers about the store for whoever watches it: how large, how far the trail is, who is in. Names nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.rules.errors import StoreUnavailableError
from tracker.settings import Settings
from tracker.store.readiness import connected
from tracker.store.sessions import sessions
from tracker.store.tables import TrailEndRow, TrailHeadRow, TrailRow

_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]
_heads: sa.Table = TrailHeadRow.__table__  # type: ignore[attr-defined]
_end: sa.Table = TrailEndRow.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Figures:
    """What can be counted quickly. `backed_up` is when a backup was last taken by `tracker backup`, if ever."""

    trail: int
    sessions: int
    size: int
    backed_up: datetime | None


def figures(settings: Settings, *, at: datetime) -> Figures | None:
    """The numbers at this instant; None where the store cannot be read."""
    alive = at - timedelta(minutes=settings.session_idle)
    in_now = sa.select(sa.func.count()).where(sessions.c.ended_at.is_(None), sessions.c.seen_at >= alive)
    heads, entries = _heads.c, _trail.c  # the heads are few: no walk over the whole trail
    backed_up = (
        sa.select(sa.func.max(heads.at)).join(_trail, entries.number == heads.number).where(entries.verb == "back_up")
    )
    try:
        with connected(settings) as connection:
            last = connection.scalar(backed_up)
            return Figures(
                trail=connection.scalar(sa.select(_end.c.number).where(_end.c.id == 1)) or 0,
                sessions=connection.scalar(in_now) or 0,
                size=_size(connection, settings),
                backed_up=last.replace(tzinfo=UTC) if last and last.tzinfo is None else last,
            )
    except (DBAPIError, StoreUnavailableError, OSError, ValueError):
        return None


def _size(connection: sa.Connection, settings: Settings) -> int:
    """Bytes of the store, with its log where it has one beside it."""
    path = settings.database_path
    if path is not None:
        beside = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]
        return sum(each.stat().st_size for each in beside if each.exists())
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0)
    return 0
