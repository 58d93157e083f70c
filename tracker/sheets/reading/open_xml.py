"""The cells of an Excel workbook (.xlsx), streamed: only what stands in cells is kept. Faster than openpyxl, and
bounded for a file made to harm (see `Limits`, `room` and `xml_stream`).
"""

import math
import re
from datetime import datetime, timedelta
from sys import getsizeof
from typing import IO

from tracker.sheets.grid import Cell, ErrorValue, Formula, Row, Sheet, column_index
from tracker.sheets.reading.notices import FAR_COLUMNS, FAR_ROWS, far_cells
from tracker.sheets.reading.open_xml_looks import OpenXmlLooks
from tracker.sheets.reading.room import OBJECT, DamagedError, Room, TooMuchError
from tracker.sheets.reading.xml_stream import MADE_TO_HARM, Depth, parse

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
BEFORE_1904 = datetime(1899, 12, 30)
SINCE_1904 = datetime(1904, 1, 1)
DAYS_KEPT = 10_000
TAGS_DEEP = 60
CONSTANTS = {"TRUE()": True, "FALSE()": False}
"""How LibreOffice writes what somebody typed or chose."""
UNKNOWN_FORMULA = "…"
"""Stands for a formula that the file does not spell out in its cell, because another cell shares it."""


def strings(stream: IO[bytes], room: Room) -> list[str]:
    """The shared strings of a workbook, in order."""
    found: list[str] = []
    pieces: list[str] = []
    reading = False
    skipping = False
    most = room.limits.cells
    depth = Depth()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal reading, skipping
        depth.down()
        local = name.rpartition(":")[2]
        if local == "si":
            pieces.clear()
        elif local == "t":
            reading = not skipping
        elif local == "rPh":  # how to pronounce it: no part of the text
            skipping = True

    def end(name: str) -> None:
        nonlocal reading, skipping
        depth.up()
        local = name.rpartition(":")[2]
        if local == "t":
            reading = False
        elif local == "rPh":
            skipping = False
        elif local == "si":
            found.append(room.text(unescaped("".join(pieces))))
            if len(found) > most:
                raise TooMuchError(f"it has more than {most:,} filled cells")

    def text(data: str) -> None:
        if reading:
            pieces.append(data)

    parse(stream, start, end, text, holding=(pieces,), room=room)
    return found


