"""A workbook that comes back is looked through cell by cell; one that goes out is looked through before it leaves."""

from dataclasses import replace
from datetime import date

from tests.rules.factories import TODAY, Book
from tracker.rules.records import CheckBack, Update, Verification
from tracker.rules.register import Register
from tracker.rules.standing import build
from tracker.rules.words import CheckOutcome, Outcome, Publication, Status
from tracker.sheets.identify import looked_through
from tracker.sheets.leaving import Place, of_scope, places
from tracker.sheets.plan import Addition, Edit, Plan

NAMES = ("Jane Smith",)
COLUMNS = {"lead": "Lead", "title": "Action to take", "progress": "Progress", "due_reason": "Reason for a new date"}
SHEET = {"sheet": "Actions", "row": 7}


def plan(**more):
    return Plan("ours", columns=COLUMNS, **more)


def edit(field, before, after, **more):
    return Edit("A1", field, before, after, **SHEET, column=COLUMNS.get(field, "Due date"), **more)


def test_a_cell_that_may_identify_somebody_is_a_problem_at_its_place_and_no_change():
    fine = edit("title", "Train", "Train all")
    found = looked_through(plan(edits=(edit("lead", None, "Jane Smith"), fine)), NAMES)
    assert found.edits == (fine,)
    (problem,) = found.problems
    assert (problem.sheet, problem.row, problem.column) == ("Actions", 7, "Lead")
    assert problem.in_words == (
        "Row 7, Lead: holds a name on the board's list (Jane Smith), which may identify somebody: write it without; "
        "the business manager may let it through"
    )


def test_what_stood_in_the_cell_already_is_not_asked_about_again():
    kept = plan(edits=(edit("progress", "SO14 7LT", "SO14 7LT, and more"),))
    assert looked_through(kept, NAMES) is kept


def test_the_reason_for_a_new_date_has_a_column_of_its_own():
    moved = edit("due", date(2026, 5, 1), date(2026, 8, 1), reason="Ring 023 8083 3000")
    found = looked_through(plan(edits=(moved,)), NAMES)
    assert (found.edits, [p.column for p in found.problems]) == ((), ["Reason for a new date"])


def test_a_new_action_is_left_out_whole_and_each_of_its_cells_is_told():
    new = Addition("K:1", "T", "Visit SO14 7LT", progress="a.b@nhs.net", lead="Head", **SHEET, column="Action to take")
    found = looked_through(plan(additions=(new,)), NAMES)
    assert found.additions == ()
    assert [p.column for p in found.problems] == ["Action to take", "Lead", "Progress"][::2]


def test_an_owner_and_a_status_are_no_free_text():
    kept = plan(edits=(edit("owner", None, "jane-smith"), edit("status", Status.PLANNED, Status.IN_PROGRESS)))
    assert looked_through(kept, NAMES) is kept


# ---- out


def register(state=Publication.PUBLISHED) -> Register:
    book = Book()
    book.review("R-1")
    for agency in ("police", "health"):
        book.agency(agency)
    book.recommendation("R-1:1", {"a": ["police", "health"]})
    book.action("A1", "police", ["R-1:1/a"])
    book.action("A2", "health", ["R-1:1/a"])
    made = book.register()
    tables = {name: dict(getattr(made, name)) for name in Register.__dataclass_fields__}
    tables["reviews"]["R-1"] = replace(tables["reviews"]["R-1"], state=state)
    tables["recommendations"]["R-1:1"] = replace(tables["recommendations"]["R-1:1"], text="Write to SO14 7LT.")
    tables["actions"]["A1"] = replace(tables["actions"]["A1"], lead="Jane Smith", due_text="when 023 8083 3000 answers")
    tables["updates"] = {
        f"U{n}": Update(f"U{n}", "A2", TODAY, "x", words) for n, words in ((1, "SO14 7LT"), (2, "DOB 3/5/2011"))
    }
    tables["verifications"] = {"V": Verification("V", "A2", Outcome.RETURNED, "See 943 476 5919", TODAY, "x")}
    tables["check_backs"] = {"C": CheckBack("C", "A2", 6, TODAY, CheckOutcome.FAILED, "a.b@nhs.net")}
    return Register(**tables)


ACTIONS = [
    Place("A1", "a name on the board's list in the lead; a phone number in the due date in words"),
    Place(
        "A2",
        "a date of birth in the update; an NHS number in the reason of the verification; "
        "an e-mail address in the note of the check-back",
    ),
]


def test_every_word_that_leaves_is_looked_through_and_no_word_that_stays():
    assert list(places(register(), NAMES)) == ACTIONS


def test_the_text_of_a_review_that_is_not_published_is_looked_through_too():
    found = places(register(Publication.DRAFT), NAMES)
    assert list(found) == [Place("R-1:1", "a postcode in the text of the recommendation"), *ACTIONS]


def test_an_agency_is_told_of_its_own_workbook_only():
    made = register()
    found = of_scope(places(made, NAMES), build(made, today=TODAY), "police")
    assert {place.id for place in found} == {"A1"}


def test_every_open_column_of_text_is_looked_through_on_its_way_out():
    """A new column of the workbook that holds words must be looked through before it leaves."""
    from tracker.sheets.layouts.return_workbook import RETURN_WORKBOOK

    words = {c.field for c in RETURN_WORKBOOK.open_columns} - {"owner", "due", "status", "own_rating"}
    assert words == {"title", "progress", "lead", "intended_outcome"}
