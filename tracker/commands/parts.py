"""Parts: the limbs of a recommendation, each tracked by itself."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands import _steps
from tracker.commands._values import LONGEST_PRINTED, day_of, kept, name_in_ids, prose
from tracker.rules.errors import AlreadyExistsError, BadValueError
from tracker.rules.records import ActionPart, Ask, Part
from tracker.rules.words import Door
from tracker.store.database import Work, changing

ITS_WORDS = "Its words, as they stand in the parent"


def add(
    engine: Engine,
    *,
    recommendation_id: str,
    label: str,
    text: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Part:
    """Add a part at the end. A part that stood for the whole text goes, if nobody was asked for it yet."""
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        _steps.open_recommendation(work, recommendation_id, "get another part")
        whole = work.find(Part, f"{recommendation_id}/")
        if whole is not None and not (work.all(Ask, part_id=whole.id) or work.all(ActionPart, part_id=whole.id)):
            work.remove(whole)
            work.flush()
        last = max((part.position for part in work.all(Part, recommendation_id=recommendation_id)), default=0)
        return _add(work, recommendation_id, label, text, last + 1)


def edit(
    engine: Engine,
    *,
    part_id: str,
    text: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Part:
    """Correct the text of a part. Its label stays: asks and actions point at it."""
    with changing(engine, by=by, verb="edit", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Part, part_id, seen=seen)
        work.change(row, text=prose("Text as printed", text, limit=LONGEST_PRINTED))
        return kept(work, Part, row)


def split(
    engine: Engine,
    *,
    part_id: str,
    label: str,
    text: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Part:
    """Make a nested limb a part of its own, next after its parent: `text` is its words as they stand in the parent.

    The same agencies are asked for it. The text of the recommendation stays as printed.
    """
    with changing(engine, by=by, verb="split", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        parent = work.get(Part, part_id, seen=seen)
        _steps.open_recommendation(work, parent.recommendation_id, "be split")
        limb = prose(ITS_WORDS, text, limit=LONGEST_PRINTED)
        before, found, after = parent.text.partition(limb)
        if not found:
            raise BadValueError(ITS_WORDS, limb, "does not stand in this part: copy the words exactly")
        left = "\n".join(words for words in (before.rstrip(), after.lstrip(" ;,.\n")) if words.strip(" ;,.\n"))
        if not left:
            raise BadValueError(ITS_WORDS, limb, "is the whole of this part: nothing would be left")
        for later in work.all(Part, recommendation_id=parent.recommendation_id):
            if later.position > parent.position:
                work.change(later, position=later.position + 1)
        work.change(parent, text=left)
        part = _add(work, parent.recommendation_id, label, limb, parent.position + 1)
        for ask in work.all(Ask, part_id=parent.id, withdrawn_on=None):
            work.add(
                Ask(
                    f"{part.id}|{ask.agency_id}", part.id, ask.agency_id, ask.group_id, ask.accepted_on, ask.accepted_by
                )
            )
        return part


def mark_context(
    engine: Engine,
    *,
    part_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Part:
    """Say that a part is context and is not tracked, and why."""
    with changing(engine, by=by, verb="mark_context", at=at, door=door, reason=reason, token=token) as work:
        work.allow("edit_register")
        row = work.get(Part, part_id, seen=seen)
        work.change(row, context_reason=prose("Why is it context, and not something to do", reason))
        return kept(work, Part, row)


def unmark_context(
    engine: Engine,
    *,
    part_id: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Part:
    """Track a part after all. A closed recommendation must be reopened first."""
    with changing(engine, by=by, verb="unmark_context", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Part, part_id, seen=seen)
        _steps.open_recommendation(work, row.recommendation_id, "get another part")
        work.change(row, context_reason=None)
        return kept(work, Part, row)


def _add(work: Work, recommendation_id: str, label: str, text: str, position: int) -> Part:
    name = name_in_ids("Label", label, limit=20)
    id_ = f"{recommendation_id}/{name}"
    if work.find(Part, id_) is not None:
        raise AlreadyExistsError("part", id_)
    part = Part(id_, recommendation_id, name, position, prose("Text as printed", text, limit=LONGEST_PRINTED))
    work.add(part)
    work.flush()
    return part
