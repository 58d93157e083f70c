"""The XML inside a workbook, streamed: no tree is built, a document type (and with it any entity) is refused, and what
is kept is only what stands in cells. Faster than openpyxl, and bounded for a file made to harm (see docs of `Limits`).
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import IO
from xml.parsers import expat

from tracker.sheets.grid import Cell, ErrorValue, Formula, Limits, Row, Sheet, column_index, column_letters
from tracker.sheets.plan import Problem

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
BEFORE_1904 = datetime(1899, 12, 30)
SINCE_1904 = datetime(1904, 1, 1)
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
NOT_A_DATE_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
CHUNK = 1 << 16


class TooMuchError(Exception):
    """More cells, rows or strings than the limits allow. Its text is the reason, to stand in a refusal."""


class DamagedError(Exception):
    """Not the XML that a workbook is made of."""


def strings(stream: IO[bytes], limits: Limits) -> list[str]:
    """The shared strings of a workbook, in order."""
    found: list[str] = []
    pieces: list[str] = []
    reading = False
    skipping = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal reading, skipping
        local = name.rpartition(":")[2]
        if local == "si":
            pieces.clear()
        elif local == "t":
            reading = not skipping
        elif local == "rPh":  # how to pronounce it: no part of the text
            skipping = True

    def end(name: str) -> None:
        nonlocal reading, skipping
        local = name.rpartition(":")[2]
        if local == "t":
            reading = False
        elif local == "rPh":
            skipping = False
        elif local == "si":
            found.append(unescaped("".join(pieces)))
            if len(found) > limits.cells:
                raise TooMuchError(f"it has more than {limits.cells:,} cells")

    def text(data: str) -> None:
        if reading:
            pieces.append(data)

    _parse(stream, start, end, text)
    return found


def sheet(stream: IO[bytes], name: str, limits: Limits, reading: "Reading", *, hidden: bool = False) -> Sheet:
    """One sheet with its cells. A cell outside the limits is a problem; it never makes room for itself."""
    rows: list[tuple[int, Row]] = []
    problems: list[Problem] = []
    places: dict[str, int] = {}
    row: dict[int, Cell] = {}
    row_number = 0
    column = -1
    kind = "n"
    style = ""
    pieces: list[str] = []
    formula: list[str] | None = None
    collecting: list[str] | None = None
    skipping = False
    cells = 0
    value_of = reading.value
    room = limits.cells - reading.cells

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, row_number, column, kind, style, formula, collecting, skipping
        if tag == "c":
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
            formula = None
        elif tag == "v" or tag == "t":
            if not skipping:
                collecting = pieces
        elif tag == "f":
            formula = collecting = []
        elif tag == "row":
            given = attributes.get("r")
            row_number = int(given) if given else row_number + 1
            if row_number < 1:
                raise DamagedError(given)
            column = -1
            row = {}
        elif tag == "rPh":
            skipping = True
        elif ":" in tag:
            start(tag.rpartition(":")[2], attributes)

    def end(tag: str) -> None:
        nonlocal collecting, cells, skipping
        if tag == "c":
            if not pieces and formula is None:
                return
            value: Cell | None = value_of(kind, style, "".join(pieces))
            if formula is not None:
                value = Formula("=" + "".join(formula))
            if value is None or value == "":
                return
            cells += 1
            if cells > room:
                raise TooMuchError(f"it has more than {limits.cells:,} filled cells")
            if column >= limits.columns or row_number > limits.rows:
                if not problems:
                    problems.append(_far_away(name, row_number, column, value))
                return
            row[column] = value
        elif tag == "v" or tag == "t" or tag == "f":
            collecting = None
        elif tag == "row":
            if row:
                rows.append((row_number, row))
        elif tag == "rPh":
            skipping = False
        elif ":" in tag:
            end(tag.rpartition(":")[2])

    def text(data: str) -> None:
        if collecting is not None:
            collecting.append(data)

    _parse(stream, start, end, text)
    reading.cells += cells
    return Sheet(name, tuple(rows), hidden, tuple(problems))


class Reading:
    """What turns a cell's text into its value: shared strings, styles that mean a date, the epoch. Counts cells."""

    def __init__(self, shared: list[str], date_styles: frozenset[str], *, since_1904: bool) -> None:
        self.shared = shared
        self.date_styles = date_styles
        self.since_1904 = since_1904
        self.cells = 0
        self._days: dict[str, Cell] = {}

    def value(self, kind: str, style: str, text: str) -> Cell | None:
        """The value of one cell, or None where it is empty."""
        if kind == "inlineStr" or kind == "str":
            return unescaped(text)
        if not text:
            return None
        if kind == "s":
            return self.shared[int(text)]
        if kind == "n":
            if style in self.date_styles:
                day = self._days.get(text)
                if day is None:
                    day = self._days[text] = serial_day(float(text), since_1904=self.since_1904)
                return day
            return float(text)
        if kind == "b":
            return text.strip() == "1"
        if kind == "e":
            return ErrorValue(text)
        if kind == "d":
            return datetime.fromisoformat(text).date()
        raise DamagedError(kind)


def serial_day(number: float, *, since_1904: bool) -> Cell:
    """The day that a spreadsheet's number means; the number itself where it means none."""
    try:
        day = (SINCE_1904 if since_1904 else BEFORE_1904) + timedelta(days=number)
    except (OverflowError, ValueError):
        return number
    return day.date() if number >= 1 or since_1904 else number


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day: "dd/mm/yyyy" does, "0.00" and "General" do not."""
    bare = NOT_A_DATE_PART.sub("", code.split(";")[0]).lower()
    return bare != "general" and any(letter in bare for letter in "dmy")


def unescaped(text: str) -> str:
    """Text with the codes that a workbook writes for odd characters (_x000D_) turned back into them."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _far_away(name: str, row: int, column: int, value: Cell) -> Problem:
    why = "stands far outside the table: delete it, or move it into the table"
    return Problem(name, row, column_letters(column), str(value)[:200], why)


def _parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    for chunk in _chunks(stream):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _refuse_doctype(*_: object) -> None:
    raise TooMuchError("it holds XML entities, which no honest workbook does")
