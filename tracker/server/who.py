"""Who is using this browser: a plain page that works without a script, on a server that only this machine can reach.

This is no sign-in: whoever sits at the machine may choose anybody, and the trail says what they chose.
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker import clock
from tracker.commands import people
from tracker.rules.dates import list_in_words
from tracker.rules.errors import TrackerError
from tracker.rules.register import Register
from tracker.rules.words import Door, Role
from tracker.server.place import COOKIE, Place, Visitor, known, place
from tracker.server.plain import page, sentence
from tracker.store.database import SYSTEM

A_YEAR = 365 * 24 * 3600
LONGEST_FORM = 8_000


def who(request: Request) -> Response:
    """The list of people to choose from; where there is nobody yet, a form for the first one."""
    here = place()
    register = here.register
    next_ = safe_next(request.query_params.get("next"))
    if here.settings.acting_as:
        return _fixed(register, here.settings.acting_as)
    visitors = [found for id_ in register.people if (found := known(register, id_))]
    if not visitors:
        return _first(next_)
    chosen = request.cookies.get(COOKIE)
    rows = "".join(_row(register, found, chosen=found.person.id == chosen) for found in visitors)
    body = (
        "<p>Choose yourself: what you do from here on is recorded under your name. "
        '<span class="quiet">This server can be reached from this machine only, so there is no password.</span></p>'
        f'<form method="post" action="/who"><input type="hidden" name="next" value="{escape(next_)}">'
        f"<ul>{rows}</ul></form>"
    )
    return page("Who is using this browser?", body)


async def choose(request: Request) -> Response:
    """Take the choice, or put in the first person, and go on to where they came from."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_FORM:
            return sentence("Not saved", "That form is too long to be this page's.", status=413, back="/who")
    form = {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}
    return await run_in_threadpool(_choose, form)


def _choose(form: Mapping[str, str]) -> Response:
    here = place()
    register = here.register
    if here.settings.acting_as:
        return _fixed(register, here.settings.acting_as, status=409)
    try:
        person_id = form.get("person") or _add_first(here, register, form.get("name", ""))
    except TrackerError as error:
        return sentence("Not saved", str(error), status=400, back="/who")
    if known(here.register, person_id) is None:
        words = "This person is not, or no longer, in the register."
        return sentence("Nobody of that name", words, status=404, back="/who")
    response = RedirectResponse(safe_next(form.get("next")), status_code=303)
    response.set_cookie(COOKIE, person_id, max_age=A_YEAR, httponly=True, samesite="lax", path="/")
    return response


def safe_next(address: str | None) -> str:
    """Where to go afterwards: an address of our own, or the front page for anything else."""
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\") or not address.isprintable():
        return "/"
    return address[:2000]


def _add_first(here: Place, register: Register, name: str) -> str:
    """The first person of a register: its business manager. Nobody's id where there is somebody already."""
    if any(role.role == Role.ADMINISTRATOR for role in register.person_roles.values()):
        return ""
    at = clock.now()
    person = people.add(here.engine, name=name, by=SYSTEM, at=at, door=Door.BROWSER)
    people.give_role(here.engine, person_id=person.id, role=Role.ADMINISTRATOR, by=SYSTEM, at=at, door=Door.BROWSER)
    return person.id


def _first(next_: str) -> Response:
    body = (
        "<p>Nobody is in this register yet. The first person is its business manager, and may add the others.</p>"
        f'<form method="post" action="/who"><input type="hidden" name="next" value="{escape(next_)}">'
        '<label for="name">What is your name?</label><input id="name" name="name" required maxlength="200" '
        'autocomplete="name"><button type="submit">Begin</button></form>'
    )
    return page("Who are you?", body)


def _row(register: Register, found: Visitor, *, chosen: bool) -> str:
    held = [
        f"{role.role.label}, {register.agencies[role.agency_id].short_name}"
        if role.agency_id in register.agencies and role.agency_id
        else role.role.label
        for role in found.roles
    ]
    words = list_in_words(held) or "No role yet"
    name = escape(found.person.name)
    mark = ' <span class="quiet">(chosen now)</span>' if chosen else ""
    return (
        f"<li><div><b>{name}{mark}</b><span>{escape(words)}</span></div>"
        f'<button name="person" value="{escape(found.person.id)}" aria-label="I am {name}">This is me</button></li>'
    )


def _fixed(register: Register, person_id: str, status: int = 200) -> Response:
    person = register.people.get(person_id)
    name = person.name if person else person_id
    words = f"This server takes everybody for {name}, because it was started with --as. Without it, people choose here."
    return sentence("Who is using this browser?", words, status=status)
