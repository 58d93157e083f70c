"""Merged cells, as a reader sees them: what stands in a range stands in each of its rows."""

from bisect import bisect_right
from collections import defaultdict

from tracker.sheets.grid import Cell, Sheet

WIDE = 2
Span = tuple[int, int, int, int]


class Merged:
    """The merged ranges of a sheet, ready to be asked about a cell."""

    def __init__(self, sheet: Sheet) -> None:
        self._tall: dict[int, list[Span]] = defaultdict(list)
        self._wide: dict[int, list[Span]] = defaultdict(list)
        for span in sheet.merged:
            first, left, last, right = span
            if last > first:
                self._tall[left].append(span)
            if right - left + 1 >= WIDE:
                self._wide[first].append(span)
        for spans in self._tall.values():
            spans.sort()
        starts = {(first, left) for spans in self._tall.values() for first, left, _, _ in spans}
        rows = {first for first, _ in starts}
        self._values: dict[tuple[int, int], Cell] = {
            (number, place): row[place]
            for number, row in sheet.rows
            if number in rows
            for place in row
            if (number, place) in starts
        }

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that have a range over several rows."""
        return tuple(self._tall)

    def above(self, number: int, place: int) -> tuple[int, Cell] | None:
        """The row and the cell that a cell within a range takes its value from; None outside, and at its first row."""
        spans = self._tall.get(place)
        if not spans:
            return None
        at = bisect_right(spans, (number, place, number + (1 << 21), 1 << 15)) - 1
        first, left, last, _ = spans[at] if at >= 0 else (0, 0, 0, 0)
        if first < number <= last and (value := self._values.get((first, left))) is not None:
            return first, value
        return None

    def width(self, number: int, place: int) -> int:
        """How many columns the cell spans."""
        return max((right - left + 1 for _, left, _, right in self._wide.get(number, ()) if left == place), default=1)

    def wide(self, number: int) -> tuple[Span, ...]:
        """The ranges over several columns that begin in this row."""
        return tuple(self._wide.get(number, ()))
