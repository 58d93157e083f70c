"""Who answers for an agency, and what would lie there with nobody to answer when one of them goes.

The button and the command both ask `disable_blockers` and `take_role_blockers`: open actions are handed over, or
somebody says why they are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tracker.rules.dates import list_in_words, plural
from tracker.rules.lifecycle import OPEN
from tracker.rules.records import ActionFile, Agency, PersonRole
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.words import Role, Status

HOW_ON = "say who takes over, or why nobody does"
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The open actions that somebody would leave with nobody to answer for them."""

    of_agencies: Mapping[str, tuple[ActionFile, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By the id of an agency in which nobody else could answer."""
    naming: tuple[ActionFile, ...] = ()
    """Those whose plan names the person as who leads them."""

    @property
    def files(self) -> tuple[ActionFile, ...]:
        """All of them, each once."""
        found = {f.action.id: f for files in self.of_agencies.values() for f in files}
        return tuple((found | {f.action.id: f for f in self.naming}).values())


def left_behind(standing: Standing, person_id: str) -> LeftBehind:
    """What a person would leave who may do nothing here any more: what they alone answer for, and what names them."""
    register = standing.register
    held = [role for role in register.person_roles.values() if role.person_id == person_id]
    held.sort(key=lambda role: bool(role.agency_id and register.agencies[role.agency_id].closed_on))
    found: dict[str, tuple[ActionFile, ...]] = {}
    for role in held:
        if role.agency_id and not any(standing.same_body(id_, role.agency_id) for id_ in found):
            found[role.agency_id] = _alone(standing, role, among=_others(standing, role))
    naming = tuple(file for file in _open(standing) if _names(register, file, person_id))
    return LeftBehind({id_: files for id_, files in found.items() if files}, naming)


def left_without(standing: Standing, role: PersonRole) -> LeftBehind:
    """What a person would leave from whom one role is taken: of that role's agency only."""
    files = _alone(standing, role, among=[*_others(standing, role), *_others(standing, role, own=True)])
    naming = tuple(file for file in files if _names(standing.register, file, role.person_id))
    return LeftBehind({role.agency_id or "": files} if files else {}, naming)


def disable_blockers(standing: Standing, person_id: str) -> tuple[str, ...]:
    """What is in the way of disabling a person for whom nobody takes over, in words; nothing where nothing is."""
    return _in_words(standing.register, left_behind(standing, person_id), person_id)


def take_role_blockers(standing: Standing, role: PersonRole) -> tuple[str, ...]:
    """The same, of taking one role."""
    return _in_words(standing.register, left_without(standing, role), role.person_id)


def waiting_besides(register: Register, person_id: str) -> tuple[str, ...]:
    """What of theirs waits for others, in words: nobody has to take it over, but it is good to know."""
    asked = [e for e in register.extensions.values() if e.asked_by == person_id and not (e.agreed_on or e.refused_on)]
    claimed = [a for a in register.actions.values() if a.claimed_by == person_id and Status(a.status) == Status.CLAIMED]
    said = []
    if asked:
        said.append(f"{plural(len(asked), 'request')} for a later date, asked by them, without an answer yet")
    if claimed:
        said.append(f"{plural(len(claimed), 'claim')} of theirs, not yet verified")
    return tuple(said)


def without_a_lead(standing: Standing) -> tuple[Agency, ...]:
    """The agencies that owe something and have nobody to lead for them today, in register order."""
    register = standing.register
    owing = {file.action.owner_id for file in _open(standing)}
    owing |= {register.asks[id_].agency_id for id_ in standing.hole_ids}
    return tuple(
        agency
        for agency in register.agencies.values()
        if agency.id in owing
        and not any(not role.deputy for id_ in standing.body[agency.id] for role in register.contacts_of.get(id_, ()))
    )


def leads_alone(standing: Standing, person_id: str) -> tuple[Agency, ...]:
    """The agencies for which this person leads and nobody else does."""
    register = standing.register
    own = [r for r in register.person_roles.values() if r.person_id == person_id and r.agency_id]
    return tuple(
        register.agencies[role.agency_id]
        for role in own
        if role.agency_id
        and role in register.contacts_of.get(role.agency_id, ())
        and not role.deputy
        and all(other.deputy for other in _others(standing, role))
    )


def is_last_manager(register: Register, person_id: str) -> bool:
    """Whether this person is the only business manager who may still come in."""
    able = {
        role.person_id
        for role in register.person_roles.values()
        if role.role == Role.ADMINISTRATOR and register.people[role.person_id].disabled_on is None
    }
    return able == {person_id}


def _alone(standing: Standing, role: PersonRole, *, among: list[PersonRole]) -> tuple[ActionFile, ...]:
    """The open actions of a contact's agency, where `among` the contacts that stay there is no lead; of a deputy's,
    where nobody stays at all."""
    if role not in standing.register.contacts_of.get(role.agency_id or "", ()):
        return ()
    if any(role.deputy or not other.deputy for other in among):
        return ()
    return tuple(file for file in _open(standing) if standing.same_body(role.agency_id, file.action.owner_id))


def _others(standing: Standing, role: PersonRole, *, own: bool = False) -> list[PersonRole]:
    """The other contacts of a role's agency, under whatever name it had; with `own`, those of the same person."""
    contacts = standing.register.contacts_of
    there = (r for id_ in standing.body.get(role.agency_id or "", ()) for r in contacts.get(id_, ()))
    return [r for r in there if r.id != role.id and (r.person_id == role.person_id) == own]


def _names(register: Register, file: ActionFile, person_id: str) -> bool:
    """Whether the plan names this person as who leads."""
    return _folded(file.action.lead) == _folded(register.people[person_id].name)


def _open(standing: Standing) -> list[ActionFile]:
    return [file for file in standing.register.files.values() if standing.statuses[file.action.id] in OPEN]


def _in_words(register: Register, left: LeftBehind, person_id: str) -> tuple[str, ...]:
    said = [
        f"{_nobody(register, id_, person_id)} for {register.agencies[id_].name}, "
        f"which has {plural(len(files), 'open action')}"
        for id_, files in left.of_agencies.items()
    ]
    if left.naming:
        ids = [file.action.id for file in left.naming]
        which = f" ({list_in_words(ids)})" if len(ids) <= MOST_NAMED else ""
        said.append(f"{plural(len(ids), 'open action')}{which} {'names' if len(ids) == 1 else 'name'} them as lead")
    return (*said, HOW_ON) if said else ()


def _nobody(register: Register, agency_id: str, person_id: str) -> str:
    deputy = any(role.deputy and role.person_id != person_id for role in register.contacts_of.get(agency_id, ()))
    return "nobody but a deputy leads" if deputy else "nobody else leads"


def _folded(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
