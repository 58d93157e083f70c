"""The whole register as one value: from the tables as it stands, or from the trail as it stood."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from tracker.clock import end_of
from tracker.queries.sights import hidden_now
from tracker.rules.register import Register
from tracker.rules.sight import Sight, seen
from tracker.rules.veil import veiled
from tracker.store.convert import canonical, columns_of, from_history, read_all
from tracker.store.engine import reading
from tracker.store.tables import BY_RECORD, ENTITIES, TrailRow, TrailValueRow

trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]
values: sa.Table = TrailValueRow.__table__  # type: ignore[attr-defined]
MOST_ASKED = 500
"""Ids in one question: a database takes no more."""
FILED = frozenset({"action_part", "action_update", "extension", "evidence", "verification", "check_back", "not_doing"})
"""What is filed under an action, by the trail's word for its kind."""
_NUMBERED = re.compile(r"(.*?)(\d*)$", re.DOTALL)


def current(engine: sa.Engine, *, sight: Sight) -> Register:
    """The register as the tables hold it now, as somebody of this sight sees it."""
    with reading(engine) as connection:
        whole = Register(**{e.table: in_order_of_id(read_all(connection, e.record)) for e in ENTITIES})
    return seen(whole, sight)


def as_at(engine: sa.Engine, day: date, *, sight: Sight) -> Register:
    """The register as it stood at the end of a day: everything recorded by then, and nothing recorded later."""
    return as_at_number(engine, last_change(engine, before=end_of(day)), sight=sight)


def as_at_number(engine: sa.Engine, number: int, *, sight: Sight) -> Register:
    """The register as it stood after entry `number` of the trail, folded from the trail alone. What is hidden today is
    hidden then."""
    with reading(engine) as connection:
        told = _last_told(connection, trail.c.number <= number)
    return veiled(build(told), hidden_now(engine, sight))


def files_as_at_number(engine: sa.Engine, number: int, action_ids: Collection[str], *, sight: Sight) -> Register:
    """What `as_at_number` says of a few actions, folded from their part of the trail alone: the actions with everything
    filed under them, what they answer up to the review, and the agencies. Everything else is left out."""
    with reading(engine) as connection:
        told = Told(connection, number)
        told.add("action", action_ids)
        for entity, ids in filed_under(connection, number, action_ids).items():
            told.add(entity, ids)
        told.keep_of(action_ids)
        told.add("agency", ids_of(connection, "agency", number))
        told.add("part", told.named("action_part", "part_id"))
        told.add("recommendation", told.named("part", "recommendation_id"))
        told.add("review", told.named("action", "review_id") | told.named("recommendation", "review_id"))
    return veiled(build(told.rows()), hidden_now(engine, sight))


def last_change(engine: sa.Engine, *, before: datetime | None = None) -> int:
    """The number of the last register change (before an instant), or 0. Access events do not count.

    The order of the trail is what happened, whatever the machine's clock said: where it was put back, an entry that is
    stamped earlier than those before it was made after them, and so is not of any day before theirs."""
    query = sa.select(sa.func.max(trail.c.number)).where(trail.c.kind == "change")
    with reading(engine) as connection:
        if before is not None:
            number = trail.c.number + 0  # else it is sought from the beginning, and the day is mostly a late one
            later = sa.select(sa.func.min(number)).where(trail.c.kind == "change", trail.c.at >= before)
            first = connection.execute(later).scalar()
            query = query if first is None else query.where(trail.c.number < first)
        return connection.execute(query).scalar() or 0


