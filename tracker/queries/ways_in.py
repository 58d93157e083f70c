"""By which ways people can come in: a password of ours, the council's own sign-in, or none yet."""

from collections.abc import Mapping

import sqlalchemy as sa

from tracker.rules.register import Register
from tracker.rules.words import Way
from tracker.store.accounts import passwords
from tracker.store.engine import reading


def ways_in(engine: sa.Engine, register: Register) -> Mapping[str, tuple[Way, ...]]:
    """The ways of everybody who has one, by person id. Says nothing of whether a way is open on this server."""
    with reading(engine) as connection:
        with_password = set(connection.scalars(sa.select(passwords.c.person_id)))
    linked = {identity.person_id for identity in register.person_identities.values()}
    ways = ((Way.PASSWORD, with_password), (Way.DIRECTORY, linked))
    return {id_: tuple(way for way, some in ways if id_ in some) for id_ in with_password | linked}
