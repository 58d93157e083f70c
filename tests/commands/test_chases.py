"""Messages about what is owed: on the record before they are handed over, one an agency, none twice; what became."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories_store import ledger  # noqa: F401  (fixtures)
from tests.notices.mailbox import mail_server
from tests.secret_things import SECRETS, restricted, unpublished
from tracker.commands import actions, agencies, asks, chases, contacts, people, settings, updates
from tracker.notices.chase import compose
from tracker.notices.post import Post
from tracker.queries import chasing as looking
from tracker.queries.history import entries
from tracker.queries.verifying import verify
from tracker.rules.chasing import Chasing
from tracker.rules.chasing_log import HeldError, State, state_of
from tracker.rules.errors import AlreadySavedError, BadValueError, EmptyValueError, NotAllowedError
from tracker.rules.records import PersonRole
from tracker.rules.sending import NotKnownError, NotTakenError
from tracker.rules.sending import State as SendingState
from tracker.rules.sending import state_of as how_sent
from tracker.rules.sight import WHOLE
from tracker.rules.words import LadderRung, Role, SendingWay
from tracker.settings import MailServer, Sender

MANAGERS = {"roles": (PersonRole("m", "manager", Role.ADMINISTRATOR),), "who": "Manager"}
DAY = date(2026, 1, 5)  # a Monday
BOARD = Sender("The Board", "board@example.org")


@pytest.fixture
def book(ledger, monkeypatch):  # noqa: F811
    """Monday morning: the police owe an action of last year and can be written to."""
    furnish(ledger, monkeypatch)
    return ledger


def furnish(book, monkeypatch):
    people.edit(book.engine, person_id="police-lead", email="asha@police.example", **book.signed())
    book.plan(title="Tell the sergeants", due=date(2025, 12, 1))
    on(book, monkeypatch, DAY, 10)


def on(book, monkeypatch, day, hour=10):
    """Let the clock of the store and of the commands stand at an hour of a day."""
    book.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    monkeypatch.setattr("tracker.clock.now", lambda: book.now)


def planned(book, agency="police"):
    found = looking.plan(book.engine, **MANAGERS, at=book.now)
    return next(one for one in found if one.agency_id == agency)


def send(book, hand_over=lambda made: {}, *, by="manager", **more):
    more = {"planned": more.get("planned") or planned(book)} | more
    return chases.send(book.engine, hand_over=hand_over, **more, **book.signed(by))


def kept(book):
    return list(book.register().chases.values())


def log(book):
    return looking.log(book.engine, sight=WHOLE)


# ---- recorded first, then handed over


def test_a_message_is_on_the_record_before_the_mail_server_hears_of_it(book):
    seen = []
    done = send(book, lambda made: seen.append(state_of(kept(book)[0])) or {})
    assert seen == [State.UNKNOWN]
    assert (state_of(done), done.handed_over_on, done.rung, done.way) == (
        State.SENT, DAY, LadderRung.LEAD, SendingWay.BY_MAIL,
    )  # fmt: skip
    assert done.to == ("Police lead",)
    assert done.listed == planned(book).listed and done.listed[0].startswith("SOTON-K-A")
    assert "Tell the sergeants" in done.text and f"Message {done.id}" in done.text and "@" not in done.text
    assert verify(book.engine).ok


@pytest.mark.parametrize("broken", [KeyboardInterrupt(), NotKnownError("it broke off"), OSError("the machine stopped")])
def test_a_stop_in_the_middle_is_not_known_and_nothing_goes_twice_by_itself(book, monkeypatch, broken):
    def stopped(_):
        raise broken

    with pytest.raises(type(broken)):
        send(book, stopped)
    on(book, monkeypatch, DAY + timedelta(days=30))
    with pytest.raises(HeldError, match="it is not known whether CH1, of 5 January 2026, left"):
        send(book)
    assert log(book)[0].state == State.UNKNOWN and not log(book)[0].silent
    chases.stayed(book.engine, chase_id="CH1", why="It never arrived", **book.signed())
    assert send(book).id == "CH2"


def test_a_refusal_is_recorded_and_counts_as_no_message(book):
    def refused(_):
        raise NotTakenError("the mail server does not know the address (550)")

    done = send(book, refused)
    assert (state_of(done), done.refused) == (State.REFUSED, "the mail server does not know the address (550)")
    assert state_of(send(book)) == State.SENT


def test_an_address_that_was_not_taken_is_told_without_itself(book):
    done = send(book, lambda made: {"asha@police.example": "the mailbox is full (552)"})
    assert (state_of(done), done.refused) == (State.SENT, "1 of 1 address not taken: the mailbox is full (552)")


# ---- no more than one


def test_no_more_than_one_in_so_many_days_unless_somebody_insists_and_says_why(book, monkeypatch):
    send(book)
    with pytest.raises(HeldError, match="CH1 went today already"):
        send(book)
    with pytest.raises(EmptyValueError):
        send(book, again=True)
    assert send(book, again=True, reason="The chair asked for it.").id == "CH2"
    assert any(e.reason == "The chair asked for it." for e in entries(book.engine, sight=WHOLE, limit=None))
    on(book, monkeypatch, DAY + timedelta(days=3))
    with pytest.raises(HeldError, match="CH2 went 3 days ago already, and there is no more than one in 7 days"):
        send(book)
    settings.set_chasing(book.engine, chasing=Chasing(days_between=3, reply_within=1), **book.signed())
    assert send(book).id == "CH3"


def test_a_body_that_was_renamed_is_asked_no_sooner(book):
    send(book)
    agencies.merge(book.engine, agency_id="police", into_id="schools", **book.signed())
    with pytest.raises(HeldError, match="CH1 went today already"):
        send(book, planned=planned(book, "schools"), again=False)


@pytest.mark.parametrize(
    ("day", "hour", "till"),
    [
        (DAY, 19, "on Tuesday at 08:00"),
        (DAY, 7, "at 08:00"),
        (date(2026, 1, 10), 12, "on Monday at 08:00"),
        (date(2026, 7, 6), 17, "on Tuesday at 08:00"),
    ],
)
def test_no_mail_leaves_in_quiet_hours_of_the_boards_own_clock(book, monkeypatch, day, hour, till):
    on(book, monkeypatch, day, hour)
    with pytest.raises(HeldError, match=f"it is quiet now: e-mail leaves again {till}"):
        send(book)
    assert kept(book) == []
    made = chases.make(book.engine, planned=[planned(book)], way=SendingWay.BY_HAND, **book.signed())
    assert state_of(made[0].chase) == State.SENT  # a file disturbs nobody
    assert send(book, again=True, reason="It cannot wait.").id == "CH2"


def test_nobody_to_write_to_is_a_sentence_and_no_again_helps(book):
    people.edit(book.engine, person_id="police-lead", email="", **book.signed())
    for more in ({}, {"again": True, "reason": "Now."}):
        with pytest.raises(HeldError, match=r"there is nobody to write to \(Police lead: no e-mail address is held\)"):
            send(book, **more)
    (made,) = chases.make(book.engine, planned=[planned(book)], way=SendingWay.BY_HAND, **book.signed())
    assert made.chase.to == ("Police lead",)


def test_two_who_send_at_once_send_one(ledger, monkeypatch):  # noqa: F811
    furnish(ledger, monkeypatch)
    one, ready, done = planned(ledger), threading.Barrier(2), []

    def go(signed):
        ready.wait()
        try:
            done.append(chases.send(ledger.engine, planned=one, hand_over=lambda made: {}, **signed).id)
        except HeldError as error:
            done.append(str(error))

    threads = [threading.Thread(target=go, args=(ledger.signed(),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(kept(ledger)) == 1
    assert sorted(words.startswith("CH1") for words in done) == [False, True]


def test_the_same_press_sends_once(book):
    send(book, token="t", again=True, reason="Now.")
    with pytest.raises(AlreadySavedError):
        send(book, token="t", again=True, reason="Now.")
    assert len(kept(book)) == 1


# ---- with its workbook


def test_the_workbook_travels_where_the_agency_s_setting_says_so(book):
    agencies.edit(book.engine, agency_id="police", chase_with_workbook=True, **book.signed())
    books, held = looking.workbooks(book.engine, [planned(book)], roles=MANAGERS["roles"], who="Manager")
    assert (list(books), held) == (["police"], {})
    seen = []
    done = send(book, lambda made: seen.append(made.enclosed) or {}, workbook=books["police"])
    assert (done.sending_id, seen[0].sending_id) == ("W1", "W1")
    assert "Your workbook is attached" in done.text
    assert how_sent(book.register().sendings["W1"]) == SendingState.SENT


def test_a_message_that_was_not_taken_took_no_workbook_with_it(book):
    agencies.edit(book.engine, agency_id="police", chase_with_workbook=True, **book.signed())
    books, _ = looking.workbooks(book.engine, [planned(book)], roles=MANAGERS["roles"], who="Manager")

    def refused(_):
        raise NotTakenError("no such mailbox")

    send(book, refused, workbook=books["police"])
    assert how_sent(book.register().sendings["W1"]) == SendingState.REFUSED


def test_a_workbook_that_may_identify_somebody_stays_here(book):
    agencies.edit(book.engine, agency_id="police", chase_with_workbook=True, **book.signed())
    from tracker.store.database import going_on

    updates.say(
        going_on(book.engine, "It is the office."), action_id=planned(book).listed[0],
        narrative="Ring 07700 900123.", **book.signed("manager"),
    )  # fmt: skip
    books, held = looking.workbooks(book.engine, [planned(book)], roles=MANAGERS["roles"], who="Manager")
    assert (books, held) == ({}, {"police": 1})


# ---- what became of it


def test_silence_is_answered_by_what_the_agency_does_or_by_hand(book, monkeypatch):
    send(book)
    on(book, monkeypatch, DAY + timedelta(days=4))
    assert log(book)[0].silent and log(book)[0].days == 4
    updates.say(book.engine, action_id=kept(book)[0].listed[0], narrative="Begun.", **book.signed("police-lead"))
    assert (log(book)[0].answered_on, log(book)[0].days) == (DAY + timedelta(days=4), 4)
    assert looking.log(book.engine, DAY, sight=WHOLE)[0].silent  # as it stood that day


def test_an_answer_by_telephone_is_recorded_with_what_was_said(book):
    send(book)
    with pytest.raises(BadValueError, match="is before the message"):
        chases.answered(book.engine, chase_id="CH1", on=date(2026, 1, 2), **book.signed())
    done = chases.answered(book.engine, chase_id="CH1", answer="They are on it.", **book.signed())
    assert (done.answered_on, done.answer) == (DAY, "They are on it.")


def test_what_never_left_cannot_have_been_answered_and_what_was_sent_did_leave(book):
    send(book)
    with pytest.raises(AlreadySavedError):
        chases.stayed(book.engine, chase_id="CH1", why="No", **book.signed())
    made = chases.make(
        book.engine, planned=[planned(book)], way=SendingWay.BY_HAND, again=True, reason="x", **book.signed()
    )
    chases.stayed(book.engine, chase_id=made[0].chase.id, why="I threw it away", **book.signed())
    with pytest.raises(BadValueError, match="did not go, so nobody can have answered it"):
        chases.answered(book.engine, chase_id=made[0].chase.id, **book.signed())


def test_after_so_many_silent_days_the_letter_to_the_next_rung_is_drafted(book, monkeypatch):
    send(book)
    ask = {"at": book.now + timedelta(days=14)}
    assert looking.letters(book.engine, **MANAGERS, at=book.now) == ()
    on(book, monkeypatch, DAY + timedelta(days=14))
    contacts.add(
        book.engine, rung=LadderRung.BOARD_MEMBER, name="Ben Lowe", email="ben@police.example", agency_id="police",
        **book.signed(),
    )  # fmt: skip
    (one,) = looking.letters(book.engine, **MANAGERS, **ask)
    assert (one.agency_id, one.rung, [who.name for who in one.to]) == ("police", LadderRung.BOARD_MEMBER, ["Ben Lowe"])
    with pytest.raises(NotAllowedError, match="may not escalate what an agency owes"):
        chases.make(book.engine, planned=[one], way=SendingWay.BY_HAND, **book.signed("police-lead"))
    (made,) = chases.make(book.engine, planned=[one], way=SendingWay.BY_HAND, **book.signed("chair"))
    assert (made.chase.rung, made.chase.to) == (LadderRung.BOARD_MEMBER, ("Ben Lowe",))
    assert log(book)[-1].after.id == made.chase.id
    with pytest.raises(HeldError, match="went today already"):
        send(book)  # the lead is not asked beside it
    gone = chases.stayed(book.engine, chase_id=made.chase.id, why="We telephoned instead.", **book.signed("chair"))
    assert state_of(gone) == State.REFUSED


# ---- who is told what


def test_nothing_of_a_hidden_review_or_of_restricted_evidence_is_in_any_message_or_letter(book, monkeypatch):
    restricted(book)
    unpublished(book)
    on(book, monkeypatch, date(2026, 7, 6))
    found = [*looking.plan(book.engine, **MANAGERS, at=book.now)]
    found += [
        looking.letter(book.engine, id_, rung, **MANAGERS, at=book.now)
        for id_ in ("police", "health", "schools", "board")
        for rung in list(LadderRung)[1:]
    ]
    for one in found:
        if one.owed:
            (made,) = chases.make(
                book.engine, planned=[one], way=SendingWay.BY_HAND, again=True, reason="x", **book.signed()
            )
            words = compose(one, chase_id=made.chase.id, sender=BOARD, at=book.now).as_string() + made.chase.text
            assert not [secret for secret in (*SECRETS, "DRAFT-X 1", "child k") if secret.lower() in words.lower()]
    assert any(one.unseen for one in found)


def test_a_hidden_action_that_a_message_lists_is_not_told_by_the_trail(book):
    mine, _ = unpublished(book)
    chases.record(book.engine, agency_id="police", text="You owe us.", listed=[mine], **book.signed())
    from tracker.queries.sights import sight_for

    for who, told in (("manager", True), ("police-lead", False)):
        found = entries(book.engine, sight=sight_for(book.engine, who), limit=None)
        assert any(e.entity == "chase" and mine in (e.after or "") for e in found) == told


# ---- contacts


def test_contacts_are_kept_with_their_rung_and_no_number_is_given_twice(book):
    add = lambda **more: contacts.add(book.engine, name="Ben Lowe", **more, **book.signed())  # noqa: E731  (short)
    one = add(rung=LadderRung.CHIEF_OFFICER, agency_id="police", email="ben@police.example")
    contacts.edit(book.engine, contact_id=one.id, email="", **book.signed())
    assert book.register().ladder_contacts[one.id].email is None
    contacts.remove(book.engine, contact_id=one.id, **book.signed())
    assert add(rung=LadderRung.CHAIR).id == "LC2"
    for wrong, words in (
        ({"rung": LadderRung.LEAD, "agency_id": "police"}, "given under People"),
        ({"rung": LadderRung.BOARD_MEMBER}, "only a chair is of no agency"),
        ({"rung": LadderRung.CHAIR, "agency_id": "police"}, "is no board"),
        ({"rung": LadderRung.CHAIR, "email": "a@b, c@d"}, "cannot be written to"),
    ):
        with pytest.raises(BadValueError, match=words):
            add(**wrong)


def test_only_whoever_may_see_addresses_sees_those_of_contacts(book):
    contacts.add(book.engine, rung=LadderRung.CHAIR, name="Ann", email="zq-ann@board.example", **book.signed())
    from tracker.queries.register import current
    from tracker.queries.sights import sight_for

    for who, told in (("manager", True), ("police-lead", False), ("chair", False)):
        sight = sight_for(book.engine, who)
        trail = repr(entries(book.engine, sight=sight, limit=None))
        assert ("zq-ann" in repr(current(book.engine, sight=sight)), "zq-ann" in trail) == (told, told)


# ---- fourteen agencies, a real mail server


def test_fourteen_agencies_get_one_message_each_and_none_twice_on_the_same_day(book):
    for number in range(13):
        made = agencies.add(book.engine, name=f"Agency {number}", sector="other", **book.signed()).id
        lead = people.add(book.engine, name=f"Lead {number}", email=f"lead{number}@example.org", **book.signed())
        people.give_role(book.engine, person_id=lead.id, role=Role.LEAD, agency_id=made, **book.signed())
        asks.ask(book.engine, part_ids=["SOTON-K:2/"], agency_id=made, **book.signed())
        for days in (30, 20, 10):  # three dates, one message
            actions.plan(
                book.engine, part_ids=["SOTON-K:2/"], owner_id=made, title=f"Do it by {days}",
                due=DAY - timedelta(days=days), **book.signed(),
            )  # fmt: skip
    with mail_server() as box, Post(MailServer("127.0.0.1", box.port, "off")) as post:

        def hand_over(made):
            message = compose(made.of, chase_id=made.chase.id, sender=BOARD, at=book.now, enclosed=made.enclosed)
            return post.hand_over(message)

        def run():
            sent = []
            for one in looking.plan(book.engine, **MANAGERS, at=book.now):
                if not one.why_not:
                    sent.append(send(book, hand_over, planned=one).id)
            return sent

        assert len(run()) == 14
        assert run() == []
        assert len(box.messages) == 14
        to = [address for _, addresses in box.envelopes for address in addresses]
        assert sorted(to) == sorted({"asha@police.example", *(f"lead{n}@example.org" for n in range(13))})
        one = next(each for each in box.messages if "lead7@" in each["To"]).get_body(("plain",)).get_content()
        assert one.count("Do it by") == 3
        box.dies = 15
        on_next = looking.plan(book.engine, **MANAGERS, at=book.now)[0]
        with pytest.raises(NotKnownError):
            send(book, hand_over, planned=on_next, again=True, reason="Once more.")
        assert state_of(kept(book)[-1]) in (State.UNKNOWN, State.SENT)
        assert [state_of(chase) for chase in kept(book)].count(State.UNKNOWN) == 1
