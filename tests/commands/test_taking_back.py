"""An applied import is taken back whole while nothing later touched its cells, else cell by cell, on the trail."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories_store import Ledger, fresh_postgres, fresh_sqlite
from tracker.commands import (
    actions,
    asks,
    decisions,
    evidence,
    extensions,
    meetings,
    redactions,
    updates,
    verification,
    workbooks,
)
from tracker.commands import taking_back as command
from tracker.queries.imports import imports, what_it_did
from tracker.queries.verifying import verify
from tracker.rules.errors import AlreadySavedError, ChangedMeanwhileError, IdentifyingError, NotAllowedError
from tracker.rules.lifecycle import OPEN
from tracker.rules.sight import WHOLE
from tracker.rules.standing import build
from tracker.rules.taking_back import NotTakenBackError
from tracker.rules.words import DateExactness, Door, OwnRating, Status
from tracker.sheets.plan import Addition, Edit, Plan
from tracker.store.database import going_on
from tracker.store.tables import ENTITIES, TrailRow
from tracker.store.vault import Vault

_trail = TrailRow.__table__
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""An example is a board of its own with a year of commands: to make a failing one smaller takes minutes."""
JUNE, SEPTEMBER = date(2026, 6, 1), date(2026, 9, 1)
NUMBER = "943 476 5919"


def apply(book, *, who="manager", name="return.xlsx", **plan):
    plan = Plan("return_workbook", file_name=name, **plan)
    before = set(book.register().workbook_imports)
    workbooks.apply(book.engine, plan, file_hash="c" * 64, **book.signed(who, door=Door.WORKBOOK))
    (made,) = set(book.register().workbook_imports) - before
    return made


def take_back(book, import_id="I0001", *, who="manager", cells=None, reason="The wrong file.", **more):
    return command.take_back(book.engine, import_id=import_id, cells=cells, reason=reason, **more, **book.signed(who))


def cells(book, import_id="I0001"):
    return {cell.id: cell for cell in what_it_did(book.engine, import_id, sight=WHOLE)}


def held(register):
    """Everything in a register but the imports themselves; how often a row was saved is no part of what it says."""
    return {
        e.table: {id_: replace(row, version=0) for id_, row in getattr(register, e.table).items()}
        for e in ENTITIES
        if e.name != "workbook_import"
    }


def figures(register, today):
    found = build(register, today=today)
    return found.action_ratings, found.recommendation_ratings, found.statuses


def trail_of(book, id_):
    query = sa.select(_trail.c.verb).where(_trail.c.entity_id == id_).order_by(_trail.c.number)
    with book.engine.connect() as connection:
        return list(connection.scalars(query))


# ---- the law: applied and taken back whole is nothing


def furnished(book, random):
    """Actions in every open state, with words, dates, requests and evidence under them."""
    for number in range(random.randint(1, 4)):
        owner = random.choice(["police", "health"])
        due = random.choice([None, JUNE])
        action = book.plan(owner, (random.choice(["SOTON-K:1/a", "SOTON-K:1/b", "SOTON-K:2/"]),), f"Do {number}", due)
        if random.random() < 0.4:
            updates.say(
                book.engine, action_id=action.id, narrative="Earlier.", own_rating=random.choice([None, *OwnRating]),
                **book.signed(),
            )  # fmt: skip
        way = random.choice(
            [Status.PLANNED, Status.IN_PROGRESS, Status.CLAIMED, Status.RETURNED, Status.ASSURED, Status.REOPENED]
        )
        book.to(action.id, way)
        if due and way in OPEN and random.random() < 0.4:
            asked = {"action_id": action.id, "to_due": SEPTEMBER, "reason": "Snow."}
            extensions.ask(book.engine, **asked, **book.signed(f"{owner}-lead"))
    if random.random() < 0.3:
        book.to(book.plan(title="Not now").id, Status.NOT_DOING)


