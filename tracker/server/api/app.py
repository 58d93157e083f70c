"""The API as one small application under /api: it finds the answer, asks for the token, and refuses in one way."""

import re

from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tracker.queries.api_tokens import Reader
from tracker.rules.errors import StoreUnavailableError, UnknownError
from tracker.rules.permissions import why_not
from tracker.server.api import answers, csv_rows
from tracker.server.api.asked import WrongParametersError
from tracker.server.api.feeds import feed_of
from tracker.server.api.gate import enter
from tracker.server.api.openapi import document
from tracker.server.api.page import page_of_feeds
from tracker.server.place import place
from tracker.server.problem import problem

VERSION = "/v1"
READING = ("GET", "HEAD")
JSON, CSV, HTML = "application/json", csv_rows.KIND.partition(";")[0], "text/html"
ONE = re.compile(r"recommendations/([^/]{1,200})", re.DOTALL)


def _answer(request: Request, path: str) -> Response:
    """The answer to a request for what stands behind /api/v1."""
    if request.method not in READING:
        words = "The API reads and changes nothing: ask with GET or HEAD."
        return problem(405, words, headers={"Allow": ", ".join(READING)})
    if path in ("", "openapi.json"):
        kind = HTML if path == "" else JSON
        if not _takes(request, kind):
            return _no_such_format(kind)
        return page_of_feeds() if path == "" else document()
    name, csv = path.removesuffix(".csv"), path.endswith(".csv")
    feed, wanted = feed_of(name), ONE.fullmatch(path)
    if feed is None and not wanted and path != "status":
        return problem(404, "There is nothing at this address. Everything there is stands at /api/v1/.")
    if not _takes(request, CSV if csv and feed else JSON):
        return _no_such_format(CSV if csv and feed else JSON)
    here = place()
    reader = enter(request, here)
    if not isinstance(reader, Reader):
        return reader
    if why := why_not(reader.roles, "read"):
        return problem(403, f"This token may not read the register: {why}.")
    if feed is not None:
        return (answers.all_rows if csv else answers.rows)(request, here, reader, feed)
    return answers.one(request, here, reader, wanted[1]) if wanted else answers.status(request, here, reader)


def _refusing(request: Request, path: str) -> Response:
    try:
        return _answer(request, path)
    except answers.TooMuchError as error:
        return error.refusal
    except WrongParametersError as error:
        return problem(422, str(error), wrong=error.wrong)
    except UnknownError as error:
        return problem(404, str(error))
    except StoreUnavailableError:
        words = "The register cannot be read just now. Try again in a little while."
        return problem(503, words, headers={"Retry-After": "30"})


def _takes(request: Request, kind: str) -> bool:
    """Whether whoever asks takes this kind of answer: by Accept, where they say so."""
    accept = ",".join(request.headers.getlist("accept")).lower()
    if not accept.strip():
        return True
    for part in accept.split(","):
        offered, *more = (piece.strip() for piece in part.split(";"))
        refused = any(re.fullmatch(r"q=0(\.0*)?", one.replace(" ", "")) for one in more)
        if offered in ("*/*", kind, f"{kind.partition('/')[0]}/*") and not refused:
            return True
    return False


def _no_such_format(kind: str) -> Response:
    return problem(406, f"This address gives {kind} only: ask for that, or for anything, in the Accept header.")


async def _api(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] != "http":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    request = Request(scope, receive)
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    if path != VERSION and not path.startswith(f"{VERSION}/"):
        words = "There is nothing at this address. Everything there is stands at /api/v1/."
        response: Response = problem(404, words)
    else:
        response = await run_in_threadpool(_refusing, request, path.removeprefix(VERSION).removeprefix("/"))
    await response(scope, receive, send)


app: ASGIApp = GZipMiddleware(_api, minimum_size=1000, compresslevel=6)
