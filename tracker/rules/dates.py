"""Days, counts and lists as people write them. Locale-free: the same words on every machine."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

NO_BREAK_SPACE = "\u00a0"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_MONTH_AND_YEAR = re.compile(rf"\b({'|'.join(MONTHS)})\s+((?:19|20)\d\d)\b")


def in_words(day: date, today: date | None = None, *, no_break: bool = False) -> str:
    """A day as people write it: "20 November 2026"; told today, short: "20 Nov", with the year only when it is another.

    `no_break` puts no-break spaces between the words, so that a narrow column never splits a date.
    """
    month = MONTHS[day.month - 1]
    if today is None:
        words = f"{day.day} {month} {day.year}"
    elif today.year == day.year:
        words = f"{day.day} {month[:3]}"
    else:
        words = f"{day.day} {month[:3]} {day.year}"
    return words.replace(" ", NO_BREAK_SPACE) if no_break else words


def first_of_month_named(text: str | None) -> date | None:
    """The first day of the month that a text names with its year ("May 2019"), or None where it names none."""
    found = _MONTH_AND_YEAR.search(text or "")
    return date(int(found[2]), MONTHS.index(found[1]) + 1, 1) if found else None


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another, no fewer than none: 11 from 15 January to 14 December."""
    return max(0, (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 action", "2 actions", "3 agencies" (told `many`), "10,000 actions"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def times(number: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def list_in_words(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence: "a", "a and b", "a, b and c"; empty for none."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def first_words(text: str, limit: int = 80) -> str:
    """The beginning of a text on one line, cut at a word where one ends near, with "…" where something was left out."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit // 2 else cut).rstrip(" ,;:.…") + "…"
