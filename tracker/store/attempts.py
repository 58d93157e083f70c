"""Tries to sign in, counted before the password is looked at: by account, by address, and by both.

An account is kept as a hash of what was typed: people type a password into the wrong field.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from tracker.store.sessions import writing
from tracker.store.tables import SignInAttemptRow

tries: sa.Table = SignInAttemptRow.__table__  # type: ignore[attr-defined]
WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
PER_BOTH, PER_ACCOUNT, PER_ADDRESS = 5, 20, 30


def take(engine: sa.Engine, account: str, address: str, at: datetime) -> datetime | None:
    """Write down one try, unless there were too many: then the instant from which there may be another.

    One transaction that only one caller at a time can be in, so that a hundred tries at once count as a hundred. Who
    came in from an address within a day is not kept out there by what others try elsewhere.
    """
    both = (tries.c.account == account, tries.c.address == address)
    with writing(engine, alone=True) as connection:
        connection.execute(tries.delete().where(tries.c.at < at - KEPT))
        known = connection.execute(sa.select(tries.c.id).where(*both, tries.c.came_in).limit(1)).first()
        limits = [(PER_BOTH, both), (PER_ADDRESS, (tries.c.address == address,))]
        if known is None:
            limits.append((PER_ACCOUNT, (tries.c.account == account,)))
        free = [when for most, where in limits if (when := _free_again(connection, most, at, where))]
        if free:
            return max(free)
        connection.execute(tries.insert(), {"account": account, "address": address, "at": at, "came_in": False})
    return None


def _free_again(
    connection: sa.Connection, most: int, at: datetime, where: tuple[sa.ColumnElement[bool], ...]
) -> datetime | None:
    recent = (
        sa.select(tries.c.at)
        .where(*where, tries.c.at > at - WINDOW, sa.not_(tries.c.came_in))
        .order_by(tries.c.at.desc())
        .offset(most - 1)
        .limit(1)
    )
    oldest: datetime | None = connection.execute(recent).scalar()
    return oldest + WINDOW if oldest else None


def came_in(engine: sa.Engine, account: str, address: str) -> None:
    """The last try was the right one: what was counted against this account at this address is forgotten."""
    both = (tries.c.account == account, tries.c.address == address)
    with writing(engine, alone=True) as connection:
        connection.execute(tries.update().where(*both).values(came_in=True))
