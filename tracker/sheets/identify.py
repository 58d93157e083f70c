"""A plan looked through by the identity guard: what may identify somebody becomes a problem at its cell.

Pure: the names to look for come in, a plan goes out. What a cell held before it was sent is not asked about again.
"""

from collections.abc import Iterator
from dataclasses import replace

from tracker.rules.dates import list_in_words
from tracker.rules.identity import Finding, new_findings
from tracker.sheets.plan import Addition, Edit, Plan, Problem

WORDS_OF_AN_ADDITION = {
    "title": "action", "lead": "lead", "intended_outcome": "intended_outcome", "progress": "progress",
    "due": "due_text", "evidence_what": "evidence",
}  # fmt: skip
"""The columns of a new action that hold free text, each with the name that it has in the plan."""
REASON = "due_reason"


def looked_through(plan: Plan, names: tuple[str, ...]) -> Plan:
    """The plan without what may identify somebody: each such cell is a problem with a way on, and its change is left
    out; of a new action the whole row is."""
    problems: list[Problem] = []
    edits = [edit for edit in plan.edits if not _told(problems, _of_edit(plan, edit, names))]
    additions = [new for new in plan.additions if not _told(problems, _of_addition(plan, new, names))]
    if not problems:
        return plan
    found = (*plan.problems, *problems)
    return replace(plan, edits=tuple(edits), additions=tuple(additions), problems=found)


def _told(problems: list[Problem], found: Iterator[Problem]) -> bool:
    before = len(problems)
    problems.extend(found)
    return len(problems) > before


def _of_edit(plan: Plan, edit: Edit, names: tuple[str, ...]) -> Iterator[Problem]:
    if isinstance(edit.after, str) and edit.field != "owner":
        before = edit.before if isinstance(edit.before, str) else None
        if found := new_findings(before, edit.after, names):
            yield _problem(edit, edit.column, found)
    if edit.reason and (found := new_findings(None, edit.reason, names)):
        yield _problem(edit, plan.columns.get(REASON, edit.column), found)


def _of_addition(plan: Plan, new: Addition, names: tuple[str, ...]) -> Iterator[Problem]:
    for field, name in WORDS_OF_AN_ADDITION.items():
        said = getattr(new, name)
        if said and (found := new_findings(None, said, names)):
            yield _problem(new, plan.columns.get(field) or plan.columns.get(name, new.column), found)


def _problem(place: Addition | Edit, column: str, found: tuple[Finding, ...]) -> Problem:
    what = list_in_words([each.in_words for each in found])
    why = f"holds {what}, which may identify somebody: write it without; the business manager may let it through"
    return Problem(place.sheet, place.row, column, "", why)
