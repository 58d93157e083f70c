"""What a hostile or damaged zip would do, and what a restore that is killed leaves: nothing that anybody could take for
a register."""

import hashlib
import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import warnings
import zipfile
from contextlib import closing

import pytest

from tests.cli.conftest import ROOT, empty, made, tracker  # noqa: F401  (fixtures)
from tests.trail.test_backup import (  # noqa: F401  (fixtures)
    FILE,
    backed_up,
    elsewhere,
    engine_in,
    furnished,
    rewritten,
    store_changed,
)
from tracker.queries.verifying import verify
from tracker.store.vault import Vault

NAME = f"evidence/{hashlib.sha256(FILE).hexdigest()[:2]}/{hashlib.sha256(FILE).hexdigest()}"


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def written(file, change):
    """The same backup written anew by a function that is given the open zip and each member."""
    with zipfile.ZipFile(file) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as package:
        warnings.simplefilter("ignore")  # about a name that is there twice: that is what is tried
        for name, content in members.items():
            change(package, name, content)


def twice(package, name, content):
    package.writestr(name, content)
    if name == NAME:
        package.writestr(name, b"other bytes")


def list_twice(package, name, content):
    package.writestr(name, content)
    if name == "manifest.json":
        package.writestr(name, content)


def packed(package, name, content):
    """Evidence that unpacks to more than it takes: how a zip bomb begins."""
    package.writestr(name, content, zipfile.ZIP_DEFLATED if name == NAME else zipfile.ZIP_STORED)


def endless(package, name, content):
    """A register that says it is a petabyte long, in the zip and on the list."""
    if name == "manifest.json":
        told = json.loads(content)
        told["sizes"]["register.sqlite"] = 1 << 50
        content = json.dumps(told)
    package.writestr(name, content)
    if name == "register.sqlite":
        package.getinfo(name).file_size = 1 << 50


def longer_than_listed(package, name, content):
    package.writestr(name, content + b"\0" * 4096 if name == "register.sqlite" else content)


def absolute(package, name, content):
    package.writestr("/tmp/register.sqlite" if name == "register.sqlite" else name, content)


def locked(package, name, content):
    """A member marked as encrypted in the way of old zips."""
    package.writestr(name, content)
    package.getinfo(name).flag_bits |= 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (twice, "not whole"),
        (list_twice, "not whole"),
        (packed, "packed as we pack none"),
        (endless, "not enough room"),
        (longer_than_listed, "not as long as its list says"),
        (absolute, "not whole"),
        (locked, "cannot be read"),
    ],
    ids=lambda change: getattr(change, "__name__", None),
)
def test_a_hostile_zip_is_refused_and_leaves_nothing(backed_up, furnished, tmp_path, change, why):  # noqa: F811
    written(backed_up, change)
    said = furnished("restore", backed_up)
    assert said.status == 1 and why in said.err, said.err
    assert said.err.count("\n") == 1
    assert files_in(tmp_path / "elsewhere") == []


def test_a_member_that_says_it_is_a_link_comes_back_as_the_file_it_is(backed_up, furnished, tmp_path):  # noqa: F811
    def linked(package, name, content):
        info = zipfile.ZipInfo(name)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(info, content)

    written(backed_up, linked)
    assert furnished("restore", backed_up).status == 0
    assert [path for path in (tmp_path / "elsewhere").rglob("*") if path.is_symlink()] == []
    assert Vault(tmp_path / "elsewhere" / "evidence").get(hashlib.sha256(FILE).hexdigest()) == FILE


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"members": {"register.sqlite": "0" * 64, "evidence/00/" + "1" * 64: "1" * 64}}, "has no list"),
        ({"members": "all"}, "has no list"),
        ({"number": True}, "has no list"),
        ({"number": "1"}, "has no list"),
        ({"format": "recommendation-tracker backup 99"}, "has no list"),
        ({"sizes": {}}, "has no list"),
        ({"revision": "0001"}, "another version than its list says"),
        ({"more": 1}, "has no list"),
    ],
    ids=str,
)
def test_a_list_of_another_kind_is_refused(backed_up, furnished, tmp_path, change, why):  # noqa: F811
    def told(members):
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **change})

    rewritten(backed_up, told)
    said = furnished("restore", backed_up)
    assert said.status == 1 and why in said.err, said.err
    assert files_in(tmp_path / "elsewhere") == []


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("CREATE VIEW more AS SELECT * FROM person", "what no register of ours holds"),
        ("CREATE TRIGGER more AFTER DELETE ON web_session BEGIN DELETE FROM person; END", "open to change by hand"),
        ("DELETE FROM alembic_version", "another version"),
        ("DROP TABLE alembic_version", "no such table"),
        ("PRAGMA user_version = 1", None),
    ],
)
def test_a_register_with_more_or_less_than_ours_is_refused(
    backed_up, furnished, tmp_path, statement, why  # noqa: F811
):  # fmt: skip
    rewritten(backed_up, store_changed(statement, tmp_path))
    said = furnished("restore", backed_up)
    assert (said.status, files_in(tmp_path / "elsewhere") == []) == ((1, True) if why else (0, False)), said.err
    assert (why or "") in said.err


