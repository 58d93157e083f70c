"""Recommendations by hand: put one in, correct it, answer it, close it; the way to its parts and asks."""

from typing import Any

import streamlit as st

from tracker.commands import recommendations
from tracker.rules.dates import first_words
from tracker.rules.records import Recommendation
from tracker.rules.sign_off import close_blockers
from tracker.rules.words import ChangeKind, Level, Response
from tracker.ui import desk, form_ask, form_link, form_part, form_plan
from tracker.ui.forms import Form, may, may_or_say, on_record, per_line, said
from tracker.ui.frame import Frame
from tracker.ui.look import chip, note, plain, section

LEVELS = {Level.OVERVIEW: "The overview report", Level.SINGLE_AGENCY: "One agency's own report"}
CHANGES = {kind: kind.label for kind in ChangeKind}
RESPONSES = {
    Response.ACCEPTED: "Accepted", Response.IN_PART: "Accepted in part",
    Response.NOT_ACCEPTED: "Not accepted", Response.ANOTHER_BOARDS: "Another board's to answer",
}  # fmt: skip
VERBS = {
    "edit": "Edit", "respond": "Answer it", "parts": "Parts", "ask": "Ask agencies", "plan": "Plan an action",
    "links": "Cross-references", "close": "Close or reopen",
}  # fmt: skip


def draw(at: Frame) -> None:
    """One recommendation of one review, and what may be done to it."""
    register = at.now.register
    said("recommendations")
    reviews = {r.id: f"{r.subject} ({r.id})" for r in register.reviews.values()}
    if not reviews:
        st.markdown("No review yet. Put one in first, under Reviews.")
        return
    with st.container(horizontal=True, key="controls_recommendation"):
        review_id = desk.pick("Which review?", reviews, "review", drops=("id",))
        found = register.recommendations_of_review.get(review_id or "", ())
        names = {r.id: f"{r.ref} {first_words(r.title, 70)}" for r in found}
        id_ = desk.pick("Which recommendation?", names, "id", empty="One of them, or a new one", width=480)
    if review_id is None:
        note("Choose a review; then one of its recommendations, or put in a new one.")
        return
    if id_ is None:
        if may_or_say(at, "edit_register"):
            _add(at, review_id)
        return
    _one(at, register.recommendations[id_])


def _one(at: Frame, rec: Recommendation) -> None:
    rating = at.now.recommendation_ratings[rec.id]
    st.markdown(
        f"{chip(rating.brag)} {plain(rating.reason)} · {at.link('see all about it', 'recommendation', id=rec.id)}"
    )
    with st.container(key="printed_recommendation", width=720):
        st.markdown(plain(rec.text, lines=True))
    board, plans, closes = may(at, "edit_register"), may(at, "plan_action"), may(at, "close")
    offered = {k: v for k, v in VERBS.items() if (closes if k == "close" else plans if k == "plan" else board)}
    if not offered:
        may_or_say(at, "edit_register")
        return
    verb = desk.verbs(offered)
    if verb == "edit":
        _edit(at, rec)
    elif verb == "respond":
        _respond(at, rec)
    elif verb == "parts":
        form_part.draw(at, rec)
    elif verb == "ask":
        form_ask.draw(at, rec)
    elif verb == "plan":
        section(f"Plan an action for {plain(rec.ref)}")
        form_plan.for_parts(at, rec.id)
    elif verb == "links":
        form_link.draw(at, rec)
    elif verb == "close":
        _close(at, rec)


def _add(at: Frame, review_id: str) -> None:
    section("Put in a recommendation")
    form = Form(at, f"recommendation:new:{review_id}", says="recommendations")
    agencies = {a.id: a.name for a in at.now.register.agencies.values()}
    with form.open():
        ref = form.text("ref", "**Reference as printed** :gray[10.2.5, or 7.]")
        title = form.text("title", "**Short title** :gray[For tables, in your own words.]")
        text = form.words("text", "**Text as printed**", height=160)
        parts = form.words(
            "parts",
            "**Parts, one to a line** :gray[As “a: text”. Leave empty where the whole text is one.]",
            height=120,
        )
        level = form.radio("level", "**Which report makes it?**", LEVELS)
        agency = None
        if level == Level.SINGLE_AGENCY:
            agency = form.pick("agency", "**Whose report?**", agencies)
        more = _more(form, None)
        form.send(
            "Put in this recommendation", "Not put in", recommendations.add,
            lambda r: f"**Put in.** {plain(r.id)}. {on_record(at)}",
            before=lambda: {"level": form.needed("Which report makes it", level), "parts": labelled(parts)},
            review_id=review_id, ref=ref, title=title, text=text, agency_id=agency, **more,
        )  # fmt: skip


