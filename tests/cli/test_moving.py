"""`tracker move`: from SQLite to PostgreSQL and back, whole or not at all."""

import signal
import time
from contextlib import closing

import psycopg
import pytest
import sqlalchemy as sa

from tests.cli.conftest import empty, made, tracker  # noqa: F401  (fixtures)
from tests.factories_store import fresh_postgres
from tracker import clock
from tracker.queries.verifying import verify
from tracker.store.carried_rows import filled, held
from tracker.store.engine import engine_for, reading
from tracker.store.tables import WebSessionRow
from tracker.store.unpacking import SECRETS
from tracker.store.upgrade import revision_of
from tracker.store.vault import Vault

pytestmark = pytest.mark.postgres


def holds(engine):
    with reading(engine) as connection:
        return held(connection, without=SECRETS)


def rows_in(engine):
    with reading(engine) as connection:
        return filled(connection)


@pytest.fixture
def furnished(tracker):  # noqa: F811 (a fixture)
    """A register with actions, and somebody signed in."""
    for number in range(3):
        tracker.plan("SOTON-K:10.2.1/", "hampshire-constabulary", due_in=30, title=f"Write it down, {number} ’Ŵy’")
    return tracker


def test_there_and_back_again(furnished, pg_url, tmp_path):
    source = furnished.home / "register.sqlite"
    before, head = holds(furnished.engine), verify(furnished.engine).head

    there = furnished("move", source, pg_url)
    assert (there.status, there.err) == (0, "")
    back = furnished("move", pg_url, tmp_path / "new" / "back.sqlite")
    assert (back.status, back.err) == (0, "")

    again = engine_for(f"sqlite:///{tmp_path / 'new' / 'back.sqlite'}")
    for engine in (engine_for(pg_url), again, furnished.engine):
        assert holds(engine) == before
        assert (verify(engine).ok, verify(engine).head) == (True, head)
    assert "From now on set TRACKER_DATABASE_URL to postgresql+psycopg://" in " ".join(there.out.split())
    assert f"at entry {verify(again).entries:,} ({head[:16]} …)" in there.out


def test_the_moved_register_goes_on(furnished, pg_url, monkeypatch):
    furnished("move", furnished.home / "register.sqlite", pg_url)
    monkeypatch.setenv("TRACKER_DATABASE_URL", pg_url)

    said = furnished("user", "add", "Ann Other", "--role", "reader")

    assert said.status == 0, said.err
    assert furnished("trail", "--verify").status == 0


def test_an_address_may_be_written_as_other_programs_write_it(furnished, pg_url):
    plain = pg_url.replace("postgresql+psycopg://", "postgres://")
    assert furnished("move", furnished.home / "register.sqlite", plain).status == 0
    assert holds(engine_for(pg_url)) == holds(furnished.engine)


def test_nobody_stays_signed_in(furnished, pg_url):
    with furnished.engine.execution_options(write=True).begin() as connection:
        connection.execute(WebSessionRow.__table__.insert(), {
            "token_hash": "t", "person_id": "business-manager", "way": "password",
            "began_at": clock.now(), "seen_at": clock.now(), "ends_at": clock.now(),
        })  # fmt: skip
    assert "web_session" in rows_in(furnished.engine)

    assert furnished("move", furnished.home / "register.sqlite", pg_url).status == 0

    assert "web_session" not in rows_in(engine_for(pg_url))
    assert "web_session" in rows_in(furnished.engine)


def test_the_evidence_goes_along_where_it_is_asked(furnished, pg_url, tmp_path):
    name = Vault(furnished.home / "evidence").put(b"the audit")

    said = furnished(
        "move",
        furnished.home / "register.sqlite",
        pg_url,
        "--evidence",
        furnished.home / "evidence",
        tmp_path / "files",
    )

    assert said.status == 0, said.err
    assert "Evidence: 1 file copied." in said.out
    assert Vault(tmp_path / "files").get(name) == b"the audit"


