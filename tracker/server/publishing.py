"""What leaves for the public, and what leaves all the same: the published view, and a workbook with a reason given."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from tracker import clock
from tracker.commands import downloads
from tracker.queries.standing import change_number, standing
from tracker.rules.dates import list_in_words
from tracker.rules.published import published
from tracker.rules.sight import WHOLE
from tracker.rules.standing import build
from tracker.rules.words import Door
from tracker.server.downloads import WORKBOOK, ask_to_read, day_asked_for, in_a_sentence, register_workbook
from tracker.server.leaving import reason_given
from tracker.server.place import place, visitor
from tracker.server.plain import attachment, sentence
from tracker.sheets.writing.published import write_published


async def register_workbook_all_the_same(request: Request) -> Response:
    """The register's workbook for somebody who was told what it holds, and gives a reason in a form."""
    why = await reason_given(request)
    if why is None:
        return sentence("No file", "That form is too long to be this page's.", status=413)
    request.state.why = why
    return await run_in_threadpool(register_workbook, request)


@in_a_sentence
def published_workbook(request: Request) -> Response:
    """The published reviews with their ratings: no evidence, nothing that an agency wrote, nobody's name."""
    here = place()
    look = standing(here.engine, day_asked_for(request.query_params.get("as_at")), sight=WHOLE)
    person = visitor(request, here, here.register)
    ask_to_read(person)
    content = write_published(
        build(published(look.register), today=look.today),
        number=change_number(here.engine, look.today),
        board_name=list_in_words([board.name for board in look.register.boards.values()]),
        illustrative=here.settings.demo,
        at=clock.now(),
    )
    marked = "Illustrative " if here.settings.demo else ""
    name = f"{marked}Recommendations as published, {look.today.isoformat()}.xlsx"
    downloads.note(
        here.engine, entity="workbook", id_=name, by=person.person.id, at=clock.now(), door=Door.BROWSER
    )  # fmt: skip
    return Response(content, media_type=WORKBOOK, headers={"Content-Disposition": attachment(name)})
