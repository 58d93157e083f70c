"""Before a workbook leaves: a plain page that says where in it somebody may be identified, and the way on.

Whoever may let it leave gives a reason, which goes on the record; everybody else is told whom to ask.
"""

from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from tracker import clock
from tracker.commands import downloads
from tracker.queries.leaving import leaving
from tracker.rules.dates import plural
from tracker.rules.errors import EmptyValueError, IdentifyingReasonError
from tracker.rules.permissions import allowed
from tracker.rules.standing import Standing
from tracker.rules.words import Door
from tracker.server.place import Place, Visitor
from tracker.server.plain import page
from tracker.server.posted import fields_of
from tracker.sheets.leaving import Place as Found

MOST_SHOWN = 50
CONFLICT = 409


def held_back(
    request: Request, here: Place, standing: Standing, person: Visitor, agency_id: str | None
) -> Response | None:
    """The page that stands in the way of a workbook, or None where nothing does, or where a reason was given that
    lets it leave: then that is on the trail."""
    found = leaving(here.engine, standing, agency_id)
    if not found:
        return None
    why = getattr(request.state, "why", None)
    if why is None:
        return _page(request, standing, person, found)
    try:
        downloads.let_out(
            here.engine, places=found, why=why, by=person.person.id, at=clock.now(), door=Door.BROWSER
        )  # fmt: skip
    except (EmptyValueError, IdentifyingReasonError) as error:
        return _page(request, standing, person, found, str(error))
    return None


async def reason_given(request: Request) -> str | None:
    """The reason in a form that was sent; None where the form is too long to be this page's."""
    form = await fields_of(request)
    return None if form is None else form.get("why", "")


def _page(
    request: Request, standing: Standing, person: Visitor, found: tuple[Found, ...], refused: str = ""
) -> Response:
    rows = "".join(_row(standing, place) for place in found[:MOST_SHOWN])
    more = len(found) - MOST_SHOWN
    rest = f'<p class="quiet">And {plural(more, "more place")} like these.</p>' if more > 0 else ""
    body = (
        f"<p>In {plural(len(found), 'place')} this workbook may identify a child or a family. "
        "Put the words right where they stand, and then take it out.</p>"
        f"<ul>{rows}</ul>{rest}{_way_on(request, person, refused)}"
        '<p><a href="/workbook">Back to the register</a></p>'
    )
    return page("The workbook has not left yet", body, status=CONFLICT)


def _row(standing: Standing, place: Found) -> str:
    answered = standing.register.recommendations_of_action.get(place.id, ())
    about = place.id if place.id in standing.register.recommendations else next(iter(answered), None)
    name = f'<a href="/recommendation?id={quote(about, safe="")}">{escape(place.id)}</a>' if about else escape(place.id)
    holds = escape(place.holds[:1].upper() + place.holds[1:])
    return f"<li><div><b>{name}</b><span>{holds}</span></div></li>"


def _way_on(request: Request, person: Visitor, refused: str) -> str:
    if not allowed(person.roles, "go_on"):
        return "<p>If it must leave as it is, ask the business manager, who may let it leave with a reason.</p>"
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
