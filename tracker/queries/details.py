"""What a reader needs of one thing in one step of the trail: its fields and their values in words, and no more."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.queries.telling import named, of_any_kind, thing
from tracker.rules import chasing, retention, words
from tracker.rules.by_board import kind_of
from tracker.rules.chasing import Chasing
from tracker.rules.dates import in_words
from tracker.rules.errors import BadValueError
from tracker.rules.records import TrailEntry
from tracker.rules.register import Register
from tracker.rules.thresholds import CHECK_BACKS, LABELS, SETTING_ID, Thresholds


@dataclass(frozen=True)
class Thing:
    """One thing in one step: its name in words, and the entries about it by field."""

    entity: str
    id: str
    name: str
    told: dict[str, TrailEntry]


NEW = {
    "action": ("Owner: {owner_id}", "Due: {due}"), "action_part": ("For {part_id}",),
    "action_update": ("{narrative}", "Own rating: {own_rating}"), "chase": ("{text}", "To: {to}", "{rung}"),
    "check_back": ("Check-back on {due}",), "cross_reference": ("{note}",),
    "decision": ("{text}", "About {about}"), "evidence": ("{title}", "Rung: {rung}", "About {about}"),
    "extension": ("Due {from_due}", "Asked for: {to_due}"), "learning_point": ("{summary}",),
    "ladder_contact": ("{rung}", "Of {agency_id}"),
    "meeting": ("{title}",),
    "not_doing": ("{kind}", "Until {until}"), "part": ("{text}",), "person": ("Address: {email}",),
    "person_role": ("{role}", "For {agency_id}", "Deputy: {deputy}", "Given by {source}"),
    "overlap_judgement": ("{answer}", "Why: {reason}"), "promise": ("Kept by {kept_by}",),
    "recommendation_theme": ("Theme: {theme_id}",), "redaction": ("{reason}",),
    "legal_hold": ("{kind}", "{reason}"), "disposal": ("{reason}", "Kept for years: {years}"), "review": ("{title}",),
    "setting": ("{value}",), "theme": ("{definition}",),
}  # fmt: skip
"""What is told of a new thing (or of one taken away): a line for each field that was filled in."""
FIELDS = {
    "agency_id": "Agency", "cue_words": "Words that suggest it", "due_text": "Due, as written",
    "lead": "Lead role", "owner_id": "Owner", "parent_id": "Belongs to", "promoted_to": "Became",
    "published_text": "Published, as written", "successor_id": "Answered for by", "value": "",
}  # fmt: skip
QUIET = frozenset({"id", "version", "former_status", "position", "file_hash", "document_hash", "due_exact", "confirmed",
                   "score", "status_on", "claimed_on", "values", "entity", "field"})  # fmt: skip
LONGEST = 140
REDACTED = "[no longer held]"
NOTHING = "nothing"
_VOCABULARY: dict[str, tuple[type[words.Word], ...]] = {
    "status": (words.Status,), "own_rating": (words.OwnRating,), "rung": (words.Rung, words.LadderRung),
    "outcome": (words.Outcome, words.CheckOutcome), "response": (words.Response,), "state": (words.Publication,),
    "kind": (words.NotDoingKind, words.EvidenceKind, words.HoldKind), "role": (words.Role,), "level": (words.Level,),
    "way": (words.SendingWay,), "found": (words.Found,), "direction": (words.Direction,), "change": (words.ChangeKind,),
    "answer": (words.Sameness,),
}  # fmt: skip
_THING = {"part_id": "part", "theme_id": "theme", "group_id": "agency_group", "person_id": "person",
          "board_id": "board", "review_id": "review", "meeting_id": "meeting"}  # fmt: skip
_AGENCY = frozenset({"agency_id", "owner_id", "successor_id", "parent_id"})
_ANY = frozenset({"kept_by", "promoted_to", "to_id", "from_id", "recommendation_id", "action_id", "ask_id"})


def details(register: Register, one: Thing, *, about_it: bool, day: date) -> Iterator[str]:
    """Lines about one thing; it is named in them where the sentence is about another. `day`: when it was recorded."""
    made = one.told.get("id")
    if made is None:
        yield from _which(register, one)
        start = "" if about_it else f"{_capital(one.name)}: "
        for field, entry in one.told.items():
            if field and not _is_quiet(field, entry, day):
                yield from (f"{start}{change}" for change in _changes(register, one.id, field, entry))
    elif not about_it:
        yield f"{'Also new' if made.after else 'Taken away'}: {_kind(one)}{one.name}"
    else:
        said = _filled_in(register, one)
        yield from said if made.after else [f"Taken away: {line[:1].lower()}{line[1:]}" for line in said[:1]]


def _kind(one: Thing) -> str:
    return f"{kind} " if (kind := thing(one.entity)) not in one.name else ""


def _is_quiet(field: str, entry: TrailEntry, day: date) -> bool:
    """What the sentence says already: who did it, and when, where that is the day it was recorded."""
    return field in QUIET or field.endswith("_by") or (field.endswith("_on") and entry.after == f'"{day}"')


def _which(register: Register, one: Thing) -> Iterator[str]:
    """Of the things filed under an action, the one that was changed or taken out."""
    if one.entity == "evidence" and one.id in register.evidence:
        yield f"Evidence: {register.evidence[one.id].title}"
    if one.entity == "extension" and "refused_on" in one.told and one.id in register.extensions:
        yield f"Asked for: {in_words(register.extensions[one.id].to_due)}"


def _filled_in(register: Register, one: Thing) -> list[str]:
    said = []
    for line in NEW.get(one.entity, ()):
        field = line[line.index("{") + 1 : line.index("}")]
        entry = one.told.get(field)
        value = (entry.after or entry.before) if entry else None
        if value in (None, "false"):
            continue
        if (kind := kind_of(one.id)) in _SETTINGS:
            said += [f"{name}: {number}" for name, number in _SETTINGS[kind](value).items()]
        else:
            said.append(line.replace(f"{{{field}}}", shown(register, field, value)))
    return said


def _changes(register: Register, id_: str, field: str, entry: TrailEntry) -> Iterator[str]:
    if (kind := kind_of(id_)) in _SETTINGS:
        was, is_ = _SETTINGS[kind](entry.before), _SETTINGS[kind](entry.after)
        yield from (f"{name}: {was.get(name, NOTHING)} → {is_[name]}" for name in is_ if was.get(name) != is_[name])
        return
    word = FIELDS.get(field, field.removesuffix("_id").replace("_", " ").capitalize())
    before, after = (shown(register, field, told) if told is not None else "" for told in (entry.before, entry.after))
    start = f"{word}: " if word else ""
    yield f"{start}{before} → {after or NOTHING}" if before else f"{start}{after or NOTHING}"


def shown(register: Register, field: str, told: str) -> str:
    """A value of the trail in words."""
    try:
        value: Any = json.loads(told)
    except ValueError:
        return REDACTED
    for vocabulary in _VOCABULARY.get(field, ()):
        if found := next((w.label for w in vocabulary if w.value == value), None):
            return found
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _short(", ".join(map(str, value)))
    text = str(value)
    if field in _AGENCY:
        return register.agencies[text].name if text in register.agencies else text
    if field == "theme_id" and text in register.themes:
        return register.themes[text].name
    if field in _THING:
        return named(register, _THING[field], text)
    if (day := _day(text[:10] if field == "value" else text)) is not None:
        return in_words(day)
    return of_any_kind(register, text) if field in _ANY or field == "about" else _short(text)


def _thresholds(told: str | None) -> dict[str, str]:
    """Thresholds by what each of them is; none where they cannot be read."""
    try:
        limits = Thresholds.from_json(json.loads(told or '"{}"'))
    except (ValueError, TypeError, BadValueError):
        return {}
    months = " and ".join(map(str, limits.check_back_months))
    return {words_: str(getattr(limits, name)) for name, words_ in LABELS.items()} | {CHECK_BACKS: months}


def _chasing(told: str | None) -> dict[str, str]:
    """The settings of chasing by what each of them is; none where they cannot be read."""
    try:
        return Chasing.from_json(json.loads(told or '"{}"')).in_words
    except (ValueError, TypeError, BadValueError):
        return {}


def _retention(told: str | None) -> dict[str, str]:
    """For how many years evidence is kept; nothing where it cannot be read."""
    try:
        return {retention.YEARS: str(retention.Retention.from_json(json.loads(told or '"{}"')).years)}
    except (ValueError, TypeError, BadValueError):
        return {}


_SETTINGS: dict[str, Callable[[str | None], dict[str, str]]] = {
    SETTING_ID: _thresholds,
    chasing.SETTING_ID: _chasing,
    retention.SETTING_ID: _retention,
}
"""Settings that are told one line a value."""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 and text[4] == "-" else None
    except ValueError:
        return None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
