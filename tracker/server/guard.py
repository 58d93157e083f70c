"""The one gate in front of everything: pages, WebSocket, media, uploads and our own routes alike.

Where nobody signs in, it answers this machine only, under its own names. Where people sign in, it answers to the public
address, and without a live session lets nobody further than the sign-in. A form or a WebSocket from elsewhere is
refused either way.
"""

import ipaddress
import re
import secrets
from urllib.parse import quote, urlsplit

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker import journal
from tracker import settings as settings_room
from tracker.access.addresses import SECRET
from tracker.access.directory import END
from tracker.queries.presence import Presence
from tracker.rules.errors import StoreUnavailableError
from tracker.rules.permissions import allowed
from tracker.server.headers import add_headers
from tracker.server.place import place, presence
from tracker.server.plain import not_now, sentence
from tracker.server.problem import API, problem
from tracker.settings import Settings

LOOPBACK_NAMES = frozenset({"localhost", "localhost."})
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OPEN = re.compile(
    r"/healthz|/livez|/metrics|/accessibility|/sign-in(/directory(/back|/end)?)?|/join/[\w-]{1,100}"
    r"|/owed/[\w-]{1,100}|/calendar/[\w-]{1,100}(\.ics)?"  # each asks for its secret by itself
    r"|/api/.*"  # which asks for a token by itself, and knows no cookie
    r"|/app/static/(mark\.svg|fonts/[\w-]+\.woff2)",
    re.ASCII,
)
"""What anybody may ask for before signing in: the sign-in itself, its look, and whether the server is well."""
NO_PAGES = ("/_stcore/", "/media/", "/static/", "/app/static/", "/component/")
"""Where a program asks, not a person: sending it to the sign-in page would be of no use."""
FORWARDED = ("x-forwarded-for", "x-real-ip")
OF_A_PROXY = ("forwarded", "via", "x-forwarded-host", "x-forwarded-proto", "cf-connecting-ip")
"""Headers that this machine itself has no reason to send: somebody asks through something else."""
LEAVES = ("/export/", "/evidence/", "/document/")
"""What is noted on the trail when it leaves, and so is not for another site to ask for in somebody's name."""
BY_LINK = re.compile(
    r"/my_agency/?|/sign-out|/accessibility|/export/register\.xlsx"  # which asks whether it is that agency's own
    r"|/_stcore/(stream|health|host-config|script-health-check|upload_file/.*|bidi-components/.*)"
    r"|/(static|app/static|component|media)/.*",
    re.ASCII | re.DOTALL,
)
"""What somebody may ask for who came in by a personal link: one page, and what draws it."""
METRICS = "/_stcore/metrics"
HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)


def is_this_machine(host: str) -> bool:
    """Whether a name or an address means this machine and nothing else."""
    name = host.strip().lower().removeprefix("[").removesuffix("]")
    if name in LOOPBACK_NAMES or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def why_refused(scope: Scope, settings: Settings) -> tuple[int, str] | None:
    """Why a request is not let in, whoever sent it, as a status and a sentence, or None where it may be."""
    headers = Headers(scope=scope)
    if settings.complaints:
        return 503, " ".join(settings.complaints)
    if settings.by_machine and not is_from_here(scope, headers):
        words = "While nobody signs in, the tracker can be reached from the machine it runs on only."
        return 403, f"{words} To let people in from elsewhere, set TRACKER_SIGN_IN."
    name = _host(headers.get("host", ""))
    if name is None or not (is_this_machine(name) or _is_public(headers, settings)):
        return 421, _at_another_name(settings)
    changes = scope["type"] == "websocket" or scope.get("method") in CHANGING
    if (changes or scope.get("path") == END) and not _from_this_site(headers, settings):
        return 403, "This form came from another site, so nothing was changed. Open the tracker itself and try again."
    return None


def is_from_here(scope: Scope, headers: Headers) -> bool:
    """Whether this machine asks: itself, not a proxy on it that passes on what others ask."""
    if any(name in headers for name in OF_A_PROXY):
        return False
    client = scope.get("client")
    passed_on = [part for name in FORWARDED for part in headers.get(name, "").split(",") if part.strip()]
    return all(is_this_machine(address) for address in ([client[0]] if client else []) + passed_on)


def _is_public(headers: Headers, settings: Settings) -> bool:
    return settings.public_host is not None and headers.get("host", "").lower() == settings.public_host


def _at_another_name(settings: Settings) -> str:
    if settings.by_machine:
        return "The tracker does not answer to this name. Open it as localhost or 127.0.0.1 on this machine."
    if settings.public_url is None:
        return "The tracker has not been told its name: set TRACKER_PUBLIC_URL to the address that people open."
    return "The tracker does not answer to this name. Open it at the address that the business manager gave you."


