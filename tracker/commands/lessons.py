"""A meeting finds that a lesson came back: a later review asks again for what an earlier recommendation ended with.

The decision keeps the pair for good. What the meeting names of the earlier one is owed again, each change signed with
its own verb: an assured action is reopened, a claim returned, a not-doing entry ended, a closed recommendation opened.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands import _steps, _verifying
from tracker.commands._sitting import Sitting, action_in_words, deciding, sentences, subject_in_words
from tracker.commands._values import prose
from tracker.rules.dates import list_in_words
from tracker.rules.errors import AlreadyExistsError, BadValueError, SignOffBlockedError, UnknownError
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.records import ActionPart, Ask, Decision, NotDoing, Part, Recommendation
from tracker.rules.words import DecisionKind, Door, Status
from tracker.store.database import Work


def same_lesson(
    engine: Engine,
    *,
    meeting_id: str,
    recommendation_id: str,
    earlier_id: str,
    reason: str,
    reopen: Sequence[str] = (),
    item_id: str | None = None,
    text: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Decision:
    """Find that a recommendation is the lesson of an earlier one. `reopen` names what of the earlier one is owed again:
    ids of its actions, of its not-doing entries, or its own; nothing, where it is only minuted.

    Raises BadValueError for two of one review, AlreadyExistsError where it was decided before, UnknownError for what is
    not the earlier one's, SignOffBlockedError for what is still open."""
    with deciding(engine, meeting_id, item_id, by=by, at=at, door=door, token=token) as sitting:
        work, why = sitting.work, prose("Why is it the same lesson", reason)
        new, old = work.get(Recommendation, recommendation_id), work.get(Recommendation, earlier_id)
        if new.review_id == old.review_id:
            why_not = "is of the same review: a lesson comes back in another"
            raise BadValueError("The earlier recommendation", old.id, why_not)
        if work.every(Decision, kind=DecisionKind.SAME_LESSON, about=new.id, made=old.id):
            raise AlreadyExistsError("decision that this is the same lesson as", old.id)
        its_own = _of(work, old.id)
        asked = sorted(dict.fromkeys(reopen), key=lambda id_: id_ != old.id)
        for id_ in asked:
            if id_ not in its_own:
                raise UnknownError(f"part of what was done for {old.id}", id_, its_own)
        again = [_reopened(sitting, id_, why) for id_ in asked]
        owed = f"Owed again: {list_in_words(again)}" if again else "Nothing is reopened"
        what = f"The same lesson: {subject_in_words(work, new.id)} asks again for {subject_in_words(work, old.id)}"
        return sitting.minute(DecisionKind.SAME_LESSON, new.id, sentences(what, why, owed), text=text, made=old.id)


def _of(work: Work, recommendation_id: str) -> tuple[str, ...]:
    """Everything of a recommendation that can be reopened: itself, its actions, and its not-doing entries."""
    parts = [row.id for row in work.all(Part, recommendation_id=recommendation_id)]
    actions = dict.fromkeys(link.action_id for part in parts for link in work.all(ActionPart, part_id=part))
    asks = [ask.id for part in parts for ask in work.all(Ask, part_id=part)]
    entries = [row.id for row in work.all(NotDoing, recommendation_id=recommendation_id)]
    entries += [row.id for ask in asks for row in work.all(NotDoing, ask_id=ask)]
    entries += [row.id for action in actions for row in work.all(NotDoing, action_id=action)]
    return (recommendation_id, *actions, *entries)


def _reopened(sitting: Sitting, id_: str, why: str) -> str:
    """Make one thing owed again, as the meeting's own change. Returns it in words."""
    work = sitting.work
    if work.find(NotDoing, id_) is not None:
        return _brought_back(sitting, id_, why)
    if work.find(Recommendation, id_) is not None:
        if work.get(Recommendation, id_).closed_on is None:
            raise SignOffBlockedError(id_, ("it is not closed",), "be reopened")
        work.allow("reopen")
        sitting.do("reopen", why, lambda: _steps.reopen_recommendation(work, id_))
        return subject_in_words(work, id_)
    row = _steps.action_to_change(work, id_, sitting.today)
    if row.status == Status.CLAIMED:
        sitting.do("return", why, lambda: _verifying.return_claim(work, sitting.today, id_, why, day=sitting.day))
    elif row.status in VERIFIED:
        work.allow("reopen", row.owner_id)
        sitting.do("reopen", why, lambda: _steps.reopen(work, row, sitting.day))
    else:
        raise SignOffBlockedError(id_, (f"it is {Status(row.status).label.lower()}",), "be reopened")
    return action_in_words(work, id_)


def _brought_back(sitting: Sitting, entry_id: str, why: str) -> str:
    work = sitting.work
    row = work.get(NotDoing, entry_id)
    if row.ended_on:
        raise SignOffBlockedError(entry_id, ("it has ended already",), "be ended")
    work.allow("bring_back")
    by = work.signature.by
    sitting.do("bring_back", why, lambda: _steps.bring_back(work, entry_id, sitting.day, ended_by=by))
    return subject_in_words(work, str(row.action_id or row.ask_id or row.recommendation_id))
