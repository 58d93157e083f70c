"""A workbook as somebody wrote it: sheets of cells by row and column, before anything is made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from tracker.sheets.plan import Problem


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula. What it came to when it was last saved is not taken as said by anybody."""

    text: str
    stored: "Cell | None" = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """What a spreadsheet shows where it failed: #REF!, #N/A and the like."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell: TypeAlias = str | int | float | bool | date | Formula | ErrorValue
"""What stands in a cell. An empty cell is not there at all."""

Row: TypeAlias = Mapping[int, Cell]
"""The cells of one row that hold something, by column: 0 is A."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its rows that hold something, each with its number as Excel counts."""

    name: str
    rows: tuple[tuple[int, Row], ...]
    hidden: bool = False
    problems: tuple[Problem, ...] = ()
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """The colour of each cell that has one, as RRGGBB, by row number and column; also of cells that hold nothing."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column of each merged range."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheets:
    """One workbook as read: its sheets in order, its own properties, and the file it came from."""

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    file_name: str = ""
    file_hash: str = ""
    kind: str = "xlsx"
    notices: tuple[str, ...] = ()
    """What was left out of it, or looks odd, in sentences."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How big a workbook may be. What is beyond is refused in a sentence before it can fill the memory.

    Rows and columns are Excel's own. `cells` and `kept_megabytes` bound what is kept of the cells (a rough but safe
    estimate in bytes), so that the whole process stays below 512 MB for any file; see `python -m benchmarks.damaged`.
    """

    megabytes: int = 25
    unpacked_megabytes: int = 100
    ratio: int = 250
    members: int = 2_000
    rows: int = 1_048_576
    columns: int = 16_384
    cells: int = 1_000_000
    kept_megabytes: int = 160
    fills: int = 200_000
    merged: int = 50_000


def column_letters(index: int) -> str:
    """The name of a column: 0 is A, 16383 is XFD."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The place of a column: A is 0, XFD is 16383."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1
