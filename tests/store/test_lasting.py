"""What is acknowledged is on the disk: a power cut, which forgets whatever nobody waited for, takes none of it back."""

import os
from pathlib import Path

import pytest

from tests.factories_store import sqlite_store  # noqa: F401  (a fixture)
from tracker.store import lasting
from tracker.store.vault import Vault

posix_only = pytest.mark.skipif(os.name != "posix", reason="only POSIX writes folders by themselves")


def test_sqlite_waits_for_the_disk_at_every_commit(sqlite_store):  # noqa: F811 (a fixture)
    for write in (False, True):
        with sqlite_store.execution_options(write=write).connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL; NORMAL may forget the last


@pytest.fixture
def disk(monkeypatch):
    """What the disk holds for certain: of each folder that was waited for, the names in it at that moment; of each
    file, its bytes."""
    held, sync = {}, os.fsync

    def fsync(opened):
        sync(opened)
        path = Path(os.readlink(f"/proc/self/fd/{opened}"))
        held[os.fstat(opened).st_ino] = set(os.listdir(path)) if path.is_dir() else path.read_bytes()

    monkeypatch.setattr(os, "fsync", fsync)
    return held


def lasts(disk, path, *, down_from):
    """Whether a file would be found after a power cut: its bytes, its name, and the name of each folder above it."""
    above = [one for one in (path, *path.parents) if one.is_relative_to(down_from) and one != down_from]
    return all(one.name in disk.get(one.parent.stat().st_ino, ()) for one in above)


@posix_only
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what is waited for is read from /proc")
def test_a_file_of_evidence_lasts_with_every_folder_that_was_made_for_it(disk, tmp_path):
    vault = Vault(tmp_path / "new" / "evidence")
    name = vault.put(b"minutes")
    kept = tmp_path / "new" / "evidence" / name[:2] / name
    assert disk[kept.stat().st_ino] == b"minutes"
    assert lasts(disk, kept, down_from=tmp_path)


@posix_only
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="what is waited for is read from /proc")
def test_a_file_that_is_there_already_lasts_too(disk, tmp_path):
    """Whoever put it there may have been killed before its name was on the disk."""
    vault = Vault(tmp_path / "evidence")
    name = vault.put(b"minutes")
    disk.clear()
    vault.put(b"minutes")
    assert lasts(disk, tmp_path / "evidence" / name[:2] / name, down_from=tmp_path)


def test_a_folder_above_that_nobody_may_look_into_is_no_reason_to_refuse(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(path)

    monkeypatch.setattr(lasting, "to_disk", refuse)
    lasting.make_folder(tmp_path / "one" / "two")
    assert (tmp_path / "one" / "two").is_dir()
