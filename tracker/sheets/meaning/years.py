"""Years alone in a text: financial, academic, calendar. Whose year it is must be clear: many documents bear one too."""

import re
from datetime import date

from tracker.rules.words import DateExactness
from tracker.sheets.meaning.periods import TWO_YEARS, financial, two_years
from tracker.sheets.meaning.spans import Pattern, Span, period_span

SCHOOL = re.compile(r"\b(?:academic|school)(?:\s+year)?[\s(,-]*$")
FINANCIAL = re.compile(r"\b(?:financial|fiscal)(?:\s+year)?(?:\s+of)?[\s(,-]*$|\bf/?y\.?\s*$")
ENDING = re.compile(r"\b(?:financial|fiscal)\s+year(?:s)?\s+(?:end|ending|to)\s*$")
DOCUMENT = re.compile(
    r"\b(?:acts?|together|strategy|plans?|programme|program|policy|guidance|report|framework|order|regulations|code|"
    r"procedures|kcsie|education|vision|charter|standards|protocol|toolkit|pathways?|bill|measure|priorities|budget|"
    r"guidelines|edition|version)[\s,:(-]*(?:for\s+)?$"
)
LEAD = re.compile(
    r"(?:^|\b(?:by|in|end|of|during|until|till|throughout|year|before|within|late|early|mid|since|from|the|to|and|"
    r"autumn|winter|spring|summer|for|due|date|deadline|completion|calendar|financial|fiscal|fy)|[\n;:,(])[\s'(-]*$"
)
FEW_WORDS = 5
OF_A_DOCUMENT = "names no day: the year in it belongs to a document"

YEARS = re.compile(rf"(?<![\d/.£#-])(?=\d{{4}}){TWO_YEARS}")
SHORT_YEARS = re.compile(
    r"(?:\bf/?y\.?\s*|\bfinancial year\s+|\byear\s+|^\s*(?:by |end of )?)'?(\d\d)\s?[/-]\s?'?(\d\d)(?![\d/%])"
)
TO_YEAR = re.compile(r"(?<![\d/.£#-])((?:19|20)\d\d)\s*(?:to|until)\s*((?:19|20)\d\d)(?![\d/%])")
YEAR = re.compile(r"(?<![\d/.,£#-])((?:19|20)\d\d)(?![\d/%]|[.,]\d|-\d)")
SHORT_FINANCIAL = re.compile(r"\bf/?y\s?'?(\d\d)(?![\d/-])")


def _before(found: re.Match[str]) -> str:
    return found.string[: found.start()][-60:]


def _document(found: re.Match[str]) -> bool:
    return bool(DOCUMENT.search(_before(found)))


def _stands_alone(found: re.Match[str]) -> bool:
    return bool(LEAD.search(_before(found))) or len(found.string.split()) <= FEW_WORDS


def _years(found: re.Match[str], today: date) -> Span | None:
    years = two_years(found[1], found[2])
    if _document(found) or not _stands_alone(found):
        return Span(None, DateExactness.NONE, wrong=OF_A_DOCUMENT)
    if years:
        if SCHOOL.search(_before(found)):
            return period_span(date(years[1], 8, 31), DateExactness.YEAR, "the end of the school year", today)
        said = f"the end of the financial year {financial(years[0])}"
        return period_span(date(years[1], 3, 31), DateExactness.YEAR, said, today)
    last = int(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
    return _end_of(last, today) if last > int(found[1]) else None


def _short_years(found: re.Match[str], today: date) -> Span | None:
    years = two_years(found[1], found[2])
    if not years or (int(found[2]) <= 12 and not re.search("[fy]", found[0])):
        return None
    said = f"the end of the financial year {financial(years[0])}; its year, ‘{found[1]}’, has two figures"
    return period_span(date(years[1], 3, 31), DateExactness.YEAR, said, today)


def _to_year(found: re.Match[str], today: date) -> Span | None:
    if _document(found):
        return Span(None, DateExactness.NONE, wrong=OF_A_DOCUMENT)
    return _end_of(int(found[2]), today) if int(found[2]) > int(found[1]) else None


def _year(found: re.Match[str], today: date) -> Span | None:
    if _document(found):
        return Span(None, DateExactness.NONE, wrong=OF_A_DOCUMENT)
    year, before = int(found[1]), _before(found)
    if ENDING.search(before):
        return period_span(
            date(year, 3, 31), DateExactness.YEAR, f"the end of the financial year {financial(year - 1)}", today
        )
    if SCHOOL.search(before):
        return period_span(date(year, 8, 31), DateExactness.YEAR, "the end of the school year that ends then", today)
    if FINANCIAL.search(before):
        return _either_year(year)
    return _end_of(year, today) if _stands_alone(found) else None


def _short_financial(found: re.Match[str], today: date) -> Span | None:
    return _either_year(2000 + int(found[1]))


def _either_year(year: int) -> Span:
    either = f"{financial(year - 1)} or {financial(year)}"
    return Span(None, DateExactness.NONE, wrong=f"could be the financial year {either}: write which")


def _end_of(year: int, today: date) -> Span:
    return period_span(date(year, 12, 31), DateExactness.YEAR, f"the end of the year {year}", today)


ONLY_YEARS: tuple[Pattern, ...] = (
    (YEARS, _years),
    (SHORT_YEARS, _short_years),
    (TO_YEAR, _to_year),
    (YEAR, _year),
    (SHORT_FINANCIAL, _short_financial),
)
"""How a year is written, in the order in which they are looked for."""
