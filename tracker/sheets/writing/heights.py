"""How high a row must be for its wrapped text, since not every program works that out when it opens a file."""

from collections.abc import Sequence
from datetime import date

LINE = 15.0
HIGHEST = 409.0
PADDING = 1.5
LETTERS_A_UNIT = 1.22
"""Letters of ordinary text in one unit of column width, in Calibri; words that move to the next line allowed for."""


def height(cells: Sequence[str | date | None], widths: Sequence[float]) -> float:
    """The height in points that shows every cell whole, as far as a row may be high."""
    most = 1
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, str):
            room = max(1, int((width - PADDING) * LETTERS_A_UNIT))
            if len(cell) > room:
                lines = (
                    sum(1 + len(line) // room for line in cell.split("\n")) if "\n" in cell else 1 + len(cell) // room
                )
                most = max(most, lines)
            elif "\n" in cell:
                most = max(most, 1 + cell.count("\n"))
    return min(HIGHEST, most * LINE + 2)
