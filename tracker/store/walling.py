"""The wall between boards, of the write door: whatever a transaction changed, its signer may do it at that board.

A hook on the session sees every row that is added, changed or taken out, so no command can forget to ask. Each right
that the command asked for must hold at each board whose things it changed; what belongs to every board at once takes a
right that holds for every board. A row that moves from one board to another is asked about at both.
"""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from tracker.rules.boards import Boards, at_board, boards_of, manages
from tracker.rules.errors import NotAllowedError
from tracker.rules.permissions import VERBS, allowed
from tracker.rules.records import PersonRole
from tracker.rules.words import Role
from tracker.store import second_wall
from tracker.store.convert import as_record
from tracker.store.tables import (
    BY_NAME,
    ActionPartRow,
    ActionRow,
    AgencyRow,
    AskRow,
    BoardRow,
    ChaseRow,
    DipSampleRow,
    GroupRow,
    LadderContactRow,
    LearningPointRow,
    MeasureRow,
    MeetingRow,
    MembershipRow,
    OverlapJudgementRow,
    PartRow,
    PersonIdentityRow,
    PersonRoleRow,
    PersonRow,
    PlanLayoutRow,
    RecommendationRow,
    RedactionRow,
    ReviewReaderRow,
    ReviewRow,
    SendingRow,
    SettingRow,
    ThemeRow,
    WorkbookImportRow,
)

Whose: TypeAlias = frozenset[str | None]
"""The boards at any of which a right is enough; None among them is every board at once."""
SHARED: Whose = frozenset((None,))
NOBODYS: Whose = frozenset()
"""Of what belongs to no board: who may do it anywhere may do it."""
OF_ALL: tuple[type[Any], ...] = (AgencyRow, GroupRow, MembershipRow, BoardRow, ThemeRow)
"""What the boards share. A new agency may be added by any board; it is changed for every board at once."""
OF_A_BOARD: tuple[type[Any], ...] = (
    ReviewRow, MeetingRow, ChaseRow, SendingRow, WorkbookImportRow, LadderContactRow, PersonRoleRow,
    SettingRow,
)  # fmt: skip
UP: tuple[tuple[str, type[Any]], ...] = (
    ("meeting_id", MeetingRow),
    ("action_id", ActionRow),
    ("ask_id", AskRow),
    ("part_id", PartRow),
    ("recommendation_id", RecommendationRow),
    ("learning_point_id", LearningPointRow),
    ("measure_id", MeasureRow),
    ("sample_id", DipSampleRow),
    ("review_id", ReviewRow),
    ("from_id", RecommendationRow),
)
"""What every other row hangs on, by the column that says so; the first that is filled counts."""


