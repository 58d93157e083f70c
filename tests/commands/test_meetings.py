"""A meeting by real commands: its agenda is arranged, what it decides is the change, and nothing is lost."""

import threading
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests.secret_things import DRAFT, unpublished
from tracker.commands import agendas, asks, decisions, extensions, meetings, recommendations, reviews
from tracker.queries.agendas import suggested
from tracker.queries.register import as_at
from tracker.queries.sights import sight_for
from tracker.rules.agenda import Suggested
from tracker.rules.errors import (
    AlreadyExistsError,
    BadValueError,
    ChangedMeanwhileError,
    EmptyValueError,
    NotAllowedError,
    SignOffBlockedError,
    UnknownError,
    VerificationBlockedError,
)
from tracker.rules.sight import WHOLE
from tracker.rules.words import (
    AgendaKind,
    ChangeKind,
    CheckOutcome,
    DecisionKind,
    LadderRung,
    NotDoingKind,
    Outcome,
    SendingWay,
    Status,
)
from tracker.store.tables import TrailRow

_trail = TrailRow.__table__
HELD = date(2026, 1, 20)


def hold(book, on=HELD, *, board_id="southampton", now=True):
    if now:
        book.on(on)
    return meetings.hold(
        book.engine, board_id=board_id, held_on=on, title="Subgroup", begins="10.00", **book.signed("chair")
    ).id


def note(book, meeting, text="Noted.", **more):
    return decisions.note(book.engine, meeting_id=meeting, text=text, **more, **book.signed("chair"))


def requested(book, id_):
    return extensions.ask(
        book.engine, action_id=id_, to_due=date(2026, 9, 1), reason="Snow.", **book.signed("police-lead")
    ).id


def entries(engine, after=0):
    with engine.connect() as connection:
        return connection.execute(sa.select(_trail).where(_trail.c.number > after).order_by(_trail.c.number)).all()


def last_number(engine):
    return max((one.number for one in entries(engine)), default=0)


def titles(book, meeting):
    register = book.register()
    return [one.title for one in register.agenda_of.get(meeting, ()) if not one.deferred_on]


# ---- minute numbers


def test_minute_numbers_are_of_the_meetings_month_and_go_on(ledger):
    first = hold(ledger)
    assert [note(ledger, first).minute for _ in range(3)] == ["2026/01-1", "2026/01-2", "2026/01-3"]


def test_a_second_meeting_in_the_month_has_its_own_letter_and_keeps_it(ledger):
    book = ledger
    second, first = hold(book, date(2026, 1, 21)), hold(book, date(2026, 1, 20))
    third = hold(book, date(2026, 1, 22))
    assert note(book, second).minute == "2026/01-1"
    assert note(book, first).minute == "2026/01b-1"
    assert note(book, third).minute == "2026/01c-1"
    assert note(book, first).minute == "2026/01b-2"
    assert note(book, second).minute == "2026/01-2"
    assert note(book, hold(book, date(2026, 2, 3))).minute == "2026/02-1"


def test_a_number_of_the_boards_own_is_kept_and_used_once(ledger):
    book = ledger
    meeting = hold(book)
    assert note(book, meeting, minute="4.1").minute == "4.1"
    with pytest.raises(AlreadyExistsError, match="There is already a minute of Subgroup"):
        note(book, meeting, minute="4.1")
    assert note(book, meeting, minute="2026/01-7").minute == "2026/01-7"
    assert note(book, meeting).minute == "2026/01-8"


