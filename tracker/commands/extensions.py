"""Extensions: the only way a due date moves. One asks, another agrees or refuses; the original date stays."""

from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _steps
from tracker.commands._values import day_of, kept
from tracker.rules.records import Extension
from tracker.rules.words import Door
from tracker.store.database import changing


def ask(
    engine: Engine,
    *,
    action_id: str,
    to_due: date,
    reason: str,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Extension:
    """Ask for another due date, with the reason. One request at a time for each action."""
    with changing(engine, by=by, verb="ask_extension", at=at, door=door, reason=reason, token=token) as work:
        return _steps.ask_extension(work, day_of(at), action_id, to_due, reason, day=day_of(at, on))


def agree(
    engine: Engine,
    *,
    extension_id: str,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Extension:
    """Agree a new date: the action is due then. Not whoever asked, nor anybody of the agency that owns the action."""
    with changing(engine, by=by, verb="agree_extension", at=at, door=door, token=token) as work:
        row = _steps.agree_extension(work, day_of(at), extension_id, day=day_of(at, on))
        return kept(work, Extension, row)


def refuse(
    engine: Engine,
    *,
    extension_id: str,
    reason: str,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Extension:
    """Refuse a new date, with the reason: the action is due when it was."""
    with changing(engine, by=by, verb="refuse_extension", at=at, door=door, reason=reason, token=token) as work:
        row = _steps.refuse_extension(work, day_of(at), extension_id, reason, day=day_of(at, on))
        return kept(work, Extension, row)
