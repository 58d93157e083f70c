"""Every meeting: the next one with what it has to do, those that were held, and the form that enters one."""

from datetime import date, timedelta

import streamlit as st

from tracker.commands import meetings
from tracker.rules.dates import in_words, plural
from tracker.rules.minutes import Sat, sat
from tracker.rules.records import Meeting
from tracker.ui import desk_papers, tables
from tracker.ui.forms import Form, may, may_or_say
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

GROUP = "meeting"
TITLE = "Quality-assurance subgroup"
BEGINS = "10:00"
MOST = 100
JUST_HELD = timedelta(days=7)


def coming(at: Frame) -> tuple[Meeting, ...]:
    """Meetings to come, and those of the last days that nobody has ended yet, the earliest first."""
    since = at.today - JUST_HELD
    found = [one for one in at.register.meetings.values() if one.held_on >= since and one.ended_on is None]
    return tuple(sorted(found, key=lambda one: (one.held_on, one.id)))


def held(at: Frame) -> tuple[Meeting, ...]:
    """Meetings that are over, the latest first."""
    to_come = {one.id for one in coming(at)}
    found = [one for one in at.register.meetings.values() if one.id not in to_come]
    return tuple(sorted(found, key=lambda one: (one.held_on, one.id), reverse=True))


def finding(at: Frame) -> str:
    """The page's title: when the next meeting is and how much is on its agenda."""
    if ahead := coming(at):
        return next_in_words(at, ahead[0])
    past = held(at)
    return f"No meeting is planned; the last was on {in_words(past[0].held_on)}" if past else "No meeting yet"


def next_in_words(at: Frame, one: Meeting) -> str:
    """ "The next meeting is today; 14 items on its agenda"."""
    items = len(at.register.agenda_of.get(one.id, ()))
    what = f"{plural(items, 'item')} on its agenda" if items else "its agenda is not made yet"
    if one.held_on < at.today:
        return f"The meeting of {in_words(one.held_on, at.today)} has not been ended; {what}"
    when = "today" if one.held_on == at.today else f"on {in_words(one.held_on, at.today)}"
    return f"The next meeting is {when}; {what}"


def ahead(at: Frame) -> None:
    """A line on other pages: when the next meeting is, with the way to it."""
    if found := coming(at):
        note(f"{next_in_words(at, found[0])}. {at.link('See it', 'meeting', meeting=found[0].id)}")


def draw(at: Frame) -> None:
    """The meetings, and the form for another one."""
    to_come, past = coming(at), held(at)
    if to_come:
        section("To come" if to_come[0].held_on >= at.today else "To come, and not ended yet")
        _table(at, to_come, "Meetings to come or not ended yet, the next one first")
    if past:
        section("Held")
        _table(at, past[:MOST], "Meetings that were held, the latest first")
    if not (to_come or past):
        st.markdown(
            "A meeting has an agenda that the tracker makes: what changed, claims to judge, dates asked for, what is "
            "newly late. What is decided in it is the change itself, with a minute number."
        )
    left, right = st.columns([5, 6], gap="large")
    with left, st.container(key="controls_new_meeting"):
        section("Enter a meeting")
        if may_or_say(at, "record_meeting"):
            _enter(at)
    with right:
        desk_papers.others(at)


def _table(at: Frame, some: tuple[Meeting, ...], alt: str) -> None:
    counted = {one.meeting.id: one for one in sat(at.register)}
    cells = [_row(at, counted[one.id]) for one in some]
    key = "rows_meetings_" + alt.split()[1]
    tables.rows(cells, ("Date", "Meeting", "Agenda", "Decisions"), alt=alt, key=key)


def _row(at: Frame, counts: Sat) -> tuple[str, str, str, str]:
    one = counts.meeting
    board = at.register.boards.get(one.board_id)
    name = at.link(f"**{plain(one.title)}**", "meeting", meeting=one.id, view="minutes" if one.ended_on else None)
    quiet = [plain(board.name) if board else "", "minutes are complete" if one.ended_on else ""]
    off = f"{counts.put_off} put off" if counts.put_off else ""
    agenda = titled(plural(counts.items, "item"), off) if counts.items or off else soft("not made")
    decided = plural(counts.decisions, "decision") if counts.decisions else soft("none")
    return at.day(one.held_on), titled(name, *quiet), agenda, decided


def _enter(at: Frame) -> None:
    boards = {board.id: board.name for board in at.now.register.boards.values()}
    form = Form(at, "meeting:new", says=GROUP)
    with form.box():
        board = form.pick("board", "**Whose meeting?**", boards, next(iter(boards)) if len(boards) == 1 else None)
        day = form.day("day", "**On which day?**")
        title = form.text("title", "**What is it called?**", TITLE)
        begins = form.text("begins", "**When does it begin?** :gray[Such as 10:00.]", BEGINS)
        place = form.text("place", "**Where?** :gray[May stay empty.]")
        form.send(
            "Enter this meeting", "Not entered", meetings.hold, lambda m: _entered(at, m), primary=not coming(at),
            before=lambda: {
                "board_id": form.needed("Whose meeting", board), "held_on": form.needed("On which day", day)
            },
            title=title, begins=begins, place=place,
        )  # fmt: skip


def _entered(at: Frame, made: Meeting) -> str:
    way = at.link("Make its agenda", "meeting", meeting=made.id)
    return f"**Entered.** {plain(made.title)}, {in_words(made.held_on)}. {way}."


def edit(at: Frame, meeting: Meeting) -> None:
    """Who was there, who sent apologies; the day, the name and the place."""
    if not may(at, "record_meeting"):
        _who_was_there(meeting)
        return
    _attendance(at, meeting)
    with st.expander("Change the day, the name or the place"):
        form = Form(at, f"meeting:{meeting.id}", seen=meeting, says=GROUP)
        with form.box():
            day = form.day("day", "**On which day?**", meeting.held_on)
            title = form.text("title", "**What is it called?**", meeting.title)
            begins = form.text("begins", "**When does it begin?**", meeting.begins)
            place = form.text("place", "**Where?**", meeting.place)
            form.send(
                "Change this meeting", "Not changed", meetings.edit, lambda m: f"**Changed.** {plain(m.title)}.",
                primary=False, before=lambda: {"held_on": form.needed("On which day", day)},
                meeting_id=meeting.id, title=title, begins=begins, place=place,
            )  # fmt: skip


def _attendance(at: Frame, meeting: Meeting) -> None:
    form = Form(at, f"attendance:{meeting.id}", seen=meeting, says=GROUP)
    with form.box():
        here = form.words("here", "**Who is there?** :gray[A name and what they are here for, one to a line.]",
                          "\n".join(meeting.present), height=140)  # fmt: skip
        away = form.words("away", "**Apologies** :gray[One to a line.]", "\n".join(meeting.apologies), height=80)
        form.send(
            "Save who is there", "Not saved", meetings.attendance, lambda m: "**Saved.** Who is there, and apologies.",
            primary=False, meeting_id=meeting.id, present=tuple(here.splitlines()), apologies=tuple(away.splitlines()),
        )  # fmt: skip


def _who_was_there(meeting: Meeting) -> None:
    if meeting.present:
        st.markdown("  \n".join(plain(name) for name in meeting.present))
    if meeting.apologies:
        note(f"Apologies: {'; '.join(plain(name) for name in meeting.apologies)}")
    if not (meeting.present or meeting.apologies):
        note("Nobody has noted yet who is there.")


def is_over(meeting: Meeting, today: date) -> bool:
    """Whether nothing can be decided any more: it was ended."""
    return meeting.ended_on is not None and meeting.ended_on <= today
