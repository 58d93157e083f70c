"""What every place of evidence does, be it a folder or a bucket of a real S3-compatible store."""

import hashlib
import threading

import pytest

from tests import files
from tests.store.places.kinds import path, settings_of, vault_of
from tracker.rules.errors import FileRefusedError
from tracker.store.vault import vault_at


def name_of(content):
    return hashlib.sha256(content).hexdigest()


def test_what_was_kept_comes_back_under_its_hash_and_nowhere_else(vault, spot):
    name = vault.put(b"minutes of the meeting")
    assert name == name_of(b"minutes of the meeting")
    assert vault.get(name) == b"minutes of the meeting"
    assert spot.paths() == [path(name)]


@pytest.mark.parametrize("content", [b"", b"x" * 6_000_000], ids=["nothing", "six megabytes"])
def test_no_size_is_too_small_or_large(vault, content):
    assert vault.get(vault.put(content)) == content


def test_another_process_finds_what_was_kept(vault, spot):
    name = vault.put(b"kept")
    assert vault_of(spot).get(name) == b"kept"


def test_the_same_bytes_are_kept_once(vault, spot):
    assert vault.put(b"x") == vault.put(b"x")
    assert len(spot.paths()) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 63, "", "Z" * 64, "0" * 64, "0" * 64 + "\n", "٠" * 64])
def test_a_name_that_is_no_kept_hash_gives_nothing(vault, name):
    vault.put(b"x")
    assert vault.get(name) is None
    assert not vault.remove(name)


def test_in_an_empty_place_there_is_nothing(vault):
    assert vault.get(name_of(b"x")) is None
    assert vault.holdings() == type(vault.holdings())(frozenset(), frozenset(), ())


@pytest.mark.parametrize("other", [b"as it is not", b"as it wa", b""], ids=["other", "cut short", "emptied"])
def test_what_was_changed_is_not_given_out_and_is_mended_when_it_comes_again(vault, spot, other):
    name = vault.put(b"as it was")
    spot.put(path(name), other)
    assert vault.get(name) is None
    assert vault.holdings().changed == {name}
    assert vault.put(b"as it was") == name
    assert vault.get(name) == b"as it was"
    assert vault.holdings().whole == {name} and len(spot.paths()) == 1


def test_the_holdings_tell_whole_files_changed_ones_and_strangers(vault, spot):
    one, two = vault.put(b"one"), vault.put(b"two")
    spot.put(path(two), b"2")
    spot.put("notes.txt", b"mine")
    spot.put(f"00/{one}", b"one")  # in the wrong folder
    found = vault.holdings()
    assert (found.whole, found.changed, found.strange) == ({one}, {two}, (f"00/{one}", "notes.txt"))
    assert vault.listing() == ({one, two}, found.strange)


def test_what_was_removed_is_gone_for_good(vault, spot):
    name, other = vault.put(b"about a child"), vault.put(b"about nobody")
    assert vault.remove(name)
    assert not vault.remove(name)
    assert vault.get(name) is None and vault.get(other) == b"about nobody"
    assert spot.paths() == [path(other)]
    assert vault.put(b"about a child") == name  # and can come again


def test_many_writers_of_the_same_bytes_at_once_are_no_trouble(vault, spot):
    content, told, wrong = b"the same" * 50_000, [], []
    together = threading.Barrier(8)

    def write():
        try:
            together.wait()
            told.append(vault.put(content))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert told == [name_of(content)] * 8
    assert spot.paths() == [path(told[0])] and vault.get(told[0]) == content


def test_a_refused_file_is_not_kept(vault, spot):
    with pytest.raises(FileRefusedError, match="is a picture"):
        vault.receive("audit.pdf", files.png(), limit=25)
    assert spot.paths() == []
    kept = vault.receive("C:\\Users\\me\\minutes\u202e.pdf", files.pdf(), limit=25)
    assert (kept.name, vault.get(kept.hash)) == ("minutes.pdf", files.pdf())


def test_it_says_where_it_is_and_no_secret(vault, spot):
    found = settings_of(spot)
    for said in (str(vault.place), repr(vault), repr(found), repr(vault_at(found))):
        assert "tracker-secret" not in said and "TRACKERKEY" not in said
    assert str(vault.place)
