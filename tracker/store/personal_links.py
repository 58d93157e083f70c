"""Personal links as rows: a secret in a message that opens one agency's page. No part of the register: of the secret
only a hash is kept, and it is never on the trail.

Whether a link opens anything is asked here, at every click: of the link, its person, their roles and the setting.
"""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from tracker.rules.personal_links import SETTING_ID, PersonalLinks, lead_roles, why_no_link
from tracker.rules.records import Agency, Person, PersonRole, Setting
from tracker.store.columns import plainly
from tracker.store.convert import columns_of, read_all
from tracker.store.sessions import REMEMBERED, end_sessions, sessions
from tracker.store.tables import PersonalLinkRow

links: sa.Table = PersonalLinkRow.__table__  # type: ignore[attr-defined]


class Link(NamedTuple):
    """A personal link as it is kept."""

    token_hash: str
    person_id: str
    agency_id: str
    chase_id: str | None
    made_at: datetime
    made_by: str
    ends_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None
    used_at: datetime | None


class Opens(NamedTuple):
    """What a link opens now: for whom, which agency's page, in which roles, until when."""

    person: Person
    agency: Agency
    roles: tuple[PersonRole, ...]
    ends_at: datetime


def put(
    connection: sa.Connection,
    *,
    token_hash: str,
    person_id: str,
    agency_id: str,
    chase_id: str | None,
    at: datetime,
    by: str,
    ends_at: datetime,
) -> None:
    """Keep a new link. The older ones of this person for this agency end, and those that were over long ago go."""
    connection.execute(links.delete().where(links.c.ends_at < at - REMEMBERED))
    revoke(connection, at, by, links.c.person_id == person_id, links.c.agency_id == agency_id)
    row = {"token_hash": token_hash, "person_id": person_id, "agency_id": agency_id, "chase_id": chase_id}
    connection.execute(links.insert(), {**row, "made_at": at, "made_by": by, "ends_at": ends_at})


def revoke(connection: sa.Connection, at: datetime, by: str, *where: sa.ColumnElement[bool]) -> int:
    """Take back the links that these conditions name and that still open something, with every session that came in by
    them; how many links."""
    live = (links.c.revoked_at.is_(None), links.c.ends_at > at, *where)
    found = list(connection.scalars(sa.select(links.c.token_hash).where(*live)))
    if found:
        end_sessions(connection, at, sessions.c.link.in_(found))
        taken = links.update().where(links.c.token_hash.in_(found))
        connection.execute(taken.values(revoked_at=at, revoked_by=by))
    return len(found)


def revoke_of(connection: sa.Connection, at: datetime, by: str, chase_id: str) -> list[str]:
    """Take back what a message carried and still opens something; whose it was."""
    live = (links.c.chase_id == chase_id, links.c.revoked_at.is_(None), links.c.ends_at > at)
    whose = list(connection.scalars(sa.select(links.c.person_id).where(*live)))
    revoke(connection, at, by, *live)
    return whose


def used(connection: sa.Connection, token_hash: str, at: datetime) -> None:
    """Keep when somebody last came in by a link."""
    connection.execute(links.update().where(links.c.token_hash == token_hash).values(used_at=at))


def find(connection: sa.Connection, token_hash: str) -> Link | None:
    """A link by its hash, live or over."""
    found = connection.execute(sa.select(links).where(links.c.token_hash == token_hash)).first()
    return Link(*found) if found else None


def listed(connection: sa.Connection, person_id: str | None) -> list[Link]:
    """The links that are remembered, the newest first; of one person, where one is named."""
    wanted = sa.select(links).order_by(links.c.made_at.desc(), plainly(links.c.token_hash))
    if person_id is not None:
        wanted = wanted.where(links.c.person_id == person_id)
    return [Link(*row) for row in connection.execute(wanted)]


def opens(connection: sa.Connection, token_hash: str, at: datetime) -> Opens | None:
    """What a link opens at this moment; None where it is unknown, over or taken back, where its person may not come in,
    leads the agency no longer or holds more than a lead, or where the board has turned links off."""
    link = find(connection, token_hash)
    if link is None or link.revoked_at is not None or at >= link.ends_at:
        return None
    id_, _, _, disabled_on, _ = columns_of(Person)
    people: list[Person] = read_all(connection, Person, id_ == link.person_id, disabled_on.is_(None))
    agencies: list[Agency] = read_all(connection, Agency, _column(Agency, "id") == link.agency_id)
    if not people or not agencies or not setting_of(connection).on:
        return None
    roles = tuple(read_all(connection, PersonRole, _column(PersonRole, "person_id") == link.person_id))
    if why_no_link(roles, link.agency_id) is not None:
        return None
    return Opens(people[0], agencies[0], lead_roles(roles, link.agency_id), link.ends_at)


def setting_of(connection: sa.Connection) -> PersonalLinks:
    """Whether messages may carry personal links now."""
    found: list[Setting] = read_all(connection, Setting, _column(Setting, "id") == SETTING_ID)
    return PersonalLinks.from_settings({setting.id: setting for setting in found})


def _column(record: type[Agency | PersonRole | Setting], name: str) -> "sa.Column[str]":
    return next(column for column in columns_of(record) if column.key == name)
