"""Any day of the illustrative register: the same figures by a second, method; by month ends; between days."""

import re
from datetime import date, timedelta

import pytest

from benchmarks.naive import LONDON, Naive, differences, ours, theirs, twenty_days
from tracker.queries.between import between, meetings_before, usual_since
from tracker.queries.history import entries
from tracker.queries.remember import forget
from tracker.queries.standing import standing
from tracker.queries.trends import month_ends, point_of, through_time
from tracker.rules.sight import WHOLE


@pytest.fixture(scope="session")
def trail(demo):
    return entries(demo.engine, sight=WHOLE, newest_first=False, limit=None)


def test_twenty_past_days_are_the_same_by_a_naive_replay_of_the_trail(demo, trail):
    days = twenty_days(trail[0].at.astimezone(LONDON).date(), demo.today)
    assert len(days) >= 20 and days[-1] == demo.today
    assert any(day.month == 10 and day.weekday() == 6 for day in days), "a day on which the clocks change"
    for day in days:
        found = differences(theirs(standing(demo.engine, day, sight=WHOLE)), ours(Naive(trail, day)))
        assert not found, f"{day}: {found[:5]}"


def test_the_naive_replay_would_notice_a_day_more_or_less(demo, trail):
    """Most days something moves: a method that counts another day finds another register."""
    days = [demo.today - timedelta(days=30 * back) for back in range(8)]
    wrong = [
        differences(theirs(standing(demo.engine, day, sight=WHOLE)), ours(Naive(trail, day - timedelta(days=14))))
        for day in days
    ]
    assert all(len(found) > 1 for found in wrong)  # more than the day itself


def test_before_the_first_entry_every_figure_is_nought(demo, trail):
    before = ours(Naive(trail, trail[0].at.astimezone(LONDON).date() - timedelta(days=1)))
    assert before["status"]["recommendations"]["total"] == 0 and not before["overdue"] and not before["agencies"]


def test_the_figures_of_month_ends_are_those_of_each_day_by_itself(demo, now):
    forget()
    points = through_time(demo.engine, now, sight=WHOLE)
    assert len(points) == 13 and points[-1] == point_of(now)
    for point in points[:-1]:
        assert (point.day + timedelta(days=1)).day == 1
        assert point == point_of(standing(demo.engine, point.day, sight=WHOLE))
    assert through_time(demo.engine, now, sight=WHOLE) is points
    assert points[-1].overdue == len(now.overdue)
    assert sum(points[-1].overdue_by_age[1:]) == sum((now.today - f.action.due).days > 30 for f in now.overdue)


def test_the_months_of_a_past_day_are_the_months_before_it(demo, now):
    then = standing(demo.engine, demo.today - timedelta(days=100), sight=WHOLE)
    points = through_time(demo.engine, then, sight=WHOLE)
    assert points[-1] == point_of(then) and all(point.day < then.today for point in points[:-1])


@pytest.mark.parametrize(
    ("first", "last", "most", "ends"),
    [
        (date(2026, 1, 15), date(2026, 3, 10), 12, [date(2026, 1, 31), date(2026, 2, 28)]),
        (date(2026, 1, 15), date(2026, 3, 31), 12, [date(2026, 1, 31), date(2026, 2, 28)]),
        (date(2020, 1, 1), date(2026, 3, 1), 2, [date(2026, 1, 31), date(2026, 2, 28)]),
        (date(2026, 3, 2), date(2026, 3, 20), 12, []),
    ],
)
def test_month_ends_lie_before_the_day_itself(first, last, most, ends):
    assert list(month_ends(first, last, most)) == ends


def test_what_moved_adds_up_from_one_stretch_to_the_next(demo, now):
    """Figures of both days differ by what moved; and a stretch cut in two moves the same in both halves together."""
    a, b, c = (demo.today - timedelta(days=back) for back in (200, 90, 0))
    whole, first, second = (between(demo.engine, *pair, sight=WHOLE) for pair in ((a, c), (a, b), (b, c)))
    for one, two, three in zip(whole.figures, first.figures, second.figures, strict=True):
        assert one.difference == two.difference + three.difference
    assert len(whole.verdicts) == len(first.verdicts) + len(second.verdicts)
    halves = {claim.action.id for half in (first, second) for claim in half.claims}
    assert {claim.action.id for claim in whole.claims} <= halves  # less those that were withdrawn
    late = {f.action.id for f in whole.then.overdue}
    assert late - set(whole.late.no_longer) | set(whole.late.newly) == {f.action.id for f in now.overdue}
    assert whole.in_words() and not re.search(r"\bChild [A-Z]", " ".join(whole.in_words()))


def test_the_two_days_may_come_in_either_order(demo):
    early, late = demo.today - timedelta(days=60), demo.today
    assert between(demo.engine, late, early, sight=WHOLE) is between(demo.engine, early, late, sight=WHOLE)


def test_people_compare_with_the_last_meeting(demo, now):
    held = meetings_before(now)
    assert held and usual_since(now) == held[0].held_on < now.today
    before_any = standing(demo.engine, demo.today - timedelta(days=2000), sight=WHOLE)
    assert usual_since(before_any) == before_any.today - timedelta(days=30)
