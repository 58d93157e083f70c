"""Whether a legal hold stands over what a redaction would touch, asked inside its transaction."""

import re

from tracker.rules.errors import BadValueError, SignOffBlockedError
from tracker.rules.holds import in_force, redaction_blockers
from tracker.rules.records import Evidence, LegalHold, Review
from tracker.store import redacting
from tracker.store.database import Work
from tracker.store.hanging import reviews_of

NEEDED = "say why it has to go all the same, and that reason stays on the trail"


def although_held(work: Work, touched: list[tuple[str, str]], redaction_id: str, although: str | None) -> str | None:
    """Why a redaction is agreed although a hold stands over what it touches; None where none does.

    Raises SignOffBlockedError where one does and nobody said why, BadValueError where somebody said so and none does.
    """
    over = _over(work, touched)
    unseen = [one for one in over if one.review_id and not work.may_see(work.pointed_at(Review, one.review_id))]
    blockers = redaction_blockers(over, {str(one.review_id) for one in unseen})
    if blockers and not although:
        raise SignOffBlockedError(redaction_id, (*blockers, NEEDED), "be agreed")
    if although and not blockers:
        raise BadValueError("Why all the same", "…", "is not needed: no legal hold stands over what goes")
    return although


def _over(work: Work, touched: list[tuple[str, str]]) -> list[LegalHold]:
    """The holds in force over any of these things."""
    standing = in_force(work.record(row) for row in work.all(LegalHold, lifted_on=None))
    held = frozenset(one.review_id for one in standing if one.review_id)
    found = set[str]()
    for entity, id_ in touched if held else ():
        found |= reviews_of(work.session, entity, id_, held)
    return [one for one in standing if one.review_id is None or one.review_id in found]


def touched_by_words(work: Work, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Everything that holds the words, now or on the trail, by kind and id; none is looked for while no hold stands."""
    if not any(one.review_id for one in work.all(LegalHold, lifted_on=None)):
        return []
    connection = work.session.connection()
    found = {(held.entity.name, held.id): None for held in redacting.in_rows(connection, pattern)}
    told = redacting.on_trail(connection, pattern)
    found |= {(value.entity, value.entity_id): None for value in told.values}
    return list(found)


def touched_by_file(work: Work, entity: str, id_: str, hash_: str) -> list[tuple[str, str]]:
    """Everything that holds a file."""
    holders = [("evidence", row.id) for row in work.all(Evidence, file_hash=hash_)]
    holders += [("review", row.id) for row in work.all(Review, document_hash=hash_)]
    return [(entity, id_), *holders]
