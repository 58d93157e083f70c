"""Personal links: a page that says whose it is, and a button that opens it. Looking at it lets nobody in, so that a
mail filter that follows every link does no harm, and leaves no session behind."""

from collections.abc import Mapping
from datetime import datetime
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker import clock
from tracker.access.addresses import OWED
from tracker.access.limits import BY_LINK
from tracker.commands import personal_links, secret_addresses
from tracker.commands.passwords import TooManyTriesError
from tracker.commands.personal_links import LinkOpensNothingError
from tracker.queries.secret_links import Opened, kept_out, opened_by
from tracker.rules.dates import in_words
from tracker.rules.words import Door, Way
from tracker.server.entering import address_of, browser_of, longest, with_cookie
from tracker.server.place import Place, place, presence
from tracker.server.plain import page, sentence
from tracker.server.posted import takes_a_form
from tracker.store.database import SYSTEM

PAGE = "/my_agency"


async def owed(request: Request) -> Response:
    """The page of a link, with its button; the same sentence for every link that opens nothing."""
    return await run_in_threadpool(_look, request)


def _look(request: Request) -> Response:
    here, at = place(), clock.now()
    opened = _opened(request, here, at)
    if not isinstance(opened, Opened):
        return opened
    until = opened.ends_at.astimezone(clock.LONDON)
    hours = int(BY_LINK.total_seconds()) // 3600
    body = (
        f"<p>This link opens one page for {escape(opened.person.name)}: what <b>{escape(opened.agency.name)}</b> owes. "
        "There you say what was done and send evidence, without an account.</p>"
        + _signed_in_already(request, here, opened.person.id)
        + f'<form method="post" action="{OWED}{escape(_secret(request))}">'
        '<button type="submit">Open the page</button></form>'
        f'<p class="hint" style="margin-top:1.5rem">It stays open for {hours} hours at most. The link works until '
        f"{until:%H:%M} on {escape(in_words(until.date()))}; whoever has it can open the page, so pass it on to "
        "nobody. "
        "What you do is recorded under your name.</p>"
    )
    return page(f"What {opened.agency.short_name} owes", body, secret=True)


@takes_a_form
def open_page(request: Request, form: Mapping[str, str]) -> Response:
    """Let the link's person in to their agency's page, in a session of its own; whoever this browser held is out."""
    here, at = place(), clock.now()
    opened = _opened(request, here, at)
    if not isinstance(opened, Opened):
        return opened
    there = presence(request, here)
    if there and not there.by_link and there.person.id == opened.person.id:
        return RedirectResponse(f"{PAGE}?agency={opened.agency.id}", status_code=303)  # their own session may do more
    try:
        secret = personal_links.come_in(
            here.engine,
            link=_secret(request),
            address=address_of(request),
            browser=browser_of(request),
            longest=longest(here, Way.LINK),
            by=opened.person.id,
            at=at,
            door=Door.LINK,
        )
    except LinkOpensNothingError as error:  # taken back this very moment
        return _nothing(error)
    return with_cookie(request, here, secret, way=Way.LINK, next_=PAGE)


def _opened(request: Request, here: Place, at: datetime) -> Opened | Response:
    """What the link opens, or the answer that it opens nothing, or that too many wrong ones were asked for here."""
    address = address_of(request)
    if again := kept_out(here.engine, address, at=at):
        error = TooManyTriesError(again - at)
        answer = sentence("Too many tries", str(error), status=429, back="/sign-in", way="To the sign-in", secret=True)
        answer.headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
        return answer
    opened = None if here.settings.by_machine else opened_by(here.engine, _secret(request), at=at)
    if opened is None:
        secret_addresses.wrong(here.engine, address=address, by=SYSTEM, at=at, door=Door.LINK)
        return _nothing(LinkOpensNothingError())
    return opened


def _nothing(error: LinkOpensNothingError) -> Response:
    return sentence(
        "This link opens nothing", str(error), status=404, back="/sign-in", way="To the sign-in", secret=True
    )


def _signed_in_already(request: Request, here: Place, person_id: str) -> str:
    """What becomes of somebody else who is signed in in this browser."""
    there = presence(request, here)
    if there is None or there.person.id == person_id:
        return ""
    words = f"You are signed in here as {there.person.name}: opening the page signs you out."
    return f"<p>{escape(words)}</p>"


def _secret(request: Request) -> str:
    return str(request.path_params["secret"])
