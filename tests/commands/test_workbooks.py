"""A returned workbook is applied whole or not at all, each step by its own verb and right."""

from datetime import date

import pytest
import sqlalchemy as sa

from tracker.commands import actions, workbooks
from tracker.rules.errors import ChangedMeanwhileError, NotAllowedError, SignOffBlockedError, TrackerError
from tracker.rules.words import Door, OwnRating, Status
from tracker.sheets.plan import Addition, Conflict, Edit, Plan, Problem
from tracker.store.tables import TrailRow

HASH = "c" * 64
_trail = TrailRow.__table__


def apply(book, *, who="manager", skip=False, **plan):
    signed = book.signed(who, door=Door.WORKBOOK)
    plan = Plan("ours", file_name="return.xlsx", **plan)
    return workbooks.apply(book.engine, plan, file_hash=HASH, skip_problems=skip, **signed)


def verbs_since(engine, number):
    with engine.connect() as connection:
        told = connection.execute(
            sa.select(_trail.c.verb, _trail.c.door).where(_trail.c.number > number).order_by(_trail.c.number)
        ).all()
    return list(dict.fromkeys(told))


def last(engine):
    with engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.max(_trail.c.number)))


def test_one_file_edits_adds_claims_and_moves_a_date_in_one_transaction(ledger):
    a = ledger.plan(due=date(2026, 6, 1)).id
    b = ledger.to(ledger.plan(title="Audit").id, Status.IN_PROGRESS).id
    number = last(ledger.engine)
    done = apply(
        ledger,
        edits=(
            Edit(a, "lead", None, "Sgt Smith"),
            Edit(a, "due", date(2026, 6, 1), date(2026, 9, 1), reason="Snow."),
            Edit(a, "status", Status.PLANNED, Status.IN_PROGRESS),
            Edit(a, "progress", None, "Begun."),
            Edit(b, "status", Status.IN_PROGRESS, Status.CLAIMED),
            Edit(b, "own_rating", None, OwnRating.GREEN),
        ),
        additions=(Addition("SOTON-K:2", "Speak up", "Say it", "health", status=Status.IN_PROGRESS, evidence="Seen."),),
    )
    assert done == ((f"{b[:-1]}3",), (a, b), "I0001")
    register = ledger.register()
    first, second, third = (register.files[id_] for id_ in (a, b, done.added[0]))
    assert (first.action.lead, first.action.due, first.action.original_due, first.action.status) == (
        "Sgt Smith", date(2026, 9, 1), date(2026, 6, 1), Status.IN_PROGRESS,
    )  # fmt: skip
    assert (first.extensions[0].asked_by, first.extensions[0].agreed_by) == ("police", "manager")
    assert [u.narrative for u in first.updates] == ["Begun."]
    assert (second.action.status, second.action.claimed_by, second.own_rating) == (
        Status.CLAIMED, "manager", OwnRating.GREEN,
    )  # fmt: skip
    assert (third.action.status, third.part_ids, third.evidence[0].statement) == (
        Status.IN_PROGRESS, ("SOTON-K:2/",), "Seen.",
    )  # fmt: skip
    told = verbs_since(ledger.engine, number)
    assert {verb for verb, _ in told} == {
        "import_workbook", "edit_action", "ask_extension", "agree_extension", "update", "claim", "plan_action",
        "add_evidence",
    }  # fmt: skip
    assert {door for _, door in told} == {"workbook"}


def test_a_lead_asks_for_a_new_date_and_cannot_agree_it(ledger):
    id_ = ledger.plan(due=date(2026, 6, 1)).id
    edit = Edit(id_, "due", date(2026, 6, 1), date(2026, 9, 1), reason="Snow.")
    apply(ledger, who="police-lead", edits=(edit,))
    file = ledger.register().files[id_]
    assert (file.action.due, file.extensions[0].agreed_on) == (date(2026, 6, 1), None)
    apply(ledger, edits=(edit,))
    assert ledger.action(id_).due == date(2026, 9, 1)


