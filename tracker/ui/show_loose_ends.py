"""Promises that nothing keeps, references to other reviews, and learning that no recommendation took up."""

import streamlit as st

from tracker.rules.dates import plural
from tracker.rules.records import Recommendation
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled
from tracker.ui.tables import table


def loose_ends(at: Frame) -> None:
    """Cross-references, promises that nothing keeps, and learning that no recommendation took up."""
    register = at.register
    left, right = st.columns(2, gap="large")
    with left:
        section("Promises that no recommendation keeps")
        broken = [p for p in register.promises.values() if p.kept_by is None]
        cells = [
            (f"{at.review(p.review_id)}, {plain(p.paragraph)}", titled(plain(p.about), plain(p.why or "")))
            for p in broken
        ]
        table(cells, ("Where", "What the report says it recommends"), alt="Promises in the reports that nothing keeps")
        kept = len(register.promises) - len(broken)
        st.markdown("" if broken else "Every promise is kept by a recommendation.")
        note(f"{plural(kept, 'promise')} more {'is' if kept == 1 else 'are'} kept.")
        section("References to other reviews")
        recs = register.recommendations
        cells = [
            (
                f"{at.review(recs[c.from_id].review_id)} {_link(at, recs[c.from_id])}",
                titled(_link(at, recs[c.to_id]) if c.to_id else f"“{plain(c.as_written or '')}”", plain(c.note or "")),
            )
            for c in register.cross_references.values()
        ]
        table(cells, ("From", "To"), alt="Cross-references between recommendations")
        st.markdown("" if cells else "No recommendation points at another.")
    with right:
        section("Learning with no recommendation")
        loose = [p for p in register.learning_points.values() if p.promoted_to is None]
        cells = [
            (f"{at.review(p.review_id)}, {plain(p.paragraph)}", titled(f"**{plain(p.title)}**", plain(p.summary)))
            for p in loose
        ]
        table(cells, ("Where", "What was learned"), alt="Learning points that were not promoted to a recommendation")
        st.markdown("" if loose else "Every learning point became a recommendation.")


def _link(at: Frame, rec: Recommendation) -> str:
    return at.link(f"**{plain(rec.ref)}**", "recommendation", id=rec.id)