def test_two_people_at_once_get_different_numbers(ledger):
    meeting = hold(ledger)
    engine, found, wrong = ledger.engine, [], []
    together = threading.Barrier(2)

    def decide(who):
        together.wait()
        for _ in range(6):
            signed = {"by": who, "at": ledger.now, "door": ledger.signed()["door"]}
            try:
                made = decisions.note(engine, meeting_id=meeting, text="Noted.", **signed)
                found.append(made.minute)
            except Exception as error:  # the thread must tell
                wrong.append(error)

    threads = [threading.Thread(target=decide, args=(who,)) for who in ("chair", "manager")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sorted(found, key=lambda m: int(m.rpartition("-")[2])) == [f"2026/01-{n}" for n in range(1, 13)]


# ---- a decision is the change


def facts_of(book, name):
    """The facts of one decision of each kind; what it needs is made."""
    return {
        "note": lambda: {"text": "Agreed."},
        "assure": lambda: {"action_id": claimed(book), "reason": "The audit shows it.", "seen": None},
        "return_claim": lambda: {"action_id": claimed(book), "reason": "No evidence."},
        "agree_extension": lambda: {"extension_id": requested(book, book.plan().id)},
        "refuse_extension": lambda: {"extension_id": requested(book, book.plan().id), "reason": "No."},
        "check_back": lambda: {
            "action_id": book.to(book.plan().id, Status.ASSURED).id, "months": 6, "outcome": CheckOutcome.FAILED,
            "note": "The log stopped.",
        },
        "escalate": lambda: {
            "agency_id": "police", "rung": LadderRung.BOARD_MEMBER, "reason": "Silent for months.",
            "listed": [book.plan().id, "SOTON-K:1/b|police"], "letter": "Dear member.", "to": ["Supt Ray"],
        },
        "not_doing": lambda: {
            "kind": NotDoingKind.RISK_ACCEPTED, "reason": "The risk is small.", "until": date(2027, 1, 1),
            "action_id": book.plan().id,
        },
        "raise_action": lambda: {
            "part_ids": ["SOTON-K:1/b"], "owner_id": "schools", "title": "Audit it", "due": date(2026, 7, 1),
        },
    }[name]()  # fmt: skip


def decided(book, name, meeting, **more):
    """One decision of each kind, and the last entry of the trail before it."""
    facts = facts_of(book, name) | more
    before = last_number(book.engine)
    made = getattr(decisions, name)(book.engine, meeting_id=meeting, **facts, **book.signed("chair"))
    return made, before


def claimed(book):
    return book.to(book.plan().id, Status.CLAIMED).id


MADE = {
    "note": (None, {"decide"}),
    "assure": ("verifications", {"decide", "verify"}),
    "return_claim": ("verifications", {"decide", "return"}),
    "agree_extension": ("extensions", {"decide", "agree_extension"}),
    "refuse_extension": ("extensions", {"decide", "refuse_extension"}),
    "check_back": ("check_backs", {"decide", "check_back"}),
    "escalate": ("chases", {"decide", "escalate"}),
    "not_doing": ("not_doing", {"decide", "not_doing"}),
    "raise_action": ("actions", {"decide", "plan_action"}),
}


@pytest.mark.parametrize("name", MADE)
def test_every_decision_is_the_change_in_one_transaction_with_its_own_verb(ledger, name):
    book, (table, verbs) = ledger, MADE[name]
    meeting = hold(book)
    made, before = decided(book, name, meeting)
    told = entries(book.engine, before)
    assert {one.verb for one in told} == verbs
    assert len({one.at for one in told}) == 1
    assert {one.by for one in told} == {"chair"}
    assert [one.field for one in told if one.entity == "decision" and one.field == "minute"] == ["minute"]
    assert made.kind == DecisionKind({"return_claim": "return"}.get(name, name))
    assert made.minute == "2026/01-1"
    register = book.register()
    assert register.decisions[made.id] == made
    if table:
        assert made.made in getattr(register, table)
        assert made.made in {one.entity_id for one in told}


@pytest.mark.parametrize("name", MADE)
def test_a_decision_that_is_refused_leaves_nothing_and_no_number_is_used_up(ledger, name):
    """The minute is too long to be one, which is found out when the change is made already."""
    book = ledger
    meeting = hold(book)
    facts = facts_of(book, name) | {"text": "x" * 20_000}
    before = last_number(book.engine)
    with pytest.raises(BadValueError, match=r"Decision: ‘x+…’ is 20,000 characters long"):
        getattr(decisions, name)(book.engine, meeting_id=meeting, **facts, **book.signed("chair"))
    assert entries(book.engine, before) == []
    assert note(book, meeting).minute == "2026/01-1"


def test_assuring_in_a_meeting_is_what_assuring_is(ledger):
    book = ledger
    id_ = claimed(book)
    (asked,) = book.register().recommendations_of_action[id_]
    recommendations.edit(book.engine, recommendation_id=asked, change=ChangeKind.PRACTICE, **book.signed())
    claimed_on = book.action(id_).claimed_on
    meeting = hold(book)
    decision = decisions.assure(
        book.engine, meeting_id=meeting, action_id=id_, reason="The audit shows it", although="It is a small sample",
        **book.signed("chair"),
    )  # fmt: skip
    register = book.register()
    found = register.verifications[decision.made]
    assert (found.outcome, found.verified_on, found.verified_by) == (Outcome.ASSURED, HELD, "chair")
    assert (found.claimed_on, found.although) == (claimed_on, "It is a small sample")
    assert register.actions[id_].status == Status.ASSURED
    assert {c.months: c.due for c in register.files[id_].check_backs} == {6: date(2026, 7, 20), 12: date(2027, 1, 20)}
    assert decision.text == (f"Assured: {id_} ‘Train’ (Police). The audit shows it. Although: It is a small sample.")


def test_a_sentence_of_ones_own_is_the_minute(ledger):
    book = ledger
    made, _ = decided(book, "raise_action", hold(book), text="Schools audit it by July.")
    assert made.text == "Schools audit it by July."
    assert made.about == "SOTON-K:1"


def test_an_action_raised_by_the_chair_is_asked_for_and_dated_by_the_meeting(ledger):
    book = ledger
    made, _ = decided(book, "raise_action", hold(book))
    register = book.register()
    assert (register.actions[made.made].created_on, register.actions[made.made].owner_id) == (HELD, "schools")
    assert "SOTON-K:1/b|schools" in register.asks


def test_an_escalation_is_a_message_of_that_rung_that_knows_its_decision(ledger):
    book = ledger
    made, _ = decided(book, "escalate", hold(book))
    chase = book.register().chases[made.made]
    assert (chase.rung, chase.to, chase.way) == (LadderRung.BOARD_MEMBER, ("Supt Ray",), SendingWay.BY_HAND)
    assert (chase.decision_id, chase.sent_on, chase.text) == (made.id, HELD, "Dear member.")
    assert made.text == "Escalated to the agency’s board member: 2 things that Police owes. Silent for months."


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"rung": LadderRung.LEAD}, "is whom a usual message goes to"),
        ({"listed": []}, "What is escalated is empty"),
        ({"listed": ["SOTON-K:1/a|health"]}, "is not Police’s to answer"),
        ({"listed": ["SOTON-K:9"]}, "There is no ask ‘SOTON-K:9’"),
        ({"letter": " "}, "Letter is empty"),
        ({"reason": " "}, "Why is empty"),
    ],
)
def test_an_escalation_lists_what_the_agency_owes_and_goes_up(ledger, facts, words):
    book = ledger
    meeting = hold(book)
    values = {
        "agency_id": "police", "rung": LadderRung.CHAIR, "reason": "Silent.", "listed": [book.plan().id],
        "letter": "Dear chair.",
    } | facts  # fmt: skip
    with pytest.raises((BadValueError, EmptyValueError, UnknownError), match=words):
        decisions.escalate(book.engine, meeting_id=meeting, **values, **book.signed("chair"))
    assert not book.register().chases


