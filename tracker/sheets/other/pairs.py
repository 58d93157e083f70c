"""Columns that speak together: a start and an end, an original date and a revised one, progress and its percentage."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tracker.sheets.other.columns import Column
from tracker.sheets.other.contents import is_percents
from tracker.sheets.other.headings import FORMER, plain, senses

START = re.compile(
    r"(?:(?:planned|proposed|target|agreed|expected|project|action) )?"
    r"(?:start(?:s|ing)?|begins?|from|commence(?:s|d|ment)?|opening)"
    r"(?: (?:date|on|when|month))?"
)
END = re.compile(
    r"(?:(?:planned|proposed|target|agreed|expected|project|action) )?"
    r"(?:end(?:s|ing)?|finish(?:es|ed)?|to|until|by|complet(?:e|ion|ed)|close|stop)(?: (?:date|on|when|by|month))?"
)
ACTUAL = re.compile(r"\bactual(?:ly)?\b", re.IGNORECASE)
SURE, ALSO, TOLD = 0.8, 0.8, 0.6
PERCENT = re.compile(r"%|\bper ?cent|\bpct\b", re.IGNORECASE)
COMMENTED = re.compile(r"\b(comments?|notes?|remarks?|commentary|observations?|feedback|narrative)\b", re.IGNORECASE)
SOMEBODY = re.compile(r"\b(critical|friend|scrutiny|challenge|guidance|quality|panel|auditor\w*)\b", re.IGNORECASE)
Scores = dict[int, dict[str, float]]


def spans(columns: Sequence[Column], scores: Scores) -> None:
    """A start and an end side by side are when it is to be done: the end is the date that it is due."""
    for first, second in pairwise(columns):
        if {first.place, second.place} - scores.keys() or ACTUAL.search(f"{second.parent} {second.heading}"):
            continue
        if START.fullmatch(plain(first.heading)) and END.fullmatch(plain(second.heading)):
            scores[first.place] = {"start": 1.0}
            scores[second.place] = {"due": 1.0, "completed": 0.3}


def other_dates(columns: Sequence[Column], scores: Scores, places: Mapping[str, int]) -> tuple[int, ...]:
    """Columns that name a date by which it is due, beside the one that is taken: the latest promise first."""
    if "due" not in places:
        return ()
    held = set(places.values())
    found = [c for c in columns if c.place not in held and _is_due(scores.get(c.place, {}))]
    return tuple(c.place for c in sorted(found, key=lambda c: (bool(FORMER.search(plain(c.heading))), c.place)))


def _is_due(fields: Mapping[str, float]) -> bool:
    return fields.get("due", 0.0) >= SURE and fields["due"] == max(fields.values())


def share_of(columns: Sequence[Column], scores: Scores, places: Mapping[str, int]) -> int | None:
    """The column of percentages that no field is read from."""
    held = set(places.values())
    for column in columns:
        if column.place in held or column.place not in scores or not is_percents(column):
            continue
        said = senses(column.heading)
        if PERCENT.search(column.heading) or max(said.get("progress", 0.0), said.get("status", 0.0)) >= ALSO:
            return column.place
    return None


def words_before_numbers(columns: Sequence[Column], scores: Scores, places: dict[str, int]) -> None:
    """Where one column tells of progress in words and another in percent, the words are the progress."""
    held = set(places.values())
    taken = next((c for c in columns if c.place == places.get("progress")), None)
    if taken is None or not is_percents(taken):
        return
    told = [c for c in columns if c.place not in held and scores.get(c.place, {}).get("progress", 0.0) >= TOLD]
    if told := [c for c in told if c.sample and not is_percents(c)]:
        places["progress"] = max(told, key=lambda c: (scores[c.place]["progress"], -c.place)).place


def comments(columns: Sequence[Column], scores: Scores, places: Mapping[str, int]) -> int | None:
    """The column of comments that tells how it goes where no other does."""
    held = set(places.values())
    found = [
        c for c in columns
        if c.place in scores and c.place not in held and COMMENTED.search(c.heading) and not SOMEBODY.search(c.heading)
    ]  # fmt: skip
    return found[0].place if found else None
