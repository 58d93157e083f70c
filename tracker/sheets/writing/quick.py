"""XlsxWriter's sheet with a shortcut: a row of text and days is written in one go, in a third of the time.

XlsxWriter spends most of 10,000 actions on checking and wrapping each cell; our cells are already of one kind each. The
shortcut also keeps text that looks like a rich string ("<r>…</r>") text, which XlsxWriter writes as it is, breaking the
file; and it leaves a row's height free to grow with what is typed, which XlsxWriter always fixes.
It leans on XlsxWriter's insides, so the lock pins them; the round trip tests fail if they ever move.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.worksheet import Worksheet

from tracker.sheets.grid import column_letters
from tracker.sheets.text import tidy

ODD = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
LETTERS = [column_letters(index) for index in range(64)]
DAY_ZERO = date(1899, 12, 30)


class QuickWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter ships no types
    """A sheet of text, mostly. Only for a workbook in constant memory: the text stands in the cell itself."""

    def put_row(
        self, row: int, height: float, cells: Sequence[str | date | None], styles: Sequence[int | None]
    ) -> None:
        """A whole row from its first column, below all that was written so far. `styles` are numbers from `style_of`;
        a cell that is None gets its style only, and if that is None too, it is not there."""
        self._write_single_row(row)
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(cells) - 1)
        number = row + 1
        pieces = [f'<row r="{number}" ht="{height:g}">']
        for letters, cell, style in zip(LETTERS, cells, styles, strict=False):
            if isinstance(cell, str):
                pieces.append(text_cell(f"{letters}{number}", style or 0, cell))
            elif cell is not None:
                pieces.append(f'<c r="{letters}{number}" s="{style or 0}"><v>{(cell - DAY_ZERO).days}</v></c>')
            elif style is not None:
                pieces.append(f'<c r="{letters}{number}" s="{style}"/>')
        pieces.append("</row>")
        self.fh.write("".join(pieces))

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """Text is written as the shortcut writes it; everything else as XlsxWriter does."""
        if type(cell).__name__ != "String":
            super()._write_cell(row, col, cell)
            return
        style = cell.format._get_xf_index() if cell.format else 0
        self.fh.write(text_cell(f"{column_letters(col)}{row + 1}", style, cell.string))


def style_of(format: Any) -> int:
    """The number by which cells name a format."""
    number: int = format._get_xf_index()
    return number


def text_cell(place: str, style: int, text: str) -> str:
    """A cell that holds text and is never anything else."""
    if ODD.search(text):
        text = escape(CODE.sub("_x005F_", tidy(text)))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
