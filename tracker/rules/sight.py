"""Who sees what: a person's sight by the roles they hold today, and the register as somebody of that sight sees it.

Two things are not for everybody (DESIGN §2): restricted evidence, of which everybody sees that it is there, and reviews
that are not published, of which nobody sees anything who was not named. The rights are those of the table in
`permissions`; what is hidden, and how, is in `veil`.

In a register of many boards people see the reviews of the boards at which they hold a role, and of no other (`boards`).
Whoever holds different roles at different boards has a sight for each (`each`), and sees what any of them sees.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce

from tracker.rules.boards import Boards, acting_at, at_board, both, divided, within
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
    boards: Boards = None
    """The boards whose reviews, meetings and messages they see; None: every board's."""
    each: tuple["Sight", ...] = ()
    """Where their rights differ from board to board: the sights of which this one is made. The rest of this one then
    says what they see at all of these boards alike, and `agencies` and `addresses` what at any."""
    person_id: str | None = field(default=None, compare=False)
    """Who it is, for what is about themselves. Nothing that is shared may rest on it."""


WHOLE = Sight(restricted=True, unpublished=True, accesses=True, addresses=True, holds=True)
"""Everything: for commands, for what the tracker does by itself, and for the business manager."""
LEAST = Sight()
"""What everybody may see."""


def sight_of(register: Register, person_id: str | None, board_id: str | None = None) -> Sight:
    """What a person may see, by their roles and the reviews they are named for; the least for a stranger, for nobody,
    and for somebody who may no longer come in. `register` is today's; who acts for one board (`board_id`) sees that one
    only."""
    person = register.people.get(person_id or "")
    if person is None or person.disabled_on is not None:
        return least(register)
    roles = tuple(role for role in register.person_roles.values() if role.person_id == person.id)
    if board_id is not None:
        roles = acting_at(roles, board_id)
    named = frozenset(
        reader.review_id
        for reader in register.review_readers.values()
        if reader.person_id == person.id
        and ((there := register.reviews.get(reader.review_id)) is None or board_id in (None, there.board_id))
    )
    if not roles:
        return replace(least(register), reviews=named, person_id=person.id)
    every = at_board(roles, None)
    bound = sorted({role.board_id for role in roles if role.board_id is not None})
    found = [_of_roles(every, None, named, person.id)] if every else []
    found += [_of_roles(at_board(roles, id_), frozenset((id_,)), named, person.id) for id_ in bound]
    return _together(found)


def least(register: Register) -> Sight:
    """What somebody may see who has no role: what everybody may; in a register that is divided between boards nothing
    of any board's."""
    return replace(LEAST, boards=frozenset()) if divided(register.person_roles.values()) else LEAST


def whole_of(boards: Boards) -> Sight:
    """Everything of some boards: for what somebody does there by a right that shows all."""
    return replace(WHOLE, boards=boards)


def _of_roles(roles: tuple[PersonRole, ...], boards: Boards, named: frozenset[str], person_id: str) -> Sight:
    restricted, unpublished = allowed(roles, "see_restricted"), allowed(roles, "see_unpublished")
    own = {id_ for role in roles if (id_ := role.agency_id) and allowed((role,), "see_restricted", id_)}
    return Sight(
        restricted=restricted,
        agencies=frozenset() if restricted else frozenset(own),
        unpublished=unpublished,
        reviews=frozenset() if unpublished and boards is None else named,
        accesses=allowed(roles, "see_accesses"),
        addresses=allowed(roles, "manage_people"),
        holds=allowed(roles, "see_holds"),
        boards=boards,
        person_id=person_id,
    )


def _together(sights: Iterable[Sight]) -> Sight:
    """One sight of several, each of other boards: those of the same rights as one."""
    alike: dict[Sight, list[Sight]] = {}
    for one in sights:
        alike.setdefault(replace(one, boards=frozenset()), []).append(one)
    each = tuple(replace(some[0], boards=_any_of(one.boards for one in some)) for some in alike.values())
    first = each[0]
    if len(each) == 1:
        return first
    return Sight(
        restricted=all(one.restricted for one in each),
        agencies=frozenset[str]().union(*(one.agencies for one in each)),
        unpublished=all(one.unpublished for one in each),
        reviews=reduce(frozenset.__and__, (one.reviews for one in each)),
        accesses=all(one.accesses for one in each),
        addresses=any(one.addresses for one in each),
        holds=all(one.holds for one in each),
        boards=_any_of(one.boards for one in each),
        each=tuple(sorted(each, key=lambda one: sorted(one.boards or ()))),
        person_id=first.person_id,
    )


