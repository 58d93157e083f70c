"""Names of months as people write them: whole, short, misspelt, and in Welsh."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from tracker.rules.dates import MONTHS
from tracker.sheets.meaning.spelling import misspelt

ENGLISH = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
WELSH = {
    "ionawr": 1, "chwefror": 2, "mawrth": 3, "ebrill": 4, "mai": 5, "mehefin": 6, "gorffennaf": 7, "awst": 8,
    "medi": 9, "hydref": 10, "tachwedd": 11, "rhagfyr": 12,
}  # fmt: skip
SHORTEST = 3
NO_MONTH = frozenset({"match", "marsh", "mary", "marks", "juno", "just", "jury", "mayor", "maybe", "decade", "augment"})
"""Words that are near a month, or begin one, and mean something else."""


class Month(NamedTuple):
    """A month by its number; `slip` is the name as it should be spelt, where it was not."""

    number: int
    slip: str | None = None


def month_of(word: str) -> Month | None:
    """The month that a word in lower case names, if it does."""
    word = word.rstrip(".")
    if len(word) < SHORTEST or word in NO_MONTH:
        return None
    for name, number in ENGLISH.items():
        if name.startswith(word):
            return Month(number)
    if word == "sept":
        return Month(9)
    if word in WELSH:
        return Month(WELSH[word])
    meant = misspelt(word, ENGLISH)
    return Month(ENGLISH[meant], meant.capitalize()) if meant else None


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])
