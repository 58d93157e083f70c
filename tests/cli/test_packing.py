"""`tracker pack` and `tracker papers`: a paper out, whole or not at all, by whoever asks, in the board's own look."""

import re
from datetime import date, timedelta

import pytest
from docx import Document

from tracker import clock
from tracker.commands import meetings, names
from tracker.queries import history, holdings
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.store.vault import Vault

PART, POLICE = "SOTON-K:10.2.1/", "hampshire-constabulary"
BEGINS = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF"}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


@pytest.fixture
def board(tracker):
    tracker.plan(PART, POLICE, due_in=-10)
    return tracker


def downloads(tracker):
    return [(e.entity, e.entity_id, e.by) for e in history.entries(tracker.engine, sight=WHOLE, verb="download")]


@pytest.mark.parametrize("ending", BEGINS)
def test_the_meetings_paper_is_written_and_noted(board, tmp_path, ending):
    out = tmp_path / f"paper.{ending}"
    said = board("pack", clock.today(), "--out", out)
    assert (said.status, said.err) == (0, "") and said.out.startswith("Written: ")
    assert out.read_bytes().startswith(BEGINS[ending])
    assert downloads(board) == [("paper", out.name, "business-manager")]
    (head,) = history.entries(board.engine, sight=WHOLE, verb="sign_off_head")
    assert head.reason == f"The first page of ‘{out.name}’"
    assert verify(board.engine).ok


@pytest.mark.parametrize(
    "which",
    [
        ("--agency", "Hampshire Constabulary"),
        ("--recommendation", "soton-k:10.2.1"),
        ("--year", "2026"),
        ("--year", "2026-04-01:2027-03-31"),
        ("--year", "2025:2026"),
        ("--theme", "Domestic abuse"),
        ("--briefing", "domestic-abuse"),
        ("--briefing", "soton-k"),
        ("2026-03-02", "--as-at", "2026-03-01"),
        ("2026-03-02", "--board", "Southampton Local Safeguarding Children Board"),
    ],
)
def test_every_other_paper_is_asked_for_in_its_way(board, tmp_path, which):
    said = board("pack", *which, "--out", tmp_path / "paper.xlsx")
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        ((), 2, "Say which paper"),
        (("2026-03-02", "--year", "2026"), 2, "one of them"),
        (("soon",), 2, "is not a day"),
        (("--year", "20"), 2, "is no year"),
        (("--year", "2026-04-01:2026-03-01"), 1, "is no year"),
        (("--agency", "Nobody at all"), 1, "no agency"),
        (("--recommendation", "SOTON-K:99"), 1, "no recommendation"),
        (("--theme", "Nothing"), 1, "no theme"),
        (("--theme", "domestic-abuse", "--briefing", "SOTON-K"), 2, "one of them"),
        (("--briefing", "Nothing"), 1, "no review or theme"),
        (("2026-03-02", "--board", "Nowhere"), 1, "no board"),
        (("2026-03-02", "--as-at", str(date.max - timedelta(days=900))), 1, "cannot say how it will stand"),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_written(board, tmp_path, words, status, why):
    said = board("pack", *words, "--out", tmp_path / "paper.xlsx")
    assert said.status == status and why in said.err and "Traceback" not in said.err
    assert list(tmp_path.glob("*.xlsx")) == [] and downloads(board) == []


def test_a_name_that_is_no_papers_is_refused(board, tmp_path):
    said = board("pack", clock.today(), "--out", tmp_path / "paper.txt")
    assert said.status == 1 and "end it in .docx, .pdf or .xlsx" in said.err


