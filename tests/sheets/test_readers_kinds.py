"""The same small plan as a file of each kind reads as the same cells; with `looks`, the same looks."""

from datetime import date

import pytest

from tests.sheets.books import export, planned, small_book
from tests.sheets.kinds import DUE, HEADINGS, KINDS, csv, docx, ods, parts, with_parts, xls, xlsm, xlsx, zipped
from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import ErrorValue, Formula
from tracker.sheets.reading.read import read


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "xls", "ods"])
def test_a_spreadsheet_of_any_kind_has_the_same_cells(kind):
    plan = read(KINDS[kind](), f"plan.{kind}")
    first, old = plan.sheets
    rows = dict(first.rows)
    assert (plan.kind, first.name, first.hidden, old.name, old.hidden) == (kind, "Plan", False, "Old", True)
    assert tuple(rows[1].values()) == HEADINGS
    assert [rows[2][place] for place in range(3)] == ["Tell everyone", "Police", DUE]
    assert isinstance(rows[2][4], Formula)
    assert rows[3] == {0: "Ring the bell", 1: 3.0, 2: True, 3: "late"}
    assert rows[4] == {0: "Band across"} and len(rows) == 4
    assert (first.fills, first.merged, first.hidden_rows, first.hidden_columns) == ({}, (), frozenset(), frozenset())


LOOKS = {  # fills, hidden columns
    "xlsx": ({(2, 3): "FFC000", (3, 3): "D99694", (4, 3): "FF0000"}, {1, 2}),
    "xls": ({(2, 3): "FF0000"}, {1}),
    "ods": ({(2, 3): "FF0000", (3, 3): "FF0000"}, {1}),
}


@pytest.mark.parametrize("kind", LOOKS)
def test_looks_are_colours_also_of_empty_cells_and_what_is_merged_or_hidden(kind):
    sheet = read(KINDS[kind](), f"plan.{kind}", looks=True).sheets[0]
    fills, hidden_columns = LOOKS[kind]
    assert dict(sheet.fills) == fills
    assert sheet.merged == ((4, 0, 4, 1),)
    assert sheet.hidden_rows == {2} and sheet.hidden_columns == hidden_columns


def test_a_formula_keeps_what_it_came_to():
    assert read(xlsx(), "p.xlsx").sheets[0].rows[1][1][4] == Formula("=1+1", 2.0)
    assert read(ods(), "p.ods").sheets[0].rows[1][1][4] == Formula("=1+1", 2.0)
    sheet = "xl/worksheets/sheet1.xml"
    for cell, stored in {
        b't="str"><f>1+1</f><v>two</v>': Formula("=1+1", "two"),
        b't="e"><f>1+1</f><v>#REF!</v>': Formula("=1+1", ErrorValue("#REF!")),
        b't="b"><f>1+1</f><v>1</v>': Formula("=1+1", True),
        b's="1"><f>1+1</f><v>46568</v>': Formula("=1+1", DUE),
        b't="shared"><f si="0"/><v>2</v>'.replace(b't="shared"', b't="n"'): Formula("=…", 2.0),
        b't="b"><f>TRUE()</f><v>1</v>': True,
    }.items():
        content = with_parts(xlsx(), **{sheet: parts(xlsx())[sheet].replace(b"><f>1+1</f><v>2</v>", b" " + cell, 1)})
        assert read(content, "p.xlsx").sheets[0].rows[1][1][4] == stored


def test_csv_is_text_but_for_formulas():
    plan = read(csv(), "Our plan.csv")
    (sheet,) = plan.sheets
    assert (plan.kind, sheet.name, plan.notices) == ("csv", "Our plan", ())
    assert sheet.rows[1] == (2, {0: "Tell everyone", 1: "Police", 2: "30/06/2027", 4: Formula("=1+1")})
    assert sheet.rows[2] == (3, {0: 'Ring the "bell"\nloudly, twice', 1: "3", 2: "TRUE", 3: "late"})


