"""Who is in front of the browser: `serve --as PERSON`, else the choice made at /who, else the sole administrator.

The cookie says who somebody said they were; what they may do is asked anew of the register at every command.
"""

from dataclasses import dataclass

import streamlit as st

from tracker.rules.dates import list_in_words
from tracker.rules.records import Person, PersonRole
from tracker.rules.register import Register
from tracker.rules.words import Role
from tracker.settings import Settings

COOKIE = "tracker_person"


@dataclass(frozen=True)
class Who:
    """A person with the roles they hold now. `fixed` when the whole server was started for them."""

    person: Person
    roles: tuple[PersonRole, ...]
    fixed: bool = False

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
            f"{r.role.label.lower()} ({register.agencies[r.agency_id].short_name})"
            if r.agency_id and r.agency_id in register.agencies
            else r.role.label.lower()
            for r in self.roles
        ]
        held = [words for words in held if words != self.person.name.lower()]  # some people are called by their role
        return f"{self.person.name}, {list_in_words(held)}" if held else self.person.name


def claimed_id() -> str | None:
    """The person named by this browser's cookie, whoever that may be. A test puts its own choice here."""
    return st.context.cookies.get(COOKIE)


def current(register: Register, settings: Settings) -> Who | None:
    """Who this is, or None where nobody has said and there is no sole administrator. `register` is today's."""
    if settings.acting_as:
        return known(register, settings.acting_as, fixed=True)
    if claimed := claimed_id():  # a name that is not, or no longer, in the register is nobody: never somebody else
        return known(register, claimed)
    administrators = [r.person_id for r in register.person_roles.values() if r.role == Role.ADMINISTRATOR]
    able = [p for p in dict.fromkeys(administrators) if known(register, p)]
    return known(register, able[0]) if len(able) == 1 else None


def known(register: Register, person_id: str, *, fixed: bool = False) -> Who | None:
    """A person by id, or None where nobody has it or they may no longer sign in."""
    person = register.people.get(person_id)
    if person is None or person.disabled_on is not None:
        return None
    return Who(person, tuple(r for r in register.person_roles.values() if r.person_id == person_id), fixed)
