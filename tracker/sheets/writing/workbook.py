"""A workbook out: the register, or one agency's part of it, as one .xlsx that is a paper to read and a form to fill in.

Written with XlsxWriter, row by row, so that 10,000 actions need little memory. Text is never made a formula or a link.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from tracker.rules.brag import HOLE
from tracker.rules.dates import in_words
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.records import ActionFile, Ask
from tracker.rules.sending import contacts, may_be_addressed
from tracker.rules.standing import Standing
from tracker.sheets import check
from tracker.sheets.columns import Column, Layout, OpenColumn, ReadingColumn, Written
from tracker.sheets.layouts.return_workbook import RETURN_WORKBOOK, ask_words, rating_words
from tracker.sheets.returned.cells import LIMITS
from tracker.sheets.text import for_cell, tidy
from tracker.sheets.writing.cover import Addressed, write_cover
from tracker.sheets.writing.formats import Formats
from tracker.sheets.writing.heights import height
from tracker.sheets.writing.lists import Lists, write_lists
from tracker.sheets.writing.quick import QuickWorksheet, style_of
from tracker.sheets.writing.recommendations import write_recommendations
from tracker.sheets.writing.scope import Scope, row_order, scope_of

A4 = 9
SPARE_ROWS = 15
HEADING_HEIGHT = 32
LATEST_YEAR = 2099
UNLOCKED_WHEN_NEW = frozenset({"review", "recommendation", "part"})
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(
    standing: Standing,
    *,
    agency_id: str | None = None,
    number: int,
    board_name: str,
    illustrative: bool = False,
    at: datetime,
    head: str | None = None,
    addressed: Addressed | None = None,
) -> bytes:
    """The workbook as bytes. `number` is the register's change number, by which the tracker knows later what was sent;
    `head` the signed-off end of the trail in words, for whoever holds the paper; `addressed` whom it goes to and by
    when it is asked back: the agency's leads, if nothing is said.

    Raises UnknownError for an agency that is not in the register.
    """
    layout = RETURN_WORKBOOK
    scope = scope_of(standing, agency_id)
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties(
        {"title": f"Action plan: {scope.words}", "author": board_name, "created": at.replace(tzinfo=None)}
    )
    book.set_custom_property("Tracker register number", number)
    book.set_custom_property("Tracker layout", f"{layout.name} {layout.version}")
    book.set_custom_property("Tracker agency", agency_id or "all")
    if agency_id:
        if addressed is None:
            addressed = addressed_to(standing, agency_id) if may_be_addressed(standing, agency_id) else Addressed()
        if addressed.sending_id:
            book.set_custom_property("Tracker export", addressed.sending_id)
    formats = Formats(book)
    sheets = {
        name: book.add_worksheet(name, QuickWorksheet) for name in ("Cover", layout.sheet, "Recommendations", "Lists")
    }
    lists = Lists.of(standing.register, scope)
    write_cover(
        sheets["Cover"], formats, standing, scope, number, board_name, illustrative, at, layout, head, addressed
    )
    known_again = check.heading(number, agency_id, addressed.sending_id if addressed else None)
    _write_actions(sheets[layout.sheet], formats, standing, scope, layout, lists, known_again)
    write_recommendations(sheets["Recommendations"], formats, standing, scope)
    write_lists(sheets["Lists"], formats, lists, [c for c in layout.columns if _is_open(c, agency_id is not None)])
    if agency_id:
        for name in ("Cover", "Recommendations", "Lists"):
            sheets[name].protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
    for name, sheet in sheets.items():
        set_up_page(sheet, name, standing.today, scope, illustrative)
    sheets["Cover"].activate()
    book.close()
    return out.getvalue()


def addressed_to(standing: Standing, agency_id: str, **more: Any) -> Addressed:
    """An agency's leads and deputies by name, as whom its workbook is addressed to; `more` as `Addressed` has it."""
    people = contacts(standing, agency_id)
    leads = tuple(tidy(who.name) for who in people if not who.deputy)
    return Addressed(leads, tuple(tidy(who.name) for who in people if who.deputy), **more)


def set_up_page(sheet: Any, name: str, today: date, scope: Scope, illustrative: bool) -> None:
    """A4, the columns on one page's width, heading rows on each page, and on each page what it is and as at when."""
    if name in ("Cover", "Lists"):
        sheet.set_portrait()
    else:
        sheet.set_landscape()
        sheet.repeat_rows(0)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    whose = scope.agency.short_name if scope.agency else "the whole register"
    marked = " · illustrative" if illustrative else ""
    left = f"{name}, {whose}: as at {in_words(today)}{marked}".replace("&", "&&")
    sheet.set_footer(f"&L&9{left[:180]}&R&9Page &P of &N")
    sheet.hide_gridlines(2)
    if illustrative and name != "Cover":
        sheet.set_header(f"&L&9{ILLUSTRATIVE}")
        sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.7)


