"""What changed in thirty days: the ratings that are another now, and what was put on the record, counted."""

from collections.abc import Sequence
from typing import TypeAlias

import streamlit as st

from tracker.queries.standing import COMPARED_WITH
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.records import Rating, Recommendation
from tracker.rules.register import Register
from tracker.rules.words import Brag, Outcome
from tracker.ui.frame import Frame
from tracker.ui.look import chip, note, plain, section, titled
from tracker.ui.tables import table

Change: TypeAlias = tuple[Recommendation, Brag | None, Rating]
"""A recommendation, the rating it had if it was there, and the one it has."""
MOST_CHANGES = 12


def draw(at: Frame, found: Sequence[Change]) -> None:
    """Ratings that are another than thirty days earlier, with the reason for the new one; worst first."""
    section(f"Changed since {in_words(at.today - COMPARED_WITH)}")
    cells = [
        (
            f"{at.link(f'**{plain(rec.ref)}**', 'recommendation', id=rec.id)}\u2002{at.review(rec.review_id)}",
            titled(f"{chip(was) if was else 'new'} → {chip(rating.brag)}", plain(rating.reason)),
        )
        for rec, was, rating in found[:MOST_CHANGES]
    ]
    table(cells, ("Recommendation", "What changed"), alt="Changes of rating in the last thirty days, worst first")
    if not found:
        st.markdown("No recommendation has another rating than it had then.")
    elif len(found) > MOST_CHANGES:
        note(f"And {plural(len(found) - MOST_CHANGES, 'change')} more.")
    each = at.link("See each", "history", since=(at.today - COMPARED_WITH).isoformat())
    note(f"Recorded in this time: {_recorded(at.register, at.before.register)}. {each}.")
    two, months = at.link("Compare two dates", "compare"), at.link("Month by month", "compare", view="months")
    note(f"{two} · {months}: ratings, the age of what is overdue, claims overturned")


def _recorded(now: Register, then: Register) -> str:
    """What was put on the record between two states of the register, counted by kind."""
    found = [v for id_, v in now.verifications.items() if id_ not in then.verifications]
    assured = sum(v.outcome == Outcome.ASSURED for v in found)
    moved = {id_ for id_, e in now.extensions.items() if e.agreed_on} - {
        id_ for id_, e in then.extensions.items() if e.agreed_on
    }
    counted = [
        plural(len(now.actions.keys() - then.actions.keys()), "new action"),
        plural(len(now.updates.keys() - then.updates.keys()), "update"),
        plural(len(now.evidence.keys() - then.evidence.keys()), "piece of evidence", "pieces of evidence"),
        plural(assured, "claim assured", "claims assured"),
        plural(len(found) - assured, "claim returned", "claims returned"),
        plural(len(moved), "date moved", "dates moved"),
    ]
    return list_in_words([words for words in counted if not words.startswith("0 ")]) or "nothing"
