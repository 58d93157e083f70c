"""The board's list of names that must not be in its register. Not in the register itself: no trail holds the names."""

from datetime import datetime

import sqlalchemy as sa

from tracker.store.columns import plainly
from tracker.store.tables import GuardedNameRow

_names: sa.Table = GuardedNameRow.__table__  # type: ignore[attr-defined]


def names(connection: sa.Connection) -> tuple[str, ...]:
    """Every name on the list, in order."""
    return tuple(connection.scalars(sa.select(_names.c.name).order_by(plainly(_names.c.name))))


def put(connection: sa.Connection, name: str, by: str, at: datetime) -> None:
    """Put a name on the list."""
    connection.execute(_names.insert(), {"name": name, "added_by": by, "added_at": at})


def take_off(connection: sa.Connection, name: str) -> None:
    """Take a name off the list, if it is there."""
    connection.execute(_names.delete().where(_names.c.name == name))
