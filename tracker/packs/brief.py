"""What a paper is made from: how the register stands, how it stood before, and what was asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.rules.overlap import NOTHING_NEAR, Near
from tracker.rules.paper import Paper
from tracker.rules.records import Meeting
from tracker.rules.register import Register
from tracker.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Asked:
    """What a paper is to be about. Each kind of paper needs some of it and knows nothing of the rest."""

    id: str | None = None
    """The meeting, the agency, the recommendation, the theme or the review."""
    day: date | None = None
    """The day of the meeting, entered or not."""
    since: date | None = None
    until: date | None = None
    """The first and the last day of the year."""
    board_id: str | None = None
    """Only this board's meetings; who asks has left the other boards' reviews out."""


@dataclass(frozen=True, eq=False)
class Brief:
    """A standing, an earlier one to hold it against (None where there is nothing earlier), and what was asked."""

    now: Standing
    then: Standing | None
    asked: Asked
    near: Near = NOTHING_NEAR
    """Which recommendations ask for much the same."""

    @property
    def register(self) -> Register:
        """The register as it stands."""
        return self.now.register

    @property
    def today(self) -> date:
        """The day that it is as at."""
        return self.now.today


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper: one file and one line in `every.PAPERS`."""

    kind: str
    title: str
    build: Callable[[Brief], Paper]
    earlier: Callable[[Standing, Asked], date | None]
    """As at which earlier day it holds the register against, if against any."""
    about: str
    """What it needs to be told, in words: "a meeting"."""
    public: bool = False
    """Goes into more hands than the board's: reviews that were not published by its day are left out, unless the paper
    is about that very review."""


def never(_now: Standing, _asked: Asked) -> date | None:
    """For a paper that holds the register against no earlier day."""
    return None


def meeting_of(register: Register, asked: Asked) -> Meeting | None:
    """The meeting that is asked for: by its id, else the first of its day. None where none is entered."""
    if asked.id is not None:
        return register.meetings.get(asked.id)
    found = (m for m in register.meetings.values() if m.held_on == asked.day and asked.board_id in (None, m.board_id))
    return next(found, None)


def last_meeting(register: Register, asked: Asked) -> Meeting | None:
    """The meeting before the one that is asked for, of the same board."""
    meeting = meeting_of(register, asked)
    day = meeting.held_on if meeting else asked.day
    board_id = meeting.board_id if meeting else asked.board_id
    if day is None:
        return None
    earlier = [m for m in register.meetings.values() if m.held_on < day and board_id in (None, m.board_id)]
    return max(earlier, key=lambda m: (m.held_on, m.id), default=None)
