"""Where a measure stands, in words."""

from datetime import date

import pytest

from tests.rules.factories import Book
from tracker.rules.impact import amount, closed_without_measure, number, of
from tracker.rules.records import Measure, Reading
from tracker.rules.words import Direction

TODAY = date(2026, 11, 20)
UP = {"unit": "%", "direction": Direction.UP, "baseline": 40.0, "target": 90.0}
DOWN = {"unit": "days", "direction": Direction.DOWN, "baseline": 30.0, "target": 10.0}


def measured(*readings, **facts):
    """One recommendation with one measure, read on these days."""
    book = Book()
    book.recommendation("SOTON-K:1")
    book.add("measures", Measure("M1", "SOTON-K:1", "Children seen", **(UP | facts)))
    for n, (day, value) in enumerate(readings):
        book.add("readings", Reading(f"R{n}", "M1", day, value, "Audit.", "chair"))
    return book


def where(*readings, **facts):
    (one,) = of(measured(*readings, **facts).standing(TODAY), "SOTON-K:1")
    return one


def test_a_share_is_short_by_points_whatever_it_is_of():
    found = where((date(2026, 11, 1), 65.0), unit="% of cases")
    assert "25\u00a0points short of the target of 90\u00a0% of cases" in found.in_words


def test_more_is_better():
    found = where((date(2026, 11, 1), 65.0))
    assert found.way == 0.5
    assert not found.met
    assert (
        found.in_words
        == "65\u00a0% on 1 November 2026, from 40\u00a0%: better. 25\u00a0points short of the target of 90\u00a0%."
    )


def test_less_is_better():
    found = where((date(2026, 11, 1), 35.0), **DOWN)
    assert found.way == -0.25
    assert found.in_words == (
        "35\u00a0days on 1 November 2026, from 30\u00a0days: worse. 25\u00a0days short of the target of 10\u00a0days."
    )
    assert where((date(2026, 11, 1), 10.0), **DOWN).met
    assert where((date(2026, 11, 1), 9.0), **DOWN).in_words.endswith("The target of 10\u00a0days is met.")


def test_the_latest_reading_counts_whatever_the_order_of_entry():
    assert where((date(2026, 11, 1), 65.0), (date(2026, 2, 1), 95.0)).latest.value == 65.0


def test_what_is_not_known_is_not_made_up():
    assert where().in_words == "Nobody has read it yet."
    assert where().way is None
    bare = where((date(2026, 11, 1), 40.0), baseline=None, target=None)
    assert (bare.way, bare.in_words) == (None, "40\u00a0% on 1 November 2026. No target is set.")
    assert where((date(2026, 11, 1), 40.0), target=None).in_words.endswith(
        "from 40\u00a0%: no change. No target is set."
    )


def test_a_measure_nobody_reads_says_so():
    assert where().silence == "no reading yet"
    assert where((date(2026, 5, 20), 1.0)).silence == "no reading for 6 months"
    assert where((date(2026, 5, 21), 1.0)).silence is None
    assert where((date(2025, 5, 20), 1.0), ended_on=TODAY, ended_by="chair").silence is None


def test_a_closed_recommendation_without_a_measure_is_listed():
    book = measured()
    for ref in ("2", "3", "4"):
        book.recommendation(f"SOTON-K:{ref}")
    for ref in ("1", "2", "4"):
        book.edit("recommendations", f"SOTON-K:{ref}", closed_on=TODAY, closed_by="chair")
    book.not_doing(recommendation="SOTON-K:4")
    standing = book.standing(TODAY)
    assert [r.ref for r in closed_without_measure(standing)] == ["2"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (12.0, "12"), (0.1 + 0.2, "0.3"), (87.5, "87.5"), (1250.0, "1,250"), (-0.0, "0"), (-3.5, "−3.5"),
        (1e-9, "0"), (123456789.25, "123,456,789.25"), (float("inf"), "no number"), (float("nan"), "no number"),
    ],
)  # fmt: skip
def test_numbers_are_written_plainly(value, words):
    assert number(value) == words
    assert amount(12.0, "") == "12"
