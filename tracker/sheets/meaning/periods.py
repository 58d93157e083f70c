"""Stretches of time in a text: months, quarters, seasons, halves and years. The last day of each is the one meant."""

import re
from datetime import date

from tracker.rules.dates import MONTHS
from tracker.rules.words import DateExactness
from tracker.sheets.meaning.days import NOT_TWO_YEARS, slip_note
from tracker.sheets.meaning.months import last_day, month_of
from tracker.sheets.meaning.spans import Pattern, Span, full_year, period_span

TWO_YEARS = r"'?((?:19|20)?\d\d)\s?[/-]\s?'?((?:19|20)?\d\d)(?![\d/%])"
FOUR = rf"((?:19|20)\d\d){NOT_TWO_YEARS}"
QUARTER = r"(?:q(?:uarter|uater|tr)?s?\.?\s*([1-4])|([1-4])(?:st|nd|rd|th)\s+(?:financial\s+)?q(?:uarte|t)r|" \
          r"(first|second|third|fourth|last|final)\s+(?:financial\s+)?quarter)"  # fmt: skip
JOIN = r"[\s,(/-]*(?:(?:of|in|the|financial|year|f/?y|for|ending)\b[\s,(]*)*"
NAMED_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
QUARTER_ENDS = {1: (0, 6), 2: (0, 9), 3: (0, 12), 4: (1, 3)}
ORDINAL = {1: "first", 2: "second", 3: "third", 4: "fourth"}

QUARTER_OF_YEARS = re.compile(rf"\b{QUARTER}{JOIN}{TWO_YEARS}")
YEARS_THEN_QUARTER = re.compile(rf"(?<![\d/-]){TWO_YEARS}[\s,:(-]*{QUARTER}(?!\d)")
QUARTER_OF_YEAR = re.compile(rf"\b{QUARTER}{JOIN}{FOUR}")
YEAR_THEN_QUARTER = re.compile(rf"(?<![\d/-]){FOUR}[\s,:(-]*{QUARTER}(?!\d)")
MONTH_NAME = r"([a-z]{3,12})(?![a-z])\.?"
MONTH_AND_YEAR = re.compile(rf"\b{MONTH_NAME}[\s,./-]*(?:of\s+)?[\s']*{FOUR}")
MONTH_OF_YEARS = re.compile(rf"\b{MONTH_NAME}[\s,]*(?:of\s+)?{TWO_YEARS}")
YEAR_AND_MONTH = re.compile(rf"(?<![\d/]){FOUR}[\s,/-]+{MONTH_NAME}(?!\s*\d)")
MONTH_AND_SHORT_YEAR = re.compile(
    rf"\b{MONTH_NAME}(?:(\s*[-'/.]\s*'?|)|\s+)(\d\d)(?![\d/%:]|st\b|nd\b|rd\b|th\b|\s*\d|\s+\(?(?!actual|revis|complet|"
    r"on-?\s?going|onward|to\b|and\b|review|until|or\b|then\b|start|due|target|extend|achieved|tbc)[a-z])"
)
MONTH_IN_FIGURES = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])\s?[/.-]\s?((?:19|20)\d\d)(?![\d/])")
YEAR_MONTH_IN_FIGURES = re.compile(r"(?<![\d./-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d/-])")
SEASON = re.compile(
    r"\b(?:spring|summer|autumn|winter|fall)(?:\s*[/-]\s*(?:spring|summer|autumn|"
    r"winter))?(\s+(?:school\s+)?term)?[\s,-]*"
    r"(?:of\s+)?((?:19|20)\d\d)(?!\d)(?:\s?[/-]\s?((?:19|20)?\d\d)(?!\d))?"
)
SEASON_ENDS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
TERM_ENDS = {"spring": 3, "summer": 7, "autumn": 12, "fall": 12, "winter": 12}
FEAST = re.compile(rf"\b(easter|christmas|xmas|new year)[\s,]+{FOUR}")
HALF = re.compile(rf"\b(?:h([12])|(first|second|1st|2nd) half(?:\s+of)?)[\s,]*{FOUR}(?!\s?[/-]\s?\d)")
PART_OF_YEAR = re.compile(
    rf"\b(early|mid|middle of|late|latter part of|beginning of|start of)[\s-]*(?:in\s+)?{FOUR}(?!\s?[/-]\s?\d)"
)


