"""Pieces of a report on their way to being blocks: what a reader knows of each, before it knows its neighbours."""

from dataclasses import dataclass, field

from tracker.extraction.errors import NotReadError
from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

MOST_BLOCKS = 60_000
"""The longest inquiries have some 25,000 paragraphs."""
SET_IN = 8
"""How many steps a paragraph is set in behind the marker of the item that it goes on with, at most."""


@dataclass(slots=True)
class Draft:
    """A heading, paragraph, item, note or row. `depth` is its indentation as the file counts it; `level` a heading's
    level where the file says one; `family` that of its marker (see `markers.py`)."""

    text: str
    marker: str = ""
    family: str = ""
    kind: BlockKind = BlockKind.TEXT
    level: int = 0
    depth: int = 0
    page: int | None = None
    last_page: int | None = None
    bold: bool = False
    gap: bool = True
    """Whether an empty line stands before it."""
    contents: bool = False
    cells: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    table: int | None = None
    settled: bool = False
    """Whether the file itself says its kind and level, so that nothing is left to guess."""


@dataclass(slots=True)
class Depths:
    """How deep an item stands: markers of one family and one indentation are of one depth, until a paragraph that is
    no item begins anew."""

    open: list[tuple[str, int]] = field(default_factory=list)

    def clear(self) -> None:
        """A list ends."""
        self.open.clear()

    def beneath(self, depth: int) -> None:
        """A paragraph without a marker: the items beneath whose marker it is set in go on, the others end."""
        while self.open and not 1 <= depth - self.open[-1][1] <= SET_IN:
            self.open.pop()

    def of(self, family: str, depth: int) -> int:
        """The depth of the next item, from 0."""
        while self.open and depth < self.open[-1][1] - 1:
            self.open.pop()
        for at, (name, indent) in enumerate(self.open):
            if name == family and abs(indent - depth) <= 1:
                del self.open[at + 1 :]
                return at
        if self.open and any(name == family for name, _ in self.open) and depth <= self.open[-1][1]:
            at = next(at for at, (name, _) in enumerate(self.open) if name == family)
            del self.open[at + 1 :]
            return at
        self.open.append((family, depth))
        return len(self.open) - 1


def source_of(
    drafts: list[Draft], *, pages: int | None = None, title: str = "", warnings: tuple[str, ...] = ()
) -> Source:
    """Drafts as blocks, numbered, with the depth of each item. Raises NotReadError where there are no words."""
    if len(drafts) > MOST_BLOCKS:
        raise NotReadError("too_long")
    if not any(sign.isalpha() for one in drafts for sign in one.text[:400] + " ".join(one.cells)[:400]):
        raise NotReadError("no_words")
    blocks, contents, depths = list[Block](), set[int](), Depths()
    for one in drafts:
        number = len(blocks)
        level = one.level
        if one.kind == BlockKind.ITEM:
            level = one.level if one.settled else depths.of(one.family or one.marker, one.depth)
        elif one.kind in (BlockKind.HEADING, BlockKind.TEXT):
            depths.clear()
        text = " ".join(cell for cell in one.cells if cell) if one.kind == BlockKind.ROW else one.text
        if not text and not one.marker:
            continue
        if one.contents:
            contents.add(number)
        blocks.append(
            Block(number, one.kind, text, one.marker, level if one.kind != BlockKind.TEXT else 0, one.page,
                  one.last_page or one.page, one.bold, one.cells, one.heads, one.table)
        )  # fmt: skip
    return Source(tuple(blocks), pages, title, warnings=warnings, contents=frozenset(contents))
