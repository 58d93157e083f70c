"""One-time links: a page that sets a password and lets its person in. Looking at it uses nothing up, so that a mail
filter that follows every link does no harm."""

from collections.abc import Mapping
from datetime import datetime
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from tracker import clock
from tracker.access.directory import START, directory_of
from tracker.access.passwords import RULE, WeakPasswordError
from tracker.commands import passwords
from tracker.queries.presence import Opened, opened_by
from tracker.rules.errors import TrackerError
from tracker.rules.words import Door, LinkKind, Way
from tracker.server.entering import address_of, come_in
from tracker.server.place import place
from tracker.server.plain import field, page, sentence
from tracker.server.posted import takes_a_form
from tracker.store.accounts import LinkUsedError

UNEQUAL = "The two passwords are not the same: type both again."


def join(request: Request) -> Response:
    """The form that sets a password, or a sentence that says why this link opens nothing."""
    here = place()
    try:
        opened = opened_by(here.engine, _secret(request), at=clock.now())
        return _form(request, opened) if here.settings.by_accounts else _only_the_council(request, opened)
    except TrackerError as error:
        back = "/" if here.settings.by_machine else "/sign-in"
        return sentence(_why_not(error), str(error), status=410, back=back, way="To the sign-in", secret=True)


@takes_a_form
def set_password(request: Request, form: Mapping[str, str]) -> Response:
    """Set the password, use the link up, and let its person in."""
    here, at = place(), clock.now()
    try:
        opened = _opened(request, at)
        new = form.get("password", "")
        if new != form.get("again", ""):
            return _form(request, opened, wrong=UNEQUAL)
        by = opened.person.id
        passwords.set_by_link(
            here.engine, link=_secret(request), new=new, address=address_of(request), by=by, at=at, door=Door.BROWSER
        )
    except WeakPasswordError as error:
        return _form(request, opened, wrong=str(error))
    except TrackerError as error:
        return sentence(_why_not(error), str(error), status=410, back="/sign-in", way="To the sign-in", secret=True)
    return come_in(request, here, person_id=opened.person.id, way=Way.PASSWORD, next_="/")


def _why_not(error: TrackerError) -> str:
    return "This link has been used" if isinstance(error, LinkUsedError) else "This link opens nothing"


class NoAccountsError(TrackerError):
    """A one-time link was followed where nobody signs in with a password."""

    def __init__(self) -> None:
        super().__init__("Nobody signs in with a password here, so there is none to set.")


def _opened(request: Request, at: datetime) -> Opened:
    here = place()
    if not here.settings.by_accounts:
        raise NoAccountsError()
    return opened_by(here.engine, _secret(request), at=at)


def _only_the_council(request: Request, opened: Opened) -> Response:
    """The page of a link where nobody has a password."""
    council = _council_way(request, opened, "")
    if not council:
        raise NoAccountsError()
    welcome = f"Welcome, {opened.person.name}. You come in with your council’s own sign-in, from now on."
    return page("Come in", f"<p>{escape(welcome)}</p>{council}", secret=True)


def _council_way(request: Request, opened: Opened, look: str) -> str:
    """The way to use the council's own sign-in instead of a password, as HTML; nothing where there is none. It is a
    form of this very page that says for whom: an address alone, which anybody can send to anybody, links nothing."""
    council = directory_of(place().settings)
    if council is None:
        return ""
    words = f"Use your council sign-in as {opened.person.name}"
    return (
        f'<form method="post" action="{START}"><input type="hidden" name="join" value="{escape(_secret(request))}">'
        f'<p><button{look} type="submit">{escape(words)}</button></p>'
        f'<p class="hint">You go on to the sign-in of {escape(council.name)}, and come in by it from now on.</p></form>'
    )


def _secret(request: Request) -> str:
    return str(request.path_params["secret"])


def _form(request: Request, opened: Opened, *, wrong: str = "") -> Response:
    person = opened.person
    welcome = (
        f"Welcome, {person.name}. Choose the password that you will sign in with."
        if opened.kind == LinkKind.INVITATION
        else f"{person.name}, choose a new password. Wherever you are signed in now, you will be signed out."
    )
    council = _council_way(request, opened, ' class="second"')
    body = (
        f"<p>{escape(welcome)}</p>"
        + (f"<h2>Without a password</h2>{council}<h2>Or with a password</h2>" if council else "")
        + f'<form method="post" action="/join/{escape(_secret(request))}">'
        + new_password_fields(person.email or person.id, wrong=wrong)
        + '<button type="submit">Set the password and go on</button></form>'
    )
    return page("Choose your password", body, status=400 if wrong else 200, secret=True)


def new_password_fields(name: str, *, wrong: str = "", before: str = "") -> str:
    """The fields in which a new password is typed, twice, with the rule said before; `before` them what else is asked.
    A password manager learns from them under which name it belongs."""
    return (
        '<div><label for="name">You sign in as</label>'
        f'<input id="name" name="name" value="{escape(name)}" autocomplete="username" readonly></div>'
        + before
        + field(
            "password",
            "New password",
            autocomplete="new-password",
            kind="password",
            hint=RULE,
            wrong=wrong,
            focus=bool(wrong),
        )
        + field("again", "The new password again", autocomplete="new-password", kind="password")
    )
