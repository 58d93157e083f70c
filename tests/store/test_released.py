"""From each schema that was released to this one: every row, the trail and its proof as they were; or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories_store import Ledger
from tests.store.released import RELEASED, in_postgres, in_sqlite, kept
from tracker.queries.verifying import verify
from tracker.rules.errors import NewerStoreError
from tracker.store.engine import engine_for
from tracker.store.upgrade import HERE, copy_before, newest, revision_of, upgrade

ROOT = Path(__file__).parents[2]
KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def released(request, tmp_path):
    """Make the store of a release: once in SQLite, once in PostgreSQL."""
    engines = []

    def make(revision):
        if request.param == "sqlite":
            engines.append(in_sqlite(revision, tmp_path / "register.sqlite"))
        else:
            engines.append(in_postgres(revision, request.getfixturevalue("pg_database")(), tmp_path))
        return engines[-1]

    yield make
    for engine in engines:
        engine.dispose()


def rows(engine):
    """Every row of every table, each as a dict of its columns."""
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(sa.select(table))]
            for table in tables.sorted_tables
            if table.name != "alembic_version"
        }


def of_columns(found, names):
    return sorted(repr([(name, row[name]) for name in sorted(names)]) for row in found)


def test_every_released_schema_has_its_store():
    published = sorted(path.name[:4] for path in (HERE / "versions").glob("[0-9]*.py"))
    assert published[: len(RELEASED)] == RELEASED
    assert all(kept(revision).stat().st_size < 100_000 for revision in RELEASED)


@pytest.mark.parametrize("revision", RELEASED)
def test_a_released_store_is_brought_up_with_every_row_and_its_trail(released, revision):
    engine = released(revision)
    assert revision_of(engine) == revision
    before = rows(engine)
    assert sum(map(len, before.values())) > 500
    assert upgrade(engine) is (revision != newest())
    assert revision_of(engine) == newest()
    after = rows(engine)
    for table, found in before.items():
        columns = set(found[0]) & set(after[table][0]) if found else set()
        assert of_columns(after[table], columns) == of_columns(found, columns), table
    checked = verify(engine)
    assert checked.ok, checked
    book = Ledger(engine)
    register = book.register()
    assert len(register.actions) == len(before["action"])
    assert any("é, “" in action.title for action in register.actions.values())
    book.now = max(row["at"] for row in after["trail"]).replace(tzinfo=book.now.tzinfo)
    book.plan(title="Planned after the upgrade")
    assert verify(engine).ok


def test_a_copy_of_the_store_as_it_was_is_kept_beside_it(tmp_path):
    path = tmp_path / "register.sqlite"
    engine = in_sqlite("0001", path)
    before = rows(engine)
    upgrade(engine)
    copy = copy_before(path, "0001")
    assert copy.name == f"register-0001-before-{newest()}.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    old = engine_for(f"sqlite:///{copy}")
    assert revision_of(old) == "0001"
    assert rows(old) == before
    assert not list(tmp_path.glob(".*part*"))


def test_nothing_is_upgraded_where_no_copy_can_be_kept(tmp_path):
    engine = in_sqlite("0003", tmp_path / "register.sqlite")
    (tmp_path / f"register-0003-before-{newest()}.sqlite").mkdir()
    with pytest.raises(Exception, match="no copy of it could be kept before the upgrade"):
        upgrade(engine)
    assert revision_of(engine) == "0003"


def test_a_newer_store_is_refused_untouched(released):
    engine = released(RELEASED[-1])
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = rows(engine)
    with pytest.raises(NewerStoreError, match="newer version"):
        upgrade(engine)
    assert rows(engine) == before
    assert revision_of(engine) == "9999"


def test_init_says_what_it_did_and_where_the_old_store_is(tmp_path):
    in_sqlite("0002", tmp_path / "register.sqlite").dispose()
    done = tracker(tmp_path, "init")
    assert done.returncode == 0, done.stderr
    assert f"upgraded from 0002 to {newest()}" in done.stderr
    assert f"register-0002-before-{newest()}.sqlite" in done.stderr
    assert '"ok": true' in tracker(tmp_path, "trail", "--verify", "--json").stdout


@pytest.mark.parametrize("nth", [1, 5, 40])
@pytest.mark.parametrize("kind", KINDS)
def test_an_upgrade_that_is_killed_leaves_the_old_store_and_the_next_one_does_it(kind, nth, tmp_path, request):
    """Killed by itself at the nth statement that changes the schema or the data: no clock decides when."""
    if kind == "sqlite":
        engine = in_sqlite("0001", tmp_path / "register.sqlite")
    else:
        engine = in_postgres("0001", request.getfixturevalue("pg_database")(), tmp_path)
    before, url = rows(engine), engine.url.render_as_string(hide_password=False)
    engine.dispose()
    done = subprocess.run([sys.executable, "-c", KILLED, url, str(nth)], cwd=ROOT, env={**os.environ})
    assert done.returncode == -signal.SIGKILL
    assert revision_of(engine) == "0001"
    assert rows(engine) == before
    assert upgrade(engine)
    assert revision_of(engine) == newest()
    assert verify(engine).ok
    engine.dispose()


KILLED = """
import os, signal, sys
from sqlalchemy import event
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade
engine, left = engine_for(sys.argv[1]), int(sys.argv[2])
@event.listens_for(engine, "after_cursor_execute")
def count(connection, cursor, statement, *rest):
    global left
    if statement.lstrip().split()[0].upper() in ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
upgrade(engine)
"""


def tracker(home, *words):
    env = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    env |= {"TRACKER_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-m", "tracker", *words], env=env, capture_output=True, text=True)
