"""How the register stands on a day, with every rating. Worked out once for each state of the store and shared."""

import gc
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from tracker import clock
from tracker.queries.register import as_at_number, current, last_change
from tracker.queries.remember import remember, remembered
from tracker.rules import standing as rules
from tracker.rules.standing import Standing


def change_number(engine: sa.Engine, as_at: date | None = None) -> int:
    """The number of the last register change (by the end of a past day): what a reader quotes as "register no."."""
    past = as_at is not None and as_at < clock.today()
    return last_change(engine, before=clock.end_of(as_at)) if past and as_at else last_change(engine)


class Moment(NamedTuple):
    """A state of a store on a day: the last register change by then, and the day. What everything shown rests on."""

    store: str
    number: int
    day: date


def moment(engine: sa.Engine, as_at: date | None = None) -> Moment:
    """The moment that a reader asks for: a past day, or now."""
    day = min(as_at or clock.today(), clock.today())
    return Moment(engine.url.render_as_string(), change_number(engine, day), day)


def is_ready(when: Moment) -> bool:
    """Whether the standing is there at once. If not, the whole register is read and a reader should be told."""
    return remembered(("standing", when))


def standing(engine: sa.Engine, as_at: date | None = None) -> Standing:
    """The standing on a past day as the register stood then, or now. The same answer is the same object.

    A past day's standing rests on the trail up to that day only, so nothing recorded later can move it.
    """
    return standing_at(engine, moment(engine, as_at))


def standing_at(engine: sa.Engine, when: Moment) -> Standing:
    """The standing of a moment, worked out if nobody asked before."""

    def make() -> Standing:
        is_past = when.day < clock.today()
        register = as_at_number(engine, when.number) if is_past else current(engine)
        made = rules.build(register, today=when.day)
        gc.freeze()  # it is kept as a whole: no later collection need look through a million records again
        return made

    return remember(("standing", when), make)


def zone_of(standing: Standing) -> ZoneInfo:
    """The time zone of the register's board: where a day begins and ends."""
    board = next(iter(standing.register.boards.values()), None)
    return ZoneInfo(board.timezone) if board else clock.LONDON
