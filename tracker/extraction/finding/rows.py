"""The rows of a report's tables, table by table, and where each cell's words stand in its row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

CAPTION = 25
"""Words: a longer paragraph above a table is no caption of it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows, the headings that it stands under from the outermost, and what stands just above it."""

    rows: tuple[Block, ...]
    headings: tuple[str, ...]
    caption: str

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return next((row.heads for row in self.rows if any(row.heads)), ())


def tables(source: Source) -> Iterator[Table]:
    """Every table of a report, in order."""
    above = list[tuple[int, str]]()
    rows, caption = list[Block](), ""
    for block in source.blocks:
        if block.number in source.contents:
            continue
        if rows and _ended(source, rows[-1], block):
            yield Table(tuple(rows), tuple(text for _, text in above), caption)
            rows, caption = [], ""
        if block.kind == BlockKind.ROW:
            rows.append(block)
        elif block.kind == BlockKind.HEADING and not rows:
            above = [one for one in above if one[0] < max(block.level, 1)]
            above.append((max(block.level, 1), " ".join(filter(None, (block.marker, block.text)))))
            caption = ""
        elif not rows and block.kind == BlockKind.TEXT:
            caption = block.text if len(block.text.split()) <= CAPTION else ""
    if rows:
        yield Table(tuple(rows), tuple(text for _, text in above), caption)


def _ended(source: Source, last: Block, block: Block) -> bool:
    if block.kind == BlockKind.ROW:
        return block.table != last.table
    return block.kind != BlockKind.NOTE and not _goes_on(source, last, block)


def _goes_on(source: Source, last: Block, block: Block) -> bool:
    """Whether the table goes on after something in between."""
    after = source.blocks[block.number + 1 : block.number + 4]
    return any(one.kind == BlockKind.ROW and one.table == last.table for one in after) and last.table is not None


def spans(block: Block) -> list[tuple[int, int]]:
    """From where to where each cell's words stand in the row's text."""
    found, at = list[tuple[int, int]](), 0
    for cell in block.cells:
        start = block.text.find(cell, at)
        if start < 0:  # the reader wrote it otherwise: nothing of it can be quoted
            found.append((at, at))
            continue
        at = start + len(cell)
        found.append((start, at))
    return found


def alone(block: Block) -> int | None:
    """The only cell of a row that holds anything; None where several do."""
    filled = [number for number, cell in enumerate(block.cells) if cell.strip()]
    return filled[0] if len(filled) == 1 else None


LEADING = re.compile(
    r"""\s*(?:[•●▪◦*–-]\s*)?(?:
        (?:key\s+|main\s+|overall\s+)?(?:recommendation|rec\b\.?|action)\s*(?:no\.?|number|\#)?\s*
            (?P<named>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?)(?:\s*[:.)–—-]+|(?=\s))
      | (?P<letter>R(?:EC)?\s?\d{1,3}(?:\.\d{1,3})*)(?:[:.)–—-]+|(?=\s))
      | (?P<path>\d{1,3}(?:\.\d{1,3})+)\.?(?=\s)
      | (?P<number>\d{1,3})(?:[.):]|\s*[–—](?=\s))(?=\s)
      | \(?(?P<limb>[a-z]|[ivx]{1,4})\)(?=\s)
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
BULLET = re.compile(r"\s*[•●▪◦\uf0b7*–-]\s+")


def led(text: str) -> tuple[str, int, str]:
    """What numbers the words of a cell as printed, where they begin after it, and which way it is numbered."""
    found = LEADING.match(text)
    if not found:
        return "", 0, ""
    way = found.lastgroup or ""
    return (found.group(way) or "").strip(), found.end(), way
