"""My agency: what we owe, worst first, and one form that says what was done. For verifiers: what waits for them."""

import streamlit as st

from tracker.queries.unseen import asked_unseen
from tracker.rules.words import Role
from tracker.ui import desk, desk_agency, desk_owed, form_verify
from tracker.ui.frame import head, open_page, someone, you
from tracker.ui.look import plain

at = open_page()
who = someone(at)
verifies = who.holds(Role.SUBGROUP, Role.SCRUTINEER, Role.ADMINISTRATOR)
waiting = form_verify.waiting(at.standing, who)
top = st.container()
on_desk = "owed"
if verifies:
    first = "owed" if who.holds(Role.ADMINISTRATOR, Role.LEAD) else "verify"
    with st.container(key="controls_desk"):
        choices = {
            "owed": "What agencies owe",
            "verify": f"To verify ({waiting.now})",
        }
        on_desk = desk.segments("Desk", choices, "desk", first=first, drops=("action", "ask"))

if on_desk == "verify":
    with top:
        head(at, waiting.in_words, "All agencies")
        you(at)
    form_verify.draw(at, waiting)
else:
    with st.container(key="controls_agency"):
        chosen = desk_agency.choose(at, who)
    if chosen.agency is None:
        with top:
            head(at, desk_agency.finding(at), "Every agency")
            you(at)
        if chosen.refusal:
            st.warning(chosen.refusal, icon=":material/block:")
        desk_agency.every_one(at)
    else:
        unseen = asked_unseen(at.engine, chosen.agency.id, sight=at.sight)
        owed = desk_owed.owed(at.standing, chosen.agency.id, unseen=unseen)
        with top:
            head(at, f"{plain(chosen.agency.short_name)}: {owed.in_words}", plain(chosen.agency.name))
            you(at)
        desk_agency.draw(at, chosen, owed)
