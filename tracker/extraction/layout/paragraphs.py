"""Paragraphs out of the lines of all pages: where one ends and the next begins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.extraction.layout.line import Line, Page
from tracker.extraction.layout.tables import OnPage, Row
from tracker.extraction.layout.usual import Usual
from tracker.extraction.reading.markers import GLYPHS, Lead, led

STOPPED = (".", "?", "!", ":", ".”", ".’", '."', ".'", ".)", "?”", "!”")
ENDED = (*STOPPED, ";", "”", "’", '"', ")", "]")
MAY_LEAD = frozenset("0123456789([-–—*o§+RrØü" + "".join(one for one in GLYPHS if one not in "\ue000-\uf8ff"))
REFERS = re.compile(r"\b(?:paragraphs?|paras?\.?|sections?|see|recommendations?|chapters?|appendix|articles?|and|to|of|"
                    r"in|at|or|step|table|figure|page|no\.?|part|by|the|than|least)$", re.IGNORECASE)  # fmt: skip
ENTRY = re.compile(r"(?:\.{3,}|…|(?:\. ){3,})\s*(?:\d{1,4}|[ivxlc]{1,6})$", re.IGNORECASE)
STEP = 0.7
"""How far a line is set in, by the size of its letters, to be set in."""
LOOSE = 1.12
"""So much more than usual stands between two items of a loose list, at the least."""
SHORT = 0.75
"""A line of such a list that ends before this part of how far its lead reaches is the last of its item."""
LETTER = 0.5
"""How wide a letter is, by its size."""


@dataclass(slots=True)
class Paragraph:
    """Lines that are one block; a row of a table has `row`, a footnote `note`. `lead` is what leads its first line."""

    lines: list[Line]
    lead: Lead | None = None
    page: int = 0
    last_page: int = 0
    gap: bool = True
    """Whether there is more white above it than between its lines."""
    note: bool = False
    row: Row | None = None
    listed: bool = False
    """Whether it may be an item of a list whose bullets are drawn: set in below a colon, or below another such item."""

    reach: float = 0.0
    """How far right the lines of the paragraph that leads such a list reach, or those of the list."""

    def inner(self) -> float | None:
        """Where its second line begins, or would; None where its first line does not tell."""
        if len(self.lines) > 1:
            return self.lines[-1].left
        first = self.lines[0]
        if self.lead is not None and first.pieces and len(first.pieces[0].text) <= len(self.lead.marker) + 2:
            return first.pieces[1].left
        return None


def paragraphs(pages: Sequence[Page], how: Usual, tables: Mapping[int, Sequence[OnPage]],
               notes: Mapping[int, Sequence[Paragraph]]) -> list[Paragraph]:  # fmt: skip
    """The paragraphs of all pages in reading order; a page's notes stand behind its text."""
    made = list[Paragraph]()
    one: Paragraph | None = None
    for page in pages:
        rows = {number: table for table in tables.get(page.number, ()) for number in table.lines}
        lines = page.lines
        before: Line | None = None
        shown = set[int]()
        for number, line in enumerate(lines):
            if table := rows.get(number):
                if id(table) not in shown:
                    shown.add(id(table))
                    made += map(_row, table.rows)
                    one = before = None
                continue
            after = lines[number + 1] if number + 1 < len(lines) else None
            text, head = line.text, line.text[1:4]
            lead = None
            if text[0] in MAY_LEAD or "." in head or ")" in head:
                lead = led(_raw(line), one.lead.marker if one and one.lead else "")
            if lead is None and line.pieces:
                lead = _letter(line, after, one.lead.marker if one and one.lead else "")
            if one is not None and before is not None:
                begins = _begins(one, before, line, after, lead, how)
            else:
                begins = one is None or _begins_page(one, line, lead)
            if not begins and one is not None:
                one.lines.append(line)
                one.last_page = page.number
            else:
                gap = before is None or line.bottom - before.bottom > 1.25 * how.pitch(line)
                listed = lead is None and one is not None and _may_be_item(one, line)
                reach = max(one.reach, *(two.right for two in one.lines), 0.0) if one and listed else 0.0
                one = Paragraph([line], lead, page.number, page.number, gap, listed=listed, reach=reach)
                made.append(one)
            before = line
        made += notes.get(page.number, ())
    return made


