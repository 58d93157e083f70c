"""Two presses, two people, many threads: what is saved is saved once, and nothing is lost."""

import threading
from datetime import date

import pytest

from tracker.commands import actions, agencies, drafts, updates, uploads
from tracker.rules.errors import AlreadySavedError, BadValueError, ChangedMeanwhileError, FileRefusedError
from tracker.rules.words import Status
from tracker.store import desk
from tracker.store.engine import reading


def test_the_same_form_sent_twice_is_saved_once(ledger):
    action = ledger.plan()
    say = {"action_id": action.id, "narrative": "We have begun.", "token": "form-1"}
    updates.say(ledger.engine, **say, **ledger.signed("police-lead"))
    with pytest.raises(AlreadySavedError):
        updates.say(ledger.engine, **say, **ledger.signed("police-lead"))
    assert len(ledger.register().updates) == 1


def test_a_form_that_was_refused_may_be_sent_again(ledger):
    action = ledger.plan()
    with pytest.raises(BadValueError):
        actions.edit(ledger.engine, action_id=action.id, title="x" * 301, token="form-1", **ledger.signed())
    edited = actions.edit(ledger.engine, action_id=action.id, title="Shorter", token="form-1", **ledger.signed())
    assert edited.title == "Shorter"


def test_of_two_people_editing_the_second_is_told_and_nothing_is_lost(ledger):
    seen = ledger.plan().version
    actions.edit(ledger.engine, action_id="SOTON-K-A001", lead="Anna", seen=seen, **ledger.signed("police-lead"))
    with pytest.raises(ChangedMeanwhileError, match=r"Police lead on 5 January 2026 at .*lead"):
        actions.edit(ledger.engine, action_id="SOTON-K-A001", lead="Bert", seen=seen, **ledger.signed("manager"))
    assert ledger.action("SOTON-K-A001").lead == "Anna"
    now = ledger.action("SOTON-K-A001").version
    actions.edit(ledger.engine, action_id="SOTON-K-A001", lead="Bert", seen=now, **ledger.signed("manager"))
    assert ledger.action("SOTON-K-A001").lead == "Bert"


def test_the_version_that_a_command_returns_is_the_one_to_edit_next(ledger):
    agency = agencies.edit(ledger.engine, agency_id="police", name="Constabulary", **ledger.signed())
    assert agency == ledger.register().agencies["police"]
    agencies.edit(ledger.engine, agency_id="police", short_name="Police", seen=agency.version, **ledger.signed())


def test_eight_people_counting_at_once_lose_no_number(ledger):
    action = ledger.to(ledger.plan(lead="0").id, Status.IN_PROGRESS)
    signed = ledger.signed("police-lead")
    failures = []

    def count_up():
        try:
            for _ in range(3):
                while True:
                    now = ledger.action(action.id)
                    facts = {"action_id": action.id, "lead": str(int(now.lead) + 1), "seen": now.version}
                    try:
                        actions.edit(ledger.engine, **facts, **signed)
                        break
                    except ChangedMeanwhileError:
                        continue
                updates.say(ledger.engine, action_id=action.id, narrative="One more.", **signed)
        except Exception as error:  # told to the test below
            failures.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ledger.action(action.id).lead == "24"
    assert len(ledger.register().updates) == 25  # the one that began it, and 24


def test_a_draft_outlives_the_tab_and_goes_when_it_is_saved(ledger):
    signed = ledger.signed("police-lead")
    for text in ("We have", "We have begun “all” of it"):
        drafts.keep(ledger.engine, place="update/SOTON-K-A001", text=text, **signed)
    with reading(ledger.engine) as connection:
        assert desk.draft(connection, "police-lead", "update/SOTON-K-A001") == "We have begun “all” of it"
        assert desk.draft(connection, "health-lead", "update/SOTON-K-A001") is None
    drafts.drop(ledger.engine, place="update/SOTON-K-A001", **signed)
    with reading(ledger.engine) as connection:
        assert desk.draft(connection, "police-lead", "update/SOTON-K-A001") is None


def test_an_upload_waits_for_its_own_person(ledger):
    signed = ledger.signed("manager")
    for _ in range(2):
        uploads.keep(ledger.engine, file_hash="b" * 64, name="C:\\tmp\\plan.xlsx", size=9, **signed)
    with reading(ledger.engine) as connection:
        assert [(u.name, u.size) for u in desk.uploads(connection, "manager")] == [("plan.xlsx", 9)]
    uploads.drop(ledger.engine, file_hash="b" * 64, **ledger.signed("chair"))
    uploads.drop(ledger.engine, file_hash="b" * 64, **signed)
    with reading(ledger.engine) as connection:
        assert desk.uploads(connection, "manager") == ()
    with pytest.raises(FileRefusedError):
        uploads.keep(ledger.engine, file_hash="../etc", name="x", size=1, **signed)


def test_a_date_is_the_day_where_the_board_sits(ledger):
    from datetime import UTC, datetime

    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # past midnight in London
    action = actions.plan(
        ledger.engine, part_ids=["SOTON-K:1/a"], owner_id="police", title="T", **ledger.signed(at=late)
    )
    assert action.created_on == date(2026, 7, 2)
