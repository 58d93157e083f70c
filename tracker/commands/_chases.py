"""What every command about chases asks first: whether another message may go to an agency now, and who may send it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from tracker.clock import LONDON
from tracker.commands._values import day_of
from tracker.rules.by_board import id_of
from tracker.rules.chasing import SETTING_ID, Chasing
from tracker.rules.chasing_log import HeldError, in_the_way
from tracker.rules.records import Agency, Board, Chase, Setting
from tracker.rules.register import Register
from tracker.rules.standing import bodies
from tracker.rules.words import LadderRung
from tracker.store.database import Work
from tracker.store.tables import ReviewRow

_reviews: sa.Table = ReviewRow.__table__  # type: ignore[attr-defined]


def settings_of(work: Work, board_id: str | None) -> Chasing:
    """The settings of chasing that are in force for messages of a board; None: of every board."""
    board_id = board_id or _only_board(work)
    setting = (board_id and work.find(Setting, id_of(SETTING_ID, board_id))) or work.find(Setting, SETTING_ID)
    return Chasing.from_json(setting.value) if setting else Chasing()


def _only_board(work: Work) -> str | None:
    """The board of every review, where they are of one board."""
    found = list(work.session.scalars(sa.select(_reviews.c.board_id).distinct().limit(2)))
    return found[0] if len(found) == 1 else None


def may(work: Work, rung: LadderRung, agency_id: str) -> str | None:
    """Ask for the right: to chase the lead, or to escalate to a rung above. Raises NotAllowedError. The board for which
    it is done; None: for every board."""
    verb = "chase" if rung == LadderRung.LEAD else "escalate"
    work.allow(verb, agency_id)
    return work.board(verb, agency_id)


def not_too_often(work: Work, agency: Agency, rung: LadderRung, at: datetime, board_id: str | None) -> None:
    """Raises HeldError where a message of this board went to this agency, or a body it succeeded, within the days
    between two, or it is not known whether one left."""
    everybody = {row.id: work.record(row) for row in work.all(Agency)}
    body = bodies(Register(agencies=everybody))[agency.id]
    sent = [work.record(row) for id_ in body for row in work.all(Chase, agency_id=id_)]
    if board_id is not None:
        sent = [one for one in sent if one.board_id == board_id]
    if why := in_the_way(sent, rung, settings_of(work, board_id), today=day_of(at)):
        raise HeldError(agency.name, why)


def not_quiet(work: Work, agency: Agency, at: datetime, board_id: str | None) -> None:
    """Raises HeldError where it is quiet now by the board's own clock."""
    board = next(iter(work.all(Board)), None)
    zone = ZoneInfo(board.timezone) if board else LONDON
    if why := settings_of(work, board_id).quiet(at.astimezone(zone)):
        raise HeldError(agency.name, why)
