"""A returned workbook in every state that people and programs leave it in: still right, or a clear problem."""

import csv
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.rules.factories import TODAY
from tests.sheets.books import edited, export, planned, small_book, snapshot
from tracker.rules.errors import FileRefusedError
from tracker.rules.words import Status
from tracker.sheets import check
from tracker.sheets.grid import Sheet, Sheets
from tracker.sheets.reading.read import read
from tracker.sheets.returned.merge import make_plan
from tracker.sheets.returned.origin import origin
from tracker.sheets.which import plan_of

A1, A2, A3, A4 = (f"SOTON-K-A00{n}" for n in range(1, 5))


def rows_of(workbook):
    sheet = workbook["Actions"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def put_back(workbook, rows):
    """The same sheet with these rows, as Excel leaves it: days stay days."""
    sheet = workbook["Actions"]
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, datetime):
                cell.number_format = "dd/mm/yyyy"
    return sheet


def sorted_rows(workbook):
    head, *rows = rows_of(workbook)
    put_back(workbook, [head, *sorted(rows, key=lambda row: str(row[7]), reverse=True)])


def filtered(workbook):
    workbook["Actions"].auto_filter.add_filter_column(1, ["● On track"])
    for row in (2, 3):
        workbook["Actions"].row_dimensions[row].hidden = True


def row_inserted(workbook):
    workbook["Actions"].insert_rows(3)


def row_deleted(workbook):
    workbook["Actions"].delete_rows(2)


def column_moved(workbook):
    rows = rows_of(workbook)
    put_back(workbook, [[*row[3:], *row[:3]] for row in rows])


def column_added(workbook):
    workbook["Actions"].insert_cols(3)
    workbook["Actions"].cell(1, 3).value = "Our notes"
    workbook["Actions"].cell(4, 3).value = "ask Sam"


def sheet_renamed(workbook):
    workbook["Actions"].title = "Police return, final v2"


def cover_removed(workbook):
    del workbook["Cover"], workbook["Recommendations"]


def columns_hidden(workbook):
    for letter in "BCDH":
        workbook["Actions"].column_dimensions[letter].hidden = True


