"""Did it help? The measures of a recommendation, each plotted from its baseline towards its target."""

import streamlit as st

from tracker.rules import impact
from tracker.rules.dates import in_words
from tracker.rules.impact import Where, amount
from tracker.rules.records import Recommendation
from tracker.ui import charts_proof, form_measure
from tracker.ui.forms import name_of, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import table


def draw(at: Frame, rec: Recommendation) -> None:
    """Every measure in words, in a picture and in numbers; then what may be done about them."""
    section("Did it help?")
    said("measures")
    found = impact.of(at.standing, rec.id)
    if not found:
        closed = "It is closed, and nothing" if rec.closed_on else "Nothing"
        st.markdown(f"{closed} is measured that would show whether it helped.")
    for one in found:
        _one(at, one)
    form_measure.draw(at, rec)


def _one(at: Frame, found: Where) -> None:
    measure = found.measure
    ended = f" Read no more since {in_words(measure.ended_on)}." if measure.ended_on else ""
    words, picture = st.columns([5, 7], gap="large")
    with words:
        st.markdown(
            f"**{plain(measure.what)}** {soft(f'{measure.direction.label.lower()}')}  \n{plain(found.in_words)}{ended}"
        )
        if found.silence and found.readings:
            note(f"{found.silence[0].upper()}{found.silence[1:]}.")
        began = [f"Baseline {amount(measure.baseline, measure.unit)}"] if measure.baseline is not None else []
        began += [f"of {in_words(measure.baseline_on)}"] if measure.baseline_on and began else []
        if began:
            note(plain(" ".join(began)) + ".")
        if measure.source:
            note(f"Read in: {plain(measure.source)}")
    with picture:
        if found.readings:
            charts_proof.measure(found, at.today, key=f"measure_{measure.id}")
    if found.readings:
        cells = [
            (
                in_words(one.read_on),
                f"**{plain(amount(one.value, measure.unit))}**",
                titled(plain(one.source), f"entered by {plain(name_of(at.now.register, one.entered_by))}"),
            )
            for one in reversed(found.readings)
        ]
        with st.expander(f"Readings of “{plain(measure.what)}”"):
            table(cells, ("Day", "Value", "Where it was read"), alt=f"Readings of {measure.what}, the newest first")
