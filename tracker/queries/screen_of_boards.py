"""What of a large trail the people of some boards may see, told by what they do see, which is little.

An entry is shown if it is about something that stands in their register, or stood there until it was taken out, or
about what is no board's. Nothing here looks at the rest of the register, nor goes through the rest of the trail.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from threading import Lock

import sqlalchemy as sa

from tracker.queries.live import live
from tracker.queries.partly import names_elsewhere, words_in
from tracker.queries.register import some_of, trail, values
from tracker.queries.remember import remember, with_it
from tracker.queries.scope import BOUND, Scope, column
from tracker.queries.sights import hidden_now
from tracker.queries.standing import Moment, standing_at
from tracker.rules.records import PersonRole, Redaction
from tracker.rules.register import Register
from tracker.rules.veil import called, dropped
from tracker.store.engine import reading
from tracker.store.tables import BY_RECORD, ENTITIES

SORTED = tuple(BY_RECORD[kind] for kind in (*BOUND, PersonRole, Redaction))
"""The kinds of thing of which some are hidden with their board."""
POINTS = (
    "review_id", "recommendation_id", "part_id", "ask_id", "action_id", "from_id", "to_id", "about", "entity_id",
    "measure_id", "learning_point_id", "a_id", "b_id", "board_id", "meeting_id", "item_id", "sample_id",
)  # fmt: skip
"""Fields that say what a thing hangs on."""
OF_EVERY_BOARD = ("chase", "sending", "workbook_import")
"""Of these none that was taken out, and named no board, is a board's."""
Links = Mapping[tuple[str, str], Set[str]]


class AllBut(Container[str]):
    """Every id but these."""

    def __init__(self, shown: frozenset[str]) -> None:
        self.shown = shown

    def __contains__(self, id_: object) -> bool:
        return id_ not in self.shown

    def __or__(self, more: Iterable[str]) -> "AllBut":
        return AllBut(self.shown.difference(more))


class HiddenIds(Container[str]):
    """The ids of hidden reviews and of what they recommend, as the values of the trail tell them."""

    def __init__(self, reviews: frozenset[str]) -> None:
        self._reviews = reviews

    def __contains__(self, told: object) -> bool:
        if not isinstance(told, str) or not told.startswith('"'):
            return False
        review, _, ref = told.strip('"').partition(":")
        return review in self._reviews and "/" not in ref


class Naming:
    """What names something hidden in running text: asked as a pattern is. Only names all of whose words stand in a text
    are looked for in it; what the names are is found out when first asked."""

    def __init__(self, secret: Callable[[], Iterable[str]]) -> None:
        self._secret = secret

    @cached_property
    def _by_word(self) -> Mapping[str, list[tuple[frozenset[str], re.Pattern[str]]]]:
        found: dict[str, list[tuple[frozenset[str], re.Pattern[str]]]] = defaultdict(list)
        for name in self._secret():
            if words := words_in(name):
                pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
                found[words[0]].append((frozenset(words), pattern))
        return found

    def search(self, text: str) -> "re.Match[str] | None":
        """A name that stands in a text, or None."""
        said = frozenset(words_in(text))
        near = (one for word in said for one in self._by_word.get(word, ()) if one[0] <= said)
        return next((found for _, pattern in near if (found := pattern.search(text))), None)


def gone_of(engine: sa.Engine, when: Moment, scope: Scope) -> tuple[Mapping[str, AllBut], Mapping[str, frozenset[str]]]:
    """What is hidden from the people of some boards, by the trail's word for its kind; and what of that their own
    boards' things lead to, of which they are told how much there is."""
    shown, here = standing_at(engine, when).register, live(engine, scope).register
    with reading(engine) as connection:
        once = _once_shown(connection, when.store, shown, when.hidden.boards)
    left = {e.name: frozenset(getattr(shown, e.table)) for e in SORTED}
    return (
        {name: AllBut(ids | once.get(name, frozenset())) for name, ids in left.items()},
        {e.name: frozenset(getattr(here, e.table)) - left[e.name] for e in SORTED if e.record in BOUND},
    )


def naming_of(engine: sa.Engine, when: Moment, scope: Scope) -> Naming:
    """What names something hidden, for the people of some boards."""
    here = live(engine, scope).register

    def secret() -> set[str]:
        told, kept = called(here, dropped(here, when.hidden.reviews, when.hidden.boards), when.hidden.boards)
        with reading(engine) as connection:
            return (names_elsewhere(connection, scope) | told) - kept

    return Naming(secret)


def hidden_ids(engine: sa.Engine, when: Moment) -> HiddenIds:
    """The ids that stand for something hidden as a value of something that is not."""
    return HiddenIds(hidden_now(engine, when.sight).reviews)


