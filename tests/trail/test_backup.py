"""A backup is whole or is not there, is restored only when every bit of it is as it was, and never over anything."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from threading import Event, Thread

import pytest

from tests.cli.conftest import ROOT, empty, made, tracker  # noqa: F401  (fixtures)
from tests.queries.test_as_at import assert_same
from tracker import clock
from tracker.commands import evidence, updates
from tracker.queries.register import current
from tracker.queries.verifying import heads, verify
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Rung, Status
from tracker.store.backup import write
from tracker.store.engine import engine_for
from tracker.store.upgrade import newest
from tracker.store.vault import Vault

PART = "SOTON-K:10.2.1/"
FILE = b"the audit, \x00 as bytes"


@pytest.fixture
def furnished(tracker):  # noqa: F811
    """A register with an action and a file of evidence."""
    action = tracker.plan(PART, "hampshire-constabulary", due_in=30)
    vault = Vault(tracker.home / "evidence")
    evidence.attach_file(
        tracker.engine, action_id=action.id, title="Audit", rung=Rung.AUDIT, about=None, file_name="audit.pdf",
        file_hash=vault.put(FILE), file_size=len(FILE), by="business-manager", at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    vault.put(b"a workbook that was brought in and put aside")
    return tracker


@pytest.fixture
def elsewhere(furnished, tmp_path, monkeypatch):
    """From here on the console command works on another, empty place."""

    def go():
        home = tmp_path / "elsewhere"
        monkeypatch.setenv("TRACKER_HOME", str(home))
        return home

    return go


def engine_in(home):
    return engine_for(f"sqlite:///{home / 'register.sqlite'}")


def test_what_was_backed_up_comes_back_whole(furnished, elsewhere, tmp_path):
    said = furnished("backup", tmp_path / "b.zip")
    assert said.status == 0
    assert "with 1 file of evidence" in said.out
    assert oct((tmp_path / "b.zip").stat().st_mode)[-3:] == "600"
    was = current(furnished.engine, sight=WHOLE)
    home = elsewhere()
    said = furnished("restore", tmp_path / "b.zip")
    assert said.status == 0, said.err
    assert_same(was, current(engine_in(home), sight=WHOLE))
    assert Vault(home / "evidence").get(next(iter(was.evidence.values())).file_hash) == FILE
    verdict = verify(engine_in(home))
    assert verdict.ok and verdict.heads == 1
    assert sorted(p.name for p in home.iterdir() if not p.name.startswith("register")) == ["evidence"]


def test_a_backup_is_noted_and_its_end_of_the_trail_signed_off(furnished, tmp_path):
    furnished("backup", tmp_path / "b.zip")
    head = heads(furnished.engine)[0]
    with zipfile.ZipFile(tmp_path / "b.zip") as package:
        manifest = json.loads(package.read("manifest.json"))
        assert package.testzip() is None
    assert (manifest["number"], manifest["hash"]) == (head.number, head.hash)
    assert manifest["revision"] == newest()
    last = furnished("trail", "--json").json[-1]
    assert (last["verb"], last["entity"], last["id"], last["by"]) == ("back_up", "backup", "b.zip", "business-manager")
    assert furnished("trail", "--verify").status == 0


def test_only_who_may_takes_a_backup(furnished, tmp_path):
    furnished("user", "add", "Ed Auditor", "--role", "auditor")
    said = furnished("backup", tmp_path / "b.zip", "--by", "ed-auditor")
    assert said.status == 1
    assert "may not take a backup" in said.err
    assert not (tmp_path / "b.zip").exists()


def test_a_backup_is_never_written_over_and_older_ones_are_kept_in_number(furnished, tmp_path):
    file = tmp_path / "b.zip"
    assert furnished("backup", file).status == 0
    first = file.read_bytes()
    said = furnished("backup", file)
    assert said.status == 1 and "already" in said.err
    assert file.read_bytes() == first
    for _ in range(3):
        assert furnished("backup", file, "--keep", "3").status == 0
    assert sorted(p.name for p in tmp_path.glob("*.zip")) == ["b.1.zip", "b.2.zip", "b.zip"]
    numbers = []
    for name in ("b.zip", "b.1.zip", "b.2.zip"):
        with zipfile.ZipFile(tmp_path / name) as package:
            numbers.append(json.loads(package.read("manifest.json"))["number"])
    assert numbers == sorted(numbers, reverse=True) and len(set(numbers)) == 3
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_where_nothing_can_be_written_nothing_is_left(furnished, tmp_path):
    for target in (tmp_path / "none" / "b.zip", tmp_path / "folder"):
        (tmp_path / "folder").mkdir(exist_ok=True)
        said = furnished("backup", target, "--keep", "2")
        assert said.status == 1 and said.err.count("\n") == 1
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_backup_while_people_work_is_one_moment(furnished, elsewhere, tmp_path):
    action = next(iter(current(furnished.engine, sight=WHOLE).actions))
    stop = Event()

    def work():
        engine, n = furnished.engine, 0
        while not stop.is_set():
            n += 1
            updates.say(
                engine, action_id=action, narrative=f"No. {n}", status=Status.IN_PROGRESS if n == 1 else None,
                by="business-manager", at=clock.now(), door=Door.BROWSER,
            )  # fmt: skip

    worker = Thread(target=work)
    worker.start()
    try:
        for number in range(3):
            assert furnished("backup", tmp_path / f"{number}.zip").status == 0
    finally:
        stop.set()
        worker.join()
    elsewhere()
    said = furnished("restore", tmp_path / "2.zip")
    assert said.status == 0, said.err


def test_killed_in_the_middle_there_is_no_backup_and_the_old_one_stays(furnished, tmp_path):
    file = tmp_path / "b.zip"
    assert furnished("backup", file).status == 0
    old = file.read_bytes()
    program = (
        "import os, signal\n"
        "from tracker.store import backup\n"
        "backup.os.fsync = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from tracker.__main__ import app\n"
        f"app(['backup', {str(file)!r}, '--keep', '2'])\n"
    )
    env = {**os.environ, "TRACKER_HOME": str(furnished.home), "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", program], env=env).returncode == -signal.SIGKILL
    assert file.read_bytes() == old
    assert furnished("trail", "--verify").status == 0
    assert furnished("backup", file, "--keep", "2").status == 0


# ---- what is refused


@pytest.fixture
def backed_up(furnished, elsewhere, tmp_path):
    assert furnished("backup", tmp_path / "b.zip").status == 0
    elsewhere()
    return tmp_path / "b.zip"


def rewritten(file, change):
    """The same backup with its members changed: a mapping of name to bytes goes in and comes out."""
    with zipfile.ZipFile(file) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    change(members)
    with zipfile.ZipFile(file, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)


def store_changed(statement, folder):
    """A change of the store in the backup by hand, with the list made to fit."""
    import hashlib

    def change(members):
        path = folder / "opened.sqlite"
        path.write_bytes(members["register.sqlite"])
        with closing(sqlite3.connect(path)) as raw:
            raw.execute(statement)
            raw.commit()
        members["register.sqlite"] = path.read_bytes()
        path.unlink()
        manifest = json.loads(members["manifest.json"])
        manifest["sizes"]["register.sqlite"] = len(members["register.sqlite"])
        manifest["members"]["register.sqlite"] = hashlib.sha256(members["register.sqlite"]).hexdigest()
        members["manifest.json"] = json.dumps(manifest)

    return change


def without_list(members):
    del members["manifest.json"]


def without_evidence(members):
    del members[next(name for name in members if name.startswith("evidence/"))]


def other_evidence(members):
    members[next(name for name in members if name.startswith("evidence/"))] = b"other bytes"


def one_more(members):
    members["evidence/../../../outside"] = b"x"


def one_more_on_the_list(members):
    members["../outside"] = b"x"
    manifest = json.loads(members["manifest.json"])
    manifest["sizes"]["../outside"] = 1
    manifest["members"]["../outside"] = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    members["manifest.json"] = json.dumps(manifest)


def another_head(members):
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "hash": "0" * 64})


def an_earlier_head(members):
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "number": 1})


def newer(members):
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "revision": "9999"})


def nonsense(members):
    members["manifest.json"] = b"[1, 2]"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (without_list, "has no list"),
        (without_evidence, "not whole"),
        (other_evidence, "altered or damaged"),
        (one_more, "not whole"),
        (one_more_on_the_list, "files of another kind"),
        (another_head, "whose hash stands on the paper"),
        (an_earlier_head, "altered or damaged"),
        (newer, "newer version"),
        (nonsense, "has no list"),
        ("UPDATE recommendation SET title = 'Less' WHERE id = 'SOTON-K:10.2.5'", "the title of recommendation"),
        ("DELETE FROM trail_end", "altered or damaged"),
        ("DROP TRIGGER trail_refuses_delete", "open to change by hand"),
        ("DELETE FROM action_part", "is told by the trail"),
    ],
    ids=lambda change: getattr(change, "__name__", change),
)
def test_a_backup_that_was_altered_is_refused_and_nothing_is_restored(backed_up, furnished, tmp_path, change, why):
    rewritten(backed_up, store_changed(change, tmp_path) if isinstance(change, str) else change)
    said = furnished("restore", backed_up)
    assert said.status == 1
    assert why in said.err, said.err
    home = tmp_path / "elsewhere"
    assert [p for p in home.rglob("*") if p.is_file()] == []
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("end", [0.1, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_short_is_refused(backed_up, furnished, tmp_path, end):
    content = backed_up.read_bytes()
    backed_up.write_bytes(content[: int(len(content) * end)])
    said = furnished("restore", backed_up)
    assert said.status == 1
    assert said.err.count("\n") == 1 and "cannot be read" in said.err


def test_a_flipped_bit_is_found(backed_up, furnished):
    content = bytearray(backed_up.read_bytes())
    content[len(content) // 2] ^= 1
    backed_up.write_bytes(content)
    assert furnished("restore", backed_up).status == 1


def test_what_is_no_backup_gets_a_sentence(furnished, elsewhere, tmp_path):
    elsewhere()
    (tmp_path / "x.zip").write_bytes(b"nothing")
    for file in (tmp_path / "x.zip", tmp_path / "none.zip", tmp_path):
        said = furnished("restore", file)
        assert said.status == 1 and said.err.count("\n") == 1, said.err


def test_nothing_is_ever_restored_over_a_register_or_over_evidence(backed_up, furnished, tmp_path):
    home = tmp_path / "elsewhere"
    assert furnished("restore", backed_up).status == 0
    before = (home / "register.sqlite").read_bytes()
    said = furnished("restore", backed_up)
    assert said.status == 1 and "never overwritten" in said.err
    assert (home / "register.sqlite").read_bytes() == before
    for path in home.glob("register.sqlite*"):
        path.unlink()
    assert furnished("restore", backed_up).status == 0  # the evidence there is the backup's own
    for path in home.glob("register.sqlite*"):
        path.unlink()
    (home / "evidence" / "mine.pdf").write_bytes(b"mine")
    said = furnished("restore", backed_up)
    assert said.status == 1 and "There is evidence already" in said.err
    assert not (home / "register.sqlite").exists()


def test_who_was_signed_in_then_is_not_signed_in_now(furnished, elsewhere, tmp_path):
    with furnished.engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO web_session (token_hash, person_id, way, began_at, seen_at, ends_at) VALUES "
            "('token-of-somebody', 'business-manager', 'password', '2026-01-01', '2026-01-01', '2099-01-01')"
        )
    furnished("backup", tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as package:
        assert b"token-of-somebody" not in package.read("register.sqlite"), "nor is it in the file, in any free corner"
    home = elsewhere()
    assert furnished("restore", tmp_path / "b.zip").status == 0
    with engine_in(home).connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM web_session").scalar() == 0


def test_a_file_that_is_not_there_any_more_is_not_in_the_backup_and_is_said(furnished, elsewhere, tmp_path):
    (one,) = current(furnished.engine, sight=WHOLE).evidence.values()
    shutil.rmtree(furnished.home / "evidence" / one.file_hash[:2])
    said = furnished("backup", tmp_path / "b.zip")
    assert said.status == 0 and "though named: 1 file of evidence, lost" in " ".join(said.out.split())
    elsewhere()
    assert furnished("restore", tmp_path / "b.zip").status == 0


def test_a_file_that_a_redaction_took_out_is_in_no_later_backup_and_is_not_missed(furnished, elsewhere, tmp_path):
    (one,) = current(furnished.engine, sight=WHOLE).evidence.values()
    assert furnished("user", "add", "Ada Second", "--role", "administrator").status == 0
    by = ("--by", "business-manager")
    said = furnished("redactions", "ask", "evidence", one.id, "--reason", "It names somebody", *by)
    assert said.status == 0, said.err
    assert furnished("redactions", "agree", "R1", "--by", "ada-second").status == 0
    (tmp_path / "backups").mkdir()
    said = furnished("backup", "--into", tmp_path / "backups", "--json", *by)
    assert said.status == 0, said.err
    assert (said.json["evidence"], said.json["missing"], said.json["taken_out"]) == (0, [], [one.file_hash])
    with zipfile.ZipFile(said.json["file"]) as package:
        assert all(FILE not in package.read(name) for name in package.namelist())
    elsewhere()
    assert furnished("restore", said.json["file"]).status == 0
    assert furnished("evidence", "check").status == 0


def test_a_file_that_goes_between_the_copy_and_the_packing_is_listed_as_missing(furnished, elsewhere, tmp_path):
    """Two people take a file out while a backup is being written: the copy of the register still names it."""
    (one,) = current(furnished.engine, sight=WHOLE).evidence.values()

    class Emptied(Vault):
        def get(self, name):
            Vault.remove(self, name)
            return super().get(name)

    (tmp_path / "work").mkdir()
    emptied = Emptied(furnished.home / "evidence")
    manifest = write(furnished.engine, emptied, tmp_path / "b.zip", at=clock.now(), work=tmp_path / "work")
    assert manifest.missing == (one.file_hash,)
    elsewhere()
    said = furnished("restore", tmp_path / "b.zip")
    assert said.status == 0 and "Not in the backup, and so not here: 1 file of evidence" in said.out
