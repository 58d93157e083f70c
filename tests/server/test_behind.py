"""What the server does while nobody waits goes on, whatever happens to it once."""

import sqlite3
from dataclasses import replace
from threading import Event

import pytest

from tests.factories_store import fresh_sqlite, sqlite_ledger  # noqa: F401  (fixtures)
from tests.queries.test_searching import filed, pdf, vault  # noqa: F401  (fixture)
from tracker import clock, settings
from tracker.queries import searching
from tracker.queries.remember import forget
from tracker.queries.standing import COMPARED_WITH, is_ready, moment
from tracker.rules.errors import StoreUnavailableError
from tracker.rules.sight import WHOLE
from tracker.server import behind
from tracker.store import file_texts


@pytest.fixture
def engine(tmp_path):
    engine = fresh_sqlite(tmp_path, furnished=True)
    yield engine
    engine.dispose()


def test_work_that_could_not_begin_is_tried_again_over_one_engine(engine, monkeypatch):
    """No process can be started (OSError): the next look does what was to be done."""
    seen, over = [], Event()

    def job(own, _settings, _go_on):
        seen.append(own)
        if len(seen) < 2:
            raise OSError("no more processes")
        over.set()

    monkeypatch.setattr(behind, "JOBS", (job,))
    monkeypatch.setattr(behind, "FIRST", 0.01)
    monkeypatch.setattr(behind, "EVERY", 0.01)
    ours = replace(settings.load(), database_url=engine.url.render_as_string(hide_password=False))
    behind._look(ours, over)
    assert len(seen) == 2
    assert len({id(one) for one in seen}) == 1


def test_a_store_that_is_locked_is_said_in_a_sentence_so_that_files_are_read_the_next_time(engine):
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    holder = sqlite3.connect(engine.url.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreUnavailableError):
            file_texts.keep(engine, "a" * 64, ("words",))
    finally:
        holder.close()


def test_a_file_that_came_in_is_read_while_nobody_waits(sqlite_ledger, vault):  # noqa: F811
    filed(sqlite_ledger, vault, "a.pdf", pdf(("The giraffe was seen",)))
    ours = replace(settings.load(), evidence_url=str(vault.place.folder))
    behind.read_files(sqlite_ledger.engine, ours, lambda: True)
    assert searching.search(sqlite_ledger.engine, "giraffe", sight=WHOLE).total == 1
    assert behind.read_files in behind.JOBS


def test_nobody_waits_for_the_first_look_after_a_start(sqlite_ledger):  # noqa: F811
    engine = sqlite_ledger.engine
    sqlite_ledger.plan(title="Train everybody")
    forget()
    now, past = (moment(engine, day, sight=WHOLE) for day in (clock.today(), clock.today() - COMPARED_WITH))
    assert not is_ready(now)
    behind.look_first(engine, settings.load(), lambda: False)
    assert not is_ready(now)
    behind.look_first(engine, settings.load(), lambda: True)
    assert is_ready(now)
    assert is_ready(past)
