"""Which backups stay: never less than the rule says, and the new one whatever the clock says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.clock import local_day
from tracker.rules.backup_rule import KeepRule, why_kept

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def kept(moments, rule, new=None):
    """The moments that stay, of backups named after theirs."""
    taken = {moment.isoformat(): moment for moment in moments}
    reasons = why_kept(taken, rule, new=(new or max(moments)).isoformat(), day_of=local_day)
    return {taken[name]: why for name, why in reasons.items()}


def days(*ago):
    return [NOON - timedelta(days=each) for each in ago]


def test_one_a_day_for_a_year_leaves_days_weeks_and_months():
    found = kept(days(*range(365)), KeepRule(daily=14, weekly=8, monthly=12))
    assert {moment for moment, why in found.items() if "day" in why} == set(days(*range(14)))
    assert sum("week" in why for why in found.values()) == 8
    assert sum("month" in why for why in found.values()) == 12
    assert len(found) == 14 + 6 + 10  # two weeks and two months keep one that its day keeps anyway


def test_several_on_one_day_leave_the_newest():
    morning, noon = NOON - timedelta(hours=4), NOON
    assert set(kept([morning, noon], KeepRule())) == {noon}


def test_a_day_is_the_boards_day():
    """Half past midnight in London in June is the day before in Greenwich."""
    after, before = datetime(2026, 6, 2, 23, 30, tzinfo=UTC), datetime(2026, 6, 2, 22, 30, tzinfo=UTC)
    assert set(kept([after, before], KeepRule(2, 0, 0))) == {after, before}


def test_where_backups_stopped_what_there_is_stays():
    assert set(kept(days(0, 400, 401), KeepRule(daily=3, weekly=0, monthly=0))) == set(days(0, 400, 401))


def test_the_new_one_stays_though_the_clock_jumped_back():
    found = kept(days(0, 1, 2, 10), KeepRule(daily=1, weekly=0, monthly=0), new=days(10)[0])
    assert found[days(10)[0]] == "the new one"
    assert set(found) == set(days(0, 1, 2, 10)), "and nothing that says it is newer goes"


@pytest.mark.parametrize(("rule", "words"), [(KeepRule(), "the newest of 14 days, 8 weeks and 12 months")])
def test_the_rule_says_itself(rule, words):
    assert rule.in_words() == words


@given(
    st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1)), min_size=1, max_size=60, unique=True),
    st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(0, 9)),
    st.data(),
)
def test_what_is_kept_is_bounded_has_the_new_one_and_stays_so(moments, numbers, data):
    moments = [moment.replace(tzinfo=UTC) for moment in moments]
    rule, new = KeepRule(*numbers), data.draw(st.sampled_from(moments))
    found = kept(moments, rule, new)
    assert new in found and all(found.values())
    later = sum(moment > new for moment in moments)
    assert len(found) <= sum(numbers) + 1 + later
    assert set(kept(list(found), rule, new)) == set(found), "asked again, nothing more goes"