NEXT = {
    Status.PLANNED: Status.IN_PROGRESS, Status.IN_PROGRESS: Status.CLAIMED, Status.CLAIMED: Status.IN_PROGRESS,
    Status.RETURNED: Status.IN_PROGRESS, Status.REOPENED: Status.IN_PROGRESS,
}  # fmt: skip


def any_plan(book, random):
    """Some of all that a returned workbook may say of this register, with new actions."""
    edits, register = [], book.register()
    for id_, file in register.files.items():
        action = file.action
        waits = [e for e in file.extensions if not (e.agreed_on or e.refused_on)]
        wanted = {"title": f"{action.title}, again", "lead": "Sgt Smith", "intended_outcome": "Safer."}
        if action.status in OPEN and action.status != Status.CLAIMED:
            wanted["owner"] = "schools" if random.random() < 0.7 else "health"
        if action.status in OPEN:
            wanted["due"] = SEPTEMBER if waits or random.random() < 0.5 else date(2026, 12, 1)
        if action.status in NEXT:
            wanted["status"] = NEXT[action.status]
        if action.status != Status.NOT_DOING:
            wanted |= {"own_rating": random.choice(list(OwnRating)), "progress": "Forty were trained."}
            wanted["evidence"] = "Audit of 40 files."
        now = {
            "title": action.title, "lead": action.lead, "intended_outcome": action.intended_outcome,
            "owner": action.owner_id, "due": action.due, "status": action.status, "own_rating": file.own_rating,
            "evidence": None, "progress": file.updates[-1].narrative if file.updates else None,
        }  # fmt: skip
        edits += [
            Edit(id_, field, now[field], value, reason="Later.")
            for field, value in wanted.items()
            if value != now[field] and random.random() < 0.6
        ]
    additions = [
        Addition(
            random.choice(["SOTON-K:1", "SOTON-K:2"]), "R", f"New {number}",
            owner=(owner := random.choice(["police", "schools", "board", None])),
            due=(due := random.choice([None, JUNE])), due_exact=DateExactness.DAY if due else DateExactness.NONE,
            status=random.choice([None, Status.PLANNED, Status.IN_PROGRESS, *([Status.CLAIMED] if owner else [])]),
            rating=random.choice([None, *OwnRating]), progress=random.choice([None, "Begun."]),
            evidence=random.choice([None, "Minutes of 4 May."]), lead=random.choice([None, "Head of service"]),
        )
        for number in range(random.randint(0, 3))
    ]  # fmt: skip
    return {"edits": tuple(edits), "additions": tuple(additions)}


def applied_and_taken_back_is_nothing(book, random):
    furnished(book, random)
    plan = any_plan(book, random)
    if not (plan["edits"] or plan["additions"]):
        return
    before = book.register()
    id_ = apply(book, **plan)
    assert held(book.register()) != held(before)
    (listed,) = imports(book.engine, sight=WHOLE)
    assert (listed.can, listed.changes) == ("whole", len(cells(book, id_)))
    done = take_back(book, id_)
    after = book.register()
    assert done.whole
    assert held(after) == held(before)
    assert figures(after, book.now.date()) == figures(before, book.now.date())
    assert after.workbook_imports[id_].taken_back_by == "manager"
    assert verify(book.engine).ok


