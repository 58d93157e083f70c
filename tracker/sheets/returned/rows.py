"""Whose row is it: each row of a returned workbook with the action or the ask that it was sent for, wherever it stands.

The hidden cell says so, and wins over a number that was deleted or typed over. Where rows were sorted and the hidden
column was left behind, a row is known by its number and told by the sums that were sent with that number.
"""

from collections import defaultdict
from dataclasses import dataclass

from tracker.sheets import check
from tracker.sheets.check import Sent
from tracker.sheets.grid import Row
from tracker.sheets.returned.cells import broken
from tracker.sheets.returned.desk import Desk
from tracker.sheets.text import as_text, readings

MIXED = "sort whole rows with all their columns, or take the workbook anew"


@dataclass(slots=True)
class Line:
    """One row. `id` is the action's, `ask` the ask's where none was agreed; both None for a row of somebody's own."""

    number: int
    row: Row
    sent: Sent | None
    id: str | None = None
    ask: str | None = None
    as_sent: bool = False
    """Nothing in it was changed."""


def lines(desk: Desk) -> list[Line]:
    """Every row below the headings that holds something, but for repeated headings. What is wrong with a row's number
    becomes a problem, and the row is left out."""
    found: list[Line] = []
    hidden = desk.table.places.get(check.FIELD, -1)
    heading = desk.heading("action")
    by_identity: dict[str, Sent] | None = None
    for number, row in desk.table.rows:
        sent = check.sent(row.get(hidden))
        if sent is not None and sent.whole and check.whole_sum(desk.texts(row)) == sent.whole:
            found.append(_told_by_hidden(desk, number, row, sent, sent.identity, as_sent=True))
            continue
        visible = as_text(desk.cell(row, "action"))
        if visible == heading:  # headings may be repeated on each page
            continue
        if sent is None or not sent.identity:
            found.append(Line(number, row, sent, id=visible or None))
            continue
        if not visible and _is_empty(row, hidden):  # its cells were deleted, and the hidden one stayed behind
            continue
        if visible and visible != sent.identity and visible in desk.now.files:
            if by_identity is None:
                by_identity = _by_identity(desk, hidden)
            line = Line(number, row, by_identity.get(visible), id=visible)
            if _is_at_home(desk, line, sent):
                found.append(line)
            else:
                why = "is another action's number: put back the one that stood here, or empty the row for a new action"
                desk.bad(number, "action", row, why, "not_allowed")
            continue
        found.append(_told_by_hidden(desk, number, row, sent, visible))
    if "action" not in desk.table.places and hidden >= 0:
        desk.notices.append(f"The column ‘{heading}’ is not in the file: each row is read as the action sent in it.")
    return _once(desk, _unmixed(desk, found))


def _is_empty(row: Row, hidden: int) -> bool:
    return not any(as_text(cell) for place, cell in row.items() if place != hidden)


def _unmixed(desk: Desk, found: list[Line]) -> list[Line]:
    """The lines without those whose number stands beside the cells of another row, as when some columns were sorted
    without the first: each is a problem, and nothing of it is taken."""
    at = next(at for at, column in enumerate(desk.table.layout.columns) if column.field == "title")
    changed = [one for one in found if one.sent and one.sent.whole and not one.as_sent]
    moved = [
        (one, text) for one in changed if (text := as_text(desk.cell(one.row, "title"))) and not _said(one, at, text)
    ]
    if not moved:
        return found
    titled: dict[str, list[Sent]] = defaultdict(list)
    for line in found:
        if line.sent and line.sent.whole:
            titled[line.sent.sum_at(at)].append(line.sent)
    mixed: set[int] = set()
    for line, text in moved:
        other = next((was for was in titled.get(check.sum_of(text), ()) if _is_more_like(desk, line, was)), None)
        if other is not None:
            mixed.add(line.number)
            desk.bad(
                line.number,
                "title",
                line.row,
                f"stands beside another number than when it was sent, {other.identity}: {MIXED}",
                "not_allowed",
            )
    return [line for line in found if line.number not in mixed]


