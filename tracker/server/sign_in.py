"""Signing in and out: plain pages that work without a script and with a password manager.

A further way to sign in adds its button to `other_ways` and ends in `entering.come_in`.
"""

from collections.abc import Mapping
from datetime import timedelta
from html import escape
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker import clock
from tracker.access.directory import END, START, directory_of
from tracker.commands import passwords
from tracker.commands.passwords import TooManyTriesError, WrongPasswordError
from tracker.rules.errors import TrackerError
from tracker.rules.words import Door, Way
from tracker.server.entering import (
    address_of,
    browser_of,
    leave,
    longest,
    safe_next,
    with_cookie,
    without_cookie,
)
from tracker.server.place import Place, place, presence
from tracker.server.plain import field, notice, page, sentence
from tracker.server.posted import takes_a_form
from tracker.store.database import SYSTEM


def sign_in(request: Request) -> Response:
    """The form to sign in with; whoever is signed in already goes on to where they wanted to go."""
    here = place()
    next_ = safe_next(request.query_params.get("next"))
    if here.settings.by_machine:
        return RedirectResponse(f"/who?{urlencode({'next': next_})}", status_code=303)
    if (there := presence(request, here)) and not there.by_link:
        return RedirectResponse(next_, status_code=303)
    return _form(here, next_, out=request.query_params.get("out"))


@takes_a_form
def enter(request: Request, form: Mapping[str, str]) -> Response:
    """Look at the name and the password, and let in whoever they belong to."""
    here = place()
    next_ = safe_next(form.get("next"))
    if not here.settings.by_accounts:
        return sentence("Not signed in", "Nobody signs in with a password here.", status=409, back="/sign-in")
    name = form.get("name", "")
    try:
        secret = passwords.sign_in(
            here.engine,
            name=name,
            password=form.get("password", ""),
            address=address_of(request),
            browser=browser_of(request),
            longest=longest(here, Way.PASSWORD),
            by=SYSTEM,
            at=clock.now(),
            door=Door.BROWSER,
        )
    except WrongPasswordError as error:
        return _form(here, next_, name=name, error=error, status=401)
    except TooManyTriesError as error:
        answer = _form(here, next_, name=name, error=error, status=429)
        answer.headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
        return answer
    return with_cookie(request, here, secret, way=Way.PASSWORD, next_=next_)


def ask_to_leave(request: Request) -> Response:
    """A button to sign out with, for a browser that came here by a link: a link alone changes nothing."""
    body = (
        '<p>What you sent is kept. Send what you are still typing first.</p><form method="post" action="/sign-out">'
        '<button type="submit">Sign out</button></form><p><a href="/">Back to the register</a></p>'
    )
    return page("Sign out?", body)


@takes_a_form
def sign_out(request: Request, form: Mapping[str, str]) -> Response:
    """End this browser's session, for good: its cookie lets nobody in any more."""
    here = place()
    way = leave(request, here)
    out = "/sign-in?out=council" if way == Way.DIRECTORY else "/sign-in?out"
    to = "/who" if here.settings.by_machine else out
    return without_cookie(request, here, RedirectResponse(to, status_code=303))


def other_ways(here: Place, next_: str) -> str:
    """The ways to sign in that need no password of ours, as HTML."""
    council = directory_of(here.settings)
    if council is None:
        return ""
    address = escape(f"{START}?next={quote(next_, safe='')}")
    return f'<p><a class="button" href="{address}">Sign in with {escape(council.name)}</a></p>'


def _signed_out(here: Place, out: str) -> str:
    words = "<p>You are signed out.</p>"
    if out == "council" and (council := directory_of(here.settings)):
        words += (
            f"<p>Your session at {escape(council.name)} goes on: on a machine that others use too, "
            f'<a href="{END}">end it as well</a>.</p>'
        )
    return f'<div class="notice good" role="status">{words}</div>'


def _form(
    here: Place,
    next_: str,
    *,
    name: str = "",
    error: TrackerError | None = None,
    status: int = 200,
    out: str | None = None,
) -> Response:
    words = _with_the_time(error) if isinstance(error, TooManyTriesError) else str(error)
    body = notice(words, for_field="name") if error else ""
    body += _signed_out(here, out) if out is not None and not error else ""
    body += other_ways(here, next_)
    if here.settings.by_accounts:
        body += "<h2>Or with a password</h2>" if here.settings.by_directory else ""
        body += (
            f'<form method="post" action="/sign-in"><input type="hidden" name="next" value="{escape(next_)}">'
            + field("name", "E-mail address or name", autocomplete="username", value=name[:254],
                    hint="The address that the business manager has of you, or your short name in the tracker.",
                    focus=not error and out is None and not here.settings.by_directory)
            + field("password", "Password", autocomplete="current-password", kind="password")
            + '<button type="submit">Sign in</button></form>'
            '<p class="hint" style="margin-top:1.5rem">No password yet, or forgotten? The business manager can make '
            "you a link to set one.</p>"
        )  # fmt: skip
    title = "Too many tries" if isinstance(error, TooManyTriesError) else "Not signed in" if error else "Sign in"
    return page(title, body, status=status)


def _with_the_time(error: TooManyTriesError) -> str:
    """How long to wait, and until when by the clock on the wall: the minute after, so that the first try is let in."""
    again = (clock.now() + error.wait + timedelta(minutes=1)).astimezone(clock.LONDON)
    return f"{error} That is from {again:%H:%M}."
