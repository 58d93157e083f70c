"""Papers that leave the register as a Word document, a PDF or a workbook: asked for the right, noted, signed off."""

from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tracker import clock
from tracker.commands import downloads, heads
from tracker.packs.brief import Asked
from tracker.queries import papers
from tracker.queries.standing import standing
from tracker.rules.errors import BadValueError, UnknownError
from tracker.rules.words import Door
from tracker.server.downloads import EARLIEST, ask_to_read, day_asked_for, in_a_sentence
from tracker.server.leaving import PAPER, held_for, reason_given
from tracker.server.place import place, visitor
from tracker.server.plain import attachment, sentence
from tracker.server.waiting import told_first
from tracker.store.database import SYSTEM

ABOUT = {
    "meeting": "meeting", "agency": "agency", "thread": "recommendation", "theme": "theme", "theme_briefing": "theme",
    "review_briefing": "review",
}  # fmt: skip
"""Under which name an address says what each paper is about."""


@in_a_sentence
def paper(request: Request) -> Response:
    """One paper, as at a day. `paper` says which: one of the kinds of `packs.every`."""
    here, ending = place(), request.path_params["ending"]
    if ending not in papers.ENDINGS:
        raise UnknownError("kind of file", ending, papers.ENDINGS)
    everything = here.register
    person = visitor(request, here, everything)
    ask_to_read(person)
    day = day_asked_for(request.query_params.get("as_at"))
    mine = person.sight(everything)
    kind = request.query_params.get("paper", "meeting")
    made = papers.paper(here.engine, kind, asked(request.query_params, kind), sight=mine, as_at=day)
    found = papers.leaving(here.engine, made)
    if (held := held_for(request, here, standing(here.engine, day, sight=mine), person, found, PAPER)) is not None:
        return held
    name, at = f"{made.file_name}.{ending}", clock.now()
    downloads.note(here.engine, entity="paper", id_=name, by=person.person.id, at=at, door=Door.BROWSER)
    head = heads.sign_off(
        here.engine, stands_on=f"The first page of ‘{name}’", by=SYSTEM, at=clock.now(), door=Door.BROWSER
    )
    whole = papers.signed(here.engine, made, by=person.person.id, at=at, trail_now=head.in_words)
    content = papers.drawn(whole, papers.look(here.engine, here.vault), ending)
    headers = {"Content-Disposition": attachment(name)}
    return Response(content, media_type=papers.ENDINGS[ending].media_type, headers=headers)


async def paper_all_the_same(request: Request) -> Response:
    """The paper for somebody who was told what it holds, and gives a reason in a form."""
    why = await reason_given(request)
    if why is None:
        return sentence("No file", "That form is too long to be this page's.", status=413)
    request.state.why = why
    return await run_in_threadpool(paper, request)


def asked(query: Mapping[str, str], kind: str) -> Asked:
    """What an address asks for. Raises BadValueError, in words, for a day or a year that is none."""
    board_id = query.get("board") or None
    if kind == "year":
        since, until = _year(query)
        return Asked(since=since, until=until, board_id=board_id)
    id_ = query.get(ABOUT.get(kind, "")) or None
    on = _day("on", query["on"]) if kind == "meeting" and query.get("on") else None
    return Asked(id_, day=on, board_id=board_id)


def _year(query: Mapping[str, str]) -> tuple[date, date]:
    if query.get("since") and query.get("until"):
        return _day("since", query["since"]), _day("until", query["until"])
    year = query.get("year", "")
    if not (year.isascii() and year.isdecimal() and EARLIEST.year <= int(year[:5]) <= date.max.year - 1):
        raise BadValueError("year", year, "is not a year: write it as 2026")
    return date(int(year), 1, 1), date(int(year), 12, 31)


def _day(name: str, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadValueError(name, text, "is not a day: write it as 2026-11-20") from None
    if not EARLIEST <= day < date.max:
        raise BadValueError(name, text, "is no day of our times")
    return day


routes = (
    Route("/export/paper.{ending:str}", told_first(paper), methods=["GET"]),
    Route("/export/paper.{ending:str}", paper_all_the_same, methods=["POST"]),
)
