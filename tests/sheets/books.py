"""Workbooks for tests: a small register, its export, and cells changed in it as a person would change them.

book = small_book()
sent = export(book)
returned = edited(sent, {("SOTON-K-A001", "Status"): "Claimed"})
plan = planned(book, returned)
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.rules.factories import TODAY, Book
from tracker.rules.register import Register
from tracker.rules.words import OwnRating, Status
from tracker.sheets.plan import Plan
from tracker.sheets.reading.read import read
from tracker.sheets.returned.merge import make_plan
from tracker.sheets.writing.workbook import write

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PUBLISHED = date(2014, 6, 1)


def small_book() -> Book:
    """
    action        owner   status       due         answers
    SOTON-K-A001  police  planned      2027-06-30  SOTON-K:1/a
    SOTON-K-A002  police  in progress  2026-10-01  SOTON-K:1/b   one update, green
    SOTON-K-A003  health  in progress  2027-02-01  SOTON-K:2/
    SOTON-K-A004  health  assured      2026-05-01  SOTON-K:2/
    (hole)        police                           SOTON-K:2/
    """
    book = Book()
    book.review("SOTON-K", published=PUBLISHED)
    book.recommendation("SOTON-K:1", {"a": ["police"], "b": ["police"]})
    book.recommendation("SOTON-K:2", {"": ["health", "police"]})
    book.action("SOTON-K-A001", "police", ["SOTON-K:1/a"], status=Status.PLANNED)
    book.action(
        "SOTON-K-A002",
        "police",
        ["SOTON-K:1/b"],
        due=date(2026, 10, 1),
        updates=[(date(2026, 9, 1), OwnRating.GREEN)],
        lead="Chief inspector",
    )
    book.action("SOTON-K-A003", "health", ["SOTON-K:2/"], due=date(2027, 2, 1))
    book.action("SOTON-K-A004", "health", ["SOTON-K:2/"], due=date(2026, 5, 1), status=Status.ASSURED)
    return book


def export(book: Book, agency: str | None = None, **options: Any) -> bytes:
    options = {"number": 7, "board_name": "The Board", "at": AT} | options
    return write(book.standing(), agency_id=agency, **options)


def snapshot(book: Book) -> Register:
    """The register as it stands now, whatever is done to the book afterwards."""
    return Register(**{name: dict(table) for name, table in book.tables.items()})


def planned(book: Book, content: bytes, *, sent: Register | None = None, agency: str | None = None) -> Plan:
    sheets = read(content, "returned.xlsx")
    return make_plan(sheets, now=book.register(), sent=sent, today=TODAY, agency_id=agency)


def edited(
    content: bytes, cells: Mapping[tuple[str | int, str], Any], change: Callable[[Any], None] | None = None
) -> bytes:
    """The workbook with cells changed in the sheet Actions: {(action id or row, heading): value}; `change` may do more.

    A row beyond the last one is a new row."""
    book = load_workbook(BytesIO(content))
    sheet = book["Actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, heads["Action"]).value: row for row in range(2, sheet.max_row + 1)}
    for (where, heading), value in cells.items():
        cell = sheet.cell(where if isinstance(where, int) else rows[where], heads[heading])
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
    if change:
        change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def part_replaced(content: bytes, path: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same package with one of its parts changed, as a damaged or hostile file has it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item.filename)
            new.writestr(item.filename, change(data) if item.filename == path else data)
    return out.getvalue()


def actions_part(content: bytes) -> str:
    """The path of the sheet Actions inside the package."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = re.findall(r'<sheet [^>]*?\bname="([^"]+)"', package.read("xl/workbook.xml").decode())
    return f"xl/worksheets/sheet{names.index('Actions') + 1}.xml"
