"""What moved between two days of a register, as each stood then; and since when a board would ask."""

from datetime import date, timedelta

import sqlalchemy as sa

from tracker.queries.remember import remember
from tracker.queries.standing import moment, standing_at
from tracker.rules import between as rules
from tracker.rules.between import Moved
from tracker.rules.records import Meeting
from tracker.rules.sight import Sight
from tracker.rules.standing import Standing

JUST_HELD = timedelta(days=7)
"""A meeting of the last days that nobody has ended is still going on."""
USUAL = timedelta(days=30)


def between(engine: sa.Engine, since: date, until: date | None = None, *, sight: Sight) -> Moved:
    """What moved from the end of one day to the end of another (today unless told), as somebody of this sight sees it.

    Told the later day first, the two are taken the other way round. Each day's standing rests on the trail up to it.
    """
    first, last = moment(engine, since, sight=sight), moment(engine, until, sight=sight)
    if first.day > last.day:
        first, last = last, first
    key = ("between", first.shown, last.shown)
    return remember(key, lambda: rules.between(standing_at(engine, last), standing_at(engine, first)))


def meetings_before(standing: Standing) -> tuple[Meeting, ...]:
    """The meetings held before the standing's day, the latest first."""
    over = standing.today - JUST_HELD
    found = (
        one
        for one in standing.register.meetings.values()
        if one.held_on < over or (one.ended_on is not None and one.held_on < standing.today)
    )
    return tuple(sorted(found, key=lambda one: (one.held_on, one.id), reverse=True))


def usual_since(standing: Standing) -> date:
    """The day that people compare with: the last meeting before the standing's day, else thirty days earlier."""
    held = meetings_before(standing)
    return held[0].held_on if held else standing.today - USUAL
