"""An encrypted backup: opened by who has the passphrase or the key, by other programs too, and by nobody else."""

import io
import os
import re
import signal
import subprocess
import sys
import zipfile

import pyrage
import pytest

from tests.cli.conftest import ROOT, empty, made, tracker  # noqa: F401  (fixtures)
from tests.queries.test_as_at import assert_same
from tests.trail.test_backup import elsewhere, engine_in, furnished  # noqa: F401  (fixtures)
from tracker.queries.register import current
from tracker.rules.sight import WHOLE

PASSPHRASE = "seven plain words on paper"


@pytest.fixture
def key(empty, tmp_path):  # noqa: F811
    """A public key, and the file of its secret key."""
    said = empty("backup-key", tmp_path / "key.txt")
    assert said.status == 0 and "Keep the file in two safe places" in said.err
    return said.out.strip(), tmp_path / "key.txt"


@pytest.fixture
def to_a_key(furnished, elsewhere, key, tmp_path):  # noqa: F811
    """A backup encrypted to a key, and an empty place to restore it into."""
    said = furnished("backup", tmp_path / "b.zip.age", "--to", key[0])
    assert said.status == 0, said.err
    return tmp_path / "b.zip.age", elsewhere()


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_with_a_passphrase_it_comes_back_whole_and_another_program_opens_it(
    furnished, elsewhere, tmp_path, monkeypatch  # noqa: F811
):  # fmt: skip
    monkeypatch.setenv("TRACKER_BACKUP_PASSPHRASE", PASSPHRASE)
    said = furnished("backup", tmp_path / "b.zip.age", "--encrypt")
    assert said.status == 0 and "encrypted" in said.out
    content = (tmp_path / "b.zip.age").read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n") and b"manifest" not in content
    with zipfile.ZipFile(io.BytesIO(pyrage.passphrase.decrypt(content, PASSPHRASE))) as package:
        assert "manifest.json" in package.namelist()
    was = current(furnished.engine, sight=WHOLE)
    monkeypatch.delenv("TRACKER_BACKUP_PASSPHRASE")
    (tmp_path / "words").write_text(f"{PASSPHRASE}\nand a second line\n")
    home = elsewhere()
    said = furnished("restore", tmp_path / "b.zip.age", "--passphrase-file", tmp_path / "words")
    assert said.status == 0, said.err
    assert "Others on this machine may read the passphrase" in said.err
    assert_same(was, current(engine_in(home), sight=WHOLE))


def test_to_a_public_key_no_secret_is_on_the_machine_and_the_key_opens_it(to_a_key, furnished, key):  # noqa: F811
    file, home = to_a_key
    said = furnished("restore", file)
    assert said.status == 1 and "--identity" in said.err
    assert files_in(home) == []
    assert furnished("restore", file, "--identity", key[1]).status == 0
    assert "register.sqlite" in files_in(home)
    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(file.read_bytes(), [identity_of(key[1])]))) as package:
        assert package.testzip() is None


def identity_of(file):
    return pyrage.x25519.Identity.from_str(file.read_text().splitlines()[-1])


def test_a_key_is_for_its_owner_only_and_never_written_over(empty, key):  # noqa: F811
    public, file = key
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert str(identity_of(file).to_public()) == public
    content = file.read_bytes()
    said = empty("backup-key", file)
    assert said.status == 1 and "never written over" in said.err
    assert file.read_bytes() == content
    for nowhere in (file / "x", "x" * 5000):
        assert empty("backup-key", nowhere).err.count("\n") == 1


def test_another_key_opens_nothing(to_a_key, furnished, tmp_path):  # noqa: F811
    other = tmp_path / "other.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    said = furnished("restore", to_a_key[0], "--identity", other)
    assert said.status == 1 and "none of the given keys" in said.err
    assert files_in(to_a_key[1]) == []


