"""Footnotes: small type at the foot of a page that begins with a number or a sign."""

import re
from collections.abc import Sequence

from tracker.extraction.layout.line import Line, Page
from tracker.extraction.layout.paragraphs import Paragraph
from tracker.extraction.layout.usual import Usual
from tracker.extraction.reading.markers import Lead

NOTE = re.compile(r"(\d{1,3}|[*†‡§]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[a-z](?=\s[A-Z]))\s*(?=[^\W\d_]|[‘“\"'(\[])")
LOWEST = 0.4
"""How far down a page notes begin at the earliest."""


def take(pages: Sequence[Page], how: Usual) -> dict[int, list[Paragraph]]:
    """Takes the notes out of the pages; those of each page by its number."""
    found: dict[int, list[Paragraph]] = {}
    last = 0
    open_note = False
    for page in pages:
        foot = _foot(page, how)
        starts = [at for at, line in enumerate(foot) if NOTE.match(line.text)]
        first = next((at for at in starts if _may_be(foot[at].text, last)), None)
        if not open_note and first is not None:
            foot = foot[first:]
        if not foot or (first is None and not open_note):
            open_note = False
            continue
        made = list[Paragraph]()
        for line in foot:
            mark = NOTE.match(line.text)
            if mark and _may_be(line.text, last):
                last = int(mark.group(1)) if mark.group(1).isdecimal() else last
                made.append(Paragraph([line], Lead(mark.group(1), line.text[mark.end() :], "note"), note=True))
            elif made:
                made[-1].lines.append(line)
            else:
                made.append(Paragraph([line], note=True))
            made[-1].page = made[-1].last_page = page.number
        gone = {id(line) for line in foot}
        page.lines = [line for line in page.lines if id(line) not in gone]
        found[page.number] = made
        open_note = not foot[-1].text.endswith((".", ")", "/", "”", "’"))
    return found


def _may_be(text: str, last: int) -> bool:
    """Whether a note may begin so: with a sign, or the next number, or 1 on a page that counts anew."""
    mark = NOTE.match(text)
    if mark is None:
        return False
    number = mark.group(1)
    return not number.isdecimal() or int(number) == 1 or last < int(number) <= last + 6


def _foot(page: Page, how: Usual) -> list[Line]:
    """The lines in small type at the foot of a page, from the top; none where they are a table."""
    lines = sorted(page.lines, key=lambda line: line.bottom)
    at = len(lines)
    while at and how.small(lines[at - 1]) and lines[at - 1].top > LOWEST * page.height:
        at -= 1
    foot = lines[at:]
    wide = sum(len(line.pieces) > 2 or (len(line.pieces) == 2 and len(line.pieces[0].text) > 4) for line in foot)
    return [] if at == 0 or wide > 1 else foot
