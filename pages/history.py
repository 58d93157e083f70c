"""History: every change in words, filtered; whether the trail still holds; and what was taken out of it."""

import streamlit as st

from tracker.ui import desk_history, form_redaction, show_chain
from tracker.ui.frame import asked_for, head, open_page
from tracker.ui.look import note

at = open_page()
top = st.container()
asked = desk_history.controls(at)
before = asked_for("before")
start = int(before) if before and before.isdecimal() and len(before) < 12 else None
found, behind, older = desk_history.page_of(at, asked, start)

with top:
    head(
        at,
        desk_history.finding(at, asked, found, more=older is not None),
        asked.in_words,
    )
if not found:
    st.markdown("Nothing on the trail answers to this filter. " + at.link("Show every change", "history") + ".")
desk_history.draw(at, found)
filters = {name: st.query_params.get(name) for name in ("by", "verb", "door", "since", "until", "words", "id", "show")}
ways = [at.link("Newest", "history", **filters)] if start else []
ways += [at.link("**Older**", "history", **filters, before=str(older))] if older else []
if ways:
    st.markdown(" · ".join(ways))
if missing := desk_history.missing(at, asked):
    note(missing)

if found:
    with st.expander("The entries themselves, with their hashes"):
        desk_history.raw(behind)
show_chain.draw(at)
form_redaction.draw(at, behind)
