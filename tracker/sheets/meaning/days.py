"""Days written out in a text: in figures, with the month's name, in the order of machines."""

import re
from datetime import date, timedelta

from tracker.rules.words import DateExactness
from tracker.sheets.meaning.months import Month, month_of
from tracker.sheets.meaning.spans import Pattern, Span, day_span, wrong_year

MONTH = r"([a-z]{3,12})(?![a-z])\.?"
NOT_TWO_YEARS = r"(?![\d%]|\s?/\s?\d\d(?!\d|\s*[/.-]?\s*[a-z]|/))"
YEAR = rf"'?((?:19|20)\d\d|\d\d){NOT_TWO_YEARS}"
ISO = re.compile(
    r"(?<![\d./-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])"
    r"(?:[t ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?"
)
FIGURES = re.compile(
    r"(?<![\d./-])(\d{1,2})\s?([/.\\-])\s?(\d{1,2})\s?\2\s?((?:\d{4}|"
    r"\d\d))(?![\d%])(?!\.\d)(?: \d{1,2}:\d\d(?::\d\d)?)?"
)
MIXED = re.compile(r"(?<![\d./-])(\d{1,2})[/.\\-](\d{1,2})[/.\\-](\d{4})(?!\d)")
NAMED = re.compile(
    rf"(?<!\d)(?<!\d[./])(\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s*[-/,]\s*|\.(?=\S)|\s+of\s+|\s*){MONTH}[\s,./-]*{YEAR}"
)
MONTH_FIRST = re.compile(
    rf"\b{MONTH}\s*(?:\d{{1,2}}\s?-\s?)?(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)((?:19|"
    rf"20)\d\d)(?!\d)"
)
YEAR_FIRST = re.compile(rf"(?<!\d)((?:19|20)\d\d)[\s,-]+{MONTH}[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?(?![\d/])")
COMPACT = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
COMPACT_BRITISH = re.compile(r"(?<![\d./-])([0-3]\d)(0[1-9]|1[0-2])((?:19|20)\d\d)(?!\d)")
SERIAL = re.compile(r"^\s*(\d{5})(?:\.\d+)?\s*$")
FIRST_SERIAL = date(1899, 12, 30)
COUNTED_FROM_SERIAL = (32_874, 69_000)


def slip_note(month: Month) -> str | None:
    """What to say of a month's name that was misspelt."""
    return f"its month is read as {month.slip}" if month.slip else None


def _iso(found: re.Match[str], today: date) -> Span | None:
    return day_span(found[1], int(found[2]), int(found[3]), today)


def _figures(found: re.Match[str], today: date) -> Span | None:
    year = found.group(found.lastindex or 1)
    day, month = int(found[1]), int(found[found.lastindex - 1 if found.lastindex else 1])
    if month > 12 >= day >= 1:
        turned = day_span(year, day, month, today, notes=["its month stands first, as there is no month " + str(month)])
        return turned if turned.day else day_span(year, month, day, today)
    return day_span(year, month, day, today)


def _named(found: re.Match[str], today: date) -> Span | None:
    month = month_of(found[2])
    return day_span(found[3], month.number, int(found[1]), today, notes=[slip_note(month)]) if month else None


def _month_first(found: re.Match[str], today: date) -> Span | None:
    month = month_of(found[1])
    return day_span(found[3], month.number, int(found[2]), today, notes=[slip_note(month)]) if month else None


def _year_first(found: re.Match[str], today: date) -> Span | None:
    month = month_of(found[2])
    return day_span(found[1], month.number, int(found[3]), today, notes=[slip_note(month)]) if month else None


def _compact(found: re.Match[str], today: date) -> Span | None:
    return _without_marks(day_span(found[1], int(found[2]), int(found[3]), today))


def _compact_british(found: re.Match[str], today: date) -> Span | None:
    return _without_marks(day_span(found[3], int(found[2]), int(found[1]), today))


def _without_marks(span: Span) -> Span | None:
    return Span(span.day, span.exact, "its figures stand without a mark between them") if span.day else None


def _serial(found: re.Match[str], today: date) -> Span | None:
    return serial_span(int(found[1]), today)


def serial_span(number: int, today: date) -> Span | None:
    """The day that a spreadsheet keeps as this number, where it can be one."""
    lowest, highest = COUNTED_FROM_SERIAL
    if not lowest <= number <= highest:
        return None
    day = FIRST_SERIAL + timedelta(days=number)
    if wrong := wrong_year(day.year, today, str(day.year)):
        return Span(None, DateExactness.NONE, wrong=wrong)
    return Span(day, DateExactness.DAY, "it is the number by which a spreadsheet keeps that day")


DAYS: tuple[Pattern, ...] = (
    (SERIAL, _serial),
    (ISO, _iso),
    (FIGURES, _figures),
    (MIXED, _figures),
    (NAMED, _named),
    (MONTH_FIRST, _month_first),
    (YEAR_FIRST, _year_first),
    (COMPACT, _compact),
    (COMPACT_BRITISH, _compact_british),
)
"""How a day is written, in the order in which they are looked for."""
