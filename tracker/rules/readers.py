"""Whom an unpublished review concerns: the agencies it asked, and the people who answer for them."""

from tracker.rules.boards import within
from tracker.rules.records import PersonRole, Review
from tracker.rules.register import Register
from tracker.rules.sight import Sight, sight_of
from tracker.rules.standing import bodies
from tracker.rules.words import Publication


def agencies_asked(register: Register, review_id: str) -> frozenset[str]:
    """The agencies that were asked for something in a review or own an action of it, as they were and are called."""
    asked = {a.owner_id for a in register.actions.values() if a.review_id == review_id and a.owner_id}
    for recommendation in register.recommendations_of_review.get(review_id, ()):
        for part in register.parts_of.get(recommendation.id, ()):
            asked |= {ask.agency_id for ask in register.asks_of.get(part.id, ()) if ask.withdrawn_on is None}
            asked |= {owner for file in register.files_of_part.get(part.id, ()) if (owner := file.action.owner_id)}
    body = bodies(register)
    return frozenset[str]().union(*(body[id_] for id_ in asked if id_ in body))


def readers_of(register: Register, review_id: str) -> frozenset[str]:
    """The people who are named for a review and may still come in."""
    return frozenset(
        reader.person_id
        for reader in register.review_readers.values()
        if reader.review_id == review_id and register.people[reader.person_id].disabled_on is None
    )


def contacts_unnamed(register: Register, review_id: str) -> tuple[PersonRole, ...]:
    """The leads and deputies of the agencies asked who see nothing of a review while it is not published, each once."""
    named = readers_of(register, review_id)
    found = {
        role.person_id: role
        for agency_id in sorted(agencies_asked(register, review_id))
        for role in register.contacts_of.get(agency_id, ())
        if role.board_id in (None, register.reviews[review_id].board_id)
        and role.person_id not in named
        and not sight_of(register, role.person_id).unpublished
    }
    return tuple(found.values())


def unread_by(register: Register, person_id: str, agency_id: str, *, sight: Sight | None = None) -> tuple[Review, ...]:
    """The unpublished reviews that asked an agency for something and that this person may not see: in a session of
    narrower `sight` that may be more than they are named for."""
    sight = sight or sight_of(register, person_id)
    if sight.unpublished:
        return ()
    return tuple(
        review
        for review in register.reviews.values()
        if review.state != Publication.PUBLISHED
        and review.id not in sight.reviews
        and within(review.board_id, sight.boards)
        and agency_id in agencies_asked(register, review.id)
    )
