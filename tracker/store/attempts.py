"""Tries to sign in, counted before the password is looked at: by the name typed, by address, and by both.

A name is kept as a hash: people type a password into the wrong field. It is counted whether or not anybody has it, and
the same, so that being kept out says nothing of who is known here. A person has two names at most, an id and an
address, so no more than twice as many tries are made at one password.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from tracker.store.sessions import writing
from tracker.store.tables import SignInAttemptRow

tries: sa.Table = SignInAttemptRow.__table__  # type: ignore[attr-defined]
WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
REMEMBERED = timedelta(days=90)
"""So long is an address kept as one from which a person came in."""
PER_BOTH, PER_NAME, PER_ADDRESS = 5, 20, 30
SECRET = "secret address"
"""Stands for every wrong secret address. They are counted apart: an old calendar that goes on asking keeps nobody in
the same office from signing in."""
API_TOKEN = "API token"
"""Stands for every wrong token of a program."""


def take(engine: sa.Engine, name: str, person: str | None, address: str, at: datetime) -> datetime | None:
    """Write down one try, unless there were too many: then the instant from which there may be another.

    One transaction that only one caller at a time can be in, so that a hundred tries at once count as a hundred. A
    `person` who came in from this address within 90 days is not kept out there by what others try, here or elsewhere.
    """
    both = (tries.c.account == name, tries.c.address == address)
    with writing(engine, alone=True) as connection:
        connection.execute(tries.delete().where(tries.c.at < at - KEPT, sa.not_(tries.c.came_in)))
        connection.execute(tries.delete().where(tries.c.at < at - REMEMBERED))
        known = sa.select(tries.c.id).where(tries.c.account == person, tries.c.address == address, tries.c.came_in)
        limits: list[tuple[int, tuple[sa.ColumnElement[bool], ...]]] = [(PER_BOTH, both)]
        if person is None or connection.execute(known.limit(1)).first() is None:
            limits += [(PER_ADDRESS, (tries.c.address == address,)), (PER_NAME, (tries.c.account == name,))]
        free = [when for most, where in limits if (when := _free_again(connection, most, at, where))]
        if free:
            return max(free)
        connection.execute(tries.insert(), {"account": name, "address": address, "at": at, "came_in": False})
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


def came_in(engine: sa.Engine, name: str | None, person: str, address: str, at: datetime) -> None:
    """Remember that a person came in from an address. What was counted there against the name typed is forgotten."""
    with writing(engine, alone=True) as connection:
        here = tries.c.address == address
        if name is not None:
            connection.execute(tries.delete().where(tries.c.account == name, here))
        connection.execute(tries.delete().where(tries.c.account == person, here))
        connection.execute(tries.insert(), {"account": person, "address": address, "at": at, "came_in": True})


def wrong_secret(engine: sa.Engine, address: str, at: datetime, *, what: str = SECRET) -> None:
    """Write down that a secret address was asked for that opens nothing, unless there were too many already. Each kind
    of secret (`what`) is counted apart."""
    here = _apart(address, what)
    with writing(engine, alone=True) as connection:
        connection.execute(tries.delete().where(tries.c.at < at - KEPT, sa.not_(tries.c.came_in)))
        if _free_again(connection, PER_ADDRESS, at, (tries.c.address == here,)) is None:
            connection.execute(tries.insert(), {"account": what, "address": here, "at": at, "came_in": False})


def kept_out(connection: sa.Connection, address: str, at: datetime, *, what: str = SECRET) -> datetime | None:
    """When secret addresses are answered again here, where too many wrong ones were asked for; else None."""
    return _free_again(connection, PER_ADDRESS, at, (tries.c.address == _apart(address, what),))


def _apart(address: str, what: str) -> str:
    return f"{what}, {address}"
