from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rules.factories import TODAY, Book
from tests.rules.strategies import books
from tracker.rules.brag import RANK
from tracker.rules.filters import DUE, Filters, clean_words, from_query
from tracker.rules.words import Brag, Level, Status


def ago(n):
    return TODAY - timedelta(days=n)


def library():
    """
    R-1:1  police late, health in time          neglect      overview
    R-1:2  health with a moved date             early-help   overview
    R-1:3  school with no date                               overview
    R-2:1  police due in 10 days                neglect      overview
    R-2:9  police in time                                    single agency
    """
    book = Book()
    book.review("R-1", subject="Child K")
    book.review("R-2", subject="Child Ak")
    book.recommendation("R-1:1", {"a": ["police", "health"]}, themes=["neglect"], text="Escalation works.")
    book.recommendation("R-1:2", {"a": ["health"]}, themes=["early-help"], text="Thresholds of early help.")
    book.recommendation("R-1:3", {"a": ["school"]})
    book.recommendation("R-2:1", {"a": ["police"]}, themes=["neglect"], text="ESCALATION of thresholds.")
    book.recommendation("R-2:9", {"a": ["police"]}, level=Level.SINGLE_AGENCY)
    book.action("A1", "police", ["R-1:1/a"], due=ago(30))
    book.action("A2", "health", ["R-1:1/a"])
    book.action("A3", "health", ["R-1:2/a"], original=ago(30), moves=1)
    book.action("A4", "school", ["R-1:3/a"], due=None)
    book.action("A5", "police", ["R-2:1/a"], due=ago(-10))
    book.action("A6", "police", ["R-2:9/a"])
    return book


@pytest.mark.parametrize(
    ("filters", "kept", "words"),
    [
        (Filters(), ["R-1:1", "R-1:2", "R-2:1", "R-1:3"], "Both reviews, all agencies"),
        (Filters(review="R-2"), ["R-2:1"], "Child Ak, all agencies"),
        (Filters(agency="police"), ["R-1:1", "R-2:1"], "Both reviews, Police"),
        (Filters(theme="neglect"), ["R-1:1", "R-2:1"], "Both reviews, all agencies, about neglect"),
        (Filters(rating=Brag.AMBER), ["R-1:2", "R-2:1"], "Both reviews, all agencies, rated at risk"),
        (Filters(due="overdue"), ["R-1:1"], "Both reviews, all agencies, overdue"),
        (Filters(due="late_on_original"), ["R-1:1", "R-1:2"], "Both reviews, all agencies, late on the original date"),
        (Filters(due="next_28"), ["R-2:1"], "Both reviews, all agencies, due in the next 28 days"),
        (Filters(due="no_date"), ["R-1:3"], "Both reviews, all agencies, with no date"),
        (Filters(due="moved"), ["R-1:2"], "Both reviews, all agencies, with a date that was moved"),
        (Filters(words="escalation"), ["R-1:1", "R-2:1"], "Both reviews, all agencies, with the words ‘escalation’"),
        (
            Filters(words="Thresholds Escalation"),
            ["R-2:1"],
            "Both reviews, all agencies, with the words ‘Thresholds Escalation’",
        ),
        (
            Filters(words="health service"),
            ["R-1:1", "R-1:2"],
            "Both reviews, all agencies, with the words ‘health service’",
        ),
        (Filters(level=Level.SINGLE_AGENCY), ["R-2:9"], "Both reviews, all agencies, single-agency recommendations"),
        (
            Filters(level=None, agency="police"),
            ["R-1:1", "R-2:1", "R-2:9"],
            "Both reviews, Police, overview and single-agency recommendations",
        ),
        (
            Filters(review="R-1", agency="police", due="overdue", words="escalation"),
            ["R-1:1"],
            "Child K, Police, overdue, with the words ‘escalation’",
        ),
        (Filters(review="R-1", agency="health", due="overdue"), [], "Child K, Health, overdue"),  # the police are late
        (Filters(review="nonsense"), [], "Both reviews, all agencies"),
    ],
)
def test_a_filter_keeps_what_it_says(filters, kept, words):
    standing = library().standing()
    assert [rec.id for rec in filters.apply(standing)] == kept
    assert filters.in_words(standing.register) == words


