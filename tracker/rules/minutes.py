"""What the minutes of a meeting say, as one value: a page, a paper and the command line draw the same.

Pure: told how the register stands, or stood.
"""

from dataclasses import dataclass

from tracker.rules.errors import UnknownError
from tracker.rules.meetings import Slot, meetings_of, next_meeting, timetable, when
from tracker.rules.records import AgendaItem, Decision, Meeting
from tracker.rules.register import Register
from tracker.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class MinutedItem:
    """An item that was on the agenda, by its number there, with what was decided about it. One that was put off says so
    itself (`item.deferred_reason`) and has no number."""

    number: int | None
    item: AgendaItem
    slot: Slot
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting. `others` are the decisions that belong to no item; names are as somebody wrote them."""

    meeting: Meeting
    board: str
    present: tuple[str, ...]
    apologies: tuple[str, ...]
    items: tuple[MinutedItem, ...]
    put_off: tuple[MinutedItem, ...]
    others: tuple[Decision, ...]
    next: Meeting | None = None

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, by item, then those without one."""
        return tuple(one for item in (*self.items, *self.put_off) for one in item.decisions) + self.others


@dataclass(frozen=True, slots=True)
class Sat:
    """A meeting in a list: how many items stand on its agenda, about how many something was decided, how many decisions
    it took, how many items it put off."""

    meeting: Meeting
    items: int
    decided: int
    decisions: int
    put_off: int


def minutes(standing: Standing, meeting_id: str) -> Minutes:
    """What the minutes of a meeting say. Raises UnknownError where the register does not know the meeting."""
    register = standing.register
    meeting = register.meetings.get(meeting_id)
    if meeting is None:
        raise UnknownError("meeting", meeting_id, register.meetings)
    every, decisions = register.agenda_of.get(meeting.id, ()), register.decisions_of.get(meeting.id, ())
    kept = [item for item in every if not item.deferred_on]
    slots = timetable(meeting, kept)
    known = {item.id for item in every}
    return Minutes(
        meeting,
        register.boards[meeting.board_id].name,
        meeting.present,
        meeting.apologies,
        tuple(
            MinutedItem(number, item, slot, _about(decisions, item))
            for number, (item, slot) in enumerate(zip(kept, slots, strict=True), 1)
        ),
        tuple(MinutedItem(None, item, Slot(), _about(decisions, item)) for item in every if item.deferred_on),
        tuple(one for one in decisions if one.item_id not in known),
        next_meeting(register, meeting),
    )


def sat(register: Register, board_id: str | None = None) -> tuple[Sat, ...]:
    """The meetings of a board, or of all, each with its counts: the latest first."""
    boards = [board_id] if board_id else list(register.boards)
    found = (_counted(register, meeting) for id_ in boards for meeting in meetings_of(register, id_))
    return tuple(sorted(found, key=lambda one: when(one.meeting), reverse=True))


def _counted(register: Register, meeting: Meeting) -> Sat:
    items, decisions = register.agenda_of.get(meeting.id, ()), register.decisions_of.get(meeting.id, ())
    off = sum(1 for item in items if item.deferred_on)
    decided = {one.item_id for one in decisions if one.item_id}
    return Sat(meeting, len(items) - off, len(decided), len(decisions), off)


def _about(decisions: tuple[Decision, ...], item: AgendaItem) -> tuple[Decision, ...]:
    return tuple(one for one in decisions if one.item_id == item.id)
