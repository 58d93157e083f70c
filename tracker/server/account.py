"""Your account: where you are signed in, with the way to end it, and your password."""

from collections.abc import Mapping
from datetime import datetime
from html import escape

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker import clock
from tracker.access.limits import limits_of
from tracker.access.passwords import WeakPasswordError
from tracker.commands import passwords, sessions
from tracker.commands.passwords import TooManyTriesError, WrongCurrentError
from tracker.queries.presence import Presence, SessionSeen, has_password, sessions_of
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.words import Door
from tracker.server.browsers import browser_in_words
from tracker.server.calendars import calendar_section
from tracker.server.entering import address_of, without_cookie
from tracker.server.guard import is_this_machine
from tracker.server.join import UNEQUAL, new_password_fields
from tracker.server.place import NobodyError, Place, place, presence
from tracker.server.plain import field, notice, page
from tracker.server.posted import takes_a_form


def account(request: Request) -> Response:
    """The page. On a machine where nobody signs in there is no account: there it is the list of people."""
    here = place()
    there = presence(request, here)
    if here.settings.by_machine or there is None:
        return RedirectResponse("/who" if here.settings.by_machine else "/sign-in?next=/account", status_code=303)
    return _page(here, there, said=SAID.get(request.query_params.get("done", ""), ""))


@takes_a_form
def change_password(request: Request, form: Mapping[str, str]) -> Response:
    """Take the current password and a new one. Every other session of this person ends."""
    here = place()
    there = _present(request, here)
    new = form.get("password", "")
    if new != form.get("again", ""):
        return _page(here, there, wrong=UNEQUAL, at_field="password")
    try:
        passwords.change(
            here.engine,
            current=form.get("current", ""),
            new=new,
            session=there.session,
            address=address_of(request),
            by=there.person.id,
            at=clock.now(),
            door=Door.BROWSER,
        )
    except WeakPasswordError as error:
        return _page(here, there, wrong=str(error), at_field="password")
    except (WrongCurrentError, TooManyTriesError) as error:
        return _page(here, there, wrong=str(error), at_field="current")
    return RedirectResponse("/account?done=password", status_code=303)


@takes_a_form
def end_session(request: Request, form: Mapping[str, str]) -> Response:
    """End one of one's own sessions; with no session named, every one of them, this browser's too."""
    here = place()
    there = _present(request, here)
    me, at = there.person.id, clock.now()
    if session := form.get("session"):
        sessions.end(here.engine, session=session, by=me, at=at, door=Door.BROWSER)
        return RedirectResponse("/account?done=session", status_code=303)
    sessions.end_all(here.engine, person_id=me, by=me, at=at, door=Door.BROWSER)
    return without_cookie(request, here, RedirectResponse("/sign-in?out", status_code=303))


SAID = {
    "password": "Your password is changed. Wherever else you were signed in, you are signed out.",
    "session": "That one is signed out.",
    "calendar": "The address is taken back: no calendar reads it any more.",
}


def _present(request: Request, here: Place) -> Presence:
    there = presence(request, here)
    if there is None:
        raise NobodyError()
    return there


def _page(here: Place, there: Presence, *, said: str = "", wrong: str = "", at_field: str = "") -> Response:
    person = there.person
    register = here.register
    held = [
        ("Deputy of the agency lead" if role.deputy else role.role.label)
        + (f" ({register.agency_name(role.agency_id)})" if role.agency_id else "")
        for role in there.roles
    ]
    found = sessions_of(here.engine, person_id=person.id, at=clock.now(), limits=limits_of(here.settings))
    rows = "".join(_row(one, this=one.session == there.session) for one in found)
    body = (
        '<nav><a href="/">Back to the register</a></nav>'
        + (notice(wrong, for_field=at_field) if wrong else "")
        + (f'<div class="notice good" role="status"><p>{escape(said)}</p></div>' if said else "")
        + f"<p><b>{escape(person.name)}</b>, {escape(list_in_words(held) or 'no role yet')}</p>"
        + '<form method="post" action="/sign-out"><button class="second" type="submit">Sign out</button></form>'
        + f"<h2>Where you are signed in</h2><ul>{rows}</ul>"
        + (
            '<form method="post" action="/account/sessions" style="margin-top:1rem">'
            '<button class="second" type="submit">Sign out everywhere, here too</button></form>'
        )
        + calendar_section(here, person.id)
        + _password(here, there, wrong, at_field)
    )
    return page("Your account", body, status=400 if wrong else 200)


def _password(here: Place, there: Presence, wrong: str, at_field: str) -> str:
    if not here.settings.by_accounts or not has_password(here.engine, there.person.id):
        return ""
    at_current, at_new = (wrong if at_field == name else "" for name in ("current", "password"))
    current = field("current", "Current password", autocomplete="current-password", kind="password", wrong=at_current)
    return (
        '<h2>Change your password</h2><form method="post" action="/account/password">'
        + new_password_fields(there.person.email or there.person.id, wrong=at_new, before=current)
        + '<button type="submit">Change the password</button></form>'
    )


def _row(one: SessionSeen, *, this: bool) -> str:
    where = "this machine" if one.address and is_this_machine(one.address) else one.address or "somewhere"
    name = f"{browser_in_words(one.browser)}, from {where}"
    told = f"{one.way.label}. Signed in {_when(one.began_at)}, last used {_when(one.seen_at)}"
    mark = " <span>(this one)</span>" if this else ""
    button = (
        ""
        if this
        else '<form method="post" action="/account/sessions">'
        f'<button class="second" name="session" value="{escape(one.session)}" '
        f'aria-label="Sign this one out: {escape(name)}">Sign this one out</button></form>'
    )
    return f"<li><div><b>{escape(name)}{mark}</b><span>{escape(told)}</span></div>{button}</li>"


def _when(instant: datetime) -> str:
    local = instant.astimezone(clock.LONDON)
    today = clock.today() == local.date()
    return f"at {local:%H:%M}" + ("" if today else f" on {in_words(local.date())}")
