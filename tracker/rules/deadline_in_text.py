"""Until when a recommendation's own words say that it is to be done, and how exactly they say it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.rules.dates import MONTHS, in_words, months_later
from tracker.rules.words import DateExactness

_COUNTED = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_COUNTED.split())} | {
    "a": 1,
    "an": 1,
    "eighteen": 18,
    "twenty-four": 24,
}
_LONG = 20_000
"""Characters from which on a text is read no further."""
_SEASONS = {"spring": (5, 0), "summer": (8, 0), "autumn": (11, 0), "winter": (2, 1)}
_MONTH = "|".join(MONTHS)
_BY = (
    r"\b(?P<words>(?:by|before|no later than|not later than|on or before|until|prior to|due(?: by| on| in)?|"
    r"in time for)\s+"
)
_END = r"(?:the\s+)?(?:(?:end|close)\s+of\s+(?:the\s+)?)?"
_SPAN = re.compile(
    r"\b(?P<words>(?:within|in|over|during|no later than|not later than|inside)\s+(?:a\s+(?:maximum|period)\s+of\s+)?"
    r"(?P<next>the\s+(?:next|coming|following|first)\s+)?"
    rf"(?:(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+)?(?:\(\d+\)\s+)?(?P<working>working\s+|calendar\s+)?"
    r"(?P<unit>day|week|month|year)s?[’']?(?:\s+time)?"
    r"(?P<after>\s+(?:of|from|after|following)\s+(?:the\s+|this\s+|its\s+)?(?:date\s+of\s+)?(?:the\s+|this\s+|its\s+)?"
    r"(?P<what>\w+(?:\s+\w+)?))?)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"publication|publish|report|review|recommendation|this|overview|today|now|acceptance", re.IGNORECASE
)
_DAY = re.compile(
    _BY + rf"(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>20\d\d))\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    _BY + rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d))\b", re.IGNORECASE
)
_FIGURES = re.compile(_BY + r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>20\d\d))\b", re.IGNORECASE)
_IN_MONTH = re.compile(_BY + rf"{_END}(?P<month>{_MONTH})(?:,?\s+(?P<year>20\d\d))?)\b(?!\s+\d)", re.IGNORECASE)
_IN_SEASON = re.compile(
    _BY + r"(?:the\s+)?(?:end\s+of\s+)?(?P<season>spring|summer|autumn|winter)(?:\s+of)?\s+(?P<year>20\d\d))\b",
    re.IGNORECASE,
)
_IN_QUARTER = re.compile(
    _BY
    + rf"{_END}(?:Q(?P<figure>[1-4])|(?P<name>first|second|third|fourth|last)\s+quarter\s+of)\s+(?P<year>20\d\d))\b",
    re.IGNORECASE,
)
_FINANCIAL = re.compile(
    _BY + r"the\s+end\s+of\s+(?:the|this)\s+(?:current\s+)?(?:financial|fiscal)\s+year)\b", re.IGNORECASE
)
_YEAR = re.compile(_BY + rf"{_END}(?P<year>20\d\d))\b(?![/–-]\d)", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"(?P<words>(?<=should )(?:immediately|urgently)\b|(?<=must )(?:immediately|urgently)\b|"
    r"(?<=should be )(?:immediately|urgently)\b|"
    r"\b(?:with immediate effect|as a matter of (?:urgency|priority)|"
    r"as soon as (?:is )?(?:reasonably )?(?:possible|practicable))\b|"
    r"(?:^|(?<=[.:;] ))(?:immediately|urgently)(?= (?!after|before|prior|following|up)[a-z]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written; `on` is the last day that keeps it, or None where no day follows from the words."""

    words: str
    on: date | None
    exactness: DateExactness
    reason: str


def deadlines(text: str, *, published_on: date | None) -> tuple[Deadline, ...]:
    """Every deadline in a text, in its order. What is told of times past, and how soon a service must always act
    ("within five days of a referral"), is none."""
    text = text[:_LONG]
    found = dict[int, tuple[int, Deadline]]()
    for pattern, read in _READINGS:
        for match in pattern.finditer(text):
            begin, end = match.span("words")
            if any(begin < other_end and end > other for other, (other_end, _) in found.items()):
                continue
            deadline = read(match, published_on)
            if deadline and not (deadline.on and published_on and deadline.on < published_on):
                found[begin] = (end, deadline)
    return tuple(one for _, (_, one) in sorted(found.items()))


