"""Text as a cell can hold it, and as two cells are compared."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tracker.rules.dates import MONTHS
from tracker.sheets.grid import Cell

LONGEST_CELL = 32_767
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
NUMBER_SHOWN = 15
DAY_ZERO = date(1899, 12, 30)
SERIALS = range(30_000, 75_000)
"""The numbers that spreadsheets keep for days of our times."""
SHORT_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d\d|\d{4})$")
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?$")
DAY_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3,9})[ \-](\d\d|\d{4})$")
_BREAKS = str.maketrans({"\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})


def tidy(text: str) -> str:
    """Text as a workbook can hold it: line ends made one kind, control characters out, half characters marked."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and text.isprintable():
        return text
    return UNWRITABLE.sub(lambda found: "\ufffd" if found[0] >= "\ud800" else "", text)


def for_cell(text: str | None, where: str) -> str | None:
    """Text to write into a cell; beyond what a cell can hold it is cut, and says where all of it is. Blank is None."""
    if not text:
        return None
    text = tidy(text)
    if len(text) > LONGEST_CELL // 2 and _units(text) > LONGEST_CELL:
        notice = f"\n[Cut here, a cell holds no more: the full text is in the tracker, at {tidy(where)}.]"
        keep = LONGEST_CELL - _units(notice)
        text = text.encode("utf-16-le")[: keep * 2].decode("utf-16-le", "ignore") + notice
    return text if text.strip() else None


def as_text(cell: Cell | None) -> str:
    """A cell as the text that people see in it: a whole number has no ".0", a day is written in British order."""
    if isinstance(cell, str):
        return tidy(cell).strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year:04}"
    if isinstance(cell, float):
        return f"{cell:.{NUMBER_SHOWN}g}"
    return str(cell)


def same(returned: Cell | None, written: Cell | None) -> bool:
    """Whether a cell still says what was written into it, whatever a program made of its white space."""
    return returned == written or as_text(returned) == as_text(written)


def readings(cell: Cell | None) -> Iterator[str]:
    """What may have been written into a cell that a program keeps in its own way: a day as its number, as text in
    another order, with a short year or the month's name, a reference such as 10.20 as a number."""
    text = as_text(cell)
    yield text
    if isinstance(cell, bool):
        return
    if isinstance(cell, int | float):
        if cell in SERIALS:
            yield as_text(DAY_ZERO + timedelta(days=int(cell)))
        yield from (f"{cell:.{places}f}" for places in (1, 2, 3))
    elif isinstance(cell, date):
        yield from (cell.isoformat(), f"{cell.day}/{cell.month}", f"{cell.day}.{cell.month}")
    elif found := SHORT_DAY.match(text):
        yield f"{int(found[1]):02}/{int(found[2]):02}/{_year(found[3])}"
    elif found := DAY_IN_WORDS.match(text):
        months = (n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(found[2].lower()))
        yield from (f"{int(found[1]):02}/{month:02}/{_year(found[3])}" for month in months)
    elif found := ISO_DAY.match(text):
        yield f"{found[3]}/{found[2]}/{found[1]}"


def _year(text: str) -> str:
    return text if len(text) == 4 else "20" + text


def still(returned: Cell, written: Cell | None) -> bool:
    """Whether a cell is what a program made of what was written: see `readings`; other white space; or question marks
    for the characters that Windows text cannot hold, as Excel's plain CSV has them."""
    text = as_text(written)
    if any(reading == text for reading in readings(returned)):
        return True
    now = one_line(as_text(returned))
    return now == one_line(text) or ("?" in now and now == one_line(text.encode("cp1252", "replace").decode("cp1252")))


def one_line(text: str) -> str:
    """Text on one line, as the register keeps titles and roles."""
    return " ".join(text.split())


def prose(text: str) -> str:
    """Text of several lines, as the register keeps it."""
    return text.translate(_BREAKS).strip()


def _units(text: str) -> int:
    """Length as a spreadsheet counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
