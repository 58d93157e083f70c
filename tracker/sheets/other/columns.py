"""The columns of one table, as headed and with a few of their cells: what the reading of headings and cells shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.sheets.grid import Cell, ErrorValue, Formula
from tracker.sheets.text import as_text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, the heading that names it, and all that its heading says, with what stands above it."""

    place: int
    heading: str
    parent: str = ""
    guidance: str = ""
    sample: tuple[Cell, ...] = ()
    coloured: int = 0
    """How many of its empty cells have a colour of their own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Which column each field is read from, how sure that is, and what else a column might be."""

    places: Mapping[str, int]
    confidence: Mapping[str, float]
    guesses: Mapping[int, tuple[tuple[str, float], ...]]
    """For each column, the fields that it may be, best first."""
    owners: Mapping[int, str]
    """Columns that are an agency's own: a mark in it says that the action is that agency's."""
    steps: Mapping[int, int]
    """Columns that are a step of progress, in percent: a mark in it says how far the action is."""
    states: Mapping[int, str] = field(default_factory=dict)
    """Columns that are a status or a colour of their own: a mark in one says that the action has it."""
    more: tuple[int, ...] = ()
    """Further columns of progress, as where each quarter has its own."""
    share: int | None = None
    """A column beside the progress that says how much is done, in percent."""
    instead: tuple[int, ...] = ()
    """Other columns of dates by which it is due: an original one, for rows without a revised one."""
    series: tuple[int, ...] = ()
    """Columns of progress one after another in time: the last that says something counts."""


def value_of(cell: Cell | None) -> Cell | None:
    """A cell's own value: of a formula what it came to when last saved; of an error or an empty text nothing."""
    if isinstance(cell, Formula):
        return value_of(cell.stored)
    if cell is None or isinstance(cell, ErrorValue) or (isinstance(cell, str) and not cell.strip()):
        return None
    return cell


def words_of(cell: Cell | None) -> str:
    """A cell as the words people see in it; nothing where it holds none."""
    return as_text(value_of(cell))
