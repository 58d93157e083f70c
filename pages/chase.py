"""Chase: who would be asked now for all they owe, the letters to the next rung, what became of every message."""

import streamlit as st

from tracker.ui import desk, desk_chase, desk_chase_log, desk_letters, form_chasing, form_contacts
from tracker.ui.forms import may, said
from tracker.ui.frame import head, open_page, someone, you

at = open_page()
someone(at)
top = st.container()
said(desk_chase.GROUP)
views = {"now": "Who gets what now"} if may(at, "chase") else {}
views |= {"letters": "Letters"} if may(at, "escalate") else {}
views |= {"log": "What became of it"}
views |= {"contacts": "Contacts", "settings": "Settings"} if may(at, "chase") else {}
with st.container(key="controls_view"):
    view = desk.segments(
        "What do you want to see?", views, "view", first=next(iter(views)), drops=("agency", "rung", "do", "contact")
    )
DRAWN = {
    "now": (desk_chase.finding, desk_chase.board),
    "letters": (desk_letters.finding, desk_letters.board),
    "log": (desk_chase_log.finding, desk_chase_log.board),
    "contacts": (form_contacts.finding, form_contacts.draw),
    "settings": (form_chasing.finding, form_chasing.draw),
}
finding, draw = DRAWN[view]
with top:
    head(at, finding(at), "One message to each agency, with all it owes")
    you(at)
draw(at)
