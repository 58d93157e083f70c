"""The agenda of one meeting: made by the tracker, put in order by people; items put off, added, given their time."""

from typing import Any

import streamlit as st

from tracker.commands import agendas
from tracker.queries.agendas import suggested
from tracker.rules.agenda import not_yet
from tracker.rules.dates import in_words, plural
from tracker.rules.meetings import minutes_together, timetable
from tracker.rules.records import AgendaItem, Decision, Meeting
from tracker.rules.words import AgendaKind
from tracker.ui import desk, desk_meetings, tables
from tracker.ui.forms import Form, may, may_or_say
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

VERBS = {
    "place": "Put in another place", "off": "Put off", "time": "Set the time", "add": "Add an item",
    "back": "Take up again",
}  # fmt: skip
LONG = 90


def taken(at: Frame, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The items that are taken, in order: those that were not put off."""
    return tuple(item for item in at.register.agenda_of.get(meeting.id, ()) if item.deferred_on is None)


def decided(at: Frame, meeting: Meeting) -> dict[str, list[Decision]]:
    """The decisions of a meeting by the item they were made under."""
    found: dict[str, list[Decision]] = {}
    for one in at.register.decisions_of.get(meeting.id, ()):
        found.setdefault(one.item_id or "", []).append(one)
    return found


def finding(at: Frame, meeting: Meeting) -> str:
    """The page's title: how many items, how much is decided, how long it takes."""
    items, made = taken(at, meeting), at.register.decisions_of.get(meeting.id, ())
    when = in_words(meeting.held_on)
    if not items:
        return f"{when}: the agenda is not made yet" if not made else f"{when}: {plural(len(made), 'decision')}"
    by_item = decided(at, meeting)
    if made:
        return f"{when}: {sum(item.id in by_item for item in items)} of {plural(len(items), 'item')} decided"
    return f"{when}: {plural(len(items), 'item')}, {minutes_together(items)} minutes"


def draw(at: Frame, meeting: Meeting) -> None:
    """The agenda as a table, what may be done with it, and who is there."""
    mine = may(at, "record_meeting") and not desk_meetings.is_over(meeting, at.today)
    items = taken(at, meeting)
    if items:
        _ways_in(at, meeting)
    if mine:
        _make(at, meeting, primary=not items)
    if items:
        _listed(at, meeting, items)
    elif not mine:
        st.markdown("Nothing is on its agenda yet. The business manager makes it here.")
        may_or_say(at, "record_meeting")
    off = [item for item in at.register.agenda_of.get(meeting.id, ()) if item.deferred_on]
    if off:
        section("Put off")
        cells = [
            (f"**{plain(item.title)}**", plain(item.deferred_reason or ""), at.day(item.deferred_on)) for item in off
        ]
        tables.table(cells, ("Item", "Why", "When"), alt="Items that were put off")
        note("What was put off comes back on the agenda of the next meeting.")
    if mine:
        with st.container(key="controls_agenda"):
            section("Change the agenda")
            _change(at, meeting, items, off)
    section("Who is there")
    desk_meetings.edit(at, meeting)


def _ways_in(at: Frame, meeting: Meeting) -> None:
    with st.container(key="controls_ways"):
        room = at.link("**Go into the room**", "meeting", meeting=meeting.id, view="room", item="1")
        st.markdown(f"{room}: full screen, one item at a time, by keyboard.")


def _make(at: Frame, meeting: Meeting, *, primary: bool) -> None:
    """The button that makes the agenda, or brings in what came up since it was made."""
    new = not_yet(suggested(at.engine, meeting.id, sight=at.sight), at.register.agenda_of.get(meeting.id, ()))
    if not new:
        if not primary:
            note("Nothing has come up that is not on this agenda.")
        else:
            st.markdown("Nothing waits for this meeting: no claim, no date asked for, nothing newly late.")
        return
    counted = [
        f"{kind.label.lower()}: {number}" for kind in AgendaKind if (number := sum(one.kind == kind for one in new))
    ]
    words = "Since it was made, this has come up" if not primary else "The tracker has found for it"
    st.markdown(f"**{words}:** {'; '.join(counted)}.")
    form = Form(at, f"agenda:{meeting.id}:make", says=desk_meetings.GROUP)
    with form.open():
        form.send(
            "Make the agenda" if primary else f"Add {plural(len(new), 'item')}", "Not made", agendas.make,
            lambda made: f"**{plural(len(made), 'item')}** {'is' if len(made) == 1 else 'are'} on the agenda now.",
            primary=primary, meeting_id=meeting.id, items=new,
        )  # fmt: skip


def _listed(at: Frame, meeting: Meeting, items: tuple[AgendaItem, ...]) -> None:
    by_item, slots = decided(at, meeting), timetable(meeting, items)
    cells = []
    for number, (item, (starts, ends)) in enumerate(zip(items, slots, strict=True), start=1):
        made = by_item.get(item.id, [])
        state = "  \n".join(f"**{plain(d.minute)}** {d.kind.label.lower()}" for d in made) or (
            soft("noted") if item.note else soft("open")
        )
        when = f"{starts} to {ends}" if starts else f"{item.minutes} min" if item.minutes else soft("–")
        place = at.link(f"**{number}**", "meeting", meeting=meeting.id, view="room", item=str(number))
        cells.append((place, titled(f"**{plain(item.title)}**", item.kind.label, plain(item.why or "")), when, state))
    heads = ("No.", "Item", "Time", "Decided")
    tables.rows(cells, heads, alt="The agenda in its order", key="rows_agenda")


def _change(at: Frame, meeting: Meeting, items: tuple[AgendaItem, ...], off: list[AgendaItem]) -> None:
    fit = {"back": bool(off), "add": True}
    verb = desk.verbs({name: words for name, words in VERBS.items() if fit.get(name, bool(items))})
    names = {item.id: f"{number}. {item.title}" for number, item in enumerate(items, start=1)}
    form = Form(at, f"agenda:{meeting.id}:{verb}", says=desk_meetings.GROUP)
    if verb == "add":
        _add(form, meeting)
    elif verb == "back":
        with form.box():
            which = form.pick("which", "**Which one is taken after all?**", {item.id: item.title for item in off})
            form.send(
                "Take it up again", "Not taken up", agendas.take_up, lambda _: "**Taken up again.**", primary=False,
                before=lambda: {"item_id": form.needed("Which one", which)},
            )  # fmt: skip
    elif verb:
        with form.box():
            which = form.pick("which", "**Which item?**", names)

            def before() -> dict[str, Any]:
                return {"item_id": form.needed("Which item", which)}

            if verb == "place":
                to = form.number("to", f"**To which place?** :gray[1 to {len(items)}.]", None, most=max(1, len(items)))
                form.send(
                    "Put it there", "Not moved", agendas.move, lambda _: "**Moved.**", primary=False,
                    before=lambda: {**before(), "position": form.needed("To which place", to)},
                )  # fmt: skip
            elif verb == "off":
                why = form.text("why", "**Why is it put off?** :gray[It comes back at the next meeting.]")
                form.send(
                    "Put it off", "Not put off", agendas.defer,
                    lambda _: "**Put off.** It comes back at the next meeting.", primary=False, before=before,
                    reason=why,
                )  # fmt: skip
            else:
                long = form.number("long", "**How many minutes?**", None, most=LONG * 4)
                form.send(
                    "Set the time", "Not set", agendas.set_minutes, lambda _: "**Set.**", primary=False,
                    before=lambda: {**before(), "minutes": form.needed("How many minutes", long)},
                )  # fmt: skip


def _add(form: Form, meeting: Meeting) -> None:
    register = form.at.now.register
    about = {rec.id: f"{register.reviews[rec.review_id].subject} {rec.ref} {rec.title}"[:110]
             for rec in register.recommendations.values()}  # fmt: skip
    about |= {action.id: f"{action.id} {action.title}"[:110] for action in register.actions.values()}
    with form.box():
        title = form.text("title", "**What is the question?**")
        label = "**What is it about?** :gray[May stay open.]"
        which = form.pick("about", label, about, empty="Nothing of the register")
        long = form.number("long", "**How many minutes?** :gray[May stay open.]", None, most=LONG * 4)
        form.send(
            "Add this item", "Not added", agendas.add, lambda item: f"**Added.** {plain(item.title)}", primary=False,
            meeting_id=meeting.id, title=title, about=which, minutes=long,
        )  # fmt: skip
