"""The agenda in a paper: as it was made; where nobody has made one yet, as the tracker would make it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from tracker.packs.brief import Brief
from tracker.packs.saying import named
from tracker.rules.agenda import Suggested, suggest
from tracker.rules.dates import plural
from tracker.rules.meetings import minutes_together
from tracker.rules.minutes import minutes
from tracker.rules.paper import Block, Heading, Says, Table
from tracker.rules.records import AgendaItem, Meeting
from tracker.rules.register import Register

Item: TypeAlias = AgendaItem | Suggested
NOT_MADE = "No agenda has been made: this is the one that the tracker would make."


def section(brief: Brief, meeting: Meeting | None, on: date) -> Iterator[Block]:
    """The items in their order, with how long each takes."""
    slots = {one.item.id: one.slot for one in minutes(brief.now, meeting.id).items} if meeting else {}
    made = [item for item in brief.register.agenda_of.get(meeting.id, ()) if item.id in slots] if meeting else []
    items: list[Item] = [*made] or [*_suggested(brief, meeting, on)]
    yield Heading("Agenda")
    if not made:
        yield Says(NOT_MADE)
    if not items:
        yield Says("Nothing waits for a decision.")
        return
    yield Says(f"{plural(len(items), 'item')}, {plural(minutes_together(items), 'minute')}.")
    yield _items(
        brief.register, [(item, slots[item.id].starts if isinstance(item, AgendaItem) else "") for item in items]
    )


def _suggested(brief: Brief, meeting: Meeting | None, on: date) -> list[Suggested]:
    """What the tracker would put on it: of the board whose meeting it is, else of every board."""
    meetings = [meeting] if meeting else [Meeting("", id_, on, "") for id_ in brief.register.boards]
    return [item for one in meetings for item in suggest(brief.now, one, brief.then, brief.near)]


def _items(register: Register, items: Sequence[tuple[Item, str | None]]) -> Table:
    rows = tuple(
        (
            f"{number}",
            "\n".join((item.title, item.kind.label, *_about(register, item.about))),
            item.why or "",
            "\n".join(filter(None, (starts, f"{item.minutes} min" if item.minutes else ""))),
        )
        for number, (item, starts) in enumerate(items, 1)
    )
    heads = ("Item", "What", "Why", "Time")
    return Table(heads, rows, "The agenda, in its order", "Agenda", (0.5, 4, 3.5, 0.8))


def _about(register: Register, id_: str | None) -> tuple[str, ...]:
    """The id of what an item is about; a meeting that stands for what changed says nothing."""
    return (named(register, id_).partition("\n")[0],) if id_ and id_ not in register.meetings else ()
