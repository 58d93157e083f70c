"""Evidence in and out through the command: looked at, kept, given to those who may, and checked."""

import os
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests import files
from tracker import clock
from tracker.commands import evidence, people, uploads
from tracker.queries import history
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, EvidenceKind, Role
from tracker.store.vault import Vault
from tracker.street import street

PART = "SOTON-K:10.2.1/"
POLICE, COUNCIL = "hampshire-constabulary", "southampton-childrens-services"
ID = "SOTON-K-A001"


@pytest.fixture
def action(tracker):
    return tracker.plan(PART, POLICE, due_in=40).id


@pytest.fixture
def audit(tmp_path):
    path = tmp_path / "the audit.pdf"
    path.write_bytes(files.pdf())
    return path


def add(tracker, path, *more, action=ID):
    return tracker("evidence", "add", action, path, "--rung", "audit", "--about", "2026-01-31", *more)


def person(tracker, name, role, agency=None):
    signed = {"by": "business-manager", "at": clock.now(), "door": Door.COMMAND_LINE}
    made = people.add(tracker.engine, name=name, **signed)
    people.give_role(tracker.engine, person_id=made.id, role=role, agency_id=agency, **signed)


def vault_files(tracker):
    return [p for p in (tracker.home / "evidence").rglob("*") if p.is_file()]


def downloads(tracker):
    return [(e.by, e.entity_id, e.door) for e in history.entries(tracker.engine, sight=WHOLE, verb="download")]


def test_a_file_goes_in_and_comes_out_and_both_are_on_the_trail(tracker, action, audit, tmp_path):
    said = add(tracker, audit, "--title", "Audit of 20 files")
    assert (said.status, said.out) == (0, f"Audit of 20 files is in the register as {ID}-E1.\n")
    (row,) = tracker("evidence", "list", "--json").json
    assert (row["file_name"], row["rung"], row["about"]) == ("the audit.pdf", "audit", "2026-01-31")
    assert row["size"] == len(files.pdf()) and not row["restricted"] and row["counts"]
    out = tmp_path / "out.pdf"
    assert tracker("evidence", "get", f"{ID}-E1", "--out", out).status == 0
    assert out.read_bytes() == files.pdf()
    assert downloads(tracker) == [("business-manager", f"{ID}-E1", "command_line")]
    assert tracker("trail", "--verify").status == 0
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("audit.pdf", files.png(), "it is called .pdf, but is a picture (PNG)"),
        ("audit.pdf", b"", "it is empty"),
        ("audit.exe", b"MZ", "evidence may be a file of these kinds"),
        ("audit.txt", b"<html>", "it is a web page or holds one"),
    ],
)
def test_a_file_that_is_refused_is_a_sentence_and_nothing_is_kept(tracker, action, tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    said = add(tracker, tmp_path / name)
    assert (said.status, said.out) == (1, "")
    assert why in said.err
    assert tracker("evidence", "list", "--json").json == []
    assert vault_files(tracker) == []


def test_one_byte_too_many_is_too_many(tracker, action, tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_UPLOAD_LIMIT", "1")
    file = tmp_path / "long.txt"
    file.write_bytes(b"x" * (1024 * 1024 + 1))
    assert "it is larger than 1 MB: send a link to it instead" in add(tracker, file).err
    file.write_bytes(b"x" * 1024 * 1024)
    assert add(tracker, file).status == 0


@pytest.mark.parametrize("what", ["nothing", "folder", "device"])
def test_what_is_no_file_is_a_sentence(tracker, action, tmp_path, what):
    path = {"nothing": tmp_path / "none.pdf", "folder": tmp_path, "device": Path("/dev/zero")}[what]
    said = add(tracker, path)
    assert said.status == 1
    assert "was not read" in said.err


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (("--rung", "rumour", "--about", "2026-01-31"), 2, "‘rumour’ is no rung: write assertion, document"),
        (("--rung", "audit", "--about", "soon"), 2, "--about: ‘soon’ is not a day"),
        (("--rung", "audit", "--about", "2999-01-31"), 1, "look at the year again"),
    ],
)
def test_a_slip_in_what_is_typed_is_a_sentence(tracker, action, audit, words, status, why):
    said = tracker("evidence", "add", ID, audit, *words)
    assert said.status == status
    assert why in said.err


