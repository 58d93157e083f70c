"""A register made once by `tracker init`, and a fresh copy of it for each test that asks."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tracker import clock
from tracker.__main__ import app
from tracker.commands import actions
from tracker.rules.words import Door
from tracker.store.engine import engine_for

ROOT = Path(__file__).parents[2]
NAMES = ("DATABASE_URL", "EVIDENCE_URL", "DEMO", "BY", "AS", "BOARD")
VARIABLES = tuple(f"TRACKER_{name}" for name in NAMES)


@dataclass
class Said:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@dataclass
class Tracker:
    """The console command on a register of its own."""

    home: Path
    opened: list = field(default_factory=list)
    """Every engine that a test asked for: closed at its end, for a worker may hold so many files only."""

    def __call__(self, *words):
        answer = CliRunner().invoke(app, [str(word) for word in words], prog_name="tracker")
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return Said(answer.exit_code, answer.stdout, answer.stderr)

    @property
    def engine(self):
        self.opened.append(engine_for(f"sqlite:///{self.home / 'register.sqlite'}"))
        return self.opened[-1]

    def close(self):
        while self.opened:
            self.opened.pop().dispose()

    def process(self, *words, **more):
        """The same as a program of its own."""
        command = [sys.executable, "-m", "tracker", *map(str, words)]
        env = {**os.environ, "TRACKER_HOME": str(self.home), "PYTHONPATH": str(ROOT), **more.pop("env", {})}
        return subprocess.Popen(
            command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, **more
        )

    def run(self, *words, **more):
        running = self.process(*words, **more)
        out, err = running.communicate(timeout=120)
        return Said(running.returncode, out.decode("utf-8"), err.decode("utf-8"))

    def plan(self, part_id, owner_id, *, due_in, title="Write it down", by="business-manager", at=None):
        """An action planned by the business manager, due so many days from now."""
        return actions.plan(
            self.engine,
            part_ids=[part_id],
            owner_id=owner_id,
            title=title,
            due=clock.today() + timedelta(days=due_in),
            by=by,
            at=at or clock.now(),
            door=Door.COMMAND_LINE,
        )


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A register as `tracker init` leaves it; not to be changed."""
    home = tmp_path_factory.mktemp("made") / "home"
    with pytest.MonkeyPatch.context() as patch:
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        patch.setenv("TRACKER_HOME", str(home))
        tracker = Tracker(home)
        assert tracker("init").status == 0
        engine = tracker.engine
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
    return home


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """No register yet."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    monkeypatch.setenv("TRACKER_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "100")
    tracker = Tracker(home)
    yield tracker
    tracker.close()


@pytest.fixture
def tracker(empty, made):
    """Both reviews as published, and the one business manager that init makes."""
    shutil.copytree(made, empty.home)
    return empty


@pytest.fixture
def yesterday():
    return datetime.now(UTC) - timedelta(days=1)
