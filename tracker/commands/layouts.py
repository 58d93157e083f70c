"""Layouts of other boards' action plans: what somebody settled about their columns, so that it is asked once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, line, lines
from tracker.rules.errors import BadValueError
from tracker.rules.records import PlanLayout
from tracker.rules.words import Door
from tracker.store.database import changing

LONGEST_HEADING = 300


def settle(
    engine: Engine,
    *,
    layout_id: str,
    headings: Sequence[str],
    columns: Mapping[str, str | None],
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> PlanLayout:
    """Keep which heading is which field in a layout, by the id that is made of its headings; what was settled before
    about the same layout is replaced. A heading without a field is one that is not read.

    Raises BadValueError where two headings are the same field, or one is not in the layout.
    """
    with changing(engine, by=by, verb="settle_layout", at=at, door=door, token=token) as work:
        work.allow("import_workbook")
        today = day_of(at)
        known = lines("Headings", headings)
        settled = _columns(columns, known)
        row = work.find(PlanLayout, line("Layout", layout_id))
        if row is None:
            made: PlanLayout = work.add(PlanLayout(layout_id, known, settled, today, by))
            return made
        work.change(row, headings=known, columns=settled, settled_on=today, settled_by=by)
        return kept(work, PlanLayout, row)


def _columns(columns: Mapping[str, str | None], known: tuple[str, ...]) -> tuple[str, ...]:
    fields = [field for field in columns.values() if field]
    twice = next((field for field in fields if fields.count(field) > 1), None)
    if twice:
        both = [heading for heading, field in columns.items() if field == twice]
        raise BadValueError("Column", both[1], f"cannot be the same as ‘{both[0]}’: choose one of the two")
    strangers = [heading for heading in columns if " ".join(heading.split()) not in known]
    if strangers:
        raise BadValueError("Column", strangers[0], "is not a heading of this layout: read the file again")
    return tuple(f"{field or ''}={' '.join(heading.split())}" for heading, field in columns.items())
