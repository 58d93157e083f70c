"""Entering something in the not-doing register, inside a transaction: by a form, or as the decision of a meeting."""

from datetime import date

from tracker.commands import _steps
from tracker.commands._values import prose, sane_day
from tracker.rules.dates import in_words
from tracker.rules.errors import AlreadyExistsError, BadValueError, EmptyValueError
from tracker.rules.lifecycle import in_force
from tracker.rules.records import Ask, NotDoing, Recommendation
from tracker.rules.words import NotDoingKind, Status
from tracker.store.database import SYSTEM, Work


def enter(
    work: Work,
    today: date,
    *,
    kind: NotDoingKind,
    reason: str,
    until: date | None = None,
    recommendation_id: str | None = None,
    ask_id: str | None = None,
    action_id: str | None = None,
    day: date | None = None,
) -> NotDoing:
    """Enter one recommendation, ask or action as not being done. `until` is the last day; after it, it comes back."""
    subjects = [id_ for id_ in (recommendation_id, ask_id, action_id) if id_]
    if not subjects:
        raise EmptyValueError("What is not being done")
    if len(subjects) > 1:
        raise BadValueError(
            "What is not being done", " and ".join(subjects), "is more than one thing: enter each alone"
        )
    work.allow("not_doing")
    when = day or today
    if until is not None and sane_day("Until", until) < today:
        raise BadValueError("Until when", in_words(until), "is over already")
    same = work.all(NotDoing, recommendation_id=recommendation_id, ask_id=ask_id, action_id=action_id, ended_on=None)
    for row in same:
        if in_force(work.record(row), today=today):
            raise AlreadyExistsError("not-doing entry for", subjects[0])
        _steps.bring_back(work, row.id, today, ended_by=SYSTEM)
    former = None
    if action_id:
        action = _steps.action_to_change(work, action_id, today)
        former = Status(action.status)
        _steps.move(work, action, Status.NOT_DOING, when)
    elif ask_id:
        work.get(Ask, ask_id)
    elif recommendation_id:
        work.get(Recommendation, recommendation_id)
    entry = NotDoing(
        id=work.next_id(NotDoing, "ND"),
        kind=NotDoingKind(kind),
        reason=prose("The reason, and who decided", reason),
        entered_on=when,
        entered_by=work.signature.by,
        recommendation_id=recommendation_id,
        ask_id=ask_id,
        action_id=action_id,
        until=until,
        former_status=former,
    )
    work.add(entry)
    return entry
