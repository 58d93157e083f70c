"""Overview: how many recommendations are assured or late, who has something to put right, and what changed."""

import streamlit as st

from tracker.ui import desk_meetings, show_boards, show_start, tour
from tracker.ui import show_overview as show
from tracker.ui.frame import as_at_control, head, once, open_page, you
from tracker.ui.look import link

at = open_page()
head(at, show.finding(at), steps=False)
with st.container(horizontal=True, vertical_alignment="top", key="top"):
    with st.container(gap="xsmall"):
        you(at)
        if at.illustrative and not at.is_past and tour.asked() is None:
            st.markdown(f"New here? {tour.way(1, '**Take the tour**')}: nine pages, two sentences each.")
        desk_meetings.ahead(at)
    with st.container(width=160, key="controls_as_at"):
        as_at_control(at)
show_start.panel(at)

if not at.register.recommendations:
    when = "On that day nothing had been entered. " if at.is_past else ""
    st.markdown(f"{when}Nothing is asked of anybody here yet. {link('**Put a review in**', 'start', step='review')}")
    st.stop()

once(at, show.figures)
show_boards.by_board(at)
once(at, show.everything)