def test_the_same_claim_is_decided_once(ledger):
    book = ledger
    id_, meeting = claimed(book), hold(book)
    facts = {"meeting_id": meeting, "action_id": id_, "reason": "Seen."}
    decisions.assure(book.engine, **facts, **book.signed("chair"))
    with pytest.raises(VerificationBlockedError, match="it is assured, so there is no claim to verify"):
        decisions.return_claim(book.engine, **facts, **book.signed("manager"))


def test_what_somebody_changed_meanwhile_is_not_judged_unseen(ledger):
    book = ledger
    id_, meeting = claimed(book), hold(book)
    facts = {"meeting_id": meeting, "action_id": id_, "reason": "Seen."}
    with pytest.raises(ChangedMeanwhileError):
        decisions.assure(book.engine, seen=book.action(id_).version - 1, **facts, **book.signed("chair"))
    assert decisions.assure(book.engine, seen=book.action(id_).version, **facts, **book.signed("chair"))


def test_who_may_not_verify_may_not_decide_it_in_a_meeting(ledger):
    book = ledger
    id_, meeting = claimed(book), hold(book)
    facts = {"meeting_id": meeting, "action_id": id_, "reason": "Seen."}
    with pytest.raises(VerificationBlockedError, match="you belong to the agency that owns it"):
        decisions.assure(book.engine, **facts, **book.signed("member"))
    with pytest.raises(NotAllowedError, match="may not record a meeting"):
        decisions.assure(book.engine, **facts, **book.signed("scrutineer"))


