"""`tracker extract`: a report in, JSON out and nothing else; with a register, without one, and what is refused."""

import json
from hashlib import sha256

import pytest

from tests.extraction import documents as made
from tests.extraction.hostile import REPORT, sound_pdf
from tracker import clock
from tracker.commands import reviews, taking_in
from tracker.extraction.read import BIGGEST
from tracker.rules.words import CandidateKind, Door, Publication

TOP = [
    "title", "recommendations", "single_agency", "learning_points", "promises", "cross_references", "warnings"
]  # fmt: skip
ONE = [
    "ref", "title", "text", "parts", "addressed_to", "page", "paragraph", "themes", "owners", "also", "reason",
    "doubts", "intake",
]  # fmt: skip
ASKS = ["The Board should ask every agency to audit its records.", "The police should train its officers by March."]
TOLD = """# Child Q

4.1 The author was told that there is a recommendation about records. The school did not tell anybody.

4.2 Learning: children should be seen alone by whoever visits them.

# Recommendations

Recommendation 1: The Board should:

a) ask every agency to audit its records; and

b) publish what is found.

Recommendation 2: Hampshire Constabulary should consider training its officers by March 2027.
"""
FILES = {
    "txt": REPORT.encode, "md": REPORT.encode, "pdf": sound_pdf,
    "docx": lambda: made.docx("".join(made.paragraph(line) for line in REPORT.splitlines())),
    "html": lambda: f"<html><body><p>{REPORT.replace(chr(10), '<p>')}</body></html>".encode(),
}  # fmt: skip


@pytest.fixture
def report(tmp_path):
    """A report of this kind, on disk."""

    def kept(ending="txt", content=None, name="Child Q"):
        path = tmp_path / f"{name}.{ending}"
        path.write_bytes(content if content is not None else FILES[ending]())
        return path

    return kept


@pytest.mark.parametrize("ending", FILES)
def test_every_kind_of_file_gives_the_same_document(empty, report, ending):
    answer = empty("extract", report(ending), "--json")
    assert (answer.status, answer.err) == (0, "")
    assert list(answer.json) == TOP
    found = answer.json["recommendations"]
    assert [list(one) for one in found] == [ONE, ONE]
    assert [(one["ref"], one["text"]) for one in found] == [("1", ASKS[0]), ("2", ASKS[1])]
    assert [one["page"] for one in found] == ([1, 1] if ending == "pdf" else [None, None])
    assert "Board" in found[0]["addressed_to"]


def test_every_list_has_the_keys_that_programs_rely_on(empty, report):
    found = empty("extract", report(content=TOLD.encode(), ending="md"), "--json").json
    assert [list(part) for part in found["recommendations"][0]["parts"]] == [["label", "text"]] * 2
    assert all(list(theme) == ["id", "score"] for one in found["recommendations"] for theme in one["themes"])
    assert all(0 < theme["score"] <= 1 for one in found["recommendations"] for theme in one["themes"])
    assert any("consider" in words for words in found["recommendations"][1]["intake"])
    for name in TOP[2:6]:
        for one in found[name]:
            assert {"text", "about", "page", "paragraph", "reason", "doubts"} <= set(one)
    assert found["promises"] and list(found["promises"][0])[4] == "kept_by"


def test_without_a_register_none_is_made(empty, report):
    assert empty("extract", report()).status == 0
    assert not empty.home.exists()


def test_for_people_it_is_told_in_words(empty, report):
    answer = empty("extract", report())
    assert answer.status == 0 and "2 recommendations" in answer.out and ASKS[0] in answer.out
    assert answer.out.rstrip().endswith("“Read a report” in the dashboard for that.")


def test_with_a_register_nothing_is_written_to_it(tracker, report):
    before = tracker("trail", "--json").json
    assert tracker("extract", report(), "--json").status == 0
    assert tracker("trail", "--json").json == before


