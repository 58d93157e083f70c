"""A word before a file that takes a while: the browser shows it until the file is there, which then comes by itself.

A file is made after it was asked for, and until it is there a browser shows an empty tab. In a big register that is
seconds (docs/measured.md), so somebody who follows a link to one gets a page first that says so and asks again by
itself. The tab may be left or closed. Programs and small registers get the file at once.
"""

from collections.abc import Callable
from functools import wraps
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from tracker.queries.standing import change_number
from tracker.rules.errors import TrackerError
from tracker.server.place import place
from tracker.server.plain import page

BIG = 40_000
"""Changes of the register from which on a file of all of it may take a second: three times those of the illustrative
register, whose 90 actions are in a workbook in a tenth of one."""
TOLD = "told"

Endpoint = Callable[[Request], Response]


def told_first(endpoint: Endpoint) -> Endpoint:
    """A route of a file, with a page before it that says that it is being made, where that takes a while."""

    @wraps(endpoint)
    def answered(request: Request) -> Response:
        if TOLD in request.query_params or not _somebody_waits(request) or not _takes_a_while():
            return endpoint(request)
        asked = [*request.query_params.multi_items(), (TOLD, "1")]
        return being_made(f"{request.url.path}?{urlencode(asked)}")

    return answered


def being_made(address: str) -> Response:
    """The page, which goes on to the address by itself: shown until that answers."""
    on = f'<meta http-equiv="refresh" content="0; url={escape(address)}">'
    body = (
        f'{on}<p role="status">With this much in the register that can take a minute. It comes down by itself as soon '
        "as it is there; then this page can be closed.</p>"
        f'<p class="quiet">If nothing comes: <a href="{escape(address)}">ask for it again</a>. The dashboard is still '
        "open in its own tab, and nothing there waits for this.</p>"
    )
    return page("The file is being made", body)


def _somebody_waits(request: Request) -> bool:
    """Whether a browser asks for it as a page of its own: a person looks at an empty tab."""
    return request.method == "GET" and request.headers.get("sec-fetch-mode") == "navigate"


def _takes_a_while() -> bool:
    try:
        return change_number(place().engine) >= BIG
    except TrackerError:  # the route itself says so
        return False