@given(st.randoms(use_true_random=False))
@settings(max_examples=6, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
def test_any_plan_on_any_register_taken_back_whole_leaves_the_register_as_it_was(random):
    with tempfile.TemporaryDirectory() as folder:
        engine = fresh_sqlite(Path(folder), furnished=True)
        try:
            applied_and_taken_back_is_nothing(Ledger(engine), random)
        finally:
            engine.dispose()


@pytest.mark.postgres
def test_the_same_on_postgresql(pg_database):
    engine = fresh_postgres(pg_database, furnished=True)
    applied_and_taken_back_is_nothing(Ledger(engine), Random(3))
    engine.dispose()


@given(st.randoms(use_true_random=False))
@settings(max_examples=4, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
def test_cell_by_cell_in_any_order_comes_to_the_same_and_what_stays_is_untouched(random):
    with tempfile.TemporaryDirectory() as folder:
        book = Ledger(fresh_sqlite(Path(folder), furnished=True))
        try:
            furnished(book, random)
            plan = any_plan(book, random)
            if not (plan["edits"] or plan["additions"]):
                return
            before = book.register()
            apply(book, **plan)
            left = list(cells(book))
            random.shuffle(left)
            while left:
                some, left = left[:2], left[2:]
                done = take_back(book, cells=some)
                assert done.whole == (not left)
                found = cells(book)
                assert {id_ for id_, cell in found.items() if not cell.back} == set(left)
                assert not any(cell.blocked for cell in found.values())
            assert held(book.register()) == held(before)
        finally:
            book.engine.dispose()


# ---- what one update tells


@pytest.fixture
def said(ledger):
    """One row that said its status, its rating and its progress."""
    id_ = ledger.to(ledger.plan().id, Status.IN_PROGRESS).id
    apply(
        ledger,
        edits=(
            Edit(id_, "status", Status.IN_PROGRESS, Status.CLAIMED),
            Edit(id_, "own_rating", None, OwnRating.GREEN),
            Edit(id_, "progress", "We have begun.", "All are trained."),
        ),
    )
    return ledger, id_


def latest(book, id_):
    update = book.register().files[id_].updates[-1]
    return update.narrative, update.status, update.own_rating


def test_progress_taken_back_leaves_the_claim_in_the_words_of_a_row_without_progress(said):
    book, id_ = said
    take_back(book, cells=[f"{id_}.progress"])
    assert latest(book, id_) == (
        "Claimed and green, as written in the workbook return.xlsx.", Status.CLAIMED, OwnRating.GREEN,
    )  # fmt: skip
    assert book.action(id_).status == Status.CLAIMED


def test_a_claim_taken_back_is_a_claim_no_more_and_the_progress_stays(said):
    book, id_ = said
    take_back(book, cells=[f"{id_}.status"])
    action = book.action(id_)
    assert (action.status, action.claimed_on, action.claimed_by) == (Status.IN_PROGRESS, None, None)
    assert latest(book, id_) == ("All are trained.", Status.IN_PROGRESS, OwnRating.GREEN)


def test_the_last_of_what_an_update_said_takes_it_out(said):
    book, id_ = said
    take_back(book, cells=[f"{id_}.status", f"{id_}.progress"])
    assert latest(book, id_)[0] == "Green, as written in the workbook return.xlsx."
    assert take_back(book, cells=[f"{id_}.own_rating"]).whole
    assert latest(book, id_)[0] == "We have begun."
    assert trail_of(book, f"{id_}-U2")[-1] == "take_back_import"


# ---- what is in the way


def edited(book, **more):
    id_ = book.plan(due=JUNE).id
    apply(
        book,
        edits=(Edit(id_, "title", "Train", "Train all"), Edit(id_, "lead", None, "Sgt Smith")),
        **more,
    )
    return id_


def test_a_cell_that_somebody_changed_refuses_the_whole_and_says_who_and_when(ledger):
    book = ledger
    id_ = edited(book)
    actions.edit(book.engine, action_id=id_, lead="Insp. Bell", **book.signed("police-lead"))
    before = held(book.register())
    with pytest.raises(
        NotTakenBackError,
        match=rf"‘return.xlsx’ cannot be taken back: {id_}, Lead: Police lead changed it on 5 January 2026. "
        "Take back the other cells one by one.",
    ):
        take_back(book)
    assert held(book.register()) == before
    found = cells(book)
    assert found[f"{id_}.lead"].touched == "Police lead changed it on 5 January 2026"
    assert found[f"{id_}.title"].touched is None
    (listed,) = imports(book.engine, sight=WHOLE)
    assert (listed.can, listed.who) == ("in_part", "Manager")
    done = take_back(book, cells=[f"{id_}.title"])
    assert not done.whole
    action = book.action(id_)
    assert (action.title, action.lead) == ("Train", "Insp. Bell")
    assert imports(book.engine, sight=WHOLE)[0].can == "not_at_all"


def test_a_cell_that_was_put_right_by_hand_is_in_nobodys_way(ledger):
    book = ledger
    id_ = edited(book)
    actions.edit(book.engine, action_id=id_, lead="", **book.signed("police-lead"))
    assert cells(book)[f"{id_}.lead"].back
    assert take_back(book).cells == (f"{id_}.title",)


def say(book, id_):
    updates.say(book.engine, action_id=id_, narrative="Going on.", **book.signed("police-lead"))


def prove(book, id_):
    evidence.attach_statement(book.engine, action_id=id_, statement="Seen.", **book.signed("police-lead"))


def ask_later(book, id_):
    extensions.ask(book.engine, action_id=id_, to_due=SEPTEMBER, reason="Snow.", **book.signed("police-lead"))


def retitle(book, id_):
    actions.edit(book.engine, action_id=id_, title="Other", **book.signed())


def link(book, id_):
    actions.link_parts(book.engine, action_id=id_, part_ids=["SOTON-K:1/a"], **book.signed())


def minute(book, id_):
    held_on = meetings.hold(
        book.engine, board_id="southampton", held_on=date(2026, 1, 4), title="Subgroup", **book.signed("chair")
    )
    decisions.note(book.engine, meeting_id=held_on.id, minute="4.1", about=id_, text="Agreed.", **book.signed("chair"))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (say, "Police lead wrote an update"),
        (prove, "Police lead added evidence"),
        (ask_later, "Police lead asked for another date"),
        (retitle, "Manager changed it"),
        (link, "Manager changed what it answers"),
        (minute, "Chair minuted a decision about it"),
        (lambda book, id_: book.to(id_, Status.NOT_DOING), "Chair entered it as not doing"),
    ],
)
def test_a_new_action_stays_once_somebody_did_anything_with_it(ledger, what, words):
    book = ledger
    apply(book, additions=(Addition("SOTON-K:2", "R", "Say it", "police", due=JUNE, due_exact=DateExactness.DAY),))
    (id_,) = book.register().actions
    what(book, id_)
    with pytest.raises(NotTakenBackError, match=words):
        take_back(book)
    assert book.action(id_)


