"""Passwords: coming in with one, changing it, setting it with a one-time link.

The slow part, the hash, is worked out between two transactions, so that nobody waits for it to write.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from tracker import journal
from tracker.access import passwords
from tracker.access.network import network_of
from tracker.access.tokens import hashed
from tracker.commands import sessions
from tracker.commands._presence import as_oneself
from tracker.rules.dates import plural
from tracker.rules.errors import TrackerError
from tracker.rules.records import Person
from tracker.rules.words import Door, Way
from tracker.store import accounts, attempts
from tracker.store import sessions as kept
from tracker.store.accounts import LinkOverError
from tracker.store.database import changing
from tracker.store.engine import reading


class WrongPasswordError(TrackerError):
    """Somebody could not be let in. Never says which of the two was wrong, nor whether anybody has that name."""

    def __init__(self) -> None:
        super().__init__(
            "The name and the password do not belong together. Type both again, "
            "or ask the business manager for a link to set a new password."
        )


class TooManyTriesError(TrackerError):
    """Too many tries to sign in. Says how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        minutes = plural(max(1, -(-int(wait.total_seconds()) // 60)), "minute")
        super().__init__(f"There were too many tries. Wait {minutes}, then try again.")


class WrongCurrentError(TrackerError):
    """The current password that came with a new one is not the person's."""

    def __init__(self) -> None:
        super().__init__("This is not your current password, so nothing was changed.")


def sign_in(
    engine: Engine,
    *,
    name: str,
    password: str,
    address: str | None,
    browser: str | None,
    longest: timedelta | None = None,
    by: str,
    at: datetime,
    door: Door,
) -> str:
    """Let somebody in by name and password, and give the secret for their cookie. `by` is the tracker itself: who it is
    shows in the end.

    Raises WrongPasswordError, or TooManyTriesError before the password was looked at.
    """
    with reading(engine) as connection:
        person = accounts.account(connection, name)
        hash = accounts.password_of(connection, person.id) if person else None
    newer = _checked(
        engine,
        person,
        name,
        address,
        at,
        password,
        hash,
        WrongPasswordError,
    )
    if person is None:
        raise WrongPasswordError()
    if newer:
        with kept.writing(engine) as connection:
            accounts.put_password(connection, person.id, newer, at)
    return sessions.begin(
        engine, way=Way.PASSWORD, address=address, browser=browser, longest=longest, by=person.id, at=at, door=door
    )


def change(
    engine: Engine,
    *,
    current: str,
    new: str,
    session: str | None,
    address: str | None,
    by: str,
    at: datetime,
    door: Door,
) -> None:
    """Change one's own password. Every other session than `session` ends, and so does every link.

    Raises WrongCurrentError, TooManyTriesError or WeakPasswordError.
    """
    with reading(engine) as connection:
        hash = accounts.password_of(connection, by)
    person = _person(engine, by)
    _checked(engine, person, by, address, at, current, hash, WrongCurrentError)
    passwords.check(new, (person.id, person.name, person.email))
    _put(engine, new, by, at, door, but=session, first=lambda _: None)


def set_by_link(
    engine: Engine, *, link: str, new: str, address: str | None = None, by: str, at: datetime, door: Door
) -> None:
    """Set the password of `by`, whose one-time link this is. The link is used up; every session of theirs ends. What
    others try does not keep them out at this `address` any more.

    Raises LinkOverError for a link that lets nobody in, or not this person; after WeakPasswordError it is still good.
    """
    with reading(engine) as connection:
        person, _ = accounts.opened_by(connection, hashed(link), at)
    if person.id != by:
        raise LinkOverError("is somebody else's")
    passwords.check(new, (person.id, person.name, person.email))

    def use_up(connection: Connection) -> None:
        if not accounts.use_link(connection, hashed(link), at):
            raise LinkOverError("was used already, and works once only")

    _put(engine, new, by, at, door, but=None, first=use_up)
    if address:
        attempts.came_in(engine, None, _of_person(by), network_of(address), at)


def _put(
    engine: Engine,
    new: str,
    by: str,
    at: datetime,
    door: Door,
    *,
    but: str | None,
    first: Callable[[Connection], None],
) -> None:
    hash = passwords.hash_of(new)
    with changing(engine, by=by, verb="set_password", at=at, door=door) as work:
        as_oneself(work)
        connection = work.session.connection()
        first(connection)
        accounts.put_password(connection, by, hash, at)
        accounts.end_links(connection, by, at)
        mine = kept.sessions.c
        kept.end_sessions(connection, at, mine.person_id == by, mine.token_hash != (but or ""))
        work.note_access("person", by)


def _checked(
    engine: Engine,
    person: Person | None,
    typed: str,
    address: str | None,
    at: datetime,
    password: str,
    hash: str | None,
    wrong: Callable[[], TrackerError],
) -> str | None:
    """Count the try, then look at the password: a newer hash to keep, where there is one."""
    network, name = network_of(address), hashed(f"typed {typed.strip().casefold()}")
    who, account = (journal.mark(person.id), _of_person(person.id)) if person else (None, None)
    if again := attempts.take(engine, name, account, network, at):
        journal.say("too_many_tries", journal.WARNING, who=who, network=journal.part_of(address))
        raise TooManyTriesError(again - at)
    right, newer = passwords.is_right(password, hash)
    if not right or account is None:
        journal.say("wrong_password", journal.WARNING, who=who, network=journal.part_of(address))
        raise wrong()
    attempts.came_in(engine, name, account, network, at)
    return newer


def _of_person(person_id: str) -> str:
    return hashed(f"person {person_id}")


def _person(engine: Engine, person_id: str) -> Person:
    with reading(engine) as connection:
        found = accounts.account(connection, person_id)
    if found is None:
        raise WrongCurrentError()
    return found