# ---- days


def test_nothing_is_decided_before_the_day_of_the_meeting(ledger):
    book = ledger
    meeting = hold(book, HELD + timedelta(1), now=False)
    book.on(HELD)
    with pytest.raises(SignOffBlockedError, match="it is held on 21 January 2026, and today is 20 January 2026"):
        note(book, meeting)
    with pytest.raises(SignOffBlockedError, match="cannot end yet"):
        meetings.end(book.engine, meeting_id=meeting, **book.signed("chair"))
    book.on(HELD + timedelta(1))
    assert note(book, meeting)


def test_a_decision_entered_late_has_the_meetings_day_and_counts_from_its_entry(ledger):
    book = ledger
    book.on(date(2026, 1, 10))
    id_ = claimed(book)
    meeting = hold(book)
    book.on(date(2026, 2, 3))
    decisions.assure(book.engine, meeting_id=meeting, action_id=id_, reason="Seen.", **book.signed("chair"))
    assert book.action(id_).status_on == HELD
    for day, status in ((HELD, Status.CLAIMED), (date(2026, 2, 2), Status.CLAIMED), (date(2026, 2, 3), Status.ASSURED)):
        stood = as_at(book.engine, day, sight=WHOLE)
        assert stood.actions[id_].status == status
        assert bool(stood.decisions) == (status == Status.ASSURED)


def test_a_claim_made_after_the_meeting_was_not_judged_there(ledger):
    book = ledger
    meeting = hold(book)
    book.on(date(2026, 2, 1))
    id_ = claimed(book)
    with pytest.raises(BadValueError, match="20 January 2026’ is before the claim, of 1 February 2026"):
        decisions.assure(book.engine, meeting_id=meeting, action_id=id_, reason="Seen.", **book.signed("chair"))


# ---- the agenda


def made(book, meeting, *items):
    wanted = [Suggested(kind, title, about, "Because.", 3) for kind, title, about in items]
    return agendas.make(book.engine, meeting_id=meeting, items=wanted, **book.signed("chair"))


CLAIM = (AgendaKind.CLAIM, "Borne out?", "A1")
LATE = (AgendaKind.OVERDUE, "Why late?", "A2")
HOLE = (AgendaKind.HOLE, "Who will?", "SOTON-K:1")


def test_an_agenda_is_made_once_and_takes_what_is_new_by_its_kind(ledger):
    meeting = hold(ledger)
    assert [one.title for one in made(ledger, meeting, CLAIM, HOLE)] == ["Borne out?", "Who will?"]
    assert made(ledger, meeting, CLAIM, HOLE) == ()
    assert [one.title for one in made(ledger, meeting, CLAIM, LATE, HOLE)] == ["Why late?"]
    assert titles(ledger, meeting) == ["Borne out?", "Why late?", "Who will?"]


def test_what_people_arranged_stays_arranged(ledger):
    book = ledger
    meeting = hold(book)
    claim, hole = made(book, meeting, CLAIM, HOLE)
    agendas.move(book.engine, item_id=hole.id, position=1, **book.signed("chair"))
    agendas.set_minutes(book.engine, item_id=claim.id, minutes=12, **book.signed("chair"))
    agendas.defer(book.engine, item_id=claim.id, reason="The lead is ill.", **book.signed("chair"))
    assert made(book, meeting, CLAIM, HOLE) == ()
    assert titles(book, meeting) == ["Who will?"]
    agendas.take_up(book.engine, item_id=claim.id, **book.signed("chair"))
    assert titles(book, meeting) == ["Who will?", "Borne out?"]
    assert book.register().agenda_items[claim.id].minutes == 12


