"""Plain tables for a terminal: they fit its width, break at words, and say with shape and word what colour would."""

import shutil
import textwrap
from collections.abc import Sequence

from tracker.rules.brag import SHAPE
from tracker.rules.errors import shown
from tracker.rules.words import Brag

GAP = "  "
NARROWEST = 12


def chip(brag: Brag) -> str:
    """A rating as shape and word: "■ Overdue"."""
    return f"{SHAPE[Brag(brag)]} {Brag(brag).label}"


def width() -> int:
    """How many characters a line may have: the terminal's, within reason; 100 where there is no terminal."""
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 160))


def table(heads: Sequence[str], rows: Sequence[Sequence[object]], *, fold: int = -1) -> str:
    """A table with its heads underlined. Column `fold` takes the room that is left and breaks at words; a cell of
    another column breaks only where it says so."""
    fold %= len(heads)
    cells = [[[_printable(line) for line in str(cell).split("\n")] for cell in row] for row in rows]
    widths = [max(len(line) for row in [[[h] for h in heads], *cells] for line in row[i]) for i in range(len(heads))]
    fixed = sum(w for i, w in enumerate(widths) if i != fold) + len(GAP) * (len(heads) - 1)
    widths[fold] = min(widths[fold], max(NARROWEST, width() - fixed))
    lines = [_line(heads, widths, fold), _line(["─" * w for w in widths], widths, fold)]
    for row in cells:
        folded = [_folded(cell, widths[i]) if i == fold else cell for i, cell in enumerate(row)]
        height = max(len(cell) for cell in folded)
        lines += [_line([cell[n] if n < len(cell) else "" for cell in folded], widths, fold) for n in range(height)]
    return "\n".join(lines)


def paragraph(words: str, indent: str = "") -> str:
    """A sentence broken at words to the terminal's width."""
    return textwrap.fill(_printable(words), width(), initial_indent=indent, subsequent_indent=indent)


def _line(cells: Sequence[str], widths: Sequence[int], fold: int) -> str:
    """Numbers stand right in their column; a year that a sentence breaks before does not."""
    return GAP.join(
        cell.rjust(w) if n != fold and cell.replace(",", "").isdecimal() else cell.ljust(w)
        for n, (cell, w) in enumerate(zip(cells, widths, strict=True))
    ).rstrip()


def _folded(cell: Sequence[str], room: int) -> list[str]:
    return [piece for line in cell for piece in textwrap.wrap(line, room) or [""]]


def _printable(cell: object) -> str:
    return shown(cell, 4000)