def test_an_unknown_action_and_a_stranger_are_sentences(tracker, action, audit):
    assert "There is no action ‘SOTON-K-A009’" in add(tracker, audit, action="SOTON-K-A009").err
    assert tracker("evidence", "list", "--action", "SOTON-K-A009").status == 1
    assert "There is no person ‘mallory’" in add(tracker, audit, "--by", "mallory").err
    assert tracker("evidence", "get", f"{ID}-E9", "--out", "x").status == 1
    assert not Path("x").exists()


def test_restricted_evidence_is_given_to_those_who_may_open_it(tracker, action, audit, tmp_path):
    add(tracker, audit, "--restricted")
    for name, role, agency, may in (
        ("Asha Police", Role.LEAD, POLICE, True),
        ("Cy Subgroup", Role.SUBGROUP, None, True),
        ("Di Scrutineer", Role.SCRUTINEER, None, True),
        ("Ben Council", Role.LEAD, COUNCIL, False),
        ("Ed Auditor", Role.AUDITOR, None, False),
        ("Flo Reader", Role.READER, None, False),
    ):
        person(tracker, name, role, agency)
        out = tmp_path / name
        said = tracker("evidence", "get", f"{ID}-E1", "--out", out, "--by", name)
        assert (said.status == 0, out.exists()) == (may, may), name
        if not may:
            assert "it is restricted to its agency, to those who verify and to the business manager" in said.err
    assert [by for by, *_ in downloads(tracker)] == ["di-scrutineer", "cy-subgroup", "asha-police"]


def test_somebody_without_a_role_takes_nothing_out(tracker, action, audit, tmp_path):
    add(tracker, audit)
    people.add(tracker.engine, name="Hal", by="business-manager", at=clock.now(), door=Door.COMMAND_LINE)
    said = tracker("evidence", "get", f"{ID}-E1", "--out", tmp_path / "x", "--by", "hal")
    assert said.status == 1 and "you have no role yet" in said.err
    assert downloads(tracker) == []


def test_nothing_is_written_over(tracker, action, audit):
    add(tracker, audit)
    said = tracker("evidence", "get", f"{ID}-E1", "--out", audit)
    assert "There is already something at" in said.err
    assert downloads(tracker) == []


def test_a_folder_that_cannot_be_written_is_a_sentence(tracker, action, audit, tmp_path):
    add(tracker, audit)
    said = tracker("evidence", "get", f"{ID}-E1", "--out", tmp_path / "nowhere" / "x.pdf")
    assert said.status == 1 and "The file could not be written to" in said.err


def test_withdrawn_evidence_and_words_have_no_file(tracker, action, audit, tmp_path):
    add(tracker, audit)
    said = tracker("evidence", "withdraw", f"{ID}-E1", "--reason", "It named a child.")
    assert (said.status, said.out) == (0, f"the audit.pdf ({ID}-E1) is withdrawn.\n")
    said = tracker("evidence", "get", f"{ID}-E1", "--out", tmp_path / "x")
    assert "it was withdrawn on" in said.err
    assert "It named a child." in " ".join(tracker("evidence", "list").out.split())
    evidence.attach_statement(
        tracker.engine, action_id=ID, statement="We did.", by="business-manager", at=clock.now(), door=Door.COMMAND_LINE
    )
    said = tracker("evidence", "get", f"{ID}-E2", "--out", tmp_path / "x")
    assert "it is a link or a statement" in said.err
    assert downloads(tracker) == []


