"""Overlaps: a person says whether two recommendations of different reviews ask for the same."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, maybe_prose, prose
from tracker.rules.errors import BadValueError
from tracker.rules.judged import pair_id
from tracker.rules.records import OverlapJudgement, Recommendation
from tracker.rules.words import Door, Sameness
from tracker.store.database import changing


def judge(
    engine: Engine,
    *,
    a_id: str,
    b_id: str,
    answer: Sameness,
    reason: str | None = None,
    score: float | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> OverlapJudgement:
    """Say that two recommendations of different reviews ask for the same, are related, or are not.

    `score` is how near the tracker found them then. A pair that was answered already is answered anew only by somebody
    who saw that answer (`seen`), and with a reason: else ChangedMeanwhileError, EmptyValueError."""
    reason = maybe_prose("Reason", reason)
    with changing(engine, by=by, verb="judge_overlap", at=at, door=door, reason=reason, token=token) as work:
        work.allow("judge_overlap")
        one, other = (work.get(Recommendation, id_) for id_ in sorted((a_id, b_id)))
        if one.review_id == other.review_id:
            raise BadValueError("The second recommendation", other.id, "is of the same review: choose one of another")
        if score is not None and not 0 <= score <= 1:
            raise BadValueError("Score", score, "is not between 0 and 1")
        id_, answer, day = pair_id(one.id, other.id), Sameness(answer), day_of(at)
        row = work.find(OverlapJudgement, id_)
        if row is None:
            found: OverlapJudgement = work.add(OverlapJudgement(id_, one.id, other.id, answer, day, by, score, reason))
            return found
        if seen != row.version:
            raise work.changed_meanwhile(id_)
        reason = prose("Reason", reason)
        work.change(row, answer=answer, judged_on=day, judged_by=by, score=score, reason=reason)
        return kept(work, OverlapJudgement, row)


def take_back(
    engine: Engine,
    *,
    judgement_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> OverlapJudgement:
    """Take an answer about a pair back: the pair waits again, and the trail keeps what was said. Links between actions
    and parts that were made because of it stay: they are answers of their own."""
    reason = prose("Reason", reason)
    with changing(engine, by=by, verb="take_judgement_back", at=at, door=door, reason=reason, token=token) as work:
        work.allow("judge_overlap")
        row = work.get(OverlapJudgement, judgement_id, seen=seen)
        gone: OverlapJudgement = work.record(row)
        work.remove(row)
        return gone
