"""From the lines and boxes on a page to the cells that they enclose."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.extraction.layout.rulings import Box, Rulings

NEAR = 4.0
"""Points within which two lines are one, and a line reaches another."""
MOST = 250
"""Lines beyond which a page is a drawing."""

Run = tuple[float, float, float]
"""A line: where it runs, from where, to where."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one ruled table. `xs` and `ys` are the borders of its columns and rows; `cells[row][column]` names
    a cell, and places of one name are one cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]


def grids(ruled: Rulings, level: list[Run]) -> list[Grid]:
    """The ruled tables of a page from the top down, each with at least two rows or two columns. `level` are its lines
    across."""
    down = _runs(((box.left + box.right) / 2, box.top, box.bottom) for box in ruled.down)
    found = _enclosed(level, down)
    if not found and ruled.boxes:
        more_across, more_down = _edges(ruled.boxes)
        found = _enclosed(_runs([*level, *more_across]), _runs([*down, *more_down]))
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def across(ruled: Rulings) -> list[Run]:
    """The lines across a page, those in one another's continuation as one, from the top."""
    return _runs(((box.top + box.bottom) / 2, box.left, box.right) for box in ruled.across)


def _runs(lines: Iterable[Run]) -> list[Run]:
    """Lines in one another's continuation, as one."""
    runs = list[Run]()
    levels = list[list[Run]]()
    for line in sorted(lines):
        if levels and line[0] - levels[-1][-1][0] <= 2:
            levels[-1].append(line)
        else:
            levels.append([line])
    for level in levels:
        at = sum(line[0] for line in level) / len(level)
        begin, end = None, 0.0
        for _, first, last in sorted(level, key=lambda line: line[1]):
            if begin is None:
                begin, end = first, last
            elif first - end <= NEAR:
                end = max(end, last)
            else:
                runs.append((at, begin, end))
                begin, end = first, last
        if begin is not None:
            runs.append((at, begin, end))
    return runs


def _enclosed(across: list[Run], down: list[Run]) -> list[Grid]:
    if not (2 <= len(across) <= MOST and 2 <= len(down) <= MOST):
        return []
    group = list(range(len(across) + len(down)))

    def first(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    places = [run[0] for run in down]
    for n, (y, left, right) in enumerate(across):
        for m in range(bisect_left(places, left - NEAR), bisect_right(places, right + NEAR)):
            _, top, bottom = down[m]
            if top - NEAR <= y <= bottom + NEAR:
                group[first(n)] = first(m + len(across))
    found = list[Grid]()
    for one in {first(n) for n in range(len(group))}:
        level = [line for n, line in enumerate(across) if first(n) == one]
        upright = [line for n, line in enumerate(down, len(across)) if first(n) == one]
        if len(level) >= 2 and len(upright) >= 2 and (made := _grid(level, upright)):
            found.append(made)
    return found


def _grid(across: list[Run], down: list[Run]) -> Grid | None:
    xs = _borders(line[0] for line in down)
    across = [line for line in across if _at(xs, line[1]) and _at(xs, line[2])]
    ys = _borders(line[0] for line in across)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    wide, high = len(xs) - 1, len(ys) - 1
    names = list(range(wide * high))

    def first(one: int) -> int:
        while names[one] != one:
            names[one] = names[names[one]]
            one = names[one]
        return one

    for row in range(high):
        for column in range(wide):
            here = row * wide + column
            if column + 1 < wide and not _parted(down, xs[column + 1], ys[row], ys[row + 1]):
                names[first(here + 1)] = first(here)
            if row + 1 < high and not _parted(across, ys[row + 1], xs[column], xs[column + 1]):
                names[first(here + wide)] = first(here)
    cells = tuple(tuple(first(row * wide + column) for column in range(wide)) for row in range(high))
    return Grid(tuple(xs), tuple(ys), cells)


def _borders(places: Iterable[float]) -> list[float]:
    found = list[list[float]]()
    for place in sorted(places):
        if found and place - found[-1][0] <= NEAR:
            found[-1].append(place)
        else:
            found.append([place])
    return [sum(ones) / len(ones) for ones in found]


def _at(borders: list[float], place: float) -> bool:
    return bisect_right(borders, place + NEAR) > bisect_left(borders, place - NEAR)


def _parted(lines: Sequence[tuple[float, ...]], at: float, start: float, end: float) -> bool:
    """Whether lines at that place cover most of the way from start to end."""
    covered = 0.0
    for _, begin, last in lines[bisect_left(lines, (at - NEAR,)) : bisect_right(lines, (at + NEAR, end))]:
        if begin < end and last > start:
            covered += min(last, end) - max(begin, start)
    return covered > 0.6 * (end - start)


def _edges(boxes: tuple[Box, ...]) -> tuple[list[Run], list[Run]]:
    """The edges of filled boxes, without those inside one colour."""
    across, down = list[Run](), list[Run]()
    if len(boxes) > MOST:
        return across, down
    alike: dict[object, list[Box]] = {}
    for box in sorted(boxes, key=lambda box: box.top):
        alike.setdefault(box.colour, []).append(box)
    tops = {colour: [box.top for box in ones] for colour, ones in alike.items()}
    for box in boxes:
        over = alike[box.colour][: bisect_left(tops[box.colour], box.bottom + 1)]
        near = [
            one for one in over if one.bottom > box.top - 1 and one.left < box.right + 1 and one.right > box.left - 1
            and one is not box
        ]  # fmt: skip
        for y, inside in ((box.top, -0.8), (box.bottom, 0.8)):
            hidden = [(one.left, one.right) for one in near if one.top <= y + inside <= one.bottom]
            across += [(y, *piece) for piece in _bare(box.left, box.right, hidden)]
        for x, inside in ((box.left, -0.8), (box.right, 0.8)):
            hidden = [(one.top, one.bottom) for one in near if one.left <= x + inside <= one.right]
            down += [(x, *piece) for piece in _bare(box.top, box.bottom, hidden)]
    return across, down


def _bare(start: float, end: float, hidden: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """What of a stretch is not hidden."""
    left = list[tuple[float, float]]()
    for begin, last in sorted(hidden):
        if begin > start + 1:
            left.append((start, min(begin, end)))
        start = max(start, last)
        if start >= end:
            break
    if end > start + 1:
        left.append((start, end))
    return left
