"""Which kind of plan a file is: a return workbook of the tracker comes home, anything else is somebody's own plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.rules.errors import FileRefusedError
from tracker.rules.records import PlanLayout
from tracker.rules.register import Register
from tracker.sheets import check
from tracker.sheets.grid import Sheets
from tracker.sheets.other.read_plan import other_plan
from tracker.sheets.plan import Answers, Plan
from tracker.sheets.returned.merge import make_plan
from tracker.sheets.returned.recognise import recognise, sent_number

MOST = 0.75
NO_NUMBERS = "the tracker made it, but the column ‘Action’ with the numbers of the actions is not in it: take it anew"


def plan_of(
    sheets: Sheets,
    *,
    now: Register,
    sent: Any,
    today: date,
    agency_id: str | None = None,
    review: str | None = None,
    answers: Answers = Answers(),  # noqa: B008 (a frozen value)
    remembered: Sequence[PlanLayout] = (),
) -> Plan:
    """The plan of a file of either kind. `sent` is handed on to the merge as it is. Raises FileRefusedError where the
    file is neither."""
    if is_return_workbook(sheets):
        return make_plan(sheets, now=now, sent=sent, today=today, agency_id=agency_id)
    if sent_number(sheets) is not None:
        raise FileRefusedError(sheets.file_name, NO_NUMBERS)
    return other_plan(
        sheets, now=now, today=today, review=review, agency_id=agency_id, answers=answers, remembered=remembered
    )


def is_return_workbook(sheets: Sheets) -> bool:
    """Whether the tracker made this file: it has our column of action numbers, and our sums, our cover's number or most
    of our other headings."""
    try:
        table = recognise(sheets)
    except FileRefusedError:
        return False
    if check.FIELD in table.places or sent_number(sheets) is not None:
        return True
    return len(table.places) >= MOST * len(table.layout.columns)
