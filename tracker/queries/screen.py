"""What of the trail somebody may not see: entries about hidden things are left out, hidden words are replaced.

What is hidden is decided by how the register stands today, whenever an entry was written.
"""

import json
from collections.abc import Container, Hashable, Mapping
from dataclasses import dataclass, field
from re import Pattern
from typing import Any

import sqlalchemy as sa

from tracker.queries.live import common
from tracker.queries.register import last_change, trail
from tracker.queries.remember import remember
from tracker.queries.scope import Scope, scope_of
from tracker.queries.screen_of_boards import (
    OF_EVERY_BOARD,
    AllBut,
    Naming,
    gone_of,
    hidden_ids,
    links_of_removed,
    naming_of,
)
from tracker.queries.sights import hidden_now
from tracker.queries.standing import moment, standing
from tracker.rules import holds
from tracker.rules.records import TrailEntry
from tracker.rules.sight import WHOLE, Sight
from tracker.rules.veil import MASKED, NAMES_HIDDEN, NOT_SHOWN, Hidden, dropped, names
from tracker.store.engine import reading
from tracker.store.tables import ENTITIES

Gone = tuple[Mapping[str, frozenset[str]], Pattern[str] | None]
"""The ids of what hangs on hidden reviews, by the trail's word for their kind; and what names it in running text."""
FOR_ALL = "evidence"
"""Whose accesses everybody sees who can see that it exists."""
_RUNNING = {
    *(("chase", field) for field in ("text", "answer", "listed")),
    *(("agenda_item", field) for field in ("title", "why", "note", "deferred_reason")),
    *(("dip_sample", field) for field in ("about", "population")),
    ("decision", "text"),
    *(("legal_hold", field) for field in ("reason", "lifted_reason")),
}
"""Where running text, or a list of ids, of something that stays may name something hidden."""


@dataclass(frozen=True)
class Screen:
    """What stands between the trail and somebody who looks."""

    sight: Sight
    hidden: Hidden
    gone: Mapping[str, frozenset[str] | AllBut]
    naming: Pattern[str] | Naming | None
    ids: Container[str] = frozenset()
    """Hidden reviews and recommendations as the values of the trail tell them, of things that stay."""
    colleagues: frozenset[str] | None = None
    """Whose coming and going is shown: to somebody of some boards that of their people; None: everybody's."""
    counted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of what is hidden the things of which somebody is told how many entries they do not see: of boards' people what
    their own boards' things lead to."""
    of_boards: Hashable = None
    """Where what is hidden is everything but what is theirs: the state of the register that decides it."""

    def shows(self, row: Any) -> bool:
        """Whether an entry is shown at all. Of accesses, the downloads of evidence are for everybody."""
        if row.kind == "access" and row.entity != FOR_ALL and not self.sight.accesses:
            return False
        if row.kind == "access" and row.entity != FOR_ALL and not self.shows_access_by(row.by):
            return False
        return row.entity_id not in self.gone.get(row.entity, ())

    def shows_access_by(self, person_id: str) -> bool:
        """Whether it is shown that this person came, went, or took something out."""
        return self.colleagues is None or person_id in self.colleagues

    def told(self, row: Any) -> TrailEntry:
        """An entry with its hidden words replaced; when, who, what was done to what, and the hash stay."""
        why = NOT_SHOWN if row.why is not None and self._hides_reason(row) else row.why
        return TrailEntry(
            row.number, row.at, row.by, row.role, row.verb, row.entity, row.entity_id, row.field,
            self._value(row, row.before), self._value(row, row.after), why, row.door, row.hash,
        )  # fmt: skip

    def _hides_reason(self, row: Any) -> bool:
        if row.entity == "evidence" and row.entity_id in self.hidden.evidence:
            return True
        if row.entity == "legal_hold" and row.entity_id in self.hidden.holds:
            return True
        return self.naming is not None and self.naming.search(row.why) is not None

    def _value(self, row: Any, told: str | None) -> str | None:
        if told is None or not self.hidden:
            return told
        if row.entity == "evidence" and row.entity_id in self.hidden.evidence and row.field in MASKED:
            return _JSON_NOT_SHOWN
        if row.entity == "legal_hold" and row.entity_id in self.hidden.holds and row.field in holds.MASKED:
            return _JSON_NOT_SHOWN
        if (self.hidden.addresses or self.hidden.people) and self._is_address(row):
            return _JSON_NOT_SHOWN
        if (row.entity, row.field) in _RUNNING and self.naming and self.naming.search(told):
            return json.dumps(NAMES_HIDDEN)
        return _JSON_NOT_SHOWN if told in self.ids else told

    def _is_address(self, row: Any) -> bool:
        if row.entity == "person_identity":
            whose = row.entity_id.partition("/")[0]
            return bool(row.field in ("issuer", "subject")) and self.hidden.hides_address(whose)
        if row.entity == "ladder_contact":
            return bool(row.field == "email") and self.hidden.addresses
        is_email: bool = row.entity == "person" and row.field == "email"
        return is_email and row.entity_id != self.sight.person_id and self.hidden.hides_address(row.entity_id)


