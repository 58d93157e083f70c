"""The restore drill: a backup is restored, checked and taken away again, and the register here hears nothing of it."""

import hashlib
import json
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from tests.cli.conftest import empty, made, tracker  # noqa: F401  (fixtures)
from tests.trail.test_backup import elsewhere, engine_in, furnished, rewritten, store_changed  # noqa: F401  (fixtures)
from tracker.queries.register import current
from tracker.queries.verifying import heads, present_head
from tracker.rules.sight import WHOLE
from tracker.store import upgrade as upgrading


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory, monkeypatch):
    """Nobody else's work lies where a drill leaves nothing: other tests run beside this one."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
    yield


@pytest.fixture
def still(furnished, tmp_path):  # noqa: F811
    """Hold that nothing here changed: not the trail, not a file, not what lies in the system's temporary folder."""
    trail = present_head(furnished.engine)
    before = everywhere(furnished.home)
    yield
    assert present_head(furnished.engine) == trail
    assert everywhere(furnished.home) == before


def everywhere(home):
    files = {p.relative_to(home).as_posix() for p in home.rglob("*") if not p.name.endswith(("-wal", "-shm"))}
    return files, {path.name for path in Path(tempfile.gettempdir()).glob(".tracker-work-*")}


def test_a_drill_with_no_file_takes_a_backup_and_drills_it(furnished, still):  # noqa: F811
    said = furnished("drill")
    assert said.status == 0, said.err
    words = " ".join(said.out.split())
    assert "it is sound" in words and "1 file, each by its hash" in words and "less than an hour ago" in words
    assert "2 reviews, 40 recommendations and 1 action" in words


def test_a_drill_of_a_file_tells_other_programs_all_that_was_checked(furnished, tmp_path):  # noqa: F811
    assert furnished("backup", tmp_path / "b.zip").status == 0
    before = everywhere(furnished.home), present_head(furnished.engine)
    said = furnished("drill", tmp_path / "b.zip", "--json")
    assert said.status == 0, said.err
    told, head = said.json, heads(furnished.engine)[0]
    assert told["sound"] is True and told["file"] == str(tmp_path / "b.zip")
    assert (told["entries"], told["head"]) == (head.number, head.hash)
    assert (told["evidence"], told["missing"], told["taken_out"], told["upgraded_from"]) == (1, [], [], None)
    assert told["rows_compared"] > 700 and told["heads"] == 1 and told["recommendations"] == 40
    assert datetime.fromisoformat(told["taken_at"]) == head.at and told["age_hours"] >= 0 and told["seconds"] > 0
    assert (everywhere(furnished.home), present_head(furnished.engine)) == before


def test_a_drill_needs_no_register_here(furnished, elsewhere, tmp_path):  # noqa: F811
    assert furnished("backup", tmp_path / "b.zip").status == 0
    home = elsewhere()
    assert furnished("drill", tmp_path / "b.zip").status == 0
    assert not home.exists()


def test_a_drill_of_a_folder_takes_the_newest(furnished, tmp_path):  # noqa: F811
    assert furnished("drill", tmp_path).status == 1
    for _ in range(2):
        new = furnished("backup", "--into", tmp_path, "--json").json["file"]
    (tmp_path / Path(new).name.replace("-20", "-19")).write_bytes(b"older, and damaged")
    assert furnished("drill", tmp_path, "--json").json["file"] == new


def test_a_backup_that_would_not_come_back_is_found_by_the_drill(furnished, tmp_path):  # noqa: F811
    assert furnished("backup", tmp_path / "b.zip").status == 0
    rewritten(tmp_path / "b.zip", store_changed("UPDATE recommendation SET title = 'Less'", tmp_path))
    said = furnished("drill", tmp_path / "b.zip", "--json")
    assert said.status == 1 and "the title of recommendation" in said.err
    assert said.json["sound"] is False and said.json["why"] in said.err


def test_a_paper_is_held_against_a_backup(furnished, tmp_path):  # noqa: F811
    assert furnished("backup", tmp_path / "b.zip").status == 0
    head = heads(furnished.engine)[0]
    assert furnished("drill", tmp_path / "b.zip", "--head", f"{head.number}: {head.hash[:24]}").status == 0
    said = furnished("drill", tmp_path / "b.zip", "--head", f"{head.number}: {'0' * 24}")
    assert said.status == 1 and "paper" in said.err


@pytest.fixture
def of_older(sqlite_ledger, empty, tmp_path):  # noqa: F811
    """A backup of the first format, of a store one revision older, with nothing in it that this revision brought."""
    path, file = Path(sqlite_ledger.engine.url.database), tmp_path / "b.zip"
    with sqlite_ledger.engine.connect() as connection, upgrading._foreign_keys_off(connection), connection.begin():
        end = connection.execute(text("SELECT number, hash FROM trail_end")).one()
        command.downgrade(upgrading.configuration(connection), "-1")
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    sqlite_ledger.engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("VACUUM INTO ?", (str(tmp_path / "older.sqlite"),))
    content = (tmp_path / "older.sqlite").read_bytes()
    told = {"at": "2026-01-05T12:00:00+00:00", "revision": revision, "number": end.number, "hash": end.hash,
            "members": {"register.sqlite": hashlib.sha256(content).hexdigest()}, "missing": [],
            "format": "recommendation-tracker backup 1"}  # fmt: skip
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("register.sqlite", content)
        package.writestr("manifest.json", json.dumps(told))
    return file, revision


def test_an_older_backup_is_upgraded_and_that_is_said(empty, of_older):  # noqa: F811
    file, revision = of_older
    assert revision != upgrading.newest()
    said = empty("drill", file)
    assert said.status == 0 and f"older version of the tracker ({revision})" in said.out, said.err
    said = empty("restore", file)
    assert said.status == 0 and f"older version of the tracker ({revision})" in said.out
    assert len(current(empty.engine, sight=WHOLE).recommendations) == 2
    assert empty("trail", "--verify").status == 0
