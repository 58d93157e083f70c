"""What a returned workbook would change: each open cell compared three ways, as sent, as returned and as it is now.

Pure: registers and sheets in, a plan out. A blank cell changes nothing; a cell that says what was sent, or what the
register says by now, changes nothing; where both the file and the register changed, it is a conflict for a person.
"""

from collections import defaultdict
from datetime import date

from tracker.rules.dates import list_in_words
from tracker.rules.errors import shown
from tracker.rules.lifecycle import moves_from, open_entry, status_on
from tracker.rules.records import ActionFile
from tracker.rules.redaction import brings_back
from tracker.rules.register import Register
from tracker.rules.words import Status
from tracker.sheets.cells import Bad, broken, parse_text
from tracker.sheets.check import FIELD as CHECK
from tracker.sheets.columns import OpenColumn
from tracker.sheets.desk import Desk
from tracker.sheets.grid import Cell, Row, Sheets
from tracker.sheets.lists import STATUSES
from tracker.sheets.plan import Conflict, Edit, Plan, Problem, Value
from tracker.sheets.propose import propose
from tracker.sheets.recognise import recognise, sent_number
from tracker.sheets.text import as_text, same

TAKEN_OUT = "holds words that were taken out of the register since: write it anew without them, or leave it empty"


def make_plan(
    sheets: Sheets, *, now: Register, sent: Register | None = None, today: date, agency_id: str | None = None
) -> Plan:
    """The plan of a returned workbook. `sent` is the register as it stood at `sent_number(sheets)`: now, if not known.

    With `agency_id`, only that agency's actions may change. Raises FileRefusedError for a workbook not of ours.
    """
    table = recognise(sheets)
    desk = Desk(table, now, sent or now, today, agency_id)
    rows_of = _rows_by_action(desk)
    for number, row in table.rows:
        cell = desk.cell(row, "action")
        if cell is None:
            propose(desk, number, row)
        elif as_text(cell) != desk.heading("action"):  # headings may be repeated on each page
            _merge_row(desk, number, row, cell, rows_of)
    if table.sheet.hidden:
        desk.notices.append(f"The sheet ‘{shown(table.sheet.name)}’ is hidden; it was read all the same.")
    return Plan(
        layout=table.layout.name,
        header_rows=(table.header_row,),
        columns={field: heading for field, heading in table.headings.items() if field != CHECK},
        unmapped=table.unmapped,
        additions=tuple(desk.additions),
        edits=tuple(desk.edits),
        unchanged=desk.unchanged,
        conflicts=tuple(desk.conflicts),
        problems=tuple(desk.problems),
        notices=tuple(desk.notices),
        file_name=sheets.file_name,
        file_hash=sheets.file_hash,
        sent_number=sent_number(sheets),
    )


def _rows_by_action(desk: Desk) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, row in desk.table.rows:
        if (cell := desk.cell(row, "action")) is not None:
            found[as_text(cell)].append(number)
    return found


def _merge_row(desk: Desk, number: int, row: Row, cell: Cell, rows_of: dict[str, list[int]]) -> None:
    """One row about an action that has an id."""
    id_ = as_text(cell)
    if bad := broken(cell):
        desk.problems.append(desk.problem(number, "action", cell, bad.why))
        return
    if (file := desk.now.files.get(id_)) is None:
        why = "is no action in the register: put its number back, or leave this empty for a new action"
        desk.problems.append(desk.problem(number, "action", cell, why))
        return
    if len(rows_of[id_]) > 1:
        if number != (first := rows_of[id_][0]):
            why = f"stands in row {first} too: keep one of the two rows"
            desk.problems.append(desk.problem(number, "action", cell, why))
        return
    edits: list[Edit] = []
    conflicts: list[Conflict] = []
    problems = desk.altered(number, row)
    for column in desk.table.layout.open_columns:
        found = _merge_cell(desk, number, row, column, file)
        if isinstance(found, Edit):
            edits.append(found)
        elif isinstance(found, Conflict):
            conflicts.append(found)
        elif found is not None:
            problems.append(found)
    if not (edits or conflicts or problems):
        desk.unchanged += 1
    elif desk.is_ours(file.action.owner_id):
        desk.edits += edits
        desk.conflicts += conflicts
        desk.problems += problems
    else:
        owner = desk.now.agency_name(file.action.owner_id)
        why = f"is an action of {owner}: this file may change its own agency's actions only"
        desk.problems.append(desk.problem(number, "action", cell, why))


def _merge_cell(
    desk: Desk, number: int, row: Row, column: OpenColumn, file: ActionFile
) -> Edit | Conflict | Problem | None:
    """What one open cell comes to: a change, a conflict, a problem, or nothing."""
    cell = desk.cell(row, column.field)
    if cell is None:
        return None
    was = desk.sent.files.get(file.action.id, file)
    if same(cell, column.show(desk.sent if was is not file else desk.now, was)):
        if column.field == "due":
            _notice_idle_reason(desk, number, row)
        return None
    if was is not file and same(cell, column.show(desk.now, file)):
        return None
    value = desk.meaning(column.field, cell, desk.not_before(file.action.review_id))
    if isinstance(value, Bad):
        return desk.problem(number, column.field, cell, value.why)
    sent, now = column.value(was), column.value(file)
    if value in (sent, now) or _already_said(column.field, value, was, file):
        return None
    if brings_back(value, sent) or brings_back(value, now):
        return desk.problem(number, column.field, cell, TAKEN_OUT)
    reason = _reason(desk, number, row, sent) if column.field == "due" else None
    if isinstance(reason, Problem):
        return reason
    place = (desk.table.sheet.name, number, desk.heading(column.field), reason)
    if sent != now:
        return Conflict(file.action.id, column.field, sent, value, now, *place)
    if why := _not_allowed(desk, column.field, value, file):
        return desk.problem(number, column.field, cell, why)
    return Edit(file.action.id, column.field, now, value, *place)


def _already_said(field: str, value: Value, was: ActionFile, file: ActionFile) -> bool:
    """Whether the register heard this since the file went out, though more was said after it: the same file again."""
    if field == "progress":
        return any(as_text(u.narrative) == value for u in file.updates[len(was.updates) :])
    if field == "due":
        return any(e.to_due == value for e in file.extensions[len(was.extensions) :]) or any(
            e.to_due == value and not (e.agreed_on or e.refused_on) for e in file.extensions
        )
    return False


def _reason(desk: Desk, number: int, row: Row, sent: Value) -> str | Problem | None:
    """The reason for a moved date. One without a reason is taken, with a notice, and the record says that none was
    given: whoever has to agree it sees that. A first date needs none."""
    cell = desk.cell(row, "due_reason")
    if cell is None:
        if sent is not None:
            desk.notices.append(f"Row {number} moves its due date and gives no reason: the record will say so.")
        return None
    reason = broken(cell) or parse_text(cell, "due_reason")
    return desk.problem(number, "due_reason", cell, reason.why) if isinstance(reason, Bad) else reason


def _notice_idle_reason(desk: Desk, number: int, row: Row) -> None:
    if desk.cell(row, "due_reason") is not None:
        desk.notices.append(f"Row {number} gives a reason for a new date, but its due date is as it was.")


def _not_allowed(desk: Desk, field: str, value: Value, file: ActionFile) -> str | None:
    """Why a change that can be read may still not be made; None if it may."""
    if field == "owner" and desk.agency_id is not None and not desk.is_ours(str(value)):
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
