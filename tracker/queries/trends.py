"""How things came to stand: assurance over time against what was due, how each part of a recommendation stood, and the
figures at the end of each month."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, chain
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from tracker.clock import end_of, local_day, today
from tracker.queries.history import entries
from tracker.queries.register import build, last_change, some_of, trail, values
from tracker.queries.remember import recall, remember
from tracker.queries.replaying import registers_at
from tracker.queries.standing import Moment, moment, zone_of
from tracker.rules import standing as rules
from tracker.rules.by_board import id_of, own
from tracker.rules.deadlines import claims_judged, days_late
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.records import Rating, TrailEntry
from tracker.rules.sight import WHOLE, Sight
from tracker.rules.standing import Counts, Standing
from tracker.rules.thresholds import SETTING_ID
from tracker.rules.veil import veiled
from tracker.rules.words import Status
from tracker.store.engine import reading


@dataclass(frozen=True)
class BurnUp:
    """On each day: how many actions there were, were due by their original date, and stood assured or embedded."""

    days: tuple[date, ...]
    planned: tuple[int, ...]
    due: tuple[int, ...]
    verified: tuple[int, ...]


FEW = 5_000
"""Actions that are looked up one by one on the trail; of more, it is gone through."""
MONTHS = 12
AGES = (30, 90, 180)
"""Up to so many days late; beyond the last of them is the last age."""


@dataclass(frozen=True)
class Point:
    """The figures at the end of one day."""

    day: date
    recommendations: Counts
    """Of the overview level, by rating."""
    actions: Counts
    overdue_by_age: tuple[int, ...]
    """Actions past their current date, by how late: up to 30 days, 31 to 90, 91 to 180, more."""
    late_on_original: int
    claims: int
    """Claims ever put to verification."""
    overturned: int
    """Of these, ever returned or undone by a check-back."""

    @property
    def overdue(self) -> int:
        """Actions past their current date."""
        return sum(self.overdue_by_age)


@dataclass(frozen=True)
class Stretch:
    """A part stood at one rating from one day up to, not including, another."""

    part_id: str
    since: date
    until: date
    rating: Rating


def burn_up(engine: sa.Engine, standing: Standing, *, sight: Sight, review_id: str | None = None) -> BurnUp:
    """Assured actions over time against what was due by original date, from the first action to the standing's day.
    `standing` is the one of this sight."""
    day, zone = standing.today, zone_of(standing)
    number = _number(engine, day, zone)
    key = ("burn_up", moment(engine, day, sight=sight).shown, review_id)
    return remember(key, lambda: _burn_up(engine, standing, number, review_id))


def _number(engine: sa.Engine, day: date, zone: ZoneInfo) -> int:
    """The last register change by the end of a day: today that is the last of all, whatever the clock said then."""
    return last_change(engine, before=end_of(day, zone) if day < today(zone) else None)


def _burn_up(engine: sa.Engine, standing: Standing, number: int, review_id: str | None) -> BurnUp:
    actions = [a for a in standing.register.actions.values() if review_id in (None, a.review_id)]
    wanted = {a.id for a in actions}
    born = Counter(a.created_on for a in actions if a.created_on)
    due = Counter(a.original_due for a in actions if a.original_due)
    verified: Counter[date] = Counter()
    zone = zone_of(standing)
    for at, id_, before, after in _status_changes(engine, number, wanted):
        if id_ in wanted and (step := (after in VERIFIED) - (before in VERIFIED)):
            verified[local_day(at, zone)] += step
    first = min([*born, *verified], default=standing.today)
    days = _every_week(first, standing.today)
    return BurnUp(days, _running(born, days), _running(due, days), _running(verified, days))


def _status_changes(
    engine: sa.Engine, number: int, wanted: Collection[str]
) -> Iterable[tuple[Any, str, Status | None, Status]]:
    """Every change of an action's status: of these few actions, or of all where they are many."""
    before, after = values.alias("b"), values.alias("a")
    query = (
        sa.select(trail.c.at, trail.c.entity_id, before.c.value, after.c.value)
        .outerjoin(before, before.c.id == trail.c.before_value)
        .join(after, after.c.id == trail.c.after_value)
        .where(trail.c.entity == "action", trail.c.field == "status", trail.c.number <= number)
    )
    with reading(engine) as connection:
        few = [query.where(trail.c.entity_id.in_(some)) for some in some_of(wanted)]
        asked = few if len(wanted) <= FEW else [query]
        for at, id_, was, became in chain.from_iterable(connection.execute(one) for one in asked):
            yield at, id_, Status(was.strip('"')) if was else None, Status(became.strip('"'))


