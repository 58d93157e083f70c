"""The room: one item of the agenda at a time, for a projector, by keyboard; decided where it is shown.

Everything is stored the moment it is decided, so that leaving half way loses nothing, and whoever else is in the same
meeting sees it a moment later.
"""

from collections.abc import Sequence

import streamlit as st

from tracker.queries.standing import change_number
from tracker.rules.dates import in_words, plural
from tracker.rules.meetings import timetable
from tracker.rules.records import AgendaItem, Meeting
from tracker.ui import desk, desk_agenda, desk_meetings, keys, room_decide, room_item, room_keys
from tracker.ui.forms import may, said
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import plain, soft

LISTENS = 2.5
"""Seconds between two looks whether somebody else decided something."""


def draw(at: Frame, meeting: Meeting) -> None:
    """The item that the address names, with the ways to the next and the one before."""
    items = desk_agenda.taken(at, meeting)
    with st.container(key="meeting"):
        if not items:
            st.title("Nothing is on the agenda yet", anchor=False)
            st.markdown(at.link("Make the agenda", "meeting", meeting=meeting.id))
            return
        number = _number(items)
        if number > len(items):
            _end(at, meeting, items)
        else:
            _item(at, meeting, items, number)
    _listen(at, meeting)


def _number(items: Sequence[AgendaItem]) -> int:
    """Which item is shown, counted from 1; one past the last is the end."""
    asked = asked_for("item") or "1"
    if asked.isdecimal() and len(asked) < 6:
        return min(max(1, int(asked)), len(items) + 1)
    return next((n for n, item in enumerate(items, start=1) if item.id == asked), 1)


def _item(at: Frame, meeting: Meeting, items: Sequence[AgendaItem], number: int) -> None:
    item = items[number - 1]
    starts, ends = timetable(meeting, items)[number - 1]
    when = f" · {starts} to {ends}" if starts else ""
    _top(at, meeting, f"item {number} of {len(items)}{when}", number, len(items))
    st.title(plain(item.title), anchor=False)
    subject = room_item.subject_of(at, item)
    if found := room_item.finding(at, subject):
        st.markdown(found)
    left, right = st.columns([7, 5], gap="large")
    with right:
        said(room_decide.GROUP)
        room_decide.draw(at, meeting, item, subject)
    with left:
        room_item.draw(at, meeting, item, subject)


def _top(at: Frame, meeting: Meeting, where: str, number: int, last: int) -> None:
    """Which meeting, which item, until when; back and next. The arrow keys do the same."""
    words, ways = st.columns([7, 5], vertical_alignment="center")
    badge = " :violet-badge[Illustrative data]" if at.illustrative else ""
    with words:
        st.markdown(soft(f"{plain(meeting.title)}, {in_words(meeting.held_on)} · {where}") + badge)
    with ways, st.container(horizontal=True, horizontal_alignment="right", key="controls_room"):
        st.button("Agenda", shortcut=keys.one("A"), on_click=_leave, key="room:agenda")
        st.button(
            "Back", icon=":material/arrow_back:", shortcut="Left", disabled=number < 2, on_click=_go,
            args=(number - 1,), key="room:back",
        )  # fmt: skip
        if number <= last:
            st.button(
                "Next", icon=":material/arrow_forward:", type="primary", shortcut="Right", on_click=_go,
                args=(number + 1,), key="room:next",
            )  # fmt: skip


def _end(at: Frame, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """After the last item: what is still open, and the way to the minutes."""
    _top(at, meeting, "after the last item", len(items) + 1, len(items))
    by_item = desk_agenda.decided(at, meeting)
    open_ones = [(n, i) for n, i in enumerate(items, start=1) if i.id not in by_item and not i.note]
    verb = "is" if len(open_ones) == 1 else "are"
    left = f"{len(open_ones)} of {plural(len(items), 'item')} {verb} still open"
    finding = left if open_ones else "Every item was taken"
    st.title(finding, anchor=False)
    for number, item in open_ones:
        st.markdown(at.link(f"**{number}** {plain(item.title)}", "meeting", meeting=meeting.id, view="room",
                            item=str(number)))  # fmt: skip
    minutes = at.link("**See the minutes**", "meeting", meeting=meeting.id, view="minutes")
    ends = " and end the meeting there" if may(at, "record_meeting") and not meeting.ended_on else ""
    st.markdown(f"{minutes}{ends}.")


def _go(number: int) -> None:
    desk.go(item=str(number))
    room_keys.nothing_chosen()


def _leave() -> None:
    desk.go(view="agenda", item=None)


@st.fragment(run_every=LISTENS)
def _listen(at: Frame, meeting: Meeting) -> None:
    """See what others decide: the page is drawn anew once the register has changed."""
    if not desk_meetings.is_over(meeting, at.today) and change_number(at.engine) != at.now_number:
        st.rerun()
