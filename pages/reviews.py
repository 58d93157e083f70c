"""Reviews and agencies: everything that is put in and edited by hand, one kind of thing under each heading."""

import streamlit as st

from tracker.rules.dates import plural
from tracker.ui import (
    desk,
    form_action,
    form_agency,
    form_api_tokens,
    form_group,
    form_learning,
    form_names,
    form_not_doing,
    form_papers,
    form_people,
    form_personal_links,
    form_recommendation,
    form_review,
    form_thresholds,
)
from tracker.ui.frame import head, open_page, you

# A new kind of thing is one file with a `draw` and one line here.
TABS = {
    "reviews": ("Reviews", form_review.draw),
    "recommendations": ("Recommendations", form_recommendation.draw),
    "actions": ("Actions", form_action.draw),
    "agencies": ("Agencies", form_agency.draw),
    "groups": ("Groups", form_group.draw),
    "learning": ("Learning and promises", form_learning.draw),
    "not_doing": ("Not doing", form_not_doing.draw),
    "people": ("People", form_people.draw),
    "links": ("Personal links", form_personal_links.draw),
    "tokens": ("API tokens", form_api_tokens.draw),
    "names": ("Names", form_names.draw),
    "thresholds": ("Thresholds", form_thresholds.draw),
    "papers": ("Papers", form_papers.draw),
}
OF_A_TAB = (
    "do", "id", "review", "agency", "group", "person", "who", "part", "part_do", "ask_do", "link_do", "promise",
    "paper_theme", "paper_review",
)  # fmt: skip

at = open_page()
register = at.register
counts = (
    plural(len(register.reviews), "review"),
    plural(len(register.recommendations), "recommendation"),
    plural(len(register.actions), "action"),
    plural(len(register.agencies), "agency", "agencies"),
)
head(at, f"{counts[0]}, {counts[1]}, {counts[2]}, {counts[3]}", "What is put in and edited by hand")
you(at)
with st.container(key="controls_tabs"):
    tab = desk.segments("Kind", {k: words for k, (words, _) in TABS.items()}, "tab", first="reviews", drops=OF_A_TAB)
TABS[tab][1](at)
