"""Where in a text a date stands: each pattern is looked for in turn, and what it took is not read twice."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from tracker.rules.dates import MONTHS
from tracker.rules.words import DateExactness

TAKEN = "\x01"
EARLIEST_YEAR = 1990
FURTHEST_YEARS = 20


@dataclass(frozen=True, slots=True)
class Span:
    """One date in a text. `said` is what it is taken as, where the text leaves that open; `wrong`, why it is no day."""

    day: date | None
    exact: DateExactness
    said: str | None = None
    wrong: str | None = None
    start: int = 0
    end: int = 0


Reader: TypeAlias = Callable[[re.Match[str], date], Span | None]
Pattern: TypeAlias = tuple[re.Pattern[str], Reader]


def spans_in(text: str, patterns: Iterable[Pattern], today: date) -> tuple[list[Span], str]:
    """Every date of a text in its order, and the text with them taken out."""
    found: list[Span] = []
    for pattern, reader in patterns:
        place = 0
        while match := pattern.search(text, place):
            place = match.start() + 1
            if span := reader(match, today):
                found.append(replace(span, start=match.start(), end=match.end()))
                text = text[: match.start()] + TAKEN * (match.end() - match.start()) + text[match.end() :]
                place = match.end()
    return sorted(found, key=lambda span: span.start), text


def day_span(year: str, month: int, day: int, today: date, *, notes: Iterable[str | None] = ()) -> Span:
    """A day of which all three are written."""
    said = [note for note in notes if note]
    full, note = full_year(year)
    if note:
        said.append(note)
    if wrong := wrong_year(full, today, year):
        return Span(None, DateExactness.NONE, wrong=wrong)
    if not 1 <= month <= 12:
        return Span(None, DateExactness.NONE, wrong=f"cannot be a date: there is no month {month}")
    try:
        made = date(full, month, day)
    except ValueError:
        return Span(None, DateExactness.NONE, wrong=f"cannot be a date: there is no {day} {MONTHS[month - 1]} {full}")
    return Span(made, DateExactness.DAY, said="; ".join(said) or None)


def period_span(day: date, exact: DateExactness, said: str, today: date) -> Span:
    """A stretch of time, of which the last day is meant."""
    if wrong := wrong_year(day.year, today, str(day.year)):
        return Span(None, DateExactness.NONE, wrong=wrong)
    return Span(day, exact, said=said)


def full_year(written: str) -> tuple[int, str | None]:
    """A year in four figures, and what to say where it was written in two."""
    if len(written) == 2:
        return 2000 + int(written), f"its year, ‘{written}’, has two figures"
    return int(written), None


def wrong_year(year: int, today: date, written: str) -> str | None:
    """Why a year cannot be the one that is meant."""
    if year < EARLIEST_YEAR:
        return f"names no day that can be right: its year is {written}"
    if year > (today + timedelta(days=round(FURTHEST_YEARS * 365.25))).year:
        return f"is more than {FURTHEST_YEARS} years ahead: is the year {written} right?"
    return None
