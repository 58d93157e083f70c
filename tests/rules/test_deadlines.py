from datetime import date, timedelta

import pytest
from hypothesis import given

from tests.rules.factories import TODAY, Book, action_file
from tests.rules.strategies import days, files
from tracker.rules.deadlines import (
    claim_day,
    claims_judged,
    claims_overturned,
    days_late,
    days_late_original,
    days_silent,
    due_within,
    finished_late,
    is_late_on_original,
    is_open,
    is_overdue,
    last_word_on,
    open_on,
    own_rating_now,
    slippage,
)
from tracker.rules.lifecycle import OPEN, OPEN_STATUSES, status_on
from tracker.rules.words import CheckOutcome, Outcome, OwnRating, Status

ASSURED, RETURNED = Outcome.ASSURED, Outcome.RETURNED


def ago(n):
    return TODAY - timedelta(days=n)


@pytest.mark.parametrize(
    ("due", "late"),
    [(ago(34), 34), (ago(1), 1), (TODAY, 0), (ago(-1), 0), (None, 0)],
)
def test_an_action_is_late_from_the_day_after_its_date(due, late):
    file = action_file(due=due)
    assert days_late(file, today=TODAY) == late
    assert is_overdue(file, TODAY) == (late > 0)


@pytest.mark.parametrize("status", sorted(OPEN_STATUSES))
def test_everything_open_and_unclaimed_runs_on(status):
    assert days_late(action_file(due=ago(30), status=status, claimed_on=ago(40)), today=TODAY) == 30


def test_an_extension_moves_one_date_and_not_the_other():
    file = action_file(due=ago(-10), original=ago(110), moves=2)
    assert (days_late(file, today=TODAY), days_late_original(file, today=TODAY)) == (0, 110)
    assert not is_overdue(file, TODAY)
    assert is_late_on_original(file, TODAY)
    assert slippage(file) == (120, 2)


def test_a_pending_claim_stops_the_count_on_its_day():
    file = action_file(due=ago(30), status=Status.CLAIMED, claimed_on=ago(20))
    assert days_late(file, today=TODAY) == 10
    assert days_late(file, today=TODAY + timedelta(days=50)) == 10
    assert not is_overdue(file, TODAY)
    assert is_late_on_original(file, TODAY)


def test_a_claim_in_time_is_not_late_on_either_date():
    file = action_file(due=ago(30), status=Status.CLAIMED, claimed_on=ago(30))
    assert days_late(file, today=TODAY) == days_late_original(file, today=TODAY) == 0
    assert not is_late_on_original(file, TODAY)


def test_a_returned_claim_never_stopped_lateness():
    file = action_file(due=ago(30), status=Status.RETURNED, claimed_on=ago(31), verifications=[(ago(5), RETURNED)])
    assert days_late(file, today=TODAY) == 30
    assert is_overdue(file, TODAY)


def test_what_is_assured_owes_nothing_more_and_still_says_how_late_it_was():
    file = action_file(
        due=ago(100), original=ago(190), status=Status.ASSURED, claimed_on=ago(80), verifications=[(ago(20), ASSURED)]
    )
    assert days_late(file, today=TODAY) == days_late_original(file, today=TODAY) == 0
    assert (finished_late(file), finished_late(file, original=True)) == (20, 110)
    assert finished_late(action_file(due=ago(30))) == 0


def test_where_the_claims_day_was_not_kept_the_verification_stands_in():
    file = action_file(due=ago(100), status=Status.EMBEDDED, verifications=[(ago(90), ASSURED)])
    assert claim_day(file) == ago(90)
    assert finished_late(file) == 10


def test_an_expired_entry_starts_the_count_again():
    book = Book()
    book.action("A1", "police", [], due=ago(30))
    book.not_doing(action="A1", until=ago(1))
    file = book.register().files["A1"]
    assert days_late(file, today=ago(1)) == 0
    assert days_late(file, today=TODAY) == 30
    assert (is_open(file.action), open_on(file, today=TODAY)) == (False, True)


def test_due_within_counts_both_ends_and_leaves_out_the_claimed():
    assert [due_within(action_file(due=ago(-n)), 28, TODAY) for n in (-1, 0, 28, 29)] == [False, True, True, False]
    assert not due_within(action_file(due=TODAY, status=Status.CLAIMED), 28, TODAY)


def test_a_date_brought_forward_is_no_slippage():
    assert slippage(action_file(due=ago(20), original=ago(10), moves=1)) == (0, 1)


def test_without_an_original_date_the_current_one_is_all_there_is():
    file = action_file(due=ago(10))
    lone = type(file)(type(file.action)("A1", "R", "t", owner_id="police", due=ago(10)))
    assert days_late_original(lone, today=TODAY) == 10


def test_a_claim_is_a_word_of_the_owner():
    updates = [(ago(100), OwnRating.RED)]
    assert last_word_on(action_file(updates=updates)) == ago(100)
    claimed = action_file(updates=updates, status=Status.CLAIMED, claimed_on=ago(10))
    assert days_silent(claimed, today=TODAY) == 10
    assert own_rating_now(claimed) is None
    assert own_rating_now(action_file(updates=updates)) == OwnRating.RED
    assert days_silent(action_file(created=None), today=TODAY) is None


@pytest.mark.parametrize(
    ("verifications", "check_backs", "claims", "overturned"),
    [
        ([], [], 0, 0),
        ([(ago(9), ASSURED)], [], 1, 0),
        ([(ago(9), RETURNED), (ago(8), ASSURED)], [], 2, 1),
        ([(ago(9), ASSURED)], [(6, ago(5), CheckOutcome.FAILED)], 1, 1),
        ([(ago(9), ASSURED)], [(6, ago(5), CheckOutcome.PASSED)], 1, 0),
        ([(ago(9), ASSURED)], [(6, ago(5), CheckOutcome.FAILED), (12, ago(4), CheckOutcome.FAILED)], 1, 1),
        (
            [(ago(9), ASSURED), (ago(5), RETURNED), (ago(4), ASSURED)],
            [(6, ago(7), CheckOutcome.FAILED), (6, ago(2), CheckOutcome.FAILED)],
            3,
            3,
        ),
    ],
)
def test_each_claim_is_overturned_at_most_once(verifications, check_backs, claims, overturned):
    file = action_file(status=Status.REOPENED, verifications=verifications, check_backs=check_backs)
    assert claims_judged(file) == claims
    assert claims_overturned(file) == overturned


@given(files(), days, days)
def test_lateness_never_shrinks_as_days_pass(file, one, other):
    first, second = sorted([one, other])
    for late in (days_late, days_late_original):
        assert 0 <= late(file, today=first) <= late(file, today=second)


@given(files(), days)
def test_overdue_means_open_unclaimed_and_late(file, today):
    status = status_on(file, today=today)
    assert is_overdue(file, today) == (status in OPEN_STATUSES and days_late(file, today=today) > 0)
    assert not (is_overdue(file, today) and due_within(file, 10_000, today))
    assert status in OPEN or not is_late_on_original(file, today)
    if status not in OPEN:
        assert days_late(file, today=today) == 0


@given(files())
def test_the_last_and_first_days_of_the_calendar_do_no_harm(file):
    for today in (date.min, date.max):
        assert days_late(file, today=today) >= 0
