"""Updates: what the owner says was done."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _steps
from tracker.commands._values import day_of
from tracker.rules.records import Update
from tracker.rules.words import Door, OwnRating, Status
from tracker.store.database import changing


def say(
    engine: Engine,
    *,
    action_id: str,
    narrative: str,
    status: Status | None = None,
    own_rating: OwnRating | None = None,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Update:
    """Say what was done. With status in_progress a planned, returned or reopened action begins (again)."""
    with changing(engine, by=by, verb="update", at=at, door=door, token=token) as work:
        return _steps.say(
            work,
            day_of(at),
            action_id,
            narrative,
            status=status,
            own_rating=own_rating,
            day=day_of(at, on),
            seen=seen,
        )
