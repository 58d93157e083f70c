"""Whose sight it is, and what it does not reach: small look-ups that need not read the whole register."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from tracker.queries.remember import remember
from tracker.rules.boards import within
from tracker.rules.records import Action, Agency, Board, Evidence, LegalHold, Person, PersonRole, Review, ReviewReader
from tracker.rules.register import Register
from tracker.rules.sight import WHOLE, Sight, hidden, least, sight_of
from tracker.rules.standing import bodies
from tracker.rules.veil import NOTHING, Hidden
from tracker.rules.words import Publication
from tracker.store.convert import columns_of, read_all
from tracker.store.engine import reading
from tracker.store.tables import TrailRow

_trail: sa.Table = TrailRow.__table__  # type: ignore[attr-defined]


def sight_for(engine: sa.Engine, person_id: str | None, board_id: str | None = None) -> Sight:
    """What a person may see today, acting for one board where told; the least for nobody and for a stranger."""
    with reading(engine) as connection:
        first = sa.select(sa.func.min(_column(PersonRole, "id"))).where(_column(PersonRole, "board_id").is_not(None))
        bound = read_all(connection, PersonRole, _column(PersonRole, "id").in_(first))
        if person_id is None:
            return least(Register(person_roles=_by_id(bound)))
        named = _table(connection, ReviewReader, person_id=person_id)
        of_them = _column(Review, "id").in_([reader.review_id for reader in named.values()])
        return sight_of(
            Register(
                people=_table(connection, Person, id=person_id),
                person_roles=_by_id(bound) | _table(connection, PersonRole, person_id=person_id),
                reviews=_by_id(read_all(connection, Review, of_them)) if named and board_id else {},
                review_readers=named,
            ),
            person_id,
            board_id,
        )


def hidden_now(engine: sa.Engine, sight: Sight) -> Hidden:
    """What of the register as it stands now somebody of this sight may not see."""
    if sight == WHOLE:
        return NOTHING
    with reading(engine) as connection:
        number = connection.scalar(sa.select(sa.func.max(_trail.c.number)).where(_trail.c.kind == "change"))
    key = ("hidden", engine.url.render_as_string(), number, sight)
    return remember(key, lambda: _hidden(engine, sight), small=True)


def _hidden(engine: sa.Engine, sight: Sight) -> Hidden:
    state, restricted = _column(Review, "state"), _column(Evidence, "restricted")
    whose = _column(Action, "id").in_(sa.select(_column(Evidence, "action_id")).where(restricted))
    bound = any(one.boards is not None for one in (sight, *sight.each))
    with reading(engine) as connection:
        small = Register(
            agencies=_table(connection, Agency),
            boards=_table(connection, Board) if bound else {},
            people=_table(connection, Person) if bound and sight.addresses else {},
            person_roles=_table(connection, PersonRole) if bound and sight.addresses else {},
            reviews=_whose(connection, *(() if bound else (state != Publication.PUBLISHED,))),
            actions=_by_id(read_all(connection, Action, whose)),
            evidence=_by_id(read_all(connection, Evidence, restricted)),
            legal_holds=_table(connection, LegalHold) if bound or not sight.holds else {},
        )
    return hidden(small, sight)


def _whose(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> dict[str, Review]:
    """Of reviews only whose each is and whether it is published: in a large register the rest takes a while."""
    wanted = sa.select(*(_column(Review, name) for name in ("id", "board_id", "state"))).where(*where)
    return {id_: Review(id_, board_id, "", "", "", state=state) for id_, board_id, state in connection.execute(wanted)}


def addresses(engine: sa.Engine, *, sight: Sight) -> Mapping[str, str]:
    """The e-mail addresses that somebody may see, by person id: their own, those of the contacts of agencies they hold
    a role for; everybody's for whoever manages people."""
    with reading(engine) as connection:
        people = read_all(connection, Person)
        roles = read_all(connection, PersonRole)
        body = bodies(Register(agencies=_table(connection, Agency)))
    told = {person.id: person.email for person in people if person.email}
    if sight.addresses:
        hides = hidden_now(engine, sight)
        return {id_: email for id_, email in told.items() if not hides.hides_address(id_)}
    mine = {
        role.agency_id
        for role in roles
        if role.person_id == sight.person_id and role.agency_id and _overlaps(role, sight)
    }
    own = frozenset[str]().union(*(body[id_] for id_ in mine))
    known = {role.person_id for role in roles if role.agency_id in own and _overlaps(role, sight)} | {sight.person_id}
    return {id_: email for id_, email in told.items() if id_ in known}


def _overlaps(role: PersonRole, sight: Sight) -> bool:
    """Whether a role holds at a board that somebody sees."""
    return role.board_id is None or within(role.board_id, sight.boards)


def _table(connection: sa.Connection, record: type[Any], **equal: Any) -> dict[str, Any]:
    return _by_id(read_all(connection, record, *(_column(record, name) == value for name, value in equal.items())))


def _by_id(records: list[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def _column(record: type[Any], name: str) -> "sa.Column[Any]":
    return next(column for column in columns_of(record) if column.key == name)
