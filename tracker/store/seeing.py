"""What of the register a signer may not see in a transaction: reviews that are not published, with all that hangs on
them. A command that is given such a thing by its id refuses as if there were none.

Restricted evidence is known to all by its id, so nothing of it is refused here.
"""

import re
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.rules.permissions import allowed
from tracker.rules.records import PersonRole
from tracker.rules.words import Publication
from tracker.store.tables import (
    BY_NAME,
    ActionPartRow,
    ActionRow,
    AgendaItemRow,
    AskRow,
    CheckBackRow,
    CrossReferenceRow,
    DecisionRow,
    DipFindingRow,
    EvidenceRow,
    ExtensionRow,
    LearningPointRow,
    MeasureRow,
    NotDoingRow,
    OverlapJudgementRow,
    PartRow,
    PromiseRow,
    ReadingRow,
    RecommendationRow,
    RedactionRow,
    ReviewReaderRow,
    ReviewRow,
    UpdateRow,
    VerificationRow,
)


class Seeing:
    """What one signer may not see. Looks nothing up before it is asked, and then once. Without a `person_id` they count
    as the named reader of nothing."""

    def __init__(self, session: Session, roles: tuple[PersonRole, ...], person_id: str | None) -> None:
        self._session = session
        self._roles = roles
        self._person_id = person_id

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The ids of the reviews that this signer may not see."""
        if allowed(self._roles, "see_unpublished"):
            return frozenset()
        not_published = sa.select(_column(ReviewRow, "id")).where(_column(ReviewRow, "state") != Publication.PUBLISHED)
        named = sa.select(_column(ReviewReaderRow, "review_id")).where(
            _column(ReviewReaderRow, "person_id") == self._person_id
        )
        with self._session.no_autoflush:
            found = frozenset(self._session.scalars(not_published))
            return found - frozenset(self._session.scalars(named)) if found else found

    def is_called_hidden(self, id_: str) -> bool:
        """Whether an id begins with the code of a hidden review, as that of an action does which answers another review
        as well."""
        rest = (id_.removeprefix(code) for code in self.hidden if id_.startswith(code))
        return any(re.match(r"$|[:/|]|-A\d", one) is not None for one in rest)

    def may_see(self, row: Any) -> bool:
        """Whether a row hangs on no review that is hidden from this signer, or on another one too."""
        return not self.hidden or self._sees(row)

    def _sees(self, row: Any) -> bool:
        match row:
            case None:
                return True
            case ReviewRow():
                return row.id not in self.hidden
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
                return all(self._sees(self._of_any_kind(id_)) for id_ in _about(row))
            case RedactionRow():
                about = self._session.get(BY_NAME[row.entity].row, row.entity_id)
                return about is not None and self._sees(about)  # of what was removed nobody knows where it hung
        for name, kind in _HANGS_ON:
            if (id_ := getattr(row, name, None)) is not None:
                return self._sees(self._of(kind, id_))
        return True

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
)
"""What a row of any other kind hangs on, by the column that says so."""


def _about(row: Any) -> tuple[str, ...]:
    """The ids of what an item of an agenda, or a decision, is about; a decision is what its item is, too."""
    ids = (row.about,) if isinstance(row, AgendaItemRow) else (row.about, row.made, row.item_id)
    return tuple(id_ for id_ in ids if id_)


def _column(row: type[Any], name: str) -> "sa.Column[Any]":
    table: sa.Table = row.__table__
    return table.c[name]