def test_a_claim_that_was_verified_stays_with_all_that_it_rests_on(ledger):
    book = ledger
    id_ = book.to(book.plan().id, Status.IN_PROGRESS).id
    apply(
        book,
        edits=(
            Edit(id_, "status", Status.IN_PROGRESS, Status.CLAIMED),
            Edit(id_, "progress", "We have begun.", "All are trained."),
            Edit(id_, "lead", None, "Sgt Smith"),
        ),
    )
    verification.return_claim(book.engine, action_id=id_, reason="No evidence.", **book.signed("scrutineer"))
    found = cells(book)
    assert "Scrutineer" in found[f"{id_}.status"].touched
    assert "Scrutineer verified it or returned its claim" in found[f"{id_}.progress"].touched
    assert not found[f"{id_}.lead"].blocked
    with pytest.raises(NotTakenBackError, match=r"Status: Scrutineer .*; .*Progress: Scrutineer"):
        take_back(book)


def test_a_status_that_another_update_was_written_on_stays(ledger):
    book = ledger
    id_ = book.plan().id
    apply(book, edits=(Edit(id_, "status", Status.PLANNED, Status.IN_PROGRESS),))
    say(book, id_)
    with pytest.raises(NotTakenBackError, match="Status: Police lead wrote an update on 5 January 2026"):
        take_back(book)


# ---- dates


