"""Forms that people send to our own routes: read with a limit, answered off the event loop, refusals as a sentence."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from urllib.parse import parse_qs

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from starlette.requests import Request
from starlette.responses import Response

from tracker import journal
from tracker.access.addresses import SECRET
from tracker.rules.errors import StoreUnavailableError, TrackerError
from tracker.server.plain import not_now, sentence

LONGEST_FORM = 8_000
MOST_AT_ONCE = 4
"""So many forms are answered at one time: a password takes 64 MB and a good part of a processor while it is tried."""

Handler = Callable[[Request, Mapping[str, str]], Response]


async def fields_of(request: Request) -> Mapping[str, str] | None:
    """The fields of a form that was sent; None where it is too long to be one of ours."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_FORM:
            return None
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def takes_a_form(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A route that is given the form's fields. What it refuses is a page with one sentence and the way back."""

    @wraps(handler)
    async def answered(request: Request) -> Response:
        form = await fields_of(request)
        if form is None:
            return _refused(request, "That form is too long to be this page's.", 413)
        try:
            return await to_thread.run_sync(handler, request, form, limiter=_limiter())
        except StoreUnavailableError as error:
            journal.say("store_away", journal.ERROR, of=error)
            return not_now()
        except TrackerError as error:
            journal.say("refused", journal.WARNING, error=type(error).__name__, door="browser")
            return _refused(request, str(error), 400)

    return answered


def _refused(request: Request, words: str, status: int) -> Response:
    path = request.url.path
    return sentence("Not saved", words, status=status, back=path, secret=path.startswith(SECRET))


_limiter_of_this_loop: RunVar[CapacityLimiter] = RunVar("tracker_forms")


def _limiter() -> CapacityLimiter:
    """One for each event loop: it belongs to the loop in which it was made."""
    try:
        return _limiter_of_this_loop.get()
    except LookupError:
        made = CapacityLimiter(MOST_AT_ONCE)
        _limiter_of_this_loop.set(made)
        return made
