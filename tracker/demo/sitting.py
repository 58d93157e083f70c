"""A meeting of the illustrative subgroup: its agenda made by the rules as of that day, decided, ended; the next one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from tracker.commands import agendas, decisions, meetings, recommendations
from tracker.demo import occasions
from tracker.demo.days import Happening, on
from tracker.demo.occasions import Sitting
from tracker.demo.people import CHAIR, MANAGER
from tracker.demo.play import Player
from tracker.queries.register import current
from tracker.rules.agenda import Suggested, suggest
from tracker.rules.agenda_look import subject
from tracker.rules.records import AgendaItem
from tracker.rules.sight import WHOLE
from tracker.rules.standing import Standing, build
from tracker.rules.words import Door

TITLE, BEGINS, PLACE = "Quality-assurance subgroup", "10:00", "Committee room and video"
THERE = (
    "Chair of the quality-assurance subgroup",
    "Designated nurse",
    "Detective inspector",
    "Independent scrutineer",
    "Business manager",
)
AWAY = ("Head teacher representative",)
NOTES = (
    "Noted.",
    "Taken as read; the lead reports at the next meeting.",
    "The subgroup asks for the figures by team.",
)


@dataclass
class Course:
    """How one meeting goes: its agenda, the first item about each thing, and what of it was decided."""

    items: tuple[AgendaItem, ...] = ()
    item_about: dict[str | None, str] = field(default_factory=dict)
    decided: set[str | None] = field(default_factory=set)


def all_of_them(player: Player) -> Iterator[Happening]:
    """Every meeting, those that were held and those that are entered only."""
    seen: dict[str, Standing] = {}
    for sitting in occasions.SITTINGS:
        course = Course()
        yield Happening(sitting.day, partial(_enter, player, sitting, MANAGER.id))
        yield Happening(sitting.day, partial(_make, player, sitting, seen, course))
        yield Happening(sitting.day, partial(_who_came, player, sitting))
        for about, words in sitting.decisions:
            yield Happening(sitting.day, partial(_decide, player, sitting, course, about, words))
        yield from (Happening(sitting.day, partial(_close, player, id_)) for id_ in sitting.closes)
        yield Happening(sitting.day, partial(_note, player, course))
        yield Happening(sitting.day, partial(_end, player, sitting))
    for sitting in occasions.TO_COME:
        yield Happening(occasions.ENTERED, partial(_enter, player, sitting, MANAGER.id))
        if sitting.day <= 0:
            yield Happening(occasions.AGENDA_MADE, partial(_make, player, sitting, seen, Course()))


def _id(player: Player, sitting: Sitting) -> str:
    return f"M-{on(player.today, sitting.day).isoformat()}"


def _enter(player: Player, sitting: Sitting, by: str, at: datetime) -> None:
    meetings.hold(
        player.engine, board_id=sitting.board, held_on=on(player.today, sitting.day), title=TITLE, begins=BEGINS,
        place=PLACE, by=by, at=at, door=Door.BROWSER,
    )  # fmt: skip


def _make(player: Player, sitting: Sitting, seen: dict[str, Standing], course: Course, at: datetime) -> None:
    """What the tracker would have suggested on that day: its own clock knows today only."""
    register = current(player.engine, sight=WHOLE)
    meeting = register.meetings[_id(player, sitting)]
    now = build(register, today=min(meeting.held_on, on(player.today, -1)))
    found = suggest(now, meeting, seen.get(sitting.board))
    seen[sitting.board] = now
    course.items = agendas.make(
        player.engine, meeting_id=meeting.id, items=_some(found, sitting), by=MANAGER.id, at=at, door=Door.BROWSER
    )
    for item in course.items:
        course.item_about.setdefault(item.about and subject(register, item.about), item.id)


def _some(found: tuple[Suggested, ...], sitting: Sitting) -> tuple[Suggested, ...]:
    """What fits into a meeting: of each kind the worst few, as a business manager would take them."""
    kept, counted = [], dict[str, int]()
    for one in found:
        counted[one.kind] = counted.get(one.kind, 0) + 1
        if counted[one.kind] <= sitting.most_of_a_kind:
            kept.append(one)
    return tuple(kept)


def _who_came(player: Player, sitting: Sitting, at: datetime) -> None:
    meetings.attendance(
        player.engine, meeting_id=_id(player, sitting), present=THERE, apologies=AWAY, by=CHAIR.id, at=at,
        door=Door.BROWSER,
    )  # fmt: skip


def _decide(player: Player, sitting: Sitting, course: Course, about: str, words: str, at: datetime) -> None:
    id_ = player.id_of(about)
    item_id = course.item_about.get(id_)
    course.decided.add(item_id)
    decisions.note(
        player.engine, meeting_id=_id(player, sitting), about=id_, item_id=item_id, text=words, by=CHAIR.id, at=at,
        door=Door.BROWSER,
    )  # fmt: skip


def _note(player: Player, course: Course, at: datetime) -> None:
    """What was not decided was noted: nothing of these agendas was left open."""
    for number, item in enumerate(course.items):
        if item.id not in course.decided:
            text = NOTES[number % len(NOTES)]
            agendas.note(player.engine, item_id=item.id, text=text, by=CHAIR.id, at=at, door=Door.BROWSER)


def _close(player: Player, recommendation_id: str, at: datetime) -> None:
    recommendations.close(player.engine, recommendation_id=recommendation_id, by=CHAIR.id, at=at, door=Door.BROWSER)


def _end(player: Player, sitting: Sitting, at: datetime) -> None:
    meetings.end(player.engine, meeting_id=_id(player, sitting), by=CHAIR.id, at=at, door=Door.BROWSER)
