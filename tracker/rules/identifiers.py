"""Where numbers, postcodes, addresses and dates of birth stand in a text that is folded already.

Every pattern is bounded, so that a long text takes time in proportion to its length whatever somebody typed. The check
digit of an NHS number and the plans of telephone numbers are left to libraries, imported where they are needed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from tracker.rules.dates import MONTHS

Span = tuple[int, int]

_GAP = r"[\s.\-_/,:;()|+*]"
_NHS = re.compile(
    rf"(?<!\d)(?=(\d{{3}}{_GAP}{{0,3}}\d{{3}}{_GAP}{{0,3}}\d{{4}}(?!\d)|\d{{6}}{_GAP}{{1,3}}\d{{4}}(?!\d)"
    rf"|\d(?:{_GAP}{{1,3}}\d){{9}}(?!{_GAP}?\d)|(?<!\d{_GAP})\d(?:{_GAP}?\d){{9}}(?!{_GAP}?\d)))"
)
_GROUPED = re.compile(
    r"(?!(?:.*[^0-9])?(?:19|20)[0-9]{2}(?![0-9]))(?!.{0,3},...,...,...\Z)[0-9]+(?:[^0-9]+[0-9]+){0,4}\Z"
)
"""Ten figures as somebody might group them who reads a number out: neither years, thousands nor a list of figures."""
_AS_USUAL = re.compile(r"[0-9]{3}[^0-9]*[0-9]{3}[^0-9]*[0-9]{4}|[0-9]{6}[^0-9]+[0-9]{4}|[0-9](?:[^0-9]+[0-9]){9}")
_RUN = re.compile(rf"[0-9](?:{_GAP}{{0,3}}[0-9]){{9,}}")
_STUCK_TO_IT = re.compile(r"[0-9A-Za-z]*\Z")
_LONGEST_STUCK = 9
_ALL_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC "
    "WD WF WN WR WS WV YO ZE"
)
_AREAS = frozenset(_ALL_AREAS.split())
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![0-9A-Za-z])")
_OUTWARD = re.compile(r"(?:^|[^0-9A-Za-z])(([A-Za-z]{1,2})[0-9](?:[0-9]|[A-HJKMNP-Ya-hjkmnp-y])?)[\s.\-_,/]{0,3}\Z")
_GIROBANK = re.compile(r"(?<![0-9A-Za-z])GIR[\s.\-_,/]{0,3}0AA(?![0-9A-Za-z])", re.IGNORECASE)
_LONGEST_OUTWARD = 8
_ORDINAL_OR_UNIT = re.compile(r"[0-9](?:st|nd|rd|th|yr|hr|ed)\Z")
WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][.,])(?:\(?\+[\s.\-]?[1-9]|\(?0(?![\s.\-]?[46]))"
    r"(?:(?:[\s.\-()/_]{0,2}|\s-\s)[0-9]){6,15}(?![0-9])"
)
_STUCK_TO_A_PHONE = re.compile(r"(?<![0-9A-Za-z])(?:t|tel|m|mob|mobile|ph|phone|h|w|no)(?=\+?[0-9]{4})", re.IGNORECASE)
_WITHOUT_ITS_NOUGHT = re.compile(
    r"(?<![0-9A-Za-z+])(?<![0-9+][\s.,\-/(])(?:44[\s.\-]?(?=[1-37])|(?=7[0-9]{3}[\s.\-][0-9]{3}))"
    r"([0-9](?:[\s.\-]?[0-9]){9})(?![0-9])(?![.,\-/][0-9])"
)
_HELPLINE = re.compile(r"\(?(?:\+44[\s.\-]?(?:\(0\))?|0044[\s.\-]?|0)[\s.\-]?(?:300|500|800|808)(?![0-9]{8})")
"""Numbers that anybody may ring, of helplines and public bodies, are nobody's own."""
FIGURES = re.compile(r"[0-9]+")
_DAY_FIRST = re.compile(r"\(?[0-3]?[0-9]([./\-])[01]?[0-9]\1(?:[12][0-9])?[0-9]{2}(?![0-9])")
MOST_GROUPS = 6
LEAST_OF_A_DATE, LEAST_OF_A_PHONE, LENGTH_OF_NHS = 3, 7, 10
AT_HOME = frozenset({8, 10, 11})
SHORTEST_ABROAD = 8
BRITAIN = 44
_MAIL_BEFORE = re.compile(r"[A-Za-z0-9._%+'\-]{1,64}\Z")
_MAIL_AFTER = re.compile(r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,63}(?![A-Za-z0-9])")
_SPELT_AT = re.compile(r"\s{0,2}[(\[]\s?at\s?[)\]]\s{0,2}", re.IGNORECASE)
_MONTH = rf"(?:{'|'.join([*(f'{m}|{m[:3]}' for m in MONTHS), 'sept'])})\.?"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR = r"'?(?:[12][0-9])?[0-9]{2}(?![0-9])"
_DATE = (
    rf"(?:(?P<d1>[0-3]?[0-9])\s?[./\-\s|]\s?(?P<m1>[01]?[0-9])\s?[./\-\s|]\s?{_YEAR}"
    rf"|(?P<d3>[0-3][0-9])(?P<m3>[01][0-9])(?:19|20)[0-9]{{2}}(?![0-9])"
    rf"|[12][0-9]{{3}}[.\-/](?P<m2>[01]?[0-9])[.\-/](?P<d2>[0-3]?[0-9])(?![0-9])"
    rf"|{_DAY}[\s\-]{{0,3}}(?:of\s{{1,3}})?{_MONTH},?[\s\-]{{0,3}}{_YEAR}"
    rf"|{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR})"
)
_BIRTH = (
    r"(?:d\.?\s?o\.?\s?b(?![A-Z])\.?|date[\s\-]{1,3}of[\s\-]{1,3}birth|birth\s?-?date|birthday|born|b\.(?=\s?[0-9]))"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s{1,3})?"
