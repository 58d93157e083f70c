"""A printed line: its words and where they stand on the page."""

from dataclasses import dataclass
from typing import NamedTuple

from tracker.extraction.layout.geometry import View
from tracker.extraction.layout.rulings import NONE, Rulings


class Piece(NamedTuple):
    """A run of words of a line with no wide gap in it: a cell of a table, one side of two columns, a number in the
    margin."""

    text: str
    left: float
    right: float


@dataclass(slots=True)
class Line:
    """One line of one column of one page. Lengths are points from the page's upper left corner; `size` is the size of
    its letters, `font` the number of their font, `bold` whether that is, `colour` 0 where it is black or was not
    asked. `pieces` are its runs of words where a wide gap parts them, else none. `text` may end with a hyphen where a
    word goes on in the next line, or with a soft one; white space is single. `edge` is where its column ends."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    font: int = 0
    colour: int = 0
    pieces: tuple[Piece, ...] = ()
    edge: float = 0.0


@dataclass(slots=True)
class Page:
    """What stands on one page as people see it (`view`), in the order of the file. `rules` are known only for pages
    that may hold a table."""

    number: int
    width: float
    height: float
    lines: list[Line]
    view: View
    rules: Rulings = NONE
