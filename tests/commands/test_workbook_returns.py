"""Real workbooks out and in again, applied to a real store: nothing is lost, overwritten or said twice."""

from datetime import date
from functools import partial

import pytest

from tests.sheets.books import edited
from tracker.commands import actions, workbooks
from tracker.queries.last_changes import last_changes
from tracker.queries.register import files_as_at_number, last_change
from tracker.rules.errors import ChangedMeanwhileError, NotAllowedError, SignOffBlockedError
from tracker.rules.sight import WHOLE
from tracker.rules.standing import build
from tracker.rules.words import Brag, DateExactness, Door, EvidenceKind, OwnRating, Rung, Status
from tracker.sheets.decide import all_for, with_who
from tracker.sheets.plan import Addition, Plan, Problem
from tracker.sheets.reading.read import read
from tracker.sheets.returned.merge import make_plan
from tracker.sheets.returned.origin import sent_number
from tracker.sheets.writing.workbook import write


class Desk:
    """The store, workbooks out of it and into it."""

    def __init__(self, book):
        self.book, self.engine = book, book.engine

    def out(self, agency=None):
        standing = build(self.book.register(), today=self.book.now.date())
        number = last_change(self.engine)
        return write(standing, agency_id=agency, number=number, board_name="The Board", at=self.book.now)

    def plan(self, content, agency=None):
        sheets = read(content, "return.xlsx")
        sent = partial(files_as_at_number, self.engine, sent_number(sheets), sight=WHOLE)
        today = self.book.now.date()
        found = make_plan(sheets, now=self.book.register(), sent=sent, today=today, agency_id=agency)
        return with_who(found, last_changes(self.engine, [(c.ref, c.field) for c in found.conflicts], sight=WHOLE))

    def apply(self, plan, who="manager", **more):
        signed = self.book.signed(who, door=Door.WORKBOOK)
        return workbooks.apply(self.engine, plan, file_hash="c" * 64, **more, **signed)

    def bring_in(self, content, who="manager", agency=None):
        plan = self.plan(content, agency)
        assert plan.clean, plan
        self.apply(plan, who)
        again = self.plan(content, agency)
        assert again.nothing_to_do, again
        return plan


@pytest.fixture
def desk(ledger):
    return Desk(ledger)


def state(book):
    """What the register says, without when it was said."""
    register = book.register()
    return {
        id_: (f.action.title, f.action.owner_id, f.action.lead, f.action.due, f.action.status, f.own_rating,
              sorted(u.narrative for u in f.updates), sorted(e.title for e in f.evidence))
        for id_, f in register.files.items()
    }  # fmt: skip


def test_everything_that_a_workbook_can_say_is_done_once(desk):
    a, b = desk.book.plan(title="Train").id, desk.book.plan("health", title="Audit").id
    cells = {
        (a, "Action to take"): "Train  every sergeant", (a, "Lead"): "Chief", (a, "Progress"): "Begun.\u2028More.",
        (a, "Status"): "In progress", (a, "Own rating"): "Amber", (a, "Due date"): date(2026, 9, 1),
        (a, "Reason for a new date"): "Snow", (a, "Intended outcome"): "Children are heard",
        (a, "New evidence"): "Minutes", (a, "Evidence is about"): date(2026, 1, 2),
        (b, "New evidence"): "Audit", (b, "Link to it"): "https://example.org/audit", (b, "Owner"): "Schools",
    }  # fmt: skip
    desk.bring_in(edited(desk.out(), cells))
    first, second = (desk.book.register().files[id_] for id_ in (a, b))
    assert (first.action.title, first.action.lead, first.action.status) == (
        "Train every sergeant", "Chief", Status.IN_PROGRESS,
    )  # fmt: skip
    assert first.action.due == date(2026, 9, 1) and first.own_rating == OwnRating.AMBER
    assert [(e.kind, e.statement, e.about, e.rung) for e in first.evidence] == [
        (EvidenceKind.STATEMENT, "Minutes", date(2026, 1, 2), Rung.ASSERTION)
    ]
    assert [(e.kind, e.title, e.link) for e in second.evidence] == [
        (EvidenceKind.LINK, "Audit", "https://example.org/audit")
    ]
    assert second.action.owner_id == "schools"


def test_two_agencies_files_come_to_the_same_in_any_order(tmp_path):
    from tests.factories_store import Ledger, fresh_sqlite

    ends = []
    for order in ((0, 1), (1, 0)):
        folder = tmp_path / str(order[0])
        folder.mkdir()
        desk = Desk(Ledger(fresh_sqlite(folder, furnished=True)))
        a, b = desk.book.plan(title="Train").id, desk.book.plan("health", title="Audit").id
        files = (
            (edited(desk.out("police"), {(a, "Progress"): "Begun", (a, "Status"): "In progress"}), "police"),
            (edited(desk.out("health"), {(b, "Lead"): "Matron", (b, "New evidence"): "Audit"}), "health"),
        )
        for place in order:
            content, agency = files[place]
            desk.bring_in(content, f"{agency}-lead", agency)
        for content, agency in files:
            assert desk.plan(content, agency).nothing_to_do
        ends.append(state(desk.book))
        desk.engine.dispose()
    assert ends[0] == ends[1]