def quarter_end(quarter: int, first_year: int) -> date:
    """The last day of a quarter of the financial year that begins in April of `first_year`."""
    later, month = QUARTER_ENDS[quarter]
    return last_day(first_year + later, month)


def two_years(one: str, other: str) -> tuple[int, int] | None:
    """Two years that follow each other, as a financial year is written: 2012/13, 12-13, 2012-2013."""
    if len(one) == 2 and len(other) == 4:
        return None
    first = full_year(one)[0]
    second = first // 100 * 100 + int(other) if len(other) == 2 else int(other)
    if second < first and len(other) == 2:
        second += 100
    return (first, second) if second == first + 1 else None


def financial(first: int) -> str:
    """A financial year as it is written: 2018/19."""
    return f"{first}/{(first + 1) % 100:02}"


def _quarter_number(figures: tuple[str | None, ...]) -> int:
    plain, ordinal, word = figures
    return int(plain or ordinal or NAMED_QUARTERS[word or "first"])


def _quarter_span(number: int, first: int, today: date, doubt: str = "") -> Span:
    said = f"the end of the {ORDINAL[number]} quarter of the financial year {financial(first)}{doubt}"
    return period_span(quarter_end(number, first), DateExactness.QUARTER, said, today)


def _quarter_of_years(found: re.Match[str], today: date) -> Span | None:
    years = two_years(found[4], found[5])
    return _quarter_span(_quarter_number(found.group(1, 2, 3)), years[0], today) if years else None


def _years_then_quarter(found: re.Match[str], today: date) -> Span | None:
    years = two_years(found[1], found[2])
    return _quarter_span(_quarter_number(found.group(3, 4, 5)), years[0], today) if years else None


def _quarter_of_year(found: re.Match[str], today: date) -> Span | None:
    return _quarter_of_one_year(found, found.group(1, 2, 3), int(found[4]), today)


def _year_then_quarter(found: re.Match[str], today: date) -> Span | None:
    word = re.search(r"([a-z]{3,12})[\s.,-]*$", found.string[: found.start()][-20:])
    if word and month_of(word[1]):
        return None  # March 2016 (Q4): the month says it
    return _quarter_of_one_year(found, found.group(2, 3, 4), int(found[1]), today)


def _quarter_of_one_year(found: re.Match[str], figures: tuple[str | None, ...], year: int, today: date) -> Span:
    number = _quarter_number(figures)
    calendar = last_day(year, number * 3)
    if "calendar" in found.string:
        said = f"the end of the {ORDINAL[number]} quarter of the calendar year {year}"
        return period_span(calendar, DateExactness.QUARTER, said, today)
    other = f"{calendar.day} {MONTHS[calendar.month - 1]} {calendar.year}"
    return _quarter_span(number, year, today, f" (of the calendar year it would be {other})")


def _month(name: str, year: str, today: date) -> Span | None:
    month = month_of(name)
    if not month:
        return None
    full, short = full_year(year)
    notes = [note for note in (short, slip_note(month)) if note]
    said = "; ".join(["the end of the month", *notes])
    return period_span(last_day(full, month.number), DateExactness.MONTH, said, today)


def _month_and_year(found: re.Match[str], today: date) -> Span | None:
    return _month(found[1], found[2], today)


