"""Under which headings each block of a report stands, and what kind of chapter that makes it."""

import re
from functools import lru_cache

from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

Headings = tuple[str, ...]

RECOMMENDS = re.compile(r"\brecommend(?:s|ed|ing|ations?)?\b", re.IGNORECASE)
SENTENCE = re.compile(
    r"(?:it\s+(?:is|was)|we|I|the\s+[\w\s]{3,60}?|on\s+\d[^,]{3,60}?)\s+(?:[\w,]+\s+){0,2}recommend(?:s|ed)?\s+(?:that|the|to)\s+\w",
    re.IGNORECASE,
)
STORY = re.compile(
    r"\b(?:chronolog(?:y|ies)|timeline|narrative|facts?|factual|family\s+(?:history|background|composition|structure)|"
    r"case\s+(?:history|summary|background)|summary\s+of\s+(?:events|the\s+case|the\s+facts)|circumstances|"
    r"(?:key|significant)\s+(?:events|episodes|practice\s+episodes)|sequence\s+of\s+events|what\s+happened|"
    r"agency\s+(?:involvement|contacts?)|involvement\s+of|the\s+story|case\s+narrative)\b",
    re.IGNORECASE,
)
"""A chapter that tells the case."""
SHELF = re.compile(
    r"\b(?:literature|legislat\w+|statutory\s+(?:framework|guidance)|policy\s+(?:context|framework|background)|national\s+"
    r"(?:context|policy|guidance|picture)|evidence\s+base|(?:relevant\s+)?research|(?:nice|clinical|national)\s+guid\w+|"
    r"what\s+(?:works|does\s+the\s+(?:evidence|research)\s+(?:say|tell))|terms\s+of\s+reference|methodology|glossary|"
    r"references|bibliography|guiding\s+principles|principles)\b",
    re.IGNORECASE,
)
"""A chapter that tells what others wrote, or how the work was done."""
FINDINGS = re.compile(
    r"\b(?:conclusions?|findings?|lessons?|learning|analysis|discussion|appraisal|opinion|safety\s+(?:issues|actions?)|"
    r"summary|next\s+steps|way\s+forward|actions?|improvements?|proposals?)\b",
    re.IGNORECASE,
)

EARLIER = re.compile(
    r"(?i)\b(?:previous(?:ly)?|earlier|past|other|similar)\b[^.]{0,40}\b(?:occurrences?|accidents?|incidents?|events?|"
    r"investigations?|inspections?|deaths?|recommendations?|reviews?|reports?)\b"
)
"""A chapter about what was found before: recommendations that are labelled there are quoted."""


def is_prose(block: Block) -> bool:
    """Whether a block is running text. A bold line that recommends is, even where its page makes it look a heading."""
    if block.kind == BlockKind.HEADING:
        return SENTENCE.match(block.text) is not None
    return block.kind in (BlockKind.TEXT, BlockKind.ITEM)


def headings_above(source: Source) -> list[Headings]:
    """For each block, the headings it stands under, from the outermost; a heading stands under itself too."""
    path, every = list[tuple[int, str]](), list[Headings]()
    now: Headings = ()
    for block in source.blocks:
        if block.kind == BlockKind.HEADING and not is_prose(block):
            level = block.level or 1
            path = [one for one in path if one[0] < level] + [(level, f"{block.marker} {block.text}".strip())]
            now = tuple(text for _, text in path)
        every.append(now)
    return every


@lru_cache(maxsize=4096)
def among_recommendations(headings: Headings) -> bool:
    """Whether the nearest heading that says anything of recommendations, findings or the story says recommendations."""
    return next((said for one in reversed(headings) if (said := _recommends(one)) is not None), False)


@lru_cache(maxsize=4096)
def _recommends(heading: str) -> bool | None:
    """Whether a heading says recommendations, or the story; None where it says neither."""
    if RECOMMENDS.search(heading):
        return True
    return False if STORY.search(heading) or SHELF.search(heading) else None


def of_earlier(headings: Headings) -> bool:
    """Whether the chapter tells what was found or recommended before."""
    return any(EARLIER.search(one) for one in headings[-2:])


def in_the_story(headings: Headings) -> bool:
    """Whether the chapter tells the case rather than what is to be learned from it."""
    return any(STORY.search(one) and not RECOMMENDS.search(one) and not FINDINGS.search(one) for one in headings[-2:])


def on_the_shelf(headings: Headings) -> bool:
    """Whether the chapter tells what others wrote, or how the work was done."""
    return any(SHELF.search(one) and not RECOMMENDS.search(one) for one in headings[-2:])
