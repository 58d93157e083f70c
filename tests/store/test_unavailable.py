"""A full disk and a database that is away are said in plain words, and change nothing; then it goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories_store import sqlite_ledger  # noqa: F401  (a fixture)
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.errors import StoreUnavailableError
from tracker.rules.sight import WHOLE
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
