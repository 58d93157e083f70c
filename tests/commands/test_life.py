"""An action's life by real commands: every status is reached, and where the button is grey the command refuses."""

from datetime import date

import pytest

from tracker.commands import actions, asks, extensions, not_doing, recommendations, updates, verification
from tracker.queries import history
from tracker.queries.standing import standing
from tracker.rules.errors import (
    AlreadyExistsError,
    BadValueError,
    DateMovedError,
    EmptyValueError,
    MoveNotAllowedError,
    NotAllowedError,
    SignOffBlockedError,
    TrackerError,
    VerificationBlockedError,
)
from tracker.rules.sight import WHOLE
from tracker.rules.sign_off import claim_blockers, close_blockers, verify_blockers
from tracker.rules.words import ChangeKind, CheckOutcome, NotDoingKind, Outcome, Status

every_status = pytest.mark.parametrize("status", list(Status))


@every_status
def test_every_status_is_reached_by_real_commands(ledger, status):
    assert ledger.to(ledger.plan().id, status).status == status


@every_status
def test_a_claim_is_refused_exactly_when_there_are_blockers(ledger, status):
    book = ledger
    id_ = book.to(book.plan().id, status).id
    blockers = claim_blockers(book.register().files[id_])
    refused = refuses(actions.claim, book, action_id=id_, narrative="Done.", who="police-lead")
    assert bool(refused) == bool(blockers)


@every_status
@pytest.mark.parametrize("who", ["manager", "chair", "member", "scrutineer", "police-lead", "health-lead", "reader"])
def test_a_verification_is_refused_exactly_when_there_are_blockers(ledger, status, who):
    book = ledger
    id_ = book.to(book.plan().id, status).id
    register = book.register()
    roles = tuple(role for role in register.person_roles.values() if role.person_id == who)
    blockers = verify_blockers(register.files[id_], roles, who, register.board_agencies)
    refused = refuses(verification.assure, book, action_id=id_, reason="Seen.", who=who)
    assert bool(refused) == bool(blockers)


def refuses(command, book, *, who, **facts):
    try:
        command(book.engine, **facts, **book.signed(who))
    except TrackerError as error:
        return str(error)
    return None


def test_an_agency_lead_may_not_touch_another_agencys_action(ledger):
    id_ = ledger.to(ledger.plan("police").id, Status.IN_PROGRESS).id
    for command, facts in (
        (updates.say, {"narrative": "Ours now."}),
        (actions.claim, {"narrative": "Done."}),
        (actions.edit, {"title": "Ours"}),
        (extensions.ask, {"to_due": date(2027, 1, 1), "reason": "Later."}),
    ):
        assert "another agency" in refuses(command, ledger, action_id=id_, who="health-lead", **facts)


def test_an_agency_lead_claims_and_never_verifies(ledger):
    id_ = ledger.to(ledger.plan().id, Status.CLAIMED).id
    with pytest.raises(NotAllowedError, match="Police lead may not verify a claim"):
        verification.assure(ledger.engine, action_id=id_, reason="Fine.", **ledger.signed("police-lead"))
    with pytest.raises(VerificationBlockedError, match="you belong to the agency"):
        verification.assure(ledger.engine, action_id=id_, reason="Fine.", **ledger.signed("member"))


def test_whoever_submitted_a_claim_cannot_verify_it(ledger):
    id_ = ledger.to(ledger.plan().id, Status.IN_PROGRESS).id
    actions.claim(ledger.engine, action_id=id_, narrative="For them.", **ledger.signed("manager"))
    with pytest.raises(VerificationBlockedError, match="whoever submitted the claim"):
        verification.assure(ledger.engine, action_id=id_, reason="Fine.", **ledger.signed("manager"))


def test_the_boards_own_action_is_verified_by_somebody_from_elsewhere(ledger):
    id_ = ledger.to(ledger.plan("board").id, Status.CLAIMED).id
    with pytest.raises(VerificationBlockedError, match="board's own actions"):
        verification.assure(ledger.engine, action_id=id_, reason="Fine.", **ledger.signed("manager"))
    verification.assure(ledger.engine, action_id=id_, reason="Fine.", **ledger.signed("chair"))


