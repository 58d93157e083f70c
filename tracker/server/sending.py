"""Every agency's workbook at once: a zip with a folder for each, its workbook and the e-mail that brings it."""

from collections.abc import Iterator
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tracker import clock
from tracker.commands import sendings
from tracker.notices.bundle import folder, note_for, write_zip
from tracker.queries.leaving import leaving
from tracker.queries.sendings import desk, outgoing
from tracker.queries.standing import standing
from tracker.rules.dates import plural
from tracker.rules.errors import BadValueError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, SendingWay
from tracker.server.downloads import in_a_sentence
from tracker.server.leaving import held_for, reason_given
from tracker.server.place import place, visitor
from tracker.server.plain import attachment, sentence
from tracker.store.database import for_board

IN_MEMORY = 16_000_000
PIECE = 64 * 1024


@in_a_sentence
def agencies_zip(request: Request) -> Response:
    """The workbooks of the agencies that the address names, else of all that owe something, each with its message and
    on the record as made. `reply_by` is the day by which they are asked back."""
    here = place()
    person = visitor(request, here, here.register)
    asker: Any = {"roles": person.roles, "who": person.person.name}
    asked = dict.fromkeys(request.query_params.getlist("agency"))
    ids = list(asked) or [one.agency_id for one in desk(here.engine, **asker) if not one.owes.nothing]
    going = outgoing(here.engine, ids, **asker)
    reply_by = _day(request.query_params.get("reply_by"))
    if not going:
        return sentence("Nothing to send", "No agency owes anything just now.", status=404, back="/workbook")
    found = {one: None for each in going for one in leaving(here.engine, each.standing, each.agency_id)}
    if (held := held_for(request, here, standing(here.engine, sight=WHOLE), person, tuple(found))) is not None:
        return held
    at, sender = clock.now(), here.settings.mail_from
    about: Any = {"reply_by": reply_by, "illustrative": here.settings.demo}
    made = sendings.make(
        for_board(here.engine, person.board_id), outgoing=going,
        way=SendingWay.BY_HAND, reply_to=sender.address if sender else None, **about,
        by=person.person.id, at=at, door=Door.BROWSER,
    )  # fmt: skip
    out: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # closed after the last piece
    words = note_for([(one.of, one.enclosed) for one in made], **about)
    write_zip(out, (folder(one.of, one.enclosed, sender=sender, at=at, **about) for one in made), note=words, at=at)
    marked = "Illustrative workbooks" if here.settings.demo else "Workbooks"
    name = f"{marked} for {plural(len(made), 'agency', 'agencies')}, {clock.local_day(at).isoformat()}.zip"
    return zip_answer(out, name)


def zip_answer(out: IO[bytes], name: str) -> Response:
    """A zip that was written, as a download in pieces; it is closed after the last one."""
    headers = {"Content-Disposition": attachment(name), "Content-Length": str(out.tell()), "Cache-Control": "no-store"}
    return StreamingResponse(_pieces(out), media_type="application/zip", headers=headers)


async def agencies_zip_all_the_same(request: Request) -> Response:
    """The same for somebody who was told what the workbooks hold, and gives a reason in a form."""
    why = await reason_given(request)
    if why is None:
        return sentence("No file", "That form is too long to be this page's.", status=413)
    request.state.why = why
    return await run_in_threadpool(agencies_zip, request)


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        out.seek(0)
        while piece := out.read(PIECE):
            yield piece


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadValueError("reply_by", text, "is not a day: write it as 2026-11-20") from None
