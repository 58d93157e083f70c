"""Can it be tracked? Advice on a recommendation, as read or as it stands in the register. It bars nothing."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from tracker.rules.candidates import CandidatePart
from tracker.rules.dates import plural
from tracker.rules.intake import checks
from tracker.rules.records import Recommendation
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain


def advice(
    text: str, addressed_to: Sequence[str], parts: Sequence[CandidatePart], published_on: date | None, *, open_: bool
) -> None:
    """What to look at before it is tracked, each remark with the words it is about; nothing where there is none."""
    found = checks(text, addressed_to=addressed_to, parts=parts, published_on=published_on)
    if not found:
        return
    with st.expander(f"Can it be tracked? {plural(len(found), 'remark')}", expanded=open_):
        st.markdown("\n".join(f"- {plain(one.sentence)}" for one in found))
        note("Advice for agreeing the actions, worked out from the words as printed. It bars nothing.")


def of(at: Frame, rec: Recommendation) -> None:
    """The same for a recommendation of the register, with its review's date for what is due so long after it."""
    parts = [CandidatePart(p.label, p.text) for p in at.register.parts_of.get(rec.id, ()) if p.label]
    review = at.register.reviews[rec.review_id]
    advice(rec.text, rec.addressed_to, parts, review.published_on, open_=False)
