"""The register of a scope: what its boards' people may see and what decides that, now or as it stood.

Read whole where it is the boards' own; of what is others', the few things that these point at or name, each with what
it hangs on, so that the veil knows them for hidden. What comes of `veiled` is what comes of it for the whole register.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from tracker.queries.register import FILED, Told, filed_under, ids_of, in_order_of_id, some_of, trail
from tracker.queries.scope import BOUND, PARENTS, Scope, column, where
from tracker.rules.records import (
    Action,
    AgendaItem,
    Chase,
    Decision,
    DipSample,
    LegalHold,
    Recommendation,
    Redaction,
    Review,
)
from tracker.rules.register import Register
from tracker.rules.words import Publication
from tracker.store.convert import read_all
from tracker.store.tables import BY_RECORD

Kinds = dict[type[Any], dict[str, Any]]
"""Records of each kind by id."""
Load = Callable[[type[Any], Collection[str]], Iterable[Any]]
_WORD = re.compile(r"\w+")
_RUNNING: Mapping[type[Any], tuple[str, ...]] = {
    Chase: ("text", "answer"),
    AgendaItem: ("title", "why", "note", "deferred_reason"),
    Decision: ("text",),
    DipSample: ("about",),
    LegalHold: ("reason", "lifted_reason"),
}
"""Running text that stays and may name something hidden (as `veil` has it)."""
_NAMED = ((Review, ("title", "subject")), (Recommendation, ("title",)), (Action, ("title",)))
"""What is named in running text, by its id and these."""


def read(connection: sa.Connection, scope: Scope | None, common: Register | None = None) -> Register:
    """The register of a scope (of None: the whole one) as the tables hold it now; `common` is what is no board's, where
    it is known already."""
    which, found = where(scope) if scope else {}, Kinds()
    for kind in BY_RECORD:
        if kind not in BOUND and common is not None:
            found[kind] = dict(getattr(common, BY_RECORD[kind].table))
        else:
            found[kind] = by_id(read_all(connection, kind, *([which[kind]] if kind in which else [])))

    def load(kind: type[Any], ids: Collection[str]) -> list[Any]:
        return [one for some in some_of(ids) for one in read_all(connection, kind, column(kind, "id").in_(some))]

    if scope and not scope.only:
        _complete(found, load)
        if said := words_of(found):
            for kind, ids in named_elsewhere(connection, scope, said).items():
                _add(found, kind, ids, load)
            _complete(found, load)
    return Register(
        **{
            BY_RECORD[kind].table: in_order_of_id(some.values()) if common is None or kind in BOUND else some
            for kind, some in found.items()
        }
    )


def read_as_at(connection: sa.Connection, number: int, now: Register, scope: Scope) -> Register:
    """The register of a scope as it stood after an entry of the trail, folded from its part of the trail alone. `now`
    is that register as it stands today: what was taken out or hung elsewhere since is found on the trail."""
    told, kinds = Told(connection, number), {BY_RECORD[kind].name: kind for kind in BY_RECORD}
    ids = {kind: set(getattr(now, BY_RECORD[kind].table)) for kind in BOUND}
    moved, renamed = _moved_since(connection, number)
    found: Kinds = {}

    def load(kind: type[Any], ids: Collection[str]) -> list[Any]:
        told.add(BY_RECORD[kind].name, ids)
        return told.records(kind, ids)

    for kind, name in ((kind, name) for name, kind in kinds.items()):
        every = kind not in BOUND or kind is DipSample  # which are sorted out by whose actions were drawn
        found[kind] = by_id(load(kind, ids_of(connection, name, number) if every else ids[kind] | moved[name]))
    _complete(found, load)
    own = set(connection.scalars(sa.select(column(Action, "id")).where(where(scope)[Action])))
    for name, more in filed_under(connection, number, found[Action].keys() - own, {*FILED, "dip_finding"}).items():
        _add(found, kinds[name], more, load)
    if said := words_of(found):
        for kind, more in named_elsewhere(connection, scope, said).items():
            _add(found, kind, more | renamed[BY_RECORD[kind].name], load)
    _complete(found, load)
    return Register(**{BY_RECORD[kind].table: in_order_of_id(some.values()) for kind, some in found.items()})


def _moved_since(connection: sa.Connection, number: int) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What was taken out, or made to hang on something else, after an entry of the trail; and what was called another
    name; each by the trail's word for its kind."""
    moved: dict[str, set[str]] = defaultdict(set)
    renamed: dict[str, set[str]] = defaultdict(set)
    names = {"title", "subject"}
    links = {name for of in PARENTS.values() for name, _ in of} | {"id", "board_id"}
    since = sa.select(trail.c.entity, trail.c.entity_id, trail.c.field).where(
        trail.c.kind == "change",
        trail.c.number > number,
        trail.c.before_digest.is_not(None),
        trail.c.field.in_(links | names),
    )
    for entity, id_, field in connection.execute(since):
        (renamed if field in names else moved)[entity].add(id_)
    return moved, renamed


