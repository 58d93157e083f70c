"""Dates that a text only counts to: "within six months of publication", "by the end of the financial year"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.rules.dates import in_words, months_later
from tracker.rules.words import DateExactness
from tracker.sheets.meaning.months import last_day

NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"a": 1, "an": 1, "twenty-four": 24, "twenty four": 24, "thirty": 30, "sixty": 60, "ninety": 90}
NUMBER = r"(\d{1,3}|twenty[ -]four|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
UNIT = r"(working days?|days?|weeks?|wks?|fortnights?|calendar months?|months?|mths?|years?|yrs?)"
COUNT = re.compile(rf"\b(?:{NUMBER}\s*(?:-|to|/|or)\s*)?{NUMBER}(?:\s*\(\d+\))?[\s-]*{UNIT}\b(?:')?")
EVERY = re.compile(
    r"\b(?:every|each|per (?:annum|year|month|quarter|term|week)|bi-?monthly|bi-?weekly|bi-?annual(?:ly)?|monthly|"
    r"weekly|daily|fortnightly|quarterly|termly|yearly|"
    r"annual(?:ly)?|six-?monthly|regular(?:ly)?|rolling|twice|three times a)\b"
)
PUBLISHED = re.compile(
    r"publi[sc]|\breports?\b|\breviews?\b|\b(?:scr|cspr|lcspr|dhr|sar|apr|imr)s?\b|\blaunch of the review\b"
)
ANCHOR = re.compile(r"[\s,)]*(?:of|from|after|following|post|since|once)\b[\s-]*(.{0,60})")
PLUS = re.compile(r"publi[sc]\w*(?:\s+date)?(?:\s+of\s+[\w\s]{0,30})?\s*(?:\+|plus)\s*$")
AT_PUBLICATION = re.compile(
    r"\b(?:on|at|upon|by|to coincide with|at the (?:point|time) of|by the (?:date|time) of|prior to|"
    r"before)\s+(?:the\s+)?"
    r"(?:date of\s+)?publication\b"
)
END_OF = re.compile(
    r"\b(?:(?:by|at|before)\s+)?(?:the\s+)?(?:end\s+of\s+(?:the\s+|this\s+|current\s+|that\s+)*)"
    r"(?P<kind>financial year|fiscal year|f/?y|calendar year|academic year|school year|year|quarter|month)\b"
    r"|\b(?P<this>this|current|next|following)\s+(?P<which>financial year|fiscal year|calendar year|academic year|"
    r"school year|year|quarter|month)\b"
    r"|\b(?P<yearend>(?:financial )?year[ -]?end)\b"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A day that was counted to, or why it could not be."""

    day: date | None
    exact: DateExactness
    flag: str


def counted(text: str, published: date | None) -> Counted | None:
    """The day that a text in lower case counts to from the review's publication. None if it counts to none."""
    found = COUNT.search(text)
    if EVERY.search(text) and not (found and re.search(r"\bwithin\b", text)):
        return Counted(None, DateExactness.NONE, "names no day: it is to be done again and again")
    if found:
        return _count(text, found, published)
    if AT_PUBLICATION.search(text):
        if not published:
            return _unknown()
        return Counted(
            published, DateExactness.DAY, f"is taken as {in_words(published)}, when the review was published"
        )
    if ended := END_OF.search(text):
        return _end(ended, published)
    return None


def _unknown(what: str = "it counts from the publication of the review, and that day is not known") -> Counted:
    return Counted(None, DateExactness.NONE, f"names no day: {what}")


def _count(text: str, found: re.Match[str], published: date | None) -> Counted:
    anchor = ANCHOR.match(text, found.end())
    if anchor and anchor[1].strip() and not PUBLISHED.search(anchor[1]) and not PLUS.search(text[: found.start()]):
        return _unknown("it counts from something other than the publication of the review")
    if not published:
        return _unknown()
    number, unit = _number(found[2]), found[3]
    if unit.startswith(("day", "working")):
        days = number + number // 5 * 2 if unit.startswith("working") else number
        day, exact = published + timedelta(days=days), DateExactness.DAY
    elif unit.startswith(("w", "f")):
        day, exact = published + timedelta(weeks=number * (2 if unit.startswith("f") else 1)), DateExactness.DAY
    elif unit.startswith("y"):
        day, exact = months_later(published, 12 * min(number, 50)), DateExactness.YEAR
    else:
        day, exact = months_later(published, min(number, 600)), DateExactness.MONTH
    since = f"counted from the publication on {in_words(published)}"
    said = "" if anchor and anchor[1].strip() else ", which it does not name"
    return Counted(day, exact, f"is taken as {in_words(day)}, {since}{said}")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.replace("-", " ") if word not in NUMBERS else word]


def _end(found: re.Match[str], published: date | None) -> Counted:
    kind = found["kind"] or found["which"] or "financial year"
    if not published:
        return _unknown(f"which {'year' if 'year' in kind or kind.startswith('f') else kind} is meant, it does not say")
    later = found["this"] in ("next", "following")
    if kind == "month":
        moved = months_later(published, int(later))
        day, exact = last_day(moved.year, moved.month), DateExactness.MONTH
    elif kind == "quarter":
        moved = months_later(published, 3 * later)
        day, exact = last_day(moved.year, (moved.month - 1) // 3 * 3 + 3), DateExactness.QUARTER
    else:
        month = 8 if kind.startswith(("academic", "school")) else 12 if kind in ("year", "calendar year") else 3
        year = published.year + (published.month > month) + later
        day, exact = last_day(year, month), DateExactness.YEAR
        kind = "financial year" if month == 3 else "year" if month == 12 else "school year"
    since = f"the end of the {kind}{' after the one' if later else ''} in which the review was published"
    return Counted(day, exact, f"is taken as {in_words(day)}, {since}")