def _every_week(first: date, last: date) -> tuple[date, ...]:
    weeks = (last - first).days // 7
    return tuple(last - timedelta(days=7 * back) for back in range(weeks + 1, -1, -1))


def _running(steps: Counter[date], days: tuple[date, ...]) -> tuple[int, ...]:
    in_bins: Counter[int] = Counter()
    for day, step in steps.items():
        if (place := bisect_left(days, day)) < len(days):
            in_bins[place] += step
    return tuple(accumulate(in_bins[i] for i in range(len(days))))


def through_time(engine: sa.Engine, standing: Standing, *, sight: Sight, months: int = MONTHS) -> tuple[Point, ...]:
    """The figures at each of the last month ends since the register began, and on the standing's day; `standing` is the
    one of this sight. A month that is over is worked out once; what it takes is one walk along the trail."""
    when = moment(engine, standing.today, sight=sight).shown
    key = ("through_time", when, months)
    found: tuple[Point, ...] | None = recall(key)
    if found is None:
        made = (*_past_points(engine, standing, sight, months), point_of(standing))
        found = remember(key, lambda: made, small=True)
    return found


def point_of(standing: Standing) -> Point:
    """The figures of one standing."""
    ages = [0] * (len(AGES) + 1)
    for file in standing.overdue:
        ages[bisect_left(AGES, days_late(file, today=standing.today))] += 1
    return Point(
        standing.today,
        standing.counts(),
        standing.action_counts(),
        tuple(ages),
        len(standing.late_on_original),
        sum(claims_judged(file) for file in standing.register.files.values()),
        standing.overturned,
    )


def month_ends(first: date, last: date, most: int) -> tuple[date, ...]:
    """The last days of months from a day up to, not including, another: the latest of them, the earliest first."""
    found: list[date] = []
    day = last.replace(day=1) - timedelta(days=1)
    while day >= first and len(found) < most:
        found.append(day)
        day = day.replace(day=1) - timedelta(days=1)
    return tuple(reversed(found))


def _past_points(engine: sa.Engine, standing: Standing, sight: Sight, months: int) -> tuple[Point, ...]:
    with reading(engine) as connection:
        began = connection.scalar(sa.select(sa.func.min(trail.c.at)).where(trail.c.kind == "change"))
    if began is None:
        return ()
    first = local_day(began, zone_of(standing))
    moments = [moment(engine, day, sight=sight).shown for day in month_ends(first, standing.today, months)]
    known: dict[Moment, Point | None] = {when: recall(("point", when)) for when in moments}
    missing = [when for when, point in known.items() if point is None]
    for when, register in zip(missing, registers_at(engine, [one.number for one in missing]), strict=True):
        known[when] = point = point_of(rules.build(veiled(register, when.hidden), today=when.day))
        _keep(when, point)
    return tuple(point for point in known.values() if point)


def _keep(when: Moment, point: Point) -> None:
    remember(("point", when), lambda: point, small=True)


def ribbon(engine: sa.Engine, standing: Standing, recommendation_id: str, *, sight: Sight) -> tuple[Stretch, ...]:
    """How each part of a recommendation stood, as the register said at the time, up to the standing's day. `standing`
    is the one of this sight."""
    number = _number(engine, standing.today, zone_of(standing))
    key = ("ribbon", moment(engine, standing.today, sight=sight).shown, recommendation_id)
    return remember(key, lambda: _ribbon(engine, standing, recommendation_id, number))


