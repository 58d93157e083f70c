"""Who is using this browser: a plain page that works without a script, on a server that only this machine can reach.

This is no sign-in: whoever sits at the machine may choose anybody, and the trail says what they chose.
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker import clock
from tracker.commands import people
from tracker.rules.dates import list_in_words
from tracker.rules.register import Register
from tracker.rules.words import Door, Role, Way
from tracker.server.calendars import calendar_section
from tracker.server.entering import come_in, safe_next
from tracker.server.place import Place, Visitor, known, place, presence
from tracker.server.plain import page, sentence
from tracker.server.posted import takes_a_form
from tracker.store.database import SYSTEM


def who(request: Request) -> Response:
    """The list of people to choose from; where there is nobody yet, a form for the first one."""
    here = place()
    next_ = safe_next(request.query_params.get("next"))
    if not here.settings.by_machine:
        return RedirectResponse(f"/sign-in?{urlencode({'next': next_})}", status_code=303)
    register = here.register
    if here.settings.acting_as:
        return _fixed(register, here.settings.acting_as)
    visitors = [found for id_ in register.people if (found := known(register, id_))]
    if not visitors:
        return _first(next_)
    there = presence(request, here)
    chosen = there.person.id if there else None
    rows = "".join(_row(register, found, chosen=found.person.id == chosen) for found in visitors)
    body = (
        "<p>Choose yourself: what you do from here on is recorded under your name. "
        '<span class="quiet">This server can be reached from this machine only, so there is no password.</span></p>'
        f'<form method="post" action="/who"><input type="hidden" name="next" value="{escape(next_)}">'
        f"<ul>{rows}</ul></form>" + (calendar_section(here, chosen) if chosen else "")
    )
    return page("Who is using this browser?", body)


@takes_a_form
def choose(request: Request, form: Mapping[str, str]) -> Response:
    """Take the choice, or put in the first person, and go on to where they came from."""
    here = place()
    if not here.settings.by_machine:
        return sentence("Not chosen", "People sign in here: nobody is chosen from a list.", status=409, back="/sign-in")
    register = here.register
    if here.settings.acting_as:
        return _fixed(register, here.settings.acting_as, status=409)
    person_id = form.get("person") or _add_first(here, register, form.get("name", ""))
    if known(here.register, person_id) is None:
        words = "This person is not, or no longer, in the register."
        return sentence("Nobody of that name", words, status=404, back="/who")
    return come_in(request, here, person_id=person_id, way=Way.MACHINE, next_=form.get("next"))


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
