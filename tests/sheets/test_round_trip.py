"""What we export we can import, unchanged, and it is harmless."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.rules.factories import Book
from tests.sheets.books import edited, export, planned, small_book
from tracker.rules.errors import UnknownError
from tracker.rules.words import Status
from tracker.sheets.layouts import LAYOUTS
from tracker.sheets.plan import FIELDS
from tracker.sheets.reading.read import read
from tracker.sheets.returned.recognise import sent_number
from tracker.sheets.text import LONGEST_CELL, as_text

NASTY = st.sampled_from(
    [
        "=1+1",
        "+44 23 8083",
        "-1",
        "@cmd",
        "=cmd|' /C calc'!A0",
        "<r><t>rich?</t></r>",
        "_x0041_ literal",
        "line\none\r\ntwo\rthree",
        "\ud800 half",
        "\ufffe\uffff",
        "a\x00b\x1f",
        "  spaces  ",
        " ",
        "&amp; <b>",
        "😀" * 10,
        "http://example.org",
        "10.20",
        "TRUE",
    ]
)
ANY_TEXT = st.text(max_size=60) | NASTY


@given(title=ANY_TEXT, lead=ANY_TEXT, outcome=ANY_TEXT, narrative=ANY_TEXT, name=ANY_TEXT)
@example("=1+1", "@x", "+1", "-1", "\ud800")
@example("<r><t>rich?</t></r>", "<r></r>", "_x0041_", "&amp;\r\n<b>", "<r>x</r>")
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_back_unchanged(title, lead, outcome, narrative, name):
    book = small_book()
    book.edit("actions", "SOTON-K-A002", title=title, lead=lead, intended_outcome=outcome)
    book.edit("updates", "SOTON-K-A002-u0", narrative=narrative)
    book.edit("agencies", "police", name=name)
    plan = planned(book, export(book))
    assert plan.nothing_to_do, plan
    assert plan.unchanged == 4


@given(st.sampled_from(Status), st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)))
@settings(max_examples=30)
def test_any_status_and_date_comes_back_unchanged(status, due):
    book = small_book()
    book.edit("actions", "SOTON-K-A001", status=status, due=due, original_due=due)
    assert planned(book, export(book)).nothing_to_do


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_asks_for_every_field_once(layout):
    assert sorted(column.field for column in layout.open_columns) == sorted(FIELDS)
    assert len(layout.headings) == sum(1 + len(column.other_names) for column in layout.columns)
    assert all(len(column.help) <= 255 for column in layout.open_columns)


def test_text_that_looks_like_a_formula_or_a_link_is_text_in_the_file():
    book = small_book()
    book.edit("actions", "SOTON-K-A001", title="=1+1", lead="http://example.org")
    sheet = load_workbook(BytesIO(export(book)))["Actions"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value in ("=1+1", "http://example.org")]
    assert len(cells) == 2
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)


def test_a_text_too_long_for_a_cell_is_cut_with_a_notice_and_still_nothing_changes():
    book = small_book()
    book.edit("updates", "SOTON-K-A002-u0", narrative="é😀" * 20_000)
    content = export(book)
    row = next(row for _, row in read(content, "x.xlsx").sheets[1].rows if row.get(0) == "SOTON-K-A002")
    cell = next(text for text in row.values() if as_text(text).startswith("é😀"))
    assert "the full text is in the tracker, at SOTON-K-A002" in cell
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert planned(book, content).nothing_to_do


def test_the_workbook_is_a_paper_on_its_own():
    workbook = load_workbook(BytesIO(export(small_book(), illustrative=True)))
    assert workbook.sheetnames == ["Cover", "Actions", "Recommendations", "Lists"]
    cover = " ".join(str(cell.value) for row in workbook["Cover"].iter_rows() for cell in row if cell.value is not None)
    for words in ("The Board", "20 November 2026", "Illustrative actions", "■ R  Overdue", "4 actions for 2"):
        assert words in cover
    actions = workbook["Actions"]
    assert actions.freeze_panes == "B2"
    assert actions.print_title_rows == "$1:$1"
    assert (actions.page_setup.orientation, actions.page_setup.paperSize, actions.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert actions.oddFooter.right.text == "Page &P of &N"
    assert "as at 20 November 2026" in actions.oddFooter.left.text
    heads = [cell.value for cell in actions[1]]
    assert [row[1] for row in actions.iter_rows(min_row=2, max_col=2, values_only=True)] == [
        "■ Overdue",
        "● On track",
        "● On track",
        "◆ Assured",
    ]
    checks = [check.type for check in actions.data_validations.dataValidation]
    assert sorted(checks) == ["date", "date", "list", "list", "list", *["textLength"] * 7]
    assert "Reason for the rating" in heads
    assert not actions.protection.sheet


def test_an_agencys_workbook_holds_its_actions_and_its_holes_and_locks_the_rest():
    sheet = load_workbook(BytesIO(export(small_book(), "police")))["Actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = [
        (row[heads["Action"] - 1].value, row[heads["Ref"] - 1].value)
        for row in sheet.iter_rows(min_row=2)
        if row[1].value
    ]
    assert rows == [("SOTON-K-A002", "1"), (None, "2"), ("SOTON-K-A001", "1")]
    assert sheet.protection.sheet and sheet.protection.password is None
    assert sheet.cell(2, heads["Rating"]).protection.locked and sheet.cell(2, heads["Owner"]).protection.locked
    assert not sheet.cell(2, heads["Progress"]).protection.locked
    assert not sheet.cell(8, heads["Ref"]).protection.locked
    assert sheet.column_dimensions["W"].hidden


def test_an_unknown_agency_is_refused_in_words():
    with pytest.raises(UnknownError, match="There is no agency ‘polic’ in the register"):
        export(small_book(), "polic")


def test_the_number_is_found_in_the_cover_and_in_the_properties():
    content = export(small_book(), number=412)
    assert sent_number(read(content, "x.xlsx")) == 412
    without_cover = edited(content, {}, lambda book: book.remove(book["Cover"]))
    sheets = read(without_cover, "x.xlsx")
    assert sent_number(sheets) == 412
    assert sent_number(replace(sheets, properties={})) == 412  # the heading of the hidden column says it too
    assert sent_number(replace(sheets, properties={}, sheets=sheets.sheets[1:])) is None


def test_an_empty_register_makes_a_workbook_too():
    book = Book()
    book.review("SOTON-K")
    assert planned(book, export(book)).nothing_to_do
