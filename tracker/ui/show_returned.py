"""A lesson that came back, as cells and lines: both recommendations, how the earlier was ended and on what."""

import streamlit as st

from tracker.queries.overlapping import near
from tracker.rules.dates import NO_BREAK_SPACE, in_words
from tracker.rules.ending import Ending
from tracker.rules.overlap import Near
from tracker.rules.recurrence import Recurrence, recurrences
from tracker.rules.words import Ended
from tracker.ui.forms import name_of
from tracker.ui.frame import Frame
from tracker.ui.look import plain, soft, titled

MOST = 5_000
SHAPE = {Ended.CLOSED: "◆", Ended.ASSURED: "◆", Ended.CLAIMED: "◇", Ended.NOT_DOING: "✕"}
COLOUR = {Ended.CLOSED: "blue", Ended.ASSURED: "blue", Ended.CLAIMED: "gray", Ended.NOT_DOING: "gray"}


def alike(at: Frame) -> Near:
    """Which recommendations ask for much the same: kept by `near` itself, which lets nobody else wait meanwhile."""
    with st.spinner("Comparing what recommendations ask for …"):
        return near(at.engine, at.standing, sight=at.sight)


def found(at: Frame) -> tuple[Recurrence, ...]:
    """Everything that came back, decided ones first, then the nearest; worked out once."""
    like = alike(at)
    return at.worked_out(lambda: recurrences(at.standing, like, most=MOST), "recurrences", like)


def of(at: Frame, recommendation_id: str) -> tuple[Recurrence, ...]:
    """What came back with one recommendation."""
    return tuple(one for one in found(at) if one.recommendation == recommendation_id)


def named(at: Frame, id_: str) -> str:
    """A recommendation with its review, as a link."""
    rec = at.register.recommendations[id_]
    return f"{at.review(rec.review_id)} {at.link(f'**{plain(rec.ref)}**', 'recommendation', id=rec.id)}"


def asked_again(at: Frame, one: Recurrence) -> str:
    """The later recommendation, and whether a person said it is the same lesson or the tracker suggests it."""
    said = _theme(at, one)
    return titled(f"{named(at, one.recommendation)} {plain(at.register.recommendations[one.recommendation].title)}",
                  state(one), said)  # fmt: skip


def state(one: Recurrence) -> str:
    """What a meeting decided, or what the tracker suggests: told apart in word and shape."""
    if one.decision:
        return f"✓{NO_BREAK_SPACE}**Decided: the same lesson**, minute {plain(one.decision.minute)}"
    return f"○{NO_BREAK_SPACE}Suggested. {plain(one.likeness)}"


def asked_before(at: Frame, one: Recurrence) -> str:
    """The earlier recommendation and how it was ended."""
    title = plain(at.register.recommendations[one.earlier].title)
    ended = f"{chip(one.ending)} {in_words(one.ending.on)}" if one.ending else "Nobody knows how it was ended."
    return f"{soft('before:')} {named(at, one.earlier)} {title}  \n{ended}"


def chip(ending: Ending) -> str:
    """How it was ended, as a chip with its shape."""
    part = " in part" if ending.in_part else ""
    return f":{COLOUR[ending.how]}-badge[{SHAPE[ending.how]}{NO_BREAK_SPACE}{ending.how.label}{part}]"


def on_what(at: Frame, one: Recurrence) -> str:
    """On what evidence it was ended: rung and day; by which meeting, or by whom."""
    ending = one.ending
    if ending is None:
        return "–"
    if ending.evidence:
        about = f", about {in_words(ending.evidence.about)}" if ending.evidence.about else ""
        proof = f"**{ending.evidence.rung.label}**{about}"
    else:
        proof = "**No evidence** on record then"
    return titled(proof, _why_not_done(ending), _by_whom(at, one))


def why(one: Recurrence) -> str:
    """Why the tracker thinks so: what both are about and what both say."""
    return plain(one.near.why if one.near else one.why)


def _why_not_done(ending: Ending) -> str:
    return f"{ending.entry.kind.label}: {plain(ending.entry.reason)}" if ending.entry else ""


def _by_whom(at: Frame, one: Recurrence) -> str:
    ending = one.ending
    if ending is None:
        return ""
    held = at.register.meetings.get(ending.decision.meeting_id) if ending.decision else None
    if held and ending.decision:
        return f"Meeting of {in_words(held.held_on)}, minute {plain(ending.decision.minute)}"
    old = at.register.recommendations[one.earlier]
    if ending.how == Ended.CLOSED and old.closed_by:
        return f"Closed by {plain(name_of(at.register, old.closed_by))}, in no meeting on record"
    if ending.entry:
        return f"Entered by {plain(name_of(at.register, ending.entry.entered_by))}, in no meeting on record"
    verified = at.register.verifications.get(ending.record or "")
    if verified:
        return f"Verified by {plain(name_of(at.register, verified.verified_by))}, in no meeting on record"
    return "In no meeting on record"


def _theme(at: Frame, one: Recurrence) -> str:
    known = at.register.themes.get(one.theme or "")
    return f"Theme: {plain(known.name)}" if known else ""
