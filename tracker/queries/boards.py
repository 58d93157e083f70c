"""Across boards: how each of them stands, and what the others have published that one's own overlaps with."""

from datetime import date

import sqlalchemy as sa

from tracker.queries.live import live
from tracker.queries.overlapping import near_of, rests_on
from tracker.queries.remember import remember
from tracker.queries.scope import PUBLISHED
from tracker.queries.standing import moment, standing_at
from tracker.rules.across import BoardFigures, Elsewhere, beside, by_board
from tracker.rules.sight import Sight
from tracker.rules.standing import build


def overview(engine: sa.Engine, as_at: date | None = None, *, sight: Sight) -> tuple[BoardFigures, ...]:
    """The figures of each board that this sight sees, in register order."""
    when = moment(engine, as_at, sight=sight)
    return remember(("boards", when.shown), lambda: by_board(standing_at(engine, when)), small=True)


def elsewhere(engine: sa.Engine, *, sight: Sight) -> Elsewhere:
    """What other boards have published that asks for much the same as one's own recommendations; nothing for whoever
    sees every board, whose own lists hold it all."""
    when = moment(engine, sight=sight)
    now = standing_at(engine, when)
    mine = frozenset(now.register.recommendations)
    if sight.boards is None or not mine:
        return Elsewhere(now.register, mine, ())
    theirs = live(engine, PUBLISHED)
    joined = remember(("beside", when.shown, theirs.state), lambda: beside(now.register, theirs.register), small=True)
    key = ("elsewhere", rests_on(engine, joined), mine)

    def make() -> Elsewhere:
        found = near_of(engine, build(joined, today=now.today), list(now.register.reviews), sight=sight)
        return Elsewhere(joined, mine, tuple(one for one in found.pairs if (one.a in mine) != (one.b in mine)))

    return remember(key, make, small=True)
