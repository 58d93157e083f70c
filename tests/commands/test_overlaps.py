"""Whether two recommendations of different reviews ask for the same: said once, changed by who saw what was said."""

from datetime import date

import pytest

from tracker.commands import overlaps, recommendations, reviews
from tracker.queries.history import entries
from tracker.queries.sentences import sentences
from tracker.rules.errors import BadValueError, ChangedMeanwhileError, EmptyValueError, UnknownError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Publication, Sameness

K1, K2, O1 = "SOTON-K:1", "SOTON-K:2", "OTHER:1"
ID = f"{O1}|{K1}"


@pytest.fixture
def book(ledger):
    other(ledger, Publication.PUBLISHED)
    return ledger


def other(book, state):
    reviews.add(
        book.engine, code="OTHER", board_id="southampton", kind="SCR", subject="Child O", title="Child O",
        published_on=date(2015, 6, 1), state=state, **book.signed(),
    )  # fmt: skip
    recommendations.add(book.engine, review_id="OTHER", ref="1", title="Train", text="Train all.", **book.signed())


def judge(book, answer=Sameness.SAME, *, a=K1, b=O1, by="chair", **more):
    return overlaps.judge(book.engine, a_id=a, b_id=b, answer=answer, **more, **book.signed(by))


def test_an_answer_is_kept_once_whichever_is_named_first(book):
    made = judge(book, a=O1, b=K1, score=0.61, reason=" Both ask for training. ")
    assert (made.id, made.a_id, made.b_id) == (ID, O1, K1)
    kept = book.register().overlap_judgements[ID]
    assert (kept.answer, kept.judged_by, kept.score, kept.reason) == (
        Sameness.SAME, "chair", 0.61, "Both ask for training.",
    )  # fmt: skip
    with pytest.raises(ChangedMeanwhileError):
        judge(book, Sameness.NOT_RELATED, a=K1, b=O1, reason="I had not seen that.")


def test_it_is_changed_by_whoever_saw_it_and_says_why(book):
    first = judge(book)
    with pytest.raises(EmptyValueError, match="Reason"):
        judge(book, Sameness.RELATED, seen=first.version)
    changed = judge(book, Sameness.RELATED, seen=first.version, reason="One trains, one audits.")
    assert changed.answer == Sameness.RELATED
    assert changed.version == first.version + 1
    with pytest.raises(ChangedMeanwhileError, match=r"answer"):
        judge(book, Sameness.SAME, seen=first.version, reason="Late.")


def test_taken_back_it_waits_again_and_the_trail_tells_both_in_words(book):
    made = judge(book, reason="Both train.")
    overlaps.take_back(book.engine, judgement_id=made.id, reason="Read again.", **book.signed("chair"))
    assert book.register().overlap_judgements == {}
    told = entries(book.engine, sight=WHOLE, entity_ids={ID}, changes_only=True, limit=50)
    back, said = sentences(book.register(), told)
    assert (said.verb, back.verb) == ("Two recommendations compared", "Answer about two recommendations taken back")
    assert said.subject == "Child O 1 and Child K 1"
    assert said.details[0] == "Same"
    assert back.why == "Read again."


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"b": K2}, BadValueError),
        ({"b": K1}, BadValueError),
        ({"b": "OTHER:9"}, UnknownError),
        ({"score": 1.2}, BadValueError),
    ],
)
def test_what_is_no_pair_is_refused(book, facts, error):
    with pytest.raises(error):
        judge(book, **facts)
    assert book.register().overlap_judgements == {}


def test_who_may_not_see_one_of_the_two_cannot_answer_nor_take_an_answer_back(ledger):
    book = ledger
    other(book, Publication.DRAFT)
    with pytest.raises(UnknownError):
        judge(book)
    made = judge(book, by="manager")
    with pytest.raises(UnknownError):
        overlaps.take_back(book.engine, judgement_id=made.id, reason="Guessed.", **book.signed("chair"))
