"""Learning points: learning in a report with no recommendation of its own, until somebody makes it one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands import recommendations
from tracker.commands._values import day_of, kept, lettered_id, line, prose
from tracker.rules.errors import SignOffBlockedError
from tracker.rules.records import LearningPoint, Recommendation, Review
from tracker.rules.words import Door, Level
from tracker.store.database import changing


def add(
    engine: Engine,
    *,
    review_id: str,
    paragraph: str,
    title: str,
    summary: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> LearningPoint:
    """Add a learning point of a review, in our own words."""
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        review = work.get(Review, review_id)
        where = line("Paragraph", paragraph, limit=60)
        point = LearningPoint(
            id=lettered_id(work, LearningPoint, f"{review.id}/{where}"),
            review_id=review.id,
            paragraph=where,
            title=line("Title", title),
            summary=prose("What is to be learned", summary),
        )
        work.add(point)
        return point


def promote(
    engine: Engine,
    *,
    learning_point_id: str,
    ref: str,
    text: str,
    title: str | None = None,
    level: Level = Level.OVERVIEW,
    agency_id: str | None = None,
    addressed_to: Sequence[str] = (),
    parts: Sequence[tuple[str, str]] = (),
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Recommendation:
    """Make a recommendation of a learning point. The point stays and says what it became."""
    with changing(engine, by=by, verb="promote", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        row = work.get(LearningPoint, learning_point_id)
        if row.promoted_to:
            raise SignOffBlockedError(row.id, (f"it is {row.promoted_to} already",), "be made a recommendation")
        made = recommendations.add_to(
            work,
            review_id=row.review_id,
            ref=ref,
            title=title or row.title,
            text=text,
            level=level,
            paragraph=row.paragraph,
            page=None,
            addressed_to=addressed_to,
            asks_note=None,
            agency_id=agency_id,
            parts=parts,
        )
        work.change(row, promoted_to=made.id)
        kept(work, LearningPoint, row)
        return made
