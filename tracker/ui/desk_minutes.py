"""The minutes of a meeting as they stand: who was there, each item with its note and its decisions; ending it."""

import streamlit as st

from tracker.commands import decisions, meetings
from tracker.queries.agendas import minutes
from tracker.rules.dates import in_words
from tracker.rules.minutes import MinutedItem, Minutes
from tracker.rules.records import Decision, Meeting
from tracker.ui import desk_meetings
from tracker.ui.forms import Form, may, name_of
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import rows


def draw(at: Frame, meeting: Meeting) -> None:
    """Everything that the minutes say; for those who may, a further minute and the end of the meeting."""
    found = minutes(at.engine, meeting.id, at.today if at.is_past else None, sight=at.sight)
    section("Who was there")
    st.markdown("  \n".join(plain(name) for name in found.present) or soft("Not noted."))
    if found.apologies:
        st.markdown(f"**Apologies:** {'; '.join(plain(name) for name in found.apologies)}")
    section("What was decided")
    under = {one.id: item for item in (*found.items, *found.put_off) for one in item.decisions}
    made = at.register.decisions_of.get(meeting.id, ())
    cells = [_row(at, one, under.get(one.id)) for one in made]
    rows(cells, ("Minute", "Decision", "What it changed", "Recorded by"), alt="Decisions in order", key="rows_minutes")
    if not cells:
        st.markdown("Nothing has been decided yet.")
    _noted(found)
    if found.next:
        note(f"The next meeting: {in_words(found.next.held_on)}.")
    if may(at, "record_meeting"):
        with st.container(key="controls_minutes"):
            _further(at, meeting, found)


def _row(at: Frame, one: Decision, item: MinutedItem | None) -> tuple[str, str, str, str]:
    about = plain(item.item.title) if item else ""
    changed = titled(one.kind.label, plain(one.made) if one.made else "")
    who = plain(name_of(at.now.register, one.decided_by))
    return f"**{plain(one.minute)}**", titled(plain(one.text), about), changed, who


def _noted(found: Minutes) -> None:
    """Items that were noted, put off or not reached, so that nothing on the agenda is missing from the minutes."""
    noted = [one.item for one in (*found.items, *found.put_off) if one.item.note]
    if noted:
        section("Notes")
        for item in noted:
            st.markdown(titled(f"**{plain(item.title)}**", *plain(item.note or "", lines=True).split("  \n")))
    left = open_ones(found) if found.meeting.ended_on else ()
    if found.put_off or left:
        section("Not taken")
        lines = [f"- **Put off.** {plain(i.item.title)} {plain(i.item.deferred_reason or '')}" for i in found.put_off]
        lines += [f"- **Not reached.** {plain(one.item.title)}" for one in left]
        st.markdown("\n".join(lines))


def open_ones(found: Minutes) -> tuple[MinutedItem, ...]:
    """The items about which nothing was decided or noted."""
    return tuple(one for one in found.items if not one.decisions and not one.item.note)


def _further(at: Frame, meeting: Meeting, found: Minutes) -> None:
    if meeting.ended_on:
        by = plain(name_of(at.now.register, meeting.ended_by))
        note(f"The meeting was ended on {in_words(meeting.ended_on)} by {by}: its minutes are complete.")
        form = Form(at, f"meeting:{meeting.id}:resume", seen=meeting, says=desk_meetings.GROUP)
        with form.open():
            form.send(
                "Open it again", "Not opened", meetings.resume, lambda m: f"**Open again.** {plain(m.title)}.",
                primary=False, meeting_id=meeting.id,
            )  # fmt: skip
        return
    section("A further minute")
    form = Form(at, f"meeting:{meeting.id}:minute", says=desk_meetings.GROUP)
    with form.box():
        text = form.words("text", "**What was decided or noted?** :gray[It gets the next number.]", height=96)
        form.send(
            "Minute it", "Not minuted", decisions.note, lambda d: f"**{plain(d.minute)}.** Minuted.", primary=False,
            meeting_id=meeting.id, text=text,
        )  # fmt: skip
    section("The end")
    if left := open_ones(found):
        note(f"{len(left)} of its items {'is' if len(left) == 1 else 'are'} still open; what stays so comes back.")
    form = Form(at, f"meeting:{meeting.id}:end", seen=meeting, says=desk_meetings.GROUP)
    with form.open():
        form.send(
            "End the meeting", "Not ended", meetings.end, lambda m: "**Ended.** Its minutes are complete.",
            primary=False, meeting_id=meeting.id,
        )  # fmt: skip
