"""The body of a Word document, from its elements to drafts of blocks: paragraphs with their numbers, tables, boxes."""

import re
from collections.abc import Iterator
from typing import Any

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading.draft import MOST_BLOCKS, Draft
from tracker.extraction.reading.markers import Lead, led
from tracker.extraction.reading.text_tables import table_drafts
from tracker.extraction.reading.tidying import tidy
from tracker.extraction.reading.word_numbering import Numbering
from tracker.extraction.reading.word_styles import Styles, W, indent, number, said, value
from tracker.extraction.reading.word_words import Reader, Words
from tracker.rules.words import BlockKind

AROUND = frozenset(f"{W}{one}" for one in ("sdtContent", "ins", "moveTo", "customXml", "smartTag"))
STRANGE = re.compile("[\ue000-\uf8ff]")
LONGEST_HEADING = 30
MOST_PARAGRAPHS, LONGEST_CELL, MOST_CELLS = 8, 3000, 200


class Body:
    """Reads elements in the order of the document."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[tuple[str, str], str]) -> None:
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._reader = Reader(styles)
        self._carried = list[tuple[str, bool]]()
        """Words of a paragraph whose end a tracked change took out: they go on in the next."""
        self._tables = 0
        self._depth = 0
        self.title = ""
        self.end_notes = list[Draft]()

    def drafts(self, elements: Any, *, contents: bool = False) -> Iterator[Draft]:
        """The pieces that elements hold."""
        self._depth += 1
        if self._depth > 60:
            raise NotReadError("damaged")
        for one in elements:
            if one.tag == f"{W}p":
                yield from self._paragraph(one, contents=contents)
            elif one.tag == f"{W}tbl":
                yield from self._table(one)
            elif one.tag == f"{W}sdt":
                gallery = value(one, "sdtPr/docPartObj/docPartGallery") or ""
                if one.find(f"{W}sdtPr/{W}showingPlcHdr") is None and (inner := one.find(f"{W}sdtContent")) is not None:
                    yield from self.drafts(inner, contents=contents or gallery.lower() == "table of contents")
            elif one.tag in AROUND:
                yield from self.drafts(one, contents=contents)
        self._depth -= 1

    def _paragraph(self, paragraph: Any, *, contents: bool) -> Iterator[Draft]:
        own = paragraph.find(f"{W}pPr")
        key = value(own, "pStyle")
        words = self._reader.words(paragraph, key)
        words.runs[:0], self._carried = self._carried, []
        mark = own.find(f"{W}rPr") if own is not None else None
        if mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")):
            self._carried = words.runs
            words.runs = []
        elif said(mark, "vanish") and not words.text.strip():
            pass
        else:
            yield from self._pieces(own, key, words, contents=contents or words.contents)
        for box in words.boxes:
            yield from self.drafts(box)
        for kind, note in words.notes:
            if text := self._notes.get((kind, note)):
                made = Draft(text, marker=note, kind=BlockKind.NOTE, settled=True)
                if kind == "footnote":
                    yield made
                else:
                    self.end_notes.append(made)

    def _pieces(self, own: Any, key: str | None, words: Words, *, contents: bool) -> Iterator[Draft]:
        """One paragraph; more where line breaks part the items of a list."""
        style = self._styles.of(key)
        marker = self._marker(own, key)
        level = number(value(own, "outlineLvl"))
        level = style.level if level is None else (level + 1 if 0 <= level <= 8 else 0)
        for at, (text, bold) in enumerate(_split(words.lines())):
            text = STRANGE.sub("•", text)
            lead = led(text, "")
            shown = tidy(text)
            one = Draft(shown, bold=bold, depth=self._left(own, style.left) // 100, gap=True)
            if at == 0 and marker is not None and (shown or not contents):
                _number(one, marker, lead)
            elif lead is not None and lead.family != "note":
                one.text, one.marker, one.family = lead.rest, lead.marker, lead.family
            one.contents = contents or style.name.startswith(("toc ", "table of figures"))
            short = len(one.text.split()) <= LONGEST_HEADING and not (one.text.endswith(".") and len(one.text) > 90)
            if level and short and at == 0 and (one.text or one.marker) and not one.contents:
                one.kind, one.level, one.settled = BlockKind.HEADING, level, one.family != "label"
                self.title = self.title or (one.text if style.name == "title" else "")
            if one.text or one.family == "label" or (shown and one.marker):
                yield one  # also a number that stands alone in its cell

    def _marker(self, own: Any, key: str | None) -> tuple[str, str, int | None] | None:
        style = self._styles.of(key)
        num, ilvl = value(own, "numPr/numId"), number(value(own, "numPr/ilvl"))
        if num is None and (num := style.num) is not None and ilvl is None:
            tied = self._numbering.level_of_style(num, key or self._styles.default)
            ilvl = style.ilvl if tied is None else tied
        return self._numbering.marker(num, ilvl or 0) if num and num != "0" else None

    @staticmethod
    def _left(own: Any, style: int | None) -> int:
        left = indent(own)
        return min(max(left if left is not None else style or 0, 0), 20_000)

    def _table(self, table: Any) -> Iterator[Draft]:
        rows, said_heads, before = list[tuple[str, ...]](), 0, list[list[list[Draft]]]()
        notes = list[Draft]()
        for row in _rows(table):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            cells = list(self._cells(row, properties))
            if said(properties, "tblHeader") and said_heads == len(rows):
                said_heads += 1
            notes += [one for cell in cells for one in cell if one.kind == BlockKind.NOTE]
            before.append([[one for one in cell if one.kind != BlockKind.NOTE] for cell in cells])
            rows.append(tuple(_said(cell) for cell in before[-1])[:MOST_CELLS])
            if len(rows) > MOST_BLOCKS:
                raise NotReadError("too_long")
        if _is_layout(before, said_heads):
            yield from _flowing(before)
        elif rows and any(any(row) for row in rows):
            self._tables += 1
            yield from self._data(rows, before, said_heads)
        yield from notes

    def _data(self, rows: list[tuple[str, ...]], pieces: list[list[list[Draft]]], said_heads: int) -> Iterator[Draft]:
        width = max(len(row) for row in rows)
        rows = [row + ("",) * (width - len(row)) for row in rows]
        heads = None
        if 0 < said_heads < len(rows):
            columns = zip(*rows[:said_heads], strict=True)
            heads = tuple(" ".join(dict.fromkeys(cell for cell in column if cell)) for column in columns)
            rows = rows[said_heads:]
        bold = all(one.bold for cell in pieces[0] for one in cell)
        rows = [row for row in rows if any(row)]
        yield from table_drafts(rows, self._tables, None, bold_first=bold, heads=heads)

    def _cells(self, row: Any, properties: Any) -> Iterator[list[Draft]]:
        yield from ([] for _ in range(min(number(value(properties, "gridBefore")) or 0, 20)))
        for cell in _inside(row, f"{W}tc"):
            own = cell.find(f"{W}tcPr")
            merged = own.find(f"{W}vMerge") if own is not None else None
            drafts = list(self.drafts(cell))
            goes_on = merged is not None and (merged.get(f"{W}val") or "continue") == "continue"
            yield [] if goes_on and not any(one.text for one in drafts) else drafts
            yield from ([] for _ in range(min((number(value(own, "gridSpan")) or 1) - 1, 60)))


def _number(one: Draft, marker: tuple[str, str, int | None], lead: Lead | None) -> None:
    """Gives a paragraph the number that Word shows, unless it only has a bullet before a number that is written."""
    shown, key, left = marker
    written = lead is not None and lead.family != "note" and not lead.family.startswith("•")
    if lead is not None and (lead.family == "label" or (written and not any(sign.isalnum() for sign in shown))):
        one.text, one.marker, one.family = lead.rest, lead.marker, lead.family
        return
    known = led(f"{shown} Xx")
    if known is not None and known.rest == "Xx":
        one.marker, one.family = known.marker, known.family if known.family in ("label", "dotted") else key
    else:
        one.marker, one.family = tidy(shown), key
    one.depth = one.depth or (left or 0) // 100
    if one.family not in ("label", "dotted") and shown.strip():
        one.kind = BlockKind.ITEM


def _split(lines: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Lines joined again, but where a break begins an item of a list or ends a bold first line."""
    pieces: list[tuple[str, bool]] = []
    for at, (text, bold) in enumerate(lines):
        lead = led(text) if at else None
        item = lead is not None and lead.family not in ("note", "bare") and bool(lead.rest)
        titled = at > 0 and bool(text.strip()) and pieces[-1][1] and not bold and len(pieces[-1][0]) < 120
        if not pieces or item or titled or len(pieces[-1][0]) > 20_000:
            pieces.append((text, bold))
        else:
            before, was_bold = pieces[-1]
            pieces[-1] = (f"{before}\n{text}", (was_bold or not before.strip()) and (bold or not text.strip()))
    return pieces


