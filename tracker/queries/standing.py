"""How the register stands on a day, with every rating. Worked out once for each state of the store and shared."""

import gc
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from tracker import clock
from tracker.queries import redactions
from tracker.queries.live import live
from tracker.queries.partly import read_as_at
from tracker.queries.register import as_at_number, last_change
from tracker.queries.remember import remember, remembered
from tracker.queries.scope import Scope, scope_of
from tracker.queries.sights import hidden_now
from tracker.rules import standing as rules
from tracker.rules.sight import WHOLE, Sight, hidden
from tracker.rules.standing import Standing
from tracker.rules.veil import NOTHING, Hidden, veiled_standing
from tracker.store.engine import reading

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
    scope: Scope | None = None
    """What is read for them, where that is not the whole register: then `hidden` is what of it they may not see."""
    state: int = 0
    """Of today's register of a scope: the last change that concerned it, or a later one. Others' changes leave it."""
    reviews: frozenset[str] = frozenset()
    """Of a scope on a past day: the reviews that are read for it today, which are shown as they were then."""

    @property
    def shown(self) -> "Moment":
        """The moment as a key of what is shown: the same for all from whom the same is hidden, and as long as nothing
        changes that is theirs."""
        number = self.number if self.scope is None or self.day < clock.today() else self.state
        return self._replace(sight=WHOLE, number=number, state=0)

    @property
    def whole(self) -> "Moment":
        """The same moment for somebody who sees everything."""
        return self._replace(sight=WHOLE, hidden=NOTHING, scope=None, state=0, reviews=frozenset())


def moment(engine: sa.Engine, as_at: date | None = None, *, sight: Sight) -> Moment:
    """The moment that a reader asks for: a past day, or now."""
    day = min(as_at or clock.today(), clock.today())
    store, agreed = engine.url.render_as_string(), redactions.count(engine)
    number = change_number(engine, day)
    if (scope := scope_of(sight)) is None:
        return Moment(store, number, day, sight, hidden_now(engine, sight), agreed)
    now = live(engine, scope)
    key = ("hidden", store, scope, now.state, id(now.register), sight)
    hides = remember(key, lambda: (hidden(now.register, sight), now.register), small=True)[0]
    reviews = frozenset(now.register.reviews) if day < clock.today() else frozenset[str]()
    return Moment(store, number, day, sight, hides, agreed, scope, now.state, reviews)


def is_ready(when: Moment) -> bool:
    """Whether the standing is there at once. If not, the whole register is read and a reader should be told."""
    if when.scope is not None:
        return when.day == clock.today() or remembered(("standing", when.shown))
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
    if (scope := when.scope) is not None and when.sight != WHOLE:
        return remember(("standing", when.shown), lambda: _of_scope(engine, when, scope), small=True)
    is_past = when.day < clock.today()

    def make() -> Standing:
        register = as_at_number(engine, when.number, sight=WHOLE) if is_past else live(engine, None).register
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


def _of_scope(engine: sa.Engine, when: Moment, scope: Scope) -> Standing:
    """The standing for people of some boards, from what is read for them."""
    now = live(engine, scope).register
    if when.day == clock.today():
        return veiled_standing(rules.build(now, today=when.day), hidden(now, when.sight))
    with reading(engine) as connection:
        then = read_as_at(connection, when.number, now, scope)
    return veiled_standing(rules.build(then, today=when.day), hidden_now(engine, when.sight))


def zone_of(standing: Standing) -> ZoneInfo:
    """The time zone of the register's board: where a day begins and ends."""
    board = next(iter(standing.register.boards.values()), None)
    return ZoneInfo(board.timezone) if board else clock.LONDON
