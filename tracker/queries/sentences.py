"""The trail in words: what one press of a button did is one sentence, however many fields it touched."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from tracker.rules import words
from tracker.rules.dates import in_words
from tracker.rules.records import TrailEntry
from tracker.rules.register import Register


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


THINGS = {
    "action": "action",
    "action_part": "link to a part",
    "action_update": "update",
    "agency": "agency",
    "agency_group": "group",
    "agency_group_member": "membership",
    "ask": "ask",
    "board": "board",
    "chase": "chase",
    "check_back": "check-back",
    "cross_reference": "cross-reference",
    "decision": "decision",
    "evidence": "evidence",
    "extension": "new date",
    "learning_point": "learning point",
    "meeting": "meeting",
    "not_doing": "not-doing entry",
    "part": "part",
    "person": "person",
    "person_role": "role",
    "promise": "promise",
    "recommendation": "recommendation",
    "recommendation_theme": "theme link",
    "review": "review",
    "setting": "setting",
    "theme": "theme",
}
_TELLING = {
    "action": "title", "action_update": "narrative", "agency": "name", "agency_group": "name", "ask": "agency_id",
    "chase": "text", "cross_reference": "as_written", "decision": "text", "evidence": "title", "extension": "to_due",
    "meeting": "title", "not_doing": "kind", "part": "text", "person": "name", "person_role": "role",
    "recommendation": "title", "recommendation_theme": "theme_id", "review": "title", "theme": "name",
    "verification": "outcome", "check_back": "due",
}  # fmt: skip
_QUIET = frozenset({"id", "version", "status_on", "claimed_on", "claimed_by", "agreed_on", "agreed_by", "confirmed_by",
                    "confirmed_on", "closed_by", "ended_by", "withdrawn_by", "checked_by",
                    "former_status"})  # fmt: skip
_VOCABULARY = {
    "status": words.Status, "own_rating": words.OwnRating, "rung": words.Rung, "outcome": words.Outcome,
    "response": words.Response, "state": words.Publication, "kind": words.NotDoingKind, "role": words.Role,
    "level": words.Level, "due_exact": words.DateExactness,
}  # fmt: skip
_LONGEST = 140
REDACTED = "[no longer held]"


def sentences(register: Register, entries: Iterable[TrailEntry]) -> tuple[Sentence, ...]:
    """Sentences for entries in either order of number; neighbours of one transaction become one sentence."""
    return tuple(
        _sentence(register, sorted(group, key=lambda e: e.number))
        for _, group in groupby(entries, key=lambda e: (e.at, e.by, e.verb, e.door, e.reason))
    )


def _sentence(register: Register, group: list[TrailEntry]) -> Sentence:
    first, last = group[0], group[-1]
    person = register.people.get(first.by)
    return Sentence(
        at=first.at,
        who=person.name if person else "The tracker itself" if first.by == "system" else first.by,
        role=words.Role(first.role).label,
        verb=first.verb.replace("_", " ").capitalize(),
        subject=_subject(register, group),
        details=tuple(_details(register, group)),
        why=json.loads(first.reason) if first.reason and first.reason.startswith('"') else first.reason,
        door=words.Door(first.door).label,
        first_number=first.number,
        last_number=last.number,
    )


def _subject(register: Register, group: list[TrailEntry]) -> str:
    things = list(dict.fromkeys(e.entity_id for e in group))
    id_ = min(things, key=len) if len(things) > 1 else things[0]
    for entry in group:
        if entry.entity in ("action", "recommendation", "review", "agency", "person"):
            id_ = entry.entity_id
            break
        owner = entry.entity_id.split("|")[0]
        base = owner.rsplit("-", 1)[0] if entry.entity not in ("ask", "recommendation_theme") else owner
        if base in register.actions:
            id_ = base
            break
    named = register.actions.get(id_) or register.recommendations.get(id_)
    return f"{id_} {named.title}" if named else id_


def _details(register: Register, group: list[TrailEntry]) -> Iterator[str]:
    if group[0].field is None:
        return
    for (entity, id_), entries in groupby(group, key=lambda e: (e.entity, e.entity_id)):
        told = {e.field: e for e in entries}
        thing = THINGS.get(entity, entity.replace("_", " "))
        made = told.get("id")
        if made is not None:
            telling = told.get(_TELLING.get(entity, ""))
            value = (telling.after if made.after else telling.before) if telling else None
            text = _shown(register, telling.field or "", value) if telling and value else id_
            yield f"{'New' if made.after else 'Removed'} {thing}: {text}"
            continue
        for field, entry in told.items():
            if field not in _QUIET:
                before, after = (_shown(register, field or "", v) for v in (entry.before, entry.after))
                yield f"{(field or '').replace('_id', '').replace('_', ' ').capitalize()}: {before} → {after}"


def _shown(register: Register, field: str, told: str | None) -> str:
    if told is None:
        return "nothing"
    try:
        value: Any = json.loads(told)
    except ValueError:
        return REDACTED
    if field in _VOCABULARY:
        return next((w.label for w in _VOCABULARY[field] if w.value == value), str(value))
    if field.endswith("agency_id") or field in ("owner_id", "successor_id", "parent_id"):
        return register.agencies[value].name if value in register.agencies else str(value)
    if field == "theme_id":
        return register.themes[value].name if value in register.themes else str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-" and value[7:8] == "-":
        return in_words(date.fromisoformat(value)) if value.replace("-", "").isdecimal() else value
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
