"""Taking in a report that was read: its review with everything a person took, in one transaction, or nothing of it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Engine

from tracker.commands import _steps, recommendations, reviews
from tracker.commands._agencies import living, members_on
from tracker.commands._values import day_of, lettered_id, line, maybe_prose, prose
from tracker.rules.candidates import CandidatePart, Place
from tracker.rules.errors import BadValueError, EmptyValueError
from tracker.rules.records import CrossReference, LearningPoint, Part, Promise, Recommendation, Review, Theme, ThemeLink
from tracker.rules.words import CandidateKind, Door, Level, Publication
from tracker.store.database import Work, changing

LONGEST_LIST = 500
"""So many items are taken in at once; the longest inquiries make some two hundred recommendations."""


class Document(NamedTuple):
    """The report itself: the vault holds it under its hash."""

    file_hash: str
    name: str
    pages: int | None = None


class NewReview(NamedTuple):
    """What a review says of itself: see `commands.reviews.add`."""

    code: str
    board_id: str
    kind: str
    subject: str
    title: str
    publisher: str | None = None
    author: str | None = None
    published_on: date | None = None
    published_text: str | None = None
    state: Publication = Publication.DRAFT
    state_reason: str | None = None


class Taken(NamedTuple):
    """One candidate as a person took it: `agencies` and `groups` are to be asked for every part, `themes` are those
    that a person added to what the tracker suggests, which are confirmed, and `not_themes` those that they took out of
    it, which are rejected; `source` the words as read, where a person changed them."""

    kind: CandidateKind
    ref: str
    title: str
    text: str
    parts: tuple[CandidatePart, ...] = ()
    addressed_to: tuple[str, ...] = ()
    place: Place = Place()
    agencies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    not_themes: tuple[str, ...] = ()
    agency_id: str | None = None
    about: str = ""
    kept_by: str | None = None


class TakenIn(NamedTuple):
    """What entered the register: the review, and the ids of what was made, by kind."""

    review_id: str
    made: dict[CandidateKind, tuple[str, ...]]


def take_in(
    engine: Engine,
    *,
    review: NewReview | str,
    document: Document,
    items: Sequence[Taken],
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> TakenIn:
    """Put a report in: as a new review, or into the one of this id what is not in it yet. Its document is kept with it,
    unless it has one already. Every entry of the trail says from which file it was read. What the tracker
    suggests (themes) is not stored; who is asked is asked, not taken to have accepted."""
    if len(items) > LONGEST_LIST:
        raise BadValueError("Taken", len(items), f"is too many at once: {LONGEST_LIST} are the most")
    reason = f"Read in ‘{line('File', document.name)}’, sha256 {document.file_hash}"
    with changing(engine, by=by, verb="take_in", at=at, door=door, reason=reason, token=token) as work:
        work.allow("edit_register")
        today = day_of(at)
        review_id = _review(work, review, document, today, something=bool(items))
        made: dict[CandidateKind, list[str]] = {}
        for item in sorted(items, key=lambda one: list(CandidateKind).index(one.kind)):
            made.setdefault(item.kind, []).append(MAKERS[item.kind](work, review_id, item, today))
        work.flush()
        return TakenIn(review_id, {kind: tuple(ids) for kind, ids in made.items()})


def _review(work: Work, review: NewReview | str, document: Document, today: date, *, something: bool) -> str:
    """The id of the review: a new one with its document, or one that gets the document where it has none."""
    if isinstance(review, NewReview):
        made = reviews.add_to(
            work, today, **review._asdict(),
            document_hash=document.file_hash, document_title=document.name, document_pages=document.pages,
        )  # fmt: skip
        work.flush()
        return made.id
    row = work.get(Review, review)
    if row.document_hash is None:
        work.change(row, document_hash=reviews.sound_hash(document.file_hash, document.name))
        if row.document_title is None:
            work.change(row, document_title=document.name)
        if document.pages is not None:
            work.change(row, document_pages=document.pages)
    elif not something:
        raise EmptyValueError("What is taken")
    found: str = row.id
    return found


def _recommendation(work: Work, review_id: str, item: Taken, today: date) -> str:
    single = item.kind == CandidateKind.SINGLE_AGENCY
    made = recommendations.add_to(
        work,
        review_id=review_id,
        ref=item.ref,
        title=item.title,
        text=item.text,
        level=Level.SINGLE_AGENCY if single else Level.OVERVIEW,
        paragraph=item.place.paragraph,
        page=item.place.page,
        addressed_to=item.addressed_to,
        asks_note=None,
        agency_id=item.agency_id if single else None,
        parts=[(part.label, part.text) for part in item.parts],
    )
    parts = [part.id for part in work.all(Part, recommendation_id=made.id)]
    asked: dict[str, str | None] = {living(work, id_, today).id: None for id_ in item.agencies}
    for group_id in item.groups:
        members: dict[str, str | None] = dict.fromkeys(members_on(work, group_id, today), group_id)
        asked = members | asked
    for part_id in parts:
        for agency_id, through in asked.items():
            _steps.ask(work, part_id, agency_id, through)
    by = work.signature.by
    for theme_id in dict.fromkeys(item.themes):
        theme = work.get(Theme, theme_id)
        work.add(ThemeLink(f"{made.id}|{theme.id}", made.id, theme.id, True, confirmed_on=today, confirmed_by=by))
    for theme_id in dict.fromkeys(id_ for id_ in item.not_themes if id_ not in item.themes):
        theme = work.get(Theme, theme_id)
        work.add(ThemeLink(f"{made.id}|{theme.id}", made.id, theme.id, False, rejected_on=today, rejected_by=by))
    return made.id


def _learning_point(work: Work, review_id: str, item: Taken, today: date) -> str:
    where = _where(item)
    id_ = lettered_id(work, LearningPoint, f"{review_id}/{where}")
    work.add(LearningPoint(id_, review_id, where, line("Title", item.title), prose("What is to be learned", item.text)))
    return id_


def _promise(work: Work, review_id: str, item: Taken, today: date) -> str:
    where = _where(item)
    keeper = work.get(Recommendation, f"{review_id}:{item.kept_by}").id if item.kept_by else None
    id_ = lettered_id(work, Promise, f"{review_id}/{where}")
    work.add(Promise(id_, review_id, where, prose("What it is about", item.about or item.text), keeper))
    return id_


def _cross_reference(work: Work, review_id: str, item: Taken, today: date) -> str:
    """It hangs on the recommendation that makes it: `kept_by` holds that one's reference."""
    if not item.kept_by:
        raise EmptyValueError("Which recommendation refers to it")
    start = work.get(Recommendation, f"{review_id}:{item.kept_by}").id
    id_ = work.next_id(CrossReference, f"{start}>")
    work.add(CrossReference(id_, start, None, prose("As written", item.text), maybe_prose("Note", item.about)))
    return id_


def _where(item: Taken) -> str:
    """Where it stands, as ids and lists name it: the paragraph's number, else the page."""
    page = f"page {item.place.page}" if item.place.page else "no number"
    return line("Paragraph", item.place.paragraph or page, limit=60)


MAKERS: dict[CandidateKind, Callable[[Work, str, Taken, date], str]] = {
    CandidateKind.RECOMMENDATION: _recommendation,
    CandidateKind.SINGLE_AGENCY: _recommendation,
    CandidateKind.LEARNING_POINT: _learning_point,
    CandidateKind.PROMISE: _promise,
    CandidateKind.CROSS_REFERENCE: _cross_reference,
}
