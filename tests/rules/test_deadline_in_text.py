"""Deadlines in a recommendation's own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.growth import grows_in_step
from tracker.rules.deadline_in_text import deadlines
from tracker.rules.words import DateExactness

PUBLISHED = date(2024, 1, 31)


@pytest.mark.parametrize(
    ("text", "words", "on", "exactness"),
    [
        ("do it within six months of publication.", "within six months of publication", date(2024, 7, 31), "day"),
        ("Within 12 weeks of this report.", "Within 12 weeks of this report", date(2024, 4, 24), "day"),
        ("report within the next year", "within the next year", date(2025, 1, 31), "day"),
        ("report within one month of the date of publication", None, date(2024, 2, 29), "day"),
        ("in place within 20 working days of publication", None, date(2024, 2, 28), "day"),
        ("finish no later than 3 months after publication", None, date(2024, 4, 30), "day"),
        ("be in place within 12 months", "within 12 months", date(2025, 1, 31), "day"),
        ("over the next two years", "over the next two years", date(2026, 1, 31), "day"),
        ("by 31 March 2025", "by 31 March 2025", date(2025, 3, 31), "day"),
        ("by the 1st of May 2024", None, date(2024, 5, 1), "day"),
        ("no later than 1st May 2024", "no later than 1st May 2024", date(2024, 5, 1), "day"),
        ("by May 1, 2024", "by May 1, 2024", date(2024, 5, 1), "day"),
        ("before 31/03/2025", "before 31/03/2025", date(2025, 3, 31), "day"),
        ("by the end of June 2024", "by the end of June 2024", date(2024, 6, 30), "month"),
        ("by February 2028", "by February 2028", date(2028, 2, 29), "month"),
        ("by September", "by September", date(2024, 9, 30), "month"),
        ("by summer 2025", "by summer 2025", date(2025, 8, 31), "quarter"),
        ("no later than winter 2024", "no later than winter 2024", date(2025, 2, 28), "quarter"),
        ("by Q2 2025", "by Q2 2025", date(2025, 6, 30), "quarter"),
        ("by the end of the last quarter of 2025", None, date(2025, 12, 31), "quarter"),
        ("by the end of 2025", "by the end of 2025", date(2025, 12, 31), "year"),
        ("before 2026", "before 2026", date(2025, 12, 31), "year"),
        ("by the end of the financial year", None, date(2024, 3, 31), "day"),
        ("The Board should immediately stop it.", "immediately", None, "none"),
        ("It must be done as soon as possible.", "as soon as possible", None, "none"),
    ],
)  # fmt: skip
def test_a_deadline_is_read_with_how_exact_it_is(text: str, words: str | None, on: date | None, exactness: str) -> None:
    found = deadlines(text, published_on=PUBLISHED)
    (one,) = found
    assert (one.on, one.exactness) == (on, exactness)
    assert one.words in text and one.words in one.reason
    assert words is None or one.words == words


def test_an_inexact_one_says_so() -> None:
    (one,) = deadlines("by summer 2025", published_on=PUBLISHED)
    assert one.reason.endswith("that is 31 August 2025 at the latest; a season has no exact end.")
    (bare,) = deadlines("within 12 months", published_on=PUBLISHED)
    assert "counted from publication" in bare.reason


def test_without_the_day_of_publication_it_is_asked_for() -> None:
    (one,) = deadlines("within six months of publication", published_on=None)
    assert one.on is None
    assert one.exactness == DateExactness.NONE
    assert "day of publication" in one.reason
    assert deadlines("by 31 March 2025", published_on=None)[0].on == date(2025, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "see the child within five days of a referral",
        "complete assessments within 45 days",
        "as set out in Working Together 2018",
        "guidance issued by the Department in May 2018",
        "conducted without delay",
        "by the end of May 2019 it had been reviewed",
        "the plan for 2023/24, replaced by 2018/19",
        "immediately after the death, police came",
        "in the last six months",
        "by 31 February 2025 at the latest",
    ],
)
def test_other_times_are_no_deadlines(text: str) -> None:
    assert deadlines(text, published_on=PUBLISHED) == ()


def test_several_are_read_in_their_order() -> None:
    found = deadlines("by 1 May 2024 and, for schools, by the end of June 2024", published_on=PUBLISHED)
    assert [one.words for one in found] == ["by 1 May 2024", "by the end of June 2024"]


@given(some.text("by within 31 March 2025 months of the end /.-")
       | some.from_regex(r"(by|within) (the end of )?\d{1,3} ?(months|March|/13/) ?(2\d{3})?"))  # fmt: skip
def test_words_are_always_quoted_and_nothing_fails(text: str) -> None:
    for one in deadlines(text, published_on=PUBLISHED):
        assert one.words in text
        assert one.on is None or one.on >= PUBLISHED


@pytest.mark.parametrize("words", ["within ", "by ", "by the end of ", "within the next ", "1", " "])
def test_work_on_a_hostile_text_grows_in_step_with_it(words: str) -> None:
    for letters in (4_000, 250_000):  # within what is looked through, and far more than that
        grows_in_step(
            lambda text: deadlines(text, published_on=PUBLISHED), lambda n: words * (n // len(words)), letters
        )