def test_a_returned_claim_is_no_claim_and_keeps_what_was_found(ledger):
    action = ledger.to(ledger.plan().id, Status.RETURNED)
    assert (action.claimed_on, action.claimed_by) == (None, None)
    (found,) = ledger.register().verifications.values()
    assert (found.outcome, found.reason, found.verified_by) == (Outcome.RETURNED, "No evidence.", "scrutineer")


def test_a_claim_is_withdrawn_and_its_reason_becomes_an_update(ledger):
    id_ = ledger.to(ledger.plan().id, Status.CLAIMED).id
    action = actions.withdraw_claim(ledger.engine, action_id=id_, reason="Too soon.", **ledger.signed("police-lead"))
    assert (action.status, action.claimed_on) == (Status.IN_PROGRESS, None)
    assert ledger.register().files[id_].updates[-1].narrative == "Too soon."


def test_an_update_begins_and_begins_again_and_reaches_nothing_else(ledger):
    id_ = ledger.plan().id
    signed = ledger.signed("police-lead")
    for wanted, error in ((Status.CLAIMED, MoveNotAllowedError), (Status.ASSURED, MoveNotAllowedError)):
        with pytest.raises(error, match="is planned: it can move to"):
            updates.say(ledger.engine, action_id=id_, narrative="x", status=wanted, **signed)
    updates.say(ledger.engine, action_id=id_, narrative="x", status=Status.IN_PROGRESS, **signed)
    with pytest.raises(BadValueError, match="not reached by an update"):
        updates.say(ledger.engine, action_id=id_, narrative="x", status=Status.CLAIMED, **signed)
    with pytest.raises(EmptyValueError):
        updates.say(ledger.engine, action_id=id_, narrative=" \n", **signed)
    assert len(ledger.register().updates) == 1


def test_assurance_sets_check_backs_and_a_failed_one_reopens(ledger):
    """
    assured 5 January 2026 → check-backs 5 July 2026 and 5 January 2027; the first fails
    """
    id_ = ledger.to(ledger.plan().id, Status.ASSURED).id
    assert [(c.id, c.due) for c in ledger.register().files[id_].check_backs] == [
        (f"{id_}-C6", date(2026, 7, 5)),
        (f"{id_}-C12", date(2027, 1, 5)),
    ]
    failed = {"action_id": id_, "months": 6, "outcome": CheckOutcome.FAILED}
    with pytest.raises(EmptyValueError):
        verification.check_back(ledger.engine, **failed, **ledger.signed("chair"))
    verification.check_back(ledger.engine, **failed, note="Nobody knows it.", **ledger.signed("chair"))
    action = ledger.action(id_)
    assert (action.status, action.claimed_on) == (Status.REOPENED, None)
    assert [c.months for c in ledger.register().files[id_].check_backs] == [6]
    for step in (Status.IN_PROGRESS, "claim", "assure"):
        if step == "claim":
            actions.claim(ledger.engine, action_id=id_, narrative="Again.", **ledger.signed("police-lead"))
        elif step == "assure":
            verification.assure(ledger.engine, action_id=id_, reason="Now.", **ledger.signed("chair"))
        else:
            actions.start(ledger.engine, action_id=id_, **ledger.signed("police-lead"))
    assert {c.id for c in ledger.register().files[id_].check_backs} == {f"{id_}-C6", f"{id_}-C6.2", f"{id_}-C12"}


def test_embedding_waits_for_the_twelve_month_check_back(ledger):
    id_ = ledger.to(ledger.plan().id, Status.ASSURED).id
    with pytest.raises(VerificationBlockedError, match="12-month check-back has not been passed; it is due on 5 Jan"):
        verification.embed(ledger.engine, action_id=id_, **ledger.signed("chair"))


def test_a_due_date_moves_by_extension_only_and_the_original_stays(ledger):
    id_ = ledger.plan(due=date(2026, 6, 1)).id
    with pytest.raises(DateMovedError):
        actions.set_first_date(ledger.engine, action_id=id_, due=date(2026, 9, 1), **ledger.signed())
    ask = {"action_id": id_, "to_due": date(2026, 9, 1), "reason": "Snow."}
    extension = extensions.ask(ledger.engine, **ask, **ledger.signed("police-lead"))
    assert ledger.action(id_).due == date(2026, 6, 1)
    with pytest.raises(AlreadyExistsError):
        extensions.ask(ledger.engine, **ask, **ledger.signed("police-lead"))
    with pytest.raises(NotAllowedError):
        extensions.agree(ledger.engine, extension_id=extension.id, **ledger.signed("police-lead"))
    with pytest.raises(VerificationBlockedError, match="agency that you belong to"):
        extensions.agree(ledger.engine, extension_id=extension.id, **ledger.signed("member"))
    extensions.agree(ledger.engine, extension_id=extension.id, **ledger.signed("chair"))
    action = ledger.action(id_)
    assert (action.due, action.original_due) == (date(2026, 9, 1), date(2026, 6, 1))
    with pytest.raises(VerificationBlockedError, match="was agreed on"):
        extensions.refuse(ledger.engine, extension_id=extension.id, reason="No.", **ledger.signed("chair"))


