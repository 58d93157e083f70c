"""Tables that are ruled: each printed line goes into the cell that encloses it."""

from bisect import bisect_right

from tracker.extraction.layout.cells import PageTable, Piece, cut, in_order
from tracker.extraction.layout.grid import Grid
from tracker.extraction.layout.line import Line


def ruled(grid: Grid, found: list[Piece], page: int) -> PageTable | None:
    """The rows of a grid with the words in them; None where it encloses no table: a frame, a chart, a lone box."""
    inside = [piece for piece in found if _level(piece.line, grid)]
    xs, ys = grid.xs, grid.ys
    wide, begin, end = len(xs) - 1, xs[0], xs[-1]
    groups: dict[int, list[Line]] = {}
    numbers = set[int]()
    edges = [_borders(grid, names) for names in grid.cells]
    for piece in inside:
        at = _between(ys, (piece.line.top + piece.line.bottom) / 2)
        for part in cut(piece, edges[at]):
            line = part.line
            middle = (line.left + line.right) / 2
            if begin <= middle <= end:
                column = _between(xs, min(max(line.left + 2, begin), middle))
                groups.setdefault(grid.cells[at][column], []).append(line)
                numbers.add(part.number)
    if not groups:
        return None
    rows, spans = list[list[list[Line]]](), list[tuple[int, ...]]()
    for names in grid.cells:
        cells = [in_order(groups.pop(name)) if name in groups else []
                 for at, name in enumerate(names)]  # fmt: skip
        whole = len(set(names)) == 1 and wide > 1
        if any(cells):
            rows.append(cells[:1] if whole else cells)
            spans.append(tuple(names.index(name) for name in names))
    kept = [at for at in range(wide) if any(len(row) > 1 and row[at] for row in rows)]
    if len(kept) < 2:
        return None
    slim = [row if len(row) == 1 else [row[at] for at in kept] for row in rows]
    over = tuple(tuple(kept.index(span[at]) if span[at] in kept else -1 for at in kept) for span in spans)
    borders = (*(grid.xs[at] for at in kept), grid.xs[-1])
    return PageTable(page, borders, grid.ys[0], grid.ys[-1], slim, numbers, covers=over)


def _level(line: Line, grid: Grid) -> bool:
    middle = (line.top + line.bottom) / 2
    return grid.ys[0] <= middle <= grid.ys[-1] and line.right > grid.xs[0] and line.left < grid.xs[-1]


def _between(borders: tuple[float, ...], place: float) -> int:
    return min(max(bisect_right(borders, place) - 1, 0), len(borders) - 2)


def _borders(grid: Grid, names: tuple[int, ...]) -> list[float]:
    """The borders between the cells of a row, which no line of words may cross."""
    between = [grid.xs[at] for at in range(1, len(names)) if names[at] != names[at - 1]]
    return [grid.xs[0], *between, grid.xs[-1]]
