"""Meeting: the agenda, the room in which it is gone through, the minutes that come out of it, and its paper."""

import streamlit as st

from tracker.ui import desk, desk_agenda, desk_meetings, desk_minutes, desk_papers, room
from tracker.ui.forms import said
from tracker.ui.frame import asked_for, head, open_page, you
from tracker.ui.look import plain

VIEWS = {"agenda": "Agenda", "room": "In the room", "minutes": "Minutes", "paper": "Paper"}

at = open_page()
asked = asked_for("meeting")
meeting = at.register.meetings.get(asked or "")

if meeting and asked_for("view") == "room":
    room.draw(at, meeting)
elif meeting:
    top = st.container()
    with st.container(key="controls_meeting"):
        st.markdown(f"← {at.link('All meetings', 'meeting')}")
        view = desk.segments("What do you want to see?", VIEWS, "view", first="agenda", drops=("item",))
    with top:
        head(at, desk_agenda.finding(at, meeting), plain(meeting.title))
        you(at)
    said(desk_meetings.GROUP)
    if view == "agenda":
        desk_agenda.draw(at, meeting)
    elif view == "minutes":
        desk_minutes.draw(at, meeting)
    else:
        desk_papers.of_meeting(at, meeting)
else:
    head(at, desk_meetings.finding(at))
    you(at)
    if asked:
        st.warning(f"**No such meeting.** The register has none called {plain(asked)}.", icon=":material/event:")
    said(desk_meetings.GROUP)
    desk_meetings.draw(at)
