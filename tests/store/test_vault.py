"""The evidence folder keeps bytes by their hash and gives back only what was kept. What every kind of place does is
asked in tests/store/places."""

import errno
import hashlib
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests import files
from tracker.rules.errors import FileRefusedError, StoreUnavailableError
from tracker.store.places import folder as folder_room
from tracker.store.vault import Received, Vault

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes as POSIX has them")
ROOT = Path(__file__).parents[2]


def kept(folder):
    return [p for p in folder.rglob("*") if p.is_file()]


def test_what_was_kept_comes_back(tmp_path):
    vault = Vault(tmp_path / "evidence")
    name = vault.put(b"minutes of the meeting")
    assert name == hashlib.sha256(b"minutes of the meeting").hexdigest()
    assert vault.get(name) == b"minutes of the meeting"


def test_the_same_bytes_are_kept_once(tmp_path):
    vault = Vault(tmp_path)
    vault.put(b"x")
    vault.put(b"x")
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "0" * 63,
        "",
        "Z" * 64,
        "0" * 64,
        "../" * 10 + "0" * 34,
        "0" * 64 + "\n",
        "٠" * 64,
        "0" * 62 + "/.",
    ],
)
def test_a_name_that_is_no_kept_hash_gives_nothing(tmp_path, name):
    assert Vault(tmp_path).get(name) is None


def test_a_hash_in_capitals_is_no_name(tmp_path):
    vault = Vault(tmp_path)
    assert vault.get(vault.put(b"x").upper()) is None


def test_a_file_that_was_changed_on_disk_is_not_given_out_and_is_mended_when_it_comes_again(tmp_path):
    vault = Vault(tmp_path)
    name = vault.put(b"as it was")
    (tmp_path / name[:2] / name).write_bytes(b"as it is not")
    assert vault.get(name) is None
    assert vault.put(b"as it was") == name
    assert vault.get(name) == b"as it was"


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path):
    (tmp_path / "evidence").write_text("a file stands here")
    with pytest.raises(StoreUnavailableError, match="Nothing was changed"):
        Vault(tmp_path / "evidence").put(b"x")


def test_a_full_disk_gets_a_sentence_and_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_room.os, "fsync", full)
    with pytest.raises(StoreUnavailableError, match=r"cannot be used: its disk is full\. Nothing was changed"):
        Vault(tmp_path).put(b"x")
    assert kept(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_is_really_full_gets_a_sentence(tmp_path):
    """A file system of 64 kB, where this machine lets us have one."""
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", place], capture_output=True).returncode:
        pytest.skip("this user may not mount")
    try:
        vault = Vault(place / "evidence")
        name = vault.put(b"small")
        with pytest.raises(StoreUnavailableError, match="its disk is full"):
            vault.put(b"x" * 200_000)
        assert vault.get(name) == b"small"
        assert len(kept(place)) == 1
    finally:
        subprocess.run(["umount", place], check=True)


@posix_only
def test_files_and_folders_are_closed_to_everybody_else_and_never_run(tmp_path):
    old = os.umask(0)
    try:
        folder = tmp_path / "evidence"
        folder.mkdir(mode=0o777)  # as an older version left it
        Vault(folder).put(b"#!/bin/sh")
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(p.stat().st_mode) for p in kept(folder)}
    assert modes == {0o600}
    assert {stat.S_IMODE(p.stat().st_mode) for p in (folder, *folder.rglob("*")) if p.is_dir()} == {0o700}


@posix_only
def test_a_kill_in_the_middle_leaves_no_half_file_and_is_swept_away(tmp_path):
    """A program that is stopped dead while it writes: nothing under a hash, and its remains go after an hour."""
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom tracker.store.places import folder\n"
        "from tracker.store.vault import Vault\n"
        "folder.os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "Vault(Path(sys.argv[1])).put(b'half' * 100_000)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, tmp_path], env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert ended.returncode == -signal.SIGKILL
    vault = Vault(tmp_path)
    (left,) = kept(tmp_path)
    assert left.parent.name == ".incoming"
    assert vault.holdings().whole == frozenset()
    vault.put(b"another")
    assert left.exists()  # it might be somebody who still writes
    hours_ago = time.time() - 4000
    os.utime(left, (hours_ago, hours_ago))
    vault.put(b"a third")
    assert not left.exists()
    assert vault.holdings().strange == ()