def test_items_move_anywhere_and_often_and_few_entries_tell_it(ledger):
    book = ledger
    meeting = hold(book)
    names = [f"Item {n}" for n in range(6)]
    ids = {name: agendas.add(book.engine, meeting_id=meeting, title=name, **book.signed("chair")).id for name in names}
    expected = list(names)
    for turn in range(60):
        name, position = names[turn * 5 % 6], turn * 7 % 6 + 1
        before = last_number(book.engine)
        agendas.move(book.engine, item_id=ids[name], position=position, **book.signed("chair"))
        expected.remove(name)
        expected.insert(position - 1, name)
        assert titles(book, meeting) == expected
        assert len(entries(book.engine, before)) in (0, 1, 6)
    agendas.move(book.engine, item_id=ids["Item 0"], position=99, **book.signed("chair"))
    assert titles(book, meeting)[-1] == "Item 0"


@pytest.mark.parametrize(("position", "words"), [(0, "is before the first"), (-3, "is before the first")])
def test_no_place_is_before_the_first(ledger, position, words):
    item = agendas.add(ledger.engine, meeting_id=hold(ledger), title="Talk", **ledger.signed("chair"))
    with pytest.raises(BadValueError, match=words):
        agendas.move(ledger.engine, item_id=item.id, position=position, **ledger.signed("chair"))


@pytest.mark.parametrize("minutes", [0, -1, 481])
def test_minutes_are_of_this_day(ledger, minutes):
    with pytest.raises(BadValueError, match="is not a whole number from 1 to 480"):
        agendas.add(
            ledger.engine, meeting_id=hold(ledger), title="Talk", minutes=minutes,
            **ledger.signed("chair"),
        )  # fmt: skip


def test_two_people_who_note_at_once_do_not_overwrite_each_other(ledger):
    book = ledger
    item = agendas.add(book.engine, meeting_id=hold(book), title="Talk", **book.signed("chair"))
    agendas.note(book.engine, item_id=item.id, text="One view.", seen=item.version, **book.signed("chair"))
    with pytest.raises(ChangedMeanwhileError, match="was changed by Chair"):
        agendas.note(book.engine, item_id=item.id, text="Another.", seen=item.version, **book.signed("manager"))
    assert book.register().agenda_items[item.id].note == "One view."


def test_what_was_put_off_is_not_decided_and_comes_back_at_the_next_meeting(ledger):
    book = ledger
    meeting = hold(book)
    item = agendas.add(book.engine, meeting_id=meeting, title="Who chairs?", minutes=7, **book.signed("chair"))
    agendas.defer(book.engine, item_id=item.id, reason="No time", **book.signed("chair"))
    with pytest.raises(SignOffBlockedError, match="it was put off"):
        agendas.defer(book.engine, item_id=item.id, reason="Again", **book.signed("chair"))
    with pytest.raises(SignOffBlockedError, match="take it up again first"):
        note(book, meeting, item_id=item.id)
    following = hold(book, date(2026, 2, 17))
    found = [one for one in suggested(book.engine, following, sight=WHOLE) if one.kind == AgendaKind.OTHER]
    assert [(one.title, one.why, one.minutes) for one in found] == [
        ("Who chairs?", "Put off on 20 January 2026: No time", 7)
    ]


def test_a_note_is_about_what_its_item_is_about(ledger):
    book = ledger
    meeting = hold(book)
    (hole,) = made(book, meeting, HOLE)
    assert note(book, meeting, item_id=hole.id).about == "SOTON-K:1"
    assert note(book, meeting).about == meeting
    other = hold(book, date(2026, 1, 21))
    with pytest.raises(UnknownError, match="There is no item of Subgroup of 21 January 2026"):
        note(book, other, item_id=hole.id)


# ---- end and resume


