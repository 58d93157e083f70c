"""Which column of a table holds recommendations, and which their references: by its heading and what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

Cells = Sequence[str]

ASKS = re.compile(r"\brecommend(?:ations?|ed|s)?\b|\brecs?\b\.?\s*$", re.IGNORECASE)
PLAIN = re.compile(
    r"(?:[\w’'/&-]+\s+){0,3}recommendations?(?:\s*(?:\(s\)|and|or|/|&|,|for|to|arising|made|with|\().*)?\W*",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"respon[sd]|answer|progress|update|status|evidence|rationale|reason|comment|accept|reject|agreed\?|achieve|complete|"
    r"implement|outcome|position|measure|impact|previous|past|earlier|linked|related|relevant|(?:in )?support|"
    r"\bhow\b|\bwhy\b|\bwhen\b|\bdate|deadline|owner|\blead\b|responsib|\bmet\b|page|paragraph|\btheme|categor|\btype\b",
    re.IGNORECASE,
)
"""What makes of a heading with "recommendation" in it one about something else."""
APART = re.compile(
    TOLD.pattern + r"|finding|issue|\brisk|background|\bterm\b|definition|meaning|abbreviation|question", re.I
)
REFERENCE = re.compile(
    r"\W*(?:(?:rec(?:ommendation)?s?|action|item|report|our|scr|review)?\W*"
    r"(?:ref(?:erence)?s?|no|nos|num|number|numbers|#|№|id|item)\W*(?:no\W*|number)?|rec(?:ommendation)?\W*|r|s/?n|#)?\W*",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\b(?:page|para(?:graph)?|section|chapter|finding|priority|year|date)s?\b", re.IGNORECASE)
VALUE = re.compile(
    r"(?:(?:rec(?:ommendation)?|no|ref)\W{0,3}(?:no\W{0,2})?)?"
    r"([A-Z]{0,6}[-./ ]{0,2}\d{1,4}(?:[./-]\d{1,3})*[a-z]?|[a-z]|[ivx]+)\W{0,2}",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\W*(?:name\s+of\s+|title\s+of\s+)?(?:the\s+)?(?:previous\s+|source\s+)?"
    r"(?:review|case|scr|sar|dhr|lcspr|report|stud(?:y|ies)|inquiry|investigation|inspection|author)s?"
    r"(?:\s+(?:name|title|year|subject|reference|ref))?\W*", re.IGNORECASE,
)  # fmt: skip
"""A column that says which report: its rows list what others recommended."""
ASKING = re.compile(r"\b(?:should|must|needs? to|ensure|recommend(?:s|ed)?|is to|are to|will)\b", re.IGNORECASE)
PREVIOUS = re.compile(
    r"\b(?:previous|earlier|past|prior|other|historic\w*)\s+(?:[\w’'-]+\s+){0,4}?"
    r"(?:reviews?|recommendations?|S[CA]Rs?|LCSPRs?|DHRs?|inspections?|reports?|audits?|inquir(?:y|ies))\b"
    r"|\brecommendations?\s+(?:from|of|made\s+(?:by|in))\s+(?:the\s+)?(?:\w+\s+){0,2}(?:previous|earlier|other|past)\b",
    re.IGNORECASE,
)
PROGRESS = re.compile(r"\b(?:progress|update|position|implementation)\b", re.IGNORECASE)
FEW = 3
LONGEST = 150
"""Letters of a heading that are looked at."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by their numbers: of recommendations, and of their references if it has one."""

    asked: tuple[int, ...]
    reference: int | None
    heading: str
    """What stands over the recommendations; empty where nothing does."""
    surely: bool = True


def columns(heads: Cells, rows: Sequence[Cells], *, under: bool) -> Columns | None:
    """The columns of a table, or None where it holds no recommendations. `under` says that it stands under a heading
    "Recommendations"."""
    heads = [head[:LONGEST] for head in heads]
    wide = max((len(row) for row in rows), default=0)
    sizes = [_words(rows, number) for number in range(wide)]
    named = [n for n, head in enumerate(heads[:wide]) if ASKS.search(head)]
    if any(OTHERS.fullmatch(head) for head in heads) and named:
        return None
    about = {n: bool(TOLD.search(heads[n])) and not _joined(heads[n]) for n in named}
    good = [n for n in named if sizes[n] >= FEW and not about[n]]
    if not good:
        if named or not under:
            return None
        return _unnamed(heads, rows, sizes)
    best = max(good, key=lambda n: (bool(PLAIN.fullmatch(heads[n])), sizes[n]))
    asked = tuple(n for n in good if n == best or (sizes[n] >= 2 * FEW and _to_somebody(heads[n], heads[best])))
    return Columns(asked, _reference(heads, rows, asked), heads[best])


def _unnamed(heads: Cells, rows: Sequence[Cells], sizes: list[float]) -> Columns | None:
    """Under the heading "Recommendations": the column with most words, if they ask for something."""
    able = [n for n, size in enumerate(sizes) if size >= FEW and not (n < len(heads) and APART.search(heads[n]))]
    if not able:
        return None
    best = max(able, key=lambda n: sizes[n])
    filled = [row[best] for row in rows if best < len(row) and row[best].strip()]
    reference = _reference(heads, rows, (best,))
    asking = sum(bool(ASKING.search(cell)) for cell in filled)
    enough = asking * 2 >= len(filled) if reference is None else asking * 4 >= len(filled)
    return Columns((best,), reference, heads[best] if heads else "", surely=False) if enough else None


def value(cell: str) -> str | None:
    """A reference as it is printed, without what only says that it is one; None where a cell holds something else."""
    found = VALUE.fullmatch(cell.strip())
    return found.group(1).strip() if found else None


def _reference(heads: Cells, rows: Sequence[Cells], asked: tuple[int, ...]) -> int | None:
    best = None
    for number in range(max((len(row) for row in rows), default=0)):
        head = heads[number] if number < len(heads) else ""
        filled = [row[number] for row in rows if number < len(row) and row[number].strip()]
        if number in asked or not filled or ELSEWHERE.search(head):
            continue
        fitting = sum(value(cell) is not None for cell in filled)
        if fitting < 0.7 * len(filled):
            continue
        if head.strip() and REFERENCE.fullmatch(head):
            return number
        digits = sum(any(map(str.isdigit, cell)) for cell in filled)
        if (
            best is None
            and number < asked[0]
            and digits > 0.7 * len(filled)
            and (not head.strip() or ASKS.search(head))
        ):
            best = number
    return best


def _words(rows: Sequence[Cells], number: int) -> float:
    """How many words its filled cells have on average."""
    counts = [len(row[number].split()) for row in rows if number < len(row) and row[number].strip()]
    return mean(counts) if counts else 0.0


def _joined(head: str) -> bool:
    """Whether a heading says "recommendation and …" or "… and recommendation"."""
    return bool(
        re.search(
            r"recommendations?\W*(?:\band\b|&|/|\+)|(?:\band\b|&|/|\+)\W*(?:the\s+)?recommendations?\W*$", head, re.I
        )
    )


def _to_somebody(head: str, best: str) -> bool:
    wanted = re.compile(r"\brecommendations?\s+(?:for|to)\b", re.IGNORECASE)
    return bool(wanted.search(head) and wanted.search(best))