def _span(match: re.Match[str], published_on: date | None) -> Deadline | None:
    """So many months from publication."""
    words, unit = match["words"], match["unit"].lower()
    what, coming = match["what"], match["next"]
    vague_start = words.lower().startswith(("in ", "over ", "during "))
    if what and not _OURS.search(what):
        return None
    if not what and not coming and (unit in ("day", "week") or vague_start):
        return None
    if not match["count"] and not coming:
        return None
    said = (match["count"] or "one").lower()
    count = int(said) if said.isdigit() else _NUMBERS[said]
    start = "" if what else ", counted from publication, as the text names no other day"
    if published_on is None:
        why = f"The text says “{words}”: with the day of publication put in, the date follows."
        return Deadline(words, None, DateExactness.NONE, why)
    on = _later(published_on, count, unit, working=(match["working"] or "").lower().startswith("working"))
    return Deadline(words, on, DateExactness.DAY, f"The text says “{words}”: that is {in_words(on)}{start}.")


def _later(start: date, count: int, unit: str, *, working: bool) -> date:
    """The day so many days, weeks, months or years after another; working days leave out Saturdays and Sundays."""
    if unit in ("month", "year"):
        return months_later(start, count * (12 if unit == "year" else 1))
    if not working or unit == "week":
        return start + timedelta(days=count * (7 if unit == "week" else 1))
    on = start
    while count:
        on += timedelta(days=1)
        count -= on.weekday() < 5
    return on


def _day(match: re.Match[str], _published_on: date | None) -> Deadline | None:
    """A day as written."""
    month = match["month"]
    number = int(month) if month.isdigit() else MONTHS.index(month.title()) + 1
    try:
        on = date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
    return _made(match, on, DateExactness.DAY, "")


def _in_month(match: re.Match[str], published_on: date | None) -> Deadline | None:
    """A month; without its year, the next one after publication."""
    month = MONTHS.index(match["month"].title()) + 1
    if match["year"]:
        return _made(match, _end_of(int(match["year"]), month), DateExactness.MONTH, "only the month is said")
    if not match["month"][0].isupper():
        return None
    if published_on is None:
        why = f"The text says “{match['words']}” and no year: with the day of publication put in, the date follows."
        return Deadline(match["words"], None, DateExactness.NONE, why)
    on = _end_of(published_on.year + (month < published_on.month), month)
    return _made(
        match, on, DateExactness.MONTH, "only the month is said, and it is taken as the next after publication"
    )


def _in_season(match: re.Match[str], _published_on: date | None) -> Deadline | None:
    """A season, until its last day."""
    month, later = _SEASONS[match["season"].lower()]
    on = _end_of(int(match["year"]) + later, month)
    return _made(match, on, DateExactness.QUARTER, "a season has no exact end")


def _in_quarter(match: re.Match[str], _published_on: date | None) -> Deadline | None:
    """A quarter of a calendar year."""
    names = ("first", "second", "third", "fourth")
    quarter = int(match["figure"] or 0) or (
        names.index(match["name"].lower()) + 1 if match["name"].lower() in names else 4
    )
    return _made(match, _end_of(int(match["year"]), quarter * 3), DateExactness.QUARTER, "only the quarter is said")


def _financial(match: re.Match[str], published_on: date | None) -> Deadline | None:
    """The end of March after publication."""
    if published_on is None:
        why = f"The text says “{match['words']}”: with the day of publication put in, the date follows."
        return Deadline(match["words"], None, DateExactness.NONE, why)
    on = date(published_on.year + (published_on.month > 3), 3, 31)
    return _made(match, on, DateExactness.DAY, "")


def _year(match: re.Match[str], _published_on: date | None) -> Deadline | None:
    """A year, until its last day; "before 2025" until the last day of the year before."""
    before = match["words"].lower().startswith(("before", "prior")) and " end " not in match["words"]
    return _made(match, date(int(match["year"]) - before, 12, 31), DateExactness.YEAR, "only the year is said")


def _at_once(match: re.Match[str], _published_on: date | None) -> Deadline | None:
    """At once, which is no day."""
    words = match["words"]
    return Deadline(words, None, DateExactness.NONE, f"The text says “{words}”, which names no day: agree one.")


def _end_of(year: int, month: int) -> date:
    return months_later(date(year, month, 1), 1) - timedelta(days=1)


def _made(match: re.Match[str], on: date, exactness: DateExactness, but: str) -> Deadline:
    doubt = f" at the latest; {but}" if but else ""
    return Deadline(match["words"], on, exactness, f"The text says “{match['words']}”: that is {in_words(on)}{doubt}.")


_READINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Deadline | None]], ...] = (
    (_DAY, _day),
    (_MONTH_FIRST, _day),
    (_FIGURES, _day),
    (_IN_QUARTER, _in_quarter),
    (_IN_SEASON, _in_season),
    (_IN_MONTH, _in_month),
    (_FINANCIAL, _financial),
    (_YEAR, _year),
    (_SPAN, _span),
    (_AT_ONCE, _at_once),
)