def test_after_its_end_nothing_comes_in_until_somebody_resumes_it(ledger):
    book = ledger
    meeting = hold(book)
    item = agendas.add(book.engine, meeting_id=meeting, title="Talk", **book.signed("chair"))
    ended = meetings.end(book.engine, meeting_id=meeting, **book.signed("chair"))
    assert (ended.ended_on, ended.ended_by) == (HELD, "chair")
    before = last_number(book.engine)
    for refused in (
        lambda: note(book, meeting),
        lambda: made(book, meeting, HOLE),
        lambda: agendas.add(book.engine, meeting_id=meeting, title="More", **book.signed("chair")),
        lambda: agendas.note(book.engine, item_id=item.id, text="More.", **book.signed("chair")),
        lambda: agendas.move(book.engine, item_id=item.id, position=1, **book.signed("chair")),
        lambda: meetings.attendance(book.engine, meeting_id=meeting, present=["A"], **book.signed("chair")),
        lambda: meetings.edit(book.engine, meeting_id=meeting, place="Here", **book.signed("chair")),
        lambda: meetings.end(book.engine, meeting_id=meeting, **book.signed("chair")),
    ):
        with pytest.raises(SignOffBlockedError, match="it ended on 20 January 2026: resume it first"):
            refused()
    assert entries(book.engine, before) == []
    meetings.resume(book.engine, meeting_id=meeting, reason="One was forgotten.", **book.signed("chair"))
    assert note(book, meeting)
    with pytest.raises(SignOffBlockedError, match="it has not ended"):
        meetings.resume(book.engine, meeting_id=meeting, **book.signed("chair"))


def test_who_was_there_is_noted_and_replaced(ledger):
    book = ledger
    meeting = hold(book)
    facts = {"meeting_id": meeting, "present": ["Ann Bell", " ", "Ann Bell", "Raj"], "apologies": ["Cy"]}
    found = meetings.attendance(book.engine, **facts, **book.signed("chair"))
    assert (found.present, found.apologies) == (("Ann Bell", "Raj"), ("Cy",))
    with pytest.raises(BadValueError, match="‘raj’ was there too"):
        meetings.attendance(book.engine, meeting_id=meeting, present=["Raj"], apologies=["raj"], **book.signed("chair"))
    with pytest.raises(ChangedMeanwhileError):
        meetings.attendance(book.engine, meeting_id=meeting, present=["Raj"], seen=1, **book.signed("chair"))


def test_a_meeting_is_moved_until_it_has_decided(ledger):
    book = ledger
    meeting = hold(book)
    assert book.register().meetings[meeting].begins == "10:00"
    moved = meetings.edit(
        book.engine, meeting_id=meeting, held_on=date(2026, 1, 19), begins="", place="Room 4", **book.signed("chair")
    )
    assert (moved.held_on, moved.begins, moved.place) == (date(2026, 1, 19), None, "Room 4")
    note(book, meeting)
    with pytest.raises(SignOffBlockedError, match="it took its decisions on 19 January 2026"):
        meetings.edit(book.engine, meeting_id=meeting, held_on=HELD, **book.signed("chair"))


# ---- what is not for everybody


def test_who_may_not_see_a_review_gets_no_item_of_it_and_changes_none(ledger):
    book = ledger
    mine, _ = unpublished(book)
    asks.ask(book.engine, part_ids=[f"{DRAFT}:1/a"], agency_id="health", **book.signed())
    meeting = hold(book)
    wanted = suggested(book.engine, meeting, sight=WHOLE)
    assert any(one.about and one.about.startswith(DRAFT) for one in wanted)
    seen = suggested(book.engine, meeting, sight=sight_for(book.engine, "chair"))
    assert not any("ecretum" in f"{one}" or DRAFT in f"{one}" for one in seen)
    items = agendas.make(book.engine, meeting_id=meeting, items=wanted, **book.signed("manager"))
    secret = agendas.add(book.engine, meeting_id=meeting, title="Talk", about=mine, **book.signed("manager"))
    hidden = next(one.id for one in items if one.about and one.about.startswith(DRAFT))
    for id_ in (hidden, secret.id):
        with pytest.raises(UnknownError):
            agendas.note(book.engine, item_id=id_, text="I see you.", **book.signed("chair"))
        with pytest.raises(UnknownError):
            note(book, meeting, item_id=id_)
    with pytest.raises(UnknownError):
        agendas.add(book.engine, meeting_id=meeting, title="Talk", about=mine, **book.signed("chair"))
    reviews.name_reader(book.engine, review_id=DRAFT, person_id="chair", **book.signed())
    assert agendas.note(book.engine, item_id=secret.id, text="Seen.", **book.signed("chair")).note == "Seen."
