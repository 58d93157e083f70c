"""The register as it stands, kept and brought up to date: the whole of it, or what the people of some boards need.

After a change only those are read again whom it concerns: a save at one board costs another nothing but a look at the
trail's last entries. Each keeps the latest state only; whoever holds an earlier one keeps that.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import replace
from threading import Lock, RLock
from typing import Any, NamedTuple

import sqlalchemy as sa

from tracker.queries import remember
from tracker.queries.partly import by_id, named_elsewhere, read, words_of
from tracker.queries.register import in_order_of_id, some_of, trail
from tracker.queries.scope import BOUND, COMMON, Scope, column, where
from tracker.rules.records import Review
from tracker.rules.register import Register
from tracker.store.convert import read_all
from tracker.store.engine import reading
from tracker.store.tables import BY_NAME, BY_RECORD

MOST = 256
"""Of so many scopes the register is kept, the latest asked for."""
FEW = 2_000
"""More things than these that changed since are not looked at one by one."""


class Live(NamedTuple):
    """A register as it stands, and what state that is: the number of the last change it was read after."""

    register: Register
    state: int


class _Kept:
    """The register of one scope, kept up."""

    def __init__(self, scope: Scope | None) -> None:
        self._scope = scope
        self._lock = RLock()
        self._live: Live | None = None
        self._number = 0
        self._words: frozenset[str] = frozenset()

    def at(self, connection: sa.Connection, store: str, number: int) -> Live:
        """The register after entry `number`, which is what this connection sees, or later."""
        with self._lock:
            changed = _changed(connection, self._number) if self._live and number > self._number else {}
            if self._live is None or self._concerns(connection, changed):
                if self._live and self._scope is None and changed is not None:
                    self._live = Live(_brought_up(connection, self._live.register, changed), number)
                else:
                    self._live = Live(self._read(connection, store, number), number)
                self._words = self._said(self._live.register)
            self._number = max(number, self._number)
            return self._live

    def _read(self, connection: sa.Connection, store: str, number: int) -> Register:
        if self._scope is None or self._scope == COMMON:
            return read(connection, self._scope)
        return read(connection, self._scope, _kept(store, COMMON).at(connection, store, number).register)

    def _said(self, register: Register) -> frozenset[str]:
        """The words of all running text in it, where something hidden may be named."""
        if self._scope is None or self._scope.only:
            return frozenset()
        return words_of({kind: getattr(register, BY_RECORD[kind].table) for kind in BOUND})

    def _concerns(self, connection: sa.Connection, changed: Mapping[str, set[str]] | None) -> bool:
        """Whether any of these changes, by the trail's word for the kind of thing, is to what is read here."""
        if changed is None or self._live is None:
            return True
        if not changed:
            return False
        if self._scope is None:
            return True
        which = where(self._scope)
        for name, ids in changed.items():
            entity = BY_NAME[name]
            if entity.record not in BOUND:
                return True
            if entity.record not in which or not ids.isdisjoint(getattr(self._live.register, entity.table)):
                return True  # of a kind that is not named there it takes all of them to say whose it is
            query = sa.select(column(entity.record, "id")).where(which[entity.record])
            ours = (query.where(column(entity.record, "id").in_(some)).limit(1) for some in some_of(ids))
            if any(connection.execute(one).first() for one in ours):
                return True
        if not self._words:
            return False
        near = {BY_NAME[name].record: ids for name, ids in changed.items()}
        return Review in near or any(named_elsewhere(connection, self._scope, self._words, near).values())


def live(engine: sa.Engine, scope: Scope | None) -> Live:
    """The register of a scope as it stands now; of None the whole one."""
    store = engine.url.render_as_string()
    kept = _kept(store, scope)
    with reading(engine) as connection:
        last = sa.select(sa.func.max(trail.c.number)).where(trail.c.kind == "change")
        return kept.at(connection, store, connection.scalar(last) or 0)


def common(engine: sa.Engine) -> Register:
    """What is no board's; in it is found out who somebody is and what they may see."""
    return live(engine, COMMON).register


_every: "OrderedDict[Hashable, _Kept]" = OrderedDict()
_lock = Lock()


def _kept(store: str, scope: Scope | None) -> _Kept:
    with _lock:
        if (key := (store, scope)) not in _every:
            _every[key] = _Kept(scope)
        _every.move_to_end(key)
        while len(_every) > MOST:
            _every.popitem(last=False)
        return _every[key]


def _forget() -> None:
    with _lock:
        _every.clear()


remember.with_it(_forget)


def _brought_up(connection: sa.Connection, register: Register, changed: Mapping[str, set[str]]) -> Register:
    """A whole register with what was changed read again, and nothing else."""
    tables: dict[str, Mapping[str, Any]] = {}
    for name, ids in changed.items():
        entity = BY_NAME[name]
        old, own = getattr(register, entity.table), column(entity.record, "id")
        now = by_id(one for some in some_of(ids) for one in read_all(connection, entity.record, own.in_(some)))
        if now.keys() == ids & old.keys():
            tables[entity.table] = {**old, **now}  # all of them stood there before, so each keeps its place
        else:
            left = {id_: one for id_, one in old.items() if id_ not in ids}
            tables[entity.table] = in_order_of_id({**left, **now}.values())
    return replace(register, **tables)


def _changed(connection: sa.Connection, number: int) -> Mapping[str, set[str]] | None:
    """What was changed after an entry of the trail, by the trail's word for its kind; None where that is too much."""
    query = sa.select(trail.c.entity, trail.c.entity_id).where(trail.c.kind == "change", trail.c.number > number)
    rows = connection.execute(query.distinct().limit(FEW + 1)).all()
    found: dict[str, set[str]] = defaultdict(set)
    for entity, id_ in rows:
        found[entity].add(id_)
    return found if len(rows) <= FEW else None
