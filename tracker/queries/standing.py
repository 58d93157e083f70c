"""How the register stands on a day, with every rating. Worked out once for each state of the store and shared."""

from datetime import date
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from tracker import clock
from tracker.queries.register import as_at_number, current, last_change
from tracker.queries.remember import remember
from tracker.rules import standing as rules
from tracker.rules.standing import Standing


def change_number(engine: sa.Engine, as_at: date | None = None) -> int:
    """The number of the last register change (by the end of a past day): what a reader quotes as "register no."."""
    past = as_at is not None and as_at < clock.today()
    return last_change(engine, before=clock.end_of(as_at)) if past and as_at else last_change(engine)


def standing(engine: sa.Engine, as_at: date | None = None) -> Standing:
    """The standing on a past day as the register stood then, or now. The same answer is the same object.

    A past day's standing rests on the trail up to that day only, so nothing recorded later can move it.
    """
    today = clock.today()
    day = min(as_at or today, today)
    number = change_number(engine, day)

    def make() -> Standing:
        register = current(engine) if day == today else as_at_number(engine, number)
        return rules.build(register, today=day)

    return remember((engine.url.render_as_string(), "standing", number, day), make)


def zone_of(standing: Standing) -> ZoneInfo:
    """The time zone of the register's board: where a day begins and ends."""
    board = next(iter(standing.register.boards.values()), None)
    return ZoneInfo(board.timezone) if board else clock.LONDON
