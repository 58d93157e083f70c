"""Heads of the chain: where it ends now, and the ends that were signed off, each with the paper it stands on."""

from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from tracker.clock import local_day
from tracker.rules.dates import in_words
from tracker.store.chain import grouped
from tracker.store.database import Work
from tracker.store.tables import TrailEndRow, TrailHeadRow

SIGNED_OFF = ("sign_off_head", "back_up")
"""The verbs of the trail's own entries for a head: each such entry is a head that was signed off."""
_heads: sa.Table = TrailHeadRow.__table__  # type: ignore[attr-defined]
_end: sa.Table = TrailEndRow.__table__  # type: ignore[attr-defined]


class Head(NamedTuple):
    """A signed-off head: the entry's number and hash, when and by whom, and where the same two stand."""

    number: int
    hash: str
    at: datetime
    by: str
    stands_on: str

    @property
    def in_words(self) -> str:
        """The head as it stands on a paper: its number, its hash in groups of eight, and the day."""
        return f"no. {self.number:,} · {grouped(self.hash)} · {in_words(local_day(self.at))}"


class End(NamedTuple):
    """Where the chain ends."""

    number: int
    hash: str


def keep(work: Work, entity: str, id_: str, stands_on: str) -> Head:
    """Write an access entry under the signature's verb, and keep that entry as a head: both or neither."""
    work.note_access(entity, id_)
    number, hash_, _ = work.session.info["head"]
    head = Head(number, hash_, work.signature.at, work.signature.by, stands_on)
    work.session.connection().execute(_heads.insert(), head._asdict())
    return head


def signed_off(connection: sa.Connection) -> tuple[Head, ...]:
    """Every head that was signed off, oldest first."""
    columns: tuple[Any, ...] = tuple(_heads.c[name] for name in Head._fields)
    return tuple(Head._make(row) for row in connection.execute(sa.select(*columns).order_by(_heads.c.number)))


def end(connection: sa.Connection) -> End | None:
    """Where the chain says that it ends; None for a chain with no entry, or one whose end was taken away."""
    row = connection.execute(sa.select(_end.c.number, _end.c.hash).where(_end.c.id == 1)).first()
    return End(*row) if row else None