def _last_told(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> Iterable[sa.Row[Any]]:
    last = (
        sa.select(sa.func.max(trail.c.number).label("number"))
        .where(trail.c.kind == "change", *where)
        .group_by(trail.c.entity, trail.c.entity_id, trail.c.field)
        .subquery()
    )
    query = (
        sa.select(trail.c.entity, trail.c.entity_id, trail.c.field, values.c.value)
        .join(last, last.c.number == trail.c.number)
        .join(values, values.c.id == trail.c.after_value)
    )
    return connection.execute(query)


class Told:
    """What the trail last told, by some number, of each field of some things."""

    def __init__(self, connection: sa.Connection, number: int) -> None:
        self._connection = connection
        self._number = number
        self._values: dict[tuple[str, str], dict[str, str]] = {}

    def add(self, entity: str, ids: Collection[str]) -> None:
        """Fold these things of a kind."""
        query = (
            sa.select(trail.c.entity_id, trail.c.field, values.c.value, trail.c.kind)
            .outerjoin(values, values.c.id == trail.c.after_value)
            .where(trail.c.number <= self._number, trail.c.entity == entity)
            .order_by(trail.c.number)
        )  # not by kind: SQLite would go through every change there is
        for some in some_of(ids):
            for id_, field, value, kind in self._connection.execute(query.where(trail.c.entity_id.in_(some))):
                if kind != "change":
                    continue
                thing = self._values.setdefault((entity, id_), {})
                if value is None:
                    thing.pop(field, None)
                else:
                    thing[field] = value

    def keep_of(self, action_ids: Collection[str]) -> None:
        """Drop what is filed under other actions than these."""
        mine = {canonical(id_) for id_ in action_ids}
        other = [k for k, told in self._values.items() if k[0] in FILED and told.get("action_id") not in mine]
        for key in other:
            del self._values[key]

    def named(self, entity: str, field: str) -> set[str]:
        """What the things of a kind name in a field."""
        told = (told[field] for (kind, _), told in self._values.items() if kind == entity and field in told)
        return {json.loads(value) for value in told}

    def records(self, kind: type[Any], ids: Collection[str]) -> list[Any]:
        """Those of these things of a kind that were there."""
        every = (self._values.get((BY_RECORD[kind].name, id_), {}) for id_ in ids)
        return [from_history(kind, told) for told in every if "id" in told]

    def rows(self) -> Iterator[tuple[str, str, str, str]]:
        """(entity, id, field, canonical value) rows."""
        for (entity, id_), told in self._values.items():
            for field, value in told.items():
                yield entity, id_, field, value


def filed_under(
    connection: sa.Connection, number: int, action_ids: Collection[str], kinds: Collection[str] = FILED
) -> dict[str, set[str]]:
    """The ids of what may have been filed under these actions, by kind: what is now, and what was taken away or moved
    to another action since."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in ENTITIES:
        if entity.name not in kinds:
            continue
        id_, of_action = (column for column in columns_of(entity.record) if column.key in ("id", "action_id"))
        for some in some_of(action_ids):
            found[entity.name] |= set(connection.scalars(sa.select(id_).where(of_action.in_(some))))
    gone = sa.select(trail.c.entity, trail.c.entity_id).where(
        trail.c.kind == "change",
        trail.c.number > number,
        trail.c.entity.in_(kinds),
        trail.c.field == "action_id",
        trail.c.before_digest.is_not(None),
    )
    for name, thing in connection.execute(gone):
        found[name].add(thing)
    return found


def ids_of(connection: sa.Connection, entity: str, number: int) -> set[str]:
    """The ids of everything of a kind that the trail tells of by an entry."""
    query = sa.select(trail.c.entity_id).where(trail.c.entity == entity, trail.c.number <= number)
    return set(connection.scalars(query.distinct()))


def some_of(ids: Collection[str]) -> list[list[str]]:
    """Ids a few hundred at a time."""
    every = sorted(ids)
    return [every[start : start + MOST_ASKED] for start in range(0, len(every), MOST_ASKED)]


def build(told: Iterable[Any]) -> Register:
    """A register from (entity, id, field, canonical value) rows: what was last told of each field."""
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for entity, id_, field, value in told:
        found[entity][id_][field] = value
    return Register(
        **{
            e.table: in_order_of_id(from_history(e.record, v) for v in found[e.name].values() if "id" in v)
            for e in ENTITIES
        }
    )


def in_order_of_id(records: Iterable[Any]) -> dict[str, Any]:
    """Records by their ids, in the order of these."""
    return {record.id: record for record in sorted(records, key=lambda r: (in_order(r.id), r.id))}


def in_order(id_: str) -> tuple[str, int]:
    """The order of ids: by name, and by number where a name ends in one, so that U10 comes after U2."""
    match = _NUMBERED.match(id_)
    assert match is not None
    return match[1], int(match[2] or 0)
