"""What a person decides about a plan: a conflict for the file or for the register, a cell or a row left out.

Pure: a plan and choices in, the plan of what is left out. Conflicts that nobody decided stay conflicts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Literal, TypeAlias

from tracker.sheets.plan import Addition, Conflict, Edit, Plan, Problem

Key: TypeAlias = tuple[str, str] | tuple[str, int]
"""A cell, as the id of its action and the field; or a whole row, as its sheet and its number (0: the sheet itself)."""

Choice: TypeAlias = Literal["file", "register"]
"""Which word stands. `register` leaves a change, a new action or a row out."""


def cell_key(item: Edit | Conflict) -> Key:
    """By which a change or a conflict is decided."""
    return item.ref, item.field


def row_key(item: Addition | Edit | Conflict | Problem) -> Key:
    """By which a new action or a problem is decided: with everything else in its row."""
    return item.sheet, item.row or 0


def decided(plan: Plan, choices: Mapping[Key, Choice]) -> Plan:
    """The plan after these choices. A conflict decided for the file becomes a change, or a problem where it may not be
    made; one decided for the register is dropped, like a change or a row left out."""
    if not choices:
        return plan

    def stays(item: Addition | Edit | Conflict | Problem) -> bool:
        return choices.get(row_key(item)) != "register"

    edits = [e for e in plan.edits if stays(e) and choices.get(cell_key(e)) != "register"]
    problems = [problem for problem in plan.problems if stays(problem)]
    conflicts = []
    for one in plan.conflicts:
        choice = choices.get(cell_key(one))
        if choice is None and stays(one):
            conflicts.append(one)
        elif choice == "file" and stays(one) and one.cannot:
            problems.append(_cannot(one))
        elif choice == "file" and stays(one):
            edits.append(_edit(one))
    return replace(
        plan,
        additions=tuple(new for new in plan.additions if stays(new)),
        edits=tuple(edits),
        conflicts=tuple(conflicts),
        problems=tuple(problems),
    )


def all_for(plan: Plan, choice: Choice) -> Mapping[Key, Choice]:
    """Every conflict decided together; for the file, those that it can win."""
    return {cell_key(one): choice for one in plan.conflicts if choice == "register" or not one.cannot}


def with_who(plan: Plan, told: Mapping[tuple[str, str], tuple[str, datetime]]) -> Plan:
    """The plan with who changed what the register says now, and when, beside each conflict of which it is known."""
    if not plan.conflicts:
        return plan

    def known(one: Conflict) -> Conflict:
        by, at = told.get((one.ref, one.field), (None, None))
        return replace(one, now_by=by, now_at=at)

    return replace(plan, conflicts=tuple(known(one) for one in plan.conflicts))


def _edit(one: Conflict) -> Edit:
    return Edit(one.ref, one.field, one.now, one.returned, one.sheet, one.row, one.column, one.reason)


def _cannot(one: Conflict) -> Problem:
    said = str(getattr(one.returned, "label", None) or one.returned)
    return Problem(one.sheet, one.row, one.column, said, one.cannot or "", "not_allowed")
