"""The words in which running text recommends: "It is recommended that", "We recommend", "The Panel recommends"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

ADVERB = (
    r"(?:\s*,?\s+(?:also|further|furthermore|therefore|thus|hence|strongly|additionally|accordingly|firmly|however|moreover|"
    r"again|formally|hereby|respectfully|specifically|particularly|consequently|urgently|now|then|so|in\s+addition|jointly|"
    r"finally|nevertheless|nonetheless|clearly|first|secondly|lastly|would|will)\b,?){0,3}"
)
KIND = (
    r"(?:(?:present|current|joint|independent|serious|case|local|child|children[’']s|safeguarding|practice|rapid|thematic|domestic|homicide|"
    r"adult|adults|overview|lead|learning|lessons|multi-agency|external|scrutiny|public|health|needs|strategic|research|review|"
    r"project|inspection|inquiry|study|report|evaluation|safety|transport|transportation|air|marine|rail|railway|accidents?|"
    r"investigations?|mental|SCR|LCSPR|CSPR|DHR|SAR|JSNA|HNA|LLR|PLR)\s+){0,6}"
)
VOICE = (
    r"(?:reviews?|review(?:ing)?\s+(?:panel|team|group)|reviewers?|reports?|panel|authors?|inquiry|enquiry|investigations?|"
    r"investigators?|writers?|chair|SCR|LCSPR|CSPR|DHR|SAR|JSNA|HNA|commission|commissioner|bureau|branch|board|committee|ombudsman|inspectorate|inspectors?|coroner|"
    r"needs\s+assessment|assessment|study|audit|evaluation|(?:review|research|project|inspection|study|evaluation|assessment|"
    r"inquiry|investigation)\s+team|steering\s+group)"
)
OWN = (
    rf"(?:(?:the|this|our)\s+{KIND}{VOICE}(?:\s+(?:panel|team|group|authors?|report))?(?:\s+of\s+this\s+(?:review|report|study))?|"
    r"(?:AAIB|MAIB|RAIB|HSIB|HSSIB|ATSB|NTSB|TSB|TAIC|RAIU|AAIU))"
)
"""Who speaks in a report of its own: the review, its panel, its author, the commission that investigates."""
ON = (
    r"(?=\s+(?:that|the|to|an?|all|each|every|any|both|this(?!\s+(?:report|review|strategy|assessment|document)\b)|"
    r"these|those|there|[A-Z])\b|\s*[:,]|\s*$)"
)
FORMULAS = re.compile(
    rf"(?P<impersonal>\bit\s+is{ADVERB}\s+recommended\b(?!\s+(?:by|in|for|as|at|when|where|if|practice|good|best|level|limit|reading)\b)|"
    rf"\bit\s+is{ADVERB}\s+recommended\s+(?:by\s+(?=the\s+review|the\s+panel|this)|in\s+this\s+report|as\s+a\s+matter\s+of\s+urgency)|"
    rf"\bit\s+is{ADVERB}\s+(?:my|our|a|the)\s+(?:\w+[’']?s?\s+){{0,3}}recommendation\s+(?:of\s+(?:this|the)\s+\w+(?:\s+\w+)?\s+)?that\b|"
    rf"(?:^|(?<=[.:;]\s))(?:strongly\s+)?recommend(?:ed)?\s+that\b)|"
    rf"(?P<we>\b(?:I|we){ADVERB}\s+recommend\b{ON}|\b(?:I\s+am|we\s+are){ADVERB}\s+recommending{ON}|"
    r"\b(?:my|our)\s+(?:\w+\s+){0,2}recommendation\s+(?:is|would\s+be)\s+(?:therefore\s+)?(?:that|to|for)\b)|"
    rf"(?P<own>\b{OWN}{ADVERB}\s+(?:recommends?|is\s+recommending|are\s+recommending){ON}|"
    r"\ba\s+(?:further\s+|second\s+)?recommendation\s+is\s+(?:therefore\s+|also\s+)?made\s+(?:to|for|that)\b)|"
    rf"(?P<told>\b(?:is|are){ADVERB}\s+recommended\s+to\b)|"
    rf"(?P<past>\b{OWN}(?:\s+has)?{ADVERB}\s+recommended{ON}|\bit\s+was{ADVERB}\s+recommended\s+that\b)|"
    r"(?P<lead>\bfollowing\s+(?:[\w-]+\s+){0,3}(?P<many>recommendations?)\b[^.:]{0,160}(?::|\.?$))",
    re.IGNORECASE,
)


RECOMMEND = re.compile(r"[Rr][Ee][Cc][Oo][Mm][Mm][Ee][Nn][Dd]")
BEGINS = re.compile(
    r"\b(?:it|I|we|my|our|the|this|an?|is|are|following|recommend(?:ed)?|strongly|AAIB|MAIB|RAIB|HSIB|HSSIB|ATSB|NTSB|TSB|"
    r"TAIC|RAIU|AAIU)\b",
    re.IGNORECASE,
)
"""The words with which a formula begins: only there is one looked for."""
MOST = 40
"""Formulas: no sentence has as many."""
FAR = 600
"""Letters from where a formula begins to its "recommend", at most."""


class Way(Enum):
    """Who recommends, in a formula."""

    IMPERSONAL = "It says “{}”."
    WE = "Its authors say “{}”."
    OWN = "The report speaks of itself: “{}”."
    TOLD = "Somebody is told: “{}”."
    PAST = "It says “{}”, in a chapter of recommendations."
    LEAD = "It follows “{}”."


@dataclass(frozen=True, slots=True)
class Formula:
    """Where a text recommends: the characters of the formula. `many` for one that leads several."""

    start: int
    end: int
    way: Way
    words: str
    many: bool = False


def formulas(text: str, start: int = 0, end: int | None = None) -> Iterator[Formula]:
    """The formulas between two offsets of a text, in order."""
    end = len(text) if end is None else end
    at, count, word = start, 0, _next(text, start, end)
    for begun in BEGINS.finditer(text, start, end) if word >= 0 else ():
        while 0 <= word < begun.start():
            word = _next(text, word + 1, end)
        if word < 0 or count == MOST:
            return
        if begun.start() < max(at, word - FAR) or not (found := FORMULAS.match(text, begun.start(), end)):
            continue
        at, count = found.end(), count + 1
        way = Way[(found.lastgroup or "impersonal").upper()] if found.lastgroup != "many" else Way.LEAD
        words = " ".join(found.group().rstrip(":., ").split())
        many = (found.group("many") or "").lower().endswith("s")
        yield Formula(found.start(), found.end(), way, words, many)


def _next(text: str, start: int, end: int) -> int:
    """Where the next "recommend" stands, in small letters, capitals or both; -1 where none does."""
    found = RECOMMEND.search(text, start, end)
    return found.start() if found else -1
