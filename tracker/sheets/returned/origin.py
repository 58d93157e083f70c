"""Where a returned workbook came from: the register's number then, whose it is, and its export number."""

from dataclasses import dataclass

from tracker.sheets import check
from tracker.sheets.grid import Sheets
from tracker.sheets.text import as_text
from tracker.sheets.writing.cover import AGENCY, NUMBER

COVER_ROWS = 60
HEADING_ROWS = 30
EXPORT = "Export number"
EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a workbook says of itself. Whatever it does not say is None; so is `agency_id` of a whole register."""

    number: int | None = None
    agency_id: str | None = None
    sending_id: str | None = None


def origin(sheets: Sheets) -> Origin:
    """From the heading of the hidden column, which goes with the rows; else from the cover, which a CSV loses; else
    from the document's properties, which Google Sheets drops."""
    number, agency_id, sending_id = _of_heading(sheets)
    cover = _of_cover(sheets)
    said = sheets.properties
    number = number if number is not None else _whole(cover.get(NUMBER, ""))
    number = number if number is not None else _whole(said.get("Tracker register number", ""))
    agency_id = agency_id or cover.get(AGENCY) or said.get("Tracker agency")
    sending_id = sending_id or cover.get(EXPORT) or said.get("Tracker export number")
    return Origin(number, agency_id if agency_id != EVERYBODY else None, sending_id)


def sent_number(sheets: Sheets) -> int | None:
    """The number that the register had when the workbook was exported."""
    return origin(sheets).number


def _of_heading(sheets: Sheets) -> tuple[int | None, str | None, str | None]:
    for sheet in sheets.sheets:
        for _, row in sheet.rows[:HEADING_ROWS]:
            for cell in row.values():
                if isinstance(cell, str) and cell.startswith(check.HEADING) and check.is_heading(cell.strip()):
                    return check.told(cell.strip())
    return None, None, None


def _of_cover(sheets: Sheets) -> dict[str, str]:
    """What stands beside our labels in a first column."""
    found: dict[str, str] = {}
    for sheet in sheets.sheets:
        for _, row in sheet.rows[:COVER_ROWS]:
            label, value = row.get(0), as_text(row.get(1))
            if label in (NUMBER, AGENCY, EXPORT) and value and (label != NUMBER or _whole(value) is not None):
                found.setdefault(str(label), value)
    return found


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
