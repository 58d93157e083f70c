"""Themes: what the reviews have in common, the recommendations behind each theme, what came back and what was lost."""

import streamlit as st

from tracker.ui import show_themes as show
from tracker.ui.frame import asked_for, head, open_page
from tracker.ui.look import link

at = open_page()
found = show.by_theme(at)
head(at, show.finding(at, found))
if not at.register.recommendations:
    st.markdown(f"There is no recommendation here yet. {link('**Put a review in**', 'reviews')}")
    st.stop()

if asked_for("theme"):
    show.behind(at)
show.shared(at)
show.theme_map(at, found)
if not asked_for("theme"):
    show.behind(at)
show.came_back(at)
show.loose_ends(at)
