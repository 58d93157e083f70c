"""Evidence in a bucket from the command line and over HTTP, and copied from one kind of place to the other."""

import os
import re
import socket
import urllib.error
import urllib.request

import pytest

from tests import files
from tests.cli.test_processes import free_port
from tests.object_store import KEY, SECRET
from tests.store.places.kinds import KINDS, made, path, vault_of
from tracker import clock
from tracker.commands import evidence, people
from tracker.queries import history
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Rung

PART, POLICE, ID = "SOTON-K:10.2.1/", "hampshire-constabulary", "SOTON-K-A001"
TEXTS = tuple(f"Audit number {number}.".encode() for number in range(3))
pytestmark = pytest.mark.xdist_group("object store")


def use(monkeypatch, spot):
    for name, value in spot.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def bucket(request):
    return made("bucket", request)


@pytest.fixture
def action(tracker):
    return tracker.plan(PART, POLICE, due_in=40).id


@pytest.fixture
def audit(tmp_path):
    (tmp_path / "audit.pdf").write_bytes(files.pdf())
    return tmp_path / "audit.pdf"


def add(tracker, file):
    return tracker("evidence", "add", ID, file, "--rung", "audit", "--about", "2026-01-31", "--title", "The audit")


# ---- every command that touches files


def test_a_file_goes_into_the_bucket_and_comes_out(tracker, action, audit, bucket, monkeypatch, tmp_path):
    use(monkeypatch, bucket)
    assert add(tracker, audit).out == f"The audit is in the register as {ID}-E1.\n"
    assert len(bucket.paths()) == 1 and not (tracker.home / "evidence").exists()
    assert tracker("evidence", "get", f"{ID}-E1", "--out", tmp_path / "out.pdf").status == 0
    assert (tmp_path / "out.pdf").read_bytes() == files.pdf()
    said = tracker("evidence", "check")
    assert (said.status, said.out) == (0, "The evidence bucket holds what the register names: 1 file, whole.\n")
    bucket.put(bucket.paths()[0], b"changed")
    said = tracker("evidence", "check")
    assert said.status == 1 and "it is not as it was" in said.out
    assert "is no longer what it was" in tracker("evidence", "get", f"{ID}-E1", "--out", tmp_path / "2.pdf").err
    assert add(tracker, audit).status == 0  # the same bytes again mend it
    assert tracker("evidence", "check").status == 0


def test_a_bucket_that_cannot_be_reached_is_a_sentence_and_nothing_is_recorded(tracker, action, audit, monkeypatch):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"s3://board?endpoint=http://127.0.0.1:{nobody.getsockname()[1]}"
        monkeypatch.setenv("TRACKER_EVIDENCE_URL", address)
        monkeypatch.setenv("TRACKER_EVIDENCE_KEY", KEY)
        monkeypatch.setenv("TRACKER_EVIDENCE_SECRET", SECRET)
        for said in (add(tracker, audit), tracker("evidence", "check")):
            assert (said.status, said.out) == (1, "")
            assert "it cannot be reached" in said.err and SECRET not in said.err and "Traceback" not in said.err
    assert tracker("evidence", "list", "--json").json == []


def test_an_address_with_a_key_in_it_is_refused_and_not_repeated(tracker, monkeypatch):
    monkeypatch.setenv("TRACKER_EVIDENCE_URL", "s3://me:opensesame@board?region=eu-west-2")
    said = tracker("evidence", "check")
    assert said.status == 1 and "keys do not belong in an address" in said.err and "sesame" not in said.err
    said = tracker.run("serve", "--port", "1", env=dict(os.environ))
    assert said.status == 1 and "keys do not belong in an address" in said.err and "sesame" not in said.err


def test_a_backup_takes_the_bucket_along_and_a_restore_puts_it_into_another(
    tracker, action, audit, bucket, monkeypatch, tmp_path, request
):
    use(monkeypatch, bucket)
    add(tracker, audit)
    assert tracker("backup", tmp_path / "b.zip").status == 0
    (tmp_path / "new home").mkdir()
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "new home"))
    assert tracker("restore", tmp_path / "b.zip").status == 0  # the backup's own files there are no hindrance
    other = made("bucket", request)
    use(monkeypatch, other)
    (tmp_path / "third").mkdir()
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "third"))
    other.put("notes.txt", b"somebody's")
    assert "There is evidence already" in tracker("restore", tmp_path / "b.zip").err
    other.remove("notes.txt")
    assert tracker("restore", tmp_path / "b.zip").status == 0
    assert other.paths() == bucket.paths()
    assert tracker("evidence", "check").status == 0


