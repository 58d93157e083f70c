"""The agenda of a meeting as the tracker would make it: what has to be on it, why, and for how long.

Each kind of item is found by one function of `agenda_finds`. Nothing stands on an agenda twice: what is about the same
action or recommendation is one item, of the kind that is taken first, and its reason tells the others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.rules.agenda_finds import FINDERS
from tracker.rules.agenda_look import Find, Look
from tracker.rules.agenda_words import joined, quoted
from tracker.rules.dates import in_words
from tracker.rules.overlap import NOTHING_NEAR, Near
from tracker.rules.records import AgendaItem, Meeting
from tracker.rules.standing import Standing
from tracker.rules.words import AgendaKind

KINDS = tuple(AgendaKind)
MINUTES = {
    AgendaKind.CHANGED: 5,
    AgendaKind.RECURRENCE: 5,
    AgendaKind.STUCK: 5,
    AgendaKind.CLAIM: 4,
    AgendaKind.EXTENSION: 3,
    AgendaKind.CHECK_BACK: 3,
    AgendaKind.NOT_FOUND: 4,
    AgendaKind.OVERDUE: 3,
    AgendaKind.NOT_DOING: 2,
    AgendaKind.HOLE: 2,
    AgendaKind.OTHER: 5,
}
"""How long each kind of item usually takes. It is a proposal: whoever makes the agenda sets its minutes."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """An item that the tracker proposes. `about` is the id of what it is about; `why` its reason in words."""

    kind: AgendaKind
    title: str
    about: str | None
    why: str
    minutes: int | None


def same(item: AgendaItem | Suggested) -> tuple[str, str]:
    """What makes two items the same one: what they are about; else what they are called."""
    return ("about", item.about) if item.about else ("title", item.title)


def not_yet(suggested: Sequence[Suggested], there: Iterable[AgendaItem]) -> tuple[Suggested, ...]:
    """What of that is not on the agenda yet, put off or not; each once."""
    taken = {same(item) for item in there}
    fresh: dict[tuple[str, str], Suggested] = {}
    for one in suggested:
        if same(one) not in taken:
            fresh.setdefault(same(one), one)
    return tuple(fresh.values())


def suggest(
    now: Standing, meeting: Meeting, since: Standing | None = None, near: Near = NOTHING_NEAR
) -> tuple[Suggested, ...]:
    """What a meeting should take, in the order in which to take it: by kind, then the worst and the latest first.

    `now` is how everything stands on the day of the meeting, or today where it is still to come; `since` how it stood
    at the end of the day of the last meeting of the same board, None where this is the first; `near` which
    recommendations ask for much the same.
    """
    look = Look(now, meeting, since, near)
    strongest: dict[str, Find] = {}
    others: dict[str, list[Find]] = {}
    for find in sorted((one for finder in FINDERS for one in finder(look)), key=_in_order):
        if find.subject in strongest:
            others.setdefault(find.subject, []).append(find)
        else:
            strongest[find.subject] = find
    return tuple(_suggested(find, others.get(subject, ()), look) for subject, find in strongest.items())


def _in_order(find: Find) -> tuple[int, tuple[float | str, ...]]:
    return KINDS.index(find.kind), find.order


def _suggested(find: Find, others: Sequence[Find], look: Look) -> Suggested:
    also = [f"also: {other.kind.label.lower()} ({other.why})" for other in others]
    off = look.put_off.get(find.subject)
    why = joined(_put_off_words(look, off) if off else None, find.why, *also)
    minutes = off.minutes if off and off.minutes and off.kind == find.kind else MINUTES[find.kind]
    return Suggested(find.kind, find.title, find.about, why, minutes)


def _put_off_words(look: Look, item: AgendaItem) -> str:
    day = in_words(look.last.held_on) if look.last else "the last meeting"
    return f"put off on {day}: {quoted(item.deferred_reason)}"