def test_evidence_that_the_register_names_is_in_the_backup_or_said_to_be_missing(
    backed_up, furnished, tmp_path  # noqa: F811
):  # fmt: skip
    def without(members):
        del members[NAME]
        told = json.loads(members["manifest.json"])
        del told["members"][NAME], told["sizes"][NAME]
        members["manifest.json"] = json.dumps(told)

    rewritten(backed_up, without)
    said = furnished("restore", backed_up)
    assert said.status == 1 and "neither holds nor misses evidence" in said.err
    assert files_in(tmp_path / "elsewhere") == []


def killed(home, file, where):
    """A restore that is killed at one place of it: the status it ends with."""
    program = (
        "import os, signal\n"
        "from tracker.store import unpacking, vault\n"
        "die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"{where} = die\n"
        "from tracker.__main__ import app\n"
        f"app(['restore', {str(file)!r}])\n"
    )
    env = {**os.environ, "TRACKER_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", program], env=env, capture_output=True).returncode


@pytest.mark.parametrize("where", ["vault.Vault.put", "unpacking.os.link", "unpacking.Package.check_evidence"])
def test_a_restore_that_is_killed_leaves_no_register_and_the_next_one_works(
    backed_up, furnished, tmp_path, where  # noqa: F811
):  # fmt: skip
    home = tmp_path / "elsewhere"
    assert killed(home, backed_up, where) == -signal.SIGKILL
    assert not (home / "register.sqlite").exists()
    said = furnished("restore", backed_up)
    assert said.status == 0, said.err
    assert verify(engine_in(home)).ok
    assert Vault(home / "evidence").get(hashlib.sha256(FILE).hexdigest()) == FILE
    assert not list(home.glob(".tracker-work-*"))


def test_a_register_made_meanwhile_is_not_written_over(backed_up, furnished, tmp_path):  # noqa: F811
    """Somebody runs `tracker init` at the very moment that the restore puts its own in place."""
    home = tmp_path / "elsewhere"
    program = (
        "from tracker.store import unpacking\n"
        "from pathlib import Path\n"
        "sync = unpacking.to_disk\n"
        f"theirs = Path({str(home)!r}, 'register.sqlite')\n"
        "unpacking.to_disk = lambda path: (theirs.write_bytes(b'theirs'), sync(path))\n"
        "from tracker.__main__ import app\n"
        f"app(['restore', {str(backed_up)!r}])\n"
    )
    env = {**os.environ, "TRACKER_HOME": str(home), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True)
    assert ended.returncode == 1 and "never overwritten" in ended.stderr
    assert (home / "register.sqlite").read_bytes() == b"theirs"


WRITER = """
import sys
from tracker import clock
from tracker.commands import evidence, updates
from tracker.rules.words import Door, Rung, Status
from tracker.store.engine import engine_for
from tracker.store.vault import Vault
from pathlib import Path
home, action, me = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
engine, number = engine_for(f"sqlite:///{home / 'register.sqlite'}"), 0
while True:
    number += 1
    signed = dict(by="business-manager", at=clock.now(), door=Door.BROWSER)
    updates.say(engine, action_id=action, narrative=f"{me}, no. {number}", status=None, **signed)
    content = f"{me} {number}".encode()
    hash_ = Vault(home / "evidence").put(content)
    evidence.attach_file(engine, action_id=action, title="A file", rung=Rung.DOCUMENT, about=None, file_name="a.txt",
                         file_hash=hash_, file_size=len(content), **signed)
    print(number, flush=True)
"""


def test_while_other_processes_write_every_backup_is_one_moment(furnished, tmp_path):  # noqa: F811
    with closing(sqlite3.connect(furnished.home / "register.sqlite")) as raw:
        action = raw.execute("SELECT id FROM action").fetchone()[0]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITER, str(furnished.home), action]
    writers = [subprocess.Popen([*command, f"w{n}"], env=env, stdout=subprocess.PIPE) for n in range(2)]
    try:
        for writer in writers:
            assert writer.stdout.readline()
        found = []
        for number in range(3):
            assert furnished("backup", tmp_path / f"{number}.zip").status == 0
            said = furnished("drill", tmp_path / f"{number}.zip", "--json")
            assert said.status == 0, said.err
            found.append((said.json["entries"], said.json["evidence"]))
            assert said.json["missing"] == []
            assert all(writer.stdout.readline() for writer in writers)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    assert found == sorted(found) and len(set(found)) == 3, "each holds more than the one before"
