"""The register that this server shows, and who is at the other end of a request."""

from dataclasses import dataclass, replace

import sqlalchemy as sa
from starlette.requests import HTTPConnection, Request

from tracker import clock
from tracker import settings as settings_room
from tracker.access.cookie import cookie_name
from tracker.access.limits import limits_of
from tracker.queries.live import common
from tracker.queries.presence import Presence, is_known, who_is
from tracker.rules.boards import acting_at
from tracker.rules.errors import TrackerError
from tracker.rules.personal_links import lead_roles
from tracker.rules.records import Person, PersonRole
from tracker.rules.register import Register
from tracker.rules.sight import Sight, sight_by_link, sight_of
from tracker.rules.words import Role
from tracker.settings import Settings
from tracker.store.engine import Engines
from tracker.store.vault import Vault, vault_at


class NobodyError(TrackerError):
    """Something is for known people only, and this browser has not said who it is."""

    def __init__(self) -> None:
        super().__init__("Say first who you are: nobody has been chosen in this browser.")


@dataclass(frozen=True)
class Place:
    """The settings in force, with the store and the evidence they point at."""

    settings: Settings
    engine: sa.Engine
    vault: Vault

    @property
    def register(self) -> Register:
        """What is no board's, to find out in it who somebody is; not to be shown."""
        return common(self.engine)


@dataclass(frozen=True)
class Visitor:
    """A person of the register with the roles they hold now."""

    person: Person
    roles: tuple[PersonRole, ...]
    only: str | None = None
    """The one agency whose page is theirs, where they came in by a personal link."""
    board_id: str | None = None
    """The one board for which they act, where they have chosen one."""

    def sight(self, register: Register) -> Sight:
        """What they may see. `register` is the place's."""
        if self.only:
            return sight_by_link(self.person.id, lead_roles(self.roles, self.only))
        return sight_of(register, self.person.id, self.board_id)


def place() -> Place:
    """The register of the settings in force."""
    found = settings_room.load()
    return Place(found, _engine(found.database_url), vault_at(found))


_engine = Engines()


def secret_of(request: HTTPConnection, settings: Settings) -> str | None:
    """What the browser's cookie holds, whatever it is worth."""
    return request.cookies.get(cookie_name(settings, request.headers.get("host", ""))) or None


def presence(request: HTTPConnection, here: Place) -> Presence | None:
    """Who is signed in, or chosen on this machine, in the browser that asks."""
    secret = secret_of(request, here.settings)
    return who_is(here.engine, secret, at=clock.now(), limits=limits_of(here.settings))


def known(register: Register, person_id: str | None) -> Visitor | None:
    """A person who may still come in, or None."""
    person = register.people.get(person_id or "")
    if person is None or person.disabled_on is not None:
        return None
    return Visitor(person, tuple(role for role in register.person_roles.values() if role.person_id == person.id))


def visitor(request: Request, here: Place, register: Register) -> Visitor:
    """Who asks: whoever is signed in. On a machine of one's own, where nobody signs in: `serve --as`, else this
    browser's choice, else, where it made none, the sole administrator.

    Raises NobodyError where that is nobody who may come in.
    """
    found: Visitor | None
    if here.settings.by_machine and here.settings.acting_as:
        found = known(register, here.settings.acting_as)
    elif there := presence(request, here):
        found = Visitor(there.person, there.roles, there.agency_id)
    elif here.settings.by_machine and not is_known(here.engine, secret_of(request, here.settings)):
        found = _sole_administrator(register)
    else:
        found = None  # somebody who may no longer come in does not become somebody else
    if found is None:
        raise NobodyError()
    board_id = request.query_params.get("board")
    if board_id and board_id in register.boards and found.only is None and acting_at(found.roles, board_id):
        return replace(found, roles=acting_at(found.roles, board_id), board_id=board_id)
    return found


def _sole_administrator(register: Register) -> Visitor | None:
    ids = dict.fromkeys(role.person_id for role in register.person_roles.values() if role.role == Role.ADMINISTRATOR)
    able = [found for id_ in ids if (found := known(register, id_))]
    return able[0] if len(able) == 1 else None
