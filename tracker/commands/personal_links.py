"""Personal links: given to an agency's lead in a message, opened without an account, taken back.

The secret is given once, to whoever writes the message; the store and the trail never hold it.
"""

from datetime import datetime, timedelta

from sqlalchemy import Engine

from tracker.access.addresses import why_no_links
from tracker.access.limits import BY_LINK
from tracker.access.tokens import fresh, hashed
from tracker.commands._presence import as_oneself, shortened
from tracker.commands._values import day_of
from tracker.rules.errors import UnknownError, UnknownPersonError
from tracker.rules.personal_links import NoLinkError, why_no_link
from tracker.rules.records import Agency, Person, PersonRole
from tracker.rules.words import Door, Way
from tracker.store import personal_links as kept
from tracker.store import sessions
from tracker.store.database import changing


class LinkOpensNothingError(NoLinkError):
    """A personal link that opens nothing. Never says which it is: unknown, over, taken back, or nobody's any more."""

    def __init__(self) -> None:
        words = "This link opens nothing: it is over, it was taken back, or a part of it is missing."
        Exception.__init__(self, f"{words} Ask the business manager for a new one, or sign in.")


def give(
    engine: Engine,
    *,
    agency_id: str,
    person_id: str,
    chase_id: str | None = None,
    by: str,
    at: datetime,
    door: Door,
) -> str:
    """Make the link that opens one agency's page for its lead or a deputy, for as many days as the board has set, and
    give the secret that stands at its end; it is kept nowhere. The one they had for this agency opens nothing any more.

    `chase_id` is the message that carries it. Raises NoLinkError where the board has not turned links on, where people
    do not sign in or the tracker has no public address, and for whoever holds more than the role of a lead.
    """
    with changing(engine, by=by, verb="give_link", at=at, door=door) as work:
        work.allow("give_link")
        day_of(at)
        person, agency = work.get(Person, person_id), work.get(Agency, agency_id)
        connection = work.session.connection()
        setting = kept.setting_of(connection)
        if not setting.on:
            raise NoLinkError("the board has not turned personal links on")
        if why := why_no_links():
            raise NoLinkError(why)
        if person.disabled_on is not None:
            raise UnknownPersonError(person_id)
        roles = tuple(work.record(row) for row in work.all(PersonRole, person_id=person.id))
        if why := why_no_link(roles, agency.id):
            raise NoLinkError(f"{person.name}: {why}")
        if not work.wall.manages(person.id):
            raise NoLinkError(f"{person.name}: they answer to another board as well, so they sign in")
        secret = fresh()
        kept.put(
            connection,
            token_hash=hashed(secret),
            person_id=person.id,
            agency_id=agency.id,
            chase_id=chase_id,
            at=at,
            by=by,
            ends_at=at + timedelta(days=setting.days),
        )
        work.note_access("person", person.id)
    return secret


def come_in(
    engine: Engine,
    *,
    link: str,
    address: str | None,
    browser: str | None,
    longest: timedelta = BY_LINK,
    by: str,
    at: datetime,
    door: Door,
) -> str:
    """Let `by`, whose personal link this is, in to their agency's page and nothing else, and give the secret for their
    cookie: a new one each time. The session ends with the link at the latest.

    Raises LinkOpensNothingError where the link opens nothing, or not for this person.
    """
    secret = fresh()
    with changing(engine, by=by, verb="open_link", at=at, door=door) as work:
        as_oneself(work)
        day_of(at)
        connection = work.session.connection()
        opened = kept.opens(connection, hashed(link), at)
        if opened is None or opened.person.id != by:
            raise LinkOpensNothingError()
        sessions.put_session(
            connection,
            token_hash=hashed(secret),
            person_id=by,
            way=Way.LINK,
            at=at,
            ends_at=min(at + min(longest, BY_LINK), opened.ends_at),
            address=shortened(address),
            browser=shortened(browser),
            agency_id=opened.agency.id,
            link=hashed(link),
        )
        kept.used(connection, hashed(link), at)
        work.note_access("person", by)
    return secret


def revoke(engine: Engine, *, link: str, by: str, at: datetime, door: Door, token: str | None = None) -> str:
    """Take a link back, by its hash: one's own, or anybody's for who gives them. Whoever is in by it is out. Whose it
    was; taking it back twice is no mistake. Raises UnknownError for a link that is not there."""
    with changing(engine, by=by, verb="take_link_back", at=at, door=door, token=token) as work:
        connection = work.session.connection()
        found = kept.find(connection, link)
        if found is not None and found.person_id == by:
            as_oneself(work)
        else:
            work.allow("give_link")
            if found is not None:
                work.manage(found.person_id)
        if found is None:
            raise UnknownError("personal link", link[:8])
        if kept.revoke(connection, at, by, kept.links.c.token_hash == link):
            work.note_access("person", found.person_id)
    return found.person_id
