"""The board's list of names that must not be in its register. The trail says that it changed, never which name."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, line
from tracker.rules.errors import AlreadyExistsError, BadValueError, UnknownError
from tracker.rules.names_in_text import orders
from tracker.rules.words import Door
from tracker.store import names
from tracker.store.database import Work, changing

SHORTEST = 2


def add(engine: Engine, *, name: str, by: str, at: datetime, door: Door, token: str | None = None) -> str:
    """Put a name on the list, as it was put there. It is looked for from now on; what is kept already stays."""
    with changing(engine, by=by, verb="keep_names", at=at, door=door, token=token) as work:
        wanted = _may(work, name, at)
        if sum(len(word) for word in (orders(wanted) or ((),))[0]) < SHORTEST:
            raise BadValueError("Name", wanted, "is too short to look for: write the name as people write it")
        if any(_same(wanted, known) for known in names.names(work.session.connection())):
            raise AlreadyExistsError("name on the list", wanted)
        names.put(work.session.connection(), wanted, by, at)
        work.note_access("names", "list")
        return wanted


def remove(engine: Engine, *, name: str, by: str, at: datetime, door: Door, token: str | None = None) -> str:
    """Take a name off the list, in whichever way it is written there. Raises UnknownError where it is not on it."""
    with changing(engine, by=by, verb="keep_names", at=at, door=door, token=token) as work:
        wanted = _may(work, name, at)
        known = names.names(work.session.connection())
        found = next((one for one in known if _same(wanted, one)), None)
        if found is None:
            raise UnknownError("name on the list", wanted, known)
        names.take_off(work.session.connection(), found)
        work.note_access("names", "list")
        return found


def _may(work: Work, name: str, at: datetime) -> str:
    work.allow("keep_names")
    day_of(at)
    return line("Name", name, limit=100)


def _same(one: str, other: str) -> bool:
    return set(orders(one)) == set(orders(other))