def test_a_table_of_a_word_document_is_a_sheet():
    text, plan = read(docx(), "plan.docx", looks=True).sheets
    assert text.name == "Text" and [row[0] for _, row in text.rows][:2] == [
        "Review of Child K",
        "What every agency will do.",
    ]
    rows = dict(plan.rows)
    assert plan.name == "Our plan" and tuple(rows[1].values()) == HEADINGS
    assert rows[2] == {0: "Tell everyone\n1. First\n2. Second", 1: "Police"}
    assert rows[3] == {0: "Ring the bell", 2: "nested"}  # tracked changes as if accepted
    assert rows[4] == {0: "Band across"}
    assert plan.merged == ((2, 1, 3, 1), (4, 0, 4, 1)) and dict(plan.fills) == {(2, 3): "FFC000"}


def test_what_is_left_out_is_said():
    assert read(xlsm(), "plan.xlsm").notices == (
        "It holds macros; they were not run and are not kept.",
        "It holds pictures; they were left out.",
    )
    more = {
        "xl/pivotTables/pivotTable1.xml": "pivot tables",
        "xl/externalLinks/externalLink1.xml": "linked to other files",
        "xl/embeddings/oleObject1.bin": "other files inside it",
        "xl/comments1.xml": "comments",
        "xl/charts/chart1.xml": "charts",
    }
    notices = read(with_parts(xlsx(), **dict.fromkeys(more, b"")), "plan.xlsx").notices
    assert len(notices) == len(more) and all(any(words in said for said in notices) for words in more.values())
    assert read(export(small_book()), "ours.xlsx").notices == ()


def test_a_file_is_read_as_what_it_is_and_that_is_said():
    for made, name, words in (
        (csv, "plan.xlsx", "By its name it is a .xlsx file, but it is a text file such as a CSV; it was read as that."),
        (xlsx, "plan.xls", "By its name it is a .xls file, but it is an Excel workbook (.xlsx); it was read as that."),
        (ods, "plan.csv", "By its name it is a .csv file, but it is an OpenDocument spreadsheet (.ods); "),
        (xls, "plan.xlsx", "it is a workbook of Excel 97–2003 (.xls)"),
    ):
        plan = read(made(), name)
        assert words in plan.notices[0] and plan.sheets[0].rows[1][1][0] == "Tell everyone"
    with pytest.raises(FileRefusedError, match="it is a web page, not a workbook: open it in Excel and save it"):
        read(b"<table><tr><td>Action</td></tr></table>", "plan.xls")
    with pytest.raises(FileRefusedError, match="it is not an Excel workbook, a CSV or a Word document"):
        read(b"import os, sys\n", "plan.py")


def test_packages_written_by_others_are_read_the_same():
    """Slashes and case of another program, a relation from the root, dates as ISO text, cells without a place."""
    sent = export(small_book())
    odd = {name.replace("/", "\\").replace("sheet1", "Sheet1"): data for name, data in parts(sent).items()}
    assert planned(small_book(), zipped(odd)).nothing_to_do
    rels = "xl/_rels/workbook.xml.rels"
    rooted = parts(sent)[rels].replace(b'Target="worksheets', b'Target="/xl/worksheets')
    assert planned(small_book(), with_parts(sent, **{rels: rooted})).nothing_to_do
    sheet = "xl/worksheets/sheet1.xml"
    bare = parts(xlsx())[sheet].replace(b'<c r="C2" s="1" t="n"><v>46568</v>', b'<c t="d"><v>2027-06-30T00:00:00Z</v>')
    assert b"2027-06-30" in bare
    plan = read(with_parts(xlsx(), **{sheet: bare.replace(b' r="B2"', b"").replace(b' r="2"', b"")}), "p.xlsx")
    assert plan.sheets[0].rows[1][1][1] == "Police" and plan.sheets[0].rows[1][1][2] == date(2027, 6, 30)


def test_a_workbook_may_not_go_beyond_where_excel_ends():
    sheet = "xl/worksheets/sheet1.xml"
    for place, why in (
        (b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "a cell in row 1,048,577, and a workbook ends at row"),
        (b'<row r="9"><c r="XFE9"><v>1</v></c></row>', "a cell in column 16,385, and a workbook ends at column 16,384"),
    ):
        content = with_parts(xlsx(), **{sheet: parts(xlsx())[sheet].replace(b"</sheetData>", place + b"</sheetData>")})
        with pytest.raises(FileRefusedError, match=why):
            read(content, "plan.xlsx")
