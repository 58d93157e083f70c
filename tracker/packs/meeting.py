"""The subgroup's paper for a meeting: how it stands, what changed, and what waits for the meeting to decide."""

from collections.abc import Iterator
from datetime import date

from tracker.packs import agenda, checked, figures, impact, minuted, since, slipped, waiting
from tracker.packs.brief import Asked, Brief, PaperKind, last_meeting, meeting_of
from tracker.packs.saying import day, section
from tracker.rules.dates import in_words
from tracker.rules.paper import Block, Heading, Paper, Says
from tracker.rules.records import Meeting
from tracker.rules.standing import Standing

TITLE = "Paper for the meeting"


def build(brief: Brief) -> Paper:
    """The paper. Where no meeting of that day is entered it says so, and holds everything else."""
    meeting = meeting_of(brief.register, brief.asked)
    on = meeting.held_on if meeting else brief.asked.day or brief.today
    return Paper(
        title=meeting.title if meeting else TITLE,
        subtitle=_subtitle(meeting, on),
        facts=(),
        blocks=tuple(_blocks(brief, meeting, on)),
        file_name=f"Meeting paper, {on.isoformat()}",
    )


def earlier(now: Standing, asked: Asked) -> date | None:
    """It is held against the day of the last meeting before, where there was one."""
    before = last_meeting(now.register, asked)
    return min(before.held_on, now.today) if before else None


KIND = PaperKind("meeting", "The subgroup’s paper", build, earlier, "a meeting, by its id or its day")


def _subtitle(meeting: Meeting | None, on: date) -> str:
    if meeting is None:
        return in_words(on)
    return ", ".join(word for word in (in_words(on), meeting.begins, meeting.place) if word)


def _blocks(brief: Brief, meeting: Meeting | None, on: date) -> Iterator[Block]:
    now, then = brief.now, brief.then
    before = last_meeting(brief.register, brief.asked)
    if meeting is None:
        yield Says(f"No meeting of {in_words(on)} is entered in the register: this is the paper that one would have.")
    yield Heading("In short")
    yield from figures.summary(now)
    if meeting is None or not meeting.ended_on:
        yield from agenda.section(brief, meeting, on)
    if meeting is not None:
        yield from minuted.section(now, meeting)
    last = f"the last meeting, on {in_words(before.held_on)}" if before else ""
    yield from since.section(now, then, last, "There was no meeting before this one to compare with.")
    newly = waiting.newly_overdue(now, then)
    nothing = "Nothing became overdue on its current date since then." if then else "Nothing is overdue."
    yield from section("Newly overdue", waiting.overdue_table(now, newly), nothing)
    yield from section("New dates asked for", waiting.extensions_table(now), "Nobody has asked for a later date.")
    yield from section("Claims to verify", waiting.claims(now), "No claim waits for verification.", *checked.time(now))
    yield from slipped.section(now)
    days = now.days("look_ahead_days")
    yield from section("Check-backs due", waiting.check_backs_table(now), f"None is due within {days}.")
    yield from section("Not-doing entries that run out", waiting.not_doing_table(now), f"None runs out within {days}.")
    yield from section("Asked, and no action", waiting.holes_table(now, now.holes), "Every ask has an action.")
    yield from section("Lessons that came back", waiting.recurrences_table(brief), "None that the register can see.")
    yield from checked.samples(now)
    measures = impact.measures_of(now, list(brief.register.recommendations))
    nothing = "No recommendation has a measure yet: nobody has said what would show that it helped."
    yield from section("What changed for children", impact.table(now, measures), nothing)
    yield from section("Agency by agency", figures.agencies_table(now), "No agency was asked for anything yet.")
    yield from section("What the ratings do not say", figures.gaps_table(now), "")
    yield Heading("The figures")
    yield figures.figures_table(now, then, day(then.today) if then else "")
