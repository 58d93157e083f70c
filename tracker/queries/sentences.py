"""The trail in words: what one press of a button did is one sentence, however many fields it touched."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from tracker.queries.details import Thing, details
from tracker.queries.telling import done, named, thing
from tracker.rules import words
from tracker.rules.dates import list_in_words, plural
from tracker.rules.records import TrailEntry
from tracker.rules.register import Register
from tracker.store.convert import from_history
from tracker.store.tables import BY_NAME


@dataclass(frozen=True)
class Sentence:
    """One step of history: when (UTC), who in which role, what was done to which thing, the details, and why."""

    at: datetime
    who: str
    role: str
    verb: str
    subject: str
    details: tuple[str, ...]
    why: str | None
    door: str
    first_number: int
    last_number: int


MAIN = ("agency", "action", "recommendation", "review", "learning_point", "promise", "agency_group", "person", "theme",
        "meeting", "ask", "part")  # fmt: skip
"""Of the things of one step, those of the first of these kinds are what its sentence is about."""
FILED = frozenset({"action_part", "action_update", "evidence", "extension", "verification", "check_back"})
"""Kinds that carry the name of the action they are filed under."""
COUNTED = ("review", "recommendation", "agency", "theme", "person", "action")
"""Of very many things, the kinds that are counted."""
MANY, MOST_NAMED = 60, 2


def sentences(register: Register, entries: Iterable[TrailEntry]) -> tuple[Sentence, ...]:
    """Sentences for entries in either order of number; neighbours of one transaction become one sentence."""
    return tuple(
        _sentence(register, sorted(group, key=lambda e: e.number))
        for _, group in groupby(entries, key=lambda e: (e.at, e.by, e.verb, e.door, e.reason))
    )


def _sentence(register: Register, group: list[TrailEntry]) -> Sentence:
    first, last = group[0], group[-1]
    person = register.people.get(first.by)
    why = first.reason
    subject, told = _told(register, group)
    said = {subject.casefold(), (why or "").casefold()}
    return Sentence(
        at=first.at,
        who=person.name if person else "The tracker itself" if first.by == "system" else first.by,
        role=words.Role(first.role).label,
        verb=done(first.verb),
        subject=subject,
        details=tuple(line for line in told if line.split(": ", 1)[-1].casefold() not in said),
        why=why,
        door=words.Door(first.door).label,
        first_number=first.number,
        last_number=last.number,
    )


def _told(register: Register, group: list[TrailEntry]) -> tuple[str, list[str]]:
    """What the sentence is about, and its lines, each once."""
    found: dict[tuple[str, str], dict[str, TrailEntry]] = {}
    for entry in group:
        found.setdefault((entry.entity, entry.entity_id), {})[entry.field or ""] = entry
    if len(found) > MANY:
        return _counted(entity for entity, _ in found), []
    things = [Thing(e, id_, named(register, e, id_, _record(e, told)), told) for (e, id_), told in found.items()]
    names = _about(things)
    day = group[0].at.date()
    lines = (line for one in things for line in details(register, one, about_it=names == [one.name], day=day))
    many = f"{names[0]} and {plural(len(names) - 1, 'other')}"
    return list_in_words(names) if len(names) <= MOST_NAMED else many, list(dict.fromkeys(lines))


def _record(entity: str, told: dict[str, TrailEntry]) -> Any:
    """The record that a step made or took away, as the trail told it."""
    if "id" not in told or entity not in BY_NAME:
        return None
    values = {name: value for name, e in told.items() if (value := e.after or e.before)}
    try:
        return from_history(BY_NAME[entity].record, values)
    except (ValueError, KeyError):  # some of it is no longer held
        return None


def _about(things: list[Thing]) -> list[str]:
    """The names of what the sentence is about, each once."""
    kinds = {"action" if one.entity in FILED else one.entity for one in things}
    main = next((kind for kind in MAIN if kind in kinds), things[0].entity)
    wanted = FILED | {main} if main == "action" else {main}
    return list(dict.fromkeys(one.name for one in things if one.entity in wanted))


def _counted(entities: Iterable[str]) -> str:
    """Very many things by their number: "2 reviews, 47 recommendations and 30 agencies"."""
    counts = Counter(entities)
    kinds = [kind for kind in COUNTED if counts[kind]] or list(counts)
    return list_in_words([plural(counts[kind], thing(kind), _many(thing(kind))) for kind in kinds])


def _many(word: str) -> str:
    return {"agency": "agencies", "person": "people"}.get(word, f"{word}s")