def test_over_http_a_file_of_the_bucket_is_given_as_an_attachment(tracker, action, audit, bucket, monkeypatch):
    """A real server of its own process, with the bucket for its evidence."""
    use(monkeypatch, bucket)
    add(tracker, audit)
    port = free_port()
    running = tracker.process(
        "serve", "--no-browser", "--as", "business-manager", "--port", port, start_new_session=True
    )
    try:
        line = b""
        while b"open at" not in line:
            line = running.stdout.readline()
            assert line, running.stderr.read().decode()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/evidence/{ID}-E1", timeout=120) as answer:
            assert answer.read() == files.pdf()
            assert answer.headers["content-disposition"].startswith('attachment; filename="audit.pdf"')
        bucket.put(bucket.paths()[0], b"changed")
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/evidence/{ID}-E1", timeout=120)
        assert "no longer what it was" in refused.value.read().decode()
    finally:
        running.kill()
        running.communicate()


# ---- from one place to the other


@pytest.fixture(params=[(a, b) for a in KINDS for b in KINDS], ids=lambda both: " to ".join(both))
def both(request, tmp_path):
    old, new = (made(kind, request) for kind in request.param)
    if hasattr(old, "folder"):
        old.folder = tmp_path / "old"
    if hasattr(new, "folder"):
        new.folder = tmp_path / "new"
    return old, new


def hold(tracker, spot):
    vault = vault_of(spot)
    signed = {"by": "business-manager", "at": clock.now(), "door": Door.COMMAND_LINE}
    for text in TEXTS:
        evidence.attach_file(
            tracker.engine, action_id=ID, title="The audit", rung=Rung.AUDIT, about=clock.today(), file_name="a.txt",
            file_hash=vault.put(text), file_size=len(text), **signed,
        )  # fmt: skip
    vault.put(b"a form that was never sent")
    return sorted(vault.listing().names)


def where(spot):
    return spot.environment["TRACKER_EVIDENCE_URL"]


def test_everything_that_is_named_is_copied_and_the_source_stays(tracker, action, both, monkeypatch):
    old, new = both
    monkeypatch.setenv("TRACKER_EVIDENCE_KEY", KEY)
    monkeypatch.setenv("TRACKER_EVIDENCE_SECRET", SECRET)
    names = hold(tracker, old)
    was = old.paths()
    said = tracker("evidence", "copy", where(old), where(new))
    assert said.status == 0, said.err
    assert said.out.startswith("Copied and read again: 3 files; 0 were there already.") and SECRET not in said.out
    assert old.paths() == was and len(names) == 4
    assert vault_of(new).holdings().whole == {vault_of(old).put(text) for text in TEXTS}
    monkeypatch.setenv("TRACKER_EVIDENCE_URL", where(new))
    assert tracker("evidence", "check").status == 0
    (entry,) = history.entries(tracker.engine, sight=WHOLE, verb="copy_evidence")
    assert entry.by == "business-manager"
    assert tracker("trail", "--verify").status == 0


def test_a_copy_that_was_cut_short_goes_on_and_mends_and_says_what_is_lost(tracker, action, both, monkeypatch):
    old, new = both
    monkeypatch.setenv("TRACKER_EVIDENCE_KEY", KEY)
    monkeypatch.setenv("TRACKER_EVIDENCE_SECRET", SECRET)
    hold(tracker, old)
    first, second, third = (vault_of(old).put(text) for text in TEXTS)
    vault_of(new).put(TEXTS[0])  # there already
    new.put(path(second), b"cut sh")  # there, and not whole
    old.put(path(third), b"changed")  # lost
    said = tracker("evidence", "copy", where(old), where(new))
    assert said.status == 1
    assert said.out.startswith("Copied and read again: 1 file; 1 was there already.")
    assert re.search(rf"{ID}-E\d: whole in neither place\s+\({third}\)", said.out)
    assert vault_of(new).holdings().whole == {first, second}
    assert old.paths() and vault_of(old).holdings().changed == {third}  # the source is left as it was


@pytest.mark.parametrize(
    ("target", "why"),
    [("old", "are the same place"), ("file://old", "are the same place"), ("ftp://x", "neither a folder nor a bucket")],
)
def test_a_place_onto_itself_or_one_that_is_no_place_is_refused_before_anything_is_noted(
    tracker, action, tmp_path, target, why
):
    folder = str(tmp_path / "old")
    said = tracker("evidence", "copy", folder, target.replace("old", folder))
    assert (said.status, said.out) == (1, "") and why in said.err
    assert history.entries(tracker.engine, sight=WHOLE, verb="copy_evidence") == ()


def test_only_the_business_manager_copies_the_evidence(tracker, action, tmp_path):
    people.add(tracker.engine, name="A Reader", by="business-manager", at=clock.now(), door=Door.COMMAND_LINE)
    said = tracker("evidence", "copy", tmp_path / "old", tmp_path / "new", "--by", "A Reader")
    assert said.status == 1 and "copy all the evidence to another place" in said.err
    assert not (tmp_path / "new").exists()
