"""Taking back what an import wrote: whole while nothing later touched it, else cell by cell. The trail keeps it all."""

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Engine

from tracker.commands._values import day_of, prose
from tracker.rules import taking_back as rules
from tracker.rules.brought_in import Cell, State
from tracker.rules.dates import in_words
from tracker.rules.errors import shown
from tracker.rules.import_cells import cells as cells_of
from tracker.rules.records import Action, Person, WorkbookImport
from tracker.rules.words import Door
from tracker.store.brought_in import Brought, brought_in
from tracker.store.database import Work, changing
from tracker.store.tables import BY_NAME


class TakenBack(NamedTuple):
    """What was done: the cells that are as they were before the import, and whether that is all of them by now."""

    cells: tuple[str, ...]
    whole: bool


def take_back(
    engine: Engine,
    *,
    import_id: str,
    cells: Collection[str] | None = None,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> TakenBack:
    """Put back what an import changed and take out what it added: all of it, or the cells of these ids.

    Raises NotTakenBackError, with everything that is in the way, where something was done later that touches or rests
    on what would go. Each cell asks for the right to the step that it undoes. What an import added and nobody should
    have heard of leaves the register: an update, evidence, a moved date with its extension, a new action.
    """
    why = prose("Why is it taken back?", reason)
    with changing(engine, by=by, verb="take_back_import", at=at, door=door, reason=why, token=token) as work:
        work.look_everywhere()
        row = work.get(WorkbookImport, import_id, seen=seen)
        work.allow("take_back_import", row.agency_id)
        if row.taken_back_on:
            who = _name(work, row.taken_back_by)
            already = f"{who} took it back on {in_words(row.taken_back_on)}"
            raise rules.NotTakenBackError(f"‘{shown(_called(row))}’", [already])
        return _take_back(work, row, cells, at)


def _take_back(work: Work, row: Any, ids: Collection[str] | None, at: datetime) -> TakenBack:
    found = brought_in(work.session.connection(), work.record(row))
    every = cells_of(*found)
    chosen = rules.to_take(_called(row), every, ids, lambda who: _name(work, who))
    _may(work, found, chosen)
    _do(work, rules.steps(found.wrote, chosen, every, found.now))
    work.allow("take_back_import", row.agency_id)  # the role in which it was done as a whole
    work.flush()
    left = {cell.id for cell in every if cell.state != State.BACK} - {cell.id for cell in chosen}
    if not left:
        work.change(row, taken_back_on=day_of(at), taken_back_by=work.signature.by)
    return TakenBack(tuple(cell.id for cell in chosen), not left)


def _may(work: Work, found: Brought, chosen: list[Cell]) -> None:
    """Ask for the right to each step, of the agencies that own the action now and would own it again."""
    for action_id, some in groupby(chosen, key=lambda cell: cell.action_id):
        owners = {work.get(Action, action_id).owner_id}
        verbs: dict[str, None] = {}
        for cell in some:
            verbs[rules.right(cell)] = None
            owners |= {cell.before} if cell.field == "owner" else set()
        for verb in verbs:
            for owner in sorted(owners, key=str):
                work.allow(verb, owner)


def _do(work: Work, steps: rules.Steps) -> None:
    by_row: dict[tuple[str, str], dict[str, Any]] = {}
    for put in steps.puts:
        by_row.setdefault((put.entity, put.id), {})[put.field] = put.value
    for (entity, id_), values in by_row.items():
        work.put_back(work.pointed_at(BY_NAME[entity].record, id_), **values)
    for entity, id_ in dict.fromkeys(steps.takes):
        work.remove(work.pointed_at(BY_NAME[entity].record, id_))


def _called(row: Any) -> str:
    return str(row.file_name or row.id)


def _name(work: Work, person_id: str) -> str:
    person = work.find(Person, person_id)
    return str(person.name) if person else "The tracker itself" if person_id == "system" else person_id
