"""What the finders of an agenda look at: how everything stands, the meeting, and how it stood at the last one."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.rules.meetings import last_meeting
from tracker.rules.overlap import NOTHING_NEAR, Near
from tracker.rules.records import AgendaItem, Meeting
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.words import AgendaKind


@dataclass(frozen=True, slots=True)
class Find:
    """Something that belongs on the agenda. `subject` is what it comes down to, an action or a recommendation: of one
    subject there is one item. `order` stands within the kind: the least is taken first."""

    kind: AgendaKind
    subject: str
    about: str | None
    title: str
    why: str
    order: tuple[float | str, ...]


@dataclass(frozen=True, eq=False)
class Look:
    """What the finders look at: how everything stands, the meeting, how it stood at the last one, and which
    recommendations ask for much the same."""

    now: Standing
    meeting: Meeting
    since: Standing | None = None
    near: Near = NOTHING_NEAR

    @property
    def register(self) -> Register:
        """The register of the day."""
        return self.now.register

    @property
    def day(self) -> date:
        """The day of the meeting, or today where that is later."""
        return max(self.now.today, self.meeting.held_on)

    @cached_property
    def last(self) -> Meeting | None:
        """The meeting before this one."""
        return last_meeting(self.register, self.meeting)

    @cached_property
    def before_last(self) -> Meeting | None:
        """The meeting before that."""
        return last_meeting(self.register, self.last) if self.last else None

    @cached_property
    def put_off(self) -> dict[str, AgendaItem]:
        """What the last meeting put off, by subject."""
        items = self.register.agenda_of.get(self.last.id, ()) if self.last else ()
        return {subject_of(self.register, item): item for item in items if item.deferred_on}

    def ours(self, review_id: str) -> bool:
        """Whether a review is of this meeting's board; all are where there is only one board."""
        boards = self.register.boards
        return len(boards) < 2 or self.register.reviews[review_id].board_id == self.meeting.board_id

    def has_recommendation(self, recommendation_id: str) -> bool:
        """Whether a recommendation is there, and this board's."""
        recommendation = self.register.recommendations.get(recommendation_id)
        return recommendation is not None and self.ours(recommendation.review_id)

    def has_action(self, action_id: str) -> bool:
        """Whether an action is there, and answers anything of this board's."""
        if action_id not in self.register.actions:
            return False
        recommendations = self.register.recommendations_of_action[action_id]
        if not recommendations:
            return self.ours(self.register.actions[action_id].review_id)
        return any(self.has_recommendation(id_) for id_ in recommendations)

    def on_agenda(self, meeting: Meeting) -> frozenset[str]:
        """The subjects that stood on a meeting's agenda."""
        return frozenset(subject_of(self.register, item) for item in self.register.agenda_of.get(meeting.id, ()))


def subject_of(register: Register, item: AgendaItem) -> str:
    """What an item comes down to: the action or the recommendation behind what it is about; else that itself."""
    return subject(register, item.about) if item.about else f"item {item.id}"


def subject(register: Register, about: str) -> str:
    """The action or the recommendation behind the thing of an id."""
    for table in (register.extensions, register.check_backs, register.dip_findings):
        if filed := table.get(about):
            return str(filed.action_id)
    if entry := register.not_doing.get(about):
        return entry.action_id or entry.recommendation_id or subject(register, str(entry.ask_id))
    if ask := register.asks.get(about):
        return register.parts[ask.part_id].recommendation_id
    return about
