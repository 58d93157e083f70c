"""The program in the browser, sent small: Streamlit's scripts and style sheets, compressed once and kept.

The first opening of a dashboard fetches some 9 MB of them, which Streamlit sends as they are, because compressing them
at each request would cost more than it saves. Their names change with their content, so here each is compressed at its
first request only (9 MB become 2.7), and the rest of its life is sent from memory. Nothing of the register is among
them: what may say something of somebody is never compressed beside a secret.
"""

import gzip
from dataclasses import dataclass

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PACKED = ("/static/js/", "/static/css/")
SMALL = 1_000  # bytes below which it is not worth it
LEVEL = 6


@dataclass(frozen=True)
class _Kept:
    """One answer, compressed."""

    headers: list[tuple[bytes, bytes]]
    body: bytes


class Packed:
    """A layer of the server that sends Streamlit's scripts and style sheets compressed, to browsers that read it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, _Kept] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not _may_be_packed(scope):
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        if path not in self._kept:
            start, body = await self._asked(scope, receive)
            if start["status"] != 200 or len(body) < SMALL:
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            packed = await to_thread.run_sync(lambda: gzip.compress(body, LEVEL, mtime=0))
            self._kept[path] = _Kept(_headers_of(start, packed), packed)
        kept = self._kept[path]
        await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
        await send({"type": "http.response.body", "body": kept.body})

    async def _asked(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        """What the layers within say, whole."""
        start: Message = {}
        pieces: list[bytes] = []

        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                pieces.append(message.get("body", b""))

        await self._app(_unconditional(scope), receive, keep)
        return start, b"".join(pieces)


def _may_be_packed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(PACKED):
        return False
    headers = Headers(scope=scope)
    words = {word.strip().partition(";")[0] for word in headers.get("accept-encoding", "").split(",")}
    return "gzip" in words and "range" not in headers


def _unconditional(scope: Scope) -> Scope:
    """The same request without "only if it changed" (the answer is to be whole), and with no file sent past us."""
    conditions = (b"if-none-match", b"if-modified-since", b"accept-encoding")
    headers = [(name, value) for name, value in scope["headers"] if name not in conditions]
    extensions = {k: v for k, v in scope.get("extensions", {}).items() if k != "http.response.pathsend"}
    return {**scope, "headers": headers, "extensions": extensions}


def _headers_of(start: Message, packed: bytes) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(packed))
    headers.add_vary_header("Accept-Encoding")
    if "ETag" in headers:
        headers["ETag"] = f'{headers["ETag"][:-1]}-gzip"'
    return headers.raw
