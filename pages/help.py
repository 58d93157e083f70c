"""Help: the words and what they mean here, the guides, the keys, the first steps and the tour, and whom to ask."""

import streamlit as st

from tracker.ui import show_help, tour
from tracker.ui.frame import head, open_page, you

at = open_page()
head(at, "Help", "Words, guides, keys, and whom to ask")
you(at)
ways = [at.link("**Getting started**", "start")]
if at.illustrative:
    ways.append(tour.way(1, "**Take the tour**"))
st.markdown(" · ".join(ways))
show_help.read_a_guide()
show_help.words_of_help(at)
show_help.keys()
show_help.whom_to_ask(at.now.register)