def test_the_list_tells_versions(tracker, action, audit):
    add(tracker, audit, "--title", "Audit", "--restricted")
    evidence.replace(
        tracker.engine, evidence_id=f"{ID}-E1", kind=EvidenceKind.STATEMENT, statement="All read.", reason="More.",
        by="business-manager", at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    said = " ".join(tracker("evidence", "list", "--action", ID).out.split())
    assert "Audit; about 31 January 2026; restricted; version 1 of 2; replaced" in said
    assert "Audit; about 31 January 2026; restricted; version 2 of 2" in said
    first, second = tracker("evidence", "list", "--json").json
    assert (first["counts"], second["counts"], second["replaces"]) == (False, True, f"{ID}-E1")


# ---- whether all is there


def test_a_whole_vault_says_so(tracker, action, audit):
    assert tracker("evidence", "check").out == "The evidence folder holds what the register names: 0 files, whole.\n"
    add(tracker, audit)
    said = tracker("evidence", "check")
    assert (said.status, said.out) == (0, "The evidence folder holds what the register names: 1 file, whole.\n")


def test_what_is_missing_changed_or_named_by_nothing_is_listed(tracker, action, audit, tmp_path):
    add(tracker, audit)
    (tmp_path / "b.txt").write_text("another")
    add(tracker, tmp_path / "b.txt")
    lost, altered = (row["hash"] for row in tracker("evidence", "list", "--json").json)
    by_name = {p.name: p for p in vault_files(tracker)}
    by_name[lost].unlink()
    by_name[altered].write_bytes(b"altered")
    refused = add(tracker, tmp_path / "b.txt", action="SOTON-K-A009")  # kept, and then of no action
    assert refused.status == 1
    (tmp_path / "c.txt").write_text("a third")
    add(tracker, tmp_path / "c.txt", action="SOTON-K-A009")
    (tracker.home / "evidence" / "notes.txt").write_text("mine")
    said = tracker("evidence", "check", "--json")
    assert said.status == 1
    found = said.json
    assert [(m["hash"], m["named_by"], m["why"]) for m in found["missing"]] == [
        (lost, [f"{ID}-E1"], "it is not there")
    ]  # sending the same bytes again mended the other
    assert len(found["orphans"]) == 1
    assert found["strange"] == ["notes.txt"]
    plain = tracker("evidence", "check")
    assert plain.status == 1
    assert f"{ID}-E1: it is not there" in plain.out and "Named by nothing" in plain.out
    add(tracker, audit)
    by_name[altered].write_bytes(b"altered again")
    said = tracker("evidence", "check")
    assert said.status == 1 and f"{ID}-E2: it is not as it was" in said.out


@pytest.mark.parametrize("kept", [True, False])
def test_a_workbook_that_was_applied_may_be_there_and_need_not(tracker, action, tmp_path, kept):
    out = tmp_path / "plan.xlsx"
    tracker("export", "--out", out)
    book = load_workbook(out)
    sheet = book["Actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Action to take"], "Write it all down")
    book.save(out)
    if kept:
        Vault(tracker.home / "evidence").put(out.read_bytes())
        assert len(tracker("evidence", "check", "--json").json["orphans"]) == 1
    assert tracker("import", out).status == 0
    found = tracker("evidence", "check", "--json").json
    assert (found["ok"], found["orphans"]) == (True, [])


def test_a_workbook_that_waits_must_be_there(tracker, tmp_path):
    signed = {"by": "business-manager", "at": clock.now(), "door": Door.BROWSER}
    hash_ = Vault(tracker.home / "evidence").put(b"a workbook")
    uploads.keep(tracker.engine, file_hash=hash_, name="plan.xlsx", size=10, **signed)
    assert tracker("evidence", "check").status == 0
    next(iter(vault_files(tracker))).unlink()
    assert "a workbook that waits: it is not there" in tracker("evidence", "check").out


# ---- where it may lie


@pytest.mark.parametrize("words", [("init",), ("serve", "--no-browser", "--port", "8659")])
def test_evidence_in_the_folder_that_is_served_is_refused_at_the_start(tracker, monkeypatch, words):
    monkeypatch.setenv("TRACKER_EVIDENCE_URL", str(street() / "static" / "evidence"))
    said = tracker(*words)
    assert said.status == 1
    assert "Set TRACKER_EVIDENCE_URL to a folder of its own, elsewhere." in said.err
    assert not (street() / "static" / "evidence").exists()


def test_evidence_is_not_sent_into_the_folder_that_is_served(tracker, action, audit, monkeypatch):
    monkeypatch.setenv("TRACKER_EVIDENCE_URL", f"file://{street() / 'static' / 'evidence'}")
    assert "Set TRACKER_EVIDENCE_URL" in add(tracker, audit).err
    assert not (street() / "static" / "evidence").exists()
