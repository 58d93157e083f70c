"""What is drawn on a page that may rule a table: lines across and down, and filled boxes."""

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle, in points from the page's upper left corner, as it is shown."""

    left: float
    top: float
    right: float
    bottom: float
    colour: tuple[int, int, int] | None = None
    """What it is filled with; None where it is only outlined."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """Lines across and down, as rectangles of hardly any height or width, and filled boxes."""

    across: tuple[Box, ...] = ()
    down: tuple[Box, ...] = ()
    boxes: tuple[Box, ...] = ()


NONE = Rulings()
"""Of a page that nobody looked at."""
