"""What secret addresses open, and which there are: personal links and calendars."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from tracker.access.network import network_of
from tracker.access.tokens import hashed
from tracker.rules.boards import divided, manages
from tracker.rules.permissions import allowed
from tracker.rules.records import Agency, Person, PersonRole
from tracker.store import attempts, feeds, personal_links
from tracker.store.convert import columns_of, read_all
from tracker.store.engine import reading


@dataclass(frozen=True)
class Opened:
    """What a personal link opens: whose it is, and which agency's page."""

    person: Person
    agency: Agency
    ends_at: datetime


@dataclass(frozen=True)
class LinkSeen:
    """One personal link in a list. `link` is its hash: what tells it apart, and opens nothing."""

    link: str
    person_id: str
    agency_id: str
    made_at: datetime
    made_by: str
    ends_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    live: bool
    """Whether it opens its page now."""
    chase_id: str | None = None
    """The message that carries it; None for one given by hand."""


@dataclass(frozen=True)
class FeedSeen:
    """The address of a calendar as its person sees it. `feed` is its hash."""

    feed: str
    person_id: str
    made_at: datetime
    read_at: datetime | None


def opened_by(engine: sa.Engine, secret: str, *, at: datetime) -> Opened | None:
    """What a personal link's secret opens now; None where it opens nothing, whatever the reason."""
    with reading(engine) as connection:
        found = personal_links.opens(connection, hashed(secret), at)
    return Opened(found.person, found.agency, found.ends_at) if found else None


def links(engine: sa.Engine, *, roles: tuple[PersonRole, ...], person_id: str, at: datetime) -> tuple[LinkSeen, ...]:
    """The personal links that are remembered, the newest first: for whoever gives them those of everybody whom they
    manage, else one's own."""
    with reading(engine) as connection:
        found = personal_links.listed(connection, None if allowed(roles, "give_link") else person_id)
        if divided(roles):
            held = read_all(connection, PersonRole)
            theirs = {one.person_id: [role for role in held if role.person_id == one.person_id] for one in found}
            found = [one for one in found if one.person_id == person_id or manages(roles, theirs[one.person_id])]
        return tuple(
            LinkSeen(
                one.token_hash, one.person_id, one.agency_id, one.made_at, one.made_by, one.ends_at, one.used_at,
                one.revoked_at, personal_links.opens(connection, one.token_hash, at) is not None, one.chase_id,
            )
            for one in found
        )  # fmt: skip


def whose_calendar(engine: sa.Engine, secret: str) -> tuple[FeedSeen, tuple[PersonRole, ...]] | None:
    """Whose calendar a secret address opens, and the roles they hold now; None where it opens nothing: unknown, taken
    back, or of somebody who may not come in or not read the register."""
    with reading(engine) as connection:
        found = feeds.live(connection, feeds.feeds.c.token_hash == hashed(secret))
        if not found:
            return None
        id_, _, _, disabled_on, _ = columns_of(Person)
        known = read_all(connection, Person, id_ == found[0].person_id, disabled_on.is_(None))
        roles = tuple(read_all(connection, PersonRole, columns_of(PersonRole)[1] == found[0].person_id))
    return (_seen(found[0]), roles) if known and allowed(roles, "read") else None


def calendar_of(engine: sa.Engine, *, person_id: str) -> FeedSeen | None:
    """The address of a person's calendar, without its secret; None where they have made none."""
    with reading(engine) as connection:
        found = feeds.live(connection, feeds.feeds.c.person_id == person_id)
    return _seen(found[0]) if found else None


def kept_out(engine: sa.Engine, address: str | None, *, at: datetime) -> datetime | None:
    """When secret addresses are answered again at an internet address from which too many wrong ones were asked for."""
    with reading(engine) as connection:
        return attempts.kept_out(connection, network_of(address), at)


def _seen(feed: feeds.Feed) -> FeedSeen:
    return FeedSeen(feed.token_hash, feed.person_id, feed.made_at, feed.read_at)
