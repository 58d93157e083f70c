"""What a returned workbook would change: as sent, as returned, as it is now."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.factories import Book
from tests.sheets.books import edited, export, planned, small_book, snapshot
from tracker.rules.records import Extension, Update
from tracker.rules.words import OwnRating, Status
from tracker.sheets.plan import Addition, Edit

A1, A2, A3, A4 = (f"SOTON-K-A00{n}" for n in range(1, 5))


def only_problem(plan):
    assert len(plan.problems) == 1, plan.problems
    return plan.problems[0].in_words


def applied(book: Book, plan) -> Book:
    """The register after the plan, as the command would leave it."""
    after = Book()
    after.tables = {name: dict(table) for name, table in book.tables.items()}
    for edit in plan.edits:
        names = {"owner": "owner_id"}
        if edit.field == "progress":
            number = len(after.tables.get("updates", {}))
            after.add("updates", Update(f"u{number}", edit.ref, date(2026, 11, 20), "lead", edit.after))
        elif edit.field == "own_rating":
            number = len(after.tables.get("updates", {}))
            text = after.register().files[edit.ref].updates
            said = text[-1].narrative if text else ""
            after.add(
                "updates", Update(f"u{number}", edit.ref, date(2026, 11, 20), "lead", said, own_rating=edit.after)
            )
        else:
            after.edit("actions", edit.ref, **{names.get(edit.field, edit.field): edit.after})
    for n, new in enumerate(plan.additions, 1):
        parts = new.part_ids or [p.id for p in after.register().parts_of[new.ref]]
        after.action(f"SOTON-K-A1{n:02}", new.owner, parts, due=new.due, status=new.status or Status.PLANNED)
        after.edit("actions", f"SOTON-K-A1{n:02}", title=new.action)
    return after


ONE_CELL = {
    "title": ("Action to take", "Write the protocol", "Write the protocol"),
    "owner": ("Owner", "Health Service", "health"),
    "lead": ("Lead", "Superintendent", "Superintendent"),
    "intended_outcome": ("Intended outcome", "Children are heard", "Children are heard"),
    "status": ("Status", "In progress", Status.IN_PROGRESS),
    "own_rating": ("Own rating", "Amber", OwnRating.AMBER),
    "progress": ("Progress", "=Begun", "=Begun"),
}


@pytest.mark.parametrize("field", ONE_CELL)
def test_one_cell_changed_is_exactly_one_edit_and_the_same_file_twice_is_none(field):
    heading, typed, after = ONE_CELL[field]
    book = small_book()
    sent = snapshot(book)
    content = edited(export(book), {(A1, heading): typed}, lambda b: force_text(b, typed))
    plan = planned(book, content, sent=sent)
    assert [(e.ref, e.field, e.after, e.sheet, e.column) for e in plan.edits] == [
        (A1, field, after, "Actions", heading)
    ]
    assert plan.clean and not plan.additions and plan.unchanged == 3
    later = applied(book, plan)
    assert planned(later, content, sent=sent).nothing_to_do
    assert planned(later, content).nothing_to_do


def force_text(workbook, typed):
    """What a spreadsheet does with a cell formatted as text: "=Begun" is no formula there."""
    for row in workbook["Actions"].iter_rows():
        for cell in row:
            if cell.value == typed and isinstance(typed, str):
                cell.data_type = "s"


def test_a_new_date_carries_its_reason_and_one_without_is_taken_with_a_notice():
    book = small_book()
    content = edited(export(book), {(A1, "Due date"): date(2027, 9, 1)})
    plan = planned(book, content)
    assert [edit.field for edit in plan.edits] == ["due"] and not plan.problems
    assert plan.notices == ("Row 4 moves its due date and gives no reason: the record will say so.",)
    content = edited(content, {(A1, "Reason for a new date"): "Waiting for the new system"})
    (edit,) = planned(book, content).edits
    assert (edit.field, edit.before, edit.after, edit.reason) == (
        "due",
        date(2027, 6, 30),
        date(2027, 9, 1),
        "Waiting for the new system",
    )
    assert (edit.row, edit.column) == (4, "Due date")


@pytest.mark.parametrize(
    "typed", ["01/09/2027", "1.9.2027", "1 September 2027", "1st Sept 2027", "2027-09-01", datetime(2027, 9, 1)]
)
def test_a_date_may_be_written_in_any_british_way(typed):
    book = small_book()
    content = edited(export(book), {(A1, "Due date"): typed, (A1, "Reason for a new date"): "later"})
    assert [e.after for e in planned(book, content).edits] == [date(2027, 9, 1)]


def test_an_extension_asked_for_by_this_file_is_not_asked_for_again():
    book = small_book()
    sent = snapshot(book)
    content = edited(export(book), {(A1, "Due date"): date(2027, 9, 1), (A1, "Reason for a new date"): "later"})
    book.add("extensions", Extension("x", A1, date(2027, 6, 30), date(2027, 9, 1), "later", date(2026, 11, 20), "lead"))
    assert planned(book, content, sent=sent).nothing_to_do


def test_an_update_that_was_heard_is_not_heard_again_even_after_a_newer_one():
    book = small_book()
    sent = snapshot(book)
    content = edited(export(book), {(A2, "Progress"): "first"})
    book.add("updates", Update("u1", A2, date(2026, 11, 20), "lead", "first"))
    book.add("updates", Update("u2", A2, date(2026, 11, 21), "lead", "second"))
    assert planned(book, content, sent=sent).nothing_to_do


def test_a_blank_cell_changes_nothing():
    book = small_book()
    heads = ["Action to take", "Owner", "Lead", "Intended outcome", "Due date", "Status", "Own rating", "Progress"]
    blank = edited(export(book), {(A2, heading): None for heading in heads})
    assert planned(book, blank).nothing_to_do
    spaces = edited(export(book), {(A2, heading): "  " for heading in heads})
    assert planned(book, spaces).nothing_to_do


def test_it_is_a_conflict_if_and_only_if_both_changed_and_differ():
    book = small_book()
    sent = snapshot(book)
    untouched = export(book)
    returned = edited(untouched, {(A2, "Lead"): "Superintendent"})
    book.edit("actions", A2, lead="Commander")
    (conflict,) = planned(book, returned, sent=sent).conflicts
    assert (conflict.ref, conflict.field, conflict.sent, conflict.returned, conflict.now) == (
        A2,
        "lead",
        "Chief inspector",
        "Superintendent",
        "Commander",
    )
    assert (conflict.sheet, conflict.row, conflict.column) == ("Actions", 2, "Lead")
    assert planned(book, untouched, sent=sent).nothing_to_do
    book.edit("actions", A2, lead="Superintendent")
    assert planned(book, returned, sent=sent).nothing_to_do


LEADS = st.sampled_from(["one", "two", "three", None])


@given(LEADS, LEADS, LEADS)
@settings(max_examples=20)
def test_the_law_of_three_ways(sent_lead, returned_lead, now_lead):
    book = small_book()
    book.edit("actions", A1, lead=sent_lead)
    sent = snapshot(book)
    content = edited(export(book), {(A1, "Lead"): returned_lead})
    book.edit("actions", A1, lead=now_lead)
    plan = planned(book, content, sent=sent)
    changed = returned_lead is not None and returned_lead not in (sent_lead, now_lead)
    assert bool(plan.conflicts) == (changed and sent_lead != now_lead)
    assert bool(plan.edits) == (changed and sent_lead == now_lead)


EDITS = st.dictionaries(
    st.sampled_from([(A1, "Lead"), (A1, "Progress"), (A2, "Lead"), (A2, "Own rating"), (A1, "Intended outcome")]),
    st.sampled_from(["Amber", "Red"]),
    max_size=4,
)
OTHERS = st.dictionaries(
    st.sampled_from([(A3, "Lead"), (A3, "Progress"), (A3, "Own rating")]), st.sampled_from(["Amber", "Red"]), max_size=3
)


@given(EDITS, OTHERS)
@settings(max_examples=8)
def test_two_agencies_files_in_any_order_come_to_the_same(police, health):
    book = small_book()
    sent = snapshot(book)
    first = edited(export(book, "police"), police)
    second = edited(export(book, "health"), health)

    def after(*files):
        now = book
        for content, agency in files:
            plan = planned(now, content, sent=sent, agency=agency)
            assert plan.clean
            now = applied(now, plan)
            assert planned(now, content, sent=sent, agency=agency).nothing_to_do
        return now.register()

    one = after((first, "police"), (second, "health"))
    other = after((second, "health"), (first, "police"))
    assert one.actions == other.actions
    assert {a: f.own_rating for a, f in one.files.items()} == {a: f.own_rating for a, f in other.files.items()}
    said = [{a: f.updates[-1].narrative for a, f in r.files.items() if f.updates} for r in (one, other)]
    assert said[0] == said[1]


def test_rows_and_columns_may_stand_anywhere_and_the_sheet_may_have_any_name():
    book = small_book()

    def shuffle(workbook):
        sheet = workbook["Actions"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, sheet.max_row)
        order = [*reversed(range(len(rows[0])))]
        sheet.title = "Our plan"
        sheet.append(["Returned by the police"])
        sheet.append([])
        for row in [rows[0], *reversed(rows[1:])]:
            sheet.append(["a note" if row is not rows[0] else "Our notes", *(row[place] for place in order)])
        for row in sheet.iter_rows(min_row=4):
            for cell in row:
                if isinstance(cell.value, datetime):
                    cell.number_format = "dd/mm/yyyy"
        sheet.row_dimensions[5].hidden = True

    plan = planned(book, edited(export(book), {(A3, "Lead"): "Matron"}, shuffle))
    assert [(e.ref, e.after, e.sheet) for e in plan.edits] == [(A3, "Matron", "Our plan")]
    assert plan.clean and plan.unmapped == ("Our notes",) and plan.header_rows == (3,)
    assert plan.columns["lead"] == "Lead"


def test_a_renamed_column_is_known_by_its_other_names():
    book = small_book()
    plan = planned(book, edited(export(book), {(1, "Due date"): "TARGET  DATE:", (A1, "Lead"): "Matron"}))
    assert plan.columns["due"] == "TARGET  DATE:" and len(plan.edits) == 1 and plan.clean


def test_a_changed_cell_for_reading_is_a_problem_there():
    book = small_book()
    plan = planned(book, edited(export(book), {(A2, "Rating"): "◆ Assured", (A2, "Original date"): date(2027, 1, 1)}))
    assert [(p.row, p.column, p.value) for p in plan.problems] == [
        (2, "Rating", "◆ Assured"),
        (2, "Original date", "01/01/2027"),
    ]
    assert "for reading only" in plan.problems[0].in_words


def test_sorting_only_some_columns_is_noticed():
    book = small_book()
    plan = planned(book, edited(export(book), {(2, "Action"): A1, (4, "Action"): A2}))
    assert {(p.row, p.column) for p in plan.problems} >= {(2, "Action"), (4, "Action")}


def test_a_new_row_is_an_addition_once():
    book = small_book()
    sent = snapshot(book)
    new = {
        (9, "Review"): "SOTON-K",
        (9, "Ref"): 1,
        (9, "Part"): "b",
        (9, "Action to take"): "Train every sergeant",
        (9, "Owner"): "Police",
        (9, "Due date"): date(2027, 3, 31),
        (9, "Progress"): "Dates booked",
    }
    content = edited(export(book), new)
    plan = planned(book, content, sent=sent)
    (added,) = plan.additions
    assert (added.ref, added.action, added.owner, added.due, added.due_exact, added.part_ids, added.row) == (
        "SOTON-K:1",
        "Train every sergeant",
        "police",
        date(2027, 3, 31),
        "day",
        ("SOTON-K:1/b",),
        9,
    )
    assert plan.clean and not plan.edits
    after = applied(book, plan)
    again = planned(after, content, sent=sent)
    assert again.nothing_to_do and again.unchanged == 5


def test_an_agency_fills_in_its_hole():
    book = small_book()
    content = edited(
        export(book, "police"), {(3, "Action to take"): "Agree a protocol", (3, "Due date"): date(2027, 3, 1)}
    )
    plan = planned(book, content, agency="police")
    assert [(a.ref, a.owner, a.part_ids, a.row) for a in plan.additions] == [
        ("SOTON-K:2", "police", ("SOTON-K:2/",), 3)
    ]
    assert plan.clean and plan.unchanged == 2


def test_a_half_filled_hole_is_a_problem():
    book = small_book()
    content = edited(export(book, "police"), {(3, "Progress"): "We think about it"})
    assert only_problem(planned(book, content, agency="police")) == (
        "Row 3, Action to take: is empty: say what will be done, or empty the whole row"
    )


def test_an_agencys_file_cannot_touch_anothers_action():
    book = small_book()
    plan = planned(book, edited(export(book), {(A3, "Lead"): "Us"}), agency="police")
    assert (
        "‘Us’ was written about an action of Health Service: this file may change its own agency's actions only"
        in only_problem(plan)
    )
    assert not plan.edits


def test_an_agency_cannot_hand_its_action_over():
    book = small_book()
    plan = planned(book, edited(export(book, "police"), {(A1, "Owner"): "Health Service"}), agency="police")
    assert "only the board moves an action to another agency" in only_problem(plan)


def test_an_agency_answers_for_its_predecessor():
    book = small_book()
    book.agency("new-police")
    book.edit("agencies", "police", successor_id="new-police")
    plan = planned(book, edited(export(book, "new-police"), {(A1, "Lead"): "Chief"}), agency="new-police")
    assert plan.clean and len(plan.edits) == 1


def test_the_plan_as_json_has_the_shape_that_other_programs_read():
    book = small_book()
    content = edited(export(book), {(A1, "Due date"): date(2027, 9, 1), (A1, "Reason for a new date"): "later"})
    found = planned(book, content).to_json()
    assert list(found)[:9] == [
        "layout",
        "header_rows",
        "columns",
        "unmapped",
        "additions",
        "edits",
        "unchanged",
        "conflicts",
        "problems",
    ]
    assert found["edits"] == [
        {
            "ref": A1,
            "field": "due",
            "before": "2027-06-30",
            "after": "2027-09-01",
            "sheet": "Actions",
            "row": 4,
            "column": "Due date",
            "reason": "later",
            "evidence_about": None,
            "evidence_link": None,
        }
    ]
    assert found["layout"] == "return_workbook" and found["header_rows"] == [1] and len(found["file_hash"]) == 64
    addition = {"ref", "recommendation", "action", "owner", "due", "due_exact", "due_text", "status", "rating"}
    assert addition | {"progress", "evidence", "row", "sheet", "column"} <= set(Addition.__dataclass_fields__)
    assert {"ref", "field", "before", "after", "sheet", "row", "column"} <= set(Edit.__dataclass_fields__)
