"""One open cell of an action's row, three ways: as sent, as returned, as the register has it now."""

from enum import Enum
from typing import Final, TypeAlias

from tracker.rules.dates import list_in_words
from tracker.rules.lifecycle import moves_from, open_entry, status_on
from tracker.rules.records import ActionFile
from tracker.rules.redaction import brings_back
from tracker.rules.words import Status
from tracker.sheets.check import LENGTH
from tracker.sheets.columns import OpenColumn
from tracker.sheets.grid import Cell
from tracker.sheets.plan import Conflict, Edit, Problem, Value
from tracker.sheets.returned.cells import Bad, broken, parse_text
from tracker.sheets.returned.desk import Desk
from tracker.sheets.returned.rows import Line
from tracker.sheets.text import as_text, prose, readings, same, still
from tracker.sheets.writing.lists import STATUSES

SAID_IN_UPDATES = frozenset({"progress", "own_rating"})
TAKEN_OUT = "holds words that were taken out of the register since: write it anew without them, or leave it empty"


class _Already(Enum):
    ALREADY = "already"


ALREADY: Final = _Already.ALREADY
"""A cell that was changed, and says what the register heard by now all the same."""

Found: TypeAlias = Edit | Conflict | Problem | _Already | None


def merge_cell(desk: Desk, line: Line, at: int, column: OpenColumn, file: ActionFile) -> Found:
    """What one open cell comes to: a change, a conflict, a problem, or nothing. `at` is its place in the layout."""
    cell = desk.cell(line.row, column.field)
    if cell is None:
        return None
    was = desk.sent.files.get(file.action.id) if desk.sent is not None else None
    if _is_as_sent(desk, line, at, column, cell, was, file):
        if column.field == "due":
            _notice_idle_reason(desk, line)
        return None
    written = column.show(desk.now, file)
    if _says(cell, written):
        return ALREADY
    value = desk.meaning(column.field, cell, desk.not_before(file.action.review_id))
    if isinstance(value, Bad):
        return desk.problem(line.number, column.field, cell, value.why, value.kind)
    sent, now = column.value(was) if was else None, column.value(file)
    if was is not None and value == sent:
        return None
    if value == now or _already_said(column.field, value, was, file):
        return ALREADY
    if brings_back(value, sent) or brings_back(value, now):
        if _has_sum(line, at) and line.sent is not None and line.sent.said(at, readings(cell)):
            return None  # nobody typed it: it is what was sent before the words were taken out
        return desk.problem(line.number, column.field, cell, TAKEN_OUT)
    moved = sent != now if was is not None else _moved(line, at, column, written, file)
    reason = _reason(desk, line, now) if column.field == "due" else None
    if isinstance(reason, Problem):
        return reason
    place = (desk.table.sheet.name, line.number, desk.heading(column.field), reason)
    why = _not_allowed(desk, column.field, value, file)
    if moved:
        return Conflict(file.action.id, column.field, sent, value, now, *place, cannot=why)
    if why:
        return desk.problem(line.number, column.field, cell, why, "not_allowed")
    return Edit(file.action.id, column.field, now, value, *place)


def _says(cell: Cell, written: Cell | None) -> bool:
    return same(cell, written) or still(cell, written)


def _is_as_sent(
    desk: Desk, line: Line, at: int, column: OpenColumn, cell: Cell, was: ActionFile | None, file: ActionFile
) -> bool:
    """Whether the cell says what was sent: by the register as it stood, else by the sums in the file, else as now."""
    if was is not None and desk.sent is not None:
        return _says(cell, column.show(desk.sent, was))
    if _has_sum(line, at):
        assert line.sent is not None
        return line.sent.said(at, readings(cell))
    return _says(cell, column.show(desk.now, file))


def _has_sum(line: Line, at: int) -> bool:
    return line.sent is not None and bool(line.sent.whole) and len(line.sent.sums) >= (at + 1) * LENGTH


def _moved(line: Line, at: int, column: OpenColumn, written: Cell | None, file: ActionFile) -> bool:
    """Whether the register changed since the file went out, or may have, as far as the file itself can tell."""
    if line.sent is None:
        return True
    if _has_sum(line, at):
        return not line.sent.said(at, (as_text(written),))
    version = line.sent.version  # the sums are of another layout
    return version is not None and version != file.action.version and column.field not in SAID_IN_UPDATES


def _already_said(field: str, value: Value, was: ActionFile | None, file: ActionFile) -> bool:
    """Whether the register heard this since the file went out, though more was said after it: the same file again."""
    if field in SAID_IN_UPDATES:
        said = file.updates[len(was.updates) :] if was else file.updates
        heard = (u.own_rating if field == "own_rating" else prose(as_text(u.narrative)) for u in said)
        return any(one == value for one in heard)
    if field == "due":
        asked = file.extensions[len(was.extensions) :] if was else ()
        return any(e.to_due == value for e in asked) or any(
            e.to_due == value and not (e.agreed_on or e.refused_on) for e in file.extensions
        )
    return False


def _reason(desk: Desk, line: Line, now: Value) -> str | Problem | None:
    """The reason for a moved date. One without a reason is taken, with a notice, and the record says that none was
    given: whoever has to agree it sees that. A first date needs none."""
    cell = desk.cell(line.row, "due_reason")
    if cell is None:
        if now is not None:
            desk.notices.append(f"Row {line.number} moves its due date and gives no reason: the record will say so.")
        return None
    reason = broken(cell) or parse_text(cell, "due_reason")
    return desk.problem(line.number, "due_reason", cell, reason.why) if isinstance(reason, Bad) else reason


def _notice_idle_reason(desk: Desk, line: Line) -> None:
    if desk.cell(line.row, "due_reason") is not None:
        desk.notices.append(f"Row {line.number} gives a reason for a new date, but its due date is as it was.")


def _not_allowed(desk: Desk, field: str, value: Value, file: ActionFile) -> str | None:
    """Why a change that can be read may still not be made; None if it may."""
    if field == "owner" and desk.agency_ids and not desk.is_ours(str(value)):
        return "would answer for this action instead of you: only the board moves an action to another agency"
    if field == "status":
        now = status_on(file, today=desk.today)
        entry = open_entry(file)
        allowed = moves_from(now, entry.former_status if entry else None)
        if value not in allowed:
            choices = [s.label for s in STATUSES if s in allowed and now != Status.NOT_DOING]
            can = (
                f"it can move to {list_in_words(choices, 'or')}"
                if choices
                else "what follows is not the owner's to say"
            )
            return f"cannot follow {now.label}: {can}"
        if now == Status.NOT_DOING:
            return "cannot follow Not doing: it is brought back by a decision, not here"
    return None
