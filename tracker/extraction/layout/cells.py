"""What a table on one page is made of: rows of cells, each with its printed lines."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.extraction.layout.line import Line

Cell = list[Line]
MANY = 4


@dataclass(slots=True)
class Piece:
    """A line of one cell, and which line of its page it was part of."""

    line: Line
    number: int


@dataclass(slots=True)
class PageTable:
    """As much of a table as stands on one page. `heads` are its heading rows, and `rows` the others; each row has a
    cell for each column, but a row with one cell reaches over all of them."""

    page: int
    borders: tuple[float, ...]
    top: float
    bottom: float
    rows: list[list[Cell]]
    numbers: set[int]
    heads: list[list[Cell]] = field(default_factory=list)
    covers: tuple[tuple[int, ...], ...] = ()
    """Of each heading row, which of its cells stands over each column; empty where each stands over its own."""


def pieces(lines: Sequence[Line]) -> list[Piece]:
    """The lines of a page, each run of words of its own."""
    found = list[Piece]()
    for number, line in enumerate(lines):
        if len(line.pieces) > 1 and not spread(line):
            found += [Piece(part(line, one.text, one.left, one.right), number) for one in line.pieces]
        elif line.text.strip():
            found.append(Piece(line, number))
    return found


def part(line: Line, text: str, left: float, right: float) -> Line:
    """Some words of a line, as a line."""
    return Line(line.page, text, left, line.top, right, line.bottom, line.size, line.bold)


def spread(line: Line) -> bool:
    """Whether a line is running text whose words stand far apart, to fill it: each is a piece of its own."""
    return len(line.pieces) > MANY and line.text.count(" ") < len(line.pieces) and not any(map(str.isdigit, line.text))


def cut(piece: Piece, borders: Sequence[float]) -> list[Piece]:
    """A run of words cut where a border passes between two of its words; where they stand is reckoned by letters. The
    borders are in order."""
    line = piece.line
    first = bisect_right(borders, line.left + 3)
    if first == len(borders) or borders[first] >= line.right - 3:
        return [piece]
    inside = [x for x in borders if line.left + 3 < x < line.right - 3]
    words = line.text.split(" ")
    if len(words) < 2:
        return [piece]
    each = (line.right - line.left) / max(len(line.text), 1)
    ends, at = list[int](), 0
    for word in words:
        at += len(word) + 1
        ends.append(at)
    cuts = [0]
    for x in inside:
        best = min(range(1, len(words)), key=lambda n: abs(line.left + (ends[n - 1] - 0.5) * each - x))
        if abs(line.left + (ends[best - 1] - 0.5) * each - x) <= 6 * each and best > cuts[-1]:
            cuts.append(best)
    cuts.append(len(words))
    made = list[Piece]()
    for first, last in pairwise(cuts):
        begin = line.left + (ends[first - 1] if first else 0) * each
        end = line.left + (ends[last - 1] - 1) * each
        made.append(Piece(part(line, " ".join(words[first:last]), begin, end), piece.number))
    return made


def words(cell: Sequence[Line]) -> str:
    """A cell's words, for looking at: how they are joined in a block is the reader's matter."""
    return " ".join(line.text for line in cell).strip()


def in_order(cell: Iterable[Line]) -> Cell:
    """The lines of a cell as they are read: from the top, and along one line from the left."""
    if isinstance(cell, list) and len(cell) < 2:
        return cell
    found = list[list[Line]]()
    for line in sorted(cell, key=lambda one: (one.page, one.top)):
        level = found[-1] if found else []
        if level and line.page == level[0].page and line.top < (level[0].top + level[0].bottom) / 2:
            level.append(line)
        else:
            found.append([line])
    return [line for level in found for line in sorted(level, key=lambda one: one.left)]


def levels(found: list[Piece]) -> list[list[Piece]]:
    """Words that stand beside one another, from the top."""
    rows = list[list[Piece]]()
    for piece in sorted(found, key=lambda one: (one.line.top + one.line.bottom, one.line.left)):
        last = rows[-1][0].line if rows else None
        middle = (piece.line.top + piece.line.bottom) / 2
        if last is not None and middle < last.top + 0.75 * (last.bottom - last.top):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.line.left) for row in rows]
