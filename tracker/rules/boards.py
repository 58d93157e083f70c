"""Many boards in one register: for which board a role holds, and what that lets somebody do and manage.

A role holds for one board, or (`board_id` None) for every board. A register is *divided* once any role holds for one
board only; until then nothing is different from a register of one board.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeAlias

from tracker.rules.permissions import allowed
from tracker.rules.records import PersonRole
from tracker.rules.words import Role

Boards: TypeAlias = frozenset[str] | None
"""Some boards by id; None is every board, those of tomorrow too."""
THE_BOARD = frozenset(
    {"board", "partnership", "safeguarding board", "safeguarding partnership", "local safeguarding children board",
     "local safeguarding partnership", "local safeguarding children partnership", "safeguarding children board",
     "safeguarding children partnership", "lscb", "lscp", "safeguarding partners"}
)  # fmt: skip
"""What a report calls the board whose review it is, without its place's name."""


def divided(roles: Iterable[PersonRole]) -> bool:
    """Whether any of the register's roles holds for one board only."""
    return any(role.board_id is not None for role in roles)


def at_board(roles: Iterable[PersonRole], board_id: str | None) -> tuple[PersonRole, ...]:
    """The roles that hold at a board; of None, those that hold at every board there is."""
    return tuple(role for role in roles if role.board_id is None or role.board_id == board_id)


def acting_at(roles: Iterable[PersonRole], board_id: str) -> tuple[PersonRole, ...]:
    """What somebody is who has chosen to act for one board: what they are there, and there only. Whoever reads for the
    whole region reads there."""
    return tuple(replace(role, board_id=board_id) for role in at_board(roles, board_id))


def boards_of(roles: Collection[PersonRole], verb: str = "read", agency_id: str | None = None) -> Boards:
    """The boards at which somebody may do this; none at all for whoever may do it nowhere."""
    every = at_board(roles, None)
    if allowed(every, verb, agency_id):
        return None
    named = {role.board_id for role in roles if role.board_id is not None}
    return frozenset(id_ for id_ in named if allowed(at_board(roles, id_), verb, agency_id))


def both(one: Boards, other: Boards) -> Boards:
    """The boards that are among both."""
    if one is None or other is None:
        return other if one is None else one
    return one & other


def within(board_id: str | None, boards: Boards) -> bool:
    """Whether a board (None: every board at once) is among some."""
    return boards is None or (board_id is not None and board_id in boards)


def manages(roles: Collection[PersonRole], theirs: Iterable[PersonRole]) -> bool:
    """Whether somebody may manage a person of these roles: change what they are called, let them in, send them away.
    Of a board's people, their board; of whoever also serves another board, only who manages both. Who could let
    themselves in as somebody else would be that person."""
    mine = boards_of(roles, "manage_people")
    held = {role.board_id for role in theirs}
    return mine is None or (bool(mine) and all(within(id_, mine) for id_ in held))


def role_id(person_id: str, role: Role, agency_id: str | None, board_id: str | None) -> str:
    """The id of a role: whose, which, of which agency, and for which board."""
    return f"{person_id}/{role.value}" + (f"/{agency_id}" if agency_id else "") + (f"@{board_id}" if board_id else "")


def why_not_for(role: Role, board_id: str | None) -> str | None:
    """Why a role cannot be given for a board, in words; None where it can."""
    if role == Role.REGIONAL and board_id is not None:
        return "reads for every board: give somebody of one board the role of a board member there"
    return None
