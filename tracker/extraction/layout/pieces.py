"""Lines that a file holds in pieces are put together; where a wide gap parts their words, it is kept in mind."""

from collections.abc import Sequence

from tracker.extraction.layout.line import Line, Piece

WIDE = 0.75
"""How far two runs of words stand apart, by the size of their letters, to be two pieces."""
BLANK = 0.12
"""How far, to be two words."""


def joined(lines: Sequence[Line]) -> list[Line]:
    """Lines that follow each other at one height, from left to right, as one line."""
    made = list[Line]()
    for line in lines:
        if made and line.top < made[-1].bottom and _goes_on(made[-1], line):
            _join(made[-1], line)
        else:
            made.append(line)
    return made


def parted(line: Line) -> tuple[Piece, ...]:
    """The pieces of a line; the whole of it where no gap parts it."""
    return line.pieces or (Piece(line.text, line.left, line.right),)


def _goes_on(line: Line, after: Line) -> bool:
    shared = min(line.bottom, after.bottom) - max(line.top, after.top)
    lower = min(line.bottom - line.top, after.bottom - after.top)
    return shared > 0.55 * lower and after.left >= line.right - 0.25 * line.size


def _join(line: Line, after: Line) -> None:
    size = max(line.size, after.size)
    gap = after.left - line.right
    first, second = parted(line), parted(after)
    blank = " " if gap > BLANK * size else ""
    if gap > WIDE * size:
        line.pieces = (*first, *second)
    elif len(first) > 1 or len(second) > 1:
        middle = Piece(first[-1].text + blank + second[0].text, first[-1].left, second[0].right)
        line.pieces = (*first[:-1], middle, *second[1:])
    if after.right - after.left > line.right - line.left:
        line.size, line.bold = after.size, after.bold
    line.text += blank + after.text
    line.right = max(line.right, after.right)
    line.top, line.bottom = min(line.top, after.top), max(line.bottom, after.bottom)
