"""The same lesson: a meeting says so, and names what of the earlier recommendation is owed again."""

from collections.abc import Callable

from tracker.commands import lessons
from tracker.rules.dates import first_words, in_words
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.records import Decision, Meeting
from tracker.rules.recurrence import Recurrence
from tracker.rules.words import Status
from tracker.ui import desk_meetings
from tracker.ui.forms import Form, may_or_say
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain

WHY = "**Why is it the same lesson?** :gray[What did the earlier answer not change?]"
AGAIN = "**What is owed again?** :gray[Leave it empty to minute it and reopen nothing.]"


def to_reopen(at: Frame, earlier_id: str) -> dict[str, str]:
    """What of a recommendation can be owed again, each in words, by id."""
    register, rec = at.now.register, at.now.register.recommendations[earlier_id]
    found = {rec.id: f"The recommendation itself, closed on {in_words(rec.closed_on)}"} if rec.closed_on else {}
    files = register.files_of_recommendation(earlier_id)
    asks = {ask.id for part in register.parts_of.get(earlier_id, ()) for ask in register.asks_of.get(part.id, ())}
    for file in files:
        status = at.now.statuses[file.action.id]
        if status in VERIFIED or status == Status.CLAIMED:
            does = "is returned" if status == Status.CLAIMED else "is reopened"
            owner = register.agency_name(file.action.owner_id)
            title = first_words(file.action.title, 60)
            found[file.action.id] = f"{file.action.id} {title} ({owner}; {status.label.lower()}: {does})"
    actions = {file.action.id for file in files}
    for entry in at.now.not_doing.values():
        if entry.recommendation_id == earlier_id or entry.ask_id in asks or entry.action_id in actions:
            what = entry.action_id or (f"part asked of {_asked(at, entry.ask_id)}" if entry.ask_id else "all of it")
            found[entry.id] = f"Not doing, {what} ({entry.kind.label.lower()}): is done after all"
    return found


def draw(at: Frame, form: Form, one: Recurrence, meeting_id: str, done: Callable[[Decision], str], *,
         item_id: str | None = None) -> None:  # fmt: skip
    """The fields and the button, within a form that stands already."""
    why = form.words("why", WHY, height=96)
    options = to_reopen(at, one.earlier)
    again = form.many("again", AGAIN, options) if options else []
    if not options:
        note("Nothing of the earlier one can be reopened: it is owed already. The decision is minuted.")
    form.send(
        "Record: the same lesson", "Not recorded", lessons.same_lesson, done, meeting_id=meeting_id, item_id=item_id,
        recommendation_id=one.recommendation, earlier_id=one.earlier, reason=why, reopen=tuple(again),
    )  # fmt: skip


def on_page(at: Frame, one: Recurrence) -> None:
    """The same away from the room: in which meeting, then the form. Nothing where the person may not, which is said."""
    if at.is_past or not may_or_say(at, "record_meeting"):
        return
    running = {m.id: _called(m) for m in reversed(_running(at))}
    if not running:
        way = at.link("Enter a meeting", "meeting")
        note(f"A meeting decides that it is the same lesson. None is on record that has come and is not ended. {way}.")
        return
    form = Form(at, f"lesson:{one.recommendation}|{one.earlier}", says="lesson")
    with form.open():
        last = next(iter(running)) if len(running) == 1 else None
        meeting = form.pick("meeting", "**Which meeting decides?**", running, last)
        if meeting:
            draw(at, form, one, meeting, lambda made: f"**{plain(made.minute)}** {plain(made.text)}")


def _running(at: Frame) -> list[Meeting]:
    held = sorted(at.now.register.meetings.values(), key=lambda m: (m.held_on, m.id))
    return [m for m in held if m.held_on <= at.now.today and not desk_meetings.is_over(m, at.now.today)]


def _called(meeting: Meeting) -> str:
    return f"{meeting.title}, {in_words(meeting.held_on)}"


def _asked(at: Frame, ask_id: str) -> str:
    ask = at.now.register.asks.get(ask_id)
    return at.now.register.agency_name(ask.agency_id) if ask else ask_id
