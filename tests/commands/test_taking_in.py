"""A report taken in: one transaction, every entry signed with its file, nothing confirmed that nobody confirmed."""

from datetime import date

import pytest

from tracker.commands import reviews
from tracker.commands.taking_in import Document, NewReview, Taken, take_in
from tracker.queries.history import entries
from tracker.rules.candidates import CandidatePart, Place
from tracker.rules.errors import AlreadyExistsError, BadValueError, EmptyValueError, FileRefusedError, UnknownError
from tracker.rules.sight import WHOLE
from tracker.rules.words import CandidateKind, Level, Publication

FILE = Document("a" * 64, "Child Q.pdf", 61)
NEW = NewReview("TEST-Q", "southampton", "LCSPR", "Child Q", "Child Q", published_on=date(2025, 3, 1),
                state=Publication.PUBLISHED)  # fmt: skip
REC = Taken(
    CandidateKind.RECOMMENDATION, "7", "Audit it", "The Board should: a) train; b) audit.",
    (CandidatePart("a", "train;"), CandidatePart("b", "audit.")), ("Board", "all agencies"), Place(31, "7.4"),
    ("board",), ("everyone",),
)  # fmt: skip
SINGLE = Taken(CandidateKind.SINGLE_AGENCY, "IMR 3.1", "Own", "The force will train.", agency_id="police")
LEARNING = Taken(CandidateKind.LEARNING_POINT, "", "Seen alone", "She was not seen alone.", place=Place(12, "4.2"))
PROMISE = Taken(
    CandidateKind.PROMISE, "", "x", "There is a recommendation.", place=Place(12), about="MARAC", kept_by="7"
)
REFERENCE = Taken(CandidateKind.CROSS_REFERENCE, "", "x", "another review (Ref 9)", kept_by="7")


def taken_in(ledger, review=NEW, document=FILE, items=(REC, SINGLE, LEARNING, PROMISE, REFERENCE)):
    return take_in(ledger.engine, review=review, document=document, items=items, **ledger.signed())


def test_a_report_becomes_a_review_with_all_that_was_taken(ledger):
    made = taken_in(ledger)
    register = ledger.register()
    review = register.reviews["TEST-Q"]
    assert (review.document_hash, review.document_title, review.document_pages) == ("a" * 64, "Child Q.pdf", 61)
    one = register.recommendations["TEST-Q:7"]
    assert (one.page, one.paragraph, one.addressed_to, one.level) == (
        31,
        "7.4",
        ("Board", "all agencies"),
        Level.OVERVIEW,
    )
    assert register.recommendations["TEST-Q:IMR 3.1"].agency_id == "police"
    assert [p.text for p in register.parts_of["TEST-Q:7"]] == ["train;", "audit."]
    asked = [ask for ask in register.asks.values() if ask.part_id == "TEST-Q:7/a"]
    assert {ask.agency_id for ask in asked} == {"board", "police", "health", "schools"}
    assert all(ask.accepted_on is None for ask in asked)
    assert {ask.group_id for ask in asked if ask.agency_id == "schools"} == {"everyone"}
    point, promise = made.made[CandidateKind.LEARNING_POINT][0], made.made[CandidateKind.PROMISE][0]
    assert register.learning_points[point].paragraph == "4.2"
    assert (register.promises[promise].paragraph, register.promises[promise].kept_by) == ("page 12", "TEST-Q:7")
    assert register.cross_references[made.made[CandidateKind.CROSS_REFERENCE][0]].from_id == "TEST-Q:7"


def test_every_entry_says_from_which_file_by_whom(ledger):
    before = len(entries(ledger.engine, sight=WHOLE, limit=None))
    taken_in(ledger)
    new = entries(ledger.engine, sight=WHOLE, limit=None)
    new = [one for one in new if one.verb == "take_in"]
    assert len(new) > 10 and before
    assert {one.by for one in new} == {"manager"}
    assert all("Child Q.pdf" in one.reason and "a" * 64 in one.reason for one in new)


def test_one_bad_item_and_nothing_is_taken_in(ledger):
    bad = REC._replace(ref="8", parts=(CandidatePart("a", "x"), CandidatePart("a", "y")))
    with pytest.raises(BadValueError):
        taken_in(ledger, items=(REC, bad))
    assert "TEST-Q" not in ledger.register().reviews
    with pytest.raises(UnknownError):
        taken_in(ledger, items=(PROMISE._replace(kept_by="99"),))
    with pytest.raises(EmptyValueError):
        taken_in(ledger, items=(REFERENCE._replace(kept_by=None),))
    assert "TEST-Q" not in ledger.register().reviews


def test_into_a_review_that_is_there_what_is_new_is_added_and_its_document_is_kept_once(ledger):
    made = taken_in(ledger, review="SOTON-K", items=(REC._replace(ref="9"),))
    assert made.review_id == "SOTON-K" and "SOTON-K:9" in ledger.register().recommendations
    assert ledger.register().reviews["SOTON-K"].document_hash == "a" * 64
    other = Document("b" * 64, "Second print.pdf", 60)
    taken_in(ledger, review="SOTON-K", document=other, items=(REC._replace(ref="10"),))
    assert ledger.register().reviews["SOTON-K"].document_hash == "a" * 64
    with pytest.raises(AlreadyExistsError):
        taken_in(ledger, review="SOTON-K", items=(REC._replace(ref="9"),))


def test_nothing_is_taken_in_twice_or_from_nowhere(ledger):
    taken_in(ledger)
    with pytest.raises(AlreadyExistsError):
        taken_in(ledger)
    with pytest.raises(EmptyValueError):
        taken_in(ledger, review="TEST-Q", items=())
    with pytest.raises(FileRefusedError):
        taken_in(ledger, review=NEW._replace(code="TEST-R"), document=Document("nonsense", "x.pdf"))


def test_only_the_document_may_be_kept_where_a_review_has_none(ledger):
    assert taken_in(ledger, review="SOTON-K", items=()).made == {}
    assert reviews and ledger.register().reviews["SOTON-K"].document_title == "Child Q.pdf"