def _said(line: Line, at: int, text: str) -> bool:
    return line.sent is not None and line.sent.said(at, (text,))


def _told_by_hidden(desk: Desk, number: int, row: Row, sent: Sent, visible: str, *, as_sent: bool = False) -> Line:
    if sent.identity in desk.now.asks:
        return Line(number, row, sent, ask=sent.identity, as_sent=as_sent)
    if sent.identity not in desk.now.files and sent.said(_place_of_action(desk), ("",)):  # an ask that is no more
        return Line(number, row, sent, as_sent=as_sent)
    if visible != sent.identity and sent.identity in desk.now.files and "action" in desk.table.places:
        what = f"says ‘{visible[:40]}’" if visible else "has lost its number"
        desk.notices.append(f"Row {number} {what}: it is read as the action that was sent in it, {sent.identity}.")
    return Line(number, row, sent, id=sent.identity, as_sent=as_sent)


def _place_of_action(desk: Desk) -> int:
    return next(at for at, column in enumerate(desk.table.layout.columns) if column.field == "action")


def _by_identity(desk: Desk, hidden: int) -> dict[str, Sent]:
    every = (check.sent(row.get(hidden)) for _, row in desk.table.rows)
    return {sent.identity: sent for sent in every if sent is not None and sent.identity}


def _is_at_home(desk: Desk, line: Line, beside: Sent) -> bool:
    """Whether a row is its visible number's, and only the hidden cell beside it was left behind by sorting."""
    return line.sent is not None and _alike(desk, line.row, line.sent) > _alike(desk, line.row, beside)


def _is_more_like(desk: Desk, line: Line, other: Sent) -> bool:
    """Whether more of a row is as another one was sent than as its own was."""
    return line.sent is not None and _alike(desk, line.row, other) > _alike(desk, line.row, line.sent)


def _alike(desk: Desk, row: Row, sent: Sent) -> int:
    """How many cells of a row, but for its number, are as they were sent."""
    columns = enumerate(desk.table.layout.columns)
    return sum(sent.said(at, readings(desk.cell(row, c.field))) for at, c in columns if c.field != "action")


def _once(desk: Desk, found: list[Line]) -> list[Line]:
    """Each action and each ask once: a second row that says the same is passed over, one that does not is a problem,
    and then the first is not taken either."""
    rows: dict[str, list[Line]] = defaultdict(list)
    for line in found:
        if key := line.id or line.ask:
            rows[key].append(line)
    doubled: set[int] = set()
    for key, lines in rows.items():
        if len(lines) == 1:
            continue
        first, *others = lines
        copies = [line for line in others if _open_texts(desk, line) == _open_texts(desk, first)]
        doubled |= {line.number for line in copies}
        desk.notices += [f"Row {line.number} is a copy of row {first.number}, and was read once." for line in copies]
        if unlike := [line for line in others if line not in copies]:
            doubled |= {line.number for line in lines}
            why = f"stands in row {first.number} too: keep one of the two rows; a new action goes on an empty row"
            said = key if first.id else None
            desk.problems += [desk.problem(line.number, "action", said, why) for line in unlike]
    return [line for line in found if line.number not in doubled] if doubled else found


def _open_texts(desk: Desk, line: Line) -> list[str]:
    columns = desk.table.layout.columns
    return [as_text(desk.cell(line.row, column.field)) for column in columns if column.field != "action"]


def unreadable(desk: Desk, line: Line) -> bool:
    """Whether the number itself is a formula or an error and nothing else says whose row it is: a problem then."""
    cell = desk.cell(line.row, "action")
    if cell is None or (line.sent is not None and line.sent.identity) or not (bad := broken(cell)):
        return False
    desk.problems.append(desk.problem(line.number, "action", cell, bad.why))
    return True
