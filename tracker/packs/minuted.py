"""The minutes of a meeting in a paper: who was there, what was said and decided about each item, what was put off."""

from collections.abc import Iterator, Sequence

from tracker.packs.saying import day, named, who
from tracker.rules.dates import list_in_words, plural
from tracker.rules.minutes import MinutedItem, Minutes, minutes
from tracker.rules.paper import Block, Facts, Heading, Says, Table
from tracker.rules.records import Decision, Meeting
from tracker.rules.register import Register
from tracker.rules.standing import Standing


def section(now: Standing, meeting: Meeting) -> Iterator[Block]:
    """The minutes, once there is something to minute: whole where the meeting is over, so far where it is not."""
    said = minutes(now, meeting.id)
    register = now.register
    noted = any(one.item.note for one in (*said.items, *said.put_off))
    if not (meeting.ended_on or said.present or said.apologies or said.decisions or said.put_off or noted):
        return
    yield Heading("Minutes" if meeting.ended_on else "Minutes, so far")
    yield from _who(register, said)
    yield Says(f"{plural(len(said.decisions), 'decision')}." if said.decisions else "No decision is minuted.")
    if meeting.ended_on and said.items:
        yield _items(register, said.items)
    elif told := [one for one in said.items if one.decisions or one.item.note]:
        yield _items(register, told)
    if said.others:
        yield Heading("Decided beside the agenda", 2)
        yield _others(register, said.others)
    if said.put_off:
        yield Heading("Put off", 2)
        yield _put_off(register, said.put_off)


def _who(register: Register, said: Minutes) -> Iterator[Block]:
    meeting = said.meeting
    told = (
        ("Present", list_in_words(said.present)),
        ("Apologies", list_in_words(said.apologies)),
        ("Ended", f"{day(meeting.ended_on)}, {who(register, meeting.ended_by)}" if meeting.ended_on else ""),
        ("Next meeting", day(said.next.held_on) if said.next else ""),
    )
    if pairs := tuple((name, words) for name, words in told if words):
        yield Facts(pairs, "Who was at the meeting")


def _items(register: Register, items: Sequence[MinutedItem]) -> Table:
    rows = tuple(
        (
            f"{one.number}",
            f"{one.item.title}\n{one.item.kind.label}",
            one.item.note or "",
            "\n".join(_decided(register, decision) for decision in one.decisions) or "–",
        )
        for one in items
    )
    heads = ("Item", "What", "Said", "Decided, by its minute number")
    return Table(heads, rows, "What was said and decided about each item", "Minutes", (0.5, 4, 2.5, 3))


def _decided(register: Register, one: Decision) -> str:
    return f"{one.minute} {one.kind.label}: {one.text} ({who(register, one.decided_by)})"


def _others(register: Register, some: Sequence[Decision]) -> Table:
    rows = tuple((named(register, one.about), _decided(register, one)) for one in some)
    heads = ("About", "Decided, by its minute number")
    return Table(heads, rows, "Decisions that belong to no item of the agenda", "Decisions", (3, 4))


def _put_off(register: Register, items: Sequence[MinutedItem]) -> Table:
    rows = tuple(
        (
            f"{one.item.title}\n{one.item.kind.label}",
            one.item.deferred_reason or "",
            f"{who(register, one.item.deferred_by)}, {day(one.item.deferred_on)}",
        )
        for one in items
    )
    return Table(("Item", "Why put off", "By"), rows, "Items that were put off", "Put off", (3, 3, 2))
