"""Headers, footers and page numbers: what stands at the edge of page after page."""

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from tracker.extraction.layout.line import Line, Page
from tracker.extraction.layout.tables import heads
from tracker.extraction.layout.usual import Usual
from tracker.extraction.reading.markers import led

DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
NUMBER = re.compile(
    r"\W*(?:page|p\.?|pg\.?)?\W*(\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*(?:\d{1,4}|[ivxlc]{1,6}))?\W*", re.IGNORECASE
)
EDGE = 5
"""How many lines a header has at most."""
NEAR = 2
"""How many pages away a header is looked for again: left and right pages may differ."""
SAME_HEIGHT = 6.0
BOTTOM = attrgetter("bottom")
MARGIN = 0.12
"""The part of a page, above and below, where a number alone is the number of the page."""


class _Seen(NamedTuple):
    key: str
    numbers: tuple[str, ...]
    line: Line


def remove(pages: Sequence[Page], how: Usual) -> None:
    """Takes headers, footers and page numbers out of the pages."""
    gone, where = set[int](), set[int]()
    for step in (1, -1):
        edges = [_edge(page, step) for page in pages]
        for at, (page, edge) in enumerate(zip(pages, edges, strict=True)):
            others = [other for other in range(at - NEAR, at + NEAR + 1) if 0 <= other < len(pages) and other != at]
            near = [(pages[other].number - page.number, one) for other in others for one in edges[other]]
            for one in edge:
                if not _is_number(one, page) and not any(_again(one, far, other, how) for far, other in near):
                    break
                gone.add(id(one.line))
                where.add(at)
    for at, page in enumerate(pages):
        if at in where:
            page.lines = [line for line in page.lines if id(line) not in gone]


def _edge(page: Page, step: int) -> list[_Seen]:
    """The outermost lines of a page: what stays the same of each from page to page, and its numbers."""
    found = []
    for line in sorted(page.lines, key=BOTTOM, reverse=step < 0)[:EDGE]:
        text = line.text.lower()
        numbers = tuple(DIGITS.findall(text))
        found.append(_Seen(DIGITS.sub("#", text) if numbers else text, numbers, line))
    return found


def _again(one: _Seen, far: int, other: _Seen, how: Usual) -> bool:
    """Whether a line stands again on a page so `far` away: the same words at the same height, its numbers the same or
    counting the pages. A heading that counts, "Recommendation 7", is none, nor are those of a table's columns."""
    if one.key != other.key or abs(one.line.bottom - other.line.bottom) > SAME_HEIGHT:
        return False
    if heads(one.line):
        return False
    if one.numbers == other.numbers:
        return True
    if how.large(one.line) or _is_label(one.line.text):
        return False
    return all(
        mine == theirs or not mine.isdecimal() or not theirs.isdecimal() or int(theirs) - int(mine) == far
        for mine, theirs in zip(one.numbers, other.numbers, strict=True)
    )


def _is_label(text: str) -> bool:
    lead = led(text)
    return lead is not None and lead.family == "label"


def _is_number(one: _Seen, page: Page) -> bool:
    """Whether a line in the margin is nothing but the number of the page."""
    line = one.line
    if len(line.text) > 20 or not (line.bottom < MARGIN * page.height or line.top > (1 - MARGIN) * page.height):
        return False
    return NUMBER.fullmatch(line.text) is not None