def related_ids(standing: Standing, recommendation_id: str) -> frozenset[str]:
    """The ids of a recommendation, its parts, asks and actions, and of everything that is filed under them."""
    register = standing.register
    parts = register.parts_of.get(recommendation_id, ())
    ids = {
        recommendation_id,
        *(p.id for p in parts),
        *(link.id for link in register.links_of.get(recommendation_id, ())),
    }
    ids.update(
        ask.id for ask in register.asks.values() if register.parts[ask.part_id].recommendation_id == recommendation_id
    )
    for file in register.files_of_recommendation(recommendation_id):
        ids.add(file.action.id)
        ids.update(f"{file.action.id}|{part_id}" for part_id in file.part_ids)
        filed = (file.updates, file.extensions, file.evidence, file.verifications, file.check_backs)
        ids.update(record.id for records in filed for record in records)
    ids.update(one.id for one in register.overlap_judgements.values() if recommendation_id in (one.a_id, one.b_id))
    ids.update(n.id for n in register.not_doing.values() if {n.action_id, n.ask_id, n.recommendation_id} & ids)
    return frozenset(ids)


def _ribbon(engine: sa.Engine, standing: Standing, recommendation_id: str, number: int) -> tuple[Stretch, ...]:
    ids = (
        related_ids(standing, recommendation_id)
        | standing.register.agencies.keys()
        | _thresholds(standing, recommendation_id)
    )
    # Of what this person may see, every word is needed: dates to count by, and nothing but ratings comes out of it.
    told = entries(
        engine, sight=WHOLE, entity_ids=ids, changes_only=True, newest_first=False, limit=None,
        before_number=number + 1,
    )  # fmt: skip
    zone = zone_of(standing)
    days = sorted(d for d in _telling_days(standing, recommendation_id, told) if d <= standing.today)
    if not days:
        return ()
    first = local_day(told[0].at, zone)
    found: list[Stretch] = []
    current: dict[str, tuple[date, Rating]] = {}
    state: dict[tuple[str, str, str], str | None] = {}
    left = list(reversed(told))
    for day in [d for d in days if d >= first]:
        end = end_of(day, zone)
        while left and left[-1].at < end:
            entry = left.pop()
            state[entry.entity, entry.entity_id, entry.field or ""] = entry.after
        then = build((e, i, f, v) for (e, i, f), v in state.items() if v is not None)
        if own(then.settings, SETTING_ID):  # whose review it is was told of the review, not of this recommendation
            then = replace(then, reviews=standing.register.reviews)
        for part_id, rating in rules.build(then, today=day).part_ratings.items():
            since, was = current.get(part_id, (day, None))
            if was is None or was.brag != rating.brag:
                if was is not None:
                    found.append(Stretch(part_id, since, day, was))
                current[part_id] = (day, rating)
    tomorrow = standing.today + timedelta(days=1)
    found += [Stretch(part_id, since, tomorrow, rating) for part_id, (since, rating) in current.items()]
    return tuple(sorted(found, key=lambda s: (s.part_id, s.since)))


def _thresholds(standing: Standing, recommendation_id: str) -> frozenset[str]:
    """The ids of the settings by which it and its actions were ever rated."""
    register = standing.register
    ids = {file.action.review_id for file in register.files_of_recommendation(recommendation_id)}
    if rec := register.recommendations.get(recommendation_id):
        ids.add(rec.review_id)
    return frozenset((SETTING_ID, *(id_of(SETTING_ID, register.reviews[id_].board_id) for id_ in ids)))


def _telling_days(standing: Standing, recommendation_id: str, told: tuple[TrailEntry, ...]) -> set[date]:
    """Every day on which a rating can have changed: something was recorded, a date passed, or silence grew too long."""
    rec = standing.register.recommendations.get(recommendation_id)
    zone, limits = zone_of(standing), standing.thresholds_of(rec.review_id if rec else "")
    days = {local_day(entry.at, zone) for entry in told}
    for entry in told:
        if entry.field in ("due", "original_due", "to_due", "until") and entry.after:
            due = date.fromisoformat(entry.after.strip('"'))
            days |= {due, due + timedelta(days=1), due - timedelta(days=limits.due_soon_days)}
        if entry.field in ("said_on", "created_on") and entry.after:
            days.add(date.fromisoformat(entry.after.strip('"')) + timedelta(days=limits.stale_days + 1))
    return days | {standing.today}