def test_a_refused_extension_moves_nothing(ledger):
    id_ = ledger.plan(due=date(2026, 6, 1)).id
    extension = extensions.ask(
        ledger.engine, action_id=id_, to_due=date(2026, 9, 1), reason="Snow.", **ledger.signed("police-lead")
    )
    refused = extensions.refuse(ledger.engine, extension_id=extension.id, reason="No.", **ledger.signed("chair"))
    assert (refused.refusal_reason, ledger.action(id_).due) == ("No.", date(2026, 6, 1))


@pytest.mark.parametrize("due", [date(202, 4, 1), date(1989, 12, 31), date(2101, 1, 1), date(2015, 2, 28)])
def test_a_due_date_that_cannot_be_is_refused(ledger, due):
    """the review was published on 1 March 2015"""
    with pytest.raises(BadValueError, match="By when"):
        ledger.plan(due=due)
    assert not ledger.register().actions


def test_a_fact_cannot_be_dated_in_the_future(ledger):
    id_ = ledger.plan().id
    with pytest.raises(BadValueError, match="still to come"):
        updates.say(ledger.engine, action_id=id_, narrative="x", on=date(2026, 1, 6), **ledger.signed("police-lead"))


def test_not_doing_ends_on_its_day_and_the_action_is_where_it_was(ledger):
    """
    in progress, not doing until 31 January; nothing on the 31st, back on 1 February
    """
    id_ = ledger.to(ledger.plan().id, Status.IN_PROGRESS).id
    enter = {"kind": NotDoingKind.RISK_ACCEPTED, "reason": "No money.", "until": date(2026, 1, 31), "action_id": id_}
    entry = not_doing.enter(ledger.engine, **enter, **ledger.signed("chair"))
    assert (entry.id, entry.former_status) == ("ND1", Status.IN_PROGRESS)
    with pytest.raises(AlreadyExistsError):
        not_doing.enter(ledger.engine, **enter, **ledger.signed("chair"))
    ledger.on(date(2026, 1, 31))
    assert not_doing.end_expired(ledger.engine, **ledger.signed("system")) == ()
    ledger.on(date(2026, 2, 1))
    (ended,) = not_doing.end_expired(ledger.engine, **ledger.signed("system"))
    assert (ended.id, ended.ended_on, ended.ended_by) == ("ND1", date(2026, 2, 1), "system")
    assert ledger.action(id_).status == Status.IN_PROGRESS
    assert not_doing.end_expired(ledger.engine, **ledger.signed("system")) == ()


def test_an_expired_entry_stands_in_nobodys_way_before_it_is_swept_up(ledger):
    id_ = ledger.to(ledger.plan().id, Status.IN_PROGRESS).id
    enter = {"kind": NotDoingKind.REJECTED, "reason": "No.", "until": date(2026, 1, 6), "action_id": id_}
    not_doing.enter(ledger.engine, **enter, **ledger.signed("chair"))
    ledger.on(date(2026, 3, 1))
    actions.claim(ledger.engine, action_id=id_, narrative="Done anyhow.", **ledger.signed("police-lead"))
    assert ledger.action(id_).status == Status.CLAIMED
    assert ledger.register().not_doing["ND1"].ended_on == date(2026, 3, 1)
    told = history.entries(ledger.engine, entity="not_doing", verb="bring_back", limit=9, sight=WHOLE)
    assert {(e.by, e.role) for e in told} == {("system", "system")}


