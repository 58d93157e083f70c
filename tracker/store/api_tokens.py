"""Tokens of programs as rows: a secret with which one reads the register in a role. No part of the register: of the
secret only a hash is kept, and it is never on the trail.

Whether a token opens anything is asked at every request: of the token, of the day, and of whoever made it.
"""

from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa

from tracker.rules.boards import at_board, boards_of, within
from tracker.rules.permissions import allowed
from tracker.rules.records import Person, PersonRole
from tracker.rules.words import Role
from tracker.store.columns import plainly
from tracker.store.convert import columns_of, read_all
from tracker.store.tables import ApiTokenRow

tokens: sa.Table = ApiTokenRow.__table__  # type: ignore[attr-defined]
_SHOWN = tuple(column for column in tokens.c if column.name not in ("window_at", "window_taken"))


class Token(NamedTuple):
    """A token as it is kept."""

    id: str
    name: str
    role: Role
    agency_id: str | None
    token_hash: str
    made_at: datetime
    made_by: str
    ends_at: datetime
    revoked_at: datetime | None
    revoked_by: str | None
    used_on: date | None
    board_id: str | None
    """The board that it reads; None: every board at which its maker manages people."""

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended at this moment, by its day or because it was revoked."""
        return self.revoked_at is not None or at >= self.ends_at

    @property
    def as_role(self) -> PersonRole:
        """The role that it reads in, as if a person of its own held it."""
        whose = f"token:{self.id}"
        return PersonRole(whose, whose, self.role, self.agency_id, board_id=self.board_id)

    def is_kept_by(self, roles: tuple[PersonRole, ...]) -> bool:
        """Whether somebody of these roles may know of it, and end it: who manages the people of its board; of one for
        every board, who does so for all, and whoever made it."""
        mine = boards_of(roles, "manage_people")
        made_it = self.board_id is None and any(role.person_id == self.made_by for role in roles)
        return within(self.board_id, mine) or (made_it and mine != frozenset())


def put(
    connection: sa.Connection,
    *,
    id_: str,
    name: str,
    role: Role,
    agency_id: str | None,
    token_hash: str,
    at: datetime,
    by: str,
    ends_at: datetime,
    board_id: str | None = None,
) -> str:
    """Keep a new token under this id, or with a number behind it where that is taken; the id it has."""
    known = set(connection.scalars(sa.select(tokens.c.id)))
    number, free = 2, id_
    while free in known:
        free, number = f"{id_}-{number}", number + 1
    row: dict[str, object] = {"id": free, "name": name, "role": role, "agency_id": agency_id, "board_id": board_id}
    row |= {"token_hash": token_hash, "made_at": at, "made_by": by, "ends_at": ends_at, "window_taken": 0}
    connection.execute(tokens.insert(), row)
    return free


def revoke(connection: sa.Connection, at: datetime, by: str, *where: sa.ColumnElement[bool]) -> int:
    """End the tokens that these conditions name and that were not revoked yet; how many."""
    ended = tokens.update().where(tokens.c.revoked_at.is_(None), *where).values(revoked_at=at, revoked_by=by)
    return connection.execute(ended).rowcount


def listed(connection: sa.Connection) -> list[Token]:
    """Every token, the newest first."""
    newest = sa.select(*_SHOWN).order_by(tokens.c.made_at.desc(), plainly(tokens.c.id))
    return [Token(*row) for row in connection.execute(newest)]


def opens(connection: sa.Connection, token_hash: str, at: datetime) -> Token | None:
    """The token of a hash, where it is neither over nor revoked at this moment. Whether whoever made it may still make
    one is to be asked too: `may_make`."""
    row = connection.execute(sa.select(*_SHOWN).where(tokens.c.token_hash == token_hash)).first()
    found = Token(*row) if row else None
    return found if found and not found.is_over(at) else None


def may_make(connection: sa.Connection, person_id: str, board_id: str | None) -> bool:
    """Whether a person may come in and manage people now, of this board where one is named: tokens of anybody else open
    nothing."""
    id_, _, _, disabled_on, _ = columns_of(Person)
    if not read_all(connection, Person, id_ == person_id, disabled_on.is_(None)):
        return False
    roles = tuple(read_all(connection, PersonRole, columns_of(PersonRole)[1] == person_id))
    return allowed(roles if board_id is None else at_board(roles, board_id), "manage_people")


def was_used(connection: sa.Connection, id_: str, day: date) -> None:
    """Keep the day on which a token was last used."""
    connection.execute(tokens.update().where(tokens.c.id == id_).values(used_on=day))


def take(connection: sa.Connection, id_: str, *, window: datetime, number: int, most: int) -> bool:
    """Count so many requests of a token in the window that began then, unless there would be more than `most` in it:
    one statement, so that processes that ask at once never take more between them."""
    same = tokens.c.window_at == window
    room = sa.or_(tokens.c.window_at.is_(None), sa.not_(same), tokens.c.window_taken + number <= most)
    taken = sa.case((same, tokens.c.window_taken + number), else_=number)
    counted = tokens.update().where(tokens.c.id == id_, room).values(window_taken=taken, window_at=window)
    return connection.execute(counted).rowcount == 1
