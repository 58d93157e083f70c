"""A report as PDF: its pages as lines, the lines as blocks."""

import re
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from tracker.extraction.errors import NotReadError
from tracker.extraction.layout import columns, furniture, notes, tables
from tracker.extraction.layout.blocks import blocks
from tracker.extraction.layout.line import Page
from tracker.extraction.layout.paragraphs import paragraphs
from tracker.extraction.layout.readable import readable
from tracker.extraction.layout.titles import key
from tracker.extraction.layout.usual import Usual, usual
from tracker.extraction.reading.decoding import refuse_strangers
from tracker.extraction.reading.draft import MOST_BLOCKS
from tracker.extraction.reading.pdf_pages import Reader
from tracker.extraction.source import Source

MOST_PAGES = 3_000
MOST_BYTES = 300_000_000
MOST_LINES = 400_000
MOST_BOOKMARKS = 5_000
NO_TITLE = re.compile(
    r"microsoft|\.(?:docx?|pdf|indd|rtf|pptx?|qxd)$|^(?:untitled|document\d*|layout \d+|title)$|"
    r"^(?:\d{0,2} ?\w+ )?\d{4}$",
    re.IGNORECASE,
)
"""What programs write where nobody gave a title: the name of a file or program, a date."""


def read(content: bytes, ending: str) -> Source:
    """A PDF as blocks. Raises NotReadError."""
    document = _opened(content)
    try:
        count = len(document)
        if count == 0:
            raise NotReadError("empty")
        if count > MOST_PAGES:
            raise NotReadError("too_long")
        pages = _pages(document.raw, count)
        marked = _bookmarks(document)
        told = str(document.get_metadata_dict().get("Title") or "").strip()
    finally:
        document.close()
    kept, warnings = readable(pages, count)
    how = usual(kept)
    furniture.remove(kept, how)
    title = _title(kept, how, told)
    foot = notes.take(kept, how)
    found = tables.find(kept)
    for page in kept:
        columns.order(page, {line for table in found.get(page.number, ()) for line in table.lines})
    made, places, contents = blocks(paragraphs(kept, how, found, foot), kept, how, marked)
    if not made:
        raise NotReadError("no_words")
    if len(made) > MOST_BLOCKS:
        raise NotReadError("too_long")
    return Source(made, count, title, places, warnings, contents)


def _opened(content: bytes) -> Any:
    if not content.strip(b"\x00 \r\n\t"):
        raise NotReadError("empty")
    if len(content) > MOST_BYTES:
        raise NotReadError("too_big")
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        locked = raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        if b"%PDF-" not in content[:2048]:
            refuse_strangers(content)
            raise NotReadError("kind") from None
        raise NotReadError("password" if locked else "damaged") from None


def _pages(document: Any, count: int) -> list[Page]:
    reader = Reader(document)
    pages, lines = list[Page](), 0
    for number in range(1, count + 1):
        page = reader.page(number)
        if page is not None:
            pages.append(page)
            lines += len(page.lines)
            if lines > MOST_LINES:
                raise NotReadError("too_long")
    if not pages:
        raise NotReadError("damaged")
    return pages


def _bookmarks(document: Any) -> dict[str, int]:
    """The titles that the bookmarks name, and how deep."""
    marked = dict[str, int]()
    try:
        for number, one in enumerate(document.get_toc(max_depth=6)):
            name = key(one.get_title() or "")
            if len(name) > 2:
                marked.setdefault(name, one.level + 1)
            if number >= MOST_BOOKMARKS:
                break
    except (pypdfium2.PdfiumError, ValueError):
        return marked
    return marked


def _title(pages: Sequence[Page], how: Usual, told: str) -> str:
    """The largest lines of the first pages, if they are large; else what the file says."""
    for page in pages[:2]:
        largest = max((line.size for line in page.lines if len(line.text) > 3), default=0.0)
        if largest >= 1.35 * how.size:
            text = " ".join(line.text for line in page.lines if line.size > 0.96 * largest)
            if 8 <= len(text) <= 250:
                return text
    return "" if NO_TITLE.search(told) or len(told) > 300 else " ".join(told.split())
