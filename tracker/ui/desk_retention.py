"""What is due for disposal: every closed review, from when its evidence may go, what stops it; asking that it go."""

from collections.abc import Sequence

import streamlit as st

from tracker.commands import disposals
from tracker.queries import retention
from tracker.rules.by_board import own
from tracker.rules.dates import in_words, plural
from tracker.rules.retention import SETTING_ID, WHO_AGREES, Fate, Kept, Retention, State
from tracker.ui import desk
from tracker.ui.forms import Form, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled
from tracker.ui.show_hold import badge, told
from tracker.ui.tables import rows
from tracker.ui.whose import board_of

GROUP = "retention"
MOST, MOST_PIECES = 100, 200
STATES = {
    State.DUE: "Due", State.NOT_YET: "Not yet", State.OPEN: "Open", State.HELD: "Held",
    State.SHARED: "Needed elsewhere", State.GONE: "Disposed of",
}  # fmt: skip


def finding(at: Frame) -> str:
    """ "12 pieces of evidence of 2 reviews are due for disposal"; else when the next falls due."""
    found = retention.kept(at.engine, sight=at.sight)
    due = [one for one in found if one.due]
    if due:
        pieces = sum(len(one.due) for one in due)
        verb = "is" if pieces == 1 else "are"
        return f"{plural(pieces, 'piece')} of evidence of {plural(len(due), 'review')} {verb} due for disposal"
    coming = [fate.due_on for one in found for fate in one.fates if fate.state == State.NOT_YET and fate.due_on]
    if coming:
        return f"Nothing is due for disposal; the next falls due on {in_words(min(coming))}"
    return "Nothing is due for disposal"


def draw(at: Frame) -> None:
    """The reviews whose evidence is on its way, then one of them piece by piece."""
    found = retention.kept(at.engine, sight=at.sight)
    known, board_id = at.now.register.settings, board_of(at, "set_retention")
    years = plural(Retention.from_settings(known, board_id).years, "year")
    others = "" if board_id or not own(known, SETTING_ID) else ", or as long as its board has set for itself"
    note(
        f"Once every recommendation of a review is closed, its evidence is kept for {years} more{others}. "
        "Then its files go, and the words of statements and links; that there was evidence, what it was about and "
        "what was verified with it stay, and no figure changes. Nothing goes by itself: one person asks, "
        "another agrees."
    )
    some = [one for one in found if one.closed_on or one.holds or one.due][:MOST]
    if not some:
        st.markdown(
            f"No review is closed yet. Close its recommendations one by one where they stand: "
            f"{at.link('every recommendation', 'recommendations')}."
        )
        return
    rows(
        [_line(at, one) for one in some],
        ("Review", "How it stands", "Evidence"),
        alt="Closed and held reviews, what is due first",
        key="rows_retention",
    )
    names = {one.review_id: f"{at.now.register.reviews[one.review_id].subject} ({one.review_id})" for one in some}
    chosen = desk.pick("Look at one review", names, "review")
    if chosen:
        _one(at, next(one for one in some if one.review_id == chosen))


def _line(at: Frame, one: Kept) -> tuple[str, str, str]:
    holds = [told(hold) for hold in one.holds]
    subject = at.link(f"**{at.review(one.review_id)}**", "retention", review=one.review_id)
    gone = sum(fate.state == State.GONE for fate in one.fates)
    quiet = f"{gone:,} disposed of" if gone else ""
    due = f"**{len(one.due):,} due**" if one.due else "none due"
    return (
        titled(subject, plain(one.review_id)),
        "  \n".join([plain(one.reason[:1].upper() + one.reason[1:]), *holds]),
        titled(due, f"of {plural(len(one.fates), 'piece')}", quiet),
    )


def _one(at: Frame, one: Kept) -> None:
    """Every piece of a review's evidence with what becomes of it, and the form that asks for what is due."""
    section(f"Evidence of {at.review(one.review_id)}: {len(one.due):,} of {len(one.fates):,} due")
    if not one.fates:
        note("It has no evidence.")
        return
    rows(
        [piece(at, fate) for fate in one.fates[:MOST_PIECES]],
        ("State", "Evidence, and why", "What it is"),
        alt="The evidence of this review",
        key="rows_pieces",
    )
    if len(one.fates) > MOST_PIECES:
        note(f"The first {MOST_PIECES:,} of {len(one.fates):,}.")
    if one.due and may_or_say(at, "ask_disposal"):
        _ask(at, one)


def piece(at: Frame, fate: Fate) -> tuple[str, str, str]:
    """One piece of evidence with what becomes of it and why, as a row."""
    state = badge("Held") if fate.state == State.HELD else f"**{STATES[fate.state]}**"
    about = f"about {at.day(fate.evidence.about)}" if fate.evidence.about else "with no date"
    what = titled(plain(fate.evidence.title), plain(fate.reason), plain(fate.evidence.id))
    return state, what, titled(fate.evidence.rung.label, about)


def _ask(at: Frame, one: Kept) -> None:
    ids: Sequence[str] = [evidence.id for evidence in one.due]
    section("Ask that what is due go")
    form = Form(at, f"disposal:{one.review_id}:{len(ids)}", says=GROUP)
    with form.open():
        reason = form.words("reason", "**Why?** :gray[The policy, the decision. It stays for good.]", height=80)
        sure = form.sure(
            f"I have looked at the list: {plural(len(ids), 'piece')} of evidence "
            f"{'is' if len(ids) == 1 else 'are'} to go."
        )
        form.send(
            f"Ask for the disposal of {plural(len(ids), 'piece')}", "Not asked", disposals.ask,
            lambda made: f"**Asked:** {plain(made.id)}. {WHO_AGREES} {on_record(at)}",
            ready=sure, review_id=one.review_id, evidence=ids, reason=reason,
        )  # fmt: skip