def test_not_doing_is_about_exactly_one_thing(ledger):
    facts = {"kind": NotDoingKind.REJECTED, "reason": "No."}
    with pytest.raises(EmptyValueError):
        not_doing.enter(ledger.engine, **facts, **ledger.signed("chair"))
    with pytest.raises(BadValueError):
        not_doing.enter(
            ledger.engine, **facts, recommendation_id="SOTON-K:1", action_id="SOTON-K-A001", **ledger.signed("chair")
        )


def test_a_recommendation_closes_exactly_when_nothing_is_in_the_way(ledger):
    def blockers():
        return close_blockers(standing(ledger.engine, ledger.now.date(), sight=WHOLE), "SOTON-K:1")

    close = {"recommendation_id": "SOTON-K:1"}
    both = ("SOTON-K:1/a", "SOTON-K:1/b")
    police = ledger.plan("police", both).id
    for status in (Status.IN_PROGRESS, Status.CLAIMED):
        if status == Status.CLAIMED:
            actions.claim(ledger.engine, action_id=police, narrative="Done.", **ledger.signed("police-lead"))
        else:
            actions.start(ledger.engine, action_id=police, **ledger.signed("police-lead"))
        with pytest.raises(SignOffBlockedError) as refused:
            recommendations.close(ledger.engine, **close, **ledger.signed("chair"))
        assert all(words in str(refused.value) for words in blockers())
    verification.assure(ledger.engine, action_id=police, reason="Yes.", **ledger.signed("chair"))
    not_doing.enter(
        ledger.engine, kind=NotDoingKind.MERGED, reason="Police do it.", ask_id=f"{both[0]}|health",
        **ledger.signed("chair"),
    )  # fmt: skip
    with pytest.raises(SignOffBlockedError, match="no action for part b"):
        recommendations.close(ledger.engine, **close, **ledger.signed("chair"))
    asks.withdraw(ledger.engine, ask_id=f"{both[1]}|health", reason="Not theirs.", **ledger.signed())
    assert blockers() == ()
    closed = recommendations.close(ledger.engine, **close, **ledger.signed("chair"))
    assert closed.closed_by == "chair"
    with pytest.raises(SignOffBlockedError, match="it was closed"):
        ledger.plan("police", both)


def test_what_was_closed_is_open_again_when_its_action_is_reopened(ledger):
    for owner in ("police", "health"):
        id_ = ledger.to(ledger.plan(owner, ("SOTON-K:1/a", "SOTON-K:1/b")).id, Status.ASSURED).id
    recommendations.close(ledger.engine, recommendation_id="SOTON-K:1", **ledger.signed("chair"))
    actions.reopen(ledger.engine, action_id=id_, reason="An inspection found nothing.", **ledger.signed("scrutineer"))
    assert ledger.action(id_).status == Status.REOPENED
    assert ledger.register().recommendations["SOTON-K:1"].closed_on is None


def test_another_owner_can_be_given_to_an_action_but_not_to_a_claim(ledger):
    id_ = ledger.plan("police").id
    with pytest.raises(NotAllowedError):
        actions.edit(ledger.engine, action_id=id_, owner_id="health", **ledger.signed("police-lead"))
    assert actions.edit(ledger.engine, action_id=id_, owner_id="health", **ledger.signed()).owner_id == "health"
    ledger.to(id_, Status.CLAIMED)
    with pytest.raises(SignOffBlockedError, match="whose claim it was"):
        actions.edit(ledger.engine, action_id=id_, owner_id="police", **ledger.signed())


def test_a_verification_knows_the_day_of_the_claim_it_judged_and_why_weak_evidence_was_enough(ledger):
    returned = ledger.to(ledger.plan().id, Status.RETURNED)
    assert returned.claimed_on is None
    for recommendation_id in ledger.register().recommendations_of_action[returned.id]:
        recommendations.edit(
            ledger.engine, recommendation_id=recommendation_id, change=ChangeKind.PRACTICE, **ledger.signed()
        )
    id_ = ledger.to(ledger.plan().id, Status.CLAIMED).id
    claimed_on = ledger.action(id_).claimed_on
    verification.assure(
        ledger.engine,
        action_id=id_,
        reason="Seen.",
        although="Only twelve children are concerned.",
        **ledger.signed("chair"),
    )
    files = ledger.register().files
    assert [v.claimed_on for v in files[returned.id].verifications] == [claimed_on]
    (found,) = files[id_].verifications
    assert (found.claimed_on, found.although) == (claimed_on, "Only twelve children are concerned.")
