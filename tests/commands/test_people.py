"""Who leads for an agency, what becomes of their work when they go, and that a person is their issuer and subject."""

from datetime import date

import pytest
import sqlalchemy as sa

from tracker.commands import (
    actions,
    agencies,
    decisions,
    extensions,
    identities,
    invitations,
    meetings,
    people,
    sessions,
)
from tracker.queries import history
from tracker.queries.presence import who_is
from tracker.queries.verifying import verify
from tracker.rules.errors import AlreadyExistsError, BadValueError, SignOffBlockedError, UnknownError
from tracker.rules.people import disable_blockers, left_behind, take_role_blockers, waiting_besides, without_a_lead
from tracker.rules.sight import WHOLE
from tracker.rules.standing import build
from tracker.rules.words import Role, Status, Way
from tracker.store.tables import OneTimeLinkRow

COUNCIL = {"issuer": "https://council.example", "subject": "s-1"}


def standing(ledger):
    return build(ledger.register(), today=ledger.now.date())


def new(ledger, name, *roles):
    person = people.add(ledger.engine, name=name, **ledger.signed())
    for role, agency_id, deputy in roles:
        people.give_role(
            ledger.engine, person_id=person.id, role=role, agency_id=agency_id, deputy=deputy, **ledger.signed()
        )
    return person.id


def deputy(ledger, name="Deputy"):
    return new(ledger, name, (Role.LEAD, "police", True))


def contacts(ledger, agency_id="police"):
    return [(r.person_id, r.deputy) for r in ledger.register().contacts_of.get(agency_id, ())]


def disable(ledger, person_id="police-lead", **more):
    return people.disable(ledger.engine, person_id=person_id, **more, **ledger.signed())


def since(ledger, number):
    return [e for e in history.entries(ledger.engine, sight=WHOLE, limit=None) if e.number > number]


# ---- contacts


def test_the_leads_come_first_then_the_deputies_and_who_is_disabled_is_no_contact(ledger):
    deputy(ledger, "A deputy")
    new(ledger, "Z lead", (Role.LEAD, "police", False))
    assert contacts(ledger) == [("police-lead", False), ("z-lead", False), ("a-deputy", True)]
    disable(ledger, "police-lead")
    assert contacts(ledger) == [("z-lead", False), ("a-deputy", True)]


def test_a_deputy_may_do_what_the_lead_may(ledger):
    who = deputy(ledger)
    action = ledger.plan("police")
    actions.start(ledger.engine, action_id=action.id, **ledger.signed(who))
    assert ledger.action(action.id).status == Status.IN_PROGRESS


def test_a_lead_becomes_a_deputy_and_a_deputy_the_lead_by_giving_the_role_again(ledger):
    for wanted in (True, False):
        people.give_role(
            ledger.engine, person_id="police-lead", role=Role.LEAD, agency_id="police", deputy=wanted,
            **ledger.signed(),
        )  # fmt: skip
        assert contacts(ledger) == [("police-lead", wanted)]
    with pytest.raises(AlreadyExistsError):
        people.give_role(
            ledger.engine, person_id="police-lead", role=Role.LEAD, agency_id="police", **ledger.signed()
        )  # fmt: skip


def test_only_a_lead_has_a_deputy(ledger):
    with pytest.raises(BadValueError, match="only an agency's lead has one"):
        people.give_role(ledger.engine, person_id="reader", role=Role.SUBGROUP, deputy=True, **ledger.signed())


def test_an_agency_that_owes_something_and_has_no_lead_is_named(ledger):
    assert [a.id for a in without_a_lead(standing(ledger))] == ["schools"]
    deputy(ledger)
    disable(ledger, "police-lead")
    assert [a.id for a in without_a_lead(standing(ledger))] == ["police", "schools"]


# ---- going


def test_somebody_with_nothing_open_just_goes(ledger):
    assert disable_blockers(standing(ledger), "police-lead") == ()
    assert disable(ledger).disabled_on is not None


