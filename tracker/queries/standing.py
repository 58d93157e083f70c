"""How the register stands on a day, with every rating. Worked out once for each state of the store and shared."""

import gc
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from tracker import clock
from tracker.queries import redactions
from tracker.queries.register import as_at_number, current, last_change
from tracker.queries.remember import remember, remembered
from tracker.queries.sights import hidden_now
from tracker.rules import standing as rules
from tracker.rules.sight import WHOLE, Sight, hidden
from tracker.rules.standing import Standing
from tracker.rules.veil import NOTHING, Hidden, veiled_standing

COMPARED_WITH = timedelta(days=30)
"""How far back the overview looks to say what has changed."""


def change_number(engine: sa.Engine, as_at: date | None = None) -> int:
    """The number of the last register change (by the end of a past day): what a reader quotes as "register no."."""
    past = as_at is not None and as_at < clock.today()
    return last_change(engine, before=clock.end_of(as_at)) if past and as_at else last_change(engine)


class Moment(NamedTuple):
    """A state of a store on a day, and who looks: the last register change by then, the day, what this person may see
    and what that hides today, and how many redactions were agreed. What everything shown rests on."""

    store: str
    number: int
    day: date
    sight: Sight
    hidden: Hidden
    redactions: int

    @property
    def shown(self) -> "Moment":
        """The moment as a key of what is shown: the same for all from whom the same is hidden."""
        return self._replace(sight=WHOLE)

    @property
    def whole(self) -> "Moment":
        """The same moment for somebody who sees everything."""
        return self._replace(sight=WHOLE, hidden=NOTHING)


def moment(engine: sa.Engine, as_at: date | None = None, *, sight: Sight) -> Moment:
    """The moment that a reader asks for: a past day, or now."""
    day = min(as_at or clock.today(), clock.today())
    number, hides = change_number(engine, day), hidden_now(engine, sight)
    return Moment(engine.url.render_as_string(), number, day, sight, hides, redactions.count(engine))


def is_ready(when: Moment) -> bool:
    """Whether the standing is there at once. If not, the whole register is read and a reader should be told."""
    return remembered(("standing", when.whole)) and (
        not (when.hidden.reviews or when.hidden.boards) or remembered(("standing", when.shown))
    )


def standing(engine: sa.Engine, as_at: date | None = None, *, sight: Sight) -> Standing:
    """The standing on a past day as the register stood then, or now, as somebody of this sight sees it. The same answer
    is the same object.

    A past day's standing rests on the trail up to that day only, so nothing recorded later can move it.
    """
    return standing_at(engine, moment(engine, as_at, sight=sight))


def standing_at(engine: sa.Engine, when: Moment) -> Standing:
    """The standing of a moment, worked out if nobody asked before."""
    is_past = when.day < clock.today()

    def make() -> Standing:
        register = as_at_number(engine, when.number, sight=WHOLE) if is_past else current(engine, sight=WHOLE)
        made = rules.build(register, today=when.day)
        gc.freeze()  # it is kept as a whole: no later collection need look through a million records again
        return made

    whole = remember(("standing", when.whole), make)
    if when.sight == WHOLE:
        return whole
    # Of the present, what is hidden is asked of the register itself: it may hold what came in since the moment began.
    key = ("hides", when)
    hides = when.hidden if is_past else remember(key, lambda: hidden(whole.register, when.sight), small=True)
    without = Hidden(hides.reviews, boards=hides.boards)
    words = Hidden(frozenset(), hides.evidence, hides.addresses, hides.holds, people=hides.people)
    fewer = _remembered(when, without, lambda: veiled_standing(whole, without)) if without else whole
    return _remembered(when, hides, lambda: veiled_standing(fewer, words))


def _remembered(when: Moment, hides: Hidden, make: Callable[[], Standing]) -> Standing:
    return remember(("standing", when._replace(sight=WHOLE, hidden=hides)), make)


def zone_of(standing: Standing) -> ZoneInfo:
    """The time zone of the register's board: where a day begins and ends."""
    board = next(iter(standing.register.boards.values()), None)
    return ZoneInfo(board.timezone) if board else clock.LONDON