_BETWEEN = (
    r"(?:\s?[(\[][^()\[\]0-9]{1,30}[)\]])?(?:\s(?:of|for)\s(?:the\s)?[a-z']{1,20})?"
    r"(?:\.(?=\s?[0-9]))?[\s:=,;\-(\[]{0,6}(?:at\s[0-2]?[0-9][:.][0-5][0-9](?:\s?[ap]m)?,?\s)?"
    rf"(?:(?:is|was|on|the|as)\b[\s:]{{1,3}}){{0,3}}{_WEEKDAY}"
)
_SAYS_BIRTH = re.compile(r"[bB][iIoO][rR]|[bB]\.\s?[0-9]|[oO]\.?\s?[bB](?![A-Za-z])")
_BORN = re.compile(rf"(?<![0-9A-Z]){_BIRTH}{_BETWEEN}(?P<date>{_DATE})", re.IGNORECASE)
_BORN_AFTER = re.compile(rf"(?<![0-9A-Z.\-/])(?P<date>{_DATE})[\s,]{{0,3}}[(\[]?\s?{_BIRTH}", re.IGNORECASE)
_AFTER_A_NAME = re.compile(
    rf"[\s,]{{0,3}}(?:[(\[]\s{{0,3}}(?:b\.?|born|\*)?|b\.|\*)\s{{0,3}}(?P<date>{_DATE})", re.IGNORECASE
)


