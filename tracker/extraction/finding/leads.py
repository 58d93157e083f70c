"""Lines that say to whom the recommendations below them go: "To the Council:", "The Trust is recommended to:"."""

import re

from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

RECOMMENDED_TO = re.compile(r"(?P<who>[A-Z][^.:;]{2,200}?)\s+(?:is|are)\s+(?:also\s+)?recommended\s+to\s*:?")
TO = re.compile(r"(?:Recommendations?\s+)?[Tt]o\s+(?P<who>[^:;]{2,150}?)\s*:")
NEXT = re.compile(
    r"(?i)(?:\b(?:make[sd]?|made|issue[sd]?)\s+(?:the\s+following|a)\s+(?:\w+\s+){0,2}recommendations?|"
    r"\brecommendations?\s+(?:is|are)\s+(?:therefore\s+)?(?:made|issued)|^(?:therefore,?\s+)?we\s+(?:\w+\s+)?recommend(?:\s+that)?)\s*:$"
)
ASKED = re.compile(r"\b(?:should|must|shall|needs? to|to)\s*:\s*$")
SHORT = 200
BACK = 30


def leads_others(block: Block) -> bool:
    """Whether a line leads in the recommendations that follow it, so that the one before it has ended."""
    words = block.text.strip()
    if block.kind == BlockKind.ITEM or not words.endswith(":"):
        return False
    return bool(RECOMMENDED_TO.fullmatch(words) or NEXT.search(words[-160:]))


def told_above(source: Source, block: int) -> str:
    """Whom the nearest such line above a block names; empty where a heading of another kind comes first, or none."""
    for one in reversed(source.blocks[max(0, block - BACK) : block]):
        words = one.text.strip()
        if one.kind == BlockKind.ROW:
            return ""
        if len(words) <= 250 and (found := RECOMMENDED_TO.fullmatch(words) or TO.fullmatch(words)):
            return re.sub(r"^[Tt]he\s+", "", found["who"].strip())
        if one.kind == BlockKind.HEADING and words:
            return ""
    return ""


def line_above(source: Source, before: int, block: int) -> tuple[str, ...]:
    """The line between two of a list that says who is asked in what follows: "The Management Board should:"."""
    between = (b for b in reversed(source.blocks[before + 1 : block]) if b.kind != BlockKind.NOTE)
    last = next(between, None)
    plain = last is not None and not last.marker and last.kind in (BlockKind.TEXT, BlockKind.HEADING)
    return (last.text,) if last and plain and ASKED.search(last.text) and len(last.text) <= SHORT else ()
