"""The trail, to look at: entries by filter, as somebody may see them."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from tracker.queries.register import trail, values
from tracker.queries.screen import FOR_ALL, Screen, screen_of
from tracker.queries.screen_of_boards import AllBut, numbers
from tracker.rules.records import TrailEntry
from tracker.rules.sight import Sight
from tracker.store.engine import reading

_before, _after, _reason = values.alias("b"), values.alias("a"), values.alias("r")


class LeftOut(NamedTuple):
    """How many entries are not shown: about things that are not for whoever looks, and of people coming and going."""

    about_hidden: int
    accesses: int

    @property
    def in_words(self) -> str:
        """Both as a sentence; an empty text where nothing is left out."""
        words = []
        if self.about_hidden:
            are = "entry is" if self.about_hidden == 1 else "entries are"
            words.append(f"{self.about_hidden:,} {are} about things you may not see.")
        if self.accesses:
            came = (
                "1 entry of a sign-in or a download is"
                if self.accesses == 1
                else (f"{self.accesses:,} entries of sign-ins and downloads are")
            )
            words.append(f"{came} for the business manager and the auditor.")
        return " ".join(words)


class Download(NamedTuple):
    """Who took a piece of evidence out, and when (UTC); or showed it to everybody in the room of a meeting."""

    by: str
    at: datetime
    in_room: bool = False


def entries(
    engine: sa.Engine,
    *,
    sight: Sight,
    entity_ids: frozenset[str] | None = None,
    entity: str | None = None,
    by: str | None = None,
    verb: str | None = None,
    door: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before_number: int | None = None,
    changes_only: bool = False,
    accesses_only: bool = False,
    newest_first: bool = True,
    limit: int | None = 500,
) -> tuple[TrailEntry, ...]:
    """Entries that meet every filter given; instants are UTC, `until` is left out. No limit means all of them.

    Somebody of this sight does not see entries about what is hidden from them: their numbers are a gap. Words that are
    hidden are replaced; everything else of an entry, its hash too, is as it was recorded."""
    screen = screen_of(engine, sight)
    where = _where(
        entity_ids=entity_ids, entity=entity, by=by, verb=verb, door=door, since=since, until=until,
        before_number=before_number, changes_only=changes_only, accesses_only=accesses_only,
    )  # fmt: skip
    last = trail.c.number.desc() if newest_first else trail.c.number
    query = _told().where(*where).order_by(last)
    with reading(engine) as connection:
        if limit is None:
            rows = connection.execution_options(yield_per=5000).execute(query)
            return tuple(screen.told(row) for row in rows if screen.shows(row))
        if screen.of_boards and entity_ids is None:
            told = _where(entity=entity, by=by, verb=verb, door=door, since=since, until=until)
            shown = {name: ids.shown for name, ids in screen.gone.items() if isinstance(ids, AllBut)}
            changes, accesses = numbers(connection, shown, told, screen.colleagues, screen.of_boards)
            every = sorted([*(() if accesses_only else changes), *(() if changes_only else accesses)])
            every = every if before_number is None else every[: bisect_left(every, before_number)]
            found = _these(connection, screen, every[::-1] if newest_first else every, max(limit, 200))
        else:
            found = _shown(connection, query, screen, max(limit, 200), newest_first=newest_first)
        return tuple(islice(found, limit))


def _shown(
    connection: sa.Connection, query: "sa.Select[Any]", screen: Screen, batch: int, *, newest_first: bool
) -> Iterator[TrailEntry]:
    """The entries that are shown, a batch at a time: how many are left out between them is not known beforehand."""
    beyond: list[sa.ColumnElement[bool]] = []
    while True:
        rows = connection.execute(query.where(*beyond).limit(batch)).all()
        yield from (screen.told(row) for row in rows if screen.shows(row))
        if len(rows) < batch:
            return
        beyond = [trail.c.number < rows[-1].number if newest_first else trail.c.number > rows[-1].number]


def _these(connection: sa.Connection, screen: Screen, numbers: Sequence[int], batch: int) -> Iterator[TrailEntry]:
    """The entries of these numbers, in this order, a batch at a time."""
    for start in range(0, len(numbers), batch):
        some = numbers[start : start + batch]
        rows = {row.number: row for row in connection.execute(_told().where(trail.c.number.in_(some)))}
        yield from (screen.told(rows[number]) for number in some if screen.shows(rows[number]))


def left_out(engine: sa.Engine, *, sight: Sight, **filters: Any) -> LeftOut:
    """How many entries of these filters (those of `entries`, and `from_number`) somebody of this sight does not see; of
    other boards, whose work is none of theirs, nobody is told how many there are."""
    screen = screen_of(engine, sight)
    where = _where(**filters)
    about = accesses = 0
    with reading(engine) as connection:
        not_for_all = [trail.c.kind == "access", trail.c.entity != FOR_ALL]
        if screen.colleagues is not None:
            not_for_all.append(trail.c.by.in_(screen.colleagues))
        if not sight.accesses:
            accesses = connection.scalar(sa.select(sa.func.count()).where(*where, *not_for_all)) or 0
        for entity, ids in screen.counted.items():
            for some in _some(ids):
                of_these = (trail.c.entity == entity, trail.c.entity_id.in_(some))
                kinds = connection.scalars(sa.select(trail.c.kind).where(*where, *of_these))
                about += sum(kind == "change" or sight.accesses or entity == FOR_ALL for kind in kinds)
    return LeftOut(about, accesses)


def downloads_of(engine: sa.Engine, evidence_id: str, *, sight: Sight) -> tuple[Download, ...]:
    """Who took a piece of evidence out, oldest first: for everybody who may see that it exists."""
    return downloads(engine, [evidence_id], sight=sight).get(evidence_id, ())


def downloads(engine: sa.Engine, evidence_ids: Collection[str], *, sight: Sight) -> Mapping[str, tuple[Download, ...]]:
    """The same of several pieces, by the id of each that was ever taken out."""
    screen = screen_of(engine, sight)
    gone = screen.gone.get("evidence", ())
    visible = sorted(id_ for id_ in set(evidence_ids) if id_ not in gone)
    found: dict[str, tuple[Download, ...]] = {}
    with reading(engine) as connection:
        for some in _some(visible):
            query = sa.select(trail.c.entity_id, trail.c.by, trail.c.at, trail.c.verb).where(
                trail.c.kind == "access", trail.c.entity == "evidence", trail.c.entity_id.in_(some)
            )
            for id_, by, at, verb in connection.execute(query.order_by(trail.c.number)):
                found[id_] = (*found.get(id_, ()), Download(by, at, in_room=verb == "show_in_room"))
    return found


def _some(ids: Collection[str], most: int = 500) -> list[list[str]]:
    """Ids a few hundred at a time: a database takes no more in one question."""
    every = sorted(ids)
    return [every[start : start + most] for start in range(0, len(every), most)]


def _where(
    *,
    entity_ids: frozenset[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before_number: int | None = None,
    from_number: int | None = None,
    changes_only: bool = False,
    accesses_only: bool = False,
    **equal: str | None,
) -> list[sa.ColumnElement[bool]]:
    named = {**equal, "kind": "change" if changes_only else "access" if accesses_only else None}
    where: list[sa.ColumnElement[bool]] = [trail.c[name] == value for name, value in named.items() if value is not None]
    if since is not None:
        where.append(trail.c.at >= since)
    if until is not None:
        where.append(trail.c.at < until)
    if before_number is not None:
        where.append(trail.c.number < before_number)
    if from_number is not None:
        where.append(trail.c.number >= from_number)
    if entity_ids is not None:
        where.append(trail.c.entity_id.in_(sorted(entity_ids)))
    return where


def _told() -> "sa.Select[Any]":
    return (
        sa.select(trail, _before.c.value.label("before"), _after.c.value.label("after"), _reason.c.value.label("why"))
        .outerjoin(_before, _before.c.id == trail.c.before_value)
        .outerjoin(_after, _after.c.id == trail.c.after_value)
        .outerjoin(_reason, _reason.c.id == trail.c.reason_value)
    )
