"""Whether it is well: each thing that can be wrong is said, nothing else is, and a database that hangs hangs nobody."""

import json
import shutil
import socket
import threading

import pytest
from sqlalchemy import make_url
from starlette.applications import Starlette

from tests.factories_store import fresh_postgres, fresh_sqlite
from tests.server.middleman import Middleman
from tests.server.serving import serving
from tracker.server.app import middleware, routes
from tracker.settings import load
from tracker.store.readiness import readiness


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_DEMO", "TRACKER_SIGN_IN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    fresh_sqlite(tmp_path, furnished=True).dispose()
    return tmp_path


@pytest.fixture(scope="module")
def server():
    with serving(Starlette(routes=list(routes), middleware=list(middleware))) as running:
        yield running


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def asked(server):
    answer = server.get("/healthz")
    return answer.status, json.loads(answer.body)


def test_well(server, home):
    status, told = asked(server)
    assert (status, told["ok"], sorted(told)) == (200, True, ["ok", "revision"])
    assert json.loads(server.get("/livez").body) == {"ok": True}
    assert not (home / "evidence").exists()  # asking makes nothing


def test_a_store_that_is_gone_is_not_made_anew(server, home):
    for path in home.glob("register.sqlite*"):
        path.unlink()
    assert asked(server) == (503, {"ok": False, "unwell": ["store"], "why": "the store cannot be read"})
    assert files(home) == []
    assert server.get("/livez").status == 200


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked into" * 40])
def test_a_store_that_is_none(server, home, content):
    for path in home.glob("register.sqlite*"):
        path.unlink()
    (home / "register.sqlite").write_bytes(content)
    status, told = asked(server)
    assert (status, told["unwell"]) == (503, ["store"])
    assert (home / "register.sqlite").read_bytes() == content


def test_a_store_of_another_version(server, home):
    with fresh_engine(home) as engine, engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    status, told = asked(server)
    assert (status, told["unwell"], told["why"]) == (503, ["store"], "the store is of another version")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE trail_end SET number = number - 1",
        "UPDATE trail_end SET hash = replace(hash, 'a', 'b')",
        "DELETE FROM trail_end",
        "DROP TRIGGER trail_no_delete; DELETE FROM trail WHERE number = (SELECT max(number) FROM trail)",
    ],
)
def test_an_end_of_the_trail_that_is_not_what_was_recorded(server, home, change):
    with fresh_engine(home) as engine, engine.begin() as connection:
        for statement in change.split("; "):
            connection.exec_driver_sql(triggers(connection) if statement.startswith("DROP") else statement)
    status, told = asked(server)
    assert (status, told["unwell"]) == (503, ["trail"])
    assert told["why"] == "the end of the trail is not what was recorded"


def triggers(connection):
    found = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'trail' AND sql LIKE '%DELETE%'"
    ).scalars()
    (name,) = found
    return f"DROP TRIGGER {name}"


def fresh_engine(home):
    from tracker.store.engine import opened_engine

    return opened_engine(f"sqlite:///{home / 'register.sqlite'}")


def test_an_empty_store_is_well(tmp_path):
    fresh_sqlite(tmp_path).dispose()
    assert readiness(load(environment={"TRACKER_HOME": str(tmp_path)})).ready


def test_an_evidence_place_that_is_a_file(server, home):
    (home / "evidence").write_text("in the way")
    status, told = asked(server)
    assert (status, told["unwell"]) == (503, ["evidence"])


def test_too_little_room(server, home, monkeypatch):
    monkeypatch.setenv("TRACKER_LEAST_ROOM", str(shutil.disk_usage(home).free // 1_000_000 + 100_000))
    status, told = asked(server)
    assert (status, told["unwell"]) == (503, ["room"])


@pytest.fixture
def between(home, pg_database, monkeypatch):
    """A store in PostgreSQL, reached through a line that can be held up or cut."""
    engine = fresh_postgres(pg_database, furnished=True)
    url = engine.url
    engine.dispose()
    folder = url.query["host"]

    def target():
        far = socket.socket(socket.AF_UNIX)
        far.connect(f"{folder}/.s.PGSQL.{url.query.get('port', url.port or 5432)}")
        return far

    line = Middleman(target)
    address = make_url("postgresql+psycopg://").set(
        username=url.username, host="127.0.0.1", port=line.port, database=url.database
    )
    monkeypatch.setenv("TRACKER_DATABASE_URL", address.render_as_string(hide_password=False))
    yield line
    line.close()


def until(server, status):
    """Ask until it says so: how soon a line that was mended is found again is the system's to say."""
    for _ in range(200):
        found, told = asked(server)
        if found == status:
            return told
        threading.Event().wait(0.05)
    raise AssertionError(f"it never said {status}: {told}")


def test_a_database_that_goes_and_comes_back(server, between):
    assert until(server, 200)["ok"]
    between.cut()
    assert asked(server) == (503, {"ok": False, "unwell": ["store"], "why": "the store cannot be read"})
    assert server.get("/livez").status == 200
    between.mend()
    assert until(server, 200)["ok"]


def test_a_database_that_hangs_is_said_to_hang_to_everybody_who_asks(server, between):
    assert until(server, 200)["ok"]
    between.hold()
    said = []
    threads = [threading.Thread(target=lambda: said.append(asked(server))) for _ in range(50)]
    for thread in threads:
        thread.start()
    assert server.get("/livez").status == 200
    for thread in threads:
        thread.join()
    assert {status for status, _ in said} == {503}
    assert {tuple(told["unwell"]) for _, told in said} == {("store",)}
    between.go_on()
    assert until(server, 200)["ok"]
