"""Decisions about a plan: pure, one by one or together."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tracker.rules.words import Status
from tracker.sheets.decide import all_for, cell_key, decided, row_key, with_who
from tracker.sheets.plan import Addition, Conflict, Edit, Plan, Problem

EDIT = Edit("A1", "lead", None, "Sgt", "Actions", 2, "Lead")
DUE = Conflict("A2", "due", date(2026, 1, 1), date(2026, 3, 1), date(2026, 2, 1), "Actions", 3, "Due date", "Snow.")
TOO_FAR = Conflict(
    "A3", "status", Status.PLANNED, Status.IN_PROGRESS, Status.ASSURED, "Actions", 4, "Status", cannot="cannot be"
)
NEW = Addition("R:1", "T", "Do it", sheet="Actions", row=9)
SICK = Problem("Actions", 7, "Due date", "soon", "is not a date I know")
PLAN = Plan("return_workbook", edits=(EDIT,), conflicts=(DUE, TOO_FAR), additions=(NEW,), problems=(SICK,))


def test_a_conflict_for_the_file_becomes_a_change_from_what_stands_now():
    found = decided(PLAN, {("A2", "due"): "file"})
    assert found.edits == (
        EDIT, Edit("A2", "due", date(2026, 2, 1), date(2026, 3, 1), "Actions", 3, "Due date", "Snow."),
    )  # fmt: skip
    assert found.conflicts == (TOO_FAR,) and found.additions == (NEW,)


def test_a_conflict_for_the_register_is_dropped_and_one_undecided_stays():
    assert decided(PLAN, {("A2", "due"): "register"}).conflicts == (TOO_FAR,)
    assert decided(PLAN, {}) is PLAN


def test_a_conflict_that_the_file_cannot_win_becomes_a_problem():
    found = decided(PLAN, {("A3", "status"): "file"})
    assert found.problems[1:] == (Problem("Actions", 4, "Status", "In progress", "cannot be", "not_allowed"),)


def test_together_every_conflict_goes_to_one_side():
    assert decided(PLAN, all_for(PLAN, "register")).conflicts == ()
    found = decided(PLAN, all_for(PLAN, "file"))
    assert found.conflicts == (TOO_FAR,) and len(found.edits) == 2


def test_a_cell_a_new_action_or_a_whole_row_can_be_left_out():
    assert decided(PLAN, {cell_key(EDIT): "register"}).edits == ()
    assert decided(PLAN, {row_key(NEW): "register"}).additions == ()
    assert decided(PLAN, {row_key(SICK): "register"}).problems == ()
    none = decided(PLAN, {("Actions", row): "register" for row in (2, 3, 4, 7, 9)})
    assert none.nothing_to_do


def test_who_and_when_stand_beside_a_conflict():
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    found = with_who(PLAN, {("A2", "due"): ("Manager", at)})
    assert found.conflicts == (replace(DUE, now_by="Manager", now_at=at), TOO_FAR)
    assert found.to_json()["conflicts"][0]["now_at"] == "2026-11-20T09:00:00+00:00"
