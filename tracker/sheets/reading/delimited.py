"""Text with a value between commas, semicolons, tabs or bars (.csv, .tsv, .txt): how it is encoded and what divides it
is found out, and said where it was a guess. Every value stays the text that it is, except a formula.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from operator import itemgetter
from pathlib import PurePath
from typing import Any, TypeAlias

from tracker.sheets.grid import Cell, Formula, Row, Sheet
from tracker.sheets.reading.found import Found
from tracker.sheets.reading.room import Room, TooMuchError

Rows: TypeAlias = tuple[tuple[int, Row], ...]

DIVIDERS = (",", ";", "\t", "|")
TRIED = 200_000
"""How many characters are looked at to find what divides the values, and how many rows of them."""
TRIED_ROWS = 200
CHUNK = 1 << 16
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LITERAL = re.compile('="([^"]*)"')
SEPARATOR_LINE = re.compile(r"\s*sep=(.)\s*", re.IGNORECASE)
NO_TEXT = "it is not an Excel workbook, whatever its name says"
GUESSED = (
    "Its letters are not in the usual encoding (UTF-8); they were taken as Windows-1252: look at £ signs and accents."
)
UNCLOSED = "A quotation mark in it is never closed, so quotation marks were taken as they stand."


def delimited(content: bytes, name: str, room: Room) -> Found:
    """The one sheet of a text file, named as the file is."""
    encoding = _encoding(content)
    divider, skipped = _divider(content, encoding, name)
    notices = [GUESSED] if encoding == "cp1252" else []
    try:
        rows = _quoted(content, encoding, divider, skipped, room)
    except csv.Error:
        notices.append(UNCLOSED)
        try:
            rows = _rows(
                _lines(content, encoding), skipped, Room(room.limits), delimiter=divider, quoting=csv.QUOTE_NONE
            )
        except csv.Error:
            raise TooMuchError("a cell in it holds more text than a spreadsheet can") from None
    return Found((Sheet(PurePath(name).stem or "Sheet 1", rows),), {}, tuple(notices))


def _quoted(content: bytes, encoding: str, divider: str, skipped: int, room: Room) -> Rows:
    """The rows, with quotation marks around values. Raises csv.Error where one is never closed."""
    try:
        return _rows(_lines(content, encoding), skipped, Room(room.limits), delimiter=divider, strict=True)
    except csv.Error as error:
        if "end of data" in str(error) or "larger" in str(error):
            raise
    return _rows(_lines(content, encoding), skipped, Room(room.limits), delimiter=divider)


def _lines(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding, "replace" if encoding == "cp1252" else "strict", newline="")


def _encoding(content: bytes) -> str:
    """How the text is encoded. Raises TooMuchError where it is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tried = ["utf-16"]
    elif len(content) > 3 and content[1:400:2].count(0) > 0.8 * len(content[1:400:2]):
        tried = ["utf-16-le"]
    elif len(content) > 3 and content[0:400:2].count(0) > 0.8 * len(content[0:400:2]):
        tried = ["utf-16-be"]
    else:
        tried = ["utf-8-sig", "cp1252"]
    for encoding in tried:
        try:
            lines = _lines(content, encoding)
            while text := lines.read(CHUNK):
                if CONTROL.search(text):
                    raise TooMuchError(NO_TEXT)
        except UnicodeDecodeError:
            continue
        return encoding
    raise TooMuchError(NO_TEXT)


def _divider(content: bytes, encoding: str, name: str) -> tuple[str, int]:
    """What divides the values, and how many lines stand before them: as a first line sep=; says, else whatever gives
    the most rows the same number of columns."""
    start = _lines(content, encoding).read(TRIED)
    if said := SEPARATOR_LINE.fullmatch(start[:20].split("\n", 1)[0]):
        return said[1], 1
    usual = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
    return max(DIVIDERS, key=lambda divider: (*_agreement(start, divider), divider == usual)), 0


def _agreement(text: str, divider: str) -> tuple[float, int]:
    """How well the rows agree on a number of columns if this divides them, the first row above all; and the number."""
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=divider):
            if any(row):
                widths.append(len(row))
            if len(widths) >= TRIED_ROWS:
                break
    except csv.Error:
        pass
    usual, times = max(Counter(width for width in widths if width > 1).items(), key=itemgetter(1, 0), default=(0, 0))
    if not times:
        return 0.0, 0
    return times / len(widths) + (0.5 if widths[0] == usual else 0.0), usual


def _rows(lines: Iterable[str], skipped: int, room: Room, **dialect: Any) -> Rows:
    found: list[tuple[int, Row]] = []
    for number, values in enumerate(csv.reader(lines, **dialect), 1 - skipped):
        if number < 1 or not values:
            continue
        row: dict[int, Cell] = {place: _cell(value) for place, value in enumerate(values) if value.strip()}
        if row:
            room.place(number, max(row))
            room.whole_row(row)
            found.append((number, row))
    return tuple(found)


def _cell(value: str) -> Cell:
    """Text, or a formula where it begins with "=": that is what a spreadsheet would make of it."""
    if not value.startswith("="):
        return value
    literal = LITERAL.fullmatch(value)  # ="007": how zeros are kept
    return Formula(value, literal[1] if literal else None)
