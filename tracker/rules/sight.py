"""Who sees what: a person's sight by the roles they hold today, and the register as somebody of that sight sees it.

Two things are not for everybody (DESIGN §2): restricted evidence, of which everybody sees that it is there, and reviews
that are not published, of which nobody sees anything who was not named. The rights are those of the table in
`permissions`; what is hidden, and how, is in `veil`.
"""

from dataclasses import dataclass, field, replace

from tracker.rules.permissions import allowed
from tracker.rules.records import Person, PersonRole
from tracker.rules.register import Register
from tracker.rules.standing import bodies
from tracker.rules.veil import Hidden, veiled
from tracker.rules.words import Publication


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see. People who may see the same have equal sights, so that what is worked out is shared."""

    restricted: bool = False
    """All restricted evidence."""
    agencies: frozenset[str] = frozenset()
    """Agencies whose restricted evidence they see: those they answer for."""
    unpublished: bool = False
    """Every review that is not published."""
    reviews: frozenset[str] = frozenset()
    """Reviews of which they are a named reader."""
    accesses: bool = False
    """Who signed in, and who took what out."""
    addresses: bool = False
    """Everybody's e-mail address, and how they sign in."""
    holds: bool = False
    """Why a legal hold stands, and who placed it."""
    person_id: str | None = field(default=None, compare=False)
    """Who it is, for what is about themselves. Nothing that is shared may rest on it."""


WHOLE = Sight(restricted=True, unpublished=True, accesses=True, addresses=True, holds=True)
"""Everything: for commands, for what the tracker does by itself, and for the business manager."""
LEAST = Sight()
"""What everybody may see."""


def sight_of(register: Register, person_id: str | None) -> Sight:
    """What a person may see, by their roles and the reviews they are named for; the least for a stranger, for nobody,
    and for somebody who may no longer come in. `register` is today's."""
    person = register.people.get(person_id or "")
    if person is None or person.disabled_on is not None:
        return LEAST
    roles = tuple(role for role in register.person_roles.values() if role.person_id == person.id)
    restricted, unpublished = allowed(roles, "see_restricted"), allowed(roles, "see_unpublished")
    own = {id_ for role in roles if (id_ := role.agency_id) and allowed((role,), "see_restricted", id_)}
    named = {reader.review_id for reader in register.review_readers.values() if reader.person_id == person.id}
    return Sight(
        restricted=restricted,
        agencies=frozenset() if restricted else frozenset(own),
        unpublished=unpublished,
        reviews=frozenset() if unpublished else frozenset(named),
        accesses=allowed(roles, "see_accesses"),
        addresses=allowed(roles, "manage_people"),
        holds=allowed(roles, "see_holds"),
        person_id=person.id,
    )


def sight_by_link(person_id: str) -> Sight:
    """What somebody may see who came in by a personal link: what everybody may, whatever they hold besides. A link is
    in a mailbox, and may be handed on: what is restricted or not published waits until they sign in."""
    return replace(LEAST, person_id=person_id)


def sight_by_token(maker: Sight, role: PersonRole) -> Sight:
    """What a program sees with a token: what a person of its one role does, and never more than whoever made it sees
    now. It is named for no review, and nobody's address leaves that way."""
    nobody = Person(role.person_id, role.person_id)
    own = sight_of(Register(people={nobody.id: nobody}, person_roles={role.id: role}), nobody.id)
    return replace(
        maker,
        restricted=maker.restricted and own.restricted,
        agencies=own.agencies if maker.restricted else own.agencies & maker.agencies,
        unpublished=maker.unpublished and own.unpublished,
        reviews=frozenset(),
        accesses=maker.accesses and own.accesses,
        addresses=False,
        person_id=None,
    )


def hidden(register: Register, sight: Sight) -> Hidden:
    """What of today's register somebody may not see."""
    return Hidden(_reviews(register, sight), _evidence(register, sight), not sight.addresses, not sight.holds)


def seen(register: Register, sight: Sight, *, today: Register | None = None) -> Register:
    """The register as somebody sees it: the very same object where nothing has to be hidden.

    What is hidden is decided by `today`'s register: what was open then and is restricted now is hidden on a past day
    too, and what was restricted then and is open now is open."""
    return veiled(register, hidden(today or register, sight))


def _reviews(register: Register, sight: Sight) -> frozenset[str]:
    if sight.unpublished:
        return frozenset()
    return frozenset(
        review.id
        for review in register.reviews.values()
        if review.state != Publication.PUBLISHED and review.id not in sight.reviews
    )


def _evidence(register: Register, sight: Sight) -> frozenset[str]:
    if sight.restricted:
        return frozenset()
    found = [evidence for evidence in register.evidence.values() if evidence.restricted]
    if not found:
        return frozenset()
    body = bodies(register) if sight.agencies else {}
    own = frozenset[str]().union(*(body.get(id_, frozenset((id_,))) for id_ in sight.agencies))
    return frozenset(one.id for one in found if register.actions[one.action_id].owner_id not in own)
