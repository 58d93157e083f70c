"""What of the register a signer may not see in a transaction: reviews that are not published or another board's, with
all that hangs on them; the meetings, messages, workbooks and roles of other boards. A command that is given such a
thing by its id refuses as if there were none.

Restricted evidence is known to all by its id, so nothing of it is refused here.
"""

import re
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.rules.boards import Boards, boards_of, within
from tracker.rules.records import PersonRole
from tracker.rules.words import Publication
from tracker.store.second_wall import everywhere
from tracker.store.tables import (
    BY_NAME,
    ActionPartRow,
    ActionRow,
    AgencyRow,
    AgendaItemRow,
    AskRow,
    BoardRow,
    ChaseRow,
    CheckBackRow,
    CrossReferenceRow,
    DecisionRow,
    DipFindingRow,
    DipSampleRow,
    EvidenceRow,
    ExtensionRow,
    GroupRow,
    LadderContactRow,
    LearningPointRow,
    LegalHoldRow,
    MeasureRow,
    MeetingRow,
    MembershipRow,
    NotDoingRow,
    OverlapJudgementRow,
    PartRow,
    PersonIdentityRow,
    PersonRoleRow,
    PersonRow,
    PlanLayoutRow,
    PromiseRow,
    ReadingRow,
    RecommendationRow,
    RedactionRow,
    ReviewReaderRow,
    ReviewRow,
    SendingRow,
    SettingRow,
    ThemeRow,
    UpdateRow,
    VerificationRow,
    WorkbookImportRow,
)


