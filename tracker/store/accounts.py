"""What lets people in, as rows: passwords and one-time links. No part of the register: of a secret only a hash is kept,
and neither is ever on the trail."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from tracker.rules.errors import TrackerError
from tracker.rules.records import Person
from tracker.rules.words import LinkKind
from tracker.store import api_tokens, feeds, personal_links
from tracker.store.convert import columns_of, read_all
from tracker.store.sessions import REMEMBERED, end_sessions, sessions
from tracker.store.tables import OneTimeLinkRow, PasswordRow

passwords: sa.Table = PasswordRow.__table__  # type: ignore[attr-defined]
links: sa.Table = OneTimeLinkRow.__table__  # type: ignore[attr-defined]


class LinkOverError(TrackerError):
    """A one-time link that lets nobody in. Says which of the three it is: unknown, used, or over."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This link {why}. Ask the business manager for a new one.")


class LinkUsedError(LinkOverError):
    """A one-time link that was used already."""

    def __init__(self) -> None:
        TrackerError.__init__(
            self,
            "This link was used already, and works once only. If you set your password with it, sign in. If you did "
            "not, tell the business manager at once.",
        )


class Link(NamedTuple):
    """A one-time link as it is kept."""

    token_hash: str
    person_id: str
    kind: LinkKind
    made_at: datetime
    made_by: str
    ends_at: datetime
    used_at: datetime | None


def account(connection: sa.Connection, name: str) -> Person | None:
    """The person who signs in under this e-mail address or id; None for nobody, and where two people share it."""
    wanted = name.strip().casefold()
    people: list[Person] = read_all(connection, Person, columns_of(Person)[3].is_(None))
    found = [p for p in people if p.id == wanted] or [p for p in people if (p.email or "").casefold() == wanted]
    return found[0] if len(found) == 1 and wanted else None


def opened_by(connection: sa.Connection, token_hash: str, at: datetime) -> tuple[Person, LinkKind]:
    """Whose password a link sets, and what it was made for. Raises LinkOverError for one that lets nobody in."""
    found = link(connection, token_hash)
    if found is None:
        raise LinkOverError("is not one that the tracker knows: perhaps a part of it is missing")
    if found.used_at is not None:
        raise LinkUsedError()
    person_id, _, _, disabled_on, _ = columns_of(Person)
    people = read_all(connection, Person, person_id == found.person_id, disabled_on.is_(None))
    if at >= found.ends_at or not people:
        raise LinkOverError("is no longer valid: it was too old, or a newer one was made")
    return people[0], found.kind


def let_go(connection: sa.Connection, person_id: str, at: datetime, by: str) -> None:
    """End all that lets a person in: every session, every link, the address of their calendar, the
    tokens they made for programs. Their password stays,
    for when they come back."""
    end_sessions(connection, at, sessions.c.person_id == person_id)
    end_links(connection, person_id, at)
    personal_links.revoke(connection, at, by, personal_links.links.c.person_id == person_id)
    feeds.revoke(connection, person_id, at)
    api_tokens.revoke(connection, at, by, api_tokens.tokens.c.made_by == person_id)


def put_password(connection: sa.Connection, person_id: str, hash: str, at: datetime) -> None:
    """Keep the hash of a person's password in place of an older one."""
    kept = {"hash": hash, "set_at": at}
    if connection.execute(passwords.update().where(passwords.c.person_id == person_id).values(kept)).rowcount == 0:
        connection.execute(passwords.insert(), {"person_id": person_id, **kept})


def password_of(connection: sa.Connection, person_id: str) -> str | None:
    """The kept hash of a person's password, if they have one."""
    found: str | None = connection.execute(
        sa.select(passwords.c.hash).where(passwords.c.person_id == person_id)
    ).scalar()
    return found


def put_link(
    connection: sa.Connection,
    *,
    token_hash: str,
    person_id: str,
    kind: LinkKind,
    at: datetime,
    by: str,
    ends_at: datetime,
) -> None:
    """Keep a new one-time link. Older ones of the same person end."""
    connection.execute(links.delete().where(links.c.ends_at < at - REMEMBERED))
    end_links(connection, person_id, at)
    row = {"token_hash": token_hash, "person_id": person_id, "kind": kind, "made_at": at, "made_by": by}
    connection.execute(links.insert(), {**row, "ends_at": ends_at})


def end_links(connection: sa.Connection, person_id: str, at: datetime) -> None:
    """End the links of a person that could still be used."""
    mine = (links.c.person_id == person_id, links.c.used_at.is_(None), links.c.ends_at > at)
    connection.execute(links.update().where(*mine).values(ends_at=at))


def link(connection: sa.Connection, token_hash: str) -> Link | None:
    """A one-time link by the hash of its secret."""
    found = connection.execute(sa.select(links).where(links.c.token_hash == token_hash)).first()
    return Link(*found) if found else None


def use_link(connection: sa.Connection, token_hash: str, at: datetime) -> bool:
    """Use a link up: False where it was used, or had ended, already."""
    mine = (links.c.token_hash == token_hash, links.c.used_at.is_(None), links.c.ends_at > at)
    return connection.execute(links.update().where(*mine).values(used_at=at)).rowcount == 1