def test_a_moved_date_goes_back_with_its_extension(ledger):
    book = ledger
    id_ = book.plan(due=JUNE).id
    apply(book, edits=(Edit(id_, "due", JUNE, SEPTEMBER, reason="Snow."),))
    assert book.register().files[id_].moves == 1
    take_back(book)
    file = book.register().files[id_]
    assert (file.action.due, file.moves, file.extensions) == (JUNE, 0, ())


def test_a_request_that_was_agreed_since_stays(ledger):
    book = ledger
    id_ = book.plan(due=JUNE).id
    apply(book, who="police-lead", edits=(Edit(id_, "due", JUNE, SEPTEMBER, reason="Snow."),))
    extensions.agree(book.engine, extension_id=f"{id_}-X1", **book.signed("chair"))
    with pytest.raises(NotTakenBackError, match="Later date asked for: Chair changed it"):
        take_back(book)


def test_a_first_date_goes_unless_another_was_asked_for_since(ledger):
    book = ledger
    id_ = book.plan(due=None).id
    apply(book, edits=(Edit(id_, "due", None, JUNE),))
    ask_later(book, id_)
    with pytest.raises(NotTakenBackError, match="Due date: Police lead asked for another date"):
        take_back(book)
    extensions.refuse(book.engine, extension_id=f"{id_}-X1", reason="No.", **book.signed("chair"))
    other = book.plan(due=None, title="Other").id
    second = apply(book, edits=(Edit(other, "due", None, JUNE),))
    take_back(book, second)
    assert (book.action(other).due, book.action(other).original_due) == (None, None)


# ---- one import after another


def test_imports_are_taken_back_last_first(ledger):
    book = ledger
    id_ = book.plan().id
    first = apply(book, edits=(Edit(id_, "lead", None, "A"), Edit(id_, "status", Status.PLANNED, Status.IN_PROGRESS)))
    second = apply(book, edits=(Edit(id_, "lead", "A", "B"), Edit(id_, "status", "in_progress", Status.CLAIMED)))
    with pytest.raises(NotTakenBackError):
        take_back(book, first)
    assert take_back(book, second).whole
    assert take_back(book, first).whole
    assert (book.action(id_).lead, book.action(id_).status) == (None, Status.PLANNED)


def test_taking_back_twice_is_refused_in_a_sentence(ledger):
    book = ledger
    id_ = edited(book)
    take_back(book, cells=[f"{id_}.lead"])
    with pytest.raises(NotTakenBackError, match=f"{id_}, Lead is as it was before already"):
        take_back(book, cells=[f"{id_}.lead"])
    take_back(book)
    with pytest.raises(NotTakenBackError, match=r"‘return\.xlsx’ cannot be taken back: Manager took it back on 5 Jan"):
        take_back(book)
    with pytest.raises(NotTakenBackError, match="it has no cell ‘X’"):
        take_back(book, apply(book, edits=(Edit(id_, "lead", None, "C"),)), cells=["X"])


def test_two_people_at_once_take_it_back_once(ledger):
    edited(ledger)
    seen = ledger.register().workbook_imports["I0001"].version
    take_back(ledger, seen=seen, token="one")
    with pytest.raises(ChangedMeanwhileError, match="Manager"):
        take_back(ledger, who="police-lead", seen=seen)
    with pytest.raises(AlreadySavedError):
        take_back(ledger, token="one")


def test_the_number_of_what_was_taken_back_is_never_given_again(ledger):
    book = ledger
    new = Addition("SOTON-K:2", "R", "Say it", "police", progress="Begun.")
    apply(book, additions=(new,))
    (first,) = book.register().actions
    take_back(book)
    assert first not in book.register().actions
    assert book.plan(title="Another").id != first


# ---- asks