def test_a_paper_that_may_identify_somebody_waits_for_a_reason(board, tmp_path):
    meetings.hold(
        board.engine, board_id=_board(board, "SOTON-K"), held_on=clock.today(),
        title="Subgroup", by="business-manager", at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    names.add(board.engine, name="Write It", by="business-manager", at=clock.now(), door=Door.COMMAND_LINE)
    out = tmp_path / "paper.xlsx"
    said = board("pack", clock.today(), "--out", out)
    assert said.status == 1 and not out.exists()
    assert (
        "a name on the board's list in ‘Action’" in " ".join(said.err.split()) and "the paper may identify" in said.err
    )
    assert "SOTON-K-A001" in said.err
    said = board("pack", clock.today(), "--out", out, "--identity-reason", "For the court")
    assert said.status == 0 and out.exists()
    let_out = history.entries(board.engine, sight=WHOLE, verb="go_on")
    assert ("action", "SOTON-K-A001") in {(e.entity, e.entity_id) for e in let_out}


def test_a_meeting_of_one_of_several_boards_has_that_boards_reviews_in_its_paper(board, tmp_path):
    made = meetings.hold(
        board.engine, board_id="southampton-lscb", held_on=clock.today(), title="Subgroup", by="business-manager",
        at=clock.now(), door=Door.COMMAND_LINE,
    )  # fmt: skip
    out = tmp_path / "paper.docx"
    assert board("pack", made.id, "--out", out).status == 0, "by the meeting's own id too"
    said = "\n".join(cell.text for table in Document(str(out)).tables for row in table.rows for cell in row.cells)
    assert "SOTON-K" in said and "NORTHANTS-AK" not in said


def _boards(tracker):
    from tracker.queries.register import current

    return current(tracker.engine, sight=WHOLE).boards


def test_the_same_day_again_differs_only_in_who_made_it_when(board, tmp_path):
    from openpyxl import load_workbook

    found = []
    for name in ("one.xlsx", "two.xlsx"):
        assert board("pack", "2026-03-02", "--out", tmp_path / name).status == 0
        book = load_workbook(tmp_path / name)
        cells = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None]
        found.append([re.sub(r"no\. [\d,]+ · .*|by .*, \d\d:\d\d", "…", cell) for cell in cells])
    assert found[0] == found[1]


def test_a_name_and_a_logo_are_set_shown_used_and_taken_off(board, tmp_path):
    assert "Logo: none." in board("papers", "look").out
    logo = tmp_path / "logo.png"
    logo.write_bytes(PIXEL)
    said = board("papers", "look", "--name", "The Partnership", "--logo", logo)
    assert (said.status, said.err) == (0, "") and "Logo: logo.png." in said.out
    vault = Vault(board.home / "evidence")
    found = holdings.check(board.engine, vault)
    assert found.ok and found.orphans == () and found.named == 1
    from tracker.queries import papers

    look = papers.look(board.engine, vault)
    assert (look.board, look.logo, look.template) == ("The Partnership", PIXEL, None)
    assert board("pack", clock.today(), "--out", tmp_path / "p.docx").status == 0
    said = board("papers", "look", "--remove", "logo", "--remove", "name")
    assert "Logo: none." in said.out and papers.look(board.engine, vault).logo is None
    assert verify(board.engine).ok


def test_the_look_is_in_a_backup(board, tmp_path):
    import zipfile

    logo = tmp_path / "logo.png"
    logo.write_bytes(PIXEL)
    board("papers", "look", "--logo", logo)
    assert board("backup", tmp_path / "all.zip").status == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as package:
        held = [name for name in package.namelist() if name.startswith("evidence/")]
    assert len(held) == 1


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--logo", "letter.docx"), "a logo is a file that ends in .png, .jpg or .jpeg"),
        (("--template", "logo.png"), "a template is a file that ends in .docx"),
        (("--logo", "gone.png"), "cannot be read"),
        (("--logo", "false.png"), "false.png"),
        (("--remove", "colour"), "none of name, logo and template"),
        (("--remove", "name", "--name", "X"), "cannot be set and taken off at once"),
    ],
)
def test_a_look_that_cannot_be_is_refused(board, tmp_path, monkeypatch, words, why):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "logo.png").write_bytes(PIXEL)
    (tmp_path / "letter.docx").write_bytes(b"PK")
    (tmp_path / "false.png").write_bytes(b"no picture")
    said = board("papers", "look", *words)
    assert said.status in (1, 2) and why in " ".join(said.err.split())
    assert "Logo: none." in board("papers", "look").out


def _board(tracker, review_id):
    """The board of a review: a meeting's paper holds the reviews of the board that meets."""
    from tracker.queries.register import current

    return current(tracker.engine, sight=WHOLE).reviews[review_id].board_id
