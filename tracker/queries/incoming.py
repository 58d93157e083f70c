"""A file that came in, held against the register: which plan it is, and what it would change."""

from collections.abc import Callable

import sqlalchemy as sa

from tracker.queries.register import files_as_at_number
from tracker.queries.standing import change_number
from tracker.rules.register import Register
from tracker.rules.sight import Sight
from tracker.rules.standing import Standing
from tracker.sheets.grid import Limits, Sheets
from tracker.sheets.plan import Answers, Plan
from tracker.sheets.read import read
from tracker.sheets.recognise import sent_number
from tracker.sheets.which import is_return_workbook, plan_of


def read_plan(
    engine: sa.Engine,
    sheets: Sheets,
    *,
    content: bytes,
    limits: Limits,
    look: Standing,
    sight: Sight,
    agency_id: str | None = None,
    review: str | None = None,
    answers: Answers | None = None,
) -> Plan:
    """The plan of a file. A return workbook is compared with what was sent; anything else is read again with its looks
    (colours, merged cells) as somebody's own action plan. Raises FileRefusedError where no plan is in it."""
    register = look.register
    if not is_return_workbook(sheets):
        sheets = read(content, sheets.file_name, limits, looks=True)
    return plan_of(
        sheets,
        now=register,
        sent=_sent(engine, sheets, sight),
        today=look.today,
        agency_id=agency_id,
        review=review,
        answers=answers or Answers(),
        remembered=tuple(register.plan_layouts.values()),
    )


def _sent(engine: sa.Engine, sheets: Sheets, sight: Sight) -> Callable[..., Register] | None:
    """What looks up the actions as they were sent, where the file says which export it is and the trail knows it."""
    number = sent_number(sheets)
    if number is None or not 0 < number <= change_number(engine):
        return None
    return lambda ids: files_as_at_number(engine, number, ids, sight=sight)
