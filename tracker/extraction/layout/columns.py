"""The order in which people read a page: down one column, then down the next; what goes over both parts them."""

from collections.abc import Container, Sequence
from itertools import pairwise

from tracker.extraction.layout.line import Line, Page, Piece
from tracker.extraction.layout.pieces import parted

FEWEST = 4
"""Lines that a column has at least."""
PROSE = 15
"""Letters that a line of a column has at least, on average: less is a list of labels, or numbers in the margin."""
STEP = 4.0


def order(page: Page, taken: Container[int] = ()) -> None:
    """Puts the lines of a page into the order in which they are read, and tells each where its column ends. Where a
    table has `taken` some of them, they stay in the order of the file."""
    lines = page.lines
    if taken:
        _edges([line for number, line in enumerate(lines) if number not in taken])
        return
    if _goes_back(lines) or any(_wordy(line) for line in lines):
        page.lines = _ordered(lines)
    else:
        _edges(lines)


def _count(lines: Sequence[Line]) -> int:
    return sum(len(line.pieces) or 1 for line in lines)


def _goes_back(lines: Sequence[Line]) -> bool:
    return any(after.bottom < before.top for before, after in pairwise(lines))


def _wordy(line: Line) -> bool:
    return len(line.pieces) == 2 and all(len(one.text) >= PROSE for one in line.pieces)


def _ordered(lines: list[Line], deep: int = 0) -> list[Line]:
    gutter = _gutter(lines) if _count(lines) >= 2 * FEWEST and deep < 2 else None
    if gutter is None:
        made = _by_heaps(lines)
        _edges(made)
        return made
    made, left, right, over = list[Line](), list[Line](), list[Line](), list[Line]()
    for line in sorted(lines, key=lambda one: one.bottom):
        sides = _cut(line, gutter)
        if sides is None:
            made += [*_ordered(_down(left), deep + 1), *_ordered(_down(right), deep + 1)]
            left, right = [], []
            made.append(line)
            over.append(line)
        else:
            left += [sides[0]] if sides[0] else []
            right += [sides[1]] if sides[1] else []
    made += [*_ordered(_down(left), deep + 1), *_ordered(_down(right), deep + 1)]
    _edges(over)
    return made


def _down(column: list[Line]) -> list[Line]:
    """A column's lines from the top; side by side, from the left."""
    return sorted(column, key=lambda one: (round(one.bottom / 3), one.left))


def _cut(line: Line, gutter: float) -> tuple[Line | None, Line | None] | None:
    """What of a line stands on each side; None where it goes over both."""
    if line.right <= gutter + STEP:
        return line, None
    if line.left >= gutter - STEP:
        return None, line
    pieces = parted(line)
    left = [one for one in pieces if one.right <= gutter + STEP]
    right = [one for one in pieces if one.left >= gutter - STEP]
    if len(left) + len(right) < len(pieces):
        return None
    return _part(line, left), _part(line, right)


def _part(line: Line, pieces: Sequence[Piece]) -> Line | None:
    if not pieces:
        return None
    text = " ".join(one.text for one in pieces)
    kept = tuple(pieces) if len(pieces) > 1 else ()
    return Line(line.page, text, pieces[0].left, line.top, pieces[-1].right, line.bottom, line.size, line.bold,
                line.font, line.colour, kept)  # fmt: skip


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the white between two columns lies, if there are two."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    cells = int((right - left) / STEP) + 2
    crossed = [0] * (cells + 1)
    for line in lines:
        for piece in parted(line):
            crossed[max(0, int((piece.left - left) / STEP))] += 1
            crossed[min(cells, int((piece.right - left) / STEP) + 1)] -= 1
    best, run = (len(lines), 0.0), list[int]()
    total, counts = 0, list[int]()
    for change in crossed:
        total += change
        counts.append(total)
    inner = range(int(cells * 0.2), int(cells * 0.8))
    fewest = min((counts[at] for at in inner), default=len(lines))
    for at in inner:
        if counts[at] == fewest:
            run.append(at)
        if run and (counts[at] != fewest or at == inner[-1]):
            if (fewest, -len(run)) < best:
                best = (fewest, -len(run))
                middle = left + (run[0] + run[-1] + 1) / 2 * STEP
            run = []
    if fewest > 0.4 * len(lines):
        return None
    sides = [cut for line in lines if (cut := _cut(line, middle)) is not None]
    west, east = [one for one, _ in sides if one], [one for _, one in sides if one]
    return middle if _are_columns(west, east) else None


def _are_columns(west: Sequence[Line], east: Sequence[Line]) -> bool:
    """Whether two groups of lines stand beside each other and are both running text."""
    if min(len(west), len(east)) < FEWEST:
        return False
    if any(sum(len(line.text) for line in side) < PROSE * len(side) for side in (west, east)):
        return False
    top = max(min(line.top for line in side) for side in (west, east))
    end = min(max(line.bottom for line in side) for side in (west, east))
    beside = [sum(top <= line.bottom <= end + 1 for line in side) for side in (west, east)]
    return min(beside) >= FEWEST


def _by_heaps(lines: list[Line]) -> list[Line]:
    """Lines in the order of the file, but for groups of them that stand wholly above what comes before."""
    heaps = list[list[Line]]()
    for line in lines:
        if heaps and line.bottom >= heaps[-1][-1].top:
            heaps[-1].append(line)
        else:
            heaps.append([line])
    if len(heaps) < 2:
        return lines
    spans = sorted((min(one.top for one in heap), max(one.bottom for one in heap), at) for at, heap in enumerate(heaps))
    made, group, reach = list[Line](), list[int](), 0.0
    for top, end, at in spans:
        if group and top >= reach - 2:
            made += [line for one in sorted(group) for line in heaps[one]]
            group = []
        group.append(at)
        reach = max(reach, end) if len(group) > 1 else end
    return made + [line for one in sorted(group) for line in heaps[one]]


def _edges(lines: Sequence[Line]) -> None:
    """Tells each line where its column ends: where the longest lines do, but for a single one that runs over."""
    ends = sorted((line.right for line in lines if len(line.text) > 25), reverse=True)
    edge = ends[1] if len(ends) > 3 and ends[0] - ends[1] > 12 else ends[0] if ends else 0.0
    for line in lines:
        line.edge = edge
