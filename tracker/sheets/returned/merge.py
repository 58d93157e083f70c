"""What a returned workbook would change: each open cell compared three ways, as sent, as returned and as it is now.

Pure: registers and sheets in, a plan out. A blank cell changes nothing; a cell that says what was sent, or what the
register says by now, changes nothing; where both the file and the register changed, it is a conflict for a person.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import TypeAlias

from tracker.rules.errors import shown
from tracker.rules.records import ActionFile
from tracker.rules.register import Register
from tracker.sheets.check import FIELD as CHECK
from tracker.sheets.grid import Sheets
from tracker.sheets.plan import Conflict, Edit, Plan, Problem
from tracker.sheets.returned.desk import Desk
from tracker.sheets.returned.filed import add_evidence
from tracker.sheets.returned.origin import Origin, origin
from tracker.sheets.returned.propose import propose
from tracker.sheets.returned.recognise import Table, recognise
from tracker.sheets.returned.rows import Line, lines, unreadable
from tracker.sheets.returned.three_ways import ALREADY, merge_cell

AsSent: TypeAlias = Callable[[Collection[str]], Register] | Register | None
"""The register as it stood when the workbook was sent, or how to get what it said of some actions."""


def make_plan(sheets: Sheets, *, now: Register, sent: AsSent = None, today: date, agency_id: str | None = None) -> Plan:
    """The plan of a returned workbook. `sent` is the register as it stood at `sent_number(sheets)`; called, if it is a
    function, once and with the ids of the actions whose rows were changed. Without it the sums in the file tell what
    was changed, though not what it was.

    With `agency_id`, only that agency's actions may change; an agency's own workbook can never change another's.
    Raises FileRefusedError for a workbook not of ours.
    """
    table, source = recognise(sheets), origin(sheets)
    whose = source.agency_id if source.agency_id in now.agencies else None
    desk = Desk(table, now, today, [id_ for id_ in (agency_id, whose) if id_])
    _whose_is_it(desk, agency_id, whose)
    found = lines(desk)
    changed = {line.id for line in found if line.id and not line.as_sent and line.id in now.files}
    desk.sent = (sent(changed) if changed else None) if callable(sent) else sent
    for line in found:
        if line.id is None:
            propose(desk, line)
        elif (file := now.files.get(line.id)) is None:
            _unknown(desk, line)
        elif line.as_sent:
            desk.unchanged += 1
        elif not unreadable(desk, line):
            _merge_row(desk, line, file)
    if table.sheet.hidden:
        desk.notices.append(f"The sheet ‘{shown(table.sheet.name)}’ is hidden; it was read all the same.")
    return _plan(desk, sheets, table, source, whose)


def _plan(desk: Desk, sheets: Sheets, table: Table, source: Origin, whose: str | None) -> Plan:
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
        notices=(*desk.notices, *sheets.notices),
        file_name=sheets.file_name,
        file_hash=sheets.file_hash,
        sent_number=source.number,
        already=desk.already,
        agency_id=whose,
        sending_id=source.sending_id,
    )


def _whose_is_it(desk: Desk, agency_id: str | None, whose: str | None) -> None:
    """Say so where somebody brings in the workbook of an agency that is not theirs."""
    if agency_id is None or whose is None or desk.same_body(agency_id, whose):
        return
    one, other = desk.now.agency_name(whose), desk.now.agency_name(agency_id)
    why = f"this is the workbook of {one}, and you report for {other}: it is for {one} to bring in"
    desk.problems.append(Problem(desk.table.sheet.name, None, None, "", why, "not_allowed"))


def _unknown(desk: Desk, line: Line) -> None:
    if unreadable(desk, line):
        return
    why = "is no action in the register: put its number back, or leave this empty for a new action"
    cell = desk.cell(line.row, "action")
    desk.problems.append(desk.problem(line.number, "action", line.id if cell is None else cell, why))


def _merge_row(desk: Desk, line: Line, file: ActionFile) -> None:
    """One row about an action of the register."""
    found: list[Edit | Conflict | Problem] = []
    known_by_hidden = line.sent is not None and bool(line.sent.identity)
    found += desk.altered(line.number, line.row, line.sent, but=("action",) if known_by_hidden else ())
    for at, column in enumerate(desk.table.layout.columns):
        if column.field not in desk.open_fields:
            continue
        one = merge_cell(desk, line, at, desk.open_fields[column.field], file)
        if one is ALREADY:
            desk.already += 1
        elif one is not None:
            found.append(one)
    found += add_evidence(desk, line, file)
    if not found:
        desk.unchanged += 1
    elif desk.is_ours(file.action.owner_id):
        for one in found:
            desk.put_down(one)
    else:
        _not_theirs(desk, line, file, found)


def _not_theirs(desk: Desk, line: Line, file: ActionFile, found: list[Edit | Conflict | Problem]) -> None:
    """Every changed cell in the row of another agency's action, and why it cannot be taken."""
    owner = desk.now.agency_name(file.action.owner_id)
    why = f"was written about an action of {owner}: this file may change its own agency's actions only"
    fields = {desk.heading(column.field): column.field for column in desk.table.layout.columns}
    for heading in dict.fromkeys(str(one.column) for one in found):
        desk.bad(line.number, fields[heading], line.row, why, "not_allowed")