@pytest.mark.parametrize("harm", ["cut in half", "cut at the end", "a bit in the middle", "only its first line"])
def test_what_was_altered_or_cut_short_gets_a_sentence(to_a_key, furnished, key, harm):  # noqa: F811
    file, home = to_a_key
    content = bytearray(file.read_bytes())
    if harm == "a bit in the middle":
        content[len(content) // 2] ^= 1
    else:
        del content[{"cut in half": len(content) // 2, "cut at the end": len(content) - 1}.get(harm, 22) :]
    file.write_bytes(content)
    for command in ("restore", "drill"):
        said = furnished(command, file, "--identity", key[1])
        assert said.status == 1 and said.err.count("\n") == 1, said.err
        assert "altered or cut short" in said.err
    assert files_in(home) == []


def test_a_passphrase_that_would_take_this_machine_too_long_is_told_from_an_altered_file(
    furnished, tmp_path, monkeypatch  # noqa: F811
):  # fmt: skip
    file = tmp_path / "b.zip.age"
    content = pyrage.passphrase.encrypt(b"a backup", PASSPHRASE)
    file.write_bytes(re.sub(rb" \d+\n", b" 40\n", content, count=1))
    monkeypatch.setenv("TRACKER_BACKUP_PASSPHRASE", PASSPHRASE)
    said = furnished("drill", file)
    assert said.status == 1 and "on a much faster machine" in said.err


def test_a_wrong_passphrase_opens_nothing(furnished, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("TRACKER_BACKUP_PASSPHRASE", PASSPHRASE)
    assert furnished("backup", tmp_path / "b.zip.age", "--encrypt").status == 0
    monkeypatch.setenv("TRACKER_BACKUP_PASSPHRASE", f"{PASSPHRASE} ")
    said = furnished("drill", tmp_path / "b.zip.age")
    assert said.status == 1 and "the passphrase is not the one" in said.err
    assert PASSPHRASE not in said.err
    monkeypatch.delenv("TRACKER_BACKUP_PASSPHRASE")
    said = furnished.run("drill", tmp_path / "b.zip.age")
    assert said.status == 1 and "TRACKER_BACKUP_PASSPHRASE" in said.err


@pytest.mark.parametrize(
    ("words", "passphrase", "why"),
    [
        (("b.zip.age", "--encrypt"), "short", "at least 12 characters"),
        (("b.zip", "--encrypt"), PASSPHRASE, "ends in .age"),
        (("b.zip.age",), None, "say --encrypt"),
        (("b.zip.age", "--encrypt"), None, "needs a passphrase"),
        (("b.zip.age", "--to", "age1nonsense"), None, "is no public key"),
        (("b.zip.age", "--passphrase-file", "none.txt"), None, "cannot be read"),
    ],
)
def test_what_cannot_be_encrypted_is_refused_before_anything_is_done(
    furnished, tmp_path, monkeypatch, words, passphrase, why  # noqa: F811
):  # fmt: skip
    if passphrase:
        monkeypatch.setenv("TRACKER_BACKUP_PASSPHRASE", passphrase)
    trail = furnished("trail", "--last", "1", "--json").json
    said = furnished("backup", tmp_path / words[0], *words[1:])
    assert said.status == 1 and why in said.err
    assert furnished("trail", "--last", "1", "--json").json == trail
    assert not list(tmp_path.glob("*b.zip*"))


def test_a_passphrase_that_is_set_and_not_used_is_said(furnished, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("TRACKER_BACKUP_PASSPHRASE", PASSPHRASE)
    said = furnished("backup", tmp_path / "b.zip")
    assert said.status == 0 and "not encrypted" in said.err


def ended(furnished, out, key, end):  # noqa: F811
    """A backup whose process is sent a signal the moment that it has written the encrypted file."""
    program = (
        "import os\n"
        "from tracker.store import backup\n"
        f"backup.os.fsync = lambda *_: os.kill(os.getpid(), {int(end)})\n"
        "from tracker.__main__ import app\n"
        f"app(['backup', {str(out)!r}, '--to', {key[0]!r}])\n"
    )
    env = {**os.environ, "TRACKER_HOME": str(furnished.home), "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, "-c", program], env=env, capture_output=True).returncode


def test_told_to_end_it_leaves_nothing_of_the_plain_text(furnished, tmp_path, key):  # noqa: F811
    before = files_in(furnished.home)
    (tmp_path / "out").mkdir()
    assert ended(furnished, tmp_path / "out" / "b.zip.age", key, signal.SIGTERM) == 128 + signal.SIGTERM
    assert files_in(tmp_path / "out") == []
    assert files_in(furnished.home) == before


def test_what_a_killed_one_left_lies_where_nobody_else_looks_and_the_next_one_sweeps_it(
    furnished, tmp_path, key  # noqa: F811
):  # fmt: skip
    (tmp_path / "out").mkdir()
    assert ended(furnished, tmp_path / "out" / "b.zip.age", key, signal.SIGKILL) == -signal.SIGKILL
    (left,) = furnished.home.glob(".tracker-work-*")
    assert left.stat().st_mode & 0o077 == 0
    assert not any(content.startswith(b"PK") for content in map(lambda p: p.read_bytes(), (tmp_path / "out").iterdir()))
    assert furnished("backup", tmp_path / "out" / "b.zip.age", "--to", key[0]).status == 0
    assert not list(furnished.home.glob(".tracker-work-*"))
