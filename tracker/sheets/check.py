"""A hidden column that tells whether a cell for reading was changed: one short sum a cell, in one text a row.

It needs neither the register as it stood nor the wording of the tracker that wrote it, and it survives sorting.
It is no seal: who wants to deceive can, but what is typed there is never taken, so it would be in vain.
"""

from collections.abc import Sequence
from zlib import crc32

from tracker.sheets.columns import Written
from tracker.sheets.grid import Cell
from tracker.sheets.text import as_text

HEADING = "Check"
FIELD = "check"
LENGTH = 5
MASK = 0xFFFFF


def check(cells: Sequence[Cell | Written]) -> str:
    """The sums of a row's cells for reading, in the layout's order."""
    return "".join([f"{crc32(as_text(cell).encode()) & MASK:05x}" for cell in cells])


def changed(sums: str, cells: Sequence[Cell | None]) -> list[int]:
    """The places of the cells that no longer say what was written. Nothing, if the sums are of another layout."""
    if len(sums) != LENGTH * len(cells) or sums == check(cells):
        return []
    now = check(cells)
    return [i for i in range(len(cells)) if sums[i * LENGTH : (i + 1) * LENGTH] != now[i * LENGTH : (i + 1) * LENGTH]]


def of_nothing(sums: str, place: int) -> bool:
    """Whether the cell at this place was empty when it was written."""
    return sums[place * LENGTH : (place + 1) * LENGTH] == check([None])
