"""Reads a workbook of Excel 97–2003 (.xls) in a process of its own, and prints what stands in it, a line of JSON each.

Run as a script, never imported: `old_excel` starts it with the file on its standard input, by way of
`tracker/apart.py`, which has taken all but a little memory and time from the process before this begins. It knows
nothing of the tracker.
"""

import json
import os
import struct
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

TEXT, NUMBER, DATE, BOOLEAN, ERROR = 1, 2, 3, 4, 5
SHEET_RECORDS = {0x0006: "formula", 0x0206: "formula", 0x0406: "formula"}
BEGIN = (0x0809, 0x0409, 0x0209, 0x0009)
END = 0x000A
LINKED = 0x01AE
SOLID = 1


def said(line: dict[str, Any]) -> None:
    """One line of the answer."""
    sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")


def formulas(book: Any, index: int) -> set[tuple[int, int]]:
    """The cells of a sheet that hold a formula: the library gives only what they come to."""
    found = set()
    memory, place, depth = book.mem or b"", book._sh_abs_posn[index], 0
    while 0 <= place <= len(memory) - 4:
        kind, size = struct.unpack_from("<HH", memory, place)
        if kind in BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                break
        elif kind in SHEET_RECORDS and depth == 1 and size >= 4:
            found.add(struct.unpack_from("<HH", memory, place + 4))
        place += 4 + size
    return found


def kinds_of_record(book: Any) -> set[int]:
    """The kinds of record in the workbook's own part: they tell of pictures and of links."""
    found: set[int] = set()
    memory, place = book.mem or b"", book.base
    while 0 <= place <= len(memory) - 4:
        kind, size = struct.unpack_from("<HH", memory, place)
        if (kind == LINKED and size != 4) or kind != LINKED:  # of four bytes: the workbook's own sheets
            found.add(kind)
        if kind == END:
            break
        place += 4 + size
    return found


def value(book: Any, kind: int, held: Any, errors: dict[int, str]) -> tuple[str, Any] | None:
    """A cell's value and the kind that it is, as JSON can say them."""
    if kind == TEXT:
        return ("s", held) if held else None
    if kind == NUMBER:
        return ("n", held) if held - held == 0 else ("s", str(held))
    if kind == DATE:
        try:
            day = (datetime(1904, 1, 1) if book.datemode else datetime(1899, 12, 30)) + timedelta(days=held)
        except (ValueError, OverflowError):
            return "n", held
        return ("d", day.date().isoformat()) if held >= 1 or book.datemode else ("n", held)
    if kind == BOOLEAN:
        return "b", bool(held)
    if kind == ERROR:
        return "e", errors.get(held, "#N/A")
    return None


def colour(book: Any, style: int) -> str:
    """The colour of a cell style, as RRGGBB; nothing where it has none."""
    if not 0 <= style < len(book.xf_list):
        return ""
    background = book.xf_list[style].background
    if background.fill_pattern != SOLID:
        return ""
    found = book.colour_map.get(background.pattern_colour_index)
    return "".join(f"{part:02X}" for part in found) if found else ""


def rows(book: Any, sheet: Any, index: int, errors: dict[int, str], *, looks: bool) -> Iterator[dict[str, Any]]:
    """The rows of a sheet that hold something, and with `looks` the cells that have a colour."""
    calculated = formulas(book, index)
    known: dict[int, str] = {}
    for row in range(sheet.nrows):
        cells = []
        fills = []
        for column in range(sheet.row_len(row)):
            held = value(book, sheet.cell_type(row, column), sheet.cell_value(row, column), errors)
            if held is not None or (row, column) in calculated:
                cells.append((column, (row, column) in calculated, *(held or ("", None))))
            if looks:
                style = sheet.cell_xf_index(row, column)
                if style not in known:
                    known[style] = colour(book, style)
                if known[style] not in ("", "FFFFFF"):
                    fills.append((column, known[style]))
        if cells or fills:
            yield {"row": row + 1, "cells": cells, "fills": fills}


def main() -> None:
    """Reads standard input, prints the sheets. Whatever goes wrong ends the process; only the whole answer counts."""
    looks = sys.argv[1] == "looks"
    import xlrd
    from xlrd.biffh import error_text_from_code

    with open(os.devnull, "w") as nowhere:
        try:
            book = xlrd.open_workbook(
                file_contents=sys.stdin.buffer.read(),
                formatting_info=looks,
                ragged_rows=True,
                on_demand=True,
                logfile=nowhere,
            )
        except xlrd.XLRDError as error:
            said({"refused": "password" if "encrypted" in str(error) else "damaged"})
            return
        said({"records": sorted(kinds_of_record(book))})
        for index in range(book.nsheets):
            sheet = book.sheet_by_index(index)
            said({"sheet": sheet.name, "hidden": bool(sheet.visibility)})
            for line in rows(book, sheet, index, error_text_from_code, looks=looks):
                said(line)
            if looks:
                said(
                    {
                        "merged": [(a + 1, c, b, d - 1) for a, b, c, d in sheet.merged_cells],
                        "hidden_rows": [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden],
                        "hidden_columns": [place for place, info in sheet.colinfo_map.items() if info.hidden],
                    }
                )
            book.unload_sheet(index)
    said({"end": True})
    sys.stdout.flush()


if __name__ == "__main__":
    main()
