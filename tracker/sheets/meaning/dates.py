"""What day a cell of another board's plan means, how exactly it was said, and what was decided in reading it so.

Days are read in British order. A month means its last day, a quarter its last day (financial quarters, unless the text
says calendar: Q3 2018/19 ends on 31 December 2018), a season its last day as the weather is counted (spring ends on
31 May), a school term its last month's, a year its last day, a financial year 31 March, two months or days the later.
"Early 2019" is the end of March, "mid-2019" of June. "Within six months of publication" counts from the review's
publication and is as exact as it says: months. What names no day has none: TBC, ongoing, as soon as possible, every
two months, a month without its year. A date revised in the cell is the revised one; of several others it is the latest.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.rules.words import DateExactness
from tracker.sheets.grid import Cell, ErrorValue, Formula
from tracker.sheets.meaning.choosing import Chosen, choose, done_in
from tracker.sheets.meaning.counted import counted
from tracker.sheets.meaning.days import DAYS, serial_span
from tracker.sheets.meaning.no_day import why_no_day
from tracker.sheets.meaning.periods import PERIODS
from tracker.sheets.meaning.several import actions_in
from tracker.sheets.meaning.spans import Span, spans_in, wrong_year
from tracker.sheets.meaning.spelling import plain
from tracker.sheets.meaning.years import ONLY_YEARS
from tracker.sheets.text import as_text

PATTERNS = (*DAYS, *PERIODS, *ONLY_YEARS)
LONGEST_READ = 2_000
FAR_AHEAD = date(9000, 1, 1)
NONE = DateExactness.NONE


@dataclass(frozen=True, slots=True)
class Meant:
    """A date as meant. `text` is what was written; `flag` says, after it, what was decided or why there is no day."""

    day: date | None
    exact: DateExactness
    text: str
    flag: str | None = None


def meant(cell: Cell, *, today: date, published: date | None = None) -> Meant:
    """The day by which a cell says that something is due. It never raises, and says in words whatever it decided."""
    text = as_text(cell)
    if isinstance(cell, Formula):
        return _of_formula(cell, text, today=today, published=published)
    if isinstance(cell, ErrorValue):
        return Meant(None, NONE, text, "is an error of the spreadsheet, not a date")
    if isinstance(cell, bool):
        return Meant(None, NONE, text, "names no day")
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        wrong = wrong_year(day.year, today, str(day.year))
        return Meant(None if wrong else day, NONE if wrong else DateExactness.DAY, text, wrong)
    if isinstance(cell, int | float):
        return _of_number(cell, text, today)
    return _of_text(text, today, published)


def completed_on(text: str, *, today: date | None = None) -> Meant | None:
    """The day on which a text says that something was completed: "Completed 12/05/2016", "Achieved March 2014"."""
    today = today or FAR_AHEAD
    low = _low(text)
    spans, _ = spans_in(low, PATTERNS, today)
    chosen = done_in(low, spans)
    return _made(chosen, text) if chosen else None


def _of_formula(cell: Formula, text: str, *, today: date, published: date | None) -> Meant:
    if cell.stored is None:
        return Meant(None, NONE, text, "is a formula, and what it comes to was not kept")
    found = meant(cell.stored, today=today, published=published)
    said = "is what a formula came to when the file was last saved"
    return Meant(found.day, found.exact, found.text or text, f"{found.flag}; it {said}" if found.flag else said)


def _of_number(cell: int | float, text: str, today: date) -> Meant:
    if cell == cell and abs(cell) < 1e9:
        if span := serial_span(int(cell), today):
            return _made(choose(text, [span]), text)
        if cell == int(cell) and len(text) in (4, 8):
            return _of_text(text, today, None)
    return Meant(None, NONE, text, "is a number, not a date")


def _of_text(text: str, today: date, published: date | None) -> Meant:
    low = _low(text)
    if not low.strip():
        return Meant(None, NONE, text)
    pieces = actions_in(low)
    spans: list[Span] = []
    shown = low if len(pieces) == 1 else "\n".join(pieces)
    spans, rest = spans_in(shown, PATTERNS, today)
    chosen = choose(shown, spans)
    if chosen.day:
        return _made(chosen, text)
    if found := counted(rest, published):
        return Meant(found.day, found.exact, text, found.flag)
    return Meant(None, NONE, text, chosen.flag or why_no_day(rest))


def _made(chosen: Chosen, text: str) -> Meant:
    return Meant(chosen.day, chosen.exact, text, chosen.flag)


def _low(text: str) -> str:
    arrows = text[:LONGEST_READ].replace("→", "->").replace("⇒", "->").replace("\u00a0", " ")
    return plain(arrows)
