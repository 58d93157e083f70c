"""Everything that happens in the illustrative register, each with its day, in no order yet."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from tracker.clock import local_day
from tracker.commands import (
    asks,
    chases,
    first_data,
    not_doing,
    overlaps,
    people,
    recommendations,
    settings,
    themes,
)
from tracker.demo import afterwards, occasions, sitting
from tracker.demo.asked import WHY, withdrawn
from tracker.demo.days import FIRST_DAY, Happening
from tracker.demo.occasions import Reminder
from tracker.demo.people import CHAIR, EVERYBODY, MANAGER, Invented
from tracker.demo.plan import ROWS
from tracker.demo.play import Player
from tracker.demo.routine import with_routine
from tracker.notices import chase
from tracker.queries.register import current
from tracker.rules.chasing import Chasing
from tracker.rules.chasing_plan import letter
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.register import Register
from tracker.rules.sight import WHOLE
from tracker.rules.standing import build
from tracker.rules.words import Door, NotDoingKind, Response, Role
from tracker.store.database import SYSTEM

ANSWERED, ASKED, ACCEPTED = FIRST_DAY + 4, FIRST_DAY + 6, FIRST_DAY + 9
THEMES = -78
COMPARED = -30


def beginning(player: Player, folder: Path) -> Iterator[Happening]:
    """The first day: mark the register, load what was published, add people."""
    engine, cli = player.engine, Door.COMMAND_LINE

    def begin(at: datetime) -> None:
        settings.mark_illustrative(engine, sentence=ILLUSTRATIVE, by=SYSTEM, at=at, door=cli)

    def load(at: datetime) -> None:
        first_data.load(engine, folder, by=SYSTEM, at=at, door=cli)

    yield Happening(FIRST_DAY, begin)
    yield Happening(FIRST_DAY, load)
    for person in EVERYBODY:
        if person is not MANAGER:  # who is there from the first data
            yield Happening(FIRST_DAY, partial(_add, player, person))
            yield from (Happening(FIRST_DAY, partial(_give, player, person, *given)) for given in person.roles)


def rest(player: Player) -> Iterator[Happening]:
    """What follows, once the published data is there to look at."""
    register = current(player.engine, sight=WHOLE)
    yield from _answers(player, register)
    yield from _asks(player, register)
    for row, steps in with_routine(ROWS):
        yield Happening(row.planned, partial(player.plan, row))
        for step in steps:
            yield Happening(step.day, partial(player.play, row, step))
    yield from sitting.all_of_them(player)
    yield from afterwards.all_of_it(player)
    for reminder in occasions.REMINDERS:
        yield from _chase(player, reminder)
    yield from _themes(player)
    yield from _compared(player)


def _answers(player: Player, register: Register) -> Iterator[Happening]:
    for id_ in register.recommendations:
        why = occasions.IN_PART.get(id_)
        response = Response.IN_PART if why else Response.ACCEPTED
        command = partial(recommendations.respond, player.engine, recommendation_id=id_, response=response, reason=why)
        yield Happening(ANSWERED, partial(_by, command, MANAGER))


def _asks(player: Player, register: Register) -> Iterator[Happening]:
    gone = withdrawn()
    merged, why_merged = occasions.MERGED_ASK
    for id_ in gone:
        why = WHY[id_.partition(":")[0]]
        command = partial(asks.withdraw, player.engine, ask_id=id_, reason=why)
        yield Happening(ASKED, partial(_by, command, MANAGER))
    for id_ in register.asks:
        if id_ not in {*gone, *occasions.SILENT, merged}:
            yield Happening(ACCEPTED, partial(_by, partial(asks.accept, player.engine, ask_id=id_), MANAGER))
    enter = partial(not_doing.enter, player.engine, kind=NotDoingKind.MERGED, reason=why_merged, ask_id=merged)
    yield Happening(-420, partial(_by, enter, CHAIR))


def _themes(player: Player) -> Iterator[Happening]:
    for answer, (id_, theme_id, score) in (
        (themes.confirm, occasions.CONFIRMED),
        (themes.reject, occasions.REJECTED),
    ):
        command = partial(answer, player.engine, recommendation_id=id_, theme_id=theme_id, score=score)
        yield Happening(THEMES, partial(_by, command, CHAIR))


def _compared(player: Player) -> Iterator[Happening]:
    for one, other, answer, why in occasions.COMPARED:
        command = partial(overlaps.judge, player.engine, a_id=one, b_id=other, answer=answer, reason=why)
        yield Happening(COMPARED, partial(_by, command, CHAIR))


def _chase(player: Player, reminder: Reminder) -> Iterator[Happening]:
    sent: list[str] = []

    def send(at: datetime) -> None:
        standing = build(current(player.engine, sight=WHOLE), today=local_day(at))
        owed = letter(standing, Chasing(), reminder.agency, reminder.rung)
        made = chases.record(
            player.engine, agency_id=reminder.agency, text=chase.words(owed, "", illustrative=True), rung=reminder.rung,
            to=tuple(who.name for who in owed.to), listed=tuple(one.about for one in owed.owed), by=MANAGER.id, at=at,
            door=Door.BROWSER,
        )  # fmt: skip
        sent.append(made.id)

    def answer(at: datetime) -> None:
        chases.answered(player.engine, chase_id=sent[0], by=MANAGER.id, at=at, door=Door.BROWSER)

    yield Happening(reminder.day, send)
    if reminder.answered is not None:
        yield Happening(reminder.answered, answer)


def _add(player: Player, person: Invented, at: datetime) -> None:
    people.add(player.engine, name=person.name, email=person.email, by=SYSTEM, at=at, door=Door.COMMAND_LINE)


def _give(player: Player, person: Invented, role: Role, agency_id: str | None, at: datetime) -> None:
    people.give_role(
        player.engine, person_id=person.id, role=role, agency_id=agency_id, by=SYSTEM, at=at, door=Door.COMMAND_LINE
    )


def _by(command: Callable[..., object], person: Invented, at: datetime) -> None:
    command(by=person.id, at=at, door=Door.BROWSER)
