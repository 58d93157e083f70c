"""Legal holds: which stand, over what, what they say, and what is in the way of placing or lifting one.

A hold is of one review, or of everything here. While it stands, nothing under it is disposed of, and to redact it takes
a reason of its own.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from tracker.rules.dates import in_words
from tracker.rules.records import LegalHold
from tracker.rules.words import HoldKind

EVERYTHING = "the whole register"
NO_LONGER_THERE = ("$", ":", "/", "|", "-A")
"""How an id goes on that begins with the code of the review which its thing hung on."""
_FOR = {
    HoldKind.INQUIRY: "a legal hold for an inquiry",
    HoldKind.INQUEST: "a legal hold for an inquest",
    HoldKind.LITIGATION: "a legal hold for litigation",
    HoldKind.OTHER: "a legal hold",
}


def in_force(holds: Iterable[LegalHold]) -> tuple[LegalHold, ...]:
    """The holds that nobody has lifted."""
    return tuple(hold for hold in holds if hold.lifted_on is None)


def holding(holds: Iterable[LegalHold], review_ids: Collection[str]) -> tuple[LegalHold, ...]:
    """The holds in force over any of these reviews: their own, and those of everything."""
    return tuple(hold for hold in in_force(holds) if hold.review_id is None or hold.review_id in review_ids)


def what_is_held(hold: LegalHold) -> str:
    """What a hold is of: a review by its code, or the whole register."""
    return hold.review_id or EVERYTHING


def in_a_word(hold: LegalHold) -> str:
    """A hold in the middle of a sentence, without its reason: "a legal hold for an inquest since 3 May 2026"."""
    return f"{_FOR[HoldKind(hold.kind)]} since {in_words(hold.placed_on)}"


def in_a_sentence(hold: LegalHold) -> str:
    """The same with its number and its reason, as far as the reader may know them."""
    why = f": {hold.reason}" if hold.reason else ""
    return f"{what_is_held(hold)} is under {in_a_word(hold)} ({hold.id}){why}"


def masked(hold: LegalHold) -> LegalHold:
    """A hold of which only is seen that it stands, since when, and over what."""
    lifted = "" if hold.lifted_on else None
    return replace(hold, kind=HoldKind.OTHER, reason="", placed_by="", lifted_by=lifted, lifted_reason=lifted)


MASKED = frozenset({"kind", "reason", "placed_by", "lifted_by", "lifted_reason"})
"""What is hidden of a hold from those who may not see why it stands."""


def place_blockers(holds: Iterable[LegalHold], kind: HoldKind, review_id: str | None) -> tuple[str, ...]:
    """What is in the way of placing a hold: one of the same kind over the very same thing stands already."""
    alike = (one for one in in_force(holds) if (one.kind, one.review_id) == (kind, review_id))
    return tuple(f"{what_is_held(one)} is under {in_a_word(one)} already ({one.id})" for one in alike)


def lift_blockers(hold: LegalHold) -> tuple[str, ...]:
    """What is in the way of lifting a hold: it was lifted."""
    return (f"it was lifted on {in_words(hold.lifted_on)}",) if hold.lifted_on else ()


def redaction_blockers(holds: Iterable[LegalHold], unseen: Collection[str] = ()) -> tuple[str, ...]:
    """What a redaction is told that would touch what these holds are over; of reviews that are `unseen` no more than
    that there is something."""
    blockers = []
    for hold in holds:
        if hold.review_id in unseen:
            blockers.append("something that you may not see is under a legal hold")
        else:
            blockers.append(f"{what_is_held(hold)} is under {in_a_word(hold)} ({hold.id})")
    return tuple(dict.fromkeys(blockers))


def hung_on(id_: str, review_id: str) -> bool:
    """Whether an id is one of a review, or of something that is no longer there and hung on it."""
    rest = id_.removeprefix(review_id)
    return id_.startswith(review_id) and (not rest or rest.startswith(NO_LONGER_THERE[1:]))
