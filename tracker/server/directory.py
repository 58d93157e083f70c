"""Coming in through the council's own sign-in: away to it, back from it, and out of it again.

What a browser has to bring back is in a cookie that lives ten minutes, for these addresses only, signed.
"""

import secrets
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tracker import clock
from tracker import settings as settings_room
from tracker.access.cookie import is_secure
from tracker.access.directory import BACK, END, START, Directory, directory_of
from tracker.commands import identities
from tracker.rules.errors import TrackerError
from tracker.rules.words import Door, Way
from tracker.server.entering import come_in, safe_next
from tracker.server.place import Place, place
from tracker.server.plain import page, sentence
from tracker.server.posted import fields_of
from tracker.settings import Settings
from tracker.store.database import SYSTEM

if TYPE_CHECKING:
    from tracker.access.conversation import Told

TITLE = "Not signed in"
COOKIE, MINUTES = "tracker_directory", 10
LONGEST_NEXT, LONGEST_LINK = 1500, 200
OFF = "Nobody comes in through a council's sign-in here."


class OnTheWay:
    """What somebody carries to the council's sign-in and back, kept apart from every other cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the cookie into the request's session, and write it back where it was changed."""
        settings = settings_room.load()
        kept = SessionMiddleware(
            self.app,
            secret_key=settings.secret or _secret(),
            session_cookie=COOKIE,
            max_age=MINUTES * 60,
            path=START,
            https_only=is_secure(settings, _host(scope)),
        )
        await kept(dict(scope), receive, send)  # a copy: Streamlit has a session of its own in the scope


async def start(request: Request) -> Response:
    """Send somebody to the council's sign-in; where they wanted to go comes back with them."""
    wanted = safe_next(request.query_params.get("next"))
    found = await _away(request, wanted, None)
    return found if isinstance(found, Response) else _kept_nowhere(RedirectResponse(found, status_code=303))


async def start_by_link(request: Request) -> Response:
    """The same for whoever pressed the button on the page of their one-time link, which comes back with them.

    What answers a form may lead to this site alone, so the browser is sent on by a page.
    """
    form = await fields_of(request)
    if form is None:
        return sentence(TITLE, "That form is too long to be this page's.", status=413)
    found = await _away(request, "/", form.get("join", "")[:LONGEST_LINK] or None)
    if isinstance(found, Response):
        return found
    words = f'<p><a class="button" href="{escape(found)}">Go on to your council’s sign-in</a></p>'
    return page("On to your council’s sign-in", words, headers={"Refresh": f"0; url={found}"})


async def _away(request: Request, wanted: str, link: str | None) -> str | Response:
    """The address at the council's sign-in, or the sentence that says why there is none."""
    here = place()
    try:
        directory = directory_of(here.settings)
        if directory is None:
            return sentence(TITLE, OFF, status=404)
        from tracker.access import conversation  # Authlib is read where somebody comes in this way, and only then

        return await conversation.away(
            directory, request, back=_ours(request, here.settings, BACK), join=link,
            next_=wanted if len(wanted) <= LONGEST_NEXT else "/",
        )  # fmt: skip
    except TrackerError as error:
        return _refused(error, wanted, status=503)


async def back(request: Request) -> Response:
    """Take somebody in whom the council's sign-in vouches for, and let them go on to where they wanted to go."""
    here = place()
    wanted = "/"
    try:
        directory = directory_of(here.settings)
        if directory is None:
            return sentence(TITLE, OFF, status=404)
        from tracker.access import conversation

        told = await conversation.returned(directory, request)
        wanted = safe_next(told.next)
        response = await run_in_threadpool(_come_in, here, directory, told, request)
    except TrackerError as error:
        return _refused(error, wanted, status=403)
    return _kept_nowhere(response)


async def end(request: Request) -> Response:
    """On to where the council's sign-in ends its own session; where it has no such place, a sentence that says so."""
    here = place()
    try:
        directory = directory_of(here.settings)
        if directory is None:
            return sentence(TITLE, OFF, status=404)
        from tracker.access import conversation

        address = await conversation.farewell(directory, back=_ours(request, here.settings, "/"))
    except TrackerError as error:
        return _refused(error, "/", status=503)
    if address is None:
        words = f"You are signed out here. The sign-in of {directory.name} ends when you close your browser."
        return sentence("Signed out here", words, status=200)
    return _kept_nowhere(RedirectResponse(address, status_code=303))


def _come_in(here: Place, directory: Directory, told: "Told", request: Request) -> Response:
    """Let in the person whom the council's sign-in vouches for, as the register knows them."""
    at = clock.now()
    if told.join:
        identities.join(
            here.engine, link=told.join, issuer=directory.issuer, subject=told.subject,
            by=SYSTEM, at=at, door=Door.BROWSER,
        )  # fmt: skip
    person = identities.come_in(
        here.engine, issuer=directory.issuer, subject=told.subject, name=told.name,
        roles=directory.given(told.roles), by=SYSTEM, at=at, door=Door.BROWSER,
    )  # fmt: skip
    return come_in(request, here, person_id=person.id, way=Way.DIRECTORY, next_=told.next)


def _refused(error: TrackerError, wanted: str, *, status: int) -> Response:
    again = f"{START}?{urlencode({'next': wanted})}"
    return _kept_nowhere(sentence(TITLE, str(error), status=status, back=again, way="Begin again"))


def _kept_nowhere(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _host(scope: Scope) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")


def _ours(request: Request, settings: Settings, path: str) -> str:
    """An address of ours as the council's sign-in has to know it."""
    base = settings.public_url or f"{request.url.scheme}://{_host(request.scope)}"
    return f"{base}{path}"


@cache
def _secret() -> str:
    return secrets.token_hex(32)


_carried = [Middleware(OnTheWay)]
routes = (
    Route(START, start, methods=["GET"], middleware=_carried),
    Route(START, start_by_link, methods=["POST"], middleware=_carried),
    Route(BACK, back, methods=["GET"], middleware=_carried),
    Route(END, end, methods=["GET"]),
)
"""For `app`: the three addresses of the council's sign-in."""