def test_an_old_export_that_comes_back_after_three_newer_ones_takes_nothing_back(desk):
    a = desk.book.plan(title="Train").id
    old = edited(desk.out("police"), {(a, "Lead"): "Chief", (a, "Progress"): "First word"})
    desk.bring_in(old, "police-lead", "police")
    for n in range(3):
        cells = {(a, "Progress"): f"Word {n}", (a, "Own rating"): ("Green", "Amber", "Red")[n]}
        desk.bring_in(edited(desk.out("police"), cells), "police-lead", "police")
    before = state(desk.book)
    plan = desk.plan(old, "police")
    assert plan.nothing_to_do and plan.already == 2
    late = edited(desk.out("police"), {(a, "Intended outcome"): "Safety"})
    assert len(desk.plan(late, "police").edits) == 1
    newer = edited(old, {(a, "Intended outcome"): "Safety"})
    assert [(e.field, e.after) for e in desk.plan(newer, "police").edits] == [("intended_outcome", "Safety")]
    assert state(desk.book) == before


def test_a_conflict_says_who_and_when_and_is_decided_by_a_person(desk):
    a = desk.book.plan(title="Train").id
    content = edited(desk.out("police"), {(a, "Lead"): "Chief", (a, "Intended outcome"): "Safety"})
    actions.edit(desk.engine, action_id=a, lead="Commander", **desk.book.signed("manager"))
    plan = desk.plan(content)
    (conflict,) = plan.conflicts
    assert (conflict.sent, conflict.returned, conflict.now) == (None, "Chief", "Commander")
    assert (conflict.now_by, conflict.now_at) == ("Manager", desk.book.now)
    with pytest.raises(SignOffBlockedError, match="both the file and the register changed"):
        desk.apply(plan)
    desk.apply(plan, decisions=all_for(plan, "register"))
    assert (desk.book.action(a).lead, desk.book.action(a).intended_outcome) == ("Commander", "Safety")
    plan = desk.plan(content)
    actions.edit(desk.engine, action_id=a, lead="Inspector", **desk.book.signed("manager"))
    with pytest.raises(ChangedMeanwhileError):
        desk.apply(plan, decisions={(a, "lead"): "file"})
    desk.apply(desk.plan(content), decisions={(a, "lead"): "file"})
    assert desk.book.action(a).lead == "Chief"


def test_evidence_of_the_same_plan_is_not_filed_twice_by_two_people_at_once(desk):
    a = desk.book.plan(title="Train").id
    plan = desk.plan(edited(desk.out("police"), {(a, "New evidence"): "Minutes"}))
    desk.apply(plan)
    with pytest.raises(ChangedMeanwhileError):
        desk.apply(plan)
    assert len(desk.book.register().files[a].evidence) == 1


def test_a_lead_proposes_actions_for_their_own_agency_only(desk):
    content = edited(desk.out("police"), {(2, "Action to take"): "Brief every shift"})
    desk.bring_in(content, "police-lead", "police")
    (made,) = desk.book.register().files.values()
    assert (made.action.owner_id, made.action.title) == ("police", "Brief every shift")
    with pytest.raises(NotAllowedError):
        desk.apply(desk.plan(edited(desk.out("health"), {(2, "Action to take"): "Ours"})), "police-lead")


def foreign(*additions, **more):
    return Plan("another_plan", additions=additions, file_name="old.xlsx", **more)


def test_another_boards_actions_are_made_as_they_were_written(desk):
    done = desk.apply(
        foreign(
            Addition(
                "SOTON-K:1", "T", "Old work", "police", status=Status.CLAIMED, rating=Brag.BLUE,
                progress="All trained.", due=date(2016, 9, 30), due_exact=DateExactness.QUARTER,
                due_text="Q2 2016/17", evidence="Register",
            ),
            Addition("SOTON-K:2", "T", "No owner", rating=Brag.AMBER, status=Status.CLAIMED, due_text="ASAP"),
            Addition("SOTON-K:2", "T", "Going on", "health", rating=Brag.GREEN, status=Status.IN_PROGRESS),
        )
    )  # fmt: skip
    first, second, third = (desk.book.register().files[id_] for id_ in done.added)
    assert (first.action.status, first.own_rating, first.updates[-1].narrative) == (
        Status.CLAIMED, None, "All trained.",
    )  # fmt: skip
    assert (first.action.due, first.action.due_exact, first.action.due_text) == (
        date(2016, 9, 30), DateExactness.QUARTER, "Q2 2016/17",
    )  # fmt: skip
    assert [e.statement for e in first.evidence] == ["Register"]
    assert (second.action.owner_id, second.action.status, second.own_rating) == (
        None, Status.IN_PROGRESS, OwnRating.AMBER,
    )  # fmt: skip
    assert (second.action.due, second.action.due_text) == (None, "ASAP")
    assert (third.action.status, third.own_rating) == (Status.IN_PROGRESS, OwnRating.GREEN)


def test_a_row_of_another_boards_plan_with_a_problem_is_left_out_whole(desk):
    sick, sound = (Addition("SOTON-K:1", "T", w, "police", sheet="Plan", row=n) for n, w in ((4, "Sick"), (5, "Sound")))
    nowhere = Addition(None, "", "Nowhere", "police", sheet="Plan", row=6, ref_text="99")
    plan = foreign(sick, sound, nowhere, problems=(Problem("Plan", 4, "When", "soon", "is no date"),))
    with pytest.raises(SignOffBlockedError, match="Row 6: no recommendation is known for this action"):
        desk.apply(foreign(sound, nowhere))
    done = desk.apply(plan, skip_problems=True)
    assert [desk.book.action(id_).title for id_ in done.added] == ["Sound"]
