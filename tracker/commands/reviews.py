"""Reviews: add one, edit what it says of itself, say how public it is and who reads it meanwhile, keep its document."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, line, maybe_line, maybe_prose, prose, sane_day
from tracker.rules.dates import list_in_words
from tracker.rules.errors import AlreadyExistsError, BadValueError, FileRefusedError, SignOffBlockedError, UnknownError
from tracker.rules.records import (
    Action,
    ActionPart,
    Agency,
    Ask,
    Board,
    LearningPoint,
    Part,
    Person,
    PersonRole,
    Promise,
    Recommendation,
    Review,
    ReviewReader,
)
from tracker.rules.register import Register
from tracker.rules.standing import bodies
from tracker.rules.words import Door, Publication, Role
from tracker.store.database import Work, changing


def add(
    engine: Engine,
    *,
    code: str,
    board_id: str,
    kind: str,
    subject: str,
    title: str,
    publisher: str | None = None,
    author: str | None = None,
    published_on: date | None = None,
    published_text: str | None = None,
    state: Publication = Publication.DRAFT,
    state_reason: str | None = None,
    document_title: str | None = None,
    document_pages: int | None = None,
    document_note: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Review:
    """Add a review under a code such as SOTON-K: capital letters, figures and dashes. The code never changes."""
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        return add_to(
            work,
            day_of(at),
            code=code,
            board_id=board_id,
            kind=kind,
            subject=subject,
            title=title,
            publisher=publisher,
            author=author,
            published_on=published_on,
            published_text=published_text,
            state=state,
            state_reason=state_reason,
            document_title=document_title,
            document_pages=document_pages,
            document_note=document_note,
        )


def add_to(
    work: Work,
    today: date,
    *,
    code: str,
    board_id: str,
    kind: str,
    subject: str,
    title: str,
    publisher: str | None = None,
    author: str | None = None,
    published_on: date | None = None,
    published_text: str | None = None,
    state: Publication = Publication.DRAFT,
    state_reason: str | None = None,
    document_title: str | None = None,
    document_pages: int | None = None,
    document_hash: str | None = None,
    document_note: str | None = None,
) -> Review:
    """The step of `add` inside a transaction."""
    id_ = clean_code(code)
    if (taken := work.find(Review, id_)) is not None:
        if work.is_bound and not work.may_see(taken):
            raise BadValueError("Code", id_, "cannot be used in this register: choose another")
        raise AlreadyExistsError("review", id_)
    review = Review(
        id=id_,
        board_id=work.get(Board, board_id).id,
        kind=line("Kind", kind, limit=60),
        subject=line("Subject", subject),
        title=line("Title as printed", title),
        publisher=maybe_line("Publisher", publisher),
        author=maybe_line("Author", author),
        published_on=sane_day("Published", published_on) if published_on else None,
        published_text=maybe_line("Date as printed", published_text),
        state=Publication(state),
        state_on=today,
        state_reason=maybe_prose("Why", state_reason),
        document_title=maybe_line("Document", document_title),
        document_pages=_pages(document_pages),
        document_hash=sound_hash(document_hash, document_title) if document_hash else None,
        document_note=maybe_prose("Note on the document", document_note),
    )
    work.add(review)
    return review


def edit(
    engine: Engine,
    *,
    review_id: str,
    kind: str | None = None,
    subject: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published_on: date | None = None,
    published_text: str | None = None,
    document_note: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Review:
    """Change what a review says of itself. Its code and board stay."""
    with changing(engine, by=by, verb="edit", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Review, review_id, seen=seen)
        if kind is not None:
            work.change(row, kind=line("Kind", kind, limit=60))
        if subject is not None:
            work.change(row, subject=line("Subject", subject))
        if title is not None:
            work.change(row, title=line("Title as printed", title))
        if publisher is not None:
            work.change(row, publisher=maybe_line("Publisher", publisher))
        if author is not None:
            work.change(row, author=maybe_line("Author", author))
        if published_on is not None:
            work.change(row, published_on=sane_day("Published", published_on))
        if published_text is not None:
            work.change(row, published_text=maybe_line("Date as printed", published_text))
        if document_note is not None:
            work.change(row, document_note=maybe_prose("Note on the document", document_note))
        return kept(work, Review, row)


def set_state(
    engine: Engine,
    *,
    review_id: str,
    state: Publication,
    reason: str | None = None,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Review:
    """Say how public a review is, since when and why. Withholding and withdrawing need a reason; all that a review says
    is looked through for what may identify somebody before it is published."""
    with changing(engine, by=by, verb="set_state", at=at, door=door, reason=reason, token=token) as work:
        work.allow("edit_register")
        row = work.get(Review, review_id, seen=seen)
        needed = state in (Publication.WITHHELD, Publication.WITHDRAWN)
        why = prose("Why", reason) if needed else maybe_prose("Why", reason)
        if row.state == Publication.PUBLISHED and state != Publication.PUBLISHED:
            _answered_alone(work, row.id)
        work.change(row, state=Publication(state), state_on=day_of(at, on), state_reason=why)
        if state == Publication.PUBLISHED:
            work.look_through(_all_of(work, row.id))
        return kept(work, Review, row)


def attach_document(
    engine: Engine,
    *,
    review_id: str,
    document_hash: str,
    document_title: str | None = None,
    document_pages: int | None = None,
    document_note: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Review:
    """Keep the review itself: links go dead. The vault holds the file already, under its hash."""
    sound_hash(document_hash, document_title)
    with changing(engine, by=by, verb="attach_document", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Review, review_id, seen=seen)
        work.change(row, document_hash=document_hash)
        if document_title is not None:
            work.change(row, document_title=maybe_line("Document", document_title))
        if document_pages is not None:
            work.change(row, document_pages=_pages(document_pages))
        if document_note is not None:
            work.change(row, document_note=maybe_prose("Note on the document", document_note))
        return kept(work, Review, row)


def name_reader(
    engine: Engine,
    *,
    review_id: str,
    person_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> ReviewReader:
    """Let somebody see a review while it is not published, with all that hangs on it. Naming them twice says so."""
    with changing(engine, by=by, verb="name_reader", at=at, door=door, token=token) as work:
        work.allow("name_reader")
        day_of(at)
        review, person = work.get(Review, review_id), work.get(Person, person_id)
        id_ = _reader_id(review.id, person.id)
        if work.find(ReviewReader, id_) is not None:
            raise AlreadyExistsError("reader of this review", person.name)
        reader: ReviewReader = work.add(ReviewReader(id_, review.id, person.id))
        return reader


def name_leads(
    engine: Engine,
    *,
    review_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[ReviewReader, ...]:
    """Name the leads and deputies of every agency that was asked for something in a review, or owns an action of it,
    and of its predecessors and successors. Who is named already stays so; returns the new ones."""
    with changing(engine, by=by, verb="name_reader", at=at, door=door, token=token) as work:
        work.allow("name_reader")
        day_of(at)
        review = work.get(Review, review_id)
        named = {row.person_id for row in work.all(ReviewReader, review_id=review.id)}
        agencies = _agencies_of(work, review.id)
        able = {row.id for row in work.all(Person, disabled_on=None)}
        leads = {
            row.person_id
            for row in work.all(PersonRole, role=Role.LEAD)
            if row.agency_id in agencies and row.board_id in (None, review.board_id)
        }
        return tuple(
            work.add(ReviewReader(_reader_id(review.id, person_id), review.id, person_id))
            for person_id in sorted(leads & able - named)
        )


def unname_reader(
    engine: Engine,
    *,
    review_id: str,
    person_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> ReviewReader:
    """Take somebody off the readers of a review. While it is not published, they see nothing of it any more."""
    with changing(engine, by=by, verb="unname_reader", at=at, door=door, token=token) as work:
        work.allow("name_reader")
        day_of(at)
        row = work.find(ReviewReader, _reader_id(work.get(Review, review_id).id, person_id))
        if row is None:
            known = [reader.person_id for reader in work.all(ReviewReader, review_id=review_id)]
            raise UnknownError("reader of this review", person_id, known)
        gone: ReviewReader = work.record(row)
        work.remove(row)
        return gone


def sound_hash(found: str, name: str | None) -> str:
    """The hash under which the vault holds a document, or FileRefusedError."""
    if not re.fullmatch(r"[0-9a-f]{64}", found):
        raise FileRefusedError(name or "document", "the tracker does not hold it: send it again")
    return found


def _answered_alone(work: Work, review_id: str) -> None:
    """Raise where an action answers this review and another: people who may see only the other would see it."""
    both = {
        link.action_id
        for recommendation in work.all(Recommendation, review_id=review_id)
        for part in work.all(Part, recommendation_id=recommendation.id)
        for link in work.all(ActionPart, part_id=part.id)
        if any(_review_of(work, other) != review_id for other in work.every(ActionPart, action_id=link.action_id))
    }
    if both:
        ids = list_in_words(sorted(both))
        why = f"{ids} {'answers' if len(both) == 1 else 'answer'} another review too: unlink the parts of one first"
        raise SignOffBlockedError(review_id, (why,), "be taken out of sight")


def _review_of(work: Work, link: Any) -> str:
    part = work.pointed_at(Part, link.part_id)
    review_id: str = work.pointed_at(Recommendation, part.recommendation_id).review_id
    return review_id


def _reader_id(review_id: str, person_id: str) -> str:
    return f"{review_id}/{person_id}"


def _agencies_of(work: Work, review_id: str) -> frozenset[str]:
    """The agencies that were asked for something in a review or own an action of it, as they were and are called."""
    asked = set[str]()
    for recommendation in work.all(Recommendation, review_id=review_id):
        for part in work.all(Part, recommendation_id=recommendation.id):
            asked |= {ask.agency_id for ask in work.all(Ask, part_id=part.id, withdrawn_on=None)}
            actions = (work.pointed_at(Action, link.action_id) for link in work.all(ActionPart, part_id=part.id))
            asked |= {action.owner_id for action in actions if action.owner_id}
    body = bodies(Register(agencies={row.id: work.record(row) for row in work.all(Agency)}))
    return frozenset[str]().union(*(body[id_] for id_ in asked))


def clean_code(code: str) -> str:
    """A review's code in capitals, or BadValueError."""
    found = line("Code", code, limit=30).upper()
    if not re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)*", found):
        why = "is not a code: use capital letters, figures and dashes, as in SOTON-K"
        raise BadValueError("Code", found, why)
    return found


def _pages(number: int | None) -> int | None:
    if number is not None and not 1 <= number <= 100_000:
        raise BadValueError("Pages", number, "is not a number of pages")
    return number


def _all_of(work: Work, review_id: str) -> Iterator[Any]:
    """Everything that a review says: what becomes public with it."""
    yield work.record(work.get(Review, review_id))
    for recommendation in work.all(Recommendation, review_id=review_id):
        yield work.record(recommendation)
        yield from map(work.record, work.all(Part, recommendation_id=recommendation.id))
    for kind in (LearningPoint, Promise):
        yield from map(work.record, work.all(kind, review_id=review_id))