def test_an_agency_that_was_asked_only_because_of_the_file_is_asked_no_longer(ledger):
    book = ledger
    new = Addition("SOTON-K:1", "R", "Teach it", "schools", part_ids=("SOTON-K:1/a",))
    apply(book, additions=(new, replace(new, action="Teach it twice")))
    first, second = book.register().actions
    take_back(book, cells=[first])
    assert "SOTON-K:1/a|schools" in book.register().asks
    take_back(book, cells=[second])
    assert "SOTON-K:1/a|schools" not in book.register().asks
    id_ = apply(book, additions=(new,))
    asks.accept(book.engine, ask_id="SOTON-K:1/a|schools", **book.signed())
    assert take_back(book, id_).whole
    assert book.register().asks["SOTON-K:1/a|schools"].accepted_by == "manager"


# ---- rights


def test_a_lead_takes_back_the_import_of_their_own_agency_and_no_other(ledger):
    book = ledger
    mine = edited(book, who="police-lead")
    assert book.register().workbook_imports["I0001"].agency_id == "police"
    with pytest.raises(NotAllowedError, match="Health lead may not take back what a workbook brought in"):
        take_back(book, who="health-lead")
    with pytest.raises(NotAllowedError):
        take_back(book, who="chair")
    assert take_back(book, who="police-lead").whole
    assert book.action(mine).title == "Train"


def test_each_step_asks_its_own_right(ledger):
    book = ledger
    id_ = book.plan(due=JUNE).id
    apply(book, agency_id="police", edits=(Edit(id_, "due", JUNE, SEPTEMBER), Edit(id_, "lead", None, "Sgt")))
    with pytest.raises(NotAllowedError, match="may not agree an extension"):
        take_back(book, who="police-lead")
    assert take_back(book, who="police-lead", cells=[f"{id_}.lead"]).cells == (f"{id_}.lead",)


# ---- words that were there, and words that must not come back


def test_words_that_were_let_through_once_go_back_without_asking_again(ledger):
    book = ledger
    id_ = book.plan().id
    words = f"Ring {NUMBER}"
    actions.edit(going_on(book.engine, "It is the service’s own."), action_id=id_, lead=words, **book.signed())
    apply(book, edits=(Edit(id_, "lead", words, "Sgt Smith"),))
    with pytest.raises(IdentifyingError):
        actions.edit(book.engine, action_id=id_, lead=words, **book.signed())
    take_back(book)
    assert book.action(id_).lead == words


def test_a_reason_that_identifies_somebody_is_refused(ledger):
    edited(ledger)
    with pytest.raises(IdentifyingError):
        take_back(ledger, reason=f"It held {NUMBER}.")


def test_what_was_redacted_meanwhile_cannot_come_back(ledger, tmp_path):
    book = ledger
    id_ = book.plan(title="Train Marmaduke").id
    apply(
        book,
        edits=(Edit(id_, "title", "Train Marmaduke", "Train all"), Edit(id_, "progress", None, "Marmaduke was seen.")),
    )
    asked = redactions.ask(
        book.engine, entity="action_update", entity_id=f"{id_}-U1", field="narrative", words="Marmaduke",
        reason="It is a name.", **book.signed("police-lead"),
    )  # fmt: skip
    redactions.agree(book.engine, redaction_id=asked.id, vault=Vault(tmp_path / "v"), **book.signed("chair"))
    blocked = cells(book)[f"{id_}.title"].blocked
    assert blocked == f"It stays: what it said before was taken out by redaction {asked.id}."
    with pytest.raises(NotTakenBackError, match="taken out by redaction"):
        take_back(book)
    assert take_back(book, cells=[f"{id_}.progress"])
    assert book.action(id_).title == "Train all"


def test_a_file_that_changes_nothing_leaves_no_import(ledger):
    plan = Plan("return_workbook", file_name="same.xlsx")
    workbooks.apply(ledger.engine, plan, file_hash="c" * 64, **ledger.signed())
    assert not ledger.register().workbook_imports
    assert imports(ledger.engine, sight=WHOLE) == ()
