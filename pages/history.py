"""History: every change in words, filtered; and whether the chain still holds."""

import streamlit as st

from tracker.queries.verifying import verify
from tracker.ui import desk_history
from tracker.ui.frame import asked_for, head, open_page
from tracker.ui.look import note, plain

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
filters = {name: st.query_params.get(name) for name in ("by", "verb", "door", "since", "until", "words", "id")}
ways = [at.link("Newest", "history", **filters)] if start else []
ways += [at.link("**Older**", "history", **filters, before=str(older))] if older else []
if ways:
    st.markdown(" · ".join(ways))

st.subheader("Is it still what was recorded?", anchor=False)
note(
    "Every entry is chained to the one before it: a change to any of them, even in the store itself, breaks the chain."
)
if st.button("Check the chain"):
    verdict = verify(at.engine)
    if verdict.ok:
        st.success(
            f"**It holds.** The chain of {verdict.entries:,} entries is unbroken; its head is {verdict.head}.",
            icon=":material/check:",
        )
    else:
        st.error(
            f"**It is broken at entry {verdict.first_broken:,}.** {plain(verdict.why)}. "
            "Tell the business manager, and keep the last backup.",
            icon=":material/block:",
        )
if found:
    with st.expander("The entries themselves, with their hashes"):
        desk_history.raw(behind)
