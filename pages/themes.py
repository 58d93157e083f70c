"""Themes: what the reviews have in common, the recommendations behind each theme, what came back and what was lost."""

import streamlit as st

from tracker.ui import (
    desk,
    desk_suggestions,
    desk_taxonomy,
    show_boards,
    show_came_back,
    show_loose_ends,
    show_overlaps,
)
from tracker.ui import show_theme_map as show
from tracker.ui.frame import asked_for, head, open_page
from tracker.ui.look import link

VIEWS = {
    "map": "The map",
    "overlaps": "Same request twice",
    "back": "What came back",
    "elsewhere": "Other boards",
    "loose": "Loose ends",
    "waiting": "Suggestions",
    "list": "The list of themes",
}

at = open_page()
found = show.by_theme(at)
head(at, show_came_back.finding(at) if asked_for("view") == "back" else show.finding(at, found))
if not at.register.recommendations:
    st.markdown(f"There is no recommendation here yet. {link('**Put a review in**', 'start', step='review')}")
    st.stop()

with st.container(key="controls_view"):
    views = {key: name for key, name in VIEWS.items() if key != "elsewhere" or at.sight.boards is not None}
    view = desk.segments("View", views, "view", first="map")
if view == "map":
    show.draw(at, found)
elif view == "overlaps":
    show_overlaps.shared(at)
elif view == "back":
    show_came_back.came_back(at)
elif view == "elsewhere":
    show_boards.published_elsewhere(at)
elif view == "loose":
    show_loose_ends.loose_ends(at)
elif view == "waiting":
    desk_suggestions.draw(at)
else:
    desk_taxonomy.draw(at)
