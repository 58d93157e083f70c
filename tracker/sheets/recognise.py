"""Which sheet is the plan, where its headings stand, and which column is which: by heading, never by place or name."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.rules.errors import FileRefusedError
from tracker.sheets import check
from tracker.sheets.columns import Layout, plain
from tracker.sheets.cover import NUMBER
from tracker.sheets.grid import Row, Sheet, Sheets
from tracker.sheets.layouts import LAYOUTS
from tracker.sheets.plan import Problem
from tracker.sheets.text import as_text

HEADING_ROWS = 30
COVER_ROWS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A plan found in a workbook: its layout, its sheet, the place of each field, and the headings as written."""

    layout: Layout
    sheet: Sheet
    header_row: int
    places: Mapping[str, int]
    headings: Mapping[str, str]
    unmapped: tuple[str, ...]
    problems: tuple[Problem, ...]
    rows: tuple[tuple[int, Row], ...]


def recognise(sheets: Sheets) -> Table:
    """The one plan in a workbook. Raises FileRefusedError if there is none in any layout that the tracker knows."""
    found = [table for sheet in sheets.sheets for layout in LAYOUTS if (table := _table(sheet, layout)) is not None]
    if not found:
        named = " and ".join(
            f"‘{column.heading}’" for column in LAYOUTS[0].columns if column.field in LAYOUTS[0].required
        )
        raise FileRefusedError(
            sheets.file_name, f"no sheet in it has the columns {named}, by which a workbook of the tracker is known"
        )
    best = next((t for t in found if t.sheet.name == t.layout.sheet and not t.sheet.hidden), None)
    best = best or next((t for t in found if not t.sheet.hidden), found[0])
    others = tuple(
        Problem(
            t.sheet.name,
            t.header_row,
            None,
            "",
            f"this sheet is a plan too, beside ‘{best.sheet.name}’: keep one of them",
        )
        for t in found
        if t is not best
    )
    return _with_problems(best, others)


def sent_number(sheets: Sheets) -> int | None:
    """The number that the register had when the workbook was exported: from its cover, else from its properties."""
    for sheet in sheets.sheets:
        for _, row in sheet.rows[:COVER_ROWS]:
            if row.get(0) == NUMBER and (number := _whole(as_text(row.get(1)))) is not None:
                return number
    return _whole(sheets.properties.get("Tracker register number", ""))


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _table(sheet: Sheet, layout: Layout) -> Table | None:
    names = layout.headings
    for index, (number, row) in enumerate(sheet.rows[:HEADING_ROWS]):
        cells = {place: heading for place in sorted(row) if (heading := as_text(row[place]))}
        fields = {place: names.get(plain(heading)) for place, heading in cells.items()}
        if not set(layout.required) <= set(fields.values()):
            continue
        places: dict[str, int] = {}
        unmapped: list[str] = []
        problems: list[Problem] = []
        for place, heading in cells.items():
            field = check.FIELD if heading == check.HEADING else fields[place]
            if field is None:
                unmapped.append(heading)
            elif field in places:
                problems.append(
                    Problem(sheet.name, number, heading, "", f"two columns are headed ‘{heading}’: keep one of them")
                )
            else:
                places[field] = place
        headings = {field: cells[place] for field, place in places.items()}
        return Table(
            layout,
            sheet,
            number,
            places,
            headings,
            tuple(unmapped),
            (*problems, *sheet.problems),
            sheet.rows[index + 1 :],
        )
    return None


def _with_problems(table: Table, problems: tuple[Problem, ...]) -> Table:
    return Table(
        table.layout,
        table.sheet,
        table.header_row,
        table.places,
        table.headings,
        table.unmapped,
        (*table.problems, *problems),
        table.rows,
    )
