"""Coming in and going out of the server: a session begins and its cookie is set, or it ends and the cookie goes.

Every way to sign in ends in `come_in`.
"""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker import clock
from tracker.access.cookie import cookie_name, is_secure
from tracker.access.limits import A_YEAR, limits_of
from tracker.commands import sessions
from tracker.rules.words import Door, Way
from tracker.server.place import Place, presence


def safe_next(address: str | None) -> str:
    """Where to go afterwards: an address of our own, or the front page for anything else."""
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\") or not address.isprintable():
        return "/"
    if address.partition("?")[0].rstrip("/") == "/sign-out":
        return "/"  # who has just come in did not mean to go
    return address[:2000]


def address_of(request: Request) -> str | None:
    """The address that the request came from; behind a proxy that TRACKER_PROXY names, the one it came from to that."""
    return request.client.host if request.client else None


def browser_of(request: Request) -> str | None:
    """What the browser says it is."""
    return request.headers.get("user-agent")


def longest(here: Place, way: Way) -> timedelta:
    """How long a session that begins now may last."""
    return limits_of(here.settings).lasts(way)


def come_in(request: Request, here: Place, *, person_id: str, way: Way, next_: str | None) -> Response:
    """Begin a session for somebody who has proved who they are, and send them where they wanted to go.

    Raises UnknownPersonError for somebody who may not come in.
    """
    secret = sessions.begin(
        here.engine,
        way=way,
        address=address_of(request),
        browser=browser_of(request),
        longest=longest(here, way),
        by=person_id,
        at=clock.now(),
        door=Door.BROWSER,
    )
    return with_cookie(request, here, secret, way=way, next_=next_)


def with_cookie(request: Request, here: Place, secret: str, *, way: Way, next_: str | None) -> Response:
    """The way on, with the cookie of a session that has begun. The one that this browser had is over."""
    if way != Way.MACHINE:
        leave(request, here)
    host = request.headers.get("host", "")
    response = RedirectResponse(safe_next(next_), status_code=303)
    response.set_cookie(
        cookie_name(here.settings, host),
        secret,
        max_age=int(A_YEAR.total_seconds()) if way == Way.MACHINE else None,  # else it goes with the browser
        path="/",
        secure=is_secure(here.settings, host),
        httponly=True,
        samesite="lax",
    )
    return response


def leave(request: Request, here: Place) -> Way | None:
    """End the session of the browser that asks, if it has one; the way by which it began."""
    there = presence(request, here)
    if there is None:
        return None
    sessions.end(here.engine, session=there.session, by=there.person.id, at=clock.now(), door=Door.BROWSER)
    return there.way


def without_cookie(request: Request, here: Place, response: Response) -> Response:
    """The same answer, with which the browser forgets its cookie."""
    host = request.headers.get("host", "")
    response.delete_cookie(
        cookie_name(here.settings, host), path="/", secure=is_secure(here.settings, host), httponly=True, samesite="lax"
    )
    response.headers["Clear-Site-Data"] = '"cache"'  # storage holds Streamlit's choice of light or dark, nothing else
    return response