def test_a_report_that_is_in_the_register_is_told_so(tracker, report):
    path = report("pdf")
    assert "In the register already" not in tracker("extract", path).out
    signed = {"by": "business-manager", "at": clock.now(), "door": Door.BROWSER}
    taken = taking_in.Taken(CandidateKind.RECOMMENDATION, "1", "Audit", ASKS[0])
    new = taking_in.NewReview(
        "TEST-Q", "southampton-lscb", "LCSPR", "Child Q", "Child Q: a review", state=Publication.PUBLISHED
    )
    document = taking_in.Document(sha256(path.read_bytes()).hexdigest(), path.name, 2)
    taking_in.take_in(tracker.engine, review=new, document=document, items=(taken,), **signed)
    answer = tracker("extract", path)
    assert answer.status == 0 and "In the register already: Child Q: a review (TEST-Q)" in answer.out
    assert tracker("extract", path, "--json").json["recommendations"], "JSON is the same, in the register or not"
    reviews.set_state(
        tracker.engine, review_id="TEST-Q", state=Publication.WITHDRAWN, reason="A court order.", **signed
    )  # fmt: skip


def test_json_is_one_document_and_nothing_else_whatever_the_letters(empty, report):
    words = (
        "Recommendations\n\nRecommendation 1: The Board should tell “Zoë” and שלום\u202e that \U0001f9d2 \x07 came.\n"
    )
    answer = empty("extract", report(content=words.encode()), "--json")
    assert answer.status == 0 and json.loads(answer.out) == answer.json
    assert "Zoë" in answer.json["recommendations"][0]["text"]


def test_as_a_program_of_its_own_it_says_the_same(empty, report):
    path = report("docx")
    assert empty.run("extract", path, "--json").json == empty("extract", path, "--json").json


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "There is no file"),
        (lambda path: path.mkdir(), "is a folder: name the report in it."),
        (lambda path: path.write_bytes(b""), "there is nothing in it."),
        (lambda path: path.write_bytes(b"%PDF-1.7 nonsense"), "it is damaged or not complete."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence_on_standard_error(empty, tmp_path, monkeypatch, make, says):
    monkeypatch.setenv("COLUMNS", "300")
    path = tmp_path / "report.pdf"
    make(path)
    for more in ((), ("--json",)):
        answer = empty("extract", path, *more)
        assert (answer.status, answer.out) == (1, "")
        assert says in answer.err and answer.err.count("\n") == 1 and "Traceback" not in answer.err


def test_a_file_of_another_kind_or_none_is_refused_with_what_is_read(empty, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    for name in ("report.odt", "report", "report.pdf.exe"):
        path = tmp_path / name
        path.write_bytes(b"x")
        answer = empty("extract", path)
        assert answer.status == 1 and answer.out == "" and "reports are read as PDF, Word (.docx)" in answer.err


def test_a_file_too_large_is_not_read_into_memory(empty, tmp_path, monkeypatch):
    path = tmp_path / "report.pdf"
    with path.open("wb") as file:
        file.truncate(BIGGEST + 1)
    answer = empty("extract", path)
    assert answer.status == 1 and "it is larger than 150 MB" in " ".join(answer.err.split())


def test_what_may_not_be_opened_is_refused(empty, tmp_path, monkeypatch):
    from pathlib import Path

    path = tmp_path / "report.pdf"
    path.write_bytes(b"x")

    def closed(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", closed)  # the tests may run as root, who may open anything
    answer = empty("extract", path)
    assert answer.status == 1 and "cannot be opened: Permission denied" in " ".join(answer.err.split())


@pytest.mark.parametrize("words", [(), ("--json",), ("a.pdf", "b.pdf"), ("a.pdf", "--what")])
def test_wrong_usage_is_another_exit_status(empty, words):
    answer = empty("extract", *words)
    assert answer.status == 2 and answer.out == "" and answer.err


def test_a_link_that_goes_nowhere_and_a_pipe_are_refused(empty, tmp_path):
    import os

    (tmp_path / "link.pdf").symlink_to(tmp_path / "nowhere.pdf")
    assert "There is no file" in empty("extract", tmp_path / "link.pdf").err
    os.mkfifo(tmp_path / "pipe.pdf")
    answer = empty.process("extract", tmp_path / "pipe.pdf")
    try:
        out, err = answer.communicate(timeout=120)
    finally:
        answer.kill()
    assert answer.returncode == 1 and out == b"" and err.count(b"\n") == 1
