"""A small register built from one transaction's rows, so that the rules judge exactly what is about to be written."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.rules.records import (
    Action,
    ActionFile,
    ActionPart,
    Agency,
    Ask,
    CheckBack,
    Evidence,
    Extension,
    NotDoing,
    Part,
    Recommendation,
    Review,
    Setting,
    Update,
    Verification,
)
from tracker.rules.register import Register
from tracker.rules.standing import Standing, build
from tracker.store.database import Work

_OF_ACTION = (
    ("action_parts", ActionPart),
    ("updates", Update),
    ("extensions", Extension),
    ("evidence", Evidence),
    ("verifications", Verification),
    ("check_backs", CheckBack),
    ("not_doing", NotDoing),
)


def around_actions(work: Work, action_ids: Iterable[str], today: date, **more: dict[str, Any]) -> Standing:
    """The standing of a few actions with all that is filed under them, all agencies and the thresholds in force."""
    work.flush()
    tables: dict[str, dict[str, Any]] = {name: {} for name, _ in _OF_ACTION}
    actions = {}
    for id_ in action_ids:
        actions[id_] = work.record(work.get(Action, id_))
        for name, record in _OF_ACTION:
            tables[name] |= _table(work, record, action_id=id_)
    tables["not_doing"] |= more.pop("not_doing", {})
    ids = {one.review_id for one in actions.values()}
    reviews = {id_: work.record(work.pointed_at(Review, id_)) for id_ in sorted(ids)}
    register = Register(
        reviews=reviews, actions=actions, agencies=_table(work, Agency), settings=_table(work, Setting), **tables,
        **more,
    )  # fmt: skip
    return build(register, today=today)


def around_recommendation(work: Work, recommendation_id: str, today: date) -> Standing:
    """The standing of one recommendation: its parts, asks, actions and not-doing entries."""
    work.flush()
    recommendation = work.record(work.get(Recommendation, recommendation_id))
    parts = _table(work, Part, recommendation_id=recommendation_id)
    asks: dict[str, Any] = {}
    action_ids: dict[str, None] = {}
    not_doing = _table(work, NotDoing, recommendation_id=recommendation_id)
    for part_id in parts:
        asks |= _table(work, Ask, part_id=part_id)
        action_ids |= dict.fromkeys(link.action_id for link in work.all(ActionPart, part_id=part_id))
    for ask_id in asks:
        not_doing |= _table(work, NotDoing, ask_id=ask_id)
    more = {
        "recommendations": {recommendation_id: recommendation},
        "parts": parts,
        "asks": asks,
        "not_doing": not_doing,
    }
    return around_actions(work, action_ids, today, **more)


def file_of(work: Work, action_id: str, today: date) -> ActionFile:
    """One action with everything filed under it, oldest first."""
    return around_actions(work, [action_id], today).register.files[action_id]


def same_body(standing: Standing, agency_id: str | None) -> frozenset[str]:
    """An agency's other ids in time: predecessors and successors."""
    return standing.body.get(agency_id, frozenset()) if agency_id else frozenset()


def in_order(record: Any) -> tuple[int, str]:
    """Numbered ids in the order in which they were given: U2 before U10."""
    return len(record.id), record.id


def _table(work: Work, record: type[Any], **equal: Any) -> dict[str, Any]:
    found = (work.record(row) for row in work.all(record, **equal))
    return {record.id: record for record in sorted(found, key=in_order)}


def around_everything(work: Work, today: date) -> Standing:
    """The standing of every action with its recommendations: for what is drawn out of all of them."""
    work.flush()
    tables = {name: _table(work, record) for name, record in _OF_ACTION}
    more = {"reviews": Review, "recommendations": Recommendation, "parts": Part, "actions": Action, "agencies": Agency}
    tables |= {name: _table(work, record) for name, record in more.items()}
    register = Register(settings=_table(work, Setting), **tables)
    return build(register, today=today)