_JSON_NOT_SHOWN = json.dumps(NOT_SHOWN)


def screen_of(engine: sa.Engine, sight: Sight) -> Screen:
    """The screen for somebody of this sight, by what is hidden today."""
    if (scope := scope_of(sight)) is not None:
        return _of_boards(engine, sight, scope)
    hidden = hidden_now(engine, sight)
    if not hidden.reviews:
        return Screen(sight, hidden, {}, None)
    key = ("gone", engine.url.render_as_string(), last_change(engine), hidden.reviews, hidden.boards)
    gone, naming = remember(key, lambda: _gone(engine, hidden.reviews, hidden.boards), small=True)
    ids = gone["review"] | gone["recommendation"]
    told = frozenset(json.dumps(id_, ensure_ascii=False) for id_ in ids)
    return Screen(sight, hidden, gone, naming, told, counted=gone)


def _of_boards(engine: sa.Engine, sight: Sight, scope: Scope) -> Screen:
    """The screen for the people of some boards: what is theirs is found, not what is hidden."""
    when = moment(engine, sight=sight)
    key = ("gone", when.shown)
    gone, counted = remember(key, lambda: gone_of(engine, when, scope), small=True)
    colleagues = _colleagues(engine, scope.boards)
    named = remember(("naming", when.shown, when.number), lambda: naming_of(engine, when, scope), small=True)
    ids = hidden_ids(engine, when)
    return Screen(sight, when.hidden, gone, named, ids, colleagues, counted, of_boards=("numbers", when.shown))


def _colleagues(engine: sa.Engine, boards: frozenset[str]) -> frozenset[str]:
    """The people of some boards: those with a role there and nowhere else."""
    roles = common(engine).person_roles.values()
    elsewhere = {role.person_id for role in roles if role.board_id not in boards}
    return frozenset(role.person_id for role in roles) - elsewhere


def _gone(engine: sa.Engine, reviews: frozenset[str], boards: frozenset[str]) -> Gone:
    register = standing(engine, sight=WHOLE).register
    by_table = dropped(register, reviews, boards)
    found = {e.name: by_table.get(e.table, frozenset()) for e in ENTITIES}
    with reading(engine) as connection:
        links = links_of_removed(connection)
        if boards:
            for entity, ids in _removed_of_every_board(connection).items():
                found[entity] |= ids
    every = frozenset[str]().union(*found.values(), boards)
    while more := {thing for thing, pointed in links.items() if pointed & every} - {
        (name, id_) for name, ids in found.items() for id_ in ids
    }:  # what was removed hangs on what it last pointed at, which may have been removed too
        for name, id_ in more:
            found[name] |= {id_}
        every |= {id_ for _, id_ in more}
    return found, names(register, by_table, boards)


def _removed_of_every_board(connection: sa.Connection) -> dict[str, frozenset[str]]:
    """The messages, workbooks and imports that were taken out of the register and named no board."""
    found: dict[str, frozenset[str]] = {}
    for entity in OF_EVERY_BOARD:
        here: sa.Select[Any] = sa.select(sa.column("id")).select_from(sa.table(entity))
        told = sa.select(trail.c.entity_id).where(trail.c.entity == entity, trail.c.kind == "change").distinct()
        found[entity] = frozenset(connection.scalars(told)) - frozenset(connection.scalars(here))
    return found
