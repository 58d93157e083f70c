"""What stands in a file, and what it is called, as the tables of the return desk say it."""

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
LONGEST = 300


def field_words(name: str) -> str:
    """A field as a sentence says it."""
    return WORDS.get(name, name.replace("_", " "))


def shown_value(at: Frame, field: str, value: object) -> str:
    """A value as Markdown that shows it: a day in words, an agency by its name, "nothing" where there is none."""
    if value is None or value == "":
        return "nothing"
    if field == "owner" and value in at.now.register.agencies:
        return plain(at.now.register.agency_name(str(value)))
    return plain(in_words(value) if isinstance(value, date) else shown(getattr(value, "label", value), LONGEST))
