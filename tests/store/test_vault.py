"""The evidence folder keeps bytes by their hash and gives back only what was kept."""

import hashlib

import pytest

from tracker.rules.errors import StoreUnavailableError
from tracker.store.vault import Vault


def test_what_was_kept_comes_back(tmp_path):
    vault = Vault(tmp_path / "evidence")
    name = vault.put(b"minutes of the meeting")
    assert name == hashlib.sha256(b"minutes of the meeting").hexdigest()
    assert vault.get(name) == b"minutes of the meeting"


def test_the_same_bytes_are_kept_once(tmp_path):
    vault = Vault(tmp_path)
    vault.put(b"x")
    vault.put(b"x")
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 63, "", "Z" * 64, "0" * 64])
def test_a_name_that_is_no_kept_hash_gives_nothing(tmp_path, name):
    assert Vault(tmp_path).get(name) is None


def test_a_file_that_was_changed_on_disk_is_not_given_out(tmp_path):
    vault = Vault(tmp_path)
    name = vault.put(b"as it was")
    (tmp_path / name[:2] / name).write_bytes(b"as it is not")
    assert vault.get(name) is None


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path):
    (tmp_path / "evidence").write_text("a file stands here")
    with pytest.raises(StoreUnavailableError, match="Nothing was changed"):
        Vault(tmp_path / "evidence").put(b"x")
