"""Text as a cell can hold it, and as two cells are compared."""

import re
from datetime import date

from tracker.sheets.grid import Cell

LONGEST_CELL = 32_767
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
NUMBER_SHOWN = 15


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


def _units(text: str) -> int:
    """Length as a spreadsheet counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
