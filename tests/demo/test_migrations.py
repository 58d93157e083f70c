"""Every migration, down and up again, on a store in which three years of rows lie: on both databases."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.factories_store import BOTH, fresh_postgres, fresh_sqlite
from tracker import clock
from tracker.commands import api_tokens, holds, people, settings
from tracker.queries.verifying import Walk, verify
from tracker.rules.records import Disposal
from tracker.rules.retention import Retention
from tracker.rules.words import Door, HoldKind, Role
from tracker.store import tables
from tracker.store.closed import not_closed
from tracker.store.database import changing
from tracker.store.engine import reading
from tracker.store.moving import moved
from tracker.store.upgrade import configuration, downgrade, newest, revision_of, upgrade

TAKEN_OUT = {
    "0010": {"setting"},  # those of one board
    "0008": {"person_role", "api_token"},  # those for one board
    "0005": {"recommendation_theme"},  # those of a part, and rejected ones
    "0004": {"upload"},  # reports that wait
    "0003": {"web_session"},  # those by a personal link
}
"""What a migration takes rows out of on the way down to a revision, as it says itself."""


@pytest.fixture(params=BOTH)
def store(request, demo, tmp_path):
    """A copy of the illustrative register that may be changed."""
    if request.param == "sqlite":
        engine = fresh_sqlite(tmp_path)
    else:
        engine = fresh_postgres(request.getfixturevalue("pg_database"))
    with moved(demo.engine, engine):
        pass
    yield engine
    engine.dispose()


def later_than_the_demo(engine):
    """What the illustrative register has none of: a hold, a disposal, tokens, a role and a token of one board."""
    signed = {"by": "system", "at": clock.now(), "door": Door.COMMAND_LINE}
    with reading(engine) as connection:
        review = connection.scalar(sa.select(sa.column("id")).select_from(sa.table("review")))
        board = connection.scalar(sa.select(sa.column("id")).select_from(sa.table("board")))
    holds.place(engine, kind=HoldKind.INQUEST, reason="The coroner wrote.", review_id=review, **signed)
    with changing(engine, verb="ask_disposal", **signed) as work:
        work.allow("ask_disposal")
        work.add(Disposal("D1", review, 8, (), "Its time is over.", clock.today(), "system"))
    person = people.add(engine, name="A Manager", **signed).id
    people.give_role(engine, person_id=person, role=Role.ADMINISTRATOR, board_id=board, **signed)
    people.give_role(engine, person_id=person, role=Role.REGIONAL, **signed)
    api_tokens.make(engine, name="Of all", role=Role.REGIONAL, **signed)
    api_tokens.make(engine, name="Of all too", role=Role.READER, **signed)
    api_tokens.make(engine, name="Of one", role=Role.READER, **signed | {"by": person})
    settings.set_retention(engine, retention=Retention(9), **signed | {"by": person})
    settings.set_retention(engine, retention=Retention(10), **signed)


def older():
    """Every revision but the newest and the first one's base, the newest first."""
    every = [script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()]
    return every[1:]


def rows_in(connection):
    names = sorted(set(sa.inspect(connection).get_table_names()) - {"alembic_version"})
    return {name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) for name in names}


def test_each_goes_down_with_rows_in_it_and_up_again(store):
    later_than_the_demo(store)
    with reading(store) as connection:
        before = rows_in(connection)
    head = verify(store).head
    assert len(older()) >= 5

    for revision in older():
        downgrade(store, revision)
        assert revision_of(store) == revision
        with reading(store) as connection:
            now = rows_in(connection)
        lost = {name for name in now if now[name] != before[name]}
        assert lost <= TAKEN_OUT.get(revision, set()), revision
        before |= {name: now[name] for name in lost}
        assert now["trail"] == before["trail"] > 1000
        if revision == "0008":
            with reading(store) as connection:
                left = connection.scalars(sa.select(sa.column("name")).select_from(sa.table("api_token"))).all()
            assert left == ["Of all too"]

    assert upgrade(store)
    assert revision_of(store) == newest()
    with reading(store) as connection:
        now = rows_in(connection)
        assert {name: now[name] for name in ("trail", "review", "recommendation", "action", "evidence")} == {
            name: before[name] for name in ("trail", "review", "recommendation", "action", "evidence")
        }
        assert not_closed(connection) == ()
        walk = Walk(connection, {})
        for _ in walk:
            continue
        assert (walk.count, walk.head) == (before["trail"], head)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.TrailRow.metadata) == []
