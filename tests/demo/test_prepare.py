"""The illustrative register is at hand when asked for: reused, rebuilt, never half, and never over somebody's own."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.demo.conftest import DATA
from tracker import settings as settings_room
from tracker.clock import now
from tracker.demo import built_on, prepare, stamp
from tracker.queries.register import current
from tracker.rules.errors import NotADemoStoreError, StoreUnavailableError
from tracker.rules.sight import WHOLE
from tracker.store.engine import engine_for
from tracker.store.upgrade import upgrade


@pytest.fixture
def place(tmp_path):
    return settings_room.load(demo=True, environment={"TRACKER_HOME": str(tmp_path)})


@pytest.fixture
def ready(place, demo):
    """The settings of a home that holds today's register already: a copy of the one built for all tests."""
    place.home.mkdir(parents=True)
    source, copy = sqlite3.connect(demo.home / "register.sqlite"), sqlite3.connect(place.database_path)
    with closing(source), closing(copy):
        source.backup(copy)
    shutil.copytree(demo.home / "evidence", place.home / "evidence")
    return place


def never(*_, **__):
    raise AssertionError("it was built again")


def built(place):
    engine = engine_for(place.database_url)
    try:
        return built_on(engine), len(current(engine, sight=WHOLE).actions)
    finally:
        engine.dispose()


def test_an_empty_home_gets_todays_register_and_the_next_asking_reuses_it(place, demo, monkeypatch):
    prepare(place, DATA, today=demo.today, say=lambda _: None)
    assert built(place) == (demo.today, 90)
    assert sorted(p.name for p in place.home.iterdir() if "building" in p.name) == []
    monkeypatch.setattr("tracker.demo.ready.build", never)
    prepare(place, DATA, today=demo.today, say=never)


@pytest.fixture
def quick(monkeypatch):
    """A build that makes an empty register and stamps it: what the swap does is the same."""

    def build(engine, vault, folder, *, today, say):
        upgrade(engine)
        stamp.stamp(engine, today, folder, at=now())

    monkeypatch.setattr("tracker.demo.ready.build", build)


def test_yesterdays_register_is_built_anew_and_its_uploads_go(ready, demo, quick):
    stray = ready.home / "evidence" / "ab" / ("ab" + "0" * 62)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"uploaded yesterday")
    prepare(ready, DATA, today=demo.today + timedelta(days=1), say=lambda _: None)
    assert built(ready)[0] == demo.today + timedelta(days=1)
    assert not stray.exists()


def test_another_version_of_the_plan_is_built_anew(ready, demo, monkeypatch):
    assert built(ready)[0] == demo.today
    monkeypatch.setattr(stamp, "version", lambda folder: "another")
    calls = []
    monkeypatch.setattr("tracker.demo.ready._build_and_swap", lambda *args: calls.append(args))
    prepare(ready, DATA, today=demo.today, say=never)
    assert len(calls) == 1


def test_killed_in_the_middle_the_old_one_stays(ready, demo, quick, monkeypatch):
    def killed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.demo.ready.os.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        prepare(ready, DATA, today=demo.today + timedelta(days=1), say=lambda _: None)
    assert built(ready) == (demo.today, 90)
    assert [p.name for p in ready.home.iterdir() if p.name.startswith("building-")] == []


def test_the_remains_of_a_kill_are_swept_up_later(ready, demo, monkeypatch):
    old, new = ready.home / "building-old", ready.home / "building-new"
    old.mkdir()
    new.mkdir()
    os.utime(old, (0, 0))
    monkeypatch.setattr("tracker.demo.ready._build_and_swap", lambda *_: None)
    prepare(ready, DATA, today=demo.today + timedelta(days=1), say=never)
    assert not old.exists()
    assert new.exists()


def test_somebodys_own_register_is_never_touched(place, demo):
    engine = engine_for(place.database_url)
    upgrade(engine)
    engine.dispose()
    before = place.database_path.read_bytes()
    with pytest.raises(NotADemoStoreError):
        prepare(place, DATA, today=demo.today, say=never)
    assert place.database_path.read_bytes() == before


def test_settings_of_a_boards_own_register_are_refused(tmp_path, demo):
    own = settings_room.load(demo=False, environment={"TRACKER_HOME": str(tmp_path)})
    with pytest.raises(NotADemoStoreError):
        prepare(own, DATA, today=demo.today, say=never)
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_another_program_reads_is_not_pulled_away(ready, demo, quick):
    with closing(sqlite3.connect(ready.database_path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM action").fetchone()
        with pytest.raises(StoreUnavailableError, match="another program has it open"):
            prepare(ready, DATA, today=demo.today + timedelta(days=1), say=never)
    assert built(ready) == (demo.today, 90)


def test_no_log_of_the_old_register_is_left_to_spoil_the_new(ready, demo, quick):
    engine = engine_for(ready.database_url)
    current(engine, sight=WHOLE)
    engine.dispose()
    prepare(ready, DATA, today=demo.today + timedelta(days=1), say=never)
    assert not list(ready.home.glob("register.sqlite-*"))
