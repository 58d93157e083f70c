"""How an agenda calls things: "Child Ak 10b, Police", how late it is on both dates, a title that is a question."""

from collections.abc import Sequence
from datetime import date

from tracker.rules.dates import first_words, in_words, list_in_words, plural
from tracker.rules.deadlines import days_late, days_late_original, original_date
from tracker.rules.records import ActionFile, Ask
from tracker.rules.register import Register, by

LONGEST_TITLE = 90
LONGEST_QUOTED = 140
LONGEST_LABEL = 3


def titled(what: str, question: str) -> str:
    """A title of an agenda: what it is about, then what is asked of the meeting; the question is never cut."""
    return f"{first_words(what, LONGEST_TITLE - len(question) - 2)}: {question}"


def of_recommendation(register: Register, recommendation_id: str, label: str = "") -> str:
    """A recommendation, or one part of it, by its review's subject and its number: "Child Ak 10b"."""
    recommendation = register.recommendations[recommendation_id]
    part = label if len(label) <= LONGEST_LABEL else f", part {label}"
    return f"{register.reviews[recommendation.review_id].subject} {recommendation.ref}{part}"


def of_action(register: Register, action_id: str) -> str:
    """An action by the first part it answers and its owner: "Child Ak 10b and 2 more, Police"."""
    file = register.files[action_id]
    parts = [register.parts[id_] for id_ in file.part_ids]
    first = of_recommendation(register, parts[0].recommendation_id, parts[0].label) if parts else file.action.title
    more = f" and {len(parts) - 1} more" if len(parts) > 1 else ""
    owner = file.action.owner_id
    return f"{first}{more}, {register.agencies[owner].short_name if owner else 'no owner'}"


def asked_in_words(register: Register, asks: Sequence[Ask]) -> str:
    """Who was asked for what, of one recommendation: "Police for parts a and b; Health"."""
    said = []
    for agency_id, some in by(asks, lambda ask: ask.agency_id).items():
        labels = [label for ask in some if (label := register.parts[ask.part_id].label)]
        name = register.agencies[agency_id].short_name
        said.append(f"{name} for {'part' if len(labels) == 1 else 'parts'} {list_in_words(labels)}" if labels else name)
    return "; ".join(said)


def lateness(file: ActionFile, today: date) -> str | None:
    """How late it is, on the current and on the original date, always both; None where it is late on neither."""
    late, original = days_late(file, today=today), days_late_original(file, today=today)
    first = original_date(file.action)
    if (not late and not original) or first is None:
        return None
    current = f"{plural(late, 'day')} late" if late else "not late on its present date"
    return f"{current}; {plural(original, 'day')} late on the original date, {in_words(first)}"


def quoted(text: str | None) -> str:
    """The beginning of what somebody wrote, on one line."""
    return first_words(text or "", LONGEST_QUOTED)


def joined(*said: str | None) -> str:
    """What there is to say, in one line, begun with a capital."""
    words = "; ".join(one for one in said if one)
    return words[:1].upper() + words[1:]