def named_elsewhere(
    connection: sa.Connection, scope: Scope, said: frozenset[str], ids: Mapping[type[Any], set[str]] | None = None
) -> dict[type[Any], set[str]]:
    """What hangs on reviews of others that are not published and may be named in running text of these words; of some
    things only, where told. What others have published is no secret."""
    found: dict[type[Any], set[str]] = {}
    for kind, query in _named(scope):
        for some in [None] if ids is None else some_of(ids.get(kind, set())):
            rows = connection.execute(query if some is None else query.where(column(kind, "id").in_(some)))
            near = {row[0] for row in rows if any(said.issuperset(words_in(name)) for name in row)}
            found.setdefault(kind, set()).update(near)
    return found


def names_elsewhere(connection: sa.Connection, scope: Scope) -> set[str]:
    """The id, title and subject of whatever `named_elsewhere` would look for, in small letters."""
    queries = (query for _, query in _named(scope))
    return {name.casefold() for query in queries for row in connection.execute(query) for name in row}


def _named(scope: Scope) -> Iterator[tuple[type[Any], "sa.Select[Any]"]]:
    hidden = sa.and_(sa.not_(where(scope)[Review]), column(Review, "state") != Publication.PUBLISHED)
    for kind, names in _NAMED:
        of = hidden if kind is Review else column(kind, "review_id").in_(sa.select(column(Review, "id")).where(hidden))
        yield kind, sa.select(*(column(kind, name) for name in ("id", *names))).where(of)


def words_of(found: Mapping[type[Any], Mapping[str, Any]]) -> frozenset[str]:
    """Every word that stands in running text where something hidden may be named."""
    texts = (getattr(one, name) for kind, names in _RUNNING.items() for one in found[kind].values() for name in names)
    return frozenset(word for text in texts if text for word in words_in(text))


def words_in(text: str) -> list[str]:
    """The words of a text, letters alone, whatever their case."""
    return _WORD.findall(text.casefold())


def _complete(found: Kinds, load: Load) -> None:
    """Load what the things found tell of and hang on, until all of it is there."""
    _hang(found, load)
    for id_, sample in list(found[DipSample].items()):
        if sample.population and found[Action].keys().isdisjoint(_drawn(sample)):
            del found[DipSample][id_]  # it is of actions of other boards only
    if told := _told_of(found):
        for kind in BOUND:
            _add(found, kind, told, load)
        _hang(found, load)


def _hang(found: Kinds, load: Load) -> None:
    """Load what the things found hang on, up to their reviews and meetings."""
    asked: dict[type[Any], set[str]] = defaultdict(set)
    while True:
        lacking: dict[type[Any], set[str]] = defaultdict(set)
        for kind, parents in PARENTS.items():
            for name, parent in parents:
                there = found[parent].keys() | asked[parent]
                lacking[parent] |= {id_ for one in found[kind].values() if (id_ := getattr(one, name))} - there
        if not any(lacking.values()):
            return
        for kind, ids in lacking.items():
            _add(found, kind, ids, load)
            asked[kind] |= ids


def _told_of(found: Kinds) -> set[str]:
    """The ids that something found tells of, whatever they are of, and that are not there."""
    told = {redaction.entity_id for redaction in found[Redaction].values()}
    told |= {item.about for item in found[AgendaItem].values()}
    told |= {id_ for one in found[Decision].values() for id_ in (one.about, one.made, one.item_id)}
    told |= {id_ for chase in found[Chase].values() for id_ in chase.listed}
    told |= {id_ for sample in found[DipSample].values() for id_ in _drawn(sample)}
    return {id_ for id_ in told if id_}.difference(*(found[kind] for kind in BOUND))


def _drawn(sample: DipSample) -> set[str]:
    return {one.rpartition(":")[0] for one in sample.population}


def _add(found: Kinds, kind: type[Any], ids: Collection[str], load: Load) -> None:
    if lacking := set(ids) - found[kind].keys():
        found[kind] |= by_id(load(kind, lacking))


def by_id(records: Iterable[Any]) -> dict[str, Any]:
    """Records by their ids."""
    return {record.id: record for record in records}