class Spans(Sequence[Span]):
    """Stretches of a text in order, those that touch made one; asked quickly, however many they are."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._made: list[Span] = []
        for start, end in sorted(spans):
            if self._made and start < self._made[-1][1]:
                self._made[-1] = (self._made[-1][0], max(end, self._made[-1][1]))
            else:
                self._made.append((start, end))

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, index: Any) -> Any:
        return self._made[index]

    def touches(self, span: Span) -> bool:
        """Whether one of these lies over any of it."""
        before = bisect_right(self._made, (span[1] - 1, len(self._made) and self._made[-1][1])) - 1
        return before >= 0 and self._made[before][1] > span[0]

    def holds(self, span: Span) -> bool:
        """Whether one of these lies over all of it and over more."""
        before = bisect_right(self._made, (span[0], span[1] + 1 << 40)) - 1
        return before >= 0 and self._made[before][1] >= span[1] and self._made[before] != span


def nhs_in(text: str) -> Iterator[Span]:
    """NHS numbers: ten figures with the right check digit, together or in groups."""
    from stdnum.gb import nhs

    last = 0
    for match in (match for run in _RUN.finditer(text) for match in _NHS.finditer(text, *run.span())):
        start, end = match.span(1)
        if not (_AS_USUAL.fullmatch(match[1]) or (_GROUPED.match(match[1]) and not _HELPLINE.match(match[1]))):
            continue
        if start < last or not nhs.is_valid("".join(c for c in match[1] if c.isdigit())):
            continue
        before = _STUCK_TO_IT.search(text, max(0, start - _LONGEST_STUCK - 1), start)
        stuck = before[0] if before else ""
        if len(stuck) > _LONGEST_STUCK or not (stuck.isalpha() or not stuck) or text[end : end + 1].isalpha():
            continue  # ten digits within a hash or a code are no number of anybody's; "NHS9434765919" is
        last = end
        yield start, end


def postcodes_in(text: str) -> Iterator[Span]:
    """Postcodes of an area that there is, in any case, with or without the space."""
    for inward in _INWARD.finditer(text):
        outward = _OUTWARD.search(text[max(0, inward.start() - _LONGEST_OUTWARD) : inward.start()])
        if not outward or outward[2].upper() not in _AREAS:
            continue
        if outward[1].islower() or not _ORDINAL_OR_UNIT.match(inward[0]):  # "S1 2nd" is a form and a place in it
            yield inward.start() - len(outward.string) + outward.start(1), inward.end()
    yield from (match.span() for match in _GIROBANK.finditer(text))


def phones_in(text: str) -> Iterator[Span]:
    """Telephone numbers, written as in Britain or with the code of a country."""
    text = _STUCK_TO_A_PHONE.sub(lambda match: " " * len(match[0]), text)
    yield from (match.span() for match in _WITHOUT_ITS_NOUGHT.finditer(text) if _is_a_number(f"+44{match[1]}"))
    place = 0
    while candidate := _PHONE.search(text, place):
        length = 0 if _DAY_FIRST.match(candidate[0]) else _phone(candidate[0])
        if length and not _HELPLINE.match(candidate[0]):
            yield candidate.start(), candidate.start() + length
        place = candidate.start() + (length or 1)


@lru_cache(maxsize=4096)
def _phone(candidate: str) -> int:
    """How much of a run of figures is one telephone number: valid by its country's own plan, or of the length and
    beginning of a British one, as the numbers kept for examples are. 0 where none of it is."""
    groups = [match.end() for match in FIGURES.finditer(candidate)]
    at_home = candidate.lstrip("(")[:2] not in ("00", "+0") and "+" not in candidate
    if len(groups) > MOST_GROUPS and len(candidate) > 2 * len(groups):
        return 0  # a row of figures
    for end in reversed(groups):
        digits = sum(c.isdigit() for c in candidate[:end])
        if (digits in AT_HOME if at_home else digits > SHORTEST_ABROAD) and _is_a_number(candidate[:end]):
            return end
    return 0


def _is_a_number(digits: str) -> bool:
    from phonenumbers import NumberParseException, is_valid_number, parse

    try:
        number = parse(digits.replace("_", " "), "GB")
    except NumberParseException:
        return False
    national = str(number.national_number)
    british = number.country_code == BRITAIN and len(national) == 10 and national[0] in "12378"
    return british or is_valid_number(number)


def mails_in(text: str) -> Iterator[Span]:
    """E-mail addresses."""
    for spelt in _SPELT_AT.finditer(text):
        before = _MAIL_BEFORE.search(text, max(0, spelt.start() - 64), spelt.start())
        after = _MAIL_AFTER.match(text, spelt.end())
        if before and after:
            yield before.start(), after.end()
    at = text.find("@")
    while at >= 0:
        before = _MAIL_BEFORE.search(text, max(0, at - 64), at)
        after = _MAIL_AFTER.match(text, at + 1)
        if before and after:
            yield before.start(), after.end()
        at = text.find("@", at + 1)


def births_in(text: str) -> Iterator[Span]:
    """Days that the words beside them call somebody's day of birth."""
    if not _SAYS_BIRTH.search(text):
        return
    for pattern in (_BORN, _BORN_AFTER):
        yield from (match.span("date") for match in pattern.finditer(text) if _can_be(match))


def births_after(text: str, names: Iterable[Span]) -> Iterator[Span]:
    """Days that stand in brackets after a name."""
    for _, end in names:
        match = _AFTER_A_NAME.match(text, text.startswith("'s", end) * 2 + end)
        if match and _can_be(match):
            yield match.span("date")


def _can_be(match: "re.Match[str]") -> bool:
    day, month = match["d1"] or match["d2"] or match["d3"] or "1", match["m1"] or match["m2"] or match["m3"] or "1"
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12