def _month_of_years(found: re.Match[str], today: date) -> Span | None:
    """March 2015/16: a month of a financial year. October 2014/15 is 2014, March 2014/15 is 2015."""
    month, years = month_of(found[1]), two_years(found[2], found[3])
    if not month or not years:
        return None
    year = years[0] if month.number > 3 else years[1]
    said = f"the end of that month of the financial year {financial(years[0])}"
    return period_span(last_day(year, month.number), DateExactness.MONTH, said, today)


def _year_and_month(found: re.Match[str], today: date) -> Span | None:
    return _month(found[2], found[1], today)


def _month_and_short_year(found: re.Match[str], today: date) -> Span | None:
    """Mar-15 and Sept ’14 are a month and a year. "March 15" is so too, unless the year would be far ahead."""
    if not found[2] and not 5 <= int(found[3]) <= today.year % 100 + 4:
        return None
    return _month(found[1], found[3], today)


def _month_in_figures(found: re.Match[str], today: date) -> Span | None:
    return _month(MONTHS[int(found[1]) - 1].lower(), found[2], today)


def _year_month_in_figures(found: re.Match[str], today: date) -> Span | None:
    if two_years(found[1], found[2]):
        return None
    return _month(MONTHS[int(found[2]) - 1].lower(), found[1], today)


def _season(found: re.Match[str], today: date) -> Span | None:
    name = re.findall(r"spring|summer|autumn|winter|fall", found[0])[-1]
    year, term = int(found[2]), bool(found[1])
    month = (TERM_ENDS if term else SEASON_ENDS)[name]
    if found[3]:
        years = two_years(found[2], found[3])
        if not years:
            return None
        year = years[1] if month < 8 else years[0]
    elif name == "winter" and not term:
        year += 1
    kind = f"the end of the {name} term" if term else f"the end of {name}"
    return period_span(last_day(year, month), DateExactness.QUARTER, kind, today)


def _feast(found: re.Match[str], today: date) -> Span | None:
    year = int(found[2])
    if found[1] == "easter":
        day, name = easter(year), "Easter Day"
    elif found[1] == "new year":
        day, name = date(year, 1, 1), "New Year’s Day"
    else:
        day, name = date(year, 12, 25), "Christmas Day"
    return period_span(day, DateExactness.MONTH, name, today)


def easter(year: int) -> date:
    """Easter Day of a year, by the rule of the Gregorian calendar."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (moon - weekday + 40) // 44
    return date(year, month, moon - weekday + 28 - 31 * (month // 4))


def _half(found: re.Match[str], today: date) -> Span | None:
    year, first = int(found[3]), found[1] == "1" or found[2] in ("first", "1st")
    said = f"the end of the {'first' if first else 'second'} half of {year}"
    return period_span(last_day(year, 6 if first else 12), DateExactness.QUARTER, said, today)


def _part_of_year(found: re.Match[str], today: date) -> Span | None:
    year = int(found[2])
    month, said = {"m": (6, "the middle"), "l": (12, "the end")}.get(found[1][0], (3, "the end of the first quarter"))
    return period_span(last_day(year, month), DateExactness.QUARTER, f"{said} of {year}", today)


PERIODS: tuple[Pattern, ...] = (
    (QUARTER_OF_YEARS, _quarter_of_years),
    (YEARS_THEN_QUARTER, _years_then_quarter),
    (QUARTER_OF_YEAR, _quarter_of_year),
    (YEAR_THEN_QUARTER, _year_then_quarter),
    (SEASON, _season),
    (FEAST, _feast),
    (HALF, _half),
    (PART_OF_YEAR, _part_of_year),
    (MONTH_OF_YEARS, _month_of_years),
    (MONTH_AND_YEAR, _month_and_year),
    (YEAR_MONTH_IN_FIGURES, _year_month_in_figures),
    (MONTH_IN_FIGURES, _month_in_figures),
    (MONTH_AND_SHORT_YEAR, _month_and_short_year),
    (YEAR_AND_MONTH, _year_and_month),
)
"""How a stretch of time is written, in the order in which they are looked for. Years alone come after these."""
