"""What a row across the whole table says: a recommendation, a theme, an agency, "completed actions", or nothing."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["recommendation", "objective", "theme", "agency", "completed", "open", "note", "text"]
NUMBERED = r"(?P<ref>\d+(?:\.\d+)*[a-z]?|[a-z]{1,3}[-./]?\d+(?:\.\d+)*[a-z]?|[ivx]+\b)"
ASKED = re.compile(
    rf"(?:overview\s+|single[- ]agency\s+|key\s+)?(?:recommendations?|rec|finding|learning\s+(?:point"
    rf"|theme)|lesson|requirement|r)\.?"
    rf"\s*(?:no\.?|number|ref\.?|#)?\s*[:#–-]?\s*{NUMBERED}(?P<rest>.*)", re.IGNORECASE | re.DOTALL)  # fmt: skip
ASKED_BARE = re.compile(
    r"(?:recommendation|finding|learning point|lesson)\s*[:–-]\s*(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
AIMED = re.compile(
    rf"(?:strategic\s+)?(?:objective|priority|aim|goal|outcome|standard|commitment)\s*(?:no\.?|number"
    rf"|area)?\s*[:#–-]?\s*"
    rf"{NUMBERED}(?P<rest>.*)", re.IGNORECASE | re.DOTALL)  # fmt: skip
THEMED = re.compile(
    r"(?:theme|domain|section|workstream|strand|category|key line|area|pillar|topic|chapter|part)\b", re.IGNORECASE
)
CONTINUED = re.compile(r"[\s,(–-]*\b(?:continued|cont'?d?\b\.?|contd\.?)\s*\)?\s*$", re.IGNORECASE)
DONE = re.compile(
    r"(?:(?:completed?|closed|achieved|finished|archived|signed[- ]off|delivered)\s+(?:actions?"
    r"|recommendations?|items?|tasks?)|"
    r"(?:actions?|recommendations?|items?)\s+(?:now\s+)?(?:that (?:are|have been)\s+)?(?:completed?"
    r"|closed|signed[- ]off|achieved)|"
    r"completed?|closed|archived?)\b[\s:.–-]*(?:since .*|to date.*|\(.*\))?", re.IGNORECASE)  # fmt: skip
OPEN = re.compile(
    r"(?:outstanding|open|ongoing|current|live|active|new|remaining)\s+(?:actions?|recommendations?|items?)\b.{0,40}",
    re.I,
)
AGENCY = re.compile(
    r"(?:name\s+of\s+|responding\s+|your\s+)?(?:lead\s+)?(?:agency|organisation|organization|service|department|owner|partner"
    r"|provider)\s*[:–-]\s*(?P<rest>.+)", re.I)  # fmt: skip
NOTED = re.compile(
    r"(?:total\b|sub-?total|notes?\s*[:.–-]|key\b|legend|prepared by|signed|signature|date\s*[:.]"
    r"|version|page\s+\d|©|source\s*:|"
    r"last updated|updated\s*(?:on|:)|approved by|chair\b|end of|n\.?b\.?\b|\*|for further|please\b|rag\b|brag\b|"
    r"(?:red|amber|green|blue|grey|purple)\s*[=:–-])", re.IGNORECASE)  # fmt: skip
LEADING = re.compile(rf"{NUMBERED}(?=[\s:)–-]|\.(?!\d)|$)[\s.:)–-]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
LETTERED = re.compile(
    r"^(?:(?:part|section|table|appendix|annex)\s+)?(?:[a-z]|\d{1,2}|[ivx]{1,4})\s*[.):–-]+\s+", re.IGNORECASE
)
MARKS = " \n\t.:)–-—"


@dataclass(frozen=True, slots=True)
class Band:
    """What a full-width row means for the rows below it. `sure` is false where only its place tells."""

    kind: Kind
    text: str
    ref: str | None = None
    sure: bool = True


def band(text: str) -> Band:
    """The meaning of a full-width row, or of a title above a table."""
    whole = " ".join(text.split())
    said = CONTINUED.sub("", whole).strip(MARKS) or whole
    bare = LETTERED.sub("", said)
    if DONE.fullmatch(bare):
        return Band("completed", said)
    if OPEN.fullmatch(bare):
        return Band("open", said)
    if (match := ASKED.fullmatch(said)) and _ends_ref(match["rest"]):
        return Band("recommendation", match["rest"].strip(MARKS), match["ref"])
    if match := ASKED_BARE.fullmatch(said):
        return Band("recommendation", match["rest"].strip(MARKS))
    if (match := AIMED.fullmatch(said)) and _ends_ref(match["rest"]):
        return Band("objective", match["rest"].strip(MARKS) or said, match["ref"])
    if THEMED.match(said):
        return Band("theme", said)
    if match := AGENCY.fullmatch(said):
        return Band("agency", match["rest"].strip(MARKS))
    if NOTED.match(said):
        return Band("note", said)
    if (match := LEADING.fullmatch(said)) and match["ref"][0].isdigit():
        return Band("text", match["rest"].strip(MARKS) or said, match["ref"], sure=False)
    return Band("text", said, sure=False)


def ref_and_text(text: str) -> tuple[str | None, str]:
    """A recommendation as written, taken apart: "Recommendation 3: The board should …" is 3 and the rest."""
    said = text.strip()
    for pattern in (ASKED, AIMED):
        if (match := pattern.fullmatch(said)) and _ends_ref(match["rest"]):
            return match["ref"], match["rest"].strip(MARKS)
    if match := LEADING.fullmatch(said):
        ref, rest = match["ref"], match["rest"].strip(MARKS)
        if (ref[0].isdigit() or any(c.isdigit() for c in ref)) and not _is_a_day(said):
            return ref, rest
    return None, said


def _ends_ref(rest: str) -> bool:
    """Whether a ref ended there: "Recommendation 3: …", not "Recommendation 3rd" or "r1sk"."""
    return not rest or not rest[0].isalnum()


def _is_a_day(text: str) -> bool:
    return bool(re.match(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}\b|\d{1,2}\s+[A-Z][a-z]+\s+\d{4}", text))
