"""Paragraphs as blocks, with their words mended and where they are printed."""

import re
from collections.abc import Iterator, Mapping, Sequence

from tracker.extraction.layout.line import Line, Page
from tracker.extraction.layout.listing import listed
from tracker.extraction.layout.mending import Words
from tracker.extraction.layout.paragraphs import Paragraph
from tracker.extraction.layout.titles import Title, settle
from tracker.extraction.layout.unmarked import unmarked
from tracker.extraction.layout.usual import Usual
from tracker.extraction.reading.draft import Depths
from tracker.extraction.reading.markers import Lead
from tracker.extraction.source import Printed
from tracker.rules.candidates import Block, Mark
from tracker.rules.words import BlockKind

CHAPTER = re.compile(r"(\d{1,2})\s+(?=[A-Z])")
INDENT = 5.0
"""Points that count as one step of indentation."""


class Places(Mapping[int, tuple[Printed, ...]]):
    """Where the lines of each block are printed, worked out when somebody asks."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.pages = {page.number: page for page in pages}
        self.lines = list[list[tuple[int, Line]]]()

    def __getitem__(self, number: int) -> tuple[Printed, ...]:
        if not 0 <= number < len(self.lines):
            raise KeyError(number)
        return tuple(Printed(start, self._mark(line)) for start, line in self.lines[number])

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self.lines)))

    def __len__(self) -> int:
        return len(self.lines)

    def _mark(self, line: Line) -> Mark:
        view = self.pages[line.page].view
        return Mark(line.page, *view.seen(line.left, line.top, line.right, line.bottom))


def blocks(
    found: Sequence[Paragraph], pages: Sequence[Page], how: Usual, marked: Mapping[str, int]
) -> tuple[tuple[Block, ...], Places, frozenset[int]]:
    """The blocks, where each is printed, and which of them are lists of contents."""
    words = Words([line for one in found for line in one.lines])
    texts = [words.flowed(one.lines) if one.row is None else ("", []) for one in found]
    for one in found:
        _lead_heading(one, how)
    titles = [Title(one, _behind(text, one)) for one, (text, _) in zip(found, texts, strict=True)]
    contents, named = listed(titles)
    settle([title for at, title in enumerate(titles) if at not in contents], how, {**dict.fromkeys(named, 0), **marked})
    bare = unmarked(titles, contents)
    made, places, depths = list[Block](), Places(pages), Depths()
    for at, (title, (text, starts)) in enumerate(zip(titles, texts, strict=True)):
        one = title.one
        if one.row is not None:
            made.append(_row(len(made), one, words, places))
            depths.clear()
            continue
        cut = len(text) - len(title.text)
        places.lines.append([(max(0, start - cut), line) for start, line in zip(starts, one.lines, strict=True)])
        kind, level = _kind(title, depths, in_contents=at in contents, bare=at in bare)
        made.append(
            Block(len(made), kind, title.text, one.lead.marker if one.lead else "", level, one.page, one.last_page,
                  all(line.bold for line in one.lines))
        )  # fmt: skip
    return tuple(made), places, frozenset(contents)


def _lead_heading(one: Paragraph, how: Usual) -> None:
    """Gives a heading its number where only a blank stands behind it: "2 Learning"."""
    first = one.lines[0] if one.lines else None
    if first is None or one.lead is not None or one.note or one.row is not None or not first.text[0].isdecimal():
        return
    if (how.large(first) or first.bold) and (found := CHAPTER.match(first.text)):
        one.lead = Lead(found.group(1), first.text[found.end() :], "dotted")


def _behind(text: str, one: Paragraph) -> str:
    """A paragraph's text without what leads it."""
    if one.lead is None:
        return text
    first, rest = one.lines[0].text, one.lead.rest
    cut = len(first) - len(rest) if first.endswith(rest) else len(one.lead.marker) * text.startswith(one.lead.marker)
    return text[cut:].lstrip()


def _kind(title: Title, depths: Depths, *, in_contents: bool, bare: bool) -> tuple[BlockKind, int]:
    one = title.one
    if one.note:
        return BlockKind.NOTE, 0
    if title.level:
        depths.clear()
        return BlockKind.HEADING, title.level
    if bare:
        return BlockKind.ITEM, depths.of("", round(one.lines[0].left / INDENT))
    if one.lead is None and not in_contents:
        depths.beneath(round(one.lines[0].left / INDENT))
        return BlockKind.TEXT, 0
    if one.lead is None or one.lead.family in ("label", "dotted") or in_contents:
        depths.clear()
        return BlockKind.TEXT, 0
    return BlockKind.ITEM, depths.of(one.lead.family, round(one.lines[0].left / INDENT))


def _row(number: int, one: Paragraph, words: Words, places: Places) -> Block:
    assert one.row is not None
    cells, text, at = list[str](), "", list[tuple[int, Line]]()
    for cell in one.row.cells:
        said, starts = words.flowed(cell) if cell else ("", [])
        text += " " if text and said else ""
        at += [(len(text) + start, line) for start, line in zip(starts, cell, strict=True)]
        text += said
        cells.append(said)
    heads = tuple(words.flowed(head)[0] if head else "" for head in one.row.heads)
    places.lines.append(at)
    return Block(number, BlockKind.ROW, text, "", 0, one.page, one.last_page, cells=tuple(cells), heads=heads,
                 table=one.row.table)  # fmt: skip