def _host(header: str) -> str | None:
    found = HOST.fullmatch(header)
    return found[1].lower() if found else None


def _from_this_site(headers: Headers, settings: Settings) -> bool:
    """A browser says where a form or a WebSocket comes from; a program such as curl says nothing, and holds no cookie
    of anybody's."""
    if (site := headers.get("sec-fetch-site")) and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None or (origin == "null" and site):
        return True
    if _is_public(headers, settings):
        return origin.lower() == settings.public_url
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False


class Guard:
    """Pure ASGI middleware: lets in or refuses, sets the headers, and turns a crash into one sentence with a number."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        settings = settings_room.load()
        refusal = await self._refusal(scope, settings)
        if refusal and scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif refusal:
            await _answer(refusal, settings, scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self._guarded(settings, scope, receive, send)

    async def _refusal(self, scope: Scope, settings: Settings) -> Response | None:
        """The answer to somebody who is not let in, or None. Who they are is asked off the event loop."""
        if refused := why_refused(scope, settings):
            status, words = refused
            return _refused(scope, words, status)
        if OPEN.fullmatch(scope["path"]):
            return None
        if not settings.by_machine:
            try:
                there = await to_thread.run_sync(_who_is_there, scope)
            except StoreUnavailableError as error:
                journal.say("store_away", journal.ERROR, of=error)
                return not_now()
            if there is None:
                return _to_the_sign_in(scope)
            if there.by_link and not BY_LINK.fullmatch(scope["path"]):
                return _not_by_link()
            if scope["path"].startswith(METRICS) and not allowed(there.roles, "manage_people"):
                return sentence("Not let in", "These figures are for the business manager.", status=403)
        return _asked_for_elsewhere(scope)

    async def _guarded(self, settings: Settings, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                add_headers(scope, settings, message)
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except ClientDisconnect:
            return  # they went away in the middle of what they sent: nobody is there to be answered
        except Exception as error:
            if not started:
                number = secrets.token_hex(2).upper()
                journal.say("broke", journal.ERROR, reference=number, method=scope["method"], of=error)
                words = (
                    "Something in the tracker broke. Nothing you entered was lost or changed. "
                    f"Tell the business manager reference {number}."
                )
                answer = _broke(scope, words, secret=scope["path"].startswith(SECRET))
                await _answer(answer, settings, scope, receive, send)
            raise


def _refused(scope: Scope, words: str, status: int) -> Response:
    if scope["path"].startswith(API):
        return problem(status, words)
    return sentence("Not let in", words, status=status)


def _broke(scope: Scope, words: str, *, secret: bool) -> Response:
    if scope["path"].startswith(API):
        return problem(500, words)
    return sentence("This could not be done", words, status=500, secret=secret)


def _who_is_there(scope: Scope) -> Presence | None:
    return presence(HTTPConnection(scope), place())


def _asked_for_elsewhere(scope: Scope) -> Response | None:
    """The answer where another site asks for a file in somebody's name: a page with the way to ask for it oneself."""
    site = Headers(scope=scope).get("sec-fetch-site")
    if scope["type"] != "http" or not scope["path"].startswith(LEAVES) or site in (None, "same-origin", "none"):
        return None
    words = "Another site led here, so the file has not been taken out yet: that is noted under your name."
    here = _address(scope)
    return sentence("Open this file from the register", words, status=403, back=here, way="Open the file")


def _not_by_link() -> Response:
    words = "A personal link opens one page only: what your agency owes. For everything else, sign in."
    return sentence("Not by this link", words, status=403, back="/my_agency", way="What your agency owes")


def _to_the_sign_in(scope: Scope) -> Response:
    if scope.get("method") not in ("GET", "HEAD") or scope["path"].startswith(NO_PAGES):
        words = "Sign in first: there is no session in this browser, or it has ended."
        return sentence("Not signed in", words, status=401, back="/sign-in", way="Sign in")
    if scope["path"].startswith(SECRET):
        return RedirectResponse("/sign-in", status_code=303)  # what stands behind is not for another address to hold
    here = _address(scope)
    return RedirectResponse(f"/sign-in?next={quote(here, safe='')}" if here != "/" else "/sign-in", status_code=303)


def _address(scope: Scope) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    return quote(scope["path"]) + (f"?{query}" if query else "")


async def _answer(response: Response, settings: Settings, scope: Scope, receive: Receive, send: Send) -> None:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            add_headers(scope, settings, message)
        await send(message)

    await response(scope, receive, sending)