def test_one_bad_step_undoes_the_whole_file(ledger):
    a, b = ledger.plan().id, ledger.plan(title="Audit").id
    number = last(ledger.engine)
    with pytest.raises(TrackerError):
        apply(ledger, edits=(Edit(a, "lead", None, "Sgt"), Edit(b, "status", Status.PLANNED, Status.CLAIMED)))
    assert last(ledger.engine) == number
    assert ledger.action(a).lead is None


def test_problems_and_conflicts_refuse_the_file_unless_they_are_skipped(ledger):
    id_ = ledger.plan().id
    plan = {
        "edits": (Edit(id_, "lead", None, "Sgt"),),
        "problems": (Problem("Actions", 7, "Due date", "soon", "is not a date I know"),),
        "conflicts": (Conflict(id_, "title", "Train", "Train A", "Train B", column="Action"),),
    }
    with pytest.raises(SignOffBlockedError, match="Row 7, Due date: ‘soon’ is not a date I know"):
        apply(ledger, **plan)
    assert apply(ledger, skip=True, **plan).edited == (id_,)


def test_a_plan_that_is_out_of_date_is_refused(ledger):
    id_ = ledger.plan().id
    actions.edit(ledger.engine, action_id=id_, lead="Anna", **ledger.signed())
    with pytest.raises(ChangedMeanwhileError, match="Manager"):
        apply(ledger, edits=(Edit(id_, "lead", None, "Bert"),))
    assert ledger.action(id_).lead == "Anna"


def test_a_lead_brings_in_the_workbook_of_their_own_agency_only(ledger):
    mine, theirs = ledger.plan("police").id, ledger.plan("health").id
    assert apply(ledger, who="police-lead", edits=(Edit(mine, "lead", None, "Sgt"),)).edited == (mine,)
    with pytest.raises(NotAllowedError, match="another agency"):
        apply(ledger, who="police-lead", edits=(Edit(theirs, "lead", None, "Sgt"),))
    with pytest.raises(NotAllowedError):
        apply(ledger, who="police-lead", additions=(Addition("SOTON-K:2", "Speak up", "Theirs", "health"),))


def test_a_new_action_that_is_said_to_be_done_is_claimed_and_no_more(ledger):
    done = apply(ledger, additions=(Addition("SOTON-K:1", "T", "Old work", "police", status=Status.ASSURED),))
    action = ledger.action(done.added[0])
    assert action.status == Status.CLAIMED
    assert set(ledger.register().files[action.id].part_ids) == {"SOTON-K:1/a", "SOTON-K:1/b"}


@pytest.mark.parametrize("field", ["progress", "own_rating"])
def test_words_that_were_said_since_the_plan_was_made_are_not_passed_over(ledger, field):
    a = ledger.plan(due=date(2026, 6, 1)).id
    edit = Edit(a, "progress", None, "Begun.") if field == "progress" else Edit(a, field, None, OwnRating.GREEN)
    apply(ledger, edits=(edit,))
    number = last(ledger.engine)
    with pytest.raises(ChangedMeanwhileError):
        apply(ledger, edits=(edit,))
    assert last(ledger.engine) == number


def test_words_too_long_for_their_place_are_shortened_there_and_kept_in_full_in_the_first_update(ledger):
    long, lead = "Train every officer in what the review found. " * 9, "the lead of one school after another, " * 12
    add = Addition("SOTON-K:2", "T", long, "police", lead=lead, progress="Begun.", status=Status.IN_PROGRESS)
    (id_,) = apply(ledger, additions=(add,)).added
    file = ledger.register().files[id_]
    assert len(file.action.title) <= 300 and file.action.title.endswith("…")
    assert file.action.title.startswith(long[:250]) and file.action.lead.startswith("the lead of one school")
    (update,) = file.updates
    assert update.narrative == f"In full: {long}\n\nLead in full: {lead}\n\nBegun."


def test_words_in_full_that_leave_no_room_for_the_progress_stand_in_an_update_before_it(ledger):
    long, progress = "word " * 1_000, "said " * 1_500
    add = Addition("SOTON-K:2", "T", long, "police", progress=progress, status=Status.CLAIMED)
    (id_,) = apply(ledger, additions=(add,)).added
    file = ledger.register().files[id_]
    assert [u.narrative for u in file.updates] == ["In full: " + long.strip(), progress.strip()]
    assert file.action.status == Status.CLAIMED