def test_the_only_lead_with_open_actions_goes_when_somebody_takes_over(ledger):
    action = ledger.plan("police", lead="police LEAD")
    done = ledger.to(ledger.plan("police", lead="Police lead").id, Status.ASSURED)
    other = ledger.plan("health", lead="Somebody else")
    with pytest.raises(SignOffBlockedError) as refusal:
        disable(ledger)
    assert str(refusal.value) == (
        "Police lead cannot be disabled yet: nobody else leads for Police, which has 1 open action; "
        f"1 open action ({action.id}) names them as lead; say who takes over, or why nobody does."
    )
    assert ledger.register().people["police-lead"].disabled_on is None
    disable(ledger, successor_id="reader")
    assert contacts(ledger) == [("reader", False)]
    assert ledger.action(action.id).lead == "Reader"
    assert ledger.action(done.id).lead == "Police lead"
    assert ledger.action(other.id).lead == "Somebody else"
    verbs = {
        (e.verb, e.entity) for e in history.entries(ledger.engine, sight=WHOLE, limit=40) if e.verb == "disable_person"
    }
    assert {entity for _, entity in verbs} == {"person", "person_role", "action"}
    assert verify(ledger.engine).ok


def test_a_reason_why_nobody_takes_over_is_on_the_record(ledger):
    ledger.plan("police")
    disable(ledger, leave_open_reason="  The post is\nbeing filled. ")
    (entry,) = [e for e in history.entries(ledger.engine, sight=WHOLE, limit=5) if e.verb == "disable_person"]
    assert entry.reason == "The post is\nbeing filled."
    assert contacts(ledger) == []


@pytest.mark.parametrize("reason", ["", "   ", None])
def test_an_empty_reason_is_none(ledger, reason):
    ledger.plan("police")
    with pytest.raises(SignOffBlockedError):
        disable(ledger, leave_open_reason=reason)


def test_a_second_lead_is_enough_and_a_deputy_is_asked_to_take_over(ledger):
    ledger.plan("police")
    who = deputy(ledger)
    assert disable_blockers(standing(ledger), "police-lead")
    new(ledger, "Second lead", (Role.LEAD, "police", False))
    assert disable_blockers(standing(ledger), "police-lead") == ()
    disable(ledger, "second-lead")
    disable(ledger, "police-lead", successor_id=who)
    assert contacts(ledger) == [(who, False)]


def test_a_deputy_leaves_nothing_while_there_is_a_lead_and_everything_while_there_is_none(ledger):
    ledger.plan("police")
    who = deputy(ledger)
    assert disable_blockers(standing(ledger), who) == ()
    disable(ledger, "police-lead", leave_open_reason="Moved away.")
    assert len(disable_blockers(standing(ledger), who)) == 2


def test_what_a_merged_agency_left_is_answered_for_by_the_heirs_lead(ledger):
    ledger.plan("police")
    agencies.merge(ledger.engine, agency_id="police", into_id="health", **ledger.signed())
    assert disable_blockers(standing(ledger), "police-lead") == ()
    assert left_behind(standing(ledger), "health-lead").of_agencies == {}
    disable(ledger, "police-lead")
    left = left_behind(standing(ledger), "health-lead").of_agencies
    assert [(id_, len(files)) for id_, files in left.items()] == [("health", 1)]


@pytest.mark.parametrize("successor", ["police-lead", "chair"])
def test_nobody_hands_over_to_themselves_or_to_somebody_who_is_gone(ledger, successor):
    ledger.plan("police")
    disable(ledger, "chair")
    with pytest.raises(BadValueError, match="choose somebody else"):
        disable(ledger, successor_id=successor)


def test_disabling_twice_asks_for_nothing(ledger):
    ledger.plan("police")
    first = disable(ledger, leave_open_reason="Gone.")
    assert disable(ledger).disabled_on == first.disabled_on


def test_the_lead_is_taken_from_the_only_one_only_when_somebody_takes_over(ledger):
    action = ledger.plan("police", lead="Police lead")
    elsewhere = ledger.plan("health", lead="Police lead")
    what = {"person_id": "police-lead", "role": Role.LEAD, "agency_id": "police"}
    (role,) = ledger.register().contacts_of["police"]
    assert take_role_blockers(standing(ledger), role)
    with pytest.raises(SignOffBlockedError, match="cannot lose this role yet: nobody else leads for Police"):
        people.take_role(ledger.engine, **what, **ledger.signed())
    people.take_role(ledger.engine, **what, successor_id="reader", **ledger.signed())
    assert contacts(ledger) == [("reader", False)]
    assert ledger.action(action.id).lead == "Reader"
    assert ledger.action(elsewhere.id).lead == "Police lead"


def test_another_role_is_taken_without_a_question(ledger):
    ledger.plan("police")
    people.give_role(ledger.engine, person_id="police-lead", role=Role.READER, **ledger.signed())
    people.take_role(ledger.engine, person_id="police-lead", role=Role.READER, **ledger.signed())
    assert contacts(ledger) == [("police-lead", False)]


