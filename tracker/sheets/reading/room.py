"""How much of a file is kept: cells are counted and weighed as they are read, and one too many refuses the file."""

from sys import getsizeof

from tracker.sheets.grid import Cell, ErrorValue, Formula, Limits, Row

MEGABYTE = 1_000_000
ROW = 110
"""What a row costs beside its cells: its number, its pair, its places in the lists."""
CELL = 40
"""What a cell costs beside its place in the row: a number, a day."""
OBJECT = 120
"""What a formula or an error costs beside its text."""


class TooMuchError(Exception):
    """More than the limits allow, or made to harm. Its text is the reason, to stand in a refusal."""


class DamagedError(Exception):
    """Not what a file of its kind is made of."""


class Room:
    """What is left of the limits while one file is read, over all its sheets."""

    __slots__ = ("cells", "fills", "left", "limits", "merged", "more_fills", "tags")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = 0
        self.fills = 0
        self.more_fills = False
        self.merged = 0
        self.tags = 0
        self.left = limits.kept_megabytes * MEGABYTE

    def row(self, row: Row) -> None:
        """A row is kept: what its dictionary and its numbers take. Its text is weighed by `text`."""
        self.left -= getsizeof(row) + CELL * len(row) + ROW
        if self.left < 0:
            raise self.too_full()

    def whole_row(self, row: Row) -> None:
        """The same, with its cells counted and everything in it weighed: for readers that do not weigh as they go."""
        self.count(len(row))
        for cell in row.values():
            self.cell(cell)
        self.row(row)

    def count(self, cells: int) -> None:
        """So many more filled cells."""
        self.cells += cells
        if self.cells > self.limits.cells:
            raise TooMuchError(f"it has more than {self.limits.cells:,} filled cells")

    def text(self, text: str) -> str:
        """A text is kept; the text."""
        self.left -= getsizeof(text)
        if self.left < 0:
            raise self.too_full()
        return text

    def cell(self, cell: Cell | None) -> None:
        """What a cell holds is kept, beside its place in the row."""
        if isinstance(cell, str):
            self.text(cell)
        elif isinstance(cell, Formula):
            self.left -= OBJECT
            self.text(cell.text)
            self.cell(cell.stored)
        elif isinstance(cell, ErrorValue):
            self.left -= OBJECT
            self.text(cell.text)

    def place(self, row: int, column: int) -> None:
        """A cell stands here: beyond where Excel ends, the file is refused."""
        if row > self.limits.rows:
            raise TooMuchError(f"it has a cell in row {row:,}, and a workbook ends at row {self.limits.rows:,}")
        if column >= self.limits.columns:
            raise TooMuchError(
                f"it has a cell in column {column + 1:,}, and a workbook ends at column {self.limits.columns:,}"
            )

    def too_full(self) -> TooMuchError:
        """Why no more is kept."""
        return TooMuchError(
            "it has more in it than can be read at once: keep only the sheets of the plan in it, and save it anew"
        )
