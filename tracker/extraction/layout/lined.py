"""Tables that are ruled across only: rows between the lines, columns where the words leave room from top to bottom."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.extraction.layout.cells import Cell, PageTable, Piece, in_order, levels
from tracker.extraction.layout.grid import Run
from tracker.extraction.layout.heads import headings

FREE = 5.0
"""Points that stay free between two columns."""
LEAST = 3
"""So many lines, one below the other and as long as each other."""
WIDE = 100.0
HIGH = 9.0
MUCH = 8
"""Lines to a row: more are running text."""


def lined(found: list[Piece], across: Sequence[Run], page: int) -> list[PageTable]:
    """The tables whose rows are parted by lines across."""
    made = list[PageTable]()
    for group in _groups(across):
        used = {number for table in made for number in table.numbers}
        table = _table([piece for piece in found if piece.number not in used], group, page)
        if table is not None:
            made.append(table)
    return made


def _groups(across: Sequence[Run]) -> list[list[Run]]:
    """Lines that begin and end alike."""
    groups = list[list[Run]]()
    for run in sorted(run for run in across if run[2] - run[1] >= WIDE):
        for group in groups:
            if abs(group[-1][1] - run[1]) <= 6 and abs(group[-1][2] - run[2]) <= 6:
                if run[0] - group[-1][0] >= HIGH:
                    group.append(run)
                break
        else:
            groups.append([run])
    return [group for group in groups if len(group) >= LEAST]


def _table(found: list[Piece], group: list[Run], page: int) -> PageTable | None:
    left, right = min(run[1] for run in group) - 3, max(run[2] for run in group) + 3
    near = [piece for piece in found if piece.line.left >= left and piece.line.right <= right]
    heights = [run[0] for run in group]
    rows = levels(near)
    middle = [(row[0].line.top + row[0].line.bottom) / 2 for row in rows]
    inside = [row for row, at in zip(rows, middle, strict=True) if heights[0] < at < heights[-1]]
    columns = _columns([piece for row in inside if len(row) > 1 for piece in row])
    if len(columns) < 2:
        return None
    above = [row for row, at in zip(rows, middle, strict=True) if at <= heights[0]]
    below = [row for row, at in zip(rows, middle, strict=True) if at >= heights[-1]]
    top = _beside(above[::-1], columns, heights[0])[::-1]
    end = _beside(below, columns, heights[-1], whole=True)
    kept = list[list[Cell]]()
    for part in (top, *_between(inside, heights), end):
        cells = _cells(part, columns)
        if cells is None:
            return None
        if any(cells):
            kept.append(cells)
    if sum(len(row) > 1 and sum(map(bool, row)) > 1 for row in kept) < 2:
        return None
    told = [[" ".join(line.text for line in cell) for cell in row] for row in kept]
    if len(columns) == 2 and not headings(told) and len(rows) > MUCH * len(kept):
        return None  # two columns of running text
    if not top and len(kept) == 2 and len(inside) > 4 and headings(told):
        return None  # lines above and below the headings and at the end: rows are not parted by lines
    numbers = {piece.number for row in (*top, *inside, *end) for piece in row}
    lines = [piece.line for row in (*top, *inside, *end) for piece in row]
    borders = (*(column[0] - 1 for column in columns), right - 3)
    return PageTable(page, borders, min(line.top for line in lines), max(line.bottom for line in lines), kept, numbers)


def _columns(found: list[Piece]) -> list[list[float]]:
    columns = list[list[float]]()
    for piece in sorted(found, key=lambda one: one.line.left):
        if columns and piece.line.left - columns[-1][1] < FREE:
            columns[-1][1] = max(columns[-1][1], piece.line.right)
        else:
            columns.append([piece.line.left, piece.line.right])
    return columns


def _column(piece: Piece, columns: list[list[float]]) -> int | None:
    """The one column that a piece stands in."""
    over = [at for at, (left, right) in enumerate(columns) if piece.line.left < right and piece.line.right > left]
    if len(over) == 1 and (over[0] + 1 == len(columns) or piece.line.right < columns[over[0] + 1][0] - 2):
        return over[0]
    return None


def _beside(
    rows: list[list[Piece]], columns: list[list[float]], edge: float, *, whole: bool = False
) -> list[list[Piece]]:
    """Lines before the first or after the last rule that still stand in the columns, away from the rule."""
    taken, sure = list[list[Piece]](), 0
    for row in rows:
        size = row[0].line.size
        gap = min(abs(row[0].line.top - edge), abs(row[0].line.bottom - edge))
        if gap > 2.2 * size or any(_column(piece, columns) is None for piece in row):
            break
        taken.append(row)
        edge = row[0].line.bottom if whole else row[0].line.top
        if len(row) > 1:
            sure = len(taken)
    else:
        sure = len(taken) if sure else 0
    return taken[:sure] if not sure or sure == len(taken) else taken[: _until(taken, sure)]


def _until(taken: list[list[Piece]], sure: int) -> int:
    """How many of the lines after the last with two columns go on close to it."""
    for at in range(sure, len(taken)):
        one, other = taken[at - 1][0].line, taken[at][0].line
        if min(abs(other.top - one.bottom), abs(one.top - other.bottom)) > 0.5 * other.size:
            return at
    return len(taken)


def _between(rows: list[list[Piece]], heights: list[float]) -> list[list[list[Piece]]]:
    parts = list[list[list[Piece]]]()
    for upper, lower in pairwise(heights):
        parts.append([row for row in rows if upper < (row[0].line.top + row[0].line.bottom) / 2 < lower])
    return parts


def _cells(part: list[list[Piece]], columns: list[list[float]]) -> list[Cell] | None:
    """A row's cells; one cell where it reaches over the columns; None where words stand in no column."""
    cells: list[Cell] = [Cell() for _ in columns]
    for row in part:
        for piece in row:
            at = _column(piece, columns)
            if at is None:
                return (
                    [in_order(one.line for row in part for one in row)] if all(len(row) == 1 for row in part) else None
                )
            cells[at].append(piece.line)
    return [in_order(cell) for cell in cells]
