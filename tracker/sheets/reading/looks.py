"""How a sheet looks, gathered while it is read: fills, merged ranges, what is hidden. All of it is bounded: what lies
where nothing stands is dropped, so that whoever goes through a merged range never goes far."""

from tracker.sheets.grid import Row, Sheet
from tracker.sheets.reading.room import Room, TooMuchError

PLAIN = frozenset({"FFFFFF", ""})


class Looks:
    """What one sheet looks like so far."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.fills: dict[tuple[int, int], str] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self._hidden_rows = bytearray()
        self._hidden_columns = bytearray(room.limits.columns)

    def fill(self, row: int, column: int, colour: str) -> None:
        """A cell has this colour. Beyond the limit no more are kept, and `Room` remembers that."""
        if colour not in PLAIN and row <= self.room.limits.rows and column < self.room.limits.columns:
            if self.room.fills < self.room.limits.fills:
                self.room.fills += 1
                self.fills[row, column] = colour
            else:
                self.room.more_fills = True

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """A merged range."""
        self.room.merged += 1
        if self.room.merged > self.room.limits.merged:
            raise TooMuchError(f"it has more than {self.room.limits.merged:,} merged ranges")
        self.merged.append((first_row, first_column, last_row, last_column))

    def hide_rows(self, first: int, last: int) -> None:
        """Rows are hidden, the last among them."""
        self._hidden_rows = self._hidden_rows or bytearray(self.room.limits.rows + 1)
        first, last = max(0, first), min(last, self.room.limits.rows)
        if first <= last:
            self._hidden_rows[first : last + 1] = b"\1" * (last + 1 - first)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns are hidden, the last among them."""
        first, last = max(0, first), min(last, self.room.limits.columns - 1)
        if first <= last:
            self._hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)

    def sheet(self, name: str, rows: tuple[tuple[int, Row], ...], *, hidden: bool) -> Sheet:
        """The sheet with its looks, as far as something stands there."""
        last_row = max((number for number, _ in rows), default=0)
        last_row = max(last_row, max((row for row, _ in self.fills), default=0))
        filled = {column for _, column in self.fills}
        last_column = max((max(row) for _, row in rows), default=-1)
        last_column = max(last_column, max(filled, default=-1))
        hidden_columns: frozenset[int] = frozenset()
        if any(self._hidden_columns):
            used = filled.union(*(row.keys() for _, row in rows))
            hidden_columns = frozenset(column for column in used if self._hidden_columns[column])
        hidden_rows: frozenset[int] = frozenset()
        if self._hidden_rows:
            standing = {number for number, _ in rows} | {row for row, _ in self.fills}
            hidden_rows = frozenset(row for row in standing if self._hidden_rows[row])
        clipped = (
            (first_row, first, min(end_row, last_row), min(end, last_column))
            for first_row, first, end_row, end in self.merged
        )
        merged = tuple(r for r in clipped if r[0] <= r[2] and r[1] <= r[3] and r[:2] != r[2:])
        return Sheet(name, rows, hidden, (), self.fills, merged, hidden_rows, hidden_columns)
