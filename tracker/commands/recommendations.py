"""Recommendations: add one with its parts, edit it, answer it, close it, reopen it. Its reference never changes."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine

from tracker.commands import _steps
from tracker.commands._register import around_recommendation
from tracker.commands._values import (
    LONGEST_PRINTED,
    day_of,
    kept,
    line,
    lines,
    maybe_line,
    maybe_prose,
    name_in_ids,
    prose,
)
from tracker.rules.errors import AlreadyExistsError, BadValueError, EmptyValueError, SignOffBlockedError
from tracker.rules.records import Agency, Part, Recommendation, Review
from tracker.rules.sign_off import close_blockers
from tracker.rules.words import ChangeKind, Door, Level, Response
from tracker.store.database import Work, changing


def add(
    engine: Engine,
    *,
    review_id: str,
    ref: str,
    title: str,
    text: str,
    level: Level = Level.OVERVIEW,
    paragraph: str | None = None,
    page: int | None = None,
    addressed_to: Sequence[str] = (),
    asks_note: str | None = None,
    agency_id: str | None = None,
    parts: Sequence[tuple[str, str]] = (),
    change: ChangeKind | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Recommendation:
    """Add a recommendation as printed. `parts` are (label, text) in printed order; with none, the whole text is one.

    `agency_id` is for a single-agency recommendation: whose own report makes it.
    """
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        return add_to(
            work,
            review_id=review_id,
            ref=ref,
            title=title,
            text=text,
            level=level,
            paragraph=paragraph,
            page=page,
            addressed_to=addressed_to,
            asks_note=asks_note,
            agency_id=agency_id,
            parts=parts,
            change=change,
        )


def add_to(
    work: Work,
    *,
    review_id: str,
    ref: str,
    title: str,
    text: str,
    level: Level,
    paragraph: str | None,
    page: int | None,
    addressed_to: Sequence[str],
    asks_note: str | None,
    agency_id: str | None,
    parts: Sequence[tuple[str, str]],
    change: ChangeKind | None = None,
) -> Recommendation:
    """The step of `add` inside a transaction."""
    review = work.get(Review, review_id)
    name = name_in_ids("Reference", ref)
    id_ = f"{review.id}:{name}"
    if work.find(Recommendation, id_) is not None:
        raise AlreadyExistsError("recommendation", id_)
    if agency_id is not None:
        work.get(Agency, agency_id)
    elif level == Level.SINGLE_AGENCY:
        raise EmptyValueError("Whose report")
    recommendation = Recommendation(
        id=id_,
        review_id=review.id,
        ref=name,
        position=1 + max((r.position for r in work.all(Recommendation, review_id=review.id, level=level)), default=0),
        level=Level(level),
        title=line("Short title", title),
        text=prose("Text as printed", text, limit=LONGEST_PRINTED),
        paragraph=maybe_line("Source paragraph", paragraph, limit=60),
        page=_page(page),
        addressed_to=lines("Addressed to", addressed_to),
        asks_note=maybe_prose("Note on who is asked", asks_note),
        agency_id=agency_id,
        change=ChangeKind(change) if change else None,
    )
    work.add(recommendation)
    labels = [name_in_ids("Label of a part", label, limit=20) for label, _ in parts]
    if twice := next((label for label in labels if labels.count(label) > 1), None):
        raise BadValueError("Label of a part", twice, "stands for two parts: each needs its own")
    texts = [prose(f"Part {label}", text, limit=LONGEST_PRINTED) for label, text in parts]
    for position, (label, words) in enumerate(zip(labels, texts, strict=True), 1):
        work.add(Part(f"{id_}/{label}", id_, label, position, words))
    if not parts:
        work.add(Part(f"{id_}/", id_, "", 1, recommendation.text))
    work.flush()
    return recommendation


def edit(
    engine: Engine,
    *,
    recommendation_id: str,
    title: str | None = None,
    text: str | None = None,
    paragraph: str | None = None,
    page: int | None = None,
    addressed_to: Sequence[str] | None = None,
    asks_note: str | None = None,
    change: ChangeKind | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Recommendation:
    """Correct a recommendation, or say what kind of change it asks for. Its reference stays. A part that is the whole
    text follows the text."""
    with changing(engine, by=by, verb="edit", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Recommendation, recommendation_id, seen=seen)
        if title is not None:
            work.change(row, title=line("Short title", title))
        if text is not None:
            whole = work.find(Part, f"{row.id}/")
            if whole is not None and whole.text == row.text:
                work.change(whole, text=prose("Text as printed", text, limit=LONGEST_PRINTED))
            work.change(row, text=prose("Text as printed", text, limit=LONGEST_PRINTED))
        if paragraph is not None:
            work.change(row, paragraph=maybe_line("Source paragraph", paragraph, limit=60))
        if page is not None:
            work.change(row, page=_page(page))
        if addressed_to is not None:
            work.change(row, addressed_to=lines("Addressed to", addressed_to))
        if asks_note is not None:
            work.change(row, asks_note=maybe_prose("Note on who is asked", asks_note))
        if change is not None:
            work.change(row, change=ChangeKind(change))
        return kept(work, Recommendation, row)


def respond(
    engine: Engine,
    *,
    recommendation_id: str,
    response: Response,
    reason: str | None = None,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Recommendation:
    """Say how a recommendation was answered. Anything but "accepted" needs its reason."""
    with changing(engine, by=by, verb="respond", at=at, door=door, reason=reason, token=token) as work:
        work.allow("edit_register")
        row = work.get(Recommendation, recommendation_id, seen=seen)
        plain = response == Response.ACCEPTED
        why = maybe_prose("Why", reason) if plain else prose("Why", reason)
        work.change(row, response=Response(response), response_reason=why, response_on=day_of(at, on), response_by=by)
        return kept(work, Recommendation, row)


def close(
    engine: Engine,
    *,
    recommendation_id: str,
    reason: str | None = None,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Recommendation:
    """Close a recommendation. SignOffBlockedError says everything that is still in the way."""
    with changing(engine, by=by, verb="close", at=at, door=door, reason=reason, token=token) as work:
        work.allow("close")
        row = work.get(Recommendation, recommendation_id, seen=seen)
        if blockers := close_blockers(around_recommendation(work, row.id, day_of(at)), row.id):
            raise SignOffBlockedError(row.id, blockers)
        work.change(row, closed_on=day_of(at, on), closed_by=by)
        return kept(work, Recommendation, row)


def reopen(
    engine: Engine,
    *,
    recommendation_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Recommendation:
    """Take the closing of a recommendation back, with the reason."""
    reason = prose("Why is it open again", reason)
    with changing(engine, by=by, verb="reopen", at=at, door=door, reason=reason, token=token) as work:
        work.allow("reopen")
        row = work.get(Recommendation, recommendation_id, seen=seen)
        if row.closed_on is None:
            raise SignOffBlockedError(row.id, ("it is not closed",), "be reopened")
        _steps.reopen_recommendation(work, row.id)
        return kept(work, Recommendation, row)


def _page(number: int | None) -> int | None:
    if number is not None and not 1 <= number <= 100_000:
        raise BadValueError("Page", number, "is not a page's number")
    return number
