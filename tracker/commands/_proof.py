"""Whether the evidence of a claim is strong enough to assure it, asked once for every way in."""

from dataclasses import replace
from typing import Any

from tracker.commands._values import maybe_prose
from tracker.rules.errors import VerificationBlockedError
from tracker.rules.proof import least_of, weak
from tracker.rules.records import ActionPart, Part, Recommendation
from tracker.rules.register import Register
from tracker.store.database import Work

ALTHOUGH = "Why assure it although its evidence is weaker"


def check(work: Work, row: Any, register: Register, although: str | None) -> str | None:
    """What goes into `Verification.although`: nothing where the evidence is enough, else the reason given. `register`
    holds the action with all that is filed under it.

    Raises VerificationBlockedError where it is weaker than its kind of change needs, and no reason is given."""
    parts = {link.part_id: work.record(work.pointed_at(Part, link.part_id))
             for link in work.every(ActionPart, action_id=row.id)}  # fmt: skip
    ids = dict.fromkeys(part.recommendation_id for part in parts.values())
    recommendations = {id_: work.record(work.pointed_at(Recommendation, id_)) for id_ in ids}
    register = replace(register, parts=parts, recommendations=recommendations)
    why = weak(register.files[row.id], register, least_of(register, row.review_id))
    reason = maybe_prose(ALTHOUGH, although)
    if why is None:
        return None
    if reason is None:
        raise VerificationBlockedError(row.id, (f"{why}: say why it is assured all the same",), "be assured")
    return reason
