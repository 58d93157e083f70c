"""Before a workbook leaves: a plain page that says where in it somebody may be identified, and the way on.

Whoever may let it leave gives a reason, which goes on the record; everybody else is told whom to ask.
"""

from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from tracker import clock
from tracker.commands import downloads
from tracker.queries.leaving import leaving, let_out_lately
from tracker.queries.names import looked_for
from tracker.rules.dates import plural
from tracker.rules.errors import EmptyValueError, IdentifyingReasonError
from tracker.rules.identity import findings
from tracker.rules.permissions import allowed
from tracker.rules.standing import Standing
from tracker.rules.words import Door
from tracker.server.place import Place, Visitor
from tracker.server.plain import page
from tracker.server.posted import fields_of
from tracker.sheets.leaving import Place as Found

MOST_SHOWN = 50
CONFLICT = 409


class Thing(NamedTuple):
    """What is about to leave, in words, and the page to go back to."""

    words: str
    back: str
    way: str


WORKBOOK = Thing("workbook", "/workbook", "Back to the workbook page")
PAPER = Thing("paper", "/", "Back to the register")
LEFT = "left"
"""What the address says of a workbook for which a reason was given just now."""


def held_back(
    request: Request, here: Place, standing: Standing, person: Visitor, agency_id: str | None
) -> Response | None:
    """The page that stands in the way of a workbook, or None where nothing does, or where this person let it leave a
    moment ago. A reason that was given goes on the trail and is answered with a page that begins the download."""
    return held_for(request, here, standing, person, leaving(here.engine, standing, agency_id))


def held_for(
    request: Request,
    here: Place,
    standing: Standing,
    person: Visitor,
    found: tuple[Found, ...],
    thing: Thing = WORKBOOK,
) -> Response | None:
    """The same for places that were found already, as in several workbooks at once, or in another thing."""
    if not found:
        return None
    why = getattr(request.state, "why", None)
    if why is None:
        if LEFT in request.query_params and let_out_lately(here.engine, found, by=person.person.id, at=clock.now()):
            return None
        return _page(request, here, standing, person, found, thing=thing)
    try:
        downloads.let_out(
            here.engine, places=found, why=why, by=person.person.id, at=clock.now(), door=Door.BROWSER
        )  # fmt: skip
    except (EmptyValueError, IdentifyingReasonError) as error:
        return _page(request, here, standing, person, found, str(error), thing=thing)
    return _it_has_left(request, thing)


def _it_has_left(request: Request, thing: Thing) -> Response:
    query = [(name, value) for name, value in request.query_params.multi_items() if name != LEFT] + [(LEFT, "1")]
    address = f"{request.url.path}?{urlencode(query)}"
    body = (
        '<div class="notice good" role="status"><p>Your reason is on the record.</p></div>'
        f'<p>The download begins by itself. If it does not, <a href="{escape(address)}">download the {thing.words}</a>.'
        "</p>"
        f'<p><a href="{thing.back}">{thing.way}</a></p>'
    )
    return page("It has left", body, headers={"Refresh": f"1; url={address}"})


async def reason_given(request: Request) -> str | None:
    """The reason in a form that was sent; None where the form is too long to be this page's."""
    form = await fields_of(request)
    return None if form is None else form.get("why", "")


def _page(
    request: Request,
    here: Place,
    standing: Standing,
    person: Visitor,
    found: tuple[Found, ...],
    refused: str = "",
    *,
    thing: Thing = WORKBOOK,
) -> Response:
    names = looked_for(here.engine)
    rows = "".join(_row(standing, place, names) for place in found[:MOST_SHOWN])
    more = len(found) - MOST_SHOWN
    rest = f'<p class="quiet">And {plural(more, "more place")} like these.</p>' if more > 0 else ""
    body = (
        f"<p>In {plural(len(found), 'place')} this {thing.words} may identify a child or a family. "
        "Put the words right where they stand, and then take it out. An update that was sent cannot be edited: "
        '<a href="/history?redact=ask">ask on History</a> for the words to be taken out.</p>'
        f"<ul>{rows}</ul>{rest}{_way_on(request, person, refused)}"
        f'<p><a href="{thing.back}">{thing.way}</a></p>'
    )
    return page(f"The {thing.words} has not left yet", body, status=CONFLICT)


def _row(standing: Standing, place: Found, names: tuple[str, ...]) -> str:
    """What it is, whose, and what it holds, with a link to where it stands. A title that holds such words itself is
    left out: a page is copied and printed too."""
    register = standing.register
    if recommendation := register.recommendations.get(place.id):
        title, owner = (
            recommendation.title,
            f"{register.reviews[recommendation.review_id].subject} {recommendation.ref}",
        )
        address = f"/recommendation?{urlencode({'id': place.id})}"
    elif place.id not in register.actions:
        return f"<li><div><b>{escape(place.id)}</b><span>{escape(place.holds)}</span></div></li>"
    else:
        action = register.actions[place.id]
        title, owner = action.title, register.agency_name(action.owner_id) if action.owner_id else "no owner"
        address = f"/my_agency?{urlencode({'desk': 'owed', 'action': place.id})}"
    name = f"{place.id}: {title}" if title and not findings(title, names) else place.id
    holds = f"{owner}. {place.holds[:1].upper()}{place.holds[1:]}"
    return f'<li><div><b><a href="{escape(address)}">{escape(name)}</a></b><span>{escape(holds)}</span></div></li>'


def _way_on(request: Request, person: Visitor, refused: str) -> str:
    if not allowed(person.roles, "go_on"):
        return (
            "<p>If it must leave as it is, ring the business manager: they can take it out for you, with a reason.</p>"
        )
    action = escape(request.url.path + (f"?{request.url.query}" if request.url.query else ""))
    said = f'<p class="bad" id="refused" role="alert">{escape(refused)}</p>' if refused else ""
    marked = ' aria-describedby="refused" aria-invalid="true"' if refused else ""
    return (
        f'<h2>Let it leave all the same</h2>{said}<form method="post" action="{action}">'
        '<label for="why">Why must it leave as it is?</label>'
        f'<input id="why" name="why" required maxlength="300" autocomplete="off"{marked}>'
        '<p class="quiet">Your reason goes on the record, with the places above; it must not repeat the words.</p>'
        '<p><button type="submit">Take it out all the same</button></p></form>'
    )
