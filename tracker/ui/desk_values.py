"""What stands in a file, and what it is called, as the tables of the return desk say it."""

from collections.abc import Mapping
from datetime import date

from tracker.rules.dates import in_words
from tracker.rules.errors import shown
from tracker.ui.frame import Frame
from tracker.ui.look import plain

WORDS = {
    "title": "action to take",
    "due": "due date",
    "own_rating": "own rating",
    "intended_outcome": "intended outcome",
    "evidence": "new evidence",
}
LONGEST = 600
FIELDS: Mapping[str, str] = {
    "recommendation": "The recommendation, in words",
    "ref": "The number of the recommendation",
    "part": "The part of the recommendation",
    "review": "The review",
    "action": "What will be done",
    "owner": "Who answers",
    "lead": "The role that leads",
    "due": "When it is due",
    "completed": "When it was done",
    "status": "How far it is",
    "rating": "Its rating",
    "progress": "What was done",
    "evidence": "Evidence",
    "intended_outcome": "What should be different",
    "theme": "Theme or heading",
}
"""What a column can be, as a person says it."""


def field_words(name: str) -> str:
    """A field as a sentence says it."""
    return WORDS.get(name, name.replace("_", " "))


def shown_value(at: Frame, field: str, value: object, longest: int = LONGEST) -> str:
    """A value as Markdown that shows it: a day in words, an agency by its name, "nothing" where there is none."""
    if value is None or value == "":
        return "nothing"
    if field == "owner" and value in at.now.register.agencies:
        return plain(at.now.register.agency_name(str(value)))
    return plain(in_words(value) if isinstance(value, date) else shown(getattr(value, "label", value), longest))