def test_many_writers_of_the_same_bytes_at_once_are_no_trouble(tmp_path):
    vault, content, told, wrong = Vault(tmp_path), b"the same" * 50_000, [], []

    def write():
        try:
            told.append(vault.put(content))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(set(told)) == 1 and len(told) == 16
    assert len(kept(tmp_path)) == 1
    assert vault.get(told[0]) == content


# ---- links, pipes and strangers in the folder


@posix_only
@pytest.mark.parametrize("what", ["link to the same bytes", "link to another file", "pipe", "folder"])
def test_only_an_ordinary_file_is_given_out(tmp_path, what):
    vault = Vault(tmp_path / "evidence")
    name = vault.put(b"secret")
    path = tmp_path / "evidence" / name[:2] / name
    path.unlink()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"secret" if what == "link to the same bytes" else b"/etc/passwd")
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    else:
        path.symlink_to(elsewhere)
    assert vault.get(name) is None
    assert name not in vault.holdings().whole
    if what != "folder":
        assert vault.put(b"secret") == name  # a file again, and what the link led to is as it was
        assert not path.is_symlink() and vault.get(name) == b"secret"
        assert elsewhere.read_bytes() != b"" and elsewhere.exists()


@posix_only
def test_a_folder_in_it_that_leads_elsewhere_is_refused(tmp_path):
    vault, served = Vault(tmp_path / "evidence"), tmp_path / "served"
    served.mkdir()
    vault.put(b"first")
    name = hashlib.sha256(b"secret").hexdigest()
    (tmp_path / "evidence" / name[:2]).symlink_to(served)
    with pytest.raises(StoreUnavailableError, match="is a link to somewhere else"):
        vault.put(b"secret")
    assert kept(served) == []


@posix_only
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_gets_a_sentence(tmp_path):
    vault = Vault(tmp_path)
    name = vault.put(b"x")
    (tmp_path / name[:2] / name).chmod(0)
    with pytest.raises(StoreUnavailableError):
        vault.get(name)


def test_the_holdings_tell_whole_files_changed_ones_and_strangers(tmp_path):
    vault = Vault(tmp_path)
    one, two = vault.put(b"one"), vault.put(b"two")
    (tmp_path / two[:2] / two).write_bytes(b"2")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "00").mkdir(exist_ok=True)
    (tmp_path / "00" / one).write_bytes(b"one")  # in the wrong folder
    found = vault.holdings()
    assert (found.whole, found.changed) == ({one}, {two})
    assert found.strange == (str(Path("00") / one), "notes.txt")
    assert Vault(tmp_path / "nowhere").holdings().whole == frozenset()


# ---- the one way in


def test_what_is_received_was_looked_at_and_has_a_clean_name(tmp_path):
    content = files.pdf()
    found = Vault(tmp_path).receive("C:\\Users\\me\\..\\minutes\u202e.pdf", content, limit=25)
    assert found == Received(hashlib.sha256(content).hexdigest(), len(content), "minutes.pdf")
    assert Vault(tmp_path).get(found.hash) == content


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("audit.txt", b"", "it is empty"),
        ("audit.txt", b"x" * (1024 * 1024 + 1), "it is larger than 1 MB: send a link to it instead"),
        ("audit.pdf.exe", files.pdf(), "these kinds"),
        ("audit.pdf", files.png(), "it is called .pdf, but is a picture (PNG)"),
    ],
)
def test_what_is_refused_is_not_kept(tmp_path, name, content, why):
    with pytest.raises(FileRefusedError) as error:
        Vault(tmp_path / "evidence").receive(name, content, limit=1)
    assert why in str(error.value)
    assert not (tmp_path / "evidence").exists()


def test_the_largest_file_that_fits_is_taken(tmp_path):
    assert Vault(tmp_path).receive("audit.txt", b"x" * 1024 * 1024, limit=1).size == 1024 * 1024
