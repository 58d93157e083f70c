"""On which reviews a thing hangs, in a transaction: every review it has to do with, so that a legal hold over one of
them is never missed. What is too much is told to a person, who may go on with a reason; what is too little is lost.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tracker.rules.holds import hung_on
from tracker.store.columns import Kept
from tracker.store.tables import BY_NAME, ENTITIES, ActionPartRow, ActionRow, ReviewRow

_POINTS_AT = {
    "review_id": "review", "action_id": "action", "part_id": "part", "ask_id": "ask",
    "recommendation_id": "recommendation", "from_id": "recommendation", "to_id": "recommendation",
    "a_id": "recommendation", "b_id": "recommendation", "kept_by": "recommendation", "promoted_to": "recommendation",
    "measure_id": "measure", "learning_point_id": "learning_point", "item_id": "agenda_item",
    "sample_id": "dip_sample",
}  # fmt: skip
"""The columns by which things of the register hang on others that have to do with a review, and on which kind."""
_ANY = ("about", "made", "entity_id")
"""Columns that hold the id of a thing of any kind."""


def reviews_of(session: Session, entity: str, id_: str, reviews: frozenset[str]) -> frozenset[str]:
    """Which of these reviews a thing has to do with, by its kind and id. One that is no longer there is known by its
    id, which begins with the code of the review that it hung on."""
    known = BY_NAME.get(entity)
    row = session.get(known.row, id_) if known else None
    if row is None:
        return frozenset(one for one in reviews if hung_on(id_, one))
    return _climbed(session, row, set()) & reviews


def _climbed(session: Session, row: Kept, been: set[tuple[str, str]]) -> frozenset[str]:
    """Every review above a row."""
    if (type(row).__name__, row.id) in been:
        return frozenset()
    been.add((type(row).__name__, row.id))
    if isinstance(row, ReviewRow):
        return frozenset((row.id,))
    above: list[Kept | None] = [
        session.get(BY_NAME[kind].row, id_) for name, kind in _POINTS_AT.items() if (id_ := getattr(row, name, None))
    ]
    if isinstance(row, ActionRow):
        links: sa.Table = ActionPartRow.__table__  # type: ignore[attr-defined]
        parts = session.scalars(sa.select(links.c.part_id).where(links.c.action_id == row.id))
        above += [session.get(BY_NAME["part"].row, id_) for id_ in parts]
    loose = [id_ for name in _ANY if isinstance(id_ := getattr(row, name, None), str)]
    loose += [one for one in getattr(row, "listed", ()) or () if isinstance(one, str)]
    above += [_of_any_kind(session, id_) for id_ in loose]
    return frozenset[str]().union(*(_climbed(session, one, been) for one in above if one is not None))


def _of_any_kind(session: Session, id_: str) -> Kept | None:
    return next((row for entity in ENTITIES if (row := session.get(entity.row, id_)) is not None), None)
