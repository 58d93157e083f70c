"""Settings that are part of the record, dated by the trail: an as-at figure uses those in force then."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, prose
from tracker.rules import chasing as chasing_
from tracker.rules import proof
from tracker.rules.chasing import Chasing
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
        return _set(work, SETTING_ID, thresholds.to_json(), seen)


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
        return _set(work, proof.SETTING_ID, least.to_json(), seen)


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
        work.allow("set_chasing")
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
        return _set(work, chasing_.SETTING_ID, chasing.to_json(), seen)


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
        return _set(work, RETENTION_ID, retention.to_json(), seen)


def mark_illustrative(engine: Engine, *, sentence: str, by: str, at: datetime, door: Door) -> Setting:
    """Mark the register as illustrative, with the sentence that every page and export shows."""
    with changing(engine, by=by, verb="mark_illustrative", at=at, door=door) as work:
        work.allow("set_thresholds")
        day_of(at)
        return _set(work, SETTING, prose("Sentence", sentence), None)


def _set(work: Work, id_: str, value: str, seen: int | None) -> Setting:
    if work.find(Setting, id_) is None:
        made: Setting = work.add(Setting(id_, value))
        return made
    row = work.get(Setting, id_, seen=seen)
    work.change(row, value=value)
    return kept(work, Setting, row)
