"""The first sheet: what this is, as at when, what to do with it, and how to read the ratings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.clock import LONDON
from tracker.rules.brag import LETTER, ORDER, SHAPE
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.standing import Standing
from tracker.rules.words import Brag
from tracker.sheets.columns import Layout
from tracker.sheets.text import tidy
from tracker.sheets.writing.formats import Formats
from tracker.sheets.writing.scope import Scope

NUMBER = "Register number"
LAYOUT = "Layout"
AGENCY = "Agency code"
EXPORT = "Export number"
HEAD = "End of the trail"
"""What the reader looks for on this sheet: a program that drops document properties keeps cells."""

WHAT_TO_DO = (
    "Open the sheet ‘Actions’: one row an action, the worst first. Columns with a dark heading may be filled in.",
    "Say what was done under ‘Progress’ and set ‘Status’. ‘Claimed’ means done as you see it, ready to be checked.",
    "A new ‘Due date’ needs a ‘Reason for a new date’. The original date never changes.",
    "A new action goes on an empty row: ‘Review’, ‘Ref’ and ‘Action to take’, with no ‘Action’ number.",
    "Send this file back. You see every change before it counts. A cell left empty changes nothing.",
)
MEANINGS: dict[Brag, str] = {
    Brag.RED: "past its date and not claimed, or a later check found that the change had not lasted",
    Brag.AMBER: "due soon, returned, moved past its original date, not heard of for long, or its owner says so",
    Brag.GREY: "no owner, no action or no date",
    Brag.GREEN: "claimed and waiting to be checked, or time in hand",
    Brag.BLUE: "somebody other than the owner found, from evidence, that it was done",
    Brag.NONE: "decided, with a reason, and counted apart",
}


LONGEST_LINE = 100


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom an agency's workbook is for, by name; by when and to which address it is asked back; the export number."""

    leads: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    reply_by: date | None = None
    reply_to: str | None = None
    sending_id: str | None = None

    @property
    def to(self) -> str:
        """ "Asha Patel; deputies Ben Lowe and Cy Hart"; nothing where nobody is known."""
        word = "deputy" if len(self.deputies) == 1 else "deputies"
        deputies = f"{word} {list_in_words(self.deputies)}" if self.deputies else ""
        return "; ".join(words for words in (list_in_words(self.leads), deputies) if words)

    @property
    def back(self) -> str:
        """How it goes back: "by 4 December 2026, to board@example.gov.uk"."""
        when = f"by {in_words(self.reply_by)}" if self.reply_by else ""
        where = f"to {self.reply_to}" if self.reply_to else "to whoever sent it to you"
        return ", ".join(words for words in (when, where) if words)


def what_an_agency_does(addressed: Addressed) -> tuple[str, ...]:
    """The steps on an agency's cover: few enough to be read."""
    return (
        "Open the sheet ‘Actions’: what you owe, the worst first. White boxes under a dark heading are yours to fill "
        "in; the grey columns are for reading.",
        "Choose the ‘Status’ and say under ‘Progress’ what was done. ‘Claimed’ means done as you see it: "
        "say under ‘New evidence’ what shows it.",
        "If a date must move, write the new ‘Due date’ and the reason. A row with no ‘Action’ number is one that you "
        "were asked for: fill in ‘Action to take’ and a date.",
        f"Save this file and send it back {addressed.back}. What you leave empty changes nothing.",
    )


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
    addressed: Addressed | None = None,
) -> None:
    """The whole sheet, from the top: XlsxWriter keeps one row at a time."""
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 74)
    row = 0

    def line(label: str, text: str | int, style: Any = None) -> None:
        nonlocal row
        sheet.write_string(row, 0, label, formats.bold)
        if isinstance(text, int):
            sheet.write_number(row, 1, text, formats.number)
        else:
            sheet.write_string(row, 1, tidy(text), style or formats.line)
        row += 1

    def heading(text: str) -> None:
        nonlocal row
        row += 1
        sheet.set_row(row, 24)
        sheet.write_string(row, 0, text, formats.section)
        row += 1

    def steps(words: Sequence[str]) -> None:
        nonlocal row
        for place, step in enumerate(words, start=1):
            sheet.set_row(row, 19 if len(step) < LONGEST_LINE else 34)
            sheet.merge_range(row, 0, row, 2, f"{place}.  {step}", formats.plain)
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
    if scope.agency and addressed:
        if addressed.to:
            line("For", addressed.to, formats.strong)
        if addressed.reply_by:
            line("Please return by", in_words(addressed.reply_by), formats.strong)
        if addressed.reply_to:
            line("Send it back to", addressed.reply_to, formats.strong)
    line("What is in it", scope.words)
    line("", _contents(scope))
    line("As at", in_words(standing.today))

    heading("What to do")
    steps(what_an_agency_does(addressed or Addressed()) if scope.agency else WHAT_TO_DO)

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
    line("Exported", f"{in_words(local.date())} at {local:%H:%M}")
    if addressed and addressed.sending_id:
        line(EXPORT, addressed.sending_id)
    line(NUMBER, number)
    line(LAYOUT, f"{layout.name} {layout.version}")
    line(AGENCY, scope.agency.id if scope.agency else "all")
    if head:
        line(HEAD, head)


def _contents(scope: Scope) -> str:
    holes = f", {plural(len(scope.holes), 'ask')} with no action yet" if scope.holes else ""
    return f"{plural(scope.counts.total, 'action')} for {plural(len(scope.recommendations), 'recommendation')}{holes}"
