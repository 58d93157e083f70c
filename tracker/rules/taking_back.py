"""Taking back what an import wrote: which cells, with which right, and what is done to the register for them.

Pure. What was never meant leaves the register: a wrong update, a wrong piece of evidence, a moved date with its
extension, a new action with all that the file said of it. The trail keeps every word of it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from tracker.rules.brought_in import SAID, Cell, Import, State, Thing, Wrote, differing
from tracker.rules.dates import list_in_words, plural
from tracker.rules.errors import TrackerError, shown
from tracker.rules.register import Register
from tracker.rules.words import Status

FIELDS = {
    "title": "Action to take", "owner": "Owner", "lead": "Lead", "intended_outcome": "Intended outcome",
    "due": "Due date", "due_asked": "Later date asked for", "status": "Status", "own_rating": "Own rating",
    "progress": "Progress", "evidence": "Evidence", "action": "New action",
}  # fmt: skip
"""What a cell is called."""
MOST_TOLD = 5


class NotTakenBackError(TrackerError):
    """An import, or some of its cells, cannot be taken back; says everything that is in the way."""

    def __init__(self, what: str, blockers: Sequence[str], way_out: str = "") -> None:
        more = len(blockers) - MOST_TOLD
        told = [*blockers[:MOST_TOLD], *([f"and {more:,} more"] if more > 0 else [])]
        super().__init__(f"{what} cannot be taken back: {'; '.join(told)}.{' ' if way_out else ''}{way_out}")


class Put(NamedTuple):
    """A field of a row and the value to put there."""

    entity: str
    id: str
    field: str
    value: Any


class Steps(NamedTuple):
    """What taking some cells back does to the register: values put back, and rows taken out."""

    puts: tuple[Put, ...]
    takes: tuple[Thing, ...]


def to_take(
    file_name: str, cells: Sequence[Cell], ids: Collection[str] | None, name: Callable[[str], str]
) -> list[Cell]:
    """The cells that are to be taken back: all, or those of these ids. Raises NotTakenBackError where any cannot."""
    what = f"‘{shown(file_name)}’"
    known = {cell.id: cell for cell in cells}
    if ids is not None:
        if strange := [id_ for id_ in ids if id_ not in known]:
            raise NotTakenBackError(what, [f"it has no cell ‘{shown(id_)}’" for id_ in strange])
        if not ids:
            raise NotTakenBackError(what, ["no cell was chosen"])
        if back := [cell for cell in cells if cell.id in ids and cell.state == State.BACK]:
            raise NotTakenBackError(what, [f"{place(cell)} is as it was before already" for cell in back])
    wanted = [cell for cell in cells if cell.state != State.BACK and (ids is None or cell.id in ids)]
    if not wanted:
        raise NotTakenBackError(what, ["everything is as it was before it already"])
    if blocked := [cell for cell in wanted if cell.state == State.IN_THE_WAY]:
        whole = "" if ids is not None else "Take back the other cells one by one."
        blockers = [f"{place(cell)}: {in_words(cell, name)}" for cell in blocked]
        raise NotTakenBackError(what, blockers, whole if len(blocked) < len(wanted) else "")
    return wanted


def place(cell: Cell) -> str:
    """Where a cell stands: "SOTON-K-A014, Due date"."""
    return f"{cell.action_id}, {FIELDS[cell.field]}"


def in_words(cell: Cell, name: Callable[[str], str]) -> str:
    """Everything that keeps a cell from being taken back; an empty text where nothing does."""
    return list_in_words([one.in_words(name) for one in cell.in_the_way])


def summary(cells: Sequence[Cell]) -> tuple[str, str]:
    """How much of an import can be taken back (whole, in_part, not_at_all, done), and the sentence that says so."""
    here = sum(cell.state == State.HERE for cell in cells)
    kept = sum(cell.state == State.IN_THE_WAY for cell in cells)
    if not here and not kept:
        return "done", "Everything is as it was before it."
    if not kept:
        return "whole", "Nothing has touched it since: it can be taken back whole."
    touched = f"{plural(kept, 'cell')} can stay only, for what was done since"
    if not here:
        return "not_at_all", f"{touched}."
    return "in_part", f"{touched}; {plural(here, 'cell')} can be taken back."


def right(cell: Cell) -> str:
    """The right that taking a cell back asks for, beside that to take back an import: that of the step it undoes."""
    if cell.field in ("own_rating", "progress"):
        return "update"
    if cell.field == "status":
        back_to_claimed = "claim" if cell.before == Status.CLAIMED else "update"
        return "withdraw_claim" if cell.after == Status.CLAIMED else back_to_claimed
    if cell.field in ("due", "due_asked"):
        fields = {one.field for one in cell.puts}
        return "edit_action" if "original_due" in fields else "agree_extension" if "due" in fields else "ask_extension"
    return {"evidence": "withdraw_evidence", "action": "plan_action"}.get(cell.field, "edit_action")


def steps(brought: Import, chosen: Sequence[Cell], every: Sequence[Cell], now: Register) -> Steps:
    """Everything that taking back the chosen cells does."""
    puts = [Put(one.entity, one.id, one.field, one.before) for cell in chosen for one in cell.puts]
    takes = [thing for cell in chosen for thing in cell.takes]
    by_action: dict[str, list[Cell]] = {}
    for cell in chosen:
        if cell.field in SAID:
            by_action.setdefault(cell.action_id, []).append(cell)
    here: dict[str, set[str]] = {}
    for cell in every:
        if cell.action_id in by_action and cell.state != State.BACK:
            here.setdefault(cell.action_id, set()).add(cell.field)
    updates = _updates(brought, now)
    for action_id, said in by_action.items():
        stays = here[action_id] - {cell.field for cell in said}
        _unsay(brought, said, stays, updates.get(action_id, []), puts, takes)
    _ask_no_longer(brought, chosen, now, puts, takes)
    return Steps(tuple(puts), tuple(takes))


def _updates(brought: Import, now: Register) -> dict[str, list[Any]]:
    """The updates that an import wrote and that are there still, by action, oldest first."""
    found: dict[str, list[Any]] = {}
    for entity, id_ in brought.rows:
        if entity == "action_update" and (row := now.updates.get(id_)) is not None:
            found.setdefault(row.action_id, []).append(row)
    return found


def _unsay(
    brought: Import, said: Sequence[Cell], stays: set[str], updates: Iterable[Any], puts: list[Put], takes: list[Thing]
) -> None:
    """An update tells the status, the own rating and the progress of one row. What is left of it is what the import
    would have written of a row without the cells that go; of a row without any, nothing."""
    status = next((cell for cell in said if cell.field == "status"), None)
    moved = "status" in stays or status is not None
    for number, row in enumerate(updates):
        keeps_status = number == 0 and "status" in stays
        keeps_rating = row.own_rating is not None and "own_rating" in stays
        keeps_progress = not brought.is_plain(row.narrative) and "progress" in stays
        if not (keeps_status or keeps_rating or keeps_progress):
            takes.append(("action_update", row.id))
            continue
        if moved and status is not None and row.status == status.after:
            puts.append(Put("action_update", row.id, "status", status.before))
        if row.own_rating is not None and not keeps_rating:
            puts.append(Put("action_update", row.id, "own_rating", None))
        if not keeps_progress:
            words = [*([row.status] if keeps_status else []), *([row.own_rating] if keeps_rating else [])]
            puts.append(Put("action_update", row.id, "narrative", brought.as_written(words)))


def _ask_no_longer(brought: Import, chosen: Sequence[Cell], now: Register, puts: list[Put], takes: list[Thing]) -> None:
    """An agency that was asked only because the import gave it an action is asked no longer, unless somebody has
    accepted or changed the ask since, or another action of it answers the same part."""
    rows = brought.rows
    gone = {id_ for entity, id_ in takes if entity == "action"}
    owners = {one.id: one.value for one in puts if one.entity == "action" and one.field == "owner_id"}
    given = {cell.action_id for cell in chosen if cell.field in ("action", "owner")}
    links = now.action_parts.values()
    freed = {(one.part_id, now.actions[one.action_id].owner_id) for one in links if one.action_id in given}
    answered = {
        (link.part_id, owners.get(link.action_id, action.owner_id))
        for link in links
        if link.action_id not in gone and (action := now.actions.get(link.action_id))
    }
    about = {entry.ask_id for entry in now.not_doing.values()}
    for (entity, id_), fields in rows.items():
        ask = now.asks.get(id_) if entity == "ask" else None
        if ask is None or id_ in about or (key := (ask.part_id, ask.agency_id)) not in freed or key in answered:
            continue
        if differing(ask, fields):
            continue
        if "id" in fields:
            takes.append(("ask", id_))
        else:
            puts += [_before(one) for one in fields.values()]


def _before(one: Wrote) -> Put:
    return Put(one.entity, one.id, one.field, one.before)
