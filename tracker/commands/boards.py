"""Boards: whose reviews these are."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from tracker.commands._values import day_of, free_id, given, kept, line, slug
from tracker.rules.errors import BadValueError
from tracker.rules.records import Agency, Board
from tracker.rules.words import Door
from tracker.store.database import changing


def add(
    engine: Engine,
    *,
    name: str,
    agency_id: str | None = None,
    timezone: str = "Europe/London",
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Board:
    """Add a board. `agency_id` is the board as an agency that answers for its own actions."""
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        title = line("Name", name)
        if agency_id:
            work.get(Agency, agency_id)
        board: Board = work.add(Board(free_id(work, Board, slug(title, "board")), title, agency_id, _zone(timezone)))
        return board


def edit(
    engine: Engine,
    *,
    board_id: str,
    name: str | None = None,
    timezone: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Board:
    """Change a board's name or time zone."""
    with changing(engine, by=by, verb="edit", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Board, board_id, seen=seen)
        new_name = line("Name", name) if name is not None else None
        work.change(row, **given(name=new_name, timezone=_zone(timezone) if timezone else None))
        return kept(work, Board, row)


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise BadValueError("Time zone", name, "is not a time zone I know: write for example Europe/London") from None
