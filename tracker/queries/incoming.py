"""A file that came in, held against the register: which plan it is, and what it would change."""

from collections.abc import Callable, Collection
from functools import partial

import sqlalchemy as sa

from tracker.queries.last_changes import last_changes
from tracker.queries.register import files_as_at_number
from tracker.queries.standing import change_number
from tracker.rules.register import Register
from tracker.rules.sight import Sight
from tracker.rules.standing import Standing
from tracker.sheets.decide import with_who
from tracker.sheets.grid import Limits
from tracker.sheets.plan import Answers, Plan
from tracker.sheets.reading.read import read
from tracker.sheets.returned.recognise import sent_number
from tracker.sheets.which import is_return_workbook, plan_of


def read_plan(
    engine: sa.Engine,
    content: bytes,
    name: str,
    *,
    limits: Limits,
    look: Standing,
    sight: Sight,
    agency_id: str | None = None,
    review: str | None = None,
    answers: Answers | None = None,
) -> Plan:
    """The plan of a file. A return workbook is compared with what was sent; anything else is read again with its looks
    (colours, merged cells) as somebody's own action plan. Raises FileRefusedError for what cannot be read, and where no
    plan is in it."""
    register = look.register
    sheets = read(content, name, limits)
    if not is_return_workbook(sheets):
        sheets = read(content, name, limits, looks=True)
    plan = plan_of(
        sheets,
        now=register,
        sent=_sent(engine, sent_number(sheets), sight),
        today=look.today,
        agency_id=agency_id,
        review=review or (answers.review if answers else None),
        answers=answers or Answers(),
        remembered=tuple(register.plan_layouts.values()),
    )
    return with_who(plan, last_changes(engine, [(c.ref, c.field) for c in plan.conflicts], sight=sight))


def _sent(engine: sa.Engine, number: int | None, sight: Sight) -> Callable[[Collection[str]], Register] | None:
    """What looks up the actions as they were sent, where the file says which export it is and the trail knows it."""
    if number is None or not 0 < number <= change_number(engine):
        return None
    return partial(files_as_at_number, engine, number, sight=sight)