def _raw(line: Line) -> str:
    """A line's text with its gaps."""
    return "  ".join(piece.text for piece in line.pieces) if line.pieces else line.text


def _row(row: Row) -> Paragraph:
    lines = [line for cell in row.cells for line in cell]
    numbers = [line.page for line in lines] or [1]
    return Paragraph(lines, None, min(numbers), max(numbers), row=row)


def _begins(one: Paragraph, before: Line, line: Line, after: Line | None, lead: Lead | None, how: Usual) -> bool:
    """Whether a line below another of its column begins a paragraph."""
    size = line.size
    ended = before.text.endswith(ENDED)
    apart = line.bottom - before.bottom
    small = _begins_small(line.text)
    if (small and not ended and size == before.size and before.bold == line.bold and before.right > 0.85 * before.edge
            and 0.5 * size < apart < 1.15 * how.pitch(line) and lead is None and one.lead is None):  # fmt: skip
        return False  # most lines: no need to look closer
    if abs(size - before.size) > 0.08 * size and (
        before.text.endswith(STOPPED) or abs(size - before.size) > 0.25 * size or before.bold != line.bold
        or how.large(before) or how.large(line) or apart > 1.15 * how.pitch(before if before.size > size else line)
    ):  # fmt: skip
        return True
    if apart < -size or line.left > before.edge > 0:
        return _begins_page(one, line, lead)  # the next column
    room = before.right + (len(line.text.split(" ", 1)[0]) + 1) * LETTER * size
    edge = before.edge if len(one.lines) == 1 else min(before.edge, max(two.right for two in one.lines[-3:]))
    full = room > edge - 0.5 * size
    if lead is not None and _is_lead(one, before, line, lead, full=full, ended=ended):
        return True
    if ENTRY.search(before.text[-40:]):
        return True
    if one.lead is not None and not one.lead.rest and len(one.lines) == 1 and one.lead.family == "label":
        return True
    pitch = _pitch(one, line, after, how)
    if one.listed and lead is None and abs(line.left - one.lines[0].left) < 3.0:
        word = len(line.text.split(" ", 1)[0]) * LETTER * size
        if apart > LOOSE * pitch or before.right + word < SHORT * one.reach:
            return True
    if apart > 1.25 * pitch and not (small and full and not ended and apart < 1.4 * how.pitch(line)):
        return True
    if how.large(line) and before.bold == line.bold and before.colour == line.colour and lead is None:
        return False
    if _set_apart(before, line, one) and not (small and full):
        return True
    if not full and (ended or not small):
        return True
    inner = one.inner()
    if inner is None:
        return before.text.endswith(STOPPED) and line.left > before.left + STEP * size and one.lead is None
    if line.left > inner + STEP * size:
        return before.text.endswith(STOPPED) or (not small and not full)
    return line.left < inner - STEP * size and (ended or not small)


def _letter(line: Line, after: Line | None, before: str) -> Lead | None:
    """A letter that stands alone before a line, "a", with its words set in behind it."""
    first, second = line.pieces[0], line.pieces[1]
    if len(first.text) != 1 or not ("a" <= first.text <= "z") or second.left - first.left < 0.8 * line.size:
        return None
    counts = len(before) == 1 and ord(first.text) == ord(before) + 1
    if not counts and after is not None and after.left < first.left + 0.5 * line.size and not _alone(after):
        return None
    return Lead(first.text, line.text[1:].lstrip(), "a")


def _alone(line: Line) -> bool:
    """Whether a line begins with a letter alone."""
    return bool(line.pieces) and len(line.pieces[0].text) == 1


def _may_be_item(one: Paragraph, line: Line) -> bool:
    """Whether a line that begins a paragraph may be an item without its bullet."""
    first, size = one.lines[0], line.size
    if not first.pieces and one.listed:
        return abs(line.left - first.left) < 3.0
    return one.lines[-1].text.endswith(":") and line.left - (one.inner() or first.left) > STEP * size


