"""A full disk and a database that is away are said in plain words, and change nothing; then it goes on."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from tests.factories_store import sqlite_ledger  # noqa: F401  (a fixture)
from tracker.access.limits import Limits
from tracker.commands import sessions
from tracker.queries.presence import who_is
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.errors import StoreUnavailableError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Way
from tracker.store.engine import engine_for

ROOT = Path(__file__).parents[2]


def test_a_full_store_is_said_in_plain_words_and_goes_on_when_there_is_room(sqlite_ledger):  # noqa: F811 (a fixture)
    engine = sqlite_ledger.engine
    before = sqlite_ledger.register().actions
    with engine.connect() as connection:  # the one connection of the pool, which the next save has too
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailableError, match="cannot be used: its disk is full: make room, then try again"):
        for _ in range(200):
            sqlite_ledger.plan(title="Train " + "x" * 200)
    kept = sqlite_ledger.register().actions
    engine.dispose()
    planned = sqlite_ledger.plan(title="Once there is room")
    assert set(sqlite_ledger.register().actions) == {*before, *kept, planned.id}
    assert verify(engine).ok


LIMITED = """
import os, resource, sys
from tests.factories_store import Ledger
from tracker.rules.errors import StoreUnavailableError
from tracker.store.engine import engine_for
ledger = Ledger(engine_for(f"sqlite:///{sys.argv[1]}"))
ledger.plan()
resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize(sys.argv[1]) + 200_000,) * 2)
try:
    for _ in range(500):
        ledger.plan(title="Train " + "x" * 200)
except StoreUnavailableError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="a limit to a file's size as POSIX has it")
def test_a_disk_that_refuses_to_be_written_is_said_in_plain_words(sqlite_ledger):  # noqa: F811 (a fixture)
    path = sqlite_ledger.engine.url.database
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", LIMITED, path], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "its disk cannot be read or written (disk I/O error). Nothing was changed." in done.stdout
    assert verify(sqlite_ledger.engine).ok
    assert sqlite_ledger.plan(title="And on").title == "And on"


def test_a_database_that_does_not_answer_is_said_without_who_may_open_it():
    engine = engine_for("postgresql://tracker:secret@127.0.0.1:1/register")
    with pytest.raises(StoreUnavailableError) as refused:
        current(engine, sight=WHOLE)
    said = str(refused.value)
    assert said.startswith(
        "The store at postgresql://127.0.0.1:1/register cannot be used: its database does not answer"
    )
    assert said.endswith("try again in a little while. Nothing was changed.")
    assert "secret" not in said and "tracker:" not in said and "psycopg" not in said and "Is the server" not in said


def test_who_reads_is_not_shut_out_because_nothing_can_be_written(sqlite_ledger):  # noqa: F811 (a fixture)
    engine = engine_for(f"sqlite:///{sqlite_ledger.engine.url.database}")
    event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA query_only = ON"))
    limits, signed = Limits(), sqlite_ledger.signed("reader")
    secret = sessions.begin(sqlite_ledger.engine, way=Way.PASSWORD, address=None, browser=None, **signed)
    later = {**signed, "at": signed["at"] + timedelta(minutes=5)}
    there = who_is(engine, secret, at=later["at"], limits=limits)
    sessions.touch(engine, session=there.session, seen_at=there.seen_at, **later)
    assert who_is(engine, secret, at=later["at"], limits=limits).seen_at == signed["at"]


def test_a_page_has_a_way_back_when_the_store_is_there_again(tmp_path, monkeypatch):
    def script():
        import os
        from pathlib import Path

        from tracker.rules.errors import StoreUnavailableError
        from tracker.ui import shell

        with shell.refusing({}):
            if not Path(os.environ["TRACKER_HOME"], "there").exists():
                raise StoreUnavailableError("here", "its database does not answer: try again in a little while")
            import streamlit as st

            st.title("The page")

    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    app = AppTest.from_function(script).run()
    assert "does not answer" in app.error[0].value and not app.exception
    (tmp_path / "there").touch()
    app.button(key="shell:again").click().run()
    assert app.title[0].value == "The page" and not app.error