def _any_of(boards: Iterable[Boards]) -> Boards:
    found = list(boards)
    return None if None in found else frozenset[str]().union(*(one for one in found if one is not None))


def sight_by_link(person_id: str, roles: Iterable[PersonRole]) -> Sight:
    """What somebody may see who came in by a personal link: what everybody may at the boards where they answer for its
    agency (`roles`), whatever they hold besides. A link is in a mailbox, and may be handed on: what is restricted or
    not published waits until they sign in."""
    return replace(LEAST, boards=_any_of(_boards_of(role) for role in roles), person_id=person_id)


def _boards_of(role: PersonRole) -> Boards:
    return None if role.board_id is None else frozenset((role.board_id,))


def sight_by_token(maker: Sight, role: PersonRole) -> Sight:
    """What a program sees with a token: what a person of its one role does, and never more than whoever made it sees
    now, board by board, of the boards at which they may make one: who manages people. It is named for no review, and
    nobody's address leaves that way."""
    if maker.each:
        able = [sight_by_token(one, role) for one in maker.each if one.addresses]
        return _together(able) if able else replace(LEAST, boards=frozenset())
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
        holds=maker.holds and own.holds,
        boards=both(maker.boards, own.boards),
        person_id=None,
    )


def hidden(register: Register, sight: Sight) -> Hidden:
    """What of today's register somebody may not see."""
    if sight.each:
        return reduce(Hidden.__and__, (hidden(register, one) for one in sight.each))
    boards, people = frozenset[str](), frozenset[str]()
    if sight.boards is not None:
        boards = frozenset(register.boards.keys() - sight.boards)
        people = _people(register, sight) if sight.addresses else frozenset()
    return Hidden(
        _reviews(register, sight),
        _evidence(register, sight),
        addresses=not sight.addresses,
        holds=_holds(register, sight),
        boards=boards,
        people=people,
    )


def seen(register: Register, sight: Sight, *, today: Register | None = None) -> Register:
    """The register as somebody sees it: the very same object where nothing has to be hidden.

    What is hidden is decided by `today`'s register: what was open then and is restricted now is hidden on a past day
    too, and what was restricted then and is open now is open."""
    return veiled(register, hidden(today or register, sight))


def _reviews(register: Register, sight: Sight) -> frozenset[str]:
    if sight.unpublished and sight.boards is None:
        return frozenset()
    return frozenset(
        review.id
        for review in register.reviews.values()
        if review.id not in sight.reviews
        and not (within(review.board_id, sight.boards) and (sight.unpublished or review.state == Publication.PUBLISHED))
    )


def _evidence(register: Register, sight: Sight) -> frozenset[str]:
    if sight.restricted and sight.boards is None:
        return frozenset()
    found = [evidence for evidence in register.evidence.values() if evidence.restricted]
    if not found:
        return frozenset()
    body = bodies(register) if sight.agencies else {}
    own = frozenset[str]().union(*(body.get(id_, frozenset((id_,))) for id_ in sight.agencies))
    return frozenset(one.id for one in found if not _opens(register, sight, own, one.action_id))


def _holds(register: Register, sight: Sight) -> frozenset[str]:
    """The holds of which they do not see why they stand: none over what is their boards', or over everything, where
    they have that right."""
    if sight.holds and sight.boards is None:
        return frozenset()
    return frozenset(
        hold.id
        for hold in register.legal_holds.values()
        if not sight.holds
        or (hold.review_id is not None and not within(register.reviews[hold.review_id].board_id, sight.boards))
    )


def _opens(register: Register, sight: Sight, own: frozenset[str], action_id: str) -> bool:
    """Whether they see the restricted evidence of an action: by their right, at the board whose action it is."""
    action = register.actions[action_id]
    if not sight.restricted and action.owner_id not in own:
        return False
    return sight.boards is None or register.reviews[action.review_id].board_id in sight.boards


def _people(register: Register, sight: Sight) -> frozenset[str]:
    """Whose addresses somebody does not see who manages the people of some boards: those who serve other boards only.
    Somebody who serves every board serves theirs too."""
    return frozenset(
        id_
        for id_ in register.people
        if id_ != sight.person_id
        and (roles := register.roles_of.get(id_, ()))
        and not any(role.board_id is None or within(role.board_id, sight.boards) for role in roles)
    )