class Wall:
    """What one transaction of a signer changed, board by board. Of a signer whose roles all hold for every board
    nothing is asked."""

    def __init__(self, session: Session, roles: tuple[PersonRole, ...]) -> None:
        self._session = session
        self._roles = roles
        self._asked: dict[tuple[str, str | None], None] = {}
        self._rows: dict[int, Any] = {}
        self._whose: list[Whose] = []
        self._new: set[str] = set()
        self.is_bound = any(role.board_id is not None for role in roles)
        if self.is_bound:
            event.listen(session, "before_flush", self._collect)

    def bind(self, reads: Boards, named: Collection[str]) -> None:
        """Let the database hold what follows to the boards where the signer is anything, too, where it can."""
        second_wall.bind(self._session, reads, boards_of(self._roles), named)

    def asked(self, verb: str, agency_id: str | None) -> None:
        """Remember a right that the command asked for and that was given."""
        self._asked[verb, agency_id] = None
        if self.is_bound:
            second_wall.narrow(self._session, boards_of(self._roles, verb, agency_id))

    @property
    def asked_for(self) -> tuple[tuple[str, str | None], ...]:
        """The rights that were asked for and given, in order."""
        return tuple(self._asked)

    def person(self, person_id: str) -> None:
        """Ask whether the signer may manage this person. Raises NotAllowedError for somebody who serves another board
        as well."""
        if not self.manages(person_id):
            self._refuse("manage_people", "they serve another board than yours as well, or every board")

    def manages(self, person_id: str) -> bool:
        """Whether the signer may manage this person, if they may manage anybody."""
        return not self.is_bound or manages(self._roles, self._roles_of(person_id))

    def close(self) -> None:
        """The end of the transaction. Raises NotAllowedError where it changed what is another board's."""
        if not self.is_bound:
            return
        self._session.flush()
        with second_wall.everywhere(self._session):
            for row in self._rows.values():
                if row in self._session:
                    self._whose += self._boards_of(row, partial(getattr, row))
        self._judge(self._whose)

    def _judge(self, every: list[Whose]) -> None:
        """Raise NotAllowedError where something is of boards at none of which the signer may do what was asked for."""
        for whose in dict.fromkeys(every):
            if whose and not any(self._may(board_id) for board_id in whose):
                verb = next(iter(self._asked), ("read", None))[0]
                shared = whose == SHARED
                self._refuse(
                    verb,
                    "every board shares it, and your role does not hold for every board"
                    if shared
                    else "it belongs to another board than yours",
                )

    def _may(self, board_id: str | None) -> bool:
        there = at_board(self._roles, board_id)
        return bool(there) and all(allowed(there, verb, agency_id) for verb, agency_id in self._asked)

    def _refuse(self, verb: str, why: str) -> None:
        whose = self._session.get(PersonRow, self._roles[0].person_id)
        raise NotAllowedError(whose.name if whose else self._roles[0].person_id, VERBS[verb].words, why)

    def _roles_of(self, person_id: str) -> tuple[PersonRole, ...]:
        """What a person holds, and reads: a named reader of another board's review reads there as if by a role."""
        with second_wall.everywhere(self._session):
            return self._all_roles_of(person_id)

    def _all_roles_of(self, person_id: str) -> tuple[PersonRole, ...]:
        reviews = [
            row.review_id for row in self._session.scalars(sa.select(ReviewReaderRow).filter_by(person_id=person_id))
        ]
        rows = self._session.scalars(sa.select(PersonRoleRow).filter_by(person_id=person_id))
        named = (self._session.get(ReviewRow, id_) for id_ in reviews)
        return (
            *(as_record(row) for row in rows),
            *(PersonRole("", person_id, Role.READER, board_id=one.board_id) for one in named if one is not None),
        )

    def _collect(self, session: Session, _context: Any, _instances: Any) -> None:
        with second_wall.everywhere(session):
            self._gather(session)
        self._judge(self._whose)  # in words, before the database refuses in its own

    def _gather(self, session: Session) -> None:
        for row in session.new:
            if isinstance(row, PersonRow | AgencyRow):
                self._new.add(row.id)  # anybody's at first: nobody else has used it yet
            if isinstance(row, PersonIdentityRow) and row.person_id not in self._new:
                self.person(row.person_id)
            self._rows[id(row)] = row
        for row in (*session.dirty, *session.deleted):
            if row in session.dirty and not session.is_modified(row):
                continue
            if isinstance(row, PersonRow | PersonIdentityRow) and _person_of(row) not in self._new:
                self.person(_person_of(row))
            self._rows[id(row)] = row
            self._whose += self._boards_of(row, partial(_before, row))

    def _boards_of(self, row: Any, value: Callable[[str], Any]) -> list[Whose]:
        """Whose a row is, by the columns as `value` tells them: at each of these a right is needed."""
        match row:
            case AgencyRow() if row.id in self._new:
                return []
            case PersonRow() | PersonIdentityRow() | PlanLayoutRow():
                return []
            case ActionPartRow():
                return [*self._up(PartRow, value("part_id")), *self._home(value("action_id"))]
            case ActionRow():
                return [self._of_action(row.id, value("review_id"))]
            case DipSampleRow():
                drawn = (self._session.get(ActionRow, one.rpartition(":")[0]) for one in value("population"))
                return [self._of_action(one.id, one.review_id) for one in drawn if one is not None]
            case RedactionRow():
                return self._up(BY_NAME[value("entity")].row, value("entity_id"))
        if isinstance(row, OF_ALL):
            return [SHARED]
        if isinstance(row, OF_A_BOARD):
            return [frozenset((value("board_id"),))]
        if isinstance(row, OverlapJudgementRow):
            pair = [whose for name in ("a_id", "b_id") for whose in self._up(RecommendationRow, value(name))]
            return [frozenset[str | None]().union(*pair)]
        found = next(((kind, id_) for name, kind in UP if (id_ := _held(row, name, value)) is not None), None)
        return self._up(*found) if found else [SHARED]

    def _up(self, kind: type[Any], id_: str | None) -> list[Whose]:
        row = self._session.get(kind, id_) if id_ else None
        return self._boards_of(row, partial(getattr, row)) if row is not None else []

    def _home(self, action_id: str) -> list[Whose]:
        action = self._session.get(ActionRow, action_id)
        return self._up(ReviewRow, action.review_id) if action is not None else []

    def _of_action(self, action_id: str, review_id: str) -> Whose:
        """An action is of the board of its review, and of each whose recommendation it also serves."""
        links = list(self._session.scalars(_links_of(action_id)))
        every: list[Whose] = self._up(ReviewRow, review_id)
        every += [whose for id_ in links for whose in self._up(PartRow, id_)]
        return frozenset[str | None]().union(*every)


def _links_of(action_id: str) -> "sa.Select[Any]":
    links: sa.Table = ActionPartRow.__table__  # type: ignore[attr-defined]
    return sa.select(links.c.part_id).where(links.c.action_id == action_id)


def _person_of(row: PersonRow | PersonIdentityRow) -> str:
    return row.id if isinstance(row, PersonRow) else row.person_id


def _held(row: Any, name: str, value: Callable[[str], Any]) -> Any:
    return value(name) if hasattr(row, name) else None


def _before(row: Any, name: str) -> Any:
    """What a column of a changed row held before."""
    history = sa.inspect(row).attrs[name].load_history()
    return history.deleted[0] if history.deleted else getattr(row, name)
