"""Files that leave the register: the workbook, evidence, the reports themselves. Each asks for the right first and is
noted on the trail."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker import clock
from tracker.commands import downloads, heads
from tracker.queries.standing import change_number, moment, standing, standing_at
from tracker.rules.boards import within
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import BadValueError, NotAllowedError, TrackerError, UnknownError
from tracker.rules.evidence import why_no_file
from tracker.rules.files import ending
from tracker.rules.permissions import why_not
from tracker.rules.records import Review
from tracker.rules.redaction import files_taken_out, why_taken_out
from tracker.rules.sending import ReplyByError
from tracker.rules.veil import RESTRICTED_TO
from tracker.rules.words import Door
from tracker.server.leaving import held_back
from tracker.server.place import NobodyError, Place, Visitor, place, visitor
from tracker.server.plain import attachment, sentence
from tracker.sheets.writing.workbook import write
from tracker.store.database import SYSTEM

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNSAID = "application/octet-stream"
REPORTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
"""What a report is by its ending. A web page is not said to be one: no browser is to open it as ours."""
STARTS = {b"%PDF-": "pdf", b"PK\x03\x04": "docx", b"{\\rtf": "rtf"}

EARLIEST = date(1990, 1, 1)

Endpoint = Callable[[Request], Response]


class NoFileError(TrackerError):
    """There is a piece of evidence, or a review, but no file of it to give."""

    def __init__(self, id: str, why: str) -> None:
        super().__init__(f"There is no file to give for {id}: {why}.")


def in_a_sentence(endpoint: Endpoint) -> Endpoint:
    """A route whose refusals are a page with one sentence, under the status that says what kind of refusal it is."""

    @wraps(endpoint)
    def answered(request: Request) -> Response:
        try:
            return endpoint(request)
        except NobodyError:
            back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/who?{urlencode({'next': back})}", status_code=303)
        except TrackerError as error:
            return sentence("No file", str(error), status=_status(error))

    return answered


def _status(error: TrackerError) -> int:
    match error:
        case NotAllowedError():
            return 403
        case UnknownError() | NoFileError():
            return 404
        case BadValueError() | ReplyByError():
            return 400
    return 503


@in_a_sentence
def register_workbook(request: Request) -> Response:
    """The whole register, or one agency's return workbook, as at today or a past day."""
    here = place()
    day = day_asked_for(request.query_params.get("as_at"))
    everything = here.register
    person = visitor(request, here, everything)
    ask_to_read(person)
    mine = person.sight(everything)
    look = standing(here.engine, day, sight=mine)
    agency_id = request.query_params.get("agency") or None
    if person.only is not None and agency_id != person.only:
        why = "a personal link opens one agency’s page only"
        raise NotAllowedError(person.person.name, "take this workbook out", why)
    if (held := held_back(request, here, look, person, agency_id)) is not None:
        return held
    number = change_number(here.engine, look.today)
    if agency_id and agency_id not in look.register.agencies:
        raise UnknownError("agency", agency_id, look.register.agencies)
    whose = look.register.agencies[agency_id].short_name if agency_id else "whole register"
    marked = "Illustrative " if here.settings.demo else ""
    name = f"{marked}Action plan, {whose}, {look.today.isoformat()}.xlsx"
    _note("workbook", name, person, here)
    content = write(
        look,
        agency_id=agency_id,
        number=number,
        board_name=list_in_words([b.name for b in look.register.boards.values() if within(b.id, mine.boards)]),
        illustrative=here.settings.demo,
        at=clock.now(),
        head=_head(here, name),
    )
    return Response(content, media_type=WORKBOOK, headers={"Content-Disposition": attachment(name)})


@in_a_sentence
def evidence(request: Request) -> Response:
    """One evidence file, as an attachment that a browser may not run. Restricted evidence is for few people."""
    here = place()
    everything = here.register
    person = visitor(request, here, everything)
    ask_to_read(person)
    when = moment(here.engine, sight=person.sight(everything))
    register = standing_at(here.engine, when).register
    id_ = request.path_params["id"]
    found = register.evidence.get(id_)
    if found is None:
        raise UnknownError("evidence", id_, register.evidence)
    if found.id in when.hidden.evidence:
        raise NotAllowedError(person.person.name, "see this evidence", RESTRICTED_TO)
    if gone := files_taken_out(register.redactions.values()).get(found.file_hash or ""):
        raise NoFileError(found.id, why_taken_out(gone))
    if why := why_no_file(found):
        raise NoFileError(found.id, why)
    content = _content(found.id, found.file_hash, here.vault.get)
    _note("evidence", found.id, person, here)
    return _unrun(content, found.file_name or found.title)


@in_a_sentence
def document(request: Request) -> Response:
    """The report itself, for whoever may see its review, as an attachment that a browser may not run."""
    here = place()
    everything = here.register
    person = visitor(request, here, everything)
    ask_to_read(person)
    register = standing_at(here.engine, moment(here.engine, sight=person.sight(everything))).register
    id_ = request.path_params["id"]
    review = register.reviews.get(id_)
    if review is None:
        raise UnknownError("review", id_, register.reviews)
    if gone := files_taken_out(register.redactions.values()).get(review.document_hash or ""):
        raise NoFileError(review.id, why_taken_out(gone))
    if review.document_hash is None:
        raise NoFileError(review.id, "the report itself has not been kept")
    content = _content(review.id, review.document_hash, here.vault.get)
    _note("review", review.id, person, here)
    name = document_name(review, content)
    return _unrun(content, name, REPORTS.get(ending(name), UNSAID))


def document_name(review: Review, content: bytes) -> str:
    """What the file of a report is called: its title, with the ending that its content asks for where it has none."""
    name = review.document_title or review.title
    if ending(name) in (*REPORTS, "html", "htm", "odt", "rtf"):
        return name
    return next((f"{name}.{kind}" for start, kind in STARTS.items() if content.startswith(start)), f"{name}.txt")


def _unrun(content: bytes, name: str, kind: str = UNSAID) -> Response:
    """A file as an attachment: no browser guesses what it is, runs it or shows it as a page of the tracker."""
    headers = {
        "Content-Disposition": attachment(name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=kind, headers=headers)


def _content(id_: str, file_hash: str | None, get: Callable[[str], bytes | None]) -> bytes:
    content = get(file_hash or "")
    if content is None:
        raise NoFileError(id_, "it is not where evidence is kept, or is no longer what it was")
    return content


def _head(here: Place, name: str) -> str:
    """The end of the trail for a cover sheet, signed off by the tracker itself."""
    return heads.sign_off(
        here.engine, stands_on=f"The cover of ‘{name}’", by=SYSTEM, at=clock.now(), door=Door.BROWSER
    ).in_words


def _note(entity: str, id_: str, person: Visitor, here: Place) -> None:
    downloads.note(here.engine, entity=entity, id_=id_, by=person.person.id, at=clock.now(), door=Door.BROWSER)


def ask_to_read(person: Visitor) -> None:
    """Raise NotAllowedError for somebody who may not read the register."""
    if why := why_not(person.roles, "read"):
        raise NotAllowedError(person.person.name, "read the register", why)


def day_asked_for(text: str | None) -> date | None:
    """The day that an address names, None for today. Raises BadValueError for what is no day of the register's."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadValueError("as_at", text, "is not a day: write it as 2026-11-20") from None
    if day > clock.today():
        raise BadValueError("as_at", text, "is still to come: the register knows the past and today")
    if day < EARLIEST:
        raise BadValueError("as_at", text, f"is before the register’s first day, {in_words(EARLIEST)}")
    return day