@pytest.fixture
def least(pg_url):
    """The address of an empty database for a role that owns it and may do nothing else."""
    url = sa.make_url(pg_url)
    with psycopg.connect(pg_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {url.database}_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        connection.execute(f"ALTER DATABASE {url.database} OWNER TO {url.database}_owner")
    return url.set(username=f"{url.database}_owner").render_as_string(hide_password=False)


def test_a_role_that_owns_its_database_needs_no_other_right(furnished, least, monkeypatch):
    assert furnished("move", furnished.home / "register.sqlite", least).status == 0
    monkeypatch.setenv("TRACKER_DATABASE_URL", least)

    for words in (("init",), ("user", "add", "Ann Other", "--role", "reader"), ("trail", "--verify"), ("status",)):
        said = furnished(*words)
        assert said.status == 0, said.err
    assert holds(engine_for(least))["person"].rows == holds(furnished.engine)["person"].rows + 1


def test_a_database_that_cannot_hold_every_language_is_refused(furnished, pg_url):
    name = sa.make_url(pg_url).database
    with psycopg.connect(pg_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}_latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    latin = sa.make_url(pg_url).set(database=f"{name}_latin").render_as_string(hide_password=False)

    said = furnished("move", furnished.home / "register.sqlite", latin)

    assert (said.status, "make it with the encoding UTF8" in said.err) == (1, True)


# ---- what is refused


def test_nothing_is_moved_over_anything(furnished, pg_url):
    assert furnished("move", furnished.home / "register.sqlite", pg_url).status == 0
    before = holds(engine_for(pg_url))

    said = furnished("move", furnished.home / "register.sqlite", pg_url)

    assert said.status == 1
    assert "is not empty: it holds 2 reviews" in said.err
    assert "3 actions" in said.err
    assert said.err.count("\n") == 1
    assert holds(engine_for(pg_url)) == before


def test_nothing_is_moved_into_another_programs_database(furnished, pg_url):
    with engine_for(pg_url).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE invoices (id int)")

    said = furnished("move", furnished.home / "register.sqlite", pg_url)

    assert said.status == 1
    assert "it holds tables that are not the tracker’s (invoices)" in said.err
    assert revision_of(engine_for(pg_url)) is None


def test_a_register_is_not_moved_onto_itself(furnished, pg_url):
    path = furnished.home / "register.sqlite"
    for one, other in ((path, f"sqlite:///{path.parent}/./register.sqlite"), (pg_url, f"{pg_url}&connect_timeout=5")):
        if one == pg_url:
            assert furnished("move", path, pg_url).status == 0
        said = furnished("move", one, other)
        assert (said.status, "cannot be moved to where it is" in said.err) == (1, True)


def test_where_no_register_is_none_is_made(furnished, pg_url, tmp_path):
    said = furnished("move", tmp_path / "none.sqlite", pg_url)
    assert (said.status, "There is no register to move" in said.err) == (1, True)
    assert not (tmp_path / "none.sqlite").exists()
    assert furnished("move", pg_url, tmp_path / "new.sqlite").status == 1
    assert not (tmp_path / "new.sqlite").exists()


@pytest.mark.parametrize(("revision", "says"), [("0005", "run tracker init to upgrade it first"), ("9999", "newer")])
def test_a_register_of_another_version_is_not_moved(furnished, pg_url, revision, says):
    with furnished.engine.execution_options(write=True).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :to"), {"to": revision})

    said = furnished("move", furnished.home / "register.sqlite", pg_url)

    assert (said.status, says in said.err) == (1, True)
    assert revision_of(engine_for(pg_url)) is None


def test_what_is_no_address_gets_a_sentence_that_holds_no_password(furnished):
    said = furnished("move", furnished.home / "register.sqlite", "mongodb://user:s3cret@host/x")
    assert said.status == 1
    assert said.err.startswith("The store at TO cannot be used")
    assert "s3cret" not in said.err


def test_a_trail_that_does_not_hold_is_not_moved(furnished, pg_url):
    with closing(furnished.engine.raw_connection()) as raw:
        raw.execute("UPDATE review SET title = 'Another title'")
        raw.commit()

    said = furnished("move", furnished.home / "register.sqlite", pg_url)

    assert said.status == 1
    assert said.err.startswith("The trail of the register does not hold: ")
    assert rows_in(engine_for(pg_url)) == ()


def test_a_damaged_register_is_not_moved(furnished, pg_url):
    with closing(furnished.engine.raw_connection()) as raw:
        raw.execute("UPDATE person SET name = CAST(x'41ff' AS TEXT)")
        raw.commit()

    said = furnished("move", furnished.home / "register.sqlite", pg_url)

    assert (said.status, "The table person cannot be read" in said.err) == (1, True)
    assert rows_in(engine_for(pg_url)) == ()


# ---- stopped half-way


WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def waiting(url, running):
    """Wait until a process waits for a lock of this database, and so stands still in the middle of its work."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        for _ in range(1200):
            count = (
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if connection.execute(count).fetchone()[0]:
                return
            assert running.poll() is None, running.stderr.read()
            time.sleep(0.05)
    raise AssertionError("nobody waits")


def stop(running):
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)


@pytest.mark.parametrize("table", ["recommendation", "trail_value", "trail"])
def test_killed_in_the_middle_leaves_postgresql_empty_and_usable(furnished, pg_database, table):
    target = fresh_postgres(pg_database)
    url = target.url.render_as_string(hide_password=False)
    with psycopg.connect(url.replace("+psycopg", "")) as holding:
        holding.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")  # others may look, and nobody may write
        running = furnished.process("move", furnished.home / "register.sqlite", url)
        waiting(url, running)
        stop(running)
        holding.rollback()

    assert rows_in(target) == ()
    assert furnished("move", furnished.home / "register.sqlite", url).status == 0
    assert holds(target) == holds(furnished.engine)
    target.dispose()


@pytest.mark.parametrize("table", ["recommendation", "trail"])
def test_killed_in_the_middle_leaves_sqlite_empty_and_usable(furnished, pg_url, tmp_path, table):
    assert furnished("move", furnished.home / "register.sqlite", pg_url).status == 0
    path = tmp_path / "back.sqlite"
    with psycopg.connect(pg_url.replace("+psycopg", "")) as holding:
        holding.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        running = furnished.process("move", pg_url, path)
        waiting(pg_url, running)
        stop(running)
        holding.rollback()

    back = engine_for(f"sqlite:///{path}")
    if revision_of(back) is not None:
        assert rows_in(back) == ()
    assert furnished("move", pg_url, path).status == 0
    assert holds(back) == holds(furnished.engine)


def test_what_was_saved_meanwhile_is_not_lost_behind_ones_back(furnished, pg_database):
    target = fresh_postgres(pg_database)
    url = target.url.render_as_string(hide_password=False)
    with psycopg.connect(url.replace("+psycopg", "")) as holding:
        holding.execute("LOCK TABLE trail IN EXCLUSIVE MODE")
        running = furnished.process("move", furnished.home / "register.sqlite", url)
        waiting(url, running)
        furnished.plan("SOTON-K:10.2.1/", "hampshire-constabulary", due_in=30, title="Saved meanwhile")
        holding.rollback()
        _, err = running.communicate(timeout=120)

    assert running.returncode == 1
    assert b"Somebody saved in the old register while it was being moved" in err
    assert rows_in(target) == ()
    target.dispose()
