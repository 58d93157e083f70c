"""A paper's words as cells take them: whole, and never a formula."""

from typing import Any

from tracker.rules.paper_shape import plain
from tracker.sheets.text import for_cell

WHERE = "the Word paper"
RICH = ("<r>", "</r>")
"""XlsxWriter takes text that begins and ends so for its own, and would write it into the file as it is."""
LONGEST_LINE = 255


def put(sheet: Any, row: int, column: int, words: str, style: Any) -> None:
    """Write text into a cell; blank text leaves it empty, with its look."""
    said = for_cell(plain(words), WHERE)
    if said is None:
        sheet.write_blank(row, column, None, style)
    else:
        rich = said.startswith(RICH[0]) and said.endswith(RICH[1])
        sheet.write_string(row, column, said + " " if rich else said, style)


def one_line(words: str) -> str:
    """Words on one line, for a property or an axis."""
    return " ".join(plain(words).split())[:LONGEST_LINE]
