"""A workbook of Excel 97–2003 (.xls): read by a process of its own (`old_excel_child`), which may do nothing else and
has little memory and time. What it hands back is plain data, and is weighed like any other file's.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any

from tracker import apart
from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Cell, ErrorValue, Formula, Row, Sheet
from tracker.sheets.reading import notices
from tracker.sheets.reading.found import Found
from tracker.sheets.reading.guard import DAMAGED, PASSWORD, SAVE_AS
from tracker.sheets.reading.looks import Looks
from tracker.sheets.reading.open_xml import UNKNOWN_FORMULA
from tracker.sheets.reading.room import DamagedError, Room

CHILD = Path(__file__).with_name("old_excel_child.py")
MEMORY = 420 * 1024 * 1024
SECONDS = 30
LONGEST_LINE = 40_000_000
TOO_HEAVY = f"it needs more memory or time to read than a workbook should: {SAVE_AS}"
LINKED, PIVOT = 0x01AE, 0x00B0
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")
MOST_NUMBERS = 70_000


def old_excel(content: bytes, name: str, room: Room, *, looks: bool) -> Found:
    """The sheets of a workbook. Nothing in it is run. Raises FileRefusedError if it is locked or cannot be read."""
    how = "looks" if looks else "bare"
    try:
        with apart.answer(CHILD, content, how, memory=MEMORY, seconds=SECONDS) as said:
            return _found(_lines(said), content, name, room, looks=looks)
    except apart.TooHeavyError:
        raise FileRefusedError(name, TOO_HEAVY) from None


def _lines(answer: IO[bytes]) -> Iterator[Mapping[str, Any]]:
    while line := answer.readline(LONGEST_LINE):
        yield json.loads(line)


def _found(lines: Iterator[Mapping[str, Any]], content: bytes, name: str, room: Room, *, looks: bool) -> Found:
    sheets: list[Sheet] = []
    said: list[str] = []
    open_sheet: tuple[str, bool] | None = None
    rows: list[tuple[int, Row]] = []
    seen = Looks(room)

    def close() -> None:
        if open_sheet is not None:
            said.extend(notices.far_cells(open_sheet[0], rows))
            sheets.append(
                seen.sheet(open_sheet[0], tuple(rows), hidden=open_sheet[1])
                if looks
                else Sheet(open_sheet[0], tuple(rows), open_sheet[1])
            )

    for line in lines:
        if "row" in line:
            _row(line, rows, seen, room)
        elif "sheet" in line:
            close()
            open_sheet, rows, seen = (line["sheet"], line["hidden"]), [], Looks(room)
        elif "merged" in line:
            for first_row, first_column, last_row, last_column in line["merged"]:
                seen.merge(first_row, first_column, last_row, last_column)
            for row in line["hidden_rows"][:MOST_NUMBERS]:
                seen.hide_rows(row, row)
            for column in line["hidden_columns"][:MOST_NUMBERS]:
                seen.hide_columns(column, column)
        elif "records" in line:
            said.extend(_left_out(content, line["records"]))
        elif "refused" in line:
            raise FileRefusedError(name, PASSWORD if line["refused"] == "password" else DAMAGED)
        elif "end" in line:
            close()
            if room.more_fills:
                said.append(notices.more_fills(room.limits.fills))
            return Found(tuple(sheets), {}, tuple(said))
    raise DamagedError("no end")


def _row(line: Mapping[str, Any], rows: list[tuple[int, Row]], seen: Looks, room: Room) -> None:
    number = line["row"]
    row = {column: _cell(calculated, kind, held) for column, calculated, kind, held in line["cells"]}
    if row:
        room.place(number, max(row))
        room.whole_row(row)
        rows.append((number, row))
    for column, colour in line["fills"]:
        seen.fill(number, column, colour)


def _cell(calculated: bool, kind: str, held: Any) -> Cell:
    value: Cell | None = held
    if kind == "d":
        value = date.fromisoformat(held)
    elif kind == "e":
        value = ErrorValue(held)
    if calculated:
        return Formula("=" + UNKNOWN_FORMULA, value)
    if value is None:
        raise DamagedError("an empty cell")
    return value


def _left_out(content: bytes, records: list[int]) -> Iterator[str]:
    """What is said of a workbook, from the kinds of record in it and the names of its streams."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("_VBA_PROJECT"):
        yield notices.MACROS
    if any(beginning in content for beginning in PICTURES):
        yield notices.PICTURES
    if holds("_SX_DB_CUR") or PIVOT in records:
        yield notices.PIVOTS
    if LINKED in records:
        yield notices.LINKS
    if holds("MBD"):
        yield notices.EMBEDDED
