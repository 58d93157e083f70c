"""Every sick file gets one plain sentence, with row and column where there is one, and nothing is half read."""

import io
import random
import re
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from tests.sheets.books import actions_part, edited, export, part_replaced, planned, small_book
from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Formula, Limits
from tracker.sheets.reading.guard import COMPOUND_FILE, content_of
from tracker.sheets.reading.read import read

A1, A2 = "SOTON-K-A001", "SOTON-K-A002"


@pytest.fixture(scope="module")
def sent():
    return export(small_book())


def zipped(**members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def compound(*streams: str) -> bytes:
    return COMPOUND_FILE + b"\0" * 1000 + b"".join(stream.encode("utf-16-le") for stream in streams)


NOT_WORKBOOKS = {
    "empty": (b"", "it is empty"),
    "pdf": (b"%PDF-1.7 ...", "a PDF, not a workbook"),
    "web page": (b"<!DOCTYPE html><html>", "a web page"),
    "noise": (bytes(range(256)) * 9, "not an Excel workbook, whatever its name says"),
    "password": (compound("EncryptionInfo", "EncryptedPackage"), "protected by a password"),
    "rights": (compound("DRMEncryptedTransform", "EncryptedPackage"), "protected by rights management"),
    "old excel without an inside": (compound("Workbook"), "damaged or not complete"),
    "picture": (b"\x89PNG....", "a picture"),
    "program": (b"MZ......", "a program"),
    "workbook as xml": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "as XML",
    ),
    "binary workbook": (
        zipped(**{"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"}),
        r"a binary workbook \(.xlsb\)",
    ),
    "presentation": (zipped(**{"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "a presentation"),
    "numbers": (zipped(**{"Index/Document.iwa": "x"}), "a spreadsheet of Numbers"),
    "locked opendocument": (
        zipped(mimetype="x", **{"content.xml": "x", "META-INF/manifest.xml": '<m xmlns="u"><encryption-data/></m>'}),
        "protected by a password",
    ),
    "old word": (compound("WordDocument"), "an old Office file"),
    "zip": (zipped(readme="hello"), "a zip file, not a workbook"),
    "opendocument text": (
        zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<a/>"}),
        "an OpenDocument file",
    ),
    "hollow": (zipped(**{"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "damaged or not complete"),
    "bomb": (
        zipped(**{"[Content_Types].xml": "<a/>", "xl/workbook.xml": b" " * 30_000_000}),
        "looks made to overwhelm the reader",
    ),
    "many members": (zipped(**{f"xl/{n}": "" for n in range(2100)}), "packed in 2,100 pieces"),
}


@pytest.mark.parametrize("kind", NOT_WORKBOOKS)
def test_what_is_no_workbook_is_refused_in_a_sentence(kind):
    content, why = NOT_WORKBOOKS[kind]
    with pytest.raises(FileRefusedError, match=f"The file ‘plan.xlsx’ was not read: .*{why}.*[.]$"):
        read(content, "plan.xlsx")


def test_a_file_that_is_too_big_is_refused_before_it_is_read(tmp_path):
    with pytest.raises(FileRefusedError, match="it has 3 MB, more than the 2 MB that a workbook may have"):
        read(b"PK" + b"x" * 3_000_000, "plan.xlsx", Limits(megabytes=2))
    huge = tmp_path / "huge.xlsx"
    with huge.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(FileRefusedError, match="it has 500 MB, more than the 25 MB"):
        content_of(huge)
    with pytest.raises(FileRefusedError, match="there is no such file in"):
        content_of(tmp_path / "none.xlsx")
    with pytest.raises(FileRefusedError, match="it is a folder"):
        content_of(tmp_path)


def test_a_workbook_that_would_unpack_to_too_much_is_refused(sent):
    with pytest.raises(FileRefusedError, match="more than the 0 MB allowed"):
        read(sent, "plan.xlsx", Limits(unpacked_megabytes=0))
    with pytest.raises(FileRefusedError, match="it has more than 40 filled cells"):
        read(sent, "plan.xlsx", Limits(cells=40))


@pytest.mark.parametrize("where", ["sheet", "xl/workbook.xml"])
def test_entities_are_refused(sent, where):
    path = actions_part(sent) if where == "sheet" else where
    trick = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    content = part_replaced(sent, path, lambda data: trick + data[data.index(b"?>") + 2 :])
    with pytest.raises(FileRefusedError, match="it holds XML entities"):
        read(content, "plan.xlsx")


@pytest.mark.parametrize("cut", [30, 1000, 5000, -200, -30])
def test_a_file_cut_short_is_refused(sent, cut):
    with pytest.raises(FileRefusedError):
        read(sent[:cut], "plan.xlsx")


def test_three_hundred_damaged_files_end_in_a_sentence_or_a_plan(sent):
    """Bytes changed in the package, and letters changed in the XML inside it."""
    chance = random.Random(2)
    book = small_book()
    path = actions_part(sent)
    for turn in range(300):
        if turn % 2:
            damaged = bytearray(sent)
            for _ in range(chance.randint(1, 20)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            content = bytes(damaged)
        else:

            def scratch(data):
                found = bytearray(data)
                for _ in range(chance.randint(1, 10)):
                    found[chance.randrange(len(found))] = chance.choice(b'<>/"=&;019ZA s')
                return bytes(found)

            inside = chance.choice([path, "xl/workbook.xml", "xl/styles.xml", "docProps/custom.xml", "_rels/.rels"])
            content = part_replaced(sent, inside, scratch)
        try:
            plan = planned(book, content)
        except FileRefusedError:
            continue
        plan.to_json()


def test_a_far_cell_makes_no_room_for_itself_and_is_said(sent):
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    content = part_replaced(sent, actions_part(sent), lambda data: data.replace(b"</sheetData>", far))
    assert planned(small_book(), content).nothing_to_do
    assert read(content, "plan.xlsx").notices == (
        "The sheet ‘Actions’ holds something far from the rest, in cell XFD1048576; it was read all the same.",
    )


def test_a_workbook_that_is_none_of_ours_is_refused():
    book = Workbook()
    book.active.append(["Recommendation", "Who", "When"])
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FileRefusedError, match="no sheet in it has the columns ‘Action’ and ‘Action to take’"):
        planned(small_book(), out.getvalue())


DUE, REASON = "Due date", "Reason for a new date"
SICK_CELLS = {
    "no such day": ({(A1, DUE): "31/02/2025"}, "Row 4, Due date: ‘31/02/2025’ cannot be: there is no 31 February 2025"),
    "asap": ({(A1, DUE): "asap"}, "Row 4, Due date: ‘asap’ is not a date I know: write it as 30/04/2026"),
    "TBC": ({(A1, DUE): "TBC"}, "Row 4, Due date: ‘TBC’ is not a date I know: write it as 30/04/2026"),
    "year 0202": ({(A1, DUE): "01/04/0202"}, "Row 4, Due date: ‘01/04/0202’ cannot be right: its year is 0202"),
    "american": (
        {(A1, DUE): "04/30/2027"},
        "Row 4, Due date: ‘04/30/2027’ cannot be: there is no month 30; write the day first, as 30/04/2026",
    ),
    "two figures": (
        {(A1, DUE): "30/04/27"},
        "Row 4, Due date: ‘30/04/27’ needs the year in four figures: write it as 30/04/2026",
    ),
    "before the review": (
        {(A1, DUE): date(2013, 5, 1)},
        "Row 4, Due date: ‘01/05/2013’ is before the review: nothing of it can be due before 1 June 2014",
    ),
    "far ahead": (
        {(A1, DUE): date(2062, 5, 1)},
        "Row 4, Due date: ‘01/05/2062’ is more than 20 years ahead: is the year right?",
    ),
    "a number": ({(A1, DUE): 46142}, None),
    "formula": ({(A1, DUE): "=TODAY()"}, "Row 4, Due date: ‘=TODAY()’ is a formula: write what it comes to"),
    "formula in text": ({(A1, "Lead"): "=A1"}, "Row 4, Lead: ‘=A1’ is a formula: write what it comes to"),
    "error": ({(A1, "Lead"): "#REF!"}, "Row 4, Lead: ‘#REF!’ is an error of the spreadsheet: write what it should be"),
    "unknown agency": (
        {(A1, "Owner"): "Helth Service"},
        "Row 4, Owner: ‘Helth Service’ is no agency in the register: did you mean Health Service or Police Service?",
    ),
    "unknown status": (
        {(A1, "Status"): "Complete"},
        "Row 4, Status: ‘Complete’ is no status I know: choose Planned, In progress or Claimed",
    ),
    "assured": (
        {(A1, "Status"): "Assured"},
        "Row 4, Status: ‘Assured’ is for somebody other than the owner to say, from the evidence: "
        "the most you can say is Claimed",
    ),
    "not doing": (
        {(A1, "Status"): "Not doing"},
        "Row 4, Status: ‘Not doing’ is decided, with a reason: it is entered in the not-doing register, not here",
    ),
    "a step left out": (
        {(A1, "Status"): "Claimed"},
        "Row 4, Status: ‘Claimed’ cannot follow Planned: it can move to In progress",
    ),
    "own rating": (
        {(A1, "Own rating"): "purple"},
        "Row 4, Own rating: ‘purple’ is no own rating I know: choose Green, Amber or Red",
    ),
    "long title": (
        {(A1, "Action to take"): "x" * 301},
        f"Row 4, Action to take: ‘{'x' * 79}…’ is 301 characters long: at most 300 can be kept",
    ),
    "10,001 characters": (
        {(A1, "Progress"): "y" * 10_001},
        f"Row 4, Progress: ‘{'y' * 79}…’ is 10,001 characters long: at most 10,000 can be kept",
    ),
    "unknown action": (
        {(9, "Action"): "SOTON-K-A999", (9, "Action to take"): "Do"},
        "Row 9, Action: ‘SOTON-K-A999’ is no action in the register: put its number back, "
        "or leave this empty for a new action",
    ),
    "an id twice": (
        {(9, "Action"): A2, (9, "Action to take"): "Do"},
        "Row 9, Action: ‘SOTON-K-A002’ stands in row 2 too: keep one of the two rows; "
        "a new action goes on an empty row",
    ),
    "unknown reference": (
        {(9, "Review"): "SOTON-K", (9, "Ref"): "10.2.99", (9, "Action to take"): "Do"},
        "Row 9, Ref: ‘10.2.99’ is no recommendation of SOTON-K",
    ),
    "unknown review": (
        {(9, "Review"): "LEEDS", (9, "Ref"): "1", (9, "Action to take"): "Do"},
        "Row 9, Ref: ‘1’ belongs to a review ‘LEEDS’ that is not in the register: choose SOTON-K",
    ),
    "no reference": (
        {(9, "Action to take"): "Do"},
        "Row 9, Ref: is empty: say which recommendation the action is for",
    ),
    "unknown part": (
        {(9, "Ref"): "1", (9, "Part"): "z", (9, "Action to take"): "Do"},
        "Row 9, Part: ‘z’ is no part of SOTON-K:1: it has a or b",
    ),
    "a new row twice": (
        {(9, "Ref"): "1", (9, "Action to take"): "Do", (10, "Ref"): "1", (10, "Action to take"): "Do"},
        "Row 10, Action to take: ‘Do’ is the same as row 9: keep one of the two",
    ),
    "new and claimed": (
        {(9, "Ref"): "1", (9, "Action to take"): "Do", (9, "Status"): "Claimed"},
        "Row 9, Status: ‘Claimed’ cannot be the status of a new action: choose Planned or In progress",
    ),
}


@pytest.mark.parametrize("case", SICK_CELLS)
def test_a_sick_cell_is_a_problem_with_row_and_column(sent, case):
    cells, sentence = SICK_CELLS[case]

    def plain_number(workbook):
        for row in workbook["Actions"].iter_rows():
            for cell in row:
                if cell.value == 46142:
                    cell.number_format = "General"

    plan = planned(small_book(), edited(sent, cells, plain_number))
    sentence = sentence or "Row 4, Due date: ‘46142’ is a number, not a date: if it means 30/04/2026, write it so"
    assert [problem.in_words for problem in plan.problems] == [sentence]
    assert not plan.edits and not plan.conflicts
    assert len(plan.additions) == (case == "a new row twice")


def test_half_a_character_is_a_problem_and_stays_out_of_the_json(sent):
    content = edited(sent, {(A1, "Lead"): "MARK"})
    content = part_replaced(content, actions_part(content), lambda data: data.replace(b"MARK", b"a_xD800_b"))
    plan = planned(small_book(), content)
    (problem,) = plan.problems
    assert "holds half a character" in problem.in_words and problem.row == 4
    problem.value.encode()


def test_an_agency_name_that_two_share_is_asked_back():
    book = small_book()
    book.edit("agencies", "police", other_names=("the Board",))
    book.edit("agencies", "health", other_names=("The board",))
    (problem,) = planned(book, edited(export(book), {(A1, "Owner"): "the board"})).problems
    assert problem.why == "could be Health Service or Police Service: write the name in full"


def test_a_reference_of_two_reviews_needs_the_review():
    book = small_book()
    book.recommendation("NORTHANTS-AK:1", {"": ["police"]})
    cells = {(9, "Ref"): "Recommendation 1", (9, "Action to take"): "Do"}
    (problem,) = planned(book, edited(export(book), cells)).problems
    assert problem.why == "stands in SOTON-K and NORTHANTS-AK: name the review in the column ‘Review’"
    (added,) = planned(book, edited(export(book), {**cells, (9, "Ref"): "NORTHANTS-AK:1"})).additions
    assert added.ref == "NORTHANTS-AK:1"


def test_two_columns_with_one_heading_and_two_plans_are_problems(sent):
    plan = planned(small_book(), edited(sent, {(1, "Evidence so far"): "Lead"}))
    assert "two columns are headed ‘Lead’: keep one of them" in [p.why for p in plan.problems]

    def copied(workbook):
        workbook.copy_worksheet(workbook["Actions"]).title = "Old"

    (problem,) = planned(small_book(), edited(sent, {}, copied)).problems
    assert problem.in_words == "Row 1: this sheet is a plan too, beside ‘Actions’: keep one of them"
    assert problem.sheet == "Old"


def test_dates_counted_from_1904_are_the_same_days(sent):
    def counted_from_1904(workbook):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        workbook.epoch = CALENDAR_MAC_1904

    content = edited(sent, {}, counted_from_1904)
    assert b"date1904" in zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml")
    assert planned(small_book(), content).nothing_to_do


def test_a_formula_is_seen_not_its_value():
    book = Workbook()
    book.active["A1"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue(), "x.xlsx").sheets[0].rows == ((1, {0: Formula("=1+1")}),)


def test_names_with_a_prefix_are_read_too(sent):
    """Some programs write <x:row> for <row>."""

    def prefixed(data):
        text = data.decode().replace('xmlns="', 'xmlns:x="', 1)
        head, body = text.split("?>", 1)
        return (head + "?>" + re.sub(r"<(/?)(\w)", r"<\1x:\2", body)).encode()

    assert planned(small_book(), part_replaced(sent, actions_part(sent), prefixed)).nothing_to_do


def test_what_openpyxl_saves_is_the_same(sent):
    out = io.BytesIO()
    load_workbook(io.BytesIO(sent)).save(out)
    assert planned(small_book(), out.getvalue()).nothing_to_do


def test_a_repeated_heading_row_is_no_problem(sent):
    def repeat(workbook):
        sheet = workbook["Actions"]
        for cell in sheet[1]:
            sheet.cell(9, cell.column).value = cell.value

    assert planned(small_book(), edited(sent, {}, repeat)).nothing_to_do


def test_a_hidden_plan_is_read_and_said(sent):
    def hide(workbook):
        workbook["Actions"].sheet_state = "hidden"

    plan = planned(small_book(), edited(sent, {}, hide))
    assert plan.nothing_to_do and plan.notices == ("The sheet ‘Actions’ is hidden; it was read all the same.",)


def test_a_device_that_never_ends_is_not_read():
    from pathlib import Path

    with pytest.raises(FileRefusedError, match="no ordinary file"):
        content_of(Path("/dev/zero"))