def _write_actions(
    sheet: Any,
    formats: Formats,
    standing: Standing,
    scope: Scope,
    layout: Layout,
    lists: Lists,
    known_again: str,
) -> None:
    rows = row_order(standing, scope)
    mine = scope.agency is not None
    hidden = len(layout.columns)
    last = len(rows) + (SPARE_ROWS if mine else 0)
    sheet.set_row(0, HEADING_HEIGHT)
    for place, column in enumerate(layout.columns):
        is_open = _is_open(column, mine)
        style = formats.open if is_open else formats.reading
        day = formats.open_day if is_open else formats.reading_day
        sheet.set_column(place, place, column.width, day if _is_day(column) else style if is_open else None)
        sheet.write_string(0, place, column.heading, formats.open_head if is_open else formats.reading_head)
    sheet.set_column(hidden, hidden, 8, None, {"hidden": True})
    sheet.write_string(0, hidden, known_again, formats.reading_head)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, last), hidden)  # the hidden column goes with its rows when they are sorted
    sheet.print_area(0, 0, max(1, len(rows)), layout.printed - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{last + 2}"})
    _validate(sheet, layout, max(1, last), lists, mine)
    if mine:
        sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
    _write_rows(sheet, formats, standing, layout, rows, mine)
    if mine:
        _write_spare_rows(sheet, formats, layout, range(len(rows) + 1, last + 1))


def _is_open(column: Column, mine: bool) -> bool:
    """Whether a column may be filled in. Only the board moves an action to another agency."""
    return not isinstance(column, ReadingColumn) and not (mine and column.field == "owner")


def _is_day(column: Column) -> bool:
    return column.field in {"due", "original_due", "last_update", "evidence_about"}


def _write_rows(
    sheet: QuickWorksheet,
    formats: Formats,
    standing: Standing,
    layout: Layout,
    rows: Sequence[ActionFile | Ask],
    mine: bool,
) -> None:
    """The rows: what an action shows, or what a hole asks. Blank open cells take their format from their column."""
    styles: list[int | None] = []
    for column in layout.columns:
        if _is_day(column):
            styles.append(style_of(formats.open_day if _is_open(column, mine) else formats.reading_day))
        else:
            styles.append(style_of(formats.open if _is_open(column, mine) else formats.reading))
    styles.append(style_of(formats.reading))
    chips = {brag: style_of(format) for brag, format in formats.rating.items()}
    rating = next(place for place, column in enumerate(layout.columns) if column.field == "rating")
    widths = [column.width for column in layout.columns]
    for number, row in enumerate(rows, start=1):
        if isinstance(row, ActionFile):
            cells = action_cells(standing, layout, row)
            identity, version = row.action.id, row.action.version
            styles[rating] = chips[standing.action_ratings[row.action.id].brag]
        else:
            hole = hole_cells(standing, row)
            cells = [hole.get(column.field) for column in layout.columns]
            identity, version = row.id, row.version
            styles[rating] = chips[HOLE.brag]
        high = height(cells, widths)
        cells.append(check.written(identity, version, cells))
        sheet.put_row(number, high, cells, styles)


def action_cells(standing: Standing, layout: Layout, file: ActionFile) -> list[Written]:
    """The cells of one action, in the layout's order."""
    register = standing.register
    cells: list[Written] = []
    for column in layout.columns:
        if isinstance(column, ReadingColumn):
            cells.append(column.show(standing, file))
        elif isinstance(column, OpenColumn):
            cells.append(column.show(register, file))
        else:
            cells.append(None)
    return cells


def hole_cells(standing: Standing, ask: Ask) -> dict[str, Written]:
    """What the row of a hole shows: what was asked, of whom, and that nothing was agreed."""
    register = standing.register
    part = register.parts[ask.part_id]
    recommendation = register.recommendations[part.recommendation_id]
    return {
        "rating": rating_words(HOLE),
        "rating_reason": HOLE.reason,
        "review": recommendation.review_id,
        "recommendation": recommendation.ref,
        "part": part.label or None,
        "asks": ask_words(recommendation, [part]),
        "owner": for_cell(register.agencies[ask.agency_id].name, ask.id),
    }


def _write_spare_rows(sheet: Any, formats: Formats, layout: Layout, numbers: Sequence[int]) -> None:
    """Empty rows at the end of an agency's sheet, where it may propose an action of its own."""
    for number in numbers:
        for place, column in enumerate(layout.columns):
            if isinstance(column, ReadingColumn):
                style = formats.open if column.field in UNLOCKED_WHEN_NEW else formats.reading
                sheet.write_blank(number, place, None, style)


def _validate(sheet: Any, layout: Layout, last: int, lists: Lists, mine: bool) -> None:
    """Lists, days and lengths that the spreadsheet checks itself, each with a word of help."""
    for place, column in enumerate(layout.columns):
        if isinstance(column, ReadingColumn) or not _is_open(column, mine):
            continue
        options: dict[str, Any] = {"input_title": column.heading, "input_message": column.help}
        if source := lists.sources.get(column.field):
            options |= {
                "validate": "list",
                "source": source,
                "error_title": column.heading,
                "error_message": f"Please choose the {column.heading.lower()} from the list.",
            }
        elif _is_day(column):
            options |= {
                "validate": "date",
                "criteria": "between",
                "minimum": date(2000, 1, 1),
                "maximum": date(LATEST_YEAR, 12, 31),
                "error_title": "Not a date",
                "error_message": "Please write the day first, then month and year: 30/04/2026.",
            }
        else:
            longest = LIMITS[column.field]
            options |= {
                "validate": "length",
                "criteria": "<=",
                "value": longest,
                "error_title": "Too long",
                "error_message": f"Please keep it to {longest:,} characters.",
            }
        sheet.data_validation(1, place, last, place, options)