def _said(cell: list[Draft]) -> str:
    """A cell in words, with the markers of its items."""
    said = []
    for one in cell:
        said.append(" ".join(part for part in (one.marker, one.text, *one.cells) if part))
    return " ".join(part for part in said if part)


def _is_layout(rows: list[list[list[Draft]]], said_heads: int) -> bool:
    """Whether a table only arranges: it has one column, or its cells hold whole pages."""
    filled = [sum(1 for cell in row if cell) for row in rows]
    if not rows or max((len(row) for row in rows), default=0) <= 1 or max(filled, default=0) <= 1:
        return True
    long = any(len(cell) > MOST_PARAGRAPHS or sum(len(one.text) for one in cell) > LONGEST_CELL
               for row in rows for cell in row)  # fmt: skip
    nested = any(one.kind == BlockKind.ROW for row in rows for cell in row for one in cell)
    return not said_heads and (nested and len(rows) == 1 or long)  # noqa: RUF021


def _flowing(rows: list[list[list[Draft]]]) -> Iterator[Draft]:
    """The paragraphs of a table that only arranges; a number alone in a cell numbers what stands beside it."""
    for row in rows:
        alone = None
        for cell in row:
            if _is_number(cell):
                alone = cell[0]
                continue
            for at, one in enumerate(cell):
                if at == 0 and alone is not None and not one.marker:
                    one.marker, one.family = alone.marker or alone.text, "1."
                yield one


def _is_number(cell: list[Draft]) -> bool:
    """Whether a cell holds but a number, written or automatic."""
    if len(cell) != 1 or cell[0].kind == BlockKind.ROW:
        return False
    said = cell[0].text or cell[0].marker
    return len(said) <= 5 and any(sign.isdecimal() for sign in said)


def _rows(table: Any) -> Iterator[Any]:
    return _inside(table, f"{W}tr")


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in content controls and insertions."""
    for one in element:
        if one.tag == tag:
            yield one
        elif one.tag in AROUND or one.tag == f"{W}sdt":
            yield from _inside(one, tag)