class Seeing:
    """What one signer may not see. Looks nothing up before it is asked, and then once. Without a `person_id` they count
    as the named reader of nothing."""

    def __init__(
        self, session: Session, roles: tuple[PersonRole, ...], person_id: str | None, acting: str | None = None
    ) -> None:
        self._session = session
        self._roles = roles
        self._person_id = person_id
        self._acting = acting

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The ids of the reviews that this signer may not see."""
        unpublished = boards_of(self._roles, "see_unpublished")
        if unpublished is None:
            return frozenset()
        wanted = sa.select(_column(ReviewRow, "id"), _column(ReviewRow, "board_id"), _column(ReviewRow, "state"))
        if self.boards is None:
            wanted = wanted.where(_column(ReviewRow, "state") != Publication.PUBLISHED)
        with self._session.no_autoflush, everywhere(self._session):
            rows = self._session.connection().execute(wanted).all()
            found = frozenset(
                id_
                for id_, board_id, state in rows
                if board_id not in unpublished
                and not (state == Publication.PUBLISHED and within(board_id, self.boards))
            )
            return found - self.named if found else found

    def _named(self, named: "sa.Select[Any]") -> frozenset[str]:
        """The reviews that the signer is named for: of the one board for which they act, where they act for one."""
        if self._acting is None:
            return frozenset(self._session.scalars(named))
        of_it = sa.select(_column(ReviewRow, "id")).where(_column(ReviewRow, "board_id") == self._acting)
        return frozenset(self._session.scalars(named)) & frozenset(self._session.scalars(of_it))

    @cached_property
    def named(self) -> frozenset[str]:
        """The ids of the reviews that this signer is named for, of the board for which they act."""
        return self._named(
            sa.select(_column(ReviewReaderRow, "review_id")).where(
                _column(ReviewReaderRow, "person_id") == self._person_id
            )
        )

    @cached_property
    def boards(self) -> Boards:
        """The boards whose things this signer sees. Who has no role sees what everybody does, and can do nothing."""
        return boards_of(self._roles) if self._roles else None

    def is_called_hidden(self, id_: str) -> bool:
        """Whether an id begins with the code of a hidden review, as that of an action does which answers another review
        as well."""
        rest = (id_.removeprefix(code) for code in self.hidden if id_.startswith(code))
        return any(re.match(r"$|[:/|]|-A\d", one) is not None for one in rest)

    def may_see(self, row: Any) -> bool:
        """Whether a row hangs on no review that is hidden from this signer, or on another one too."""
        if not self.hides:
            return True
        with everywhere(self._session):
            return self._sees(row)

    @property
    def hides(self) -> bool:
        """Whether anything at all is hidden from this signer."""
        return bool(self.hidden) or self.boards is not None

    def _sees(self, row: Any) -> bool:
        match row:
            case None:
                return True
            case ReviewRow():
                return row.id not in self.hidden
            case MeetingRow() | ChaseRow() | SendingRow() | WorkbookImportRow():
                return within(row.board_id, self.boards)
            case LadderContactRow() | PersonRoleRow() | SettingRow():
                return row.board_id is None or within(row.board_id, self.boards)
            case DipSampleRow():
                drawn = {one.rpartition(":")[0] for one in row.population}
                found = (self._session.get(ActionRow, id_) for id_ in drawn)
                return self.boards is None or any(one is not None and self._sees(one) for one in found)
            case ActionRow():
                links = sa.select(_column(ActionPartRow, "part_id")).where(
                    _column(ActionPartRow, "action_id") == row.id
                )
                parts = list(self._session.scalars(links))
                if not parts:
                    return row.review_id not in self.hidden
                return any(self._sees(self._session.get(PartRow, id_)) for id_ in parts)
            case ActionPartRow():
                return self._sees(self._of(PartRow, row.part_id))
            case CrossReferenceRow():
                return all(self._sees(self._of(RecommendationRow, id_)) for id_ in (row.from_id, row.to_id))
            case OverlapJudgementRow():
                return all(self._sees(self._of(RecommendationRow, id_)) for id_ in (row.a_id, row.b_id))
            case NotDoingRow():
                hangs_on = (
                    (ActionRow, row.action_id),
                    (AskRow, row.ask_id),
                    (RecommendationRow, row.recommendation_id),
                )
                return all(self._sees(self._of(kind, id_)) for kind, id_ in hangs_on)
            case AgendaItemRow() | DecisionRow():
                meeting = self._of(MeetingRow, row.meeting_id)
                return self._sees(meeting) and all(self._sees(self._of_any_kind(id_)) for id_ in _about(row))
            case RedactionRow():
                about = self._session.get(BY_NAME[row.entity].row, row.entity_id)
                return about is not None and self._sees(about)  # of what was removed nobody knows where it hung
        for name, kind in _HANGS_ON:
            if (id_ := getattr(row, name, None)) is not None:
                return self._sees(self._of(kind, id_))
        return isinstance(row, _FOR_ALL)  # of a kind that nobody has thought of yet, nothing is shown

    def _of_any_kind(self, id_: str) -> Any:
        return next((row for kind in _DECIDED_ON if (row := self._session.get(kind, id_)) is not None), None)

    def _of(self, kind: type[Any], id_: str | None) -> Any:
        return self._session.get(kind, id_) if id_ else None


_DECIDED_ON: tuple[type[Any], ...] = (
    ActionRow, RecommendationRow, ExtensionRow, CheckBackRow, NotDoingRow, AskRow, AgendaItemRow, VerificationRow,
    DipFindingRow, PartRow, ReviewRow, EvidenceRow, UpdateRow, LearningPointRow, PromiseRow, MeasureRow, ReadingRow,
    CrossReferenceRow, OverlapJudgementRow, DecisionRow,
)  # fmt: skip
"""The kinds of thing that an agenda or a minute may be about and that may be hidden, the commonest first."""
_HANGS_ON: tuple[tuple[str, type[Any]], ...] = (
    ("action_id", ActionRow),
    ("part_id", PartRow),
    ("recommendation_id", RecommendationRow),
    ("review_id", ReviewRow),
    ("measure_id", MeasureRow),
    ("learning_point_id", LearningPointRow),
    ("sample_id", DipSampleRow),
)
"""What a row of any other kind hangs on, by the column that says so."""
_FOR_ALL: tuple[type[Any], ...] = (
    *(BoardRow, AgencyRow, GroupRow, MembershipRow, ThemeRow),
    *(PersonRow, PersonIdentityRow, PlanLayoutRow, LegalHoldRow),
)
"""What hangs on nothing that is a board's. A legal hold that names no review is over everything."""


def _about(row: Any) -> tuple[str, ...]:
    """The ids of what an item of an agenda, or a decision, is about; a decision is what its item is, too."""
    ids = (row.about,) if isinstance(row, AgendaItemRow) else (row.about, row.made, row.item_id)
    return tuple(id_ for id_ in ids if id_)


def _column(row: type[Any], name: str) -> "sa.Column[Any]":
    table: sa.Table = row.__table__
    return table.c[name]