WAYS = (
    sorted_rows, filtered, row_inserted, row_deleted, column_moved, column_added, sheet_renamed, cover_removed,
    columns_hidden,
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_change_is_found_wherever_it_stands_by_now(way):
    book = small_book()
    sent = snapshot(book)
    book.edit("actions", A3, lead="Matron")
    changed = {(A1, "Lead"): "Superintendent", (A3, "Lead"): "Sister", (A1, "Due date"): date(2027, 9, 1)}
    for known in (sent, None):
        plan = planned(book, edited(export_of(sent), changed, way), sent=known)
        assert [c.sent for c in plan.conflicts] == [None]
        assert {(e.ref, e.field, e.after) for e in plan.edits} == {
            (A1, "lead", "Superintendent"),
            (A1, "due", date(2027, 9, 1)),
        }
        assert [(c.ref, c.field, c.returned, c.now) for c in plan.conflicts] == [(A3, "lead", "Sister", "Matron")]
        assert not plan.problems and not plan.additions and plan.sent_number == 7


def export_of(register):
    from tests.rules.factories import Book

    book = Book()
    book.tables = {name: dict(getattr(register, name)) for name in register.__dataclass_fields__}
    return export(book)


def test_a_number_that_was_deleted_or_typed_over_is_known_by_the_hidden_column():
    book = small_book()
    cells = {(A1, "Action"): None, (A1, "Lead"): "Chief", (A2, "Action"): "7", (A2, "Lead"): "Sergeant"}
    plan = planned(book, edited(export(book), cells))
    assert {(e.ref, e.after) for e in plan.edits} == {(A1, "Chief"), (A2, "Sergeant")}
    assert plan.clean and plan.notices == (
        "Row 2 says ‘7’: it is read as the action that was sent in it, SOTON-K-A002.",
        "Row 4 has lost its number: it is read as the action that was sent in it, SOTON-K-A001.",
    )


def test_another_actions_number_is_a_problem_and_changes_neither():
    book = small_book()
    plan = planned(book, edited(export(book), {(A1, "Action"): A3, (A1, "Lead"): "Chief"}))
    assert not plan.edits
    assert [(p.row, p.column, p.kind) for p in plan.problems] == [(4, "Action", "not_allowed")]
    assert plan.problems[0].in_words.startswith("Row 4, Action: ‘SOTON-K-A003’ is another action's number")


def test_rows_sorted_without_the_hidden_column_are_known_by_their_numbers():
    book = small_book()

    def sorted_without_it(workbook):
        head, *rows = rows_of(workbook)
        cells = sorted((row[:-1] for row in rows), key=lambda row: str(row[7]))
        put_back(workbook, [head, *([*cells, row[-1]] for cells, row in zip(cells, rows, strict=True))])

    plan = planned(book, edited(export(book), {(A3, "Lead"): "Matron"}, sorted_without_it))
    assert [(e.ref, e.field, e.after) for e in plan.edits] == [(A3, "lead", "Matron")]
    assert plan.clean


def test_columns_sorted_without_the_numbers_write_nothing_into_the_wrong_action():
    """The first column and the hidden one stayed, every other cell went to another row: also an ask's row."""
    book = small_book()

    def all_but_the_numbers_sorted(workbook):
        head, *rows = rows_of(workbook)
        cells = [row[1:-1] for row in rows]
        put_back(workbook, [head, *([row[0], *cells[n - 1], row[-1]] for n, row in enumerate(rows))])

    plan = planned(book, edited(export(book, "police"), {}, all_but_the_numbers_sorted))
    assert not plan.edits and not plan.additions
    assert {problem.kind for problem in plan.problems} == {"not_allowed"}
    why = next(problem.why for problem in plan.problems if problem.column == "Action to take")
    assert why.startswith("stands beside another number than when it was sent, SOTON-K-A00")


def test_a_row_whose_cells_were_deleted_is_passed_over_though_the_hidden_one_stayed():
    book = small_book()

    def emptied(workbook):
        for cell in workbook["Actions"][2][:-1]:
            cell.value = None

    plan = planned(book, edited(export(book), {}, emptied))
    assert plan.nothing_to_do and plan.unchanged == 3 and not plan.notices


def test_a_grey_cell_that_was_emptied_changes_nothing():
    book = small_book()
    plan = planned(book, edited(export(book), {(A1, "Ref"): None, (A1, "Original date"): None, (A1, "Lead"): "Chief"}))
    assert [(e.ref, e.after) for e in plan.edits] == [(A1, "Chief")] and plan.clean


def test_without_the_column_of_numbers_one_notice_says_how_rows_are_known():
    book = small_book()
    plan = planned(book, edited(export(book), {(A1, "Lead"): "Chief"}, lambda w: w["Actions"].delete_cols(1)))
    assert [(e.ref, e.after) for e in plan.edits] == [(A1, "Chief")] and plan.clean
    assert plan.notices == ("The column ‘Action’ is not in the file: each row is read as the action sent in it.",)


def test_a_row_copied_whole_is_read_once_and_a_copy_that_says_something_else_is_a_problem():
    book = small_book()

    def copied(workbook):
        rows = rows_of(workbook)
        put_back(workbook, [*rows, rows[3]])

    plan = planned(book, edited(export(book), {(A1, "Lead"): "Chief"}, copied))
    assert [(e.ref, e.after) for e in plan.edits] == [(A1, "Chief")] and plan.clean
    assert plan.notices == ("Row 6 is a copy of row 4, and was read once.",)

    def copied_and_changed(workbook):
        rows = rows_of(workbook)
        copy = list(rows[3])
        copy[7], copy[0] = "Something new", None
        put_back(workbook, [*rows, copy])

    plan = planned(book, edited(export(book), {(A1, "Lead"): "Chief"}, copied_and_changed))
    assert not plan.edits and not plan.additions
    assert [(p.row, p.why.partition(":")[0]) for p in plan.problems] == [(6, "stands in row 4 too")]


def test_a_column_with_a_heading_that_nobody_knows_is_known_by_what_was_sent_in_it():
    book = small_book()
    cells = {(1, "Status"): "Where we are", (1, "New evidence"): "Proof", (A1, "Status"): "In progress"}

    def filled(workbook):
        sheet = workbook["Actions"]
        place = next(cell.column for cell in sheet[1] if cell.value == "Proof")
        sheet.cell(4, place).value = "Minutes of 4 May"

    plan = planned(book, edited(export(book), {k: v for k, v in cells.items() if k[0] != A1}, filled))
    assert [(e.field, e.after) for e in plan.edits] == [("evidence", "Minutes of 4 May")] and plan.clean
    assert plan.notices == (
        "The column ‘Where we are’ is read as ‘Status’: it holds what was sent there.",
        "The column ‘Proof’ is read as ‘New evidence’: it stands where that one stood.",
    )
    assert plan.columns["status"] == "Where we are" and plan.unmapped == ()


def test_a_column_that_cannot_be_known_is_a_problem_and_one_that_is_gone_a_notice():
    book = small_book()

    def retyped(workbook):
        sheet = workbook["Actions"]
        place = next(cell.column for cell in sheet[1] if cell.value == "Status")
        for row, text in enumerate(["How far", "done", "done", "done", "done"], start=1):
            sheet.cell(row, place).value = text

    (problem,) = planned(book, edited(export(book), {}, retyped)).problems
    assert problem.in_words == (
        "Row 1, Status: this column is not in the file: if it is ‘How far’, give it its heading back"
    )

    def dropped(workbook):
        sheet = workbook["Actions"]
        place = next(cell.column for cell in sheet[1] if cell.value == "Status")
        sheet.delete_cols(place)

    plan = planned(book, edited(export(book), {(A1, "Lead"): "Chief"}, dropped))
    assert plan.clean and len(plan.edits) == 1
    assert plan.notices == ("Not in the file, and so left as they are: ‘Status’.",)


def test_open_cells_that_were_merged_clear_nothing():
    book = small_book()

    def merged(workbook):
        workbook["Actions"].merge_cells("Q2:Q5")

    plan = planned(book, edited(export(book), {(2, "Lead"): "Head of safeguarding"}, merged))
    assert [(e.row, e.after) for e in plan.edits] == [(2, "Head of safeguarding")] and plan.clean


def test_another_agencys_row_in_an_agencys_workbook_is_not_allowed_whoever_brings_it_in():
    book = small_book()

    def pasted(workbook):
        whole = load_workbook(BytesIO(export(book)))["Actions"]
        row = [cell.value for cell in next(r for r in whole.iter_rows() if r[0].value == A3)]
        row[next(n for n, cell in enumerate(whole[1]) if cell.value == "Lead")] = "Matron"
        workbook["Actions"].append(row)

    plan = planned(book, edited(export(book, "police"), {(A1, "Lead"): "Chief"}, pasted))
    assert plan.agency_id == "police" and [e.ref for e in plan.edits] == [A1]
    (problem,) = plan.problems
    assert (problem.column, problem.value, problem.kind) == ("Lead", "Matron", "not_allowed")


def test_the_workbook_of_another_agency_is_told_in_a_sentence():
    book = small_book()
    plan = planned(book, edited(export(book, "health"), {(A3, "Lead"): "Matron"}), agency="police")
    assert plan.problems[0].why == (
        "this is the workbook of Health Service, and you report for Police Service: it is for Health Service to "
        "bring in"
    )
    assert len(plan.problems) == 2 and not plan.edits


def test_what_may_not_be_done_is_told_apart_from_what_cannot_be_read():
    book = small_book()
    cells = {
        (A2, "Rating"): "◆ Assured",
        (A1, "Status"): "Assured",
        (A4, "Status"): "In progress",
        (A3, "Due date"): "soon",
    }
    plan = planned(book, edited(export(book), cells))
    assert {(p.row, p.column): p.kind for p in plan.problems} == {
        (2, "Rating"): "not_allowed",
        (4, "Status"): "not_allowed",
        (5, "Status"): "not_allowed",
        (3, "Due date"): "bad",
    }


def test_what_the_register_says_by_now_is_counted_and_nothing_to_do():
    book = small_book()
    sent = snapshot(book)
    content = edited(export(book), {(A1, "Lead"): "Chief", (A1, "Intended outcome"): "Safety"})
    book.edit("actions", A1, lead="Chief", intended_outcome="Safety")
    for known in (sent, None):
        plan = planned(book, content, sent=known)
        assert plan.nothing_to_do and plan.already == 2 and plan.unchanged == 4


def test_without_the_register_of_then_the_file_itself_tells_who_changed_what():
    book = small_book()
    content = edited(export(book), {(A1, "Lead"): "Chief"})
    book.edit("actions", A1, lead="Commander", version=2)
    (conflict,) = planned(book, content).conflicts
    assert (conflict.sent, conflict.returned, conflict.now) == (None, "Chief", "Commander")


def test_only_rows_that_were_changed_are_looked_up():
    book = small_book()
    sent = snapshot(book)
    asked = []

    def looked_up(ids):
        asked.append(set(ids))
        return sent

    content = edited(export(book), {(A1, "Lead"): "Chief"})
    plan = make_plan(read(content, "x.xlsx"), now=book.register(), sent=looked_up, today=TODAY)
    assert asked == [{A1}] and len(plan.edits) == 1
    asked.clear()
    assert make_plan(read(export(book), "x.xlsx"), now=book.register(), sent=looked_up, today=TODAY).nothing_to_do
    assert asked == []

    def without_hidden(workbook):
        workbook["Actions"].delete_cols(23)

    plan = make_plan(
        read(edited(content, {}, without_hidden), "x.xlsx"), now=book.register(), sent=looked_up, today=TODAY
    )
    assert asked == [{A1, A2, A3, A4}] and len(plan.edits) == 1 and plan.clean


def test_an_older_trackers_workbook_is_still_read():
    book = small_book()

    def old_form(workbook):
        sheet = workbook["Actions"]
        heads = [cell.value for cell in sheet[1]]
        reading = [place for place, head in enumerate(heads[:-1], 1) if head in READING]
        sheet.cell(1, 23).value = "Check"
        for row in range(2, 6):
            cells = [sheet.cell(row, place).value for place in reading]
            sheet.cell(row, 23).value = "".join(check.sum_of(check.as_text(cell)) for cell in cells)

    def and_rating(workbook):
        old_form(workbook)
        workbook["Actions"].cell(2, 2).value = "◆ Assured"

    assert planned(book, edited(export(book), {}, old_form)).nothing_to_do
    plan = planned(book, edited(export(book), {(A1, "Lead"): "Chief"}, and_rating))
    assert [(e.ref, e.after) for e in plan.edits] == [(A1, "Chief")]
    assert [(p.row, p.column) for p in plan.problems] == [(2, "Rating")]

    def number_lost(workbook):
        old_form(workbook)
        workbook["Actions"].cell(4, 1).value = None

    (problem,) = planned(book, edited(export(book), {}, number_lost)).problems
    assert "the action's number was deleted here" in problem.in_words


READING = {
    "Action", "Rating", "Reason for the rating", "Review", "Ref", "Part", "What the recommendation asks",
    "Original date", "Last update", "Evidence so far",
}  # fmt: skip


# ---- saved by other programs


def as_csv(content: bytes, encoding: str = "utf-8-sig") -> Sheets:
    """The sheet Actions as a program writes it out as CSV: every cell as it is shown, nothing else of the workbook."""
    out = StringIO()
    writer = csv.writer(out)
    for row in load_workbook(BytesIO(content))["Actions"].iter_rows(values_only=True):
        writer.writerow([c.strftime("%d/%m/%Y") if isinstance(c, datetime) else "" if c is None else c for c in row])
    text = out.getvalue().encode(encoding, "replace").decode(encoding)
    rows = [
        (number, {place: cell for place, cell in enumerate(row) if cell})
        for number, row in enumerate(csv.reader(StringIO(text)), start=1)
    ]
    sheet = Sheet("returned", tuple((number, row) for number, row in rows if row))
    return Sheets((sheet,), file_name="returned.csv", file_hash="c" * 64, kind="csv")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_saved_as_csv_it_is_still_known(encoding):
    book = small_book()
    book.edit("actions", A3, intended_outcome="From risk → to safety")
    content = edited(export(book, "police"), {(A1, "Lead"): "Chief", (A2, "Due date"): date(2027, 3, 1)})
    plan = make_plan(as_csv(content, encoding), now=book.register(), today=TODAY)
    assert {(e.ref, e.field, e.after) for e in plan.edits} == {(A1, "lead", "Chief"), (A2, "due", date(2027, 3, 1))}
    assert plan.clean and plan.sent_number == 7 and plan.agency_id == "police"
    whole = make_plan(as_csv(export(book), encoding), now=book.register(), sent=book.register(), today=TODAY)
    assert whole.nothing_to_do and whole.unchanged == 4


@pytest.mark.parametrize("written", ["%d-%b-%y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y"])
def test_a_csv_with_the_months_by_name_is_as_sent(written):
    book = small_book()
    content = edited(export(book), {(A1, "Lead"): "Chief"})
    named = cells_changed(content, lambda cell: f"{cell:{written}}" if isinstance(cell, date) else cell)
    plan = make_plan(named, now=book.register(), today=TODAY)
    assert [(e.ref, e.after) for e in plan.edits] == [(A1, "Chief")] and plan.clean


def test_a_csv_without_the_hidden_column_is_ours_and_what_differs_is_for_a_person():
    """Nobody knows what was sent: a value of the register may be newer than the file."""
    book = small_book()
    content = edited(export(book), {(A1, "Lead"): "Chief"}, lambda w: w["Actions"].delete_cols(w["Actions"].max_column))
    plan = plan_of(as_csv(content), now=book.register(), sent=None, today=TODAY)
    assert (plan.layout, plan.sent_number, plan.unchanged) == ("return_workbook", None, 3)
    assert [(c.ref, c.field, c.sent, c.returned) for c in plan.conflicts] == [(A1, "lead", None, "Chief")]
    assert not plan.edits and not plan.problems and not plan.additions


def test_a_workbook_of_ours_without_any_number_is_no_strangers_plan():
    book = small_book()

    def numberless(workbook):
        sheet = workbook["Actions"]
        sheet.delete_cols(sheet.max_column)
        sheet.delete_cols(1)

    sheets = read(edited(export(book), {}, numberless), "returned.xlsx")
    with pytest.raises(FileRefusedError, match="the tracker made it, but the column ‘Action’"):
        plan_of(sheets, now=book.register(), sent=None, today=TODAY)


def test_a_csv_with_the_month_first_is_known_by_the_days_that_were_sent():
    """Saved by LibreOffice in American: 10/01/2026 is the first of October, and a new date is read likewise."""
    book = small_book()

    def american(cell):
        return f"{cell:%m/%d/%Y}" if isinstance(cell, date) else cell

    content = edited(export(book), {(A1, "Due date"): date(2027, 9, 1)})
    plan = make_plan(cells_changed(content, american), now=book.register(), today=TODAY)
    assert [(e.ref, e.after) for e in plan.edits] == [(A1, date(2027, 9, 1))] and plan.clean
    assert plan.notices[0].startswith("The dates in this file stand with the month first")


def cells_changed(content: bytes, change) -> Sheets:
    sheets = read(content, "returned.xlsx")
    found = []
    for sheet in sheets.sheets:
        rows = tuple((n, {place: change(cell) for place, cell in row.items()}) for n, row in sheet.rows)
        found.append(replace(sheet, rows=rows) if sheet.name == "Actions" else sheet)
    return replace(sheets, sheets=tuple(found), properties={})


def serial(cell):
    return float((cell - date(1899, 12, 30)).days) if isinstance(cell, date) else cell


@pytest.mark.parametrize(
    "made", [serial, lambda c: f"{c:%d/%m/%y}" if isinstance(c, date) else c,
             lambda c: c.isoformat() if isinstance(c, date) else c,
             lambda c: float(c) if isinstance(c, str) and c.isdigit() else c],
    ids=["days as numbers", "short years", "ISO days", "text as numbers"],
)  # fmt: skip
def test_cells_that_a_program_keeps_in_its_own_way_are_as_sent(made):
    book = small_book()
    for known in (snapshot(book), None):
        content = edited(export(book), {(A1, "Lead"): "Chief"})
        plan = make_plan(cells_changed(content, made), now=book.register(), sent=known, today=TODAY)
        assert [(e.ref, e.after) for e in plan.edits] == [(A1, "Chief")], plan.problems
        assert plan.clean and plan.unchanged == 3


def test_dates_in_british_order_are_days_and_a_bare_number_is_asked_back():
    book = small_book()
    content = edited(export(book), {(A1, "Due date"): "01/09/2027", (A3, "Due date"): "1 Sept 2027"})
    assert {e.after for e in planned(book, content).edits} == {date(2027, 9, 1)}
    (problem,) = make_plan(
        cells_changed(edited(export(book), {(A1, "Due date"): date(2027, 9, 1)}), serial),
        now=book.register(),
        today=TODAY,
    ).problems
    assert problem.in_words.endswith("is a number, not a date: if it means 01/09/2027, write it so")


def test_the_heading_of_the_hidden_column_says_which_export_it_is():
    assert check.heading(345, "police", "W12") == "Check n345 #W12 @police"
    assert check.told("Check n345 #W12 @police") == (345, "police", "W12")
    assert check.is_heading("Check") and not check.is_heading("Check list") and not check.is_heading("Checked")
    said = origin(read(export(small_book(), "police", number=31), "x.xlsx"))
    assert (said.number, said.agency_id, said.sending_id) == (31, "police", None)


def test_an_agencys_hole_is_filled_for_exactly_the_part_that_was_asked():
    book = small_book()
    book.recommendation("SOTON-K:3", {"a": ["police"], "b": ["police"]})
    content = edited(export(book, "police"), {(4, "Action to take"): "Brief every sergeant"})
    (new,) = planned(book, content).additions
    assert (new.ref, new.part_ids, new.owner, new.status) == ("SOTON-K:3", ("SOTON-K:3/a",), "police", None)
    book.action("SOTON-K-A009", "police", ["SOTON-K:3/a"], status=Status.PLANNED)
    book.edit("actions", "SOTON-K-A009", title="Brief every sergeant")
    assert planned(book, content).nothing_to_do
