"""A row without an action's id: a new action for a recommendation, if it says enough; else why not.

The row of an ask with no action proposes for exactly the part that was asked."""

from datetime import date

from tracker.rules.records import ActionFile
from tracker.rules.words import DateExactness, OwnRating, Status
from tracker.sheets.grid import Cell
from tracker.sheets.plan import FIELDS, Addition, Problem, Value
from tracker.sheets.returned.cells import Bad, broken
from tracker.sheets.returned.desk import Desk
from tracker.sheets.returned.filed import Said, evidence_said
from tracker.sheets.returned.rows import Line
from tracker.sheets.text import as_text, one_line

WITH_THEM = ("due_reason", "evidence_what", "evidence_about", "evidence_link")
NEW_STATUSES = frozenset({Status.PLANNED, Status.IN_PROGRESS})


def propose(desk: Desk, line: Line) -> None:
    """One row without an id: an addition, a problem, or (untouched, or already in the register) nothing."""
    if line.as_sent or not _filled(desk, line):
        return
    if line.sent is not None and not line.sent.whole and not line.sent.said(0, ("",)):  # of an older tracker
        why = "the action's number was deleted here: put it back; a new action goes on an empty row"
        desk.problems.append(desk.problem(line.number, "action", None, why))
        return
    found = _addition(desk, line)
    if isinstance(found, Addition):
        desk.additions.append(found)
    elif found:
        desk.problems += found
    else:
        desk.unchanged += 1
        desk.already += 1


def _filled(desk: Desk, line: Line) -> bool:
    """Whether somebody wrote anything. In the row of a hole, the owner stands there already."""
    fields = [*(field for field in FIELDS if field != "owner"), *WITH_THEM] if line.sent else list(desk.table.places)
    return any(desk.cell(line.row, field) is not None for field in fields)


def _addition(desk: Desk, line: Line) -> Addition | list[Problem]:
    """The new action; or every problem of the row; or no problem where the register has it already."""
    number, row = line.number, line.row
    problems = desk.altered(number, row, line.sent)

    def bad(field: str, cell: Cell | None, why: Bad) -> None:
        problems.append(desk.problem(number, field, cell, why.why, why.kind))

    title_cell = desk.cell(row, "title")
    if title_cell is None:
        bad("title", None, Bad("is empty: say what will be done, or empty the whole row"))
    ask = desk.now.asks.get(line.ask or "")
    ref: str | Bad
    parts: tuple[str, ...] | Bad = ()
    if ask is not None:
        ref, parts = desk.now.parts[ask.part_id].recommendation_id, (ask.part_id,)
    else:
        reference = desk.cell(row, "recommendation")
        review = desk.cell(row, "review")
        found = next((b for c in (reference, review) if c is not None and (b := broken(c))), None)
        ref = found or desk.references.find(reference, review)
        if isinstance(ref, Bad):
            bad("recommendation", reference, ref)
        else:
            parts = desk.references.parts(desk.cell(row, "part"), ref)
        if isinstance(parts, Bad):
            bad("part", desk.cell(row, "part"), parts)
    not_before = None if isinstance(ref, Bad) else desk.not_before(ref.partition(":")[0])
    values: dict[str, Value] = {}
    for field in FIELDS:
        cell = desk.cell(row, field)
        value = None if cell is None else desk.meaning(field, cell, not_before)
        if isinstance(value, Bad):
            bad(field, cell, value)
        else:
            values[field] = value
    owner = values.get("owner") or (ask.agency_id if ask else desk.agency_id)
    if owner and not desk.is_ours(str(owner)):
        why = "is another agency: this file may propose its own actions only"
        bad("owner", desk.cell(row, "owner"), Bad(why, "not_allowed"))
    if values.get("status") not in (None, *NEW_STATUSES):
        why = "cannot be the status of a new action: choose Planned or In progress"
        bad("status", desk.cell(row, "status"), Bad(why, "not_allowed"))
    evidence = evidence_said(desk, line)
    if isinstance(evidence, list):
        problems += evidence
        evidence = None
    if problems or isinstance(ref, Bad) or isinstance(parts, Bad):
        return problems
    title = str(values["title"])
    if (first := desk.proposed.setdefault((ref, parts, owner, title), number)) != number:
        return [desk.problem(number, "title", title, f"is the same as row {first}: keep one of the two")]
    if any(_is_it(file, parts, owner, title) for file in desk.now.files_of_recommendation(ref)):
        return []
    return _made(desk, line, ref, parts, str(owner) if owner else None, values, evidence)


def _is_it(file: ActionFile, parts: tuple[str, ...], owner: Value, title: str) -> bool:
    """Whether the register has this action already, as when the same file comes twice."""
    return (
        one_line(as_text(file.action.title)) == title
        and file.action.owner_id == owner
        and set(parts) <= set(file.part_ids)
    )


def _made(
    desk: Desk,
    line: Line,
    ref: str,
    parts: tuple[str, ...],
    owner: str | None,
    values: dict[str, Value],
    evidence: Said | None,
) -> Addition:
    due, status, rating = values["due"], values["status"], values["own_rating"]
    return Addition(
        ref=ref,
        recommendation=desk.now.recommendations[ref].title,
        action=str(values["title"]),
        owner=owner,
        due=due if isinstance(due, date) else None,
        due_exact=DateExactness.DAY if due else DateExactness.NONE,
        due_text=as_text(desk.cell(line.row, "due")) or None,
        status=status if isinstance(status, Status) else None,
        rating=rating if isinstance(rating, OwnRating) else None,
        progress=_text(values["progress"]),
        evidence=evidence.words if evidence else None,
        lead=_text(values["lead"]),
        intended_outcome=_text(values["intended_outcome"]),
        evidence_about=evidence.about if evidence else None,
        evidence_link=evidence.link if evidence else None,
        part_ids=parts,
        sheet=desk.table.sheet.name,
        row=line.number,
        column=desk.heading("title"),
    )


def _text(value: Value) -> str | None:
    return str(value) if value else None