def numbers(
    connection: sa.Connection,
    shown: Mapping[str, frozenset[str]],
    where: Sequence[sa.ColumnElement[bool]],
    colleagues: frozenset[str] | None,
    key: Hashable,
) -> tuple[set[int], set[int]]:
    """The numbers of the entries that may be shown: of changes, and of people's coming and going. Those of all changes
    are remembered by the state of the register that `key` names."""
    theirs = [
        sa.and_(trail.c.entity == name, trail.c.entity_id.in_(some))
        for name, ids in shown.items()
        for some in some_of(ids)
    ]
    commons = trail.c.entity.in_([e.name for e in ENTITIES if e.name not in shown])
    evidence = [
        sa.and_(trail.c.entity == "evidence", trail.c.entity_id.in_(some)) for some in some_of(shown["evidence"])
    ]

    def found(kind: str, conditions: Iterable[sa.ColumnElement[bool]]) -> set[int]:
        query = sa.select(trail.c.number).where(trail.c.kind == kind, *where)
        return {number for one in conditions for number in connection.scalars(query.where(one))}

    every = [*theirs, commons]
    changes = found("change", every) if where else remember(key, lambda: found("change", every), small=True)
    return changes, found("access", [*evidence, *(trail.c.by.in_(some) for some in some_of(colleagues or ()))])


# ---- what was taken out of the register

_removed: dict[str, tuple[int, dict[tuple[str, str], set[str]]]] = {}
_lock = Lock()


def _forget() -> None:
    with _lock:
        _removed.clear()


with_it(_forget)


def _once_shown(
    connection: sa.Connection, store: str, shown: Register, boards: frozenset[str]
) -> Mapping[str, frozenset[str]]:
    """What was taken out of the register and hung on nothing that is hidden, by the trail's word for its kind."""
    kinds = {e.name for e in SORTED} - set(OF_EVERY_BOARD)
    links = {thing: pointed for thing, pointed in _links(connection, store).items() if thing[0] in kinds}
    there = frozenset[str]().union(*(getattr(shown, e.table).keys() for e in ENTITIES)) - boards
    found, known = dict[tuple[str, str], Set[str]](), set[str](there)
    while more := {thing: to for thing, to in links.items() if thing not in found and not to.isdisjoint(known)}:
        found |= more
        known |= {id_ for _, id_ in more}
    lacking = frozenset[str]().union(*found.values()) - known
    exists = {
        id_
        for kind in (*BOUND, PersonRole)
        for some in some_of(lacking)
        for id_ in connection.scalars(sa.select(column(kind, "id")).where(column(kind, "id").in_(some)))
    } | {id_ for _, id_ in links if id_ in lacking}
    exists |= boards
    while hides := {thing for thing, pointed in found.items() if not pointed.isdisjoint(exists)}:
        exists |= {id_ for _, id_ in hides}
        found = {thing: to for thing, to in found.items() if thing not in hides}
    left: dict[str, set[str]] = defaultdict(set)
    for name, id_ in found:
        left[name].add(id_)
    return {name: frozenset(ids) for name, ids in left.items()}


def _links(connection: sa.Connection, store: str) -> Links:
    """What each thing that was ever taken out of the register pointed at. Of the trail only what is new is read."""
    with _lock:
        number, links = _removed.get(store, (0, {}))
        last = connection.scalar(sa.select(sa.func.max(trail.c.number)).where(trail.c.kind == "change")) or 0
        if last > number:
            for thing, pointed in links_of_removed(connection, number).items():
                links.setdefault(thing, set()).update(pointed)
            _removed[store] = (last, links)
        return dict(links)


def links_of_removed(connection: sa.Connection, since: int = 0) -> dict[tuple[str, str], set[str]]:
    """What each thing pointed at that was taken out of the register after an entry of the trail."""
    removed = (
        sa.select(trail.c.entity, trail.c.entity_id)
        .where(
            trail.c.kind == "change", trail.c.number > since, trail.c.field == "id", trail.c.after_value.is_(None)
        )
        .subquery()
    )  # fmt: skip
    query = (
        sa.select(trail.c.entity, trail.c.entity_id, values.c.value)
        .join(removed, sa.and_(removed.c.entity == trail.c.entity, removed.c.entity_id == trail.c.entity_id))
        .join(values, values.c.id == trail.c.before_value)
        .where(trail.c.field.in_(POINTS), trail.c.after_value.is_(None))
    )
    found: dict[tuple[str, str], set[str]] = {}
    for entity, id_, told in connection.execute(query):
        found.setdefault((entity, id_), set()).add(_plain(told))
    return found


def _plain(told: str) -> str:
    try:
        return str(json.loads(told))
    except ValueError:  # no longer held
        return told
