"""Every agency's message about what it owes, at once: a zip with one e-mail each, on the record as sent today."""

from tempfile import SpooledTemporaryFile
from typing import IO, Any

from starlette.requests import Request
from starlette.responses import Response

from tracker import clock
from tracker.commands import chases
from tracker.notices.bundle import write_files
from tracker.notices.chase import compose, file_name, note_for
from tracker.notices.envelope import as_file
from tracker.queries.chasing import plan, workbooks
from tracker.rules.dates import plural
from tracker.rules.words import Door, SendingWay
from tracker.server.downloads import in_a_sentence
from tracker.server.place import place, visitor
from tracker.server.plain import sentence
from tracker.server.sending import IN_MEMORY, zip_answer
from tracker.store.database import for_board


@in_a_sentence
def chases_zip(request: Request) -> Response:
    """The messages of the agencies that the address names, else of all that owe something pressing: those that may go
    now, with the note of who gets none and why."""
    here = place()
    person = visitor(request, here, here.register)
    asker: Any = {"roles": person.roles, "who": person.person.name}
    at, sender = clock.now(), here.settings.mail_from
    asked = {here.register.answers_for(id_) for id_ in request.query_params.getlist("agency")
             if id_ in here.register.agencies}  # fmt: skip
    wanted = [one for one in plan(here.engine, **asker, at=at) if not asked or one.agency_id in asked]
    going, held = [one for one in wanted if not one.held], [one for one in wanted if one.held]
    if not going:
        whys = " ".join(f"{one.agency_name}: {one.held}." for one in held[:5])
        words = whys or "No agency owes anything pressing just now."
        return sentence("Nothing to send", words, status=200 if whys else 404, back="/chase")
    books, _ = workbooks(here.engine, going, **asker)
    made = chases.make(
        for_board(here.engine, person.board_id), planned=going,
        way=SendingWay.BY_HAND, workbooks=books, illustrative=here.settings.demo,
        reply_to=sender.address if sender else None, by=person.person.id, at=at, door=Door.BROWSER,
    )  # fmt: skip
    files = []
    for one in made:
        shape: Any = {"chase_id": one.chase.id, "illustrative": here.settings.demo}
        message = compose(one.of, sender=sender, at=at, enclosed=one.enclosed, link=one.link, **shape)
        files.append((file_name(one.of, **shape), as_file(message)))
    out: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # closed after the last piece
    told = note_for([(one.of, one.chase.id) for one in made], held, illustrative=here.settings.demo)
    write_files(out, files, note=told, at=at)
    marked = "Illustrative messages" if here.settings.demo else "Messages"
    return zip_answer(out, f"{marked} to {plural(len(made), 'agency', 'agencies')}, {clock.local_day(at)}.zip")
