"""The first sheet: what this is, as at when, what to do with it, and how to read the ratings."""

from datetime import datetime
from typing import Any

from tracker.clock import LONDON
from tracker.rules.brag import LETTER, ORDER, SHAPE
from tracker.rules.dates import in_words, plural
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.standing import Standing
from tracker.rules.words import Brag
from tracker.sheets.columns import Layout
from tracker.sheets.formats import Formats
from tracker.sheets.scope import Scope
from tracker.sheets.text import tidy

NUMBER = "Register number"
LAYOUT = "Layout"
AGENCY = "Agency code"
HEAD = "End of the trail"
"""What the reader looks for on this sheet: a program that drops document properties keeps cells."""

WHAT_TO_DO = (
    "Open the sheet ‘Actions’: one row an action, the worst first. Columns with a dark heading may be filled in.",
    "Say what was done under ‘Progress’ and set ‘Status’. ‘Claimed’ means done as you see it, ready to be checked.",
    "A new ‘Due date’ needs a ‘Reason for a new date’. The original date never changes.",
    "A new action goes on an empty row: ‘Review’, ‘Ref’ and ‘Action to take’, with no ‘Action’ number.",
    "Send this file back. You see every change before it counts. A cell left empty changes nothing.",
)
WHAT_TO_DO_AGENCY = (
    "Open the sheet ‘Actions’: what you owe, the worst first. Columns with a dark heading are yours to fill in.",
    "Say what was done under ‘Progress’ and set ‘Status’. ‘Claimed’ means done as you see it, ready to be checked.",
    "A new ‘Due date’ needs a ‘Reason for a new date’. The original date never changes.",
    "Where a row has no ‘Action’ number, you were asked and nothing is agreed: fill in ‘Action to take’ and a date.",
    "Save and send this file back. A cell left empty changes nothing; the grey columns are for reading.",
)
MEANINGS: dict[Brag, str] = {
    Brag.RED: "past its date and not claimed, or a later check found that the change had not lasted",
    Brag.AMBER: "due soon, returned, moved past its original date, not heard of for long, or the owner says so",
    Brag.GREY: "no owner, no action or no date",
    Brag.GREEN: "claimed and waiting to be checked, or time in hand",
    Brag.BLUE: "somebody other than the owner found, from evidence, that it was done",
    Brag.NONE: "decided, with a reason, and counted apart",
}


LONGEST_LINE = 110


def write_cover(
    sheet: Any,
    formats: Formats,
    standing: Standing,
    scope: Scope,
    number: int,
    board_name: str,
    illustrative: bool,
    at: datetime,
    layout: Layout,
    head: str | None = None,
) -> None:
    """The whole sheet, from the top: XlsxWriter keeps one row at a time."""
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 78)
    row = 0

    def line(label: str, text: str | int, style: Any = None, label_style: Any = None) -> None:
        nonlocal row
        sheet.write_string(row, 0, label, label_style or formats.bold)
        if isinstance(text, int):
            sheet.write_number(row, 1, text, formats.number)
        else:
            sheet.write_string(row, 1, tidy(text), style or formats.plain)
        row += 1

    def heading(text: str) -> None:
        nonlocal row
        row += 1
        sheet.set_row(row, 24)
        sheet.write_string(row, 0, text, formats.section)
        row += 1

    sheet.write_string(row, 0, tidy(board_name), formats.quiet_line)
    row += 1
    sheet.set_row(row, 32)
    title = f"Action plan: {scope.agency.short_name}" if scope.agency else "Action plan"
    sheet.write_string(row, 0, tidy(title), formats.title)
    row += 1
    if illustrative:
        sheet.write_string(row, 0, f"{ILLUSTRATIVE}.", formats.warning)
        row += 1
    row += 1
    local = at.astimezone(LONDON)
    line("As at", in_words(standing.today), formats.line)
    line("Exported", f"{in_words(local.date())} at {local:%H:%M}", formats.line)
    line("What is in it", scope.words, formats.line)
    line("", _contents(scope), formats.line)

    heading("What to do")
    for place, words in enumerate(WHAT_TO_DO_AGENCY if scope.agency else WHAT_TO_DO, start=1):
        sheet.set_row(row, 17 if len(words) < LONGEST_LINE else 32)
        sheet.merge_range(row, 0, row, 2, f"{place}.  {words}", formats.plain)
        row += 1

    heading("How to read the ratings")
    sheet.write_string(row, 0, "Rating", formats.reading_head)
    sheet.write_string(row, 1, "Actions", formats.reading_head)
    sheet.write_string(row, 2, "What it means", formats.reading_head)
    row += 1
    for brag in ORDER:
        letter = f"{SHAPE[brag]} {LETTER[brag]}  {brag.label}"
        sheet.write_string(row, 0, letter, formats.rating[brag])
        sheet.write_number(row, 1, getattr(scope.counts, brag.value), formats.count)
        sheet.write_string(row, 2, MEANINGS[brag], formats.cell)
        row += 1

    heading("For the tracker")
    line(NUMBER, number)
    line(LAYOUT, f"{layout.name} {layout.version}", formats.line)
    line(AGENCY, scope.agency.id if scope.agency else "all", formats.line)
    if head:
        line(HEAD, head, formats.line)


def _contents(scope: Scope) -> str:
    holes = f", {plural(len(scope.holes), 'ask')} with no action yet" if scope.holes else ""
    return f"{plural(scope.counts.total, 'action')} for {plural(len(scope.recommendations), 'recommendation')}{holes}"
