"""Columns that speak together: a start and an end, an original date and a revised one, progress and its percentage."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tracker.sheets.other.abbreviations import written_out
from tracker.sheets.other.columns import Column, words_of
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
SURE, ALSO, TOLD = 0.55, 0.8, 0.6
LATER = re.compile(r"\b(revised|extended|current|latest|new|updated|amended|re-?forecast)\b")
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter"
)
PERIOD = re.compile(
    rf"(?:(?:progress|update|position|status|month) )*(?:at |as at |for |to |no )*"
    rf"(?:q[1-4]|qtr [1-4]|quarter [1-4]|(?:\d{{1,2}} )?(?:{MONTHS})(?: term)?|"
    rf"(?:update|month|meeting|review) \d{{1,2}}|"
    rf"(?:1st|2nd|3rd|4th|first|second|third|fourth|fifth|sixth)(?: quarter)?)"
    rf"(?: \d{{2,4}})*(?: (?:progress|update|position|narrative|comments?))*"
)
DATE_CELL = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
PERCENT = re.compile(r"%|\bper ?cent|\bpct\b", re.IGNORECASE)
COMMENTED = re.compile(r"\b(comments?|notes?|remarks?|commentary|observations?|feedback|narrative)\b", re.IGNORECASE)
SOMEBODY = re.compile(
    r"(?<!for )(?<!for the )\b(critical|friend|scrutiny|challenge|guidance|quality|panel|auditor\w*)\b", re.IGNORECASE
)
"""Whose remarks these are: not those of who does it."""
Scores = dict[int, dict[str, float]]


def spans(columns: Sequence[Column], scores: Scores) -> None:
    """A start and an end side by side are when it is to be done: the end is the date that it is due."""
    for first, second in pairwise(columns):
        if {first.place, second.place} - scores.keys() or ACTUAL.search(f"{second.parent} {second.heading}"):
            continue
        if START.fullmatch(plain(first.heading)) and END.fullmatch(plain(second.heading)):
            scores[first.place] = {"start": 1.0}
            scores[second.place] = {"due": 1.0, "completed": 0.3}


def latest_dates(columns: Sequence[Column], scores: Scores) -> None:
    """A revised date goes before the date first agreed."""
    dues = [c for c in columns if c.place in scores and scores[c.place].get("due", 0.0) >= TOLD]
    later = [c for c in dues if LATER.search(plain(c.heading))]
    if not later or len(dues) < 2:
        return
    for column in dues:
        scores[column.place]["due"] += -0.3 if column not in later else 0.1


def series(columns: Sequence[Column], scores: Scores) -> tuple[int, ...]:
    """Columns for what was said at one time after another: Q1, Q2 …; May 2026, June 2026 …; Update 1, Update 2 …"""
    found = [c for c in columns if c.place in scores and PERIOD.fullmatch(plain(c.heading).replace("/", " "))]
    if len(found) < 2 or all(DATE_CELL.fullmatch(words_of(cell)) for c in found for cell in c.sample):
        return ()
    for column in found:
        scores[column.place] = {"progress": 0.85}
    return tuple(c.place for c in found)


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
        if c.place in scores and c.place not in held
        and COMMENTED.search(written_out(c.heading.lower())) and not SOMEBODY.search(c.heading)
    ]  # fmt: skip
    return found[0].place if found else None
