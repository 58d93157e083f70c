"""Every request and every line to a page is told of in the log, by the name of its route: its path may be a secret.

It stands before the gate, so that what the gate refuses is told of too. An answer carries the id of its line, as
X-Request-Id.
"""

import time
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker import journal
from tracker.street import street

WHOLE = ("/_stcore/stream", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics")
BENEATH = ("/_stcore/upload_file/", "/_stcore/", "/media/", "/app/static/", "/static/", "/component/")
QUIET = ("/app/static/*", "/static/*", "/_stcore/health", "/_stcore/host-config")
"""What every page loads, and tells nothing of what people do: told of at `debug`, as are probes that find all well."""
PROBES = ("/healthz", "/livez", "/metrics")
OTHER = "(other)"


class Watched:
    """Pure ASGI middleware: times each answer and says its route, method and status."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute] = ()) -> None:
        self.app = app
        self._routes = tuple(routes)
        self._pages = frozenset(path.stem for path in (street() / "pages").glob("*.py"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand it on, and tell of it when it is done."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        id_, route, begun, status = journal.new_id(), self.route_of(scope), time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).setdefault("X-Request-Id", id_)
            await send(message)

        with journal.within(request=id_):
            try:
                await self.app(scope, receive, sending)
            finally:
                ms = round((time.perf_counter() - begun) * 1000, 1)
                if scope["type"] == "websocket":
                    journal.say("socket", journal.INFO, route=route, ms=ms)
                else:
                    told = {"method": scope["method"], "status": status or None}
                    journal.say("request", _level(route, status), route=route, ms=ms, **told)

    def route_of(self, scope: Scope) -> str:
        """The name of the route: as the server knows it, without what stands for an id, a secret or a file in it."""
        path = scope["path"]
        for route in self._routes:
            if route.matches(scope)[0] is not Match.NONE:
                return getattr(route, "path", OTHER)
        if path in WHOLE or path == "/":
            return str(path)
        for before in BENEATH:
            if path.startswith(before):
                return f"{before}*"
        name = path.strip("/")
        return f"/{name}" if name in self._pages else OTHER


def _level(route: str, status: int) -> int:
    if status >= 500:
        return journal.ERROR
    return journal.DEBUG if route in QUIET or (route in PROBES and status < 400) else journal.INFO
