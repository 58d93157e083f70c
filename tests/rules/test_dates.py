from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.dates import first_of_month_named, first_words, in_words, list_in_words, plural, times

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (None, "20 November 2026"),
        (date(2026, 1, 1), "20 Nov"),
        (date(2027, 1, 1), "20 Nov 2026"),
    ],
)
def test_a_day_is_short_only_beside_its_own_year(today, words):
    assert in_words(DAY, today) == words


def test_a_day_can_be_kept_on_one_line():
    assert in_words(DAY, no_break=True) == "20\u00a0November\u00a02026"


def test_numbers_agree_with_their_nouns():
    assert [plural(n, "action") for n in (0, 1, 2, 10_000)] == ["0 actions", "1 action", "2 actions", "10,000 actions"]
    assert plural(3, "agency", "agencies") == "3 agencies"
    assert [times(n) for n in (1, 2, 3)] == ["once", "twice", "3 times"]


def test_lists_read_as_in_a_sentence():
    assert [list_in_words("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert list_in_words(["a", "b"], "or") == "a or b"


@given(st.text(), st.integers(min_value=2, max_value=100))
def test_first_words_never_grow_and_stay_on_one_line(text, limit):
    words = first_words(text, limit)
    assert len(words) <= limit
    assert len(words.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("May 2019", date(2019, 5, 1)),
        ("No date is printed; the latest event told is a meeting in January 2015", date(2015, 1, 1)),
        ("Maybe 2019", None),
        ("2019", None),
        ("", None),
        (None, None),
    ],
)
def test_the_month_that_a_text_names_is_found(text, day):
    assert first_of_month_named(text) == day
