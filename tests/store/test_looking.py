"""Looking at the store: one consistent view from the first statement to the last, on both databases."""

import sqlalchemy as sa

from tests.factories_store import ledger  # noqa: F401  (a fixture)
from tracker.commands import people
from tracker.store.engine import reading

COUNT = sa.text("SELECT count(*) FROM person")


def test_what_is_saved_meanwhile_is_not_in_the_view_and_is_in_the_next(ledger):  # noqa: F811
    with reading(ledger.engine) as connection:
        before = connection.execute(COUNT).scalar()
        people.add(ledger.engine, name="Hal", **ledger.signed("manager"))
        assert connection.execute(COUNT).scalar() == before
    with reading(ledger.engine) as connection:
        assert connection.execute(COUNT).scalar() == before + 1


def test_a_connection_that_looked_writes_as_every_other_does_afterwards(ledger):  # noqa: F811
    with reading(ledger.engine) as connection:
        first = connection.get_isolation_level()
    with ledger.engine.connect() as connection:
        assert connection.get_isolation_level() == connection.default_isolation_level
    assert first in ("REPEATABLE READ", "SERIALIZABLE")