def test_what_waits_for_others_is_said_and_asks_for_nobody(ledger):
    assert waiting_besides(ledger.register(), "police-lead") == ()
    ledger.to(ledger.plan("police").id, Status.CLAIMED)
    late = ledger.plan("police")
    extensions.ask(
        ledger.engine, action_id=late.id, to_due=late.due.replace(year=2027), reason="Snow.",
        **ledger.signed("police-lead"),
    )  # fmt: skip
    assert waiting_besides(ledger.register(), "police-lead") == (
        "1 request for a later date, asked by them, without an answer yet",
        "1 claim of theirs, not yet verified",
    )


def test_who_is_disabled_is_signed_out_and_their_links_open_nothing_in_the_same_transaction(ledger):
    begun = {"way": Way.PASSWORD, "address": None, "browser": None}
    cookie = sessions.begin(ledger.engine, **begun, **ledger.signed("police-lead"))
    invitations.invite(ledger.engine, person_id="police-lead", **ledger.signed())
    ledger.plan("police")
    with pytest.raises(SignOffBlockedError):
        disable(ledger)
    assert who_is(ledger.engine, cookie, at=ledger.now) is not None
    disable(ledger, leave_open_reason="Left.")
    people.enable(ledger.engine, person_id="police-lead", **ledger.signed())
    assert who_is(ledger.engine, cookie, at=ledger.now) is None
    with ledger.engine.connect() as connection:
        (link,) = connection.execute(sa.select(OneTimeLinkRow.__table__)).all()
    assert link.ends_at <= ledger.now


# ---- the council's sign-in


def come_in(ledger, *roles, **more):
    said = {**COUNCIL, "name": "Asha Council", "roles": roles, **more}
    return identities.come_in(ledger.engine, **said, **ledger.signed("system"))


def test_coming_in_again_with_the_same_roles_leaves_nothing_on_the_trail(ledger):
    first = come_in(ledger, (Role.LEAD, "police"))
    number = max(e.number for e in history.entries(ledger.engine, sight=WHOLE, limit=1))
    assert come_in(ledger, (Role.LEAD, "police"), name="Another name").id == first.id
    assert since(ledger, number) == []


def test_a_role_for_an_agency_that_is_gone_is_refused_whole(ledger):
    with pytest.raises(UnknownError, match="There is no agency ‘nowhere’"):
        come_in(ledger, (Role.LEAD, "nowhere"))
    assert ledger.register().person_identities == {}


def test_the_council_takes_nothing_that_it_did_not_give(ledger):
    link = invitations.invite(ledger.engine, person_id="police-lead", **ledger.signed())
    identities.join(ledger.engine, link=link, **COUNCIL, **ledger.signed("system"))
    assert come_in(ledger, (Role.LEAD, "police"), (Role.LEAD, "health")).id == "police-lead"
    assert come_in(ledger).id == "police-lead"
    assert contacts(ledger) == [("police-lead", False)]
    assert contacts(ledger, "health") == [("health-lead", False)]


def test_one_who_takes_over_and_a_reason_why_nobody_does_are_not_given_at_once(ledger):
    ledger.plan("police")
    with pytest.raises(BadValueError, match="give one of the two"):
        disable(ledger, successor_id="reader", leave_open_reason="Nobody is free.")
    assert ledger.register().people["police-lead"].disabled_on is None


def test_a_deputy_who_stays_is_not_said_to_be_nobody(ledger):
    ledger.plan("police")
    people.give_role(
        ledger.engine, person_id="reader", role=Role.LEAD, agency_id="police", deputy=True, **ledger.signed()
    )
    with pytest.raises(SignOffBlockedError, match="nobody but a deputy leads for Police, which has 1 open action"):
        disable(ledger)


def test_a_decision_is_about_something_that_there_is(ledger):
    meeting = meetings.hold(
        ledger.engine, board_id="southampton", held_on=date(2026, 1, 4), title="Subgroup", **ledger.signed()
    )
    facts = {"meeting_id": meeting.id, "minute": "1", "text": "Agreed."}
    with pytest.raises(UnknownError, match="There is no thing ‘SOTON-K:99’"):
        decisions.note(ledger.engine, about="SOTON-K:99", **facts, **ledger.signed())
    assert decisions.note(ledger.engine, about="police", **facts, **ledger.signed()).about == "police"
