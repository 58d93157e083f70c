"""Backups by a timer: dated names, what goes by the rule and what never goes, two runs at once."""

import os
import resource
import shutil
import zipfile
from datetime import timedelta

import pytest
from filelock import FileLock

from tests.cli.conftest import empty, made, tracker  # noqa: F401  (fixtures)
from tests.trail.test_backup import furnished  # noqa: F401  (a fixture)
from tracker import clock
from tracker.queries.register import current
from tracker.rules.sight import WHOLE

ONLY_TWO_DAYS = ("--keep-daily", "2", "--keep-weekly", "0", "--keep-monthly", "0")


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "backups"
    path.mkdir()
    return path


@pytest.fixture
def with_older(furnished, folder):  # noqa: F811
    """A folder with one backup of each of the last five days: today's content under older names."""
    said = furnished("backup", "--into", folder, "--json")
    assert said.status == 0, said.err
    first = folder / os.path.basename(said.json["file"])
    mark = first.name.split("-")[1]
    for ago in range(1, 5):
        stamp = (clock.now() - timedelta(days=ago)).strftime("%Y%m%dT%H%M%SZ")
        shutil.copy(first, folder / f"register-{mark}-{stamp}.zip")
    first.unlink()
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_the_new_one_has_a_date_and_older_ones_go_by_the_rule(furnished, with_older):  # noqa: F811
    older = names(with_older)
    said = furnished("backup", "--into", with_older, *ONLY_TWO_DAYS, "--json")
    assert said.status == 0, said.err
    new = os.path.basename(said.json["file"])
    assert names(with_older) == [older[-1], new]
    assert [one["file"] for one in said.json["kept"]] == [new, older[-1]]
    assert "the new one" in said.json["kept"][0]["why"]
    assert sorted(said.json["removed"]) == older[:-1]
    assert oct((with_older / new).stat().st_mode)[-3:] == "600"
    assert furnished("drill", with_older / new).status == 0


def test_in_words_it_says_what_it_kept_and_removed(furnished, with_older):  # noqa: F811
    older = names(with_older)
    said = furnished("backup", "--into", with_older, *ONLY_TWO_DAYS)
    words = " ".join(said.out.split())
    assert "Kept: 2 backups (the newest of 2 days, 0 weeks and 0 months)." in words
    whole = "".join(said.out.split())  # a line may end within a name
    assert all(name in whole for name in older[:-1])


def test_nothing_goes_but_this_registers_own_backups(furnished, with_older, tmp_path):  # noqa: F811
    strangers = (
        "notes.txt",
        "register.zip",
        "register-0badcafe-20200101T000000Z.zip",
        "register-x-20200101T000000Z.zip",
    )
    mark = names(with_older)[0].split("-")[1]
    for name in strangers:
        (with_older / name).write_text("somebody else’s")
    (with_older / f"register-{mark}-20200101T000000Z.zip").mkdir()
    (with_older / f"register-{mark}-20200102T000000Z.zip").symlink_to(tmp_path / "elsewhere.zip")
    (with_older / f"register-{mark}-20209999T000000Z.zip").write_text("no such day")
    said = furnished("backup", "--into", with_older, *ONLY_TWO_DAYS, "--json")
    assert said.status == 0, said.err
    assert len(said.json["removed"]) == 3
    left = names(with_older)
    assert set(strangers) <= set(left)
    assert sum(name.startswith(f"register-{mark}-2020") for name in left) == 3


def test_where_the_new_one_cannot_be_written_whole_nothing_older_goes(furnished, with_older):  # noqa: F811
    older = names(with_older)
    small = (with_older / older[0]).stat().st_size // 2

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (small, small))

    said = furnished.run("backup", "--into", with_older, *ONLY_TWO_DAYS, preexec_fn=no_room)
    assert said.status == 1 and said.err.count("\n") == 1, said.err
    assert names(with_older) == older
    assert [path.name for path in with_older.iterdir() if path.name.endswith(".part")] == []


def test_where_evidence_is_lost_the_older_backups_that_hold_it_stay(furnished, with_older):  # noqa: F811
    older = names(with_older)
    (one,) = current(furnished.engine, sight=WHOLE).evidence.values()
    shutil.rmtree(furnished.home / "evidence" / one.file_hash[:2])
    said = furnished("backup", "--into", with_older, *ONLY_TWO_DAYS)
    assert said.status == 1 and "no older backup was removed" in said.err
    assert set(older) < set(names(with_older))


def test_while_one_is_written_another_does_nothing_and_says_so(furnished, with_older):  # noqa: F811
    older = names(with_older)
    with FileLock(with_older / ".tracker-backups.lock"):
        said = furnished.run("backup", "--into", with_older)
    assert said.status == 1 and "another backup is being written" in said.err
    assert names(with_older) == older


def test_of_several_at_once_each_is_whole_or_says_why_not(furnished, folder):  # noqa: F811
    running = [furnished.process("backup", "--into", folder) for _ in range(4)]
    ends = [(process.communicate()[1], process.returncode) for process in running]
    assert {status for _, status in ends} <= {0, 1} and any(status == 0 for _, status in ends)
    assert all(b"another backup is being written" in err for err, status in ends if status)
    for name in names(folder):
        with zipfile.ZipFile(folder / name) as package:
            assert package.testzip() is None
    assert names(folder) and furnished("drill", folder).status == 0


def test_what_a_killed_run_left_half_written_is_swept_and_nothing_else(furnished, folder):  # noqa: F811
    half = folder / ".register-0badcafe-20261123T134500Z.zip.age.4711.part"
    other = folder / ".report.docx.part"
    for file in (half, other):
        file.write_bytes(b"half")
    assert furnished("backup", "--into", folder).status == 0
    assert not half.exists() and other.exists()


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (("--into", "none"), 1, "There is no folder"),
        (("--into", "x" * 5000), 1, "There is no folder"),
        (("--into", "backups", "b.zip"), 2, "a folder for dated ones"),
        ((), 2, "Say where the backup goes"),
        (("--into", "backups", "--keep", "3"), 2, "--keep-daily"),
        (("--into", "backups", "--keep-daily", "0"), 2, "keep-daily"),
    ],
    ids=["no folder", "5,000 letters", "both", "neither", "the other rule", "keep none"],
)
def test_what_cannot_be_done_gets_a_sentence(furnished, folder, monkeypatch, words, status, why):  # noqa: F811
    monkeypatch.chdir(folder.parent)
    said = furnished("backup", *words)
    assert said.status == status and why in said.err
    assert names(folder) == []