def sheet(
    stream: IO[bytes], name: str, reading: "Reading", *, hidden: bool = False, looks: OpenXmlLooks | None = None
) -> Sheet:
    """One sheet with its cells; with `looks` also how it looks. A far cell makes no room for itself."""
    rows: list[tuple[int, Row]] = []
    places: dict[str, int] = {}
    row: dict[int, Cell] = {}
    row_number = 0
    column = -1
    kind = "n"
    style = ""
    pieces: list[str] = []
    has_formula = False
    formula: list[str] = []
    skipped = _Nowhere()
    collecting: list[str] | None = None
    skipping = False
    in_cell = False
    in_row = False
    in_string = False
    depth = 0
    cells = 0
    value_of = reading.value
    keep_row = reading.room.row
    limits = reading.room.limits
    left = limits.cells - reading.room.cells

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, row_number, column, kind, style, has_formula, collecting, skipping, in_cell, in_row
        nonlocal depth, in_string
        if tag == "c":
            if in_cell:
                raise DamagedError("a cell in a cell")
            in_cell = True
            place = attributes.get("r")
            if place:
                letters = place.rstrip("0123456789")
                known = places.get(letters)
                if known is None:
                    if not 0 < len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
                        raise DamagedError(place)
                    known = places[letters] = column_index(letters)
                column = known
            else:
                column += 1
            kind = attributes.get("t", "n")
            style = attributes.get("s", "")
            pieces.clear()
            has_formula = False
        elif tag == "v" or tag == "t":
            if collecting is not None:
                raise DamagedError(tag)
            collecting = skipped if skipping else pieces
        elif tag == "is":
            if in_string:
                raise DamagedError(tag)
            in_string = True
        elif tag == "row":
            if in_row:
                raise DamagedError("a row in a row")
            in_row = True
            given = attributes.get("r")
            row_number = int(given) if given else row_number + 1
            if row_number < 1:
                raise DamagedError(given)
            column = -1
            row = {}
        elif ":" in tag:
            start(tag.rpartition(":")[2], attributes)
        else:
            depth += 1
            if depth > TAGS_DEEP:
                raise TooMuchError(MADE_TO_HARM)
            if tag == "f":
                if collecting is not None:
                    raise DamagedError(tag)
                has_formula = True
                formula.clear()
                collecting = formula
            elif tag == "rPh":
                skipping = True

    def end(tag: str) -> None:
        nonlocal collecting, cells, skipping, in_cell, in_row, in_string, depth
        if tag == "c":
            in_cell = False
            if not pieces and not has_formula:
                return
            value: Cell | None = value_of(kind, style, "".join(pieces))
            if has_formula:
                value = reading.formula("".join(formula), None if value == "" else value)
            if value is None or value == "":
                return
            cells += 1
            if cells > left:
                raise TooMuchError(f"it has more than {limits.cells:,} filled cells")
            if column >= limits.columns or row_number > limits.rows:
                reading.room.place(row_number, column)
            row[column] = value
        elif tag == "v" or tag == "t":
            collecting = None
        elif tag == "is":
            in_string = False
        elif tag == "row":
            in_row = False
            if row:
                keep_row(row)
                rows.append((row_number, row))
        elif ":" in tag:
            end(tag.rpartition(":")[2])
        else:
            depth -= 1
            if tag == "f":
                collecting = None
            elif tag == "rPh":
                skipping = False

    def text(data: str) -> None:
        if collecting is not None:
            collecting.append(data)

    def start_looking(tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        start(tag, attributes)
        if tag == "c":
            looks_of.cell(row_number, column, style)
        else:
            looks_of.other(tag, attributes, row_number)

    if looks is None:
        parse(stream, start, end, text, holding=(pieces, formula), room=reading.room)
    else:
        looks_of = looks
        parse(stream, start_looking, end, text, holding=(pieces, formula), room=reading.room)
    reading.room.cells += cells
    if max(places.values(), default=0) > FAR_COLUMNS or (rows and rows[-1][0] > FAR_ROWS):
        reading.notices += far_cells(name, rows)
    return Sheet(name, tuple(rows), hidden) if looks is None else looks.sheet(name, tuple(rows), hidden=hidden)


class _Nowhere(list[str]):
    """Where text goes that is no part of a cell."""

    def append(self, text: str) -> None:
        """Not kept."""


class Reading:
    """What turns a cell's text into its value: shared strings, styles that mean a date, the epoch. Keeps what is left
    of the limits, and what there is to say about the file."""

    def __init__(self, shared: list[str], date_styles: frozenset[str], room: Room, *, since_1904: bool) -> None:
        self.shared = shared
        self.date_styles = date_styles
        self.since_1904 = since_1904
        self.room = room
        self.notices: list[str] = []
        self._days: dict[str, Cell] = {}

    def value(self, kind: str, style: str, text: str) -> Cell | None:
        """The value of one cell, or None where it is empty."""
        if kind == "inlineStr" or kind == "str":
            if "_x" in text:
                text = unescaped(text)
            self.room.left -= getsizeof(text)  # looked at after each row, and after each piece of the file
            return text
        if not text:
            return None
        if kind == "s":
            return self.shared[int(text)]
        if kind == "n":
            if style in self.date_styles:
                day = self._days.get(text)
                if day is None:
                    day = serial_day(float(text), since_1904=self.since_1904)
                    if len(self._days) < DAYS_KEPT:
                        self._days[text] = day
                return day
            number = float(text)
            return number if math.isfinite(number) else self.room.text(text)
        if kind == "b":
            return text.strip() in {"1", "true"}
        if kind == "e":
            self.room.left -= OBJECT
            return ErrorValue(self.room.text(text))
        if kind == "d":
            return iso_day(text)
        raise DamagedError(kind)

    def formula(self, text: str, stored: Cell | None) -> Cell:
        """A formula with what it came to when it was last saved; TRUE and FALSE are no formulas, however written."""
        if text in CONSTANTS:
            return CONSTANTS[text]
        made = Formula("=" + (unescaped(text) or UNKNOWN_FORMULA), stored)
        self.room.cell(made)
        return made


def serial_day(number: float, *, since_1904: bool) -> Cell:
    """The day that a spreadsheet's number means; the number itself where it means none."""
    if not math.isfinite(number):
        return str(number)
    try:
        day = (SINCE_1904 if since_1904 else BEFORE_1904) + timedelta(days=number)
    except (OverflowError, ValueError):
        return number
    return day.date() if number >= 1 or since_1904 else number


def iso_day(text: str) -> Cell:
    """A day written as 2026-04-30 or 2026-04-30T00:00:00; the text itself where it is none."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return text


def unescaped(text: str) -> str:
    """Text with the codes that a workbook writes for odd characters (_x000D_) turned back into them."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