def _begins_page(one: Paragraph, line: Line, lead: Lead | None) -> bool:
    """Whether the first line of a page or column begins a paragraph."""
    before = one.lines[-1]
    if one.note or one.row is not None or abs(line.size - before.size) > 0.08 * line.size:
        return True
    if one.lead is not None and one.lead.family == "label" and not one.lead.rest and len(one.lines) == 1:
        return True
    if before.bold != line.bold and one.lines[0].bold == before.bold and not _begins_small(line.text):
        return True
    short = before.right + 8 * LETTER * line.size < before.edge
    if one.listed and short and abs(line.left - one.lines[0].left) < 3.0:
        return True
    if lead is not None:
        return not (lead.rest[:1].islower() and not before.text.endswith(ENDED) and not lead.family.startswith("•")
                    and not short)  # fmt: skip
    if _begins_small(line.text):
        return before.text.endswith(STOPPED)
    return before.text.endswith(STOPPED) or short or ENTRY.search(before.text[-40:]) is not None


def _begins_small(text: str) -> bool:
    if text[0].isalpha():
        return text[0].islower()
    first = next((one for one in text[:4] if one.isalnum()), "")
    return first.islower() or text[0] in ",;)–"


def _is_lead(one: Paragraph, before: Line, line: Line, lead: Lead, *, full: bool, ended: bool) -> bool:
    """Whether what looks like a number or bullet at the beginning of a line is one."""
    if lead.family.startswith("•") and lead.marker not in "-–—o*+":
        return True
    gapped = bool(line.pieces) and len(line.pieces[0].text) <= len(lead.marker) + 2
    if gapped or ended or not full or (before.text.endswith(("; and", "; or", ",")) and len(lead.marker) <= 4):
        return True
    if one.inner() is not None and abs(line.left - (one.inner() or 0)) > STEP * line.size:
        return True
    if lead.family == "label":
        if REFERS.search(before.text[-20:]) and before.bold == line.bold and abs(before.size - line.size) < 0.5:
            return False  # "This is dealt with in / Recommendation 1."
        return not lead.rest or line.text[len(lead.marker) :].lstrip()[:1] in ":.–—-"
    first, second = (one.lead.marker.strip("()[].") if one.lead else ""), lead.marker.strip("()[].")
    below = one.lead is not None and one.lead.family == lead.family and abs(line.left - one.lines[0].left) < 3.0
    if below and len(first) == len(second) == 1 and ord(second) == ord(first) + 1:
        return True  # "c)" below "b)"
    if REFERS.search(before.text[-20:]) or (not lead.rest[:1].isupper() and lead.family != "note"):
        return False
    return one.lead is not None and one.lead.family == lead.family


def _pitch(one: Paragraph, line: Line, after: Line | None, how: Usual) -> float:
    """How far lines stand apart here: as in this paragraph so far, or as everywhere; where these lines stand apart
    more than elsewhere and the next ones do too, as they do."""
    usual = how.pitch(line)
    if len(one.lines) > 1:
        first, second = one.lines[-2:]
        own = second.bottom - first.bottom
        return own if 0.85 * line.size < own < 2 * usual else usual
    if after is not None and abs(after.size - line.size) < 0.5 and after.left < line.edge:
        here, below = line.bottom - one.lines[-1].bottom, after.bottom - line.bottom
        full = one.lines[-1].right > one.lines[-1].edge - 6 * line.size
        if full and abs(here - below) < 0.08 * here and here < 2.2 * line.size:
            return here
    return usual


def _set_apart(before: Line, line: Line, one: Paragraph) -> bool:
    """Whether weight, or colour, changes from one paragraph to the next, and not within one."""
    if before.bold != line.bold:
        return len(one.lines) == 1 or all(was.bold == now.bold for was, now in pairwise(one.lines))
    return (
        before.colour != line.colour and not line.text[0].islower() and not before.text[0].islower() and not before.bold
    )
