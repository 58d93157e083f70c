"""What moved between two days, in tables of words: the worst kind first, and nothing drawn for a kind that did not."""

from collections.abc import Iterator, Sequence
from datetime import date

import streamlit as st

from tracker.rules.between import Moved
from tracker.rules.dates import in_words, plural
from tracker.rules.records import NotDoing
from tracker.rules.words import Level
from tracker.ui.frame import Frame
from tracker.ui.look import chip, note, plain, section, soft, titled
from tracker.ui.show_compare import moved
from tracker.ui.tables import table

MOST = 40
RATED = "Recommendations that changed their rating"
Rows = Sequence[tuple[str, ...]]


def everything(at: Frame, since: str) -> None:
    """Every kind of move that happened, a section each."""
    found = moved(at, date.fromisoformat(since))
    drawn = 0
    for title, heads, rows in _kinds(at, found):
        if rows:
            section(title)
            table(rows[:MOST], heads, alt=f"{title}, {in_words(found.since)} to {in_words(found.until)}")
            if title == RATED and (apart := _single(found)):
                note(f"{plural(apart, 'recommendation')} of a single agency: listed here, not counted above.")
            if len(rows) > MOST:
                note(f"And {plural(len(rows) - MOST, 'row')} more.")
            drawn += 1
    if not drawn:
        st.markdown(
            f"Nothing moved between the end of {in_words(found.since)} and the end of {in_words(found.until)}: no "
            "rating, no date, no claim. Choose an earlier first day."
        )
    each = at.link("See every change", "history", since=found.since.isoformat())
    note(f"Recorded in this time: {found.counted()}. {each}.")


def _single(found: Moved) -> int:
    """How many of those that changed their rating are of a single agency: the counts leave them out."""
    recs = found.now.register.recommendations
    return sum(recs[one.id].level != Level.OVERVIEW for one in found.rerated)


def _kinds(at: Frame, found: Moved) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    rated = [
        (
            f"{chip(one.was.brag) if one.was else soft('new')} → {chip(one.now.brag)}",
            titled(_recommendation(at, one.id), plain(one.now.reason)),
        )
        for one in found.rerated
    ]
    yield RATED, ("From and to", "Recommendation, and why"), rated
    newly = [(_action(at, id_), _due(at, id_), _which(found, id_)) for id_ in _both(found)]
    yield "Newly late", ("Action", "Due", "Late on"), newly
    over = [(_action(at, id_), plain(found.why_not_late(id_))) for id_ in found.late.no_longer]
    yield "Late no longer", ("Action", "Because"), over
    judged = [
        (f"**{v.outcome.label}** {at.day(v.verified_on)}", titled(_action(at, v.action_id), plain(v.reason)))
        for v in found.verdicts
    ]
    judged += [
        (
            f"**Check-back {c.outcome.label.lower() if c.outcome else ''}** {at.day(c.checked_on)}",
            titled(_action(at, c.action_id), plain(c.note or "")),
        )
        for c in found.check_backs
    ]
    yield "Judged: claims returned and assured, check-backs", ("Outcome", "Action, and why"), judged
    claims = [
        (f"claimed {at.day(c.claimed_on) if c.claimed_on else ''}", _action(at, c.action.id), _waits(c.waits))
        for c in found.claims
    ]
    yield "Claims made", ("When", "Action", "Now"), claims
    dates = [
        (
            _action(at, one.action.id),
            f"{at.day(one.was)} → **{at.day(one.now)}**  \n{soft('original ' + at.day(one.action.original_due))}",
            "  \n".join(
                f"{plain(m.reason)} {soft(f'asked by {plain(m.asked_by)}, agreed by {plain(m.agreed_by)}')}"
                for m in one.by
            )
            or soft("changed without a move"),
        )
        for one in found.dates_moved
    ]
    yield "Dates moved", ("Action", "From and to", "Why, and who"), dates
    yield "Evidence added", ("Rung", "Action"), [(e.rung.label, _action(at, e.action_id)) for e in found.evidence]
    yield "Not doing, closed, open again", ("What", "Of what"), _ends(at, found)
    steps = [(f"{one.was.label} → **{one.now.label}**", _action(at, one.action.id)) for one in found.stepped]
    yield "Actions that moved on", ("Status", "Action"), steps
    came = [("new action", _action(at, action.id)) for action in found.new_actions]
    came += [("new recommendation", _recommendation(at, rec.id)) for rec in found.new_recommendations]
    came += [("action gone", f"{plain(action.title)} {soft(plain(action.id))}") for action in found.gone_actions]
    came += [("recommendation gone", plain(rec.title)) for rec in found.gone_recommendations]
    yield "New, and gone", ("What", "Which"), came


def _ends(at: Frame, found: Moved) -> Rows:
    rows = [(f"not doing: {n.kind.label.lower()}", titled(_about(at, n), plain(n.reason))) for n in found.not_doing]
    rows += [("back from not doing", _about(at, entry)) for entry in found.brought_back]
    rows += [(f"closed {at.day(rec.closed_on)}", _recommendation(at, rec.id)) for rec in found.closed]
    rows += [("open again", _recommendation(at, rec.id)) for rec in found.reopened]
    return rows


def _both(found: Moved) -> list[str]:
    """Newly late on either date, each once."""
    return list(dict.fromkeys((*found.late.newly, *found.late_on_original.newly)))


def _which(found: Moved, action_id: str) -> str:
    current, original = action_id in found.late.newly, action_id in found.late_on_original.newly
    return "both dates" if current and original else "the current date" if current else "the original date"


def _waits(waits: bool) -> str:
    return "waits for verification" if waits else soft("judged since")


def _due(at: Frame, action_id: str) -> str:
    action = at.register.actions[action_id]
    original = action.original_due
    moved_ = f"  \n{soft('original ' + at.day(original))}" if original and original != action.due else ""
    return f"due **{at.day(action.due)}**{moved_}"


def _about(at: Frame, entry: NotDoing) -> str:
    register = at.register
    if entry.recommendation_id:
        return _recommendation(at, entry.recommendation_id)
    if entry.action_id:
        return _action(at, entry.action_id)
    ask = register.asks.get(entry.ask_id or "")
    if ask is None:
        return plain(entry.ask_id or "")
    rec = register.parts[ask.part_id].recommendation_id
    return f"{at.agency(ask.agency_id)} for {_recommendation(at, rec)}"


def _recommendation(at: Frame, id_: str) -> str:
    rec = at.register.recommendations.get(id_)
    if rec is None:
        return plain(id_)
    level = "" if rec.level == Level.OVERVIEW else soft(" single agency")
    return f"{at.link(f'**{plain(rec.ref)}**', 'recommendation', id=id_)}\u2002{at.review(rec.review_id)}{level}"


def _action(at: Frame, id_: str) -> str:
    action = at.register.actions.get(id_)
    if action is None:
        return plain(id_)
    title = at.link(plain(action.title), "my_agency", action=id_)
    return titled(f"**{at.agency(action.owner_id)}**\u2002{title}", plain(id_))
