"""What another board's plan comes to: matched to the register, asked about where unsure, never silently changed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.factories import TODAY
from tests.sheets.books import export, small_book
from tests.sheets.other.made import ASKED, Layout, Wanted, across, book, file_of, plan_of, put, register, table
from tests.sheets.other.seven import SEVEN
from tracker.rules.errors import FileRefusedError
from tracker.rules.records import PlanLayout
from tracker.rules.words import OwnRating, Status
from tracker.sheets.grid import ErrorValue, Formula, Sheet, Sheets
from tracker.sheets.other.bands import ref_and_text
from tracker.sheets.other.in_full import shortened
from tracker.sheets.other.layout import layout_id
from tracker.sheets.other.read_plan import other_plan
from tracker.sheets.plan import Answers
from tracker.sheets.reading.read import read
from tracker.sheets.which import plan_of as plan_of_either

HEADS = ("Recommendation", "Action", "Lead agency", "Target date", "Status", "Progress")


def one(*rows, heads=HEADS, above=()):
    def make(sheet):
        row = 1
        for text in above:
            put(sheet, row, text)
            row += 1
        table(sheet, row, heads, *rows)

    return Layout("one", make, {}, (1,))


def grid(*rows, heads=HEADS, **more):
    lines = [dict(enumerate(heads)), *({p: c for p, c in enumerate(row) if c is not None} for row in rows)]
    return Sheets((Sheet("Plan", tuple(enumerate(lines, 1)), **more),), file_name="plan.xlsx")


def read_grid(sheets, now=None, **more):
    return other_plan(sheets, now=now or register(), today=TODAY, **more)


def test_an_owner_that_nobody_knows_is_a_problem_at_its_cell_and_a_question():
    plan = plan_of(one((ASKED["1"], "Do it well", "Acme Widgets", None, None, None)))
    assert [(a.owner, a.owner_text) for a in plan.additions] == [(None, "Acme Widgets")]
    assert [(p.row, p.column, p.value) for p in plan.problems] == [(2, "Lead agency", "Acme Widgets")]
    assert [(q.kind, q.text, q.chosen) for q in plan.questions] == [("owner", "Acme Widgets", None)]


def test_an_answer_settles_an_owner_and_a_recommendation():
    layout = one(("Something nobody ever recommended to a soul", "Do it well", "Acme Widgets", None, None, None))
    answers = Answers(
        owners={"Acme Widgets": "police"},
        recommendations={"Something nobody ever recommended to a soul": "SOTON-K:2"},
    )
    plan = plan_of(layout, answers=answers)
    assert [(a.ref, a.owner) for a in plan.additions] == [("SOTON-K:2", "police")]
    assert not plan.problems


def test_a_recommendation_that_nobody_knows_is_one_problem_for_all_its_actions():
    text = "Something nobody ever recommended to a soul"
    plan = plan_of(one((text, "Do it", "Police", None, None, None), (None, "Do more", "Police", None, None, None)))
    assert [(a.ref, a.ref_text) for a in plan.additions] == [(None, text), (None, text)]
    assert [(p.row, p.column) for p in plan.problems] == [(2, "Recommendation")]


def test_numbers_alone_do_not_tell_the_review():
    plan = plan_of(one(("1", "Do it", "Police", None, None, None)))
    assert plan.additions[0].ref is None
    plan = plan_of(replace(one(("1", "Do it", "Police", None, None, None)), review="SOTON-K"))
    assert plan.additions[0].ref == "SOTON-K:1"


def test_the_title_tells_the_review():
    plan = plan_of(one(("1", "Do it", "Police", None, None, None), above=("Child K: action plan",)))
    assert plan.additions[0].ref == "SOTON-K:1"


def with_action(**fields):
    made = book()
    made.action("SOTON-K-A001", "police", ["SOTON-K:1/"], **fields)
    made.edit("actions", "SOTON-K-A001", title="Brief all sergeants.")
    return made.register()


def test_an_action_that_the_register_has_is_no_addition():
    plan = plan_of(one((ASKED["1"], "1. Brief all  sergeants", "Police", None, None, None)), now=with_action())
    assert (plan.additions, plan.conflicts, plan.unchanged, plan.nothing_to_do) == ((), (), 1, True)


def test_what_it_says_otherwise_is_a_conflict_for_a_person():
    row = (ASKED["1"], "Brief all sergeants", "Police", "31/01/2028", "Complete", "All done")
    plan = plan_of(one(row), now=with_action(due=date(2027, 6, 30)))
    assert not plan.additions and not plan.edits
    found = {c.field: (c.sent, c.returned, c.now, c.column) for c in plan.conflicts}
    assert found == {
        "due": (None, date(2028, 1, 31), date(2027, 6, 30), "Target date"),
        "status": (None, Status.CLAIMED, Status.IN_PROGRESS, "Status"),
        "progress": (None, "All done", None, "Progress"),
    }


def test_an_old_plan_does_not_doubt_what_was_checked_since():
    row = (ASKED["1"], "Brief all sergeants", "Police", None, "In progress", None)
    assert plan_of(one(row), now=with_action(status=Status.ASSURED)).nothing_to_do


def test_of_two_owners_the_first_is_taken_and_the_other_told():
    plan = plan_of(one((ASKED["1"], "Meet", "Police and CSC", None, None, None)))
    (addition,) = plan.additions
    assert addition.owner == "police"
    assert any("Southampton Children's Services" in flag for flag in addition.flags)
    assert [q.kind for q in plan.questions] == ["owner"]


def test_a_status_never_says_more_than_claimed():
    plan = plan_of(one((ASKED["1"], "Meet", "Police", None, "Signed off and embedded", None)))
    assert plan.additions[0].status in (Status.CLAIMED, None)


def test_a_stored_value_of_a_formula_is_taken_and_told_and_a_formula_without_one_is_a_problem():
    rows = (
        (ASKED["1"], "Meet", "Police", Formula("=B9", date(2027, 1, 31)), None, None),
        (ASKED["1"], "Meet again", "Police", Formula("=B9"), ErrorValue("#REF!"), None),
    )
    plan = read_grid(grid(*rows))
    assert [a.due for a in plan.additions] == [date(2027, 1, 31), None]
    assert "formula" in plan.additions[0].flags[0]
    assert [(p.row, p.column, p.value) for p in plan.problems] == [(3, "Target date", "=B9"), (3, "Status", "#REF!")]


def test_hidden_rows_and_sheets_are_read_and_told():
    row = (ASKED["1"], "Meet", "Police", None, None, None)
    plan = read_grid(grid(row, hidden=True, hidden_rows=frozenset({2})))
    assert len(plan.additions) == 1
    assert plan.notices == (
        "The sheet ‘Plan’ is hidden; it was read all the same.",
        "Hidden rows of the sheet ‘Plan’ were read too: 2.",
    )


def test_a_column_that_is_not_understood_is_asked_about_or_stays_unread():
    heads = ("Recommendation", "Action", "Lead agency", "Zebra")
    plan = read_grid(grid((ASKED["1"], "Meet the team", "Police", "31/01/2027"), heads=heads))
    assert [(q.kind, q.text) for q in plan.questions] == [("column", "Zebra")]
    assert "due" in plan.questions[0].choices


def test_an_answer_and_a_remembered_layout_settle_columns():
    heads = ("Recommendation", "Action", "Lead agency", "Zebra")
    sheets = grid((ASKED["1"], "Meet the team", "Police", "31/01/2027"), heads=heads)
    plan = read_grid(sheets, answers=Answers(columns={"Zebra": "due"}))
    assert plan.columns["due"] == "Zebra" and plan.additions[0].due == date(2027, 1, 31)
    assert plan.layout_id == layout_id(plan.headings) == layout_id([f" {head.upper()}" for head in heads])
    settled = PlanLayout(plan.layout_id, plan.headings, ("due=Zebra", "=Lead agency"), TODAY, "bm")
    again = read_grid(sheets, remembered=[settled])
    assert again.columns["due"] == "Zebra" and "owner" not in again.columns


def test_a_plan_of_one_agency_adds_its_own_actions_only():
    rows = ((ASKED["1"], "Meet", "Police", None, None, None), (ASKED["2"], "Talk", "CSC", None, None, None))
    plan = read_grid(grid(*rows), agency_id="police")
    assert [a.action for a in plan.additions] == ["Meet"]
    assert [(p.row, p.kind) for p in plan.problems] == [(3, "not_allowed")]


def test_a_file_without_a_plan_is_refused_in_a_sentence():
    with pytest.raises(FileRefusedError, match="headings by which an action plan is known"):
        read_grid(grid(("a", "b"), heads=("Colour", "Smell")))


def test_empty_rows_of_a_form_totals_and_signatures_are_no_actions():
    rows = (
        (ASKED["1"], "Meet", "Police", None, None, None),
        ("2", None, None, None, None, None),
        (None, None, None, None, None, None),
        ("Total: 1",),
        ("Signed:", "J Smith"),
    )
    plan = read_grid(grid(*rows))
    assert [a.action for a in plan.additions] == ["Meet"]
    assert not plan.problems


def test_a_return_workbook_goes_to_the_merge_and_anything_else_is_another_plan():
    made = small_book()
    plan = plan_of_either(read(export(made), "returned.xlsx"), now=made.register(), sent=None, today=TODAY)
    assert plan.layout == "return_workbook"
    sheets = read(file_of(SEVEN[0]), "plan.xlsx", looks=True)
    assert plan_of_either(sheets, now=register(), sent=None, today=TODAY).layout == "another_plan"


def test_a_plan_of_our_headings_without_our_numbers_is_another_plan():
    sheets = grid(("A1", ASKED["1"], "Meet", "Police"), heads=("Action", "Ref", "Action to take", "Owner"))
    plan = plan_of_either(sheets, now=register(), sent=None, today=TODAY)
    assert plan.layout == "another_plan"


def test_every_word_of_the_json_is_there():
    plan = plan_of(SEVEN[0])
    document = plan.to_json()
    assert document["layout"] == "another_plan"
    first = document["additions"][0]
    assert {"ref", "recommendation", "action", "owner", "due", "due_exact", "due_text", "status", "rating"} <= set(
        first
    )
    assert first["due_exact"] == "day" and first["row"] == 6 and first["sheet"] == "Sheet"
    assert first["column"] == "Action to take"


def test_bands_of_agencies_name_the_owner():
    def make(sheet):
        table(sheet, 1, ("Recommendation", "Action", "Target date"))
        across(sheet, 2, "Hampshire Constabulary", 3)
        put(sheet, 3, ASKED["1"], "Meet", "31/01/2027")

    plan = plan_of(Layout("bands", make, {}, rows=(Wanted("Meet", "police"),)))
    assert [a.owner for a in plan.additions] == ["police"]


def test_a_bare_reference_with_dots_is_one_reference():
    assert ref_and_text("10.2.5") == ("10.2.5", "")
    assert ref_and_text("10.2.5 The board should") == ("10.2.5", "The board should")
    assert ref_and_text("Recommendation 3: The board should") == ("3", "The board should")
    assert ref_and_text("31/03/2027 was the day")[0] is None


def test_a_status_is_not_taken_for_a_rating():
    heads = ("Recommendation", "Action", "Status")
    rows = ((ASKED["1"], "Meet", "Complete"), (ASKED["1"], "Talk", "Amber - delayed"))
    assert [a.rating and a.rating.value for a in read_grid(grid(*rows, heads=heads)).additions] == [None, "amber"]


def test_a_date_of_completion_that_is_to_come_is_not_taken_as_done():
    heads = ("Recommendation", "Action", "Due date", "Date completed")
    plan = read_grid(grid((ASKED["1"], "Meet", None, "31/12/2027"), heads=heads))
    (addition,) = plan.additions
    assert (addition.status, addition.due) == (None, date(2027, 12, 31))
    assert any("still to come" in flag for flag in addition.flags)


def test_the_same_file_after_it_was_taken_says_nothing_new():
    row = (ASKED["1"], "Brief all sergeants", "Police", "30/06/2027", "In progress", None)
    assert plan_of(one(row), now=with_action(due=date(2027, 6, 30))).nothing_to_do


@pytest.mark.parametrize("known", [True, False])
def test_an_action_longer_than_a_title_is_known_again_by_its_first_words_and_all_of_them(known):
    long = "Train every officer in what the review found. " * 9
    made = book()
    made.action("SOTON-K-A001", "police", ["SOTON-K:1/"], updates=[(date(2026, 1, 5), OwnRating.GREEN)])
    made.edit("actions", "SOTON-K-A001", title=shortened(long))
    (told,) = made.tables["updates"].values()
    narrative = f"In full: {long.strip() if known else long[:350] + 'else'}\n\nBegun."
    made.edit("updates", told.id, narrative=narrative)
    plan = plan_of(one((ASKED["1"], long, "Police", None, None, "Begun.")), now=made.register())
    assert plan.unchanged == known
    assert [a["action"] for a in plan.to_json()["additions"]] == ([] if known else [long.strip()])
    assert not plan.conflicts


def test_what_no_update_can_hold_is_a_problem_at_its_cell():
    plan = plan_of(
        one(
            (ASKED["1"], "Do it well", "Police", None, None, "said " * 2_500),
            (ASKED["1"], "Do\x7f it", "Police", None, None, None),
        )
    )
    assert [(p.row, p.column) for p in plan.problems] == [(2, "Progress"), (3, "Action")]
    assert "12,499 characters" in plan.problems[0].why


def test_evidence_for_an_action_that_the_register_has_is_told():
    heads = (*HEADS, "Evidence")
    row = (ASKED["1"], "Brief all sergeants", "Police", "30/06/2027", "In progress", None, "Minutes of 4 May")
    plan = plan_of(one(row, heads=heads), now=with_action(due=date(2027, 6, 30)))
    assert [(c.field, c.returned, c.column) for c in plan.conflicts] == [("evidence", "Minutes of 4 May", "Evidence")]


def test_a_reference_that_is_in_doubt_is_not_taken_against_the_text_beside_it():
    row = ("R4", "The catering contract should be put out to tender", "Tender it", "Police")
    plan = plan_of(one(row, heads=("Ref", "Recommendation", "Action", "Lead agency")))
    assert [(a.ref, a.ref_text is not None) for a in plan.additions] == [(None, True)]
    assert [p.column for p in plan.problems] == ["Recommendation"]


def test_a_plan_of_too_many_rows_is_refused_before_they_are_read(monkeypatch):
    monkeypatch.setattr("tracker.sheets.other.read_plan.Rows", None)
    row = (ASKED["1"], "Do it well", "Police", None, None, None)
    with pytest.raises(FileRefusedError, match="more than 50,000 rows is not read: send it in parts"):
        read_grid(grid(*[row] * 50_001))


def test_every_row_of_an_unknown_owner_has_its_problem_and_the_name_is_asked_once():
    rows = [(ASKED["1"], title, "The Wombles", "30/06/2027", None, None) for title in ("Brief them", "Train them")]
    plan = plan_of(one(*rows))
    assert [(p.value, p.row) for p in plan.problems] == [("The Wombles", a.row) for a in plan.additions]
    assert [q.text for q in plan.questions if q.kind == "owner"] == ["The Wombles"]
