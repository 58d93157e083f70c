"""Handing over inside a transaction: what somebody leaves goes to a successor, or stays with a reason on the trail."""

from collections.abc import Sequence
from datetime import date

from tracker.rules.boards import role_id
from tracker.rules.errors import BadValueError, SignOffBlockedError
from tracker.rules.people import LeftBehind
from tracker.rules.records import Action, Agency, NotDoing, Person, PersonRole
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Role
from tracker.store.database import Work


def people_and_actions(work: Work, today: date) -> Standing:
    """Everybody with their roles, every agency and every action with its status today: what the rules ask for; for who
    manages the people of one board, of that board."""
    work.flush()
    kinds = (
        ("people", Person), ("person_roles", PersonRole), ("agencies", Agency), ("actions", Action),
        ("not_doing", NotDoing),
    )  # fmt: skip
    tables = {
        name: {row.id: work.record(row) for row in work.all(record) if not work.is_bound or work.may_see(row)}
        for name, record in kinds
    }
    return Standing(Register(**tables), today, Thresholds())


def hand_over(
    work: Work,
    person: Person,
    left: LeftBehind,
    blockers: Sequence[str],
    what: str,
    *,
    successor_id: str | None,
    reason: str | None,
    roles: Sequence[PersonRole] | None = None,
) -> None:
    """Give what a person leaves to their successor, who leads for the same agencies at the same boards: those of the
    `roles` that the person loses, else of all of theirs. Without one and without a reason, raises SignOffBlockedError
    with the blockers; a reason stands on the trail by the signature of the transaction."""
    if successor_id is not None and reason:
        raise BadValueError("Who takes over", successor_id, "is named, and so is why nobody does: give one of the two")
    if successor_id is None:
        if blockers and not reason:
            raise SignOffBlockedError(person.name, blockers, what)
        return
    successor = work.get(Person, successor_id)
    if successor.id == person.id or successor.disabled_on is not None:
        why = "is the one who goes" if successor.id == person.id else "can do nothing here any more"
        raise BadValueError("Who takes over", successor.name, f"{why}: choose somebody else")
    held = [work.record(row) for row in work.all(PersonRole, person_id=person.id)] if roles is None else roles
    for agency_id in left.of_agencies:
        for role in held:
            if role.role == Role.LEAD and role.agency_id == agency_id:
                _lead(work, successor.id, agency_id, role.board_id)
    for file in left.naming:
        work.change(work.get(Action, file.action.id), lead=successor.name)


def _lead(work: Work, person_id: str, agency_id: str, board_id: str | None) -> None:
    """Make somebody a lead of an agency, and no deputy any more."""
    id_ = role_id(person_id, Role.LEAD, agency_id, board_id)
    row = work.find(PersonRole, id_)
    if row is None:
        work.add(PersonRole(id_, person_id, Role.LEAD, agency_id, board_id=board_id))
    else:
        work.change(row, deputy=False)
