"""Which sheet is the plan, where its headings stand, and which column is which: by heading, never by place or name.

A heading that nobody knows is known by what was sent under it, or between which columns it stands: `renamed`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tracker.rules.errors import FileRefusedError
from tracker.sheets import check
from tracker.sheets.columns import Layout, plain
from tracker.sheets.grid import Row, Sheet, Sheets
from tracker.sheets.layouts import LAYOUTS
from tracker.sheets.plan import Problem
from tracker.sheets.returned.month_first import NOTICE, days_made_plain, is_month_first
from tracker.sheets.returned.origin import HEADING_ROWS, sent_number
from tracker.sheets.returned.renamed import renamed
from tracker.sheets.text import as_text

__all__ = ["Table", "recognise", "sent_number"]


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
    notices: tuple[str, ...] = ()
    is_csv: bool = False


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
    return replace(best, problems=(*best.problems, *others), is_csv=sheets.kind == "csv")


def _table(sheet: Sheet, layout: Layout) -> Table | None:
    names = layout.headings
    for index, (number, row) in enumerate(sheet.rows[:HEADING_ROWS]):
        cells = {place: heading for place in sorted(row) if (heading := as_text(row[place]))}
        fields = {place: names.get(plain(heading)) for place, heading in cells.items()}
        known = {field for field in fields.values() if field}
        ours = any(check.is_heading(heading) and heading != check.HEADING for heading in cells.values())
        if not set(layout.required) <= known and not (ours and len(known) >= len(layout.required)):
            continue
        places: dict[str, int] = {}
        unmapped: dict[int, str] = {}
        problems: list[Problem] = []
        for place, heading in cells.items():
            field = check.FIELD if check.is_heading(heading) else fields[place]
            if field is None:
                unmapped[place] = heading
            elif field in places:
                problems.append(
                    Problem(sheet.name, number, heading, "", f"two columns are headed ‘{heading}’: keep one of them")
                )
            else:
                places[field] = place
        rows = sheet.rows[index + 1 :]
        notices: tuple[str, ...] = ()
        if ours:
            found = renamed(layout, places, unmapped, rows)
            places |= found.places
            notices = found.notices
            if is_month_first(layout, places, rows):
                rows = days_made_plain(places, rows)
                notices = (*notices, NOTICE)
            problems += [Problem(sheet.name, number, heading, "", why) for heading, why in found.missing]
            unmapped = {place: heading for place, heading in unmapped.items() if place not in found.places.values()}
        headings = {field: cells.get(place, "") for field, place in places.items()}
        return Table(
            layout,
            sheet,
            number,
            places,
            headings,
            tuple(unmapped.values()),
            (*problems, *sheet.problems),
            rows,
            notices,
        )
    return None
