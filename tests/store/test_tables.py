"""The tables are the records, the migrations are the tables, and the database holds its own rules."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from threading import Barrier

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from tracker.rules.errors import NewerStoreError, StoreUnavailableError
from tracker.rules.register import Register
from tracker.store import tables
from tracker.store import upgrade as upgrade_room
from tracker.store.engine import engine_for
from tracker.store.upgrade import newest, revision_of, upgrade


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request, tmp_path):
    if request.param == "sqlite":
        engine = engine_for(f"sqlite:///{tmp_path / 'register.sqlite'}")
    else:
        engine = engine_for(request.getfixturevalue("pg_database")())
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("entity", tables.ENTITIES, ids=lambda e: e.name)
def test_a_record_and_its_table_have_the_same_fields(entity):
    assert {f.name for f in fields(entity.record)} == set(entity.row.__table__.columns.keys())


def test_the_register_value_has_one_table_for_each_entity():
    assert {f.name for f in fields(Register)} == {e.table for e in tables.ENTITIES}


@pytest.mark.parametrize("entity", tables.ENTITIES, ids=lambda e: e.name)
def test_every_editable_row_has_an_optimistic_version(entity):
    assert entity.row.__mapper__.version_id_col is not None


def test_the_migrations_make_exactly_the_tables(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.TrailRow.metadata) == []


def test_upgrading_twice_does_nothing_the_second_time(engine):
    assert revision_of(engine) == newest()
    assert upgrade(engine) is False


def test_every_migration_can_be_taken_back(engine):
    from alembic import command

    from tracker.store.upgrade import configuration

    with engine.connect() as connection:
        command.downgrade(configuration(connection), "base")
        connection.commit()
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]


def test_a_store_from_a_newer_version_is_refused_and_left_alone(engine):
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerStoreError, match="newer version"):
        upgrade(engine)
    assert revision_of(engine) == "9999"


def test_a_file_that_is_no_store_gets_a_sentence(tmp_path):
    place = tmp_path / "register.sqlite"
    place.write_bytes(b"this is not a database, it is a shopping list" * 40)
    with pytest.raises(StoreUnavailableError, match="not a database"):
        upgrade(engine_for(f"sqlite:///{place}"))
    assert place.read_bytes().startswith(b"this is not")


def test_a_place_where_no_folder_can_be_made_gets_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailableError, match="cannot be used"):
        upgrade(engine_for(f"sqlite:///{tmp_path / 'file' / 'register.sqlite'}"))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO agency (id, version, name, short_name, sector, other_names, is_board, parent_id)"
        " VALUES ('a', 1, 'A', 'A', 'police', '[]', false, 'nobody')",
        "INSERT INTO action (id, version, review_id, title, status, due_exact)"
        " VALUES ('x', 1, 'r', 't', 'finished', 'day')",
        "INSERT INTO recommendation (id, version, review_id, ref, position, level, title, text, addressed_to,"
        " closed_on)"
        " VALUES ('r', 1, 'v', '1', 1, 'overview', 't', 't', '[]', '2026-01-01')",
        "INSERT INTO not_doing (id, version, kind, reason, entered_on, entered_by)"
        " VALUES ('n', 1, 'merged', 'r', '2026-01-01', 'somebody')",
    ],
    ids=["points nowhere", "no such status", "when without who", "about nothing"],
)
def test_the_database_itself_refuses(engine, statement):
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_sqlite_stands_ready_for_several_people(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path / 'r.sqlite'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() >= 5000


def test_foreign_keys_are_off_while_a_store_is_upgraded_and_on_afterwards(tmp_path, monkeypatch):
    engine, told = engine_for(f"sqlite:///{tmp_path / 'register.sqlite'}"), []
    real = upgrade_room.command.upgrade

    def looked_at(config, revision):
        told.append(config.attributes["connection"].exec_driver_sql("PRAGMA foreign_keys").scalar())
        real(config, revision)

    monkeypatch.setattr(upgrade_room.command, "upgrade", looked_at)
    assert upgrade(engine)
    with engine.connect() as connection:
        told.append(connection.exec_driver_sql("PRAGMA foreign_keys").scalar())
    assert told == [0, 1]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_of_those_that_make_a_store_at_once_one_does_and_the_others_wait(kind, request, tmp_path):
    url = f"sqlite:///{tmp_path / 'r.sqlite'}" if kind == "sqlite" else request.getfixturevalue("pg_database")()
    together = Barrier(3)

    def make(_):
        together.wait()
        return upgrade(engine_for(url))

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(make, range(3))) == [False, False, True]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "register.sqlite",
        "mysql://me:secret@host/x",
        "postgresql+psycopg://me:secret@host:port/x",
        "sqlite:///\udced",
    ],
)
def test_an_address_that_is_none_is_one_sentence_without_its_password(url):
    with pytest.raises(StoreUnavailableError, match=r"^The store at TRACKER_DATABASE_URL .*write it as") as refused:
        engine_for(url)
    assert "secret" not in str(refused.value)


def test_what_a_database_says_in_lines_is_one_sentence_that_hides_the_password():
    with pytest.raises(StoreUnavailableError) as refused:
        revision_of(engine_for("postgresql+psycopg://me:secret@127.0.0.1:1/x"))
    assert "postgresql://127.0.0.1:1/x" in str(refused.value)
    assert "\n" not in str(refused.value)