def test_the_reviews_are_said_as_people_say_them():
    book = Book()
    assert Filters().in_words(book.register()) == "No review, all agencies"
    for n, words in enumerate(["Child 1", "Both reviews", "All 3 reviews"], start=1):
        book.review(f"R-{n}")
        assert Filters().in_words(book.register()) == f"{words}, all agencies"


def test_an_agency_answers_for_its_predecessors():
    book = Book()
    book.agency("partnership")
    book.agency("lscb", successor_id="partnership")
    book.recommendation("R-1:1", {"a": ["lscb"]})
    assert [rec.id for rec in Filters(agency="partnership").apply(book.standing())] == ["R-1:1"]


def test_the_date_filters_leave_out_what_is_done():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]})
    book.action("A1", "police", ["R-1:1/a"], due=ago(30), original=ago(60), moves=1, status=Status.ASSURED)
    book.action("A2", "police", ["R-1:1/a"], due=None, status=Status.ASSURED)
    standing = book.standing()
    assert [due for due in DUE if Filters(due=due).apply(standing)] == []


def test_nonsense_in_an_address_is_answered_and_ignored():
    register = library().register()
    query = {
        "review": "SOTON-Z",
        "agency": ["", "fire brigade"],
        "theme": "\udc80\x00" * 100,
        "rating": "purple",
        "due": "never",
        "level": "both",
        "words": "x" * 300,
        "page": "7",
    }
    filters, complaints = from_query(query, register)
    assert filters == Filters(words="x" * 200)
    assert len(complaints) == 7
    assert complaints[0] == "The address asks for the rating ‘purple’, which there is not: it was left out."
    assert all(complaint.isprintable() and len(complaint) < 250 for complaint in complaints)


def test_an_address_may_be_in_any_case_and_hold_lists_and_blanks():
    register = library().register()
    query = {"review": "r-1", "rating": ["RED"], "words": "  two   words ", "agency": " ", "theme": [], "due": None}
    assert from_query(query, register) == (Filters(review="R-1", rating=Brag.RED, words="two words"), ())


def test_one_condition_can_be_taken_away():
    filters = Filters(review="R-1", level=None)
    assert filters.without("review") == Filters(level=None)
    assert filters.without("level") == Filters(review="R-1")
    assert Filters().nothing_set
    assert not filters.nothing_set


REGISTER = library().register()
any_filters = st.builds(
    Filters,
    review=st.sampled_from([None, "R-1", "R-2"]),
    agency=st.sampled_from([None, "police", "health"]),
    theme=st.sampled_from([None, "neglect"]),
    rating=st.sampled_from([None, *Brag]),
    due=st.sampled_from([None, *DUE]),
    words=st.none() | st.text(max_size=40).map(clean_words),
    level=st.sampled_from([None, *Level]),
)


@given(any_filters)
def test_a_filter_survives_its_address(filters):
    query = filters.to_query()
    assert from_query(query, REGISTER) == (filters, ())
    assert all(value and isinstance(value, str) for value in query.values())
    assert filters.in_words(REGISTER)


@given(
    st.dictionaries(st.sampled_from(["review", "agency", "theme", "rating", "due", "words", "level", "x"]), st.text())
)
def test_no_address_is_ever_an_error(query):
    filters, complaints = from_query(query, REGISTER)
    assert from_query(filters.to_query(), REGISTER) == (filters, ())
    assert all(complaint.endswith(".") for complaint in complaints)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(books(most=5), any_filters)
def test_every_condition_only_ever_takes_away_and_the_worst_stands_first(book, filters):
    standing = book.standing()
    kept = filters.apply(standing)
    ranks = [RANK[standing.recommendation_ratings[rec.id].brag] for rec in kept]
    assert ranks == sorted(ranks)
    for name in ("review", "theme", "rating", "due", "words"):
        assert set(kept) <= set(filters.without(name).apply(standing))
