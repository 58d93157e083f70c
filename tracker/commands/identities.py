"""People who come in through the council's own sign-in: who they are by issuer and subject, and the roles it gives.

An e-mail address makes nobody anybody: it can be given to somebody else. A role given here stays, whatever the
council's sign-in says; a role that it gave goes when it says so no more.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Engine

from tracker.access.tokens import hashed
from tracker.commands._steps import signing
from tracker.commands._values import day_of, free_id, kept, maybe_line, slug
from tracker.rules.boards import divided
from tracker.rules.errors import TrackerError, UnknownError, shown
from tracker.rules.records import Agency, Person, PersonIdentity, PersonRole
from tracker.rules.words import Door, Role, Way
from tracker.store import accounts, sessions
from tracker.store.database import Work, changing

GivenRoles: TypeAlias = Collection[tuple[Role, str | None]]
UNNAMED = "Somebody without a name"


class NoRoleHereError(TrackerError):
    """Somebody signed in at the council who is nobody here, and whom the council gives no role here."""

    def __init__(self) -> None:
        super().__init__(
            "Your council knows you, but nobody has given you a role in this register: ask the business manager."
        )


class GoneError(TrackerError):
    """Somebody comes in who was disabled here."""

    def __init__(self) -> None:
        super().__init__("You can no longer come in here: ask the business manager.")


class TakenError(TrackerError):
    """Somebody would link a council sign-in by which another person comes in already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"By this council sign-in {shown(name)} comes in already: sign in without the link, "
            "or ask the business manager."
        )


def come_in(
    engine: Engine,
    *,
    issuer: str,
    subject: str,
    name: str | None,
    roles: GivenRoles,
    by: str,
    at: datetime,
    door: Door,
) -> Person:
    """The person of this issuer and subject, with the roles that it gives them now; a new one where there are roles.

    Raises NoRoleHereError for a stranger without a role, GoneError for somebody who was disabled. The last business
    manager stays one.
    """
    with changing(engine, by=by, verb="sign_in_roles", at=at, door=door) as work:
        work.allow("manage_people")
        day_of(at)
        known = _known(work, issuer, subject)
        if known is None:
            if not roles:
                raise NoRoleHereError()
            with signing(work, "first_sign_in"):
                known = _new_person(work, name)
                _add_identity(work, known.id, issuer, subject)
                _same_roles(work, known.id, issuer, roles)
        if known.disabled_on is not None:
            raise GoneError()
        _same_roles(work, known.id, issuer, roles)
        return kept(work, Person, known)


def join(
    engine: Engine,
    *,
    link: str,
    issuer: str,
    subject: str,
    by: str,
    at: datetime,
    door: Door,
) -> Person:
    """Let the person of a one-time link come in by this issuer and subject from now on, and use the link up.

    Raises LinkOverError for a link that opens nothing, TakenError where this sign-in is somebody else's already.
    """
    with changing(engine, by=by, verb="link_sign_in", at=at, door=door) as work:
        work.allow("manage_people")
        day_of(at)
        connection = work.session.connection()
        person, _ = accounts.opened_by(connection, hashed(link), at)
        other = _known(work, issuer, subject)
        if other is not None and other.id != person.id:
            raise TakenError(other.name)
        if other is None:
            _add_identity(work, person.id, issuer, subject)
        accounts.use_link(connection, hashed(link), at)
        return person


def unlink(
    engine: Engine,
    *,
    person_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Person:
    """Let a person no longer come in through the council's sign-in, as when the wrong one was linked. What it gave them
    goes with it, and they are signed out where they came in that way."""
    with changing(engine, by=by, verb="unlink_sign_in", at=at, door=door, token=token) as work:
        work.allow("manage_people")
        day_of(at)
        person = work.get(Person, person_id)
        work.manage(person.id)
        held = work.all(PersonIdentity, person_id=person.id)
        if not held:
            raise UnknownError("council sign-in of", person.name)
        for identity in held:
            _same_roles(work, person.id, identity.issuer, ())
            work.remove(identity)
        there = (sessions.sessions.c.person_id == person.id, sessions.sessions.c.way == Way.DIRECTORY)
        sessions.end_sessions(work.session.connection(), at, *there)
        return kept(work, Person, person)


def _known(work: Work, issuer: str, subject: str) -> Any:
    """The row of the person with exactly this issuer and subject, or None."""
    found = [row for row in work.all(PersonIdentity, subject=subject) if row.issuer == issuer]
    return work.get(Person, found[0].person_id) if found else None


def _new_person(work: Work, name: str | None) -> Any:
    """The row of a new person, under the name that the council has of them."""
    full = maybe_line("Name", _cleaned(name), limit=100) or UNNAMED
    base = slug(full, "person")
    made: Person = work.add(Person(free_id(work, Person, base if base != "system" else "system-person"), full))
    work.flush()
    return work.get(Person, made.id)


def _add_identity(work: Work, person_id: str, issuer: str, subject: str) -> PersonIdentity:
    id_ = free_id(work, PersonIdentity, f"{person_id}/directory")
    made: PersonIdentity = work.add(PersonIdentity(id_, person_id, issuer, subject))
    return made


def _same_roles(work: Work, person_id: str, issuer: str, roles: GivenRoles) -> None:
    """Add what the issuer gives and is not there; take what it gave and gives no more. It knows of no boards: once
    roles hold for one board it gives nobody a new one, for it would hold for every board."""
    wanted = {f"{person_id}/{role.value}" + (f"/{agency}" if agency else ""): (role, agency) for role, agency in roles}
    held = {row.id: row for row in work.all(PersonRole, person_id=person_id)}
    is_divided = divided(work.all(PersonRole))
    for id_, (role, agency_id) in wanted.items():
        if id_ not in held and not is_divided:
            agency = work.get(Agency, agency_id).id if agency_id else None
            work.add(PersonRole(id_, person_id, role, agency, source=issuer))
    for id_, row in held.items():
        if row.source == issuer and id_ not in wanted and not _is_last_manager(work, row):
            work.remove(row)
    work.flush()


def _is_last_manager(work: Work, row: PersonRole) -> bool:
    if row.role != Role.ADMINISTRATOR:
        return False
    others = {
        r.person_id
        for r in work.all(PersonRole, role=Role.ADMINISTRATOR)
        if r.id != row.id and r.board_id in (None, row.board_id)
    }
    return all(work.get(Person, id_).disabled_on is not None for id_ in others)


def _cleaned(name: str | None) -> str:
    """A name as somebody else's system wrote it: only what can be read, and not too much of it."""
    return "".join(c if c.isprintable() else " " for c in name or "")[:100]
