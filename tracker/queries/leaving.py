"""What may identify somebody in a workbook that is about to leave, looked for once for each state of the register."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from tracker.queries.history import entries
from tracker.queries.names import looked_for
from tracker.queries.remember import remember
from tracker.rules.sight import WHOLE
from tracker.rules.standing import Standing
from tracker.sheets.leaving import Place, of_scope, places

WHILE = timedelta(minutes=10)
"""How long a reason lets the same workbook leave: a download that was broken off is begun again without another."""


def leaving(engine: sa.Engine, standing: Standing, agency_id: str | None = None) -> tuple[Place, ...]:
    """Where, in the workbook of what this standing shows, something may identify somebody.

    The key is the register itself: what two people may see is two registers, and each is looked through once.
    """
    names = looked_for(engine)
    register = standing.register
    found = remember(("leaving", register, names), lambda: places(register, names))
    return of_scope(found, standing, agency_id)


def let_out_lately(engine: sa.Engine, found: tuple[Place, ...], *, by: str, at: datetime) -> bool:
    """Whether this person let every one of these places leave, with a reason on the trail, within the last minutes."""
    given = entries(engine, sight=WHOLE, by=by, verb="go_on", since=at - WHILE, limit=None)
    told = {(entry.entity_id, entry.reason or "") for entry in given}
    return all(any(id_ == one.id and why.endswith(f"(let out: {one.holds})") for id_, why in told) for one in found)
