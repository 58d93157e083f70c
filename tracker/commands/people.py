"""People and what they are here for. There is always somebody who can manage them."""

from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._handing_over import hand_over, people_and_actions
from tracker.commands._values import day_of, free_id, kept, line, maybe_prose, slug, sound_email
from tracker.rules.boards import role_id, why_not_for
from tracker.rules.errors import AlreadyExistsError, BadValueError, EmptyValueError, SignOffBlockedError, UnknownError
from tracker.rules.people import disable_blockers, left_behind, left_without, take_role_blockers
from tracker.rules.records import Agency, Board, Person, PersonRole
from tracker.rules.words import Door, Role
from tracker.store import personal_links
from tracker.store.accounts import let_go
from tracker.store.database import Work, changing


def add(
    engine: Engine,
    *,
    name: str,
    email: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Person:
    """Add a person. Their id is made of their name; roles are given one by one."""
    with changing(engine, by=by, verb="add_person", at=at, door=door, token=token) as work:
        work.allow("manage_people")
        day_of(at)
        full = line("Name", name, limit=100)
        base = slug(full, "person")
        id_ = free_id(work, Person, base if base != "system" else "system-person")
        person: Person = work.add(Person(id_, full, sound_email(email)))
        return person


def edit(
    engine: Engine,
    *,
    person_id: str,
    name: str | None = None,
    email: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Person:
    """Change a person's name or address. Their id stays."""
    with changing(engine, by=by, verb="edit_person", at=at, door=door, token=token) as work:
        work.allow("manage_people")
        row = work.get(Person, person_id, seen=seen)
        work.manage(row.id)
        if name is not None:
            work.change(row, name=line("Name", name, limit=100))
        if email is not None:
            work.change(row, email=sound_email(email))
        return kept(work, Person, row)


def give_role(
    engine: Engine,
    *,
    person_id: str,
    role: Role,
    agency_id: str | None = None,
    deputy: bool = False,
    board_id: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> PersonRole:
    """Give a person a role. `agency_id` is the agency they lead or, in any other role, belong to; a lead needs one.
    `board_id` is the board for which it holds: without one, every board for which whoever gives it may give it.

    A `deputy` may do what the lead may. Giving a lead's role again with another `deputy` makes the lead a deputy or the
    deputy the lead; giving a role that the council's sign-in gave keeps it, whatever that sign-in says later.
    """
    if role == Role.SYSTEM:
        raise BadValueError("Role", Role.SYSTEM.label, "is nobody's role but the tracker's own")
    if role == Role.LEAD and not agency_id:
        raise EmptyValueError("Agency")
    if deputy and role != Role.LEAD:
        raise BadValueError("Deputy", Role(role).label, "has no deputy: only an agency's lead has one")
    with changing(engine, by=by, verb="give_role", at=at, door=door, token=token) as work:
        work.allow("manage_people")
        day_of(at)
        person = work.get(Person, person_id)
        board = work.get(Board, board_id).id if board_id else work.board("manage_people")
        if why := why_not_for(Role(role), board):
            raise BadValueError("Role", Role(role).label, why)
        agency = work.get(Agency, agency_id).id if agency_id else None
        id_ = role_id(person.id, Role(role), agency, board)
        row = work.find(PersonRole, id_)
        if row is None:
            given: PersonRole = work.add(PersonRole(id_, person.id, Role(role), agency, deputy, board_id=board))
            return given
        if not work.change(row, deputy=deputy, source=None):
            raise AlreadyExistsError("role of this kind", id_)
        return kept(work, PersonRole, row)


def take_role(
    engine: Engine,
    *,
    person_id: str,
    role: Role,
    agency_id: str | None = None,
    board_id: str | None = None,
    successor_id: str | None = None,
    leave_open_reason: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> PersonRole:
    """Take a role from a person. The last business manager keeps it: nobody else could give it back.

    The only lead of an agency with open actions hands them over to `successor_id`, who leads from now on, or somebody
    says in `leave_open_reason` why nobody does. Raises SignOffBlockedError, with what is in the way, without either.
    """
    why = maybe_prose("Why nobody takes over", leave_open_reason, limit=1_000)
    with changing(engine, by=by, verb="take_role", at=at, door=door, reason=why, token=token) as work:
        work.allow("manage_people")
        id_ = role_id(person_id, Role(role), agency_id, board_id or work.board("manage_people"))
        row = work.find(PersonRole, id_)
        if row is None or not work.may_see(row):
            held = [r.id for r in work.all(PersonRole, person_id=person_id) if work.may_see(r)]
            raise UnknownError("role", id_, held)
        if role == Role.ADMINISTRATOR:
            _somebody_else(work, row.id, person_id, row.board_id, "lose this role")
        gone: PersonRole = work.record(row)
        if role == Role.LEAD:
            standing = people_and_actions(work, day_of(at))
            hand_over(
                work, standing.register.people[person_id], left_without(standing, gone),
                take_role_blockers(standing, gone), "lose this role", successor_id=successor_id, reason=why,
                roles=(gone,),
            )  # fmt: skip
            own = (personal_links.links.c.person_id == person_id, personal_links.links.c.agency_id == agency_id)
            personal_links.revoke(work.session.connection(), at, by, *own)
        work.remove(row)
        return gone


def disable(
    engine: Engine,
    *,
    person_id: str,
    successor_id: str | None = None,
    leave_open_reason: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Person:
    """Let a person do nothing any more, and sign them out everywhere. What they did stays theirs.

    Their open actions go to `successor_id`, who leads for their agencies from now on and is named where they were, or
    somebody says in `leave_open_reason` why nobody takes over. Raises SignOffBlockedError without either.
    """
    why = maybe_prose("Why nobody takes over", leave_open_reason, limit=1_000)
    with changing(engine, by=by, verb="disable_person", at=at, door=door, reason=why, token=token) as work:
        work.allow("manage_people")
        row = work.get(Person, person_id, seen=seen)
        work.manage(row.id)
        for role in work.all(PersonRole, person_id=row.id, role=Role.ADMINISTRATOR):
            _somebody_else(work, None, row.id, role.board_id, "be disabled")
        if row.disabled_on is None:
            standing = people_and_actions(work, day_of(at))
            hand_over(
                work, work.record(row), left_behind(standing, row.id), disable_blockers(standing, row.id),
                "be disabled", successor_id=successor_id, reason=why,
            )  # fmt: skip
            work.change(row, disabled_on=day_of(at))
            let_go(work.session.connection(), row.id, at, by)
        return kept(work, Person, row)


def enable(
    engine: Engine,
    *,
    person_id: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Person:
    """Let a disabled person work again, in the roles they had."""
    with changing(engine, by=by, verb="enable_person", at=at, door=door, token=token) as work:
        work.allow("manage_people")
        day_of(at)
        row = work.get(Person, person_id, seen=seen)
        work.manage(row.id)
        work.change(row, disabled_on=None)
        return kept(work, Person, row)


def _somebody_else(work: Work, role_id: str | None, person_id: str, board_id: str | None, in_words_: str) -> None:
    for other in work.all(PersonRole, role=Role.ADMINISTRATOR):
        if other.id == role_id or (role_id is None and other.person_id == person_id):
            continue
        if other.board_id not in (None, board_id):
            continue
        if work.get(Person, other.person_id).disabled_on is None:
            return
    raise SignOffBlockedError(work.get(Person, person_id).name, ("nobody else is business manager",), in_words_)
