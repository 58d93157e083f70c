"""Meetings: which there are, what the next one should take, and what the minutes of one say."""

from datetime import date

import sqlalchemy as sa

from tracker.queries.overlapping import near, rests_on
from tracker.queries.remember import recall, remember
from tracker.queries.standing import moment, standing, standing_at
from tracker.rules import minutes as rules
from tracker.rules.agenda import Suggested, suggest
from tracker.rules.errors import UnknownError
from tracker.rules.meetings import last_meeting
from tracker.rules.minutes import Minutes, Sat
from tracker.rules.records import Meeting
from tracker.rules.sight import Sight
from tracker.rules.standing import Standing


def meetings(
    engine: sa.Engine, as_at: date | None = None, *, board_id: str | None = None, sight: Sight
) -> tuple[Sat, ...]:
    """The meetings, of one board if told, each with how much it had to take, decided and put off: the latest first."""
    return rules.sat(standing(engine, as_at, sight=sight).register, board_id)


def suggested(engine: sa.Engine, meeting_id: str, *, sight: Sight) -> tuple[Suggested, ...]:
    """What the tracker would put on the agenda of a meeting, of what somebody may see: as everything stands today, or
    stood at the end of the meeting's day where that is over."""
    when = moment(engine, sight=sight)
    here = standing_at(engine, when)
    meeting = _meeting(here, meeting_id)
    now = standing(engine, meeting.held_on, sight=sight) if meeting.held_on < when.day else here
    key = ("agenda", when.shown, meeting_id, rests_on(engine, now.register))
    known: tuple[Suggested, ...] | None = recall(key)
    if known is not None:
        return known
    like = near(engine, now, sight=sight)  # before anything is locked: it may take a while

    def make() -> tuple[Suggested, ...]:
        return suggest(now, meeting, since(engine, meeting_id, sight=sight), like)

    return remember(key, make, small=True)


def since(engine: sa.Engine, meeting_id: str, *, sight: Sight) -> Standing | None:
    """How everything stood at the end of the day of the last meeting of the same board; None before the first."""
    here = standing(engine, sight=sight)
    last = last_meeting(here.register, _meeting(here, meeting_id))
    return standing(engine, last.held_on, sight=sight) if last else None


def minutes(engine: sa.Engine, meeting_id: str, as_at: date | None = None, *, sight: Sight) -> Minutes:
    """What the minutes of a meeting say, now or as at a past day. Raises UnknownError where there is none."""
    return rules.minutes(standing(engine, as_at, sight=sight), meeting_id)


def _meeting(here: Standing, meeting_id: str) -> Meeting:
    found = here.register.meetings.get(meeting_id)
    if found is None:
        raise UnknownError("meeting", meeting_id, here.register.meetings)
    return found
