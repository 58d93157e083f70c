"""Compare two dates: what moved from one day to another, worst first; and the figures month by month."""

import streamlit as st

from tracker.rules.dates import in_words
from tracker.ui import desk, show_moved, show_trends
from tracker.ui import show_compare as show
from tracker.ui.frame import head, once, open_page

at = open_page()
chosen = show.asked(at)
then = show.on(at, chosen.until)
top = st.container()
with st.container(key="controls_view"):
    view = desk.segments("View", show.VIEWS, "view", first="moved")
with top:
    if view == "months":
        head(then, "Month by month", "the end of each of the last twelve months")
    else:
        head(then, show.moved(then, chosen.since).headline(), f"compared with **{in_words(chosen.since)}**")
    for words in chosen.complaints:
        st.warning(words, icon=":material/event:")

if view == "months":
    show_trends.draw(then)
else:
    show.controls(then, chosen)
    since = chosen.since.isoformat()
    left, right = st.columns([6, 5], gap="large")
    with left:
        once(then, show.ratings, since)
    with right:
        once(then, show.figures, since)
    once(then, show_moved.everything, since)
