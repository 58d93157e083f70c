"""Of which boards' things somebody needs the register, and where they stand in the tables: the part of a large register
that is read for people of a few boards.

What is read holds all that they may see, and beside it only what decides whether they may: the review of another board
that an action answers too. The veil then takes that out, as it does of the whole register, and the same is left.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from tracker.rules.records import (
    Action,
    ActionPart,
    AgendaItem,
    Ask,
    Chase,
    CheckBack,
    CrossReference,
    Decision,
    DipFinding,
    DipSample,
    Disposal,
    Evidence,
    Extension,
    LadderContact,
    LearningPoint,
    LearningTheme,
    LegalHold,
    Measure,
    Meeting,
    NotDoing,
    OverlapJudgement,
    Part,
    Promise,
    Reading,
    Recommendation,
    Review,
    ReviewReader,
    Sending,
    Setting,
    ThemeLink,
    Update,
    Verification,
    WorkbookImport,
)
from tracker.rules.sight import Sight
from tracker.rules.words import Publication
from tracker.store.convert import columns_of

Where = Mapping[type[Any], "sa.ColumnElement[bool]"]


class Scope(NamedTuple):
    """Some boards, and reviews of others that somebody is named for."""

    boards: frozenset[str]
    reviews: frozenset[str] = frozenset()
    only: str = ""
    """Instead of boards' things: "common" or "published"."""


COMMON = Scope(frozenset(), only="common")
"""What is no board's: agencies, groups, themes, settings, boards; and who everybody is, with their roles and what they
are named for."""
PUBLISHED = Scope(frozenset(), only="published")
"""What every board has published: the reviews and what they ask for, with its themes."""


def scope_of(sight: Sight) -> Scope | None:
    """What somebody of this sight needs; None where that is the whole register."""
    if sight.boards is None:
        return None
    return Scope(sight.boards, sight.reviews.union(*(one.reviews for one in sight.each)))


def column(record: type[Any], name: str) -> "sa.Column[Any]":
    """A column of a record's table."""
    return next(column for column in columns_of(record) if column.key == name)


def where(scope: Scope) -> Where:
    """Which rows of each kind are read, of what is a board's. Of a kind that is not named here all of them are: it is
    no board's, or it is sorted out by what it tells of (`tracker.queries.partly`)."""
    if scope.only:
        return {**dict.fromkeys(BOUND, sa.false()), **(_common() if scope == COMMON else _published())}
    boards = sorted(scope.boards)
    mine = sa.or_(column(Review, "board_id").in_(boards), column(Review, "id").in_(sorted(scope.reviews)))
    of_review = {
        kind: column(kind, "review_id").in_(_ids(Review, mine))
        for kind in (Recommendation, LearningPoint, Promise, ReviewReader, Disposal)
    }
    recs = _ids(Recommendation, of_review[Recommendation])
    of_rec = {kind: column(kind, "recommendation_id").in_(recs) for kind in (Part, ThemeLink, Measure)}
    parts = _ids(Part, of_rec[Part])
    answering = sa.select(column(ActionPart, "action_id")).where(column(ActionPart, "part_id").in_(parts))
    action = sa.or_(column(Action, "review_id").in_(_ids(Review, mine)), column(Action, "id").in_(answering))
    acts = _ids(Action, action)
    ask = column(Ask, "part_id").in_(parts)
    meeting = column(Meeting, "board_id").in_(boards)
    from_id, to_id = column(CrossReference, "from_id"), column(CrossReference, "to_id")
    filed = (ActionPart, Update, Extension, Evidence, Verification, CheckBack, DipFinding)
    return {
        Review: mine,
        **of_review,
        **of_rec,
        Ask: ask,
        Action: action,
        **{kind: column(kind, "action_id").in_(acts) for kind in filed},
        NotDoing: sa.or_(
            column(NotDoing, "action_id").in_(acts),
            column(NotDoing, "ask_id").in_(_ids(Ask, ask)),
            column(NotDoing, "recommendation_id").in_(recs),
        ),
        LearningTheme: column(LearningTheme, "learning_point_id").in_(_ids(LearningPoint, of_review[LearningPoint])),
        OverlapJudgement: sa.and_(*(column(OverlapJudgement, name).in_(recs) for name in ("a_id", "b_id"))),
        CrossReference: sa.and_(from_id.in_(recs), sa.or_(to_id.is_(None), to_id.in_(recs))),
        Reading: column(Reading, "measure_id").in_(_ids(Measure, of_rec[Measure])),
        Meeting: meeting,
        **{kind: column(kind, "meeting_id").in_(_ids(Meeting, meeting)) for kind in (AgendaItem, Decision)},
        **{
            kind: sa.or_(column(kind, "board_id").in_(boards), column(kind, "board_id").is_(None))
            for kind in (Chase, Sending, WorkbookImport, LadderContact, Setting)
        },
        LegalHold: sa.or_(
            column(LegalHold, "review_id").in_(_ids(Review, mine)), column(LegalHold, "review_id").is_(None)
        ),
    }


def _common() -> Where:
    named = sa.select(column(ReviewReader, "review_id"))
    return {Review: column(Review, "id").in_(named), ReviewReader: sa.true(), Setting: sa.true()}


def _published() -> Where:
    review = column(Review, "state") == Publication.PUBLISHED
    asked = column(Recommendation, "review_id").in_(_ids(Review, review))
    recs = _ids(Recommendation, asked)
    of_rec = {kind: column(kind, "recommendation_id").in_(recs) for kind in (Part, ThemeLink)}
    return {Review: review, Recommendation: asked, **of_rec, Setting: column(Setting, "board_id").is_(None)}


def _ids(record: type[Any], condition: "sa.ColumnElement[bool]") -> "sa.Select[Any]":
    return sa.select(column(record, "id")).where(condition)


BOUND: tuple[type[Any], ...] = (*where(Scope(frozenset())), DipSample)
"""The kinds of thing that are a board's."""
PARENTS: Mapping[type[Any], tuple[tuple[str, type[Any]], ...]] = {
    kind: tuple(
        (own.key, target)
        for own in columns_of(kind)
        for key in own.foreign_keys
        for target in BOUND
        if key.column.table is columns_of(target)[0].table
    )
    for kind in BOUND
}
"""What a thing of a board points at that is a board's too: by field, the kind that it names."""
