"""Calendars: what is due for one person, as a file at a secret address that their calendar reads by itself; and the
part of their account where that address is made and taken back."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tracker import clock
from tracker.access.addresses import CALENDAR, calendar_address
from tracker.commands import feeds, secret_addresses
from tracker.queries.calendar import calendar
from tracker.queries.secret_links import calendar_of, kept_out, whose_calendar
from tracker.rules.dates import in_words
from tracker.rules.words import Door
from tracker.server.entering import address_of
from tracker.server.place import Place, place, visitor
from tracker.server.plain import page
from tracker.server.posted import takes_a_form
from tracker.store.database import SYSTEM

KIND = "text/calendar; charset=utf-8"
HOW = (
    "Outlook: Calendar, Add calendar, Subscribe from web. On an iPhone: Settings, Calendar, Accounts, Add account, "
    "Other, Add subscribed calendar. On Android: in Google Calendar on a computer, Other calendars, From URL."
)


async def calendar_file(request: Request) -> Response:
    """The calendar of whoever made this address; the same answer for every address that opens nothing."""
    return await run_in_threadpool(_file, request)


def _file(request: Request) -> Response:
    here, at = place(), clock.now()
    secret = str(request.path_params["secret"]).removesuffix(".ics")
    found = whose_calendar(here.engine, secret)
    if found is None:
        return _nothing(request, here, at)
    feed, roles = found
    content = calendar(
        here.engine, person_id=feed.person_id, roles=roles, address=here.settings.public_url,
        illustrative=here.settings.demo,
    )  # fmt: skip
    feeds.was_read(here.engine, feed=feed.feed, read_at=feed.read_at, by=feed.person_id, at=at, door=Door.LINK)
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="tracker.ics"'
    return Response(content, media_type=KIND, headers=headers)


def _has(asked: str, tag: str) -> bool:
    return any(one.strip().removeprefix("W/") in (tag, "*") for one in asked.split(","))


def _nothing(request: Request, here: Place, at: datetime) -> Response:
    """404 in one line, for a program; 429 where too many such addresses were asked for. One that opens its calendar is
    answered all the same: an old calendar in the same office stops nobody's."""
    address = address_of(request)
    if again := kept_out(here.engine, address, at=at):
        wait = str(int((again - at).total_seconds()) + 1)
        return Response("Too many tries.\n", status_code=429, media_type="text/plain", headers={"Retry-After": wait})
    secret_addresses.wrong(here.engine, address=address, by=SYSTEM, at=at, door=Door.LINK)
    return Response("There is no calendar at this address.\n", status_code=404, media_type="text/plain")


@takes_a_form
def change_calendar(request: Request, form: Mapping[str, str]) -> Response:
    """Make the address of one's own calendar, which is shown in the answer and never again, or take it back."""
    here, at = place(), clock.now()
    person = visitor(request, here, here.register)
    me, back = person.person.id, "/who" if here.settings.by_machine else "/account"
    if form.get("do") == "back":
        feeds.revoke(here.engine, person_id=me, by=me, at=at, door=Door.BROWSER)
        return RedirectResponse(f"{back}?done=calendar", status_code=303)
    secret = feeds.make(here.engine, by=me, at=at, door=Door.BROWSER)
    host = request.headers.get("host", "")
    address = calendar_address(here.settings, secret, base=f"http://{host}")
    body = (
        f"<p>Put this address into your calendar, {escape(person.person.name)}. It is shown only now.</p>"
        f'<label for="address">The address of your calendar</label>'
        f'<input id="address" value="{escape(address)}" readonly autocomplete="off" spellcheck="false">'
        f"<p>{escape(HOW)}</p>"
        "<p>Whoever has it sees what is due, and can change nothing. If it gets about, take it back: the calendar then "
        f'gets nothing more.</p>{_here_only(here)}<p><a href="{back}">Done</a></p>'
    )
    return page("The address of your calendar", body)


def calendar_section(here: Place, person_id: str) -> str:
    """“Your calendar” on the page of one's account, as HTML."""
    found = calendar_of(here.engine, person_id=person_id)
    words = (
        "What is due, the meetings and the check-backs, in the calendar that you use anyway. It holds references and "
        "dates, nothing that anybody wrote."
    )
    if found is None:
        now, buttons = "", _button("make", "Make an address for my calendar")
    else:
        read = f"last read {_when(found.read_at)}" if found.read_at else "not read yet"
        now = f"<p>There is an address, made {_when(found.made_at)}, {read}.</p>"
        buttons = _button("back", "Take it back") + _button("make", "Make a new one, which ends it")
    return (
        f'<h2>Your calendar</h2><p>{escape(words)}</p>{now}<form method="post" action="{CALENDAR.rstrip("/")}" '
        f'style="display:flex;gap:.75rem;flex-wrap:wrap">{buttons}</form>'
    )


def _button(do: str, words: str) -> str:
    return f'<button class="second" name="do" value="{do}">{escape(words)}</button>'


def _here_only(here: Place) -> str:
    if not here.settings.by_machine:
        return ""
    return "<p>Only this machine is answered here, so a calendar on a phone or of a mail server cannot read it.</p>"


def _when(instant: datetime) -> str:
    local = instant.astimezone(clock.LONDON)
    return f"on {escape(in_words(local.date()))} at {local:%H:%M}"
