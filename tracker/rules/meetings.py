"""Meetings in their order, and the times of an agenda: which meeting was before this one, and when each item is due.

Pure: told the register, or a meeting and its items.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from tracker.rules.errors import BadValueError
from tracker.rules.records import Meeting
from tracker.rules.register import Register

SUBGROUP_MINUTES = 90
"""How long the subgroup sits: what the minutes of an agenda are held against."""
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII | re.IGNORECASE)
_HALF_DAY = 12


class Timed(Protocol):
    """What may take time on an agenda: an item, or one that is only suggested."""

    @property
    def minutes(self) -> int | None:
        """How long is set aside for it."""


class Slot(NamedTuple):
    """When an item is taken, as 10:25 to 10:35; None where nobody knows when the meeting begins, or it was put off."""

    starts: str | None = None
    ends: str | None = None


def meetings_of(register: Register, board_id: str) -> tuple[Meeting, ...]:
    """The meetings of a board, the earliest first."""
    found = (meeting for meeting in register.meetings.values() if meeting.board_id == board_id)
    return tuple(sorted(found, key=when))


def last_meeting(register: Register, meeting: Meeting) -> Meeting | None:
    """The meeting of the same board before this one, if there was one."""
    earlier = [one for one in meetings_of(register, meeting.board_id) if when(one) < when(meeting)]
    return earlier[-1] if earlier else None


def next_meeting(register: Register, meeting: Meeting) -> Meeting | None:
    """The meeting of the same board after this one, if one is entered."""
    return next((one for one in meetings_of(register, meeting.board_id) if when(one) > when(meeting)), None)


def when(meeting: Meeting) -> tuple[object, ...]:
    """What meetings are ordered by: the day; of one day, in the order in which they were entered."""
    return (meeting.held_on, len(meeting.id), meeting.id)


def timetable(meeting: Meeting, items: Sequence[Timed]) -> tuple[Slot, ...]:
    """For each item, in the order given, from when to when it is taken. What was put off takes no time."""
    clock = _minutes_of(meeting.begins) if meeting.begins else None
    found = []
    for item in items:
        if clock is None or getattr(item, "deferred_on", None) is not None:
            found.append(Slot())
            continue
        until = clock + (item.minutes or 0)
        found.append(Slot(_as_time(clock), _as_time(until)))
        clock = until
    return tuple(found)


def minutes_together(items: Sequence[Timed]) -> int:
    """How many minutes are set aside for all of it; what was put off takes none."""
    return sum(item.minutes or 0 for item in items if getattr(item, "deferred_on", None) is None)


def time_of_day(field: str, text: str) -> str:
    """A time as kept, 09:30, from what people write: 9:30, 9.30, 9.30am, 2 pm. Raises BadValueError."""
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (-1, 0)
    half = (found[3] or "").lower() if found else ""
    if found is None or minute > 59 or hour > 23 or (half and not 1 <= hour <= _HALF_DAY) or not (found[2] or half):
        raise BadValueError(field, text, "is not a time of day: write it as 10:00")
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    return f"{hour:02d}:{minute:02d}"


def _minutes_of(time: str) -> int:
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


def _as_time(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
