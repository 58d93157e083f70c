"""How things came to stand: assurance over time against what was due, and how each part of a recommendation stood."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import sqlalchemy as sa

from tracker.clock import end_of, local_day
from tracker.queries.history import entries
from tracker.queries.register import build, last_change, trail, values
from tracker.queries.remember import remember
from tracker.queries.standing import moment, zone_of
from tracker.rules import standing as rules
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.records import Rating, TrailEntry
from tracker.rules.sight import WHOLE, Sight
from tracker.rules.standing import Standing
from tracker.rules.words import Status
from tracker.store.engine import reading


@dataclass(frozen=True)
class BurnUp:
    """On each day: how many actions there were, were due by their original date, and stood assured or embedded."""

    days: tuple[date, ...]
    planned: tuple[int, ...]
    due: tuple[int, ...]
    verified: tuple[int, ...]


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
    number = last_change(engine, before=end_of(day, zone))
    key = ("burn_up", moment(engine, day, sight=sight).shown, number, review_id)
    return remember(key, lambda: _burn_up(engine, standing, number, review_id))


def _burn_up(engine: sa.Engine, standing: Standing, number: int, review_id: str | None) -> BurnUp:
    actions = [a for a in standing.register.actions.values() if review_id in (None, a.review_id)]
    wanted = {a.id for a in actions}
    born = Counter(a.created_on for a in actions if a.created_on)
    due = Counter(a.original_due for a in actions if a.original_due)
    verified: Counter[date] = Counter()
    zone = zone_of(standing)
    for at, id_, before, after in _status_changes(engine, number):
        if id_ in wanted and (step := (after in VERIFIED) - (before in VERIFIED)):
            verified[local_day(at, zone)] += step
    first = min([*born, *verified], default=standing.today)
    days = _every_week(first, standing.today)
    return BurnUp(days, _running(born, days), _running(due, days), _running(verified, days))


def _status_changes(engine: sa.Engine, number: int) -> Iterable[tuple[Any, str, Status | None, Status]]:
    before, after = values.alias("b"), values.alias("a")
    query = (
        sa.select(trail.c.at, trail.c.entity_id, before.c.value, after.c.value)
        .outerjoin(before, before.c.id == trail.c.before_value)
        .join(after, after.c.id == trail.c.after_value)
        .where(trail.c.entity == "action", trail.c.field == "status", trail.c.number <= number)
    )
    with reading(engine) as connection:
        for at, id_, was, became in connection.execute(query):
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


def ribbon(engine: sa.Engine, standing: Standing, recommendation_id: str, *, sight: Sight) -> tuple[Stretch, ...]:
    """How each part of a recommendation stood, as the register said at the time, up to the standing's day. `standing`
    is the one of this sight."""
    number = last_change(engine, before=end_of(standing.today, zone_of(standing)))
    key = ("ribbon", moment(engine, standing.today, sight=sight).shown, number, recommendation_id)
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
    ids.update(n.id for n in register.not_doing.values() if {n.action_id, n.ask_id, n.recommendation_id} & ids)
    return frozenset(ids)


def _ribbon(engine: sa.Engine, standing: Standing, recommendation_id: str, number: int) -> tuple[Stretch, ...]:
    ids = related_ids(standing, recommendation_id) | standing.register.agencies.keys() | {"thresholds"}
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
        for part_id, rating in rules.build(then, today=day).part_ratings.items():
            since, was = current.get(part_id, (day, None))
            if was is None or was.brag != rating.brag:
                if was is not None:
                    found.append(Stretch(part_id, since, day, was))
                current[part_id] = (day, rating)
    tomorrow = standing.today + timedelta(days=1)
    found += [Stretch(part_id, since, tomorrow, rating) for part_id, (since, rating) in current.items()]
    return tuple(sorted(found, key=lambda s: (s.part_id, s.since)))


def _telling_days(standing: Standing, recommendation_id: str, told: tuple[TrailEntry, ...]) -> set[date]:
    """Every day on which a rating can have changed: something was recorded, a date passed, or silence grew too long."""
    zone, limits = zone_of(standing), standing.thresholds
    days = {local_day(entry.at, zone) for entry in told}
    for entry in told:
        if entry.field in ("due", "original_due", "to_due", "until") and entry.after:
            due = date.fromisoformat(entry.after.strip('"'))
            days |= {due, due + timedelta(days=1), due - timedelta(days=limits.due_soon_days)}
        if entry.field in ("said_on", "created_on") and entry.after:
            days.add(date.fromisoformat(entry.after.strip('"')) + timedelta(days=limits.stale_days + 1))
    return days | {standing.today}
