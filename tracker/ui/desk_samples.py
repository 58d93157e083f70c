"""What stands beneath a heading in a file, so that whoever is asked which column it is need not open the file."""

from collections.abc import Sequence

from tracker.sheets.grid import Sheet, Sheets, column_letters
from tracker.sheets.plan import Question
from tracker.sheets.text import as_text

MOST = 3
LONGEST = 60


def samples(sheets: Sheets, questions: Sequence[Question]) -> dict[str, tuple[str, ...]]:
    """The first different values beneath each column that is asked about, by its heading."""
    by_name = {sheet.name: sheet for sheet in sheets.sheets}
    found = {}
    for question in questions:
        sheet = by_name.get(question.sheet)
        if question.kind == "column" and sheet is not None and question.row:
            found[question.text] = _beneath(sheet, question.row, question.text)
    return found


def _beneath(sheet: Sheet, header_row: int, heading: str) -> tuple[str, ...]:
    place = _place(sheet, header_row, heading)
    if place is None:
        return ()
    values: dict[str, None] = {}
    for number, row in sheet.rows:
        if number > header_row and place in row:
            text = " ".join(as_text(row[place]).split())
            if text:
                values[text[: LONGEST - 1] + "…" if len(text) > LONGEST else text] = None
        if len(values) == MOST:
            break
    return tuple(values)


def _place(sheet: Sheet, header_row: int, heading: str) -> int | None:
    """The column of a heading: by its words, in the heading row or above it; by its letter where it has none."""
    wanted = _words(heading)
    for number, row in reversed(sheet.rows):
        if number > header_row:
            continue
        for place, cell in row.items():
            said = _words(as_text(cell))
            if said and (said == wanted or wanted.endswith(f" {said}")):
                return place
    letters = heading.removeprefix("Column ")
    width = max((max(row, default=0) for _, row in sheet.rows), default=0)
    return next((n for n in range(width + 1) if column_letters(n) == letters), None)


def _words(text: str) -> str:
    return " ".join(text.replace(":", " ").replace("/", " ").split()).casefold()
