import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.factories import Book
from tracker.rules.errors import BadValueError
from tracker.rules.records import Setting
from tracker.rules.thresholds import Thresholds

days = st.integers(1, 3660)


@given(days, days, days, st.sets(st.integers(1, 120), min_size=1))
def test_thresholds_survive_being_written_down(soon, stale, ahead, months):
    thresholds = Thresholds(soon, stale, ahead, tuple(sorted(months)))
    assert Thresholds.from_settings({"thresholds": Setting("thresholds", thresholds.to_json())}) == thresholds


def test_where_the_register_is_silent_the_usual_ones_hold():
    assert Thresholds.from_settings({}) == Thresholds(28, 90, 28, (6, 12))
    assert Thresholds.from_json('{"stale_days": 60}') == Thresholds(stale_days=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not json", "The thresholds: ‘not json’ cannot be read: set them again."),
        ("[]", "cannot be read"),
        ('{"colour": 1}', "‘colour’ is not a threshold that this tracker knows"),
        ('{"stale_days": 0}', "‘0’ is not a whole number of days from 1 to 3,660"),
        ('{"stale_days": "many"}', "‘many’ is not a whole number of days"),
        ('{"stale_days": true}', "‘True’ is not a whole number of days"),
        ('{"due_soon_days": 1.5}', "‘1.5’ is not a whole number of days"),
        ('{"check_back_months": []}', "write for example 6 and 12"),
        ('{"check_back_months": 6}', "write for example 6 and 12"),
        ('{"check_back_months": [12, 6]}', "must rise"),
        ('{"check_back_months": [6, 6]}', "must rise"),
        ('{"check_back_months": [6, 500]}', "‘500’ is not a whole number of months from 1 to 120"),
    ],
)
def test_a_damaged_setting_is_a_sentence(text, words):
    with pytest.raises(BadValueError, match=r"\.$") as refused:
        Thresholds.from_json(text)
    assert words in str(refused.value)


def test_a_standing_uses_the_thresholds_of_its_register():
    book = Book()
    book.thresholds('{"stale_days": 10}')
    assert book.standing().thresholds == Thresholds(stale_days=10)
