"""Who is in front of the browser: whoever is signed in. On a machine of one's own, where nobody signs in: `serve --as
PERSON`, else the choice made at /who, else the sole administrator.

The session is asked of the store at every click; what its person may do, of the register at every command.
"""

from dataclasses import dataclass

import sqlalchemy as sa
import streamlit as st

from tracker import clock
from tracker.access.cookie import cookie_name
from tracker.access.limits import limits_of
from tracker.commands import sessions
from tracker.queries.presence import Presence, is_known, who_is
from tracker.rules.dates import list_in_words
from tracker.rules.errors import TrackerError
from tracker.rules.records import Person, PersonRole
from tracker.rules.register import Register
from tracker.rules.words import Door, Role
from tracker.settings import Settings


class SessionEndedError(TrackerError):
    """Nobody is signed in here any more, so nothing is shown and nothing is done."""

    def __init__(self) -> None:
        super().__init__("You are signed out. Sign in again to go on where you were.")


@dataclass(frozen=True)
class Who:
    """A person with the roles they hold now. `fixed` when the whole server was started for them."""

    person: Person
    roles: tuple[PersonRole, ...]
    fixed: bool = False
    only: str | None = None
    """The one agency whose page they may see and use, where they came in by a personal link."""

    @property
    def id(self) -> str:
        """The person's id, as commands take it in `by=`."""
        return self.person.id

    @property
    def agency_ids(self) -> tuple[str, ...]:
        """The agencies they lead, in register order."""
        return tuple(r.agency_id for r in self.roles if r.role == Role.LEAD and r.agency_id)

    def holds(self, *roles: Role) -> bool:
        """Whether they hold any of these roles."""
        return any(r.role in roles for r in self.roles)

    def in_words(self, register: Register) -> str:
        """Their name and what they are here for: "Asha Patel, agency lead (Police)"."""
        held = [
            f"{_role(r)} ({register.agencies[r.agency_id].short_name})"
            if r.agency_id and r.agency_id in register.agencies
            else _role(r)
            for r in self.roles
        ]
        held = [words for words in held if words != self.person.name.lower()]  # some people are called by their role
        return f"{self.person.name}, {list_in_words(held)}" if held else self.person.name


def _role(role: PersonRole) -> str:
    return "deputy of the agency lead" if role.deputy else role.role.label.lower()


def claimed_secret(settings: Settings) -> str | None:
    """What this browser's cookie holds, whatever it is worth. A test puts a session of its own here."""
    host, cookies = st.context.headers.get("Host"), st.context.cookies
    found = cookies.get(cookie_name(settings, host if isinstance(host, str) else ""))
    return found if isinstance(found, str) else None  # outside a browser, as in a test, neither is a text


def present(engine: sa.Engine, settings: Settings) -> Presence | None:
    """The session of this browser, kept alive by being asked for; None where there is none, or none any more."""
    at = clock.now()
    there = who_is(engine, claimed_secret(settings), at=at, limits=limits_of(settings))
    if there:
        sessions.touch(
            engine, session=there.session, seen_at=there.seen_at, by=there.person.id, at=at, door=Door.BROWSER
        )
    return there


def in_session(there: Presence) -> Who:
    """Who somebody in a session is: with the roles that count in it."""
    return Who(there.person, there.roles, only=there.agency_id)


def current(register: Register, settings: Settings, engine: sa.Engine) -> Who | None:
    """Who this is. `register` is today's. None only where nobody signs in, and nobody has said who they are and there
    is no sole administrator. Raises SessionEndedError where people sign in and nobody is signed in here (any more).
    """
    if settings.by_machine and settings.acting_as:
        return known(register, settings.acting_as, fixed=True)
    if there := present(engine, settings):
        return in_session(there)
    if not settings.by_machine:
        raise SessionEndedError()
    if is_known(engine, claimed_secret(settings)):  # somebody who may no longer come in never becomes somebody else
        return None
    administrators = [r.person_id for r in register.person_roles.values() if r.role == Role.ADMINISTRATOR]
    able = [p for p in dict.fromkeys(administrators) if known(register, p)]
    return known(register, able[0]) if len(able) == 1 else None


def is_still(who: Who | None, settings: Settings, engine: sa.Engine) -> bool:
    """Whether this is still the person whom the page was drawn for: asked before a callback writes anything."""
    if who is None:
        return False
    if settings.by_machine:
        return True
    there = present(engine, settings)
    return there is not None and (there.person.id, there.agency_id) == (who.id, who.only)


def known(register: Register, person_id: str, *, fixed: bool = False) -> Who | None:
    """A person by id, or None where nobody has it or they may no longer sign in."""
    person = register.people.get(person_id)
    if person is None or person.disabled_on is not None:
        return None
    return Who(person, tuple(r for r in register.person_roles.values() if r.person_id == person_id), fixed)
