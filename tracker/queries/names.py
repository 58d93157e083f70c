"""The board's list of names: to be read by the business manager, and to be looked for by the tracker itself."""

import sqlalchemy as sa

from tracker.rules.errors import NotAllowedError
from tracker.rules.permissions import VERBS, why_not
from tracker.rules.records import PersonRole
from tracker.store import names
from tracker.store.engine import reading


def kept(engine: sa.Engine, *, roles: tuple[PersonRole, ...], who: str) -> tuple[str, ...]:
    """The names on the list, in order. Raises NotAllowedError for whoever may not keep it: it is a list of children."""
    if why := why_not(roles, "keep_names"):
        raise NotAllowedError(who, VERBS["keep_names"].words, why)
    return looked_for(engine)


def looked_for(engine: sa.Engine) -> tuple[str, ...]:
    """The names that a text is looked through for: for the guard, and for nobody's eyes."""
    with reading(engine) as connection:
        return names.names(connection)
