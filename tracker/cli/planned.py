"""The plan of a file for `tracker import`, read for whoever brings it in, and of one review where that is asked."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.frame import RefusedError
from tracker.cli.places import Place
from tracker.rules.dates import plural

if TYPE_CHECKING:
    from tracker.rules.register import Register
    from tracker.rules.sight import Sight
    from tracker.rules.standing import Standing
    from tracker.sheets.plan import Answers, Plan


def plan_of_file(
    place: Place, look: "Standing", file: Path, review: str | None, mine: "Sight", answers: "Answers"
) -> "Plan":
    """What the file would change: a return workbook against what was sent, any other plan against the register."""
    from tracker.queries.incoming import read_plan
    from tracker.sheets.grid import Limits
    from tracker.sheets.reading.guard import content_of

    limits = Limits(megabytes=place.settings.upload_limit)
    content = content_of(file, limits)

    def read_for(agency_id: str | None) -> "Plan":
        return read_plan(
            place.engine, content, file.name, limits=limits, look=look, sight=mine, agency_id=agency_id,
            review=review, answers=answers,
        )  # fmt: skip

    own = _own_agencies(look.register, mine.person_id)
    plan = read_for(own[0] if own else None)
    if plan.agency_id in own[1:]:  # a lead of several agencies, with the workbook of another of them
        plan = read_for(plan.agency_id)
    return _of_review(plan, look.register, review) if review else plan


def may_remember(register: "Register", person_id: str) -> None:
    """Raise a sentence, before anything is done, for somebody who may not settle how a layout is read."""
    from tracker.rules.permissions import why_not

    roles = tuple(role for role in register.person_roles.values() if role.person_id == person_id)
    if why := why_not(roles, "import_workbook"):
        raise RefusedError(f"How the columns were read can be remembered for the whole board only: {why}.")


def _own_agencies(register: "Register", person_id: str | None) -> tuple[str, ...]:
    """The agencies of which alone this person may bring in workbooks; none for whoever may bring in any."""
    from tracker.rules.permissions import allowed

    roles = tuple(role for role in register.person_roles.values() if role.person_id == person_id)
    if allowed(roles, "import_workbook"):
        return ()
    led = [role.agency_id for role in roles if role.agency_id]
    return tuple(sorted(id_ for id_ in led if allowed(roles, "import_own_workbook", id_)))


def _of_review(plan: "Plan", register: "Register", review: str) -> "Plan":
    """The plan without what it says of other reviews, and a notice of how much that was."""

    def is_of(ref: str | None) -> bool:
        if ref is None:  # not matched yet
            return True
        action = register.actions.get(ref)
        return (action.review_id if action else ref.split(":")[0]) == review

    kept = replace(
        plan,
        additions=tuple(item for item in plan.additions if is_of(item.ref)),
        edits=tuple(item for item in plan.edits if is_of(item.ref)),
        conflicts=tuple(item for item in plan.conflicts if is_of(item.ref)),
    )
    left = plan.changes - kept.changes + len(plan.conflicts) - len(kept.conflicts)
    if not left:
        return kept
    words = (
        f"What it says of other reviews than {review} was left out: {plural(left, 'cell or row', 'cells and rows')}."
    )
    return replace(kept, notices=(*kept.notices, words))
