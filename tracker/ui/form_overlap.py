"""Whether two recommendations ask for the same, said by a person; then one action that serves both."""

from typing import Any

import streamlit as st

from tracker.commands import overlaps
from tracker.rules.dates import first_words
from tracker.rules.judged import MEANS, Pair, pair_id
from tracker.rules.records import OverlapJudgement
from tracker.rules.words import Sameness
from tracker.ui import desk, form_serve_both, keys
from tracker.ui.forms import Form, may, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain

SAYS = "overlaps"
PAGE, A_PAGE = "pairs", 12
"""The page of the list in the address, and how many pairs are on one."""
KEYS = {Sameness.SAME: "1", Sameness.RELATED: "2", Sameness.NOT_RELATED: "3"}
"""Figures: Streamlit keeps R and C for itself."""


def draw(at: Frame, pair: Pair, found: list[Pair]) -> None:
    """The way to the pair before and after, the answers, and where the answer is "same" the actions of both."""
    _ways(pair, found)
    if may_or_say(at, "judge_overlap"):
        if pair.judged is None:
            _answer(at, pair, found)
        else:
            _again(at, pair)
    if pair.answer == Sameness.SAME:
        form_serve_both.draw(at, pair)


def _ways(pair: Pair, found: list[Pair]) -> None:
    ids = [one.id for one in found]
    if pair.id not in ids or len(ids) < 2:
        return
    here = ids.index(pair.id)
    with st.container(horizontal=True, vertical_alignment="center", key="controls_pair"):
        st.button(
            "Pair before", icon=":material/arrow_back:", shortcut="Left", disabled=here == 0, key="pair:before",
            on_click=_to, args=(ids[max(here - 1, 0)], here - 1),
        )  # fmt: skip
        st.markdown(f"**{here + 1:,} of {len(ids):,}**")
        st.button(
            "Pair after", icon=":material/arrow_forward:", shortcut="Right", disabled=here == len(ids) - 1,
            key="pair:after", on_click=_to, args=(ids[min(here + 1, len(ids) - 1)], here + 1),
        )  # fmt: skip


def _to(id_: str, place: int) -> None:
    desk.go(**{"pair": id_, PAGE: str(place // A_PAGE + 1) if place >= A_PAGE else None})


def _answer(at: Frame, pair: Pair, found: list[Pair]) -> None:
    ids = [one.id for one in found]
    here = ids.index(pair.id) if pair.id in ids else -1
    after = ids[here + 1] if 0 <= here < len(ids) - 1 else None
    form = Form(at, f"overlap:{pair.id}", says=SAYS)
    with form.open():
        note("Same: " + "; related: ".join((MEANS[Sameness.SAME], MEANS[Sameness.RELATED])) + "; not related: "
             + MEANS[Sameness.NOT_RELATED] + ".")  # fmt: skip
        reason = form.text("reason", "**Why?** :gray[May be left open.]")

        def done(made: OverlapJudgement) -> str:
            desk.go(pair=after)
            return _told(at, made)

        options: dict[Sameness, tuple[str, Any]] = {one: (one.label, keys.one(KEYS[one])) for one in Sameness}
        form.answers(
            "answer", options, "Not recorded", overlaps.judge,
            done, a_id=pair.a, b_id=pair.b, score=pair.score, reason=reason or None,
        )  # fmt: skip
        keys.switch()


def _told(at: Frame, made: OverlapJudgement) -> str:
    a, b = (at.register.recommendations[id_] for id_ in (made.a_id, made.b_id))
    named = " and ".join(f"{at.review(rec.review_id)} {plain(rec.ref)}" for rec in (a, b))
    words = f"**{made.answer.label}:** {named}. {on_record(at)}"
    if made.answer != Sameness.SAME:
        return words
    way = at.link("Let one action serve both", "themes", view="overlaps", answer="all", pair=made.id)
    return f"{words} {way}, or go on with the next pair."


def _again(at: Frame, pair: Pair) -> None:
    """Another answer, or none any more: both need a reason, and the trail keeps what was said."""
    with st.container(key="controls_again"):
        verb = desk.verbs({"change": "Change the answer", "back": "Take the answer back"}, "pair_do")
    if verb == "change":
        form = Form(at, f"overlap-change:{pair.id}", seen=pair.judged, says=SAYS)
        with form.open():
            options = {a: f"{a.label} :gray[{MEANS[a]}]" for a in Sameness if a != pair.answer}
            answer = form.radio("answer", "**What is it instead?**", options)
            reason = form.text("reason", "**Why is it not as was said?**")
            form.send(
                "Change this answer", "Not changed", overlaps.judge, lambda made: _changed(at, made),
                before=lambda: {"answer": form.needed("What is it instead", answer)},
                a_id=pair.a, b_id=pair.b, score=pair.score, reason=reason,
            )  # fmt: skip
    elif verb == "back":
        form = Form(at, f"overlap-back:{pair.id}", seen=pair.judged, says=SAYS)
        with form.open():
            note("The pair waits for an answer again. An action that serves both goes on serving both.")
            reason = form.text("reason", "**Why is the answer taken back?**")
            form.send(
                "Take this answer back", "Not taken back", overlaps.take_back, lambda gone: _gone(at),
                judgement_id=pair.id, reason=reason,
            )  # fmt: skip


def _changed(at: Frame, made: OverlapJudgement) -> str:
    desk.go(pair_do=None)
    return _told(at, made)


def _gone(at: Frame) -> str:
    desk.go(pair_do=None)
    return f"**Taken back.** The pair waits again. {on_record(at)}"


def put_together(at: Frame) -> None:
    """For whoever may answer: two recommendations that the tracker did not put together."""
    if not may(at, "judge_overlap") or len(at.now.register.reviews) < 2:
        return
    register = at.now.register
    with st.expander("Compare two that the tracker did not put together"), st.container(width=640):
        reviews = {r.id: f"{r.subject} ({r.id})" for r in register.reviews.values()}
        ids = []
        for side, label in (("one", "One recommendation"), ("other", "The other")):
            review = st.selectbox(
                f"**{label}: of which review?**", list(reviews), index=None, format_func=reviews.__getitem__,
                key=f"pair:{side}:review", placeholder="Choose one",
            )  # fmt: skip
            recs = {
                rec.id: f"{rec.ref} {first_words(rec.title, 70)}"
                for rec in register.recommendations_of_review.get(review or "", ())
            }
            chosen = st.selectbox(
                f"**{label}: which?**", list(recs), index=None, format_func=recs.__getitem__,
                key=f"pair:{side}:{review}", placeholder="Choose one", disabled=not recs,
            )  # fmt: skip
            ids.append((review, chosen))
        (one_review, one), (other_review, other) = ids
        if one and other and one_review == other_review:
            note("Both are of the same review: choose one of another.")
        ready = bool(one and other and one_review != other_review)
        st.button(
            "Compare them", key="pair:compare", disabled=not ready, on_click=_compare, args=(one or "", other or "")
        )


def _compare(one: str, other: str) -> None:
    desk.go(pair=pair_id(one, other))