def labelled(text: str) -> tuple[tuple[str, str], ...]:
    """Parts typed one to a line as "a: text"; those without a label get the next letter."""
    found: list[tuple[str, str]] = []
    for number, line in enumerate(per_line(text)):
        label, colon, rest = line.partition(":")
        if colon and len(label.strip()) <= 6 and " " not in label.strip():
            found.append((label.strip(), rest.strip()))
        else:
            found.append((chr(ord("a") + number % 26), line))
    return tuple(found)


def _more(form: Form, rec: Recommendation | None) -> dict[str, Any]:
    written = "\n".join(rec.addressed_to) if rec else ""
    return {
        "paragraph": form.text("paragraph", "**Source paragraph**", getattr(rec, "paragraph", None)),
        "page": form.number("page", "**Page**", rec.page if rec else None, most=5000),
        "change": form.radio(
            "change",
            "**What kind of change does it ask for?** :gray[The evidence a claim needs rests on it.]",
            CHANGES,
            rec.change if rec else None,
        ),
        "addressed_to": per_line(
            form.words("to", "**Addressed to, as written** :gray[One to a line.]", written, height=80)
        ),
    }


def _edit(at: Frame, rec: Recommendation) -> None:
    section(f"Edit {plain(rec.id)}")
    form = Form(at, f"recommendation:{rec.id}", seen=rec, says="recommendations")
    with form.box():
        title = form.text("title", "**Short title**", rec.title)
        text = form.words("text", "**Text as printed** :gray[Correct what was copied wrongly.]", rec.text, height=160)
        more = _more(form, rec)
        form.send(
            "Save this recommendation", "Not saved", recommendations.edit,
            lambda r: f"**Saved.** {plain(r.id)}. {on_record(at)}",
            recommendation_id=rec.id, title=title, text=text, **more,
        )  # fmt: skip


def _respond(at: Frame, rec: Recommendation) -> None:
    section(f"How was {plain(rec.ref)} answered?")
    if rec.response:
        why = f", {plain(rec.response_reason)}" if rec.response_reason else ""
        note(f"So far: {RESPONSES[rec.response].lower()}{why}.")
    form = Form(at, f"respond:{rec.id}", seen=rec, says="recommendations")
    with form.box():
        response = form.radio("response", "**The answer**", RESPONSES)
        reason = form.words("reason", "**Why?** :gray[Needed for anything but accepted.]", height=96)
        form.send(
            "Record this answer", "Not recorded", recommendations.respond,
            lambda r: f"**Recorded.** {plain(r.id)}. {on_record(at)}",
            before=lambda: {"response": form.needed("The answer", response)}, recommendation_id=rec.id,
            reason=reason or None,
        )  # fmt: skip


def _close(at: Frame, rec: Recommendation) -> None:
    if rec.closed_on:
        form = Form(at, f"reopen:{rec.id}", seen=rec, says="recommendations")
        section(f"Reopen {plain(rec.ref)}")
        with form.box():
            reason = form.words("reason", "**Why is it open again?**", height=96)
            form.send(
                "Reopen it", "Not reopened", recommendations.reopen,
                lambda r: f"**Reopened.** {plain(r.id)}. {on_record(at)}", recommendation_id=rec.id, reason=reason,
            )  # fmt: skip
        return
    section(f"Close {plain(rec.ref)}")
    if blockers := close_blockers(at.now, rec.id):
        st.markdown("Not yet. In the way:\n\n" + "\n".join(f"- {plain(b)}" for b in blockers))
        return
    close(at, rec, says="recommendations")


def close(at: Frame, rec: Recommendation, *, says: str, ready: bool = True) -> None:
    """The one form that closes a recommendation, wherever it stands: what was decided and where, then the button."""
    form = Form(at, f"close:{rec.id}", seen=rec, says=says)
    with form.box():
        question = "**What was decided, and where?** :gray[Subgroup of 20 November, minute 4.]"
        reason = form.words("reason", question, height=96) if ready else ""
        form.send(
            "Close this recommendation", "Not closed", recommendations.close,
            lambda r: f"**Closed.** {plain(r.id)}. {on_record(at)}", ready=ready, recommendation_id=rec.id,
            before=lambda: {"reason": form.needed("What was decided, and where", reason)},
        )  # fmt: skip
