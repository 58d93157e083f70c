"""The gate in front of everything, pages, WebSocket, media and routes alike, and the headers on every answer.

Until people sign in, the tracker answers this machine only, under its own names. A form from elsewhere is refused.
"""

import ipaddress
import logging
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.server.plain import sentence

log = logging.getLogger("tracker.server")

LOOPBACK_NAMES = frozenset({"localhost", "localhost."})
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
NOT_KEPT = ("/export/", "/evidence/", "/who", "/media/", "/healthz")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


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


def why_refused(scope: Scope) -> tuple[int, str] | None:
    """Why a request is not let in, as a status and a sentence, or None where it is."""
    headers = Headers(scope=scope)
    client = scope.get("client")
    if client and not is_this_machine(client[0]):
        return 403, "Until people sign in, the tracker can be reached from the machine it runs on only."
    name = _host(headers.get("host", ""))
    if name is None or not is_this_machine(name):
        return 421, "The tracker does not answer to this name. Open it as localhost or 127.0.0.1 on this machine."
    if scope.get("method") in CHANGING and not _from_here(headers):
        return 403, "This form came from another site, so nothing was changed. Open the tracker itself and try again."
    return None


def _host(header: str) -> str | None:
    try:
        return urlsplit(f"//{header}").hostname
    except ValueError:
        return None


def _from_here(headers: Headers) -> bool:
    """A browser says where a form comes from; a program such as curl says nothing, and holds no cookie of anybody's."""
    if site := headers.get("sec-fetch-site"):
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return True
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
        refused = why_refused(scope)
        if refused and scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif refused:
            status, words = refused
            await _answer(sentence("Not let in", words, status=status), scope, receive, send)
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self._guarded(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _add_headers(scope["path"], message)
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            if not started:
                number = secrets.token_hex(2).upper()
                log.error("reference %s: %s %s broke", number, scope["method"], scope["path"])
                words = (
                    "Something in the tracker broke. Nothing you entered was lost or changed. "
                    f"Tell the business manager reference {number}."
                )
                await _answer(sentence("This could not be done", words, status=500), scope, receive, sending)
            raise


def _add_headers(path: str, message: Message) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if path.startswith(NOT_KEPT):
        headers["Cache-Control"] = "no-store"


async def _answer(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            _add_headers(scope["path"], message)
        await send(message)

    await response(scope, receive, sending)
