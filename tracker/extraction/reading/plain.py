"""Plain text and Markdown: one paragraph a line, or lines cut to the width of a page as copied out of a PDF."""

import re
from itertools import pairwise

from tracker.extraction.reading import exported, wrapped
from tracker.extraction.reading.contents import entry, mark_contents
from tracker.extraction.reading.decoding import text_of
from tracker.extraction.reading.draft import Draft, source_of
from tracker.extraction.reading.headings import settle_headings
from tracker.extraction.reading.running import without_running
from tracker.extraction.reading.tidying import words_in
from tracker.extraction.source import Source
from tracker.rules.words import BlockKind

STOPPED = re.compile(r"[.;:!?]\W{0,2}$")
WIDEST_PAGE = 220
"""No page is so wide that its lines have more characters."""


def read(content: bytes, ending: str) -> Source:
    """A text as blocks; with pages where it has form feeds. Raises NotReadError."""
    text = text_of(content)
    pages = [page.split("\n") for page in text.split("\f")]
    while pages and not any(line.strip() for line in pages[-1]):
        pages.pop()
    paged = len(pages) > 1
    cut = is_wrapped([line for page in pages for line in page])
    pages = without_running(pages)
    if cut:
        drafts, raws = wrapped.paragraphs(pages, paged=paged, known=words_in(text))
    else:
        drafts, raws = exported.paragraphs(pages, paged=paged)
    titles = mark_contents(drafts, raws)
    settle_headings(drafts, titles)
    for one in drafts:
        if one.kind == BlockKind.TEXT and one.marker and one.family not in ("label", "dotted") and not one.contents:
            one.kind = BlockKind.ITEM
    return source_of(drafts, pages=len(pages) if paged else None, title=_title(drafts))


def is_wrapped(lines: list[str]) -> bool:
    """Whether paragraphs go on from line to line: many lines begin small after one that has not ended."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if not lengths or lengths[int(len(lengths) * 0.95)] > WIDEST_PAGE:
        return False
    pairs = on = 0
    for first, second in pairwise(lines):
        first, second = first.strip(), second.strip()
        if first and second and not entry(first):
            pairs += 1
            on += second[0].islower() and not STOPPED.search(first[-5:]) and len(first) > 25
    return on >= 2 and on >= 0.15 * pairs


def _title(drafts: list[Draft]) -> str:
    """The first heading that the file itself marks as one of the first level."""
    first = (one for one in drafts[:60] if one.kind == BlockKind.HEADING and one.settled and not one.contents)
    return next((one.text for one in first if one.level == 1 and 0 < len(one.text) <= 200), "")
