"""Who last changed what an action says, and when: what stands beside a conflict."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from tracker.queries.register import some_of, trail
from tracker.queries.screen import screen_of
from tracker.rules.records import Person, Update
from tracker.rules.sight import Sight
from tracker.store.convert import columns_of
from tracker.store.engine import reading

_OF_ACTION = {"title": "title", "owner": "owner_id", "lead": "lead", "intended_outcome": "intended_outcome",
              "due": "due", "status": "status"}  # fmt: skip
_OF_UPDATE = {"progress": "narrative", "own_rating": "own_rating"}


def last_changes(
    engine: sa.Engine, pairs: Collection[tuple[str, str]], *, sight: Sight
) -> Mapping[tuple[str, str], tuple[str, datetime]]:
    """For each action and field of a workbook: the name of whoever changed it last, and the instant (UTC). What is
    hidden from somebody of this sight, or was never changed, is not there."""
    if not pairs:
        return {}
    gone = screen_of(engine, sight).gone.get("action", frozenset())
    wanted = {(ref, field) for ref, field in pairs if ref not in gone}
    ids = {ref for ref, _ in wanted}
    update_id, of_action = (column for column in columns_of(Update) if column.key in ("id", "action_id"))
    found: dict[tuple[str, str], tuple[str, datetime]] = {}
    with reading(engine) as connection:
        for id_, field, by, at in _told(connection, "action", ids, _OF_ACTION):
            found[id_, field] = (by, at)
        owners: dict[str, str] = {}
        for some in some_of(ids):
            owned = connection.execute(sa.select(update_id, of_action).where(of_action.in_(some)))
            owners |= {id_: action_id for id_, action_id in owned}
        for id_, field, by, at in _told(connection, "action_update", owners, _OF_UPDATE):
            found[owners[id_], field] = (by, at)
        names = _names(connection, {by for by, _ in found.values()})
    return {key: (names.get(by, by), at) for key, (by, at) in found.items() if key in wanted}


def _told(
    connection: sa.Connection, entity: str, ids: Collection[str], fields: Mapping[str, str]
) -> Iterator[tuple[str, str, str, datetime]]:
    """Every change of these fields, oldest first."""
    by_column = {column: field for field, column in fields.items()}
    rows: list[Any] = []
    for some in some_of(ids):
        query = sa.select(trail.c.number, trail.c.entity_id, trail.c.field, trail.c.by, trail.c.at)
        rows += connection.execute(
            query.where(
                trail.c.kind == "change", trail.c.entity == entity, trail.c.entity_id.in_(some),
                trail.c.field.in_(list(by_column)),
            )
        )  # fmt: skip
    for _, id_, field, by, at in sorted(rows):
        yield id_, by_column[field], by, at


def _names(connection: sa.Connection, ids: Collection[str]) -> dict[str, str]:
    id_, name = (column for column in columns_of(Person) if column.key in ("id", "name"))
    found: dict[str, str] = {}
    for some in some_of(ids):
        found |= {who: called for who, called in connection.execute(sa.select(id_, name).where(id_.in_(some)))}
    return found
