"""Workbooks that go to agencies: made before they are handed over, sent once, and not sent again where it broke."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.factories_store import ledger  # noqa: F401  (fixtures)
from tracker.commands import actions, people, recommendations, reviews, sendings
from tracker.queries import sendings as looking
from tracker.queries.standing import standing
from tracker.queries.verifying import verify
from tracker.rules.errors import AlreadySavedError, BadValueError, ChangedMeanwhileError, NotAllowedError
from tracker.rules.records import PersonRole
from tracker.rules.sending import (
    AlreadySentError,
    NobodyToSendToError,
    NotKnownError,
    NotTakenError,
    ReplyByError,
    State,
    state_of,
)
from tracker.rules.sight import WHOLE
from tracker.rules.words import Role, SendingWay
from tracker.sheets.writing.workbook import write

MANAGERS = {"roles": (PersonRole("m", "manager", Role.ADMINISTRATOR),), "who": "Manager"}


@pytest.fixture
def book(ledger):  # noqa: F811
    """The police and health owe an action each; the lead of the police can be written to."""
    ledger.now = ledger.now.replace(hour=9)
    people.edit(ledger.engine, person_id="police-lead", email="asha@police.example", **ledger.signed())
    ledger.plan(title="Train officers")
    ledger.plan(owner_id="health", title="Train nurses")
    return ledger


def going(book, *ids):
    return looking.outgoing(book.engine, ids or ("police",), **MANAGERS)


def line(book, agency_id="police"):
    return next(one for one in looking.desk(book.engine, **MANAGERS) if one.agency_id == agency_id)


def send(book, hand_over=lambda made: {}, **more):
    return sendings.send(book.engine, outgoing=going(book)[0], hand_over=hand_over, **more, **book.signed())


def kept(book):
    return list(book.register().sendings.values())


def cells(content, sheet):
    return [str(c.value) for row in load_workbook(BytesIO(content))[sheet].iter_rows() for c in row if c.value]


def test_what_is_made_is_on_the_record_with_its_number_on_its_cover(ledger):  # noqa: F811
    ledger.plan(title="Train officers")
    made = sendings.make(
        ledger.engine, outgoing=going(ledger, "police", "health"), way=SendingWay.BY_HAND,
        reply_by=ledger.now.date() + timedelta(days=9), reply_to="board@example.org", **ledger.signed(),
    )  # fmt: skip
    assert [one.sending.id for one in made] == ["W1", "W2"]
    assert [state_of(one) for one in kept(ledger)] == [State.MADE, State.MADE]
    cover = cells(made[0].enclosed.content, "Cover")
    for words in ("Police lead", "W1", "board@example.org", "Please return by", "Export number"):
        assert words in cover
    assert made[0].sending.register_number == int(cover[cover.index("Register number") + 1])
    assert "Train officers" in cells(made[0].enclosed.content, "Actions")
    properties = load_workbook(BytesIO(made[1].enclosed.content)).custom_doc_props
    assert {one.name: one.value for one in properties}["Tracker export"] == "W2"
    assert verify(ledger.engine).ok


def test_it_is_on_the_record_before_the_mail_server_hears_of_it(book):
    seen = []
    done = send(book, lambda made: seen.append(state_of(kept(book)[0])) or {})
    assert seen == [State.UNKNOWN]
    assert (state_of(done), done.to, done.sent_on) == (State.SENT, ("police-lead",), book.now.date())
    assert line(book).waiting


@pytest.mark.parametrize("broken", [KeyboardInterrupt(), NotKnownError("it broke off"), OSError("the machine stopped")])
def test_a_stop_in_the_middle_is_not_known_and_nothing_goes_twice_by_itself(book, broken):
    def stopped(_):
        raise broken

    with pytest.raises(type(broken)):
        send(book, stopped)
    assert line(book).held.id == "W1" and line(book).sent is None
    with pytest.raises(AlreadySentError, match=r"it is not known whether W1, of .+, left"):
        send(book)
    assert len(kept(book)) == 1
    sendings.refused(book.engine, sending_id="W1", why="It never arrived", **book.signed())
    assert send(book).id == "W2"


def test_a_second_one_on_one_day_has_to_be_asked_for(book):
    send(book)
    with pytest.raises(AlreadySentError, match="W1 went there today already"):
        send(book)
    assert send(book, again=True).id == "W2"
    book.on(book.now.date() + timedelta(days=1))
    assert send(book).id == "W3"


def test_the_same_press_sends_once(book):
    send(book, token="t", again=True)
    with pytest.raises(AlreadySavedError):
        send(book, token="t", again=True)
    assert len(kept(book)) == 1


def test_a_refusal_is_recorded_and_another_try_is_free(book):
    def refused(_):
        raise NotTakenError("the mail server does not know the address (550)")

    done = send(book, refused)
    assert (state_of(done), done.refused) == (State.REFUSED, "the mail server does not know the address (550)")
    assert send(book).id == "W2"


def test_one_address_of_several_that_was_not_taken_is_told_without_the_address(book):
    done = send(book, lambda made: {"asha@police.example": "the mailbox is full (552)"})
    assert state_of(done) == State.SENT
    assert done.refused == "1 of 1 address not taken: the mailbox is full (552)"


def test_whoever_has_no_address_gets_none_by_mail_and_is_told_of(book):
    with pytest.raises(NobodyToSendToError, match="There is nobody to send to at Health"):
        sendings.send(book.engine, outgoing=going(book, "health")[0], hand_over=dict, **book.signed())
    assert line(book, "health").why_not_by_mail == "Health lead: no e-mail address is held"
    assert line(book, "schools").why_not_by_mail == "it has no lead"
    assert line(book).why_not_by_mail is None
    assert kept(book) == []


def test_two_who_make_workbooks_at_one_moment_do_not_make_the_same_number(book, monkeypatch):
    there = sendings.write

    def meanwhile(*args, **more):
        monkeypatch.setattr(sendings, "write", there)
        sendings.make(book.engine, outgoing=going(book), way=SendingWay.BY_HAND, **book.signed())
        return there(*args, **more)

    monkeypatch.setattr(sendings, "write", meanwhile)
    with pytest.raises(ChangedMeanwhileError):
        sendings.make(book.engine, outgoing=going(book), way=SendingWay.BY_HAND, **book.signed())
    assert [one.id for one in kept(book)] == ["W1"]


def test_somebody_says_what_they_sent_and_when(book):
    sendings.make(book.engine, outgoing=going(book), way=SendingWay.BY_HAND, **book.signed())
    made = book.now.date()
    with pytest.raises(BadValueError, match="is before the day on which the workbook was made"):
        sendings.sent(book.engine, sending_id="W1", on=made - timedelta(days=1), **book.signed())
    done = sendings.sent(book.engine, sending_id="W1", **book.signed())
    assert (done.sent_on, done.sent_by) == (made, "manager")
    for command, more in ((sendings.sent, {}), (sendings.refused, {"why": "No"})):
        with pytest.raises(AlreadySavedError):
            command(book.engine, sending_id="W1", **more, **book.signed())


def test_a_day_for_the_reply_that_is_over_is_refused(book):
    with pytest.raises(ReplyByError, match="1 January 2020 is over"):
        send(book, reply_by=date(2020, 1, 1))


def test_only_the_business_manager_sees_who_gets_what(book):
    lead = {"roles": (PersonRole("l", "police-lead", Role.LEAD, "police"),), "who": "Police lead"}
    for look in (looking.desk, lambda engine, **who: looking.outgoing(engine, ["police"], **who)):
        with pytest.raises(NotAllowedError, match="Police lead may not send agencies their workbooks"):
            look(book.engine, **lead)


def test_what_its_people_may_not_see_does_not_go_to_an_agency_and_the_desk_says_how_much(book):
    reviews.add(
        book.engine, code="HIDE", board_id="southampton", kind="LCSPR", subject="Child Z", title="Z", **book.signed()
    )
    hidden = recommendations.add(book.engine, review_id="HIDE", ref="1", title="Secret", text="Secret", **book.signed())
    part = next(p.id for p in book.register().parts.values() if p.recommendation_id == hidden.id)
    actions.plan(book.engine, part_ids=[part], owner_id="police", title="Hidden work", **book.signed())

    def sent_words():
        (made,) = sendings.make(book.engine, outgoing=going(book), way=SendingWay.BY_HAND, **book.signed())
        return " ".join(
            word for sheet in ("Actions", "Recommendations") for word in cells(made.enclosed.content, sheet)
        )

    whole = standing(book.engine, sight=WHOLE)
    taken_out = cells(write(whole, agency_id="police", number=1, board_name="B", at=book.now), "Cover")
    assert "Police lead" not in taken_out  # what the manager takes out may hold more, and so is addressed to nobody
    assert line(book).unseen == 1
    words = sent_words()
    assert "Train officers" in words and "Hidden work" not in words and "Secret" not in words
    reviews.name_leads(book.engine, review_id="HIDE", **book.signed())
    assert line(book).unseen == 0
    assert "Hidden work" in sent_words()
    people.add(book.engine, name="Dee Puty", **book.signed())
    people.give_role(
        book.engine, person_id="dee-puty", role=Role.LEAD, agency_id="police", deputy=True, **book.signed()
    )
    assert "Hidden work" not in sent_words()  # the deputy gets the same one, and may not see it
