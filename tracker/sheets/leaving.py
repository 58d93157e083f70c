"""What a workbook takes out of the register in words, so that it can be looked through before it leaves.

The text of a published review is public as it is printed and is not asked about; what its agencies wrote is.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.rules.free_text import as_one, words_of
from tracker.rules.identity import findings, kinds_in_words
from tracker.rules.records import ActionFile, Recommendation, Update
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.words import CheckOutcome, Outcome, Publication
from tracker.sheets.writing.scope import scope_of

PRINTED = ("title", "text", "paragraph", "addressed_to")
PLANNED = ("title", "lead", "intended_outcome", "due_text")


class Place(NamedTuple):
    """Where something that may identify somebody would leave: in which action or recommendation, and what kinds in
    which of its fields, as "a postcode in the lead". The words themselves are not told again."""

    id: str
    holds: str


def places(register: Register, names: tuple[str, ...]) -> tuple[Place, ...]:
    """Every action and recommendation of the whole register's workbook that holds such words, recommendations first."""
    found: dict[str, dict[str, None]] = {}
    for id_, field, said in _texts(register):
        if some := findings(said, names):
            found.setdefault(id_, {})[f"{kinds_in_words(some)} in {field}"] = None
    return tuple(Place(id_, "; ".join(holds)) for id_, holds in found.items())


def of_scope(found: tuple[Place, ...], standing: Standing, agency_id: str | None) -> tuple[Place, ...]:
    """Those places that are in one agency's workbook. Raises UnknownError for an agency that is not there."""
    if agency_id is None or not found:
        return found
    scope = scope_of(standing, agency_id)
    ids = {file.action.id for file in scope.files} | {recommendation.id for recommendation in scope.recommendations}
    return tuple(place for place in found if place.id in ids)


def _texts(register: Register) -> Iterator[tuple[str, str, str]]:
    for recommendation in register.recommendations.values():
        if register.reviews[recommendation.review_id].state != Publication.PUBLISHED:
            yield from _printed(register, recommendation)
    for file in register.files.values():
        yield from _of_action(file)


def _printed(register: Register, recommendation: Recommendation) -> Iterator[tuple[str, str, str]]:
    for field in PRINTED:
        if said := as_one(getattr(recommendation, field)):
            yield recommendation.id, words_of(Recommendation, field), said
    for part in register.parts_of.get(recommendation.id, ()):
        yield recommendation.id, words_of(type(part), "text"), part.text


def _of_action(file: ActionFile) -> Iterator[tuple[str, str, str]]:
    """The words of an action that have a cell, or that a cell tells again as the reason for a rating."""
    action = file.action
    for field in PLANNED:
        if said := getattr(action, field):
            yield action.id, words_of(type(action), field), said
    if file.updates:
        yield action.id, words_of(Update, "narrative"), file.updates[-1].narrative
    for verification in file.verifications:
        if verification.outcome == Outcome.RETURNED:
            yield action.id, words_of(type(verification), "reason"), verification.reason
    for check in file.check_backs:
        if check.outcome == CheckOutcome.FAILED and check.note:
            yield action.id, words_of(type(check), "note"), check.note
