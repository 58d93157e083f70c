"""A register in PostgreSQL: backed up into the same file, and restored into either kind of database."""

import os
import signal
import subprocess
import sys
import zipfile

from sqlalchemy import text

from tests.cli.conftest import ROOT, empty, made, tracker  # noqa: F401  (fixtures)
from tests.queries.test_as_at import assert_same
from tests.trail.test_backup import FILE, elsewhere, engine_in, furnished  # noqa: F401  (fixtures)
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.store.engine import engine_for
from tracker.store.vault import Vault


def test_from_sqlite_into_postgresql_and_back(furnished, monkeypatch, tmp_path, pg_url):  # noqa: F811
    was = current(furnished.engine, sight=WHOLE)
    assert furnished("backup", tmp_path / "a.zip").status == 0

    monkeypatch.setenv("TRACKER_DATABASE_URL", pg_url)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "server"))
    said = furnished("restore", tmp_path / "a.zip")
    assert said.status == 0, said.err
    there = engine_for(pg_url)
    assert_same(was, current(there, sight=WHOLE))
    assert verify(there).ok
    said = furnished("restore", tmp_path / "a.zip")
    assert said.status == 1 and "never overwritten" in said.err

    said = furnished("backup", tmp_path / "b.zip", "--json")
    assert said.status == 0, said.err
    assert (said.json["evidence"], said.json["missing"]) == (1, [])
    said = furnished("drill", tmp_path / "b.zip", "--json")
    assert said.status == 0 and said.json["database"] == "postgresql", said.err
    assert furnished("drill").status == 0
    there.dispose()

    monkeypatch.delenv("TRACKER_DATABASE_URL")
    home = tmp_path / "again"
    monkeypatch.setenv("TRACKER_HOME", str(home))
    said = furnished("restore", tmp_path / "b.zip")
    assert said.status == 0, said.err
    assert_same(was, current(engine_in(home), sight=WHOLE))
    assert Vault(home / "evidence").get(next(iter(was.evidence.values())).file_hash) == FILE
    assert sorted(p.name for p in home.iterdir() if not p.name.startswith("register.sqlite-")) == [
        "evidence",
        "register.sqlite",
    ]


def test_a_restore_that_is_killed_leaves_no_row_and_the_next_one_works(
    furnished, monkeypatch, tmp_path, pg_url  # noqa: F811
):  # fmt: skip
    assert furnished("backup", tmp_path / "a.zip").status == 0
    program = (
        "import os, signal\n"
        "from tracker.store import copying\n"
        "copying.held = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from tracker.__main__ import app\n"
        f"app(['restore', {str(tmp_path / 'a.zip')!r}])\n"
    )
    monkeypatch.setenv("TRACKER_DATABASE_URL", pg_url)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "server"))
    ended = subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert ended.returncode == -signal.SIGKILL
    there = engine_for(pg_url)
    with there.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM trail")) == 0
    assert furnished("restore", tmp_path / "a.zip").status == 0
    assert verify(there).ok
    there.dispose()


def test_a_database_that_holds_something_else_is_left_alone(furnished, monkeypatch, tmp_path, pg_url):  # noqa: F811
    assert furnished("backup", tmp_path / "a.zip").status == 0
    monkeypatch.setenv("TRACKER_DATABASE_URL", pg_url)
    engine = engine_for(pg_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE somebodys (id int)"))
    said = furnished("restore", tmp_path / "a.zip")
    assert said.status == 1 and "never overwritten" in said.err
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 1
    engine.dispose()
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        assert package.testzip() is None
