from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from tests.rules.factories import Book
from tests.rules.strategies import books
from tracker.rules import recurrence
from tracker.rules.recurrence import Recurrence, overlaps, recurrences, settled_on
from tracker.rules.words import Outcome, Status

CUES = {"supervision-and-oversight": ["supervision", "management oversight"], "neglect": ["neglect", "quality of care"]}


def two_reviews():
    book = Book()
    book.review("R-1", published=date(2014, 6, 1), subject="Child K")
    book.review("R-2", published=date(2018, 6, 1), subject="Child Ak")
    for theme, cues in CUES.items():
        book.theme(theme, cues)
    return book


def test_two_recommendations_about_the_same_theme_overlap_and_say_why():
    book = two_reviews()
    book.recommendation("R-1:1", themes=["supervision-and-oversight"], text="Supervision’s quality of care.")
    book.recommendation("R-2:1", themes=["supervision-and-oversight"], text="All SUPERVISIONS; quality-of care")
    book.recommendation("R-2:2", themes=["neglect"], text="Supervision.")
    (found,) = overlaps(book.register())
    assert (found.a, found.b, found.score) == ("R-1:1", "R-2:1", 1.0)
    assert found.themes == ("supervision-and-oversight",)
    assert found.why == "Both are about supervision and oversight; both say ‘quality of care’, ‘supervision’"


def test_recommendations_of_one_review_do_not_overlap_nor_do_suggested_themes_count():
    book = two_reviews()
    book.recommendation("R-1:1", themes=["neglect"])
    book.recommendation("R-1:2", themes=["neglect"])
    book.recommendation("R-2:1", themes=["neglect"])
    book.edit("theme_links", "R-2:1#neglect", confirmed=False)
    assert overlaps(book.register()) == ()


def test_a_rare_theme_weighs_more_than_a_common_one():
    book = two_reviews()
    book.theme("rare")
    for n in range(8):
        book.recommendation(f"R-1:{n}", themes=["neglect"])
    book.recommendation("R-1:8", themes=["neglect", "rare"])
    book.recommendation("R-2:1", themes=["neglect", "supervision-and-oversight"])
    book.recommendation("R-2:2", themes=["rare", "supervision-and-oversight"])
    scores = {(o.a, o.b): o.score for o in overlaps(book.register(), lowest=0)}
    assert scores["R-1:8", "R-2:2"] > scores["R-1:8", "R-2:1"]


def test_the_work_is_bounded(monkeypatch):
    book = two_reviews()
    for n in range(60):
        book.recommendation(f"R-{1 + n % 2}:{n}", themes=["neglect"], text="neglect")
    assert len(overlaps(book.register(), lowest=0, most=10_000)) == 900
    assert len(overlaps(book.register())) == recurrence.MOST_OVERLAPS
    monkeypatch.setattr(recurrence, "PAIR_BUDGET", 50)
    assert len(overlaps(book.register(), lowest=0)) <= 50


def test_a_theme_is_back_when_a_later_review_raises_it_after_the_earlier_was_closed():
    book = two_reviews()
    book.recommendation("R-1:1", themes=["neglect"], text="Know neglect.", closed_on=date(2016, 3, 1))
    book.recommendation("R-1:2", themes=["neglect"], text="Something else.", closed_on=date(2017, 3, 1))
    book.recommendation("R-2:7", themes=["neglect"], text="Neglect again.")
    assert recurrences(book.standing()) == (
        Recurrence("R-2:7", "R-1:1", "neglect", 1.0, "Neglect is back: Child K 1 was closed on 1 March 2016"),
    )


def test_an_assured_recommendation_counts_from_the_day_of_its_last_verification():
    book = two_reviews()
    book.recommendation("R-1:1", {"a": ["police"]}, themes=["neglect"])
    book.recommendation("R-2:7", themes=["neglect"])
    book.action("A1", "police", ["R-1:1/a"], status=Status.ASSURED, verifications=[(date(2016, 5, 3), Outcome.ASSURED)])
    standing = book.standing()
    assert settled_on(standing, standing.register.recommendations["R-1:1"]) == date(2016, 5, 3)
    assert [r.why for r in recurrences(standing)] == ["Neglect is back: Child K 1 was assured on 3 May 2016"]


@pytest.mark.parametrize(
    ("closed", "first", "second"),
    [
        (date(2019, 1, 1), date(2014, 6, 1), date(2018, 6, 1)),  # closed after the later review was published
        (None, date(2014, 6, 1), date(2018, 6, 1)),  # never closed
        (date(2016, 1, 1), date(2014, 6, 1), None),  # nobody knows when the other was published
        (date(2016, 1, 1), None, date(2018, 6, 1)),
        (date(2016, 1, 1), date(2018, 6, 1), date(2018, 6, 1)),  # the same day: neither is the later
    ],
)
def test_what_was_still_open_or_has_no_order_is_no_recurrence(closed, first, second):
    book = two_reviews()
    book.edit("reviews", "R-1", published_on=first)
    book.edit("reviews", "R-2", published_on=second)
    book.recommendation("R-1:1", themes=["neglect"], closed_on=closed)
    book.recommendation("R-2:7", themes=["neglect"])
    assert recurrences(book.standing()) == ()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(books(most=6))
def test_overlaps_are_between_reviews_scored_from_0_to_1_and_say_why(book):
    standing = book.standing()
    recs = standing.register.recommendations
    found = overlaps(standing.register, lowest=0)
    assert [o.score for o in found] == sorted((o.score for o in found), reverse=True)
    for o in found:
        assert 0 <= o.score <= 1
        assert recs[o.a].review_id != recs[o.b].review_id
        assert o.themes
        assert o.why.startswith("Both are about ")
    for r in recurrences(standing):
        assert recs[r.recommendation].review_id != recs[r.earlier].review_id
        assert r.why
