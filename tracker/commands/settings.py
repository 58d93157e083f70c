"""Settings that are part of the record, dated by the trail: an as-at figure uses those in force then.

Thresholds, years, least evidence and chasing may be set for one board: whoever manages one board sets that board's,
whoever manages every board the general ones, or one board's while they act for it.
"""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, prose
from tracker.rules import chasing as chasing_
from tracker.rules import proof
from tracker.rules.by_board import id_of
from tracker.rules.chasing import Chasing
from tracker.rules.dates import list_in_words
from tracker.rules.errors import BadValueError
from tracker.rules.illustrative import SETTING
from tracker.rules.personal_links import SETTING_ID as LINKS_ID
from tracker.rules.personal_links import PersonalLinks
from tracker.rules.proof import LeastRungs
from tracker.rules.records import Setting
from tracker.rules.retention import SETTING_ID as RETENTION_ID
from tracker.rules.retention import Retention
from tracker.rules.thresholds import SETTING_ID, Thresholds
from tracker.rules.words import Door
from tracker.store import personal_links
from tracker.store.database import Work, changing


def set_thresholds(
    engine: Engine,
    *,
    thresholds: Thresholds,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Setting:
    """Set when the rating begins to warn, from now on. Past figures keep the thresholds of their day."""
    with changing(engine, by=by, verb="set_thresholds", at=at, door=door, reason=reason, token=token) as work:
        work.allow("set_thresholds")
        day_of(at)
        return _set(work, SETTING_ID, thresholds.to_json(), seen, work.board("set_thresholds"))


def set_assurance(
    engine: Engine,
    *,
    least: LeastRungs,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Setting:
    """Set what evidence each kind of change needs, from now on. What was assured before stays assured."""
    with changing(engine, by=by, verb="set_assurance", at=at, door=door, reason=reason, token=token) as work:
        work.allow("set_assurance")
        day_of(at)
        return _set(work, proof.SETTING_ID, least.to_json(), seen, work.board("set_assurance"))


def set_personal_links(
    engine: Engine,
    *,
    setting: PersonalLinks,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Setting:
    """Turn personal links on or off, and set for how many days one opens its page. Turned off, every link that is out
    is taken back, and whoever is in by one is out."""
    with changing(engine, by=by, verb="set_chasing", at=at, door=door, reason=reason, token=token) as work:
        work.allow("set_links")
        day_of(at)
        if not setting.on:
            personal_links.revoke(work.session.connection(), at, by)
        return _set(work, LINKS_ID, setting.to_json(), seen)


def set_chasing(
    engine: Engine,
    *,
    chasing: Chasing,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Setting:
    """Set when and whom messages about what is owed may go to, from now on."""
    with changing(engine, by=by, verb="set_chasing", at=at, door=door, reason=reason, token=token) as work:
        work.allow("set_chasing")
        day_of(at)
        return _set(work, chasing_.SETTING_ID, chasing.to_json(), seen, work.board("set_chasing"))


def set_retention(
    engine: Engine,
    *,
    retention: Retention,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Setting:
    """Set for how many years after its review was closed evidence is kept, from now on. What is gone stays gone."""
    with changing(engine, by=by, verb="set_retention", at=at, door=door, reason=reason, token=token) as work:
        work.allow("set_retention")
        day_of(at)
        return _set(work, RETENTION_ID, retention.to_json(), seen, work.board("set_retention"))


def mark_illustrative(engine: Engine, *, sentence: str, by: str, at: datetime, door: Door) -> Setting:
    """Mark the register as illustrative, with the sentence that every page and export shows."""
    with changing(engine, by=by, verb="mark_illustrative", at=at, door=door) as work:
        work.allow("set_thresholds")
        day_of(at)
        return _set(work, SETTING, prose("Sentence", sentence), None)


def follow_general(
    engine: Engine,
    *,
    kind: str,
    board_id: str | None = None,
    reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Setting:
    """Take away what one board had set for itself, such as its `thresholds`: from now on the general setting holds
    there. `board_id` need not be said by whoever acts for one board. Raises UnknownError where the board has none of
    its own."""
    if kind not in OF_A_BOARD:
        raise BadValueError(
            "Setting", kind, f"is not one that a board has of its own: {list_in_words(list(OF_A_BOARD))} are"
        )
    with changing(engine, by=by, verb="follow_general", at=at, door=door, reason=reason, token=token) as work:
        verb = OF_A_BOARD[kind]
        work.allow(verb)
        day_of(at)
        whose = board_id or work.board(verb)
        if whose is None:
            raise BadValueError("Board", None, "is not said: choose for which board you act")
        row = work.get(Setting, id_of(kind, whose), seen=seen)
        gone = kept(work, Setting, row)
        work.remove(row)
        return gone


OF_A_BOARD = {
    SETTING_ID: "set_thresholds",
    proof.SETTING_ID: "set_assurance",
    chasing_.SETTING_ID: "set_chasing",
    RETENTION_ID: "set_retention",
}
"""What a board may set for itself, with the right that it takes."""


def _set(work: Work, kind: str, value: str, seen: int | None, board_id: str | None = None) -> Setting:
    id_ = id_of(kind, board_id)
    if work.find(Setting, id_) is None:
        made: Setting = work.add(Setting(id_, value, board_id))
        return made
    row = work.get(Setting, id_, seen=seen)
    work.change(row, value=value)
    return kept(work, Setting, row)
