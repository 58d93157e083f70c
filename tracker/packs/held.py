"""Reviews under a legal hold, as the board's own papers mark them: that one stands, over what, since when. Why is for
few, and a paper is read by many, so it says the same whoever makes it."""

from collections.abc import Collection, Iterator
from datetime import date

from tracker.packs.saying import day
from tracker.rules.holds import EVERYTHING, holding, in_force
from tracker.rules.paper import Block, Says
from tracker.rules.register import Register

SHAPE = "◆"


def mark(register: Register, review_id: str) -> str:
    """ "◆ Legal hold since 3 May 2026", of the oldest that stands over a review; "" where none does."""
    found = holding(register.legal_holds.values(), (review_id,))
    return f"{SHAPE} Legal hold since {day(min(hold.placed_on for hold in found))}" if found else ""


def said(register: Register, review_ids: Collection[str]) -> Iterator[Block]:
    """A sentence for each of these reviews that is under a hold; one for all of them where everything is."""
    every = [hold.placed_on for hold in in_force(register.legal_holds.values()) if hold.review_id is None]
    if every:
        yield _says(EVERYTHING[:1].upper() + EVERYTHING[1:], min(every))
        return
    for id_, review in register.reviews.items():
        if id_ in review_ids and (found := holding(register.legal_holds.values(), (id_,))):
            yield _says(f"{review.subject} ({id_})", min(hold.placed_on for hold in found))


def _says(what: str, since: date) -> Says:
    why = "keep everything that bears on it; nothing of it is disposed of"
    return Says(f"{SHAPE} {what} is under a legal hold since {day(since)}: {why}.")
