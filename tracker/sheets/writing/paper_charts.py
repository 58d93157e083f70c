"""A paper's charts in Excel: the figures in cells, and Excel's own chart drawn from them; its words above it."""

from math import isfinite
from typing import Any

from tracker.rules.brag import SHAPE
from tracker.rules.colours import ACCENT, MARKS, NEUTRAL, RULE
from tracker.rules.paper import Lines, Strips
from tracker.rules.paper_shape import chip, plain
from tracker.rules.words import Brag
from tracker.sheets.text import for_cell
from tracker.sheets.writing.formats import Formats
from tracker.sheets.writing.heights import height
from tracker.sheets.writing.paper_cells import WHERE, one_line, put

PATTERNS: dict[Brag, str] = {Brag.AMBER: "wide_upward_diagonal", Brag.BLUE: "percent_20"}
MARKERS: dict[Brag, str] = {Brag.RED: "square", Brag.AMBER: "triangle", Brag.BLUE: "diamond"}
DASHES = ("solid", "dash", "round_dot", "long_dash_dot")
LONGEST_ALT, ALT_WIDTH, HIGHEST = 2_000, 90.0, 1_600
SMALL_TEXT = {"name": "Calibri", "size": 10}


def write_strips(book: Any, sheet: Any, name: str, formats: Formats, block: Strips) -> None:
    """How many of each rating, a row for each strip, and the stacked bars."""
    brags = [brag for brag in Brag if any(b == brag and n > 0 for _, counts in block.rows for b, n in counts)]
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, max(1, len(brags)), 14)
    sheet.write_blank(0, 0, None, formats.reading_head)
    for column, brag in enumerate(brags, start=1):
        sheet.write_string(0, column, chip(brag), formats.rating[brag])
    for row, (label, counts) in enumerate(block.rows, start=1):
        put(sheet, row, 0, label, formats.cell)
        for column, brag in enumerate(brags, start=1):
            number = sum(n for b, n in counts if b == brag)
            _number(sheet, row, column, number or None, formats.count)
    if not brags:
        return
    last = len(block.rows)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, brag in enumerate(brags, start=1):
        chart.add_series(
            {
                **_cells(name, column, last),
                **_fill(brag),
                "border": {"color": MARKS[brag], "width": 1.25},
                "gap": 60,
                "data_labels": {"value": True, "font": {**SMALL_TEXT, "bold": True}, "fill": {"color": "#FFFFFF"}},
            }
        )
    chart.set_y_axis({"reverse": True, "line": {"none": True}, "num_font": SMALL_TEXT, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    _place(sheet, chart, formats, block.alt, last + 2, 90 + 44 * last)


def write_lines(book: Any, sheet: Any, name: str, formats: Formats, block: Lines) -> None:
    """A row for each day, a column for each line, and the lines."""
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, max(1, len(block.lines) + 1), 16)
    sheet.write_string(0, 0, "Day", formats.reading_head)
    for column, line in enumerate(block.lines, start=1):
        head = f"{SHAPE[line.brag]} {line.label}" if line.brag else line.label
        put(sheet, 0, column, head, formats.reading_head)
    aimed = len(block.lines) + 1
    if block.aim:
        put(sheet, 0, aimed, block.aim[0], formats.reading_head)
    for row, day in enumerate(block.days, start=1):
        sheet.write_datetime(row, 0, day, formats.reading_day)
        for column, line in enumerate(block.lines, start=1):
            _number(sheet, row, column, line.values[row - 1] if row <= len(line.values) else None, formats.cell)
        if block.aim:
            _number(sheet, row, aimed, block.aim[1], formats.cell)
    if not block.days or not block.lines:
        return
    last = len(block.days)
    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    for column, line in enumerate(block.lines, start=1):
        colour = MARKS[line.brag] if line.brag else NEUTRAL
        dash = "solid" if line.brag else DASHES[(column - 1) % len(DASHES)]
        kind = MARKERS.get(line.brag, "circle") if line.brag else "circle"
        marker = {"type": kind, "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
        drawn = {"color": colour, "width": 2, "dash_type": dash}
        chart.add_series({**_cells(name, column, last), "line": drawn, "marker": marker})
    if block.aim:
        drawn = {"color": ACCENT, "width": 1.25, "dash_type": "dash"}
        chart.add_series({**_cells(name, aimed, last), "line": drawn, "marker": {"type": "none"}})
    across: dict[str, Any] = {"num_format": "d mmm yyyy", "date_axis": True, "major_gridlines": {"visible": False}}
    if block.days[0] < block.days[-1]:
        across |= {"min": block.days[0], "max": block.days[-1]}
    chart.set_x_axis(across)
    grid = {"visible": True, "line": {"color": RULE}}
    chart.set_y_axis({"major_gridlines": grid, "line": {"none": True}, "name": one_line(block.unit)})
    chart.show_blanks_as("gap")
    _place(sheet, chart, formats, block.alt, last + 2, 380)


def _place(sheet: Any, chart: Any, formats: Formats, alt: str, row: int, high: int) -> None:
    """Under its figures, and above it what it shows, in words."""
    chart.set_legend({"position": "bottom", "font": SMALL_TEXT})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 860, "height": min(HIGHEST, high)})
    words = for_cell(plain(alt), WHERE) or "Chart"
    sheet.merge_range(row, 0, row, 5, "", formats.plain)
    put(sheet, row, 0, words, formats.plain)
    sheet.set_row(row, height((words,), (ALT_WIDTH,)))
    sheet.insert_chart(row + 2, 0, chart, {"description": words[:LONGEST_ALT], "object_position": 3})


def _cells(name: str, column: int, last: int) -> dict[str, Any]:
    """Where a series takes its name, its labels and its numbers from."""
    return {
        "name": [name, 0, column],
        "categories": [name, 1, 0, last, 0],
        "values": [name, 1, column, last, column],
    }


def _number(sheet: Any, row: int, column: int, value: float | None, style: Any) -> None:
    if value is None or not isfinite(value):
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, value, style)


def _wash(colour: str) -> str:
    """The colour thinned with white, as the other papers have it."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * 0.28 + 255 * 0.72):02X}" for part in parts)


def _fill(brag: Brag) -> dict[str, Any]:
    """Ink follows the trouble: red solid, amber striped, blue dotted, green a wash, grey empty."""
    if brag in PATTERNS:
        return {"pattern": {"pattern": PATTERNS[brag], "fg_color": MARKS[brag], "bg_color": _wash(MARKS[brag])}}
    if brag == Brag.RED:
        return {"fill": {"color": MARKS[brag]}}
    return {"fill": {"color": _wash(MARKS[brag]) if brag == Brag.GREEN else "#FFFFFF"}}
