"""What may identify somebody in a workbook that is about to leave, looked for once for each state of the register."""

import sqlalchemy as sa

from tracker.queries.names import looked_for
from tracker.queries.remember import remember
from tracker.rules.standing import Standing
from tracker.sheets.leaving import Place, of_scope, places


def leaving(engine: sa.Engine, standing: Standing, agency_id: str | None = None) -> tuple[Place, ...]:
    """Where, in the workbook of what this standing shows, something may identify somebody.

    The key is the register itself: what two people may see is two registers, and each is looked through once.
    """
    names = looked_for(engine)
    register = standing.register
    found = remember(("leaving", register, names), lambda: places(register, names))
    return of_scope(found, standing, agency_id)
