"""Verification: which claims wait and whether their evidence is enough, whose claims stood, and dip samples."""

import streamlit as st

from tracker.ui import desk, form_assurance, form_sample, show_samples
from tracker.ui import show_verification as show
from tracker.ui.frame import head, open_page, you

at = open_page()
waiting = show.find(at)
head(at, show.finding(at, waiting), "All agencies")
you(at)
views = {
    "claims": f"Claims waiting ({len(waiting)})",
    "agencies": "Claimed against verified",
    "samples": f"Dip samples ({len(at.register.dip_samples)})",
    "needed": "Evidence needed",
}
with st.container(key="controls_view"):
    view = desk.segments("What do you want to see?", views, "view", first="claims", drops=("sample", "finding"))
if view == "claims":
    show.claims(at, waiting)
elif view == "agencies":
    show.by_agency(at)
elif view == "samples":
    show_samples.draw(at)
    form_sample.draw(at)
else:
    form_assurance.draw(at)
