"""One table of a Word document while it is read: cells that span columns, and those that run on from the row above."""

from collections.abc import Mapping

from tracker.sheets.grid import Cell, Row, Sheet
from tracker.sheets.reading.colours import written
from tracker.sheets.reading.looks import Looks
from tracker.sheets.reading.room import Room
from tracker.sheets.reading.xml_stream import whole


class WordTable:
    """Rows, merged ranges and colours so far."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.rows: list[tuple[int, Row]] = []
        self.looks = Looks(room)
        self.row_deleted = False
        self.length = 0
        self._number = 0
        self._row: dict[int, Cell] = {}
        self._fills: list[tuple[int, str]] = []
        self._spans: list[tuple[int, int, str]] = []
        self._running: dict[int, tuple[int, int, int]] = {}
        self._paragraphs: list[str] = []
        self._column = 0
        self._in_cell = False
        self.open_cell()

    def open_row(self) -> None:
        """A row begins."""
        self._row, self._fills, self._spans = {}, [], []
        self._column = 0
        self.row_deleted = False

    def open_cell(self) -> None:
        """A cell begins."""
        self._paragraphs = []
        self.length = 0
        self._span = 1
        self._runs = ""
        self._colour = ""
        self._deleted = False

    def property(self, name: str, attributes: Mapping[str, str]) -> None:
        """A property of the row or of the cell."""
        value = attributes.get("w:val")
        if name == "gridBefore":
            self._column += whole(value)
        elif name == "gridSpan":
            self._span = max(1, whole(value, 1))
        elif name == "vMerge":
            self._runs = value or "continue"
        elif name == "cellDel":
            self._deleted = True
        elif name == "shd":
            solid = value == "solid" and written(attributes.get("w:color"))
            self._colour = solid or written(attributes.get("w:fill"))

    def add(self, text: str) -> None:
        """A paragraph of the cell, or of a table inside it, is complete."""
        self._paragraphs.append(text)
        self.length += len(text) + 1

    def close_cell(self) -> None:
        """The cell is complete."""
        self.room.place(self._number + 1, self._column)
        text = "" if self._deleted else "\n".join(self._paragraphs).strip()
        if text and self._runs != "continue":
            self._row[self._column] = text
        if self._colour:
            self._fills.append((self._column, self._colour))
        self._spans.append((self._column, self._span, self._runs))
        self._column += self._span
        self._paragraphs = []

    def close_row(self) -> None:
        """The row is complete; it counts unless it was deleted."""
        if self.row_deleted:
            return
        self._number += 1
        if self._row:
            self.room.place(self._number, max(self._row))
            self.room.whole_row(self._row)
            self.rows.append((self._number, self._row))
        for column, colour in self._fills:
            self.looks.fill(self._number, column, colour)
        running: dict[int, tuple[int, int, int]] = {}
        for column, span, runs in self._spans:
            if runs == "continue" and column in self._running:
                running[column] = (self._running.pop(column)[0], self._number, span)
            elif runs or span > 1:
                running[column] = (self._number, self._number, span)
        self._merge()
        self._running = running

    def sheet(self, name: str, *, looks: bool) -> Sheet:
        """The table as a sheet."""
        self._merge()
        rows = tuple(self.rows)
        return self.looks.sheet(name, rows, hidden=False) if looks else Sheet(name, rows)

    def _merge(self) -> None:
        """What ran on until the row above and does no more is a merged range."""
        for column, (first, last, span) in self._running.items():
            if last > first or span > 1:
                self.looks.merge(first, column, last, column + span - 1)
        self._running = {}
