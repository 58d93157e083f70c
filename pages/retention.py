"""Retention: evidence whose time is over, who asked that it go and who agreed, legal holds, and for how long."""

import streamlit as st

from tracker.ui import desk, desk_disposals, desk_retention, form_hold, form_retention
from tracker.ui.forms import said
from tracker.ui.frame import head, open_page, you

VIEWS = {
    "due": ("What is due", desk_retention.draw),
    "asked": ("Requests and disposals", desk_disposals.draw),
    "holds": ("Legal holds", form_hold.draw),
    "years": ("For how long", form_retention.draw),
}
at = open_page()
top = st.container()
said(desk_retention.GROUP)
with st.container(key="controls_view"):
    words = {name: label for name, (label, _) in VIEWS.items()}
    view = desk.segments(
        "What do you want to see?", words, "view", first="due", drops=("review", "disposal", "hold", "do")
    )
with top:
    head(
        at,
        form_hold.finding(at) if view == "holds" else desk_retention.finding(at),
        "What is kept, for how long, and what may not go",
    )
    you(at)
VIEWS[view][1](at)
