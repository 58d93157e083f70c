"""What a report teaches without recommending it, and what it promises: promote a learning point, match a promise."""

import streamlit as st

from tracker.commands import learning, links
from tracker.rules.dates import first_words
from tracker.rules.records import LearningPoint, Promise
from tracker.rules.words import Level
from tracker.ui import desk, tables
from tracker.ui.form_recommendation import LEVELS
from tracker.ui.forms import Form, may, may_or_say, on_record, per_line, said
from tracker.ui.frame import Frame
from tracker.ui.look import plain, section, titled

VERBS = {
    "promote": "Make a recommendation of a learning point",
    "match": "Match a promise",
    "add": "Add a learning point",
}


def draw(at: Frame) -> None:
    """Learning points and promises as tables; forms for those who may."""
    said("learning")
    if may(at, "edit_register"):
        verb = desk.verbs(VERBS)
        if verb == "add":
            _add(at)
        elif verb == "promote":
            _promote(at)
        elif verb == "match":
            _match(at)
    else:
        may_or_say(at, "edit_register")
    register = at.register
    section("Learning with no recommendation of its own")
    tables.table(
        [_point(at, p) for p in register.learning_points.values()], ("Learning", "Became"), alt="Learning points"
    )
    if not register.learning_points:
        st.markdown("None is in the register.")
    section("Promises: sentences that say a recommendation exists")
    tables.table([_promise(at, p) for p in register.promises.values()], ("Promise", "Kept by"), alt="Promises")
    if not register.promises:
        st.markdown("None is in the register.")


def _point(at: Frame, point: LearningPoint) -> tuple[str, str]:
    where = f"{at.review(point.review_id)} {plain(point.paragraph)}"
    became = (
        at.link(plain(point.promoted_to), "recommendation", id=point.promoted_to)
        if point.promoted_to
        else "nothing yet"
    )
    return titled(f"**{plain(point.title)}**", plain(point.summary), where), became


def _promise(at: Frame, one: Promise) -> tuple[str, str]:
    kept = at.link(plain(one.kept_by), "recommendation", id=one.kept_by) if one.kept_by else "**nothing keeps it**"
    return titled(f"**{plain(one.about)}**", f"{at.review(one.review_id)} {plain(one.paragraph)}"), titled(
        kept, plain(one.why or "")
    )


def _add(at: Frame) -> None:
    section("Add a learning point")
    form = Form(at, "learning:new", says="learning")
    with form.box():
        review = form.pick("review", "**Which review?**", {r.id: r.title for r in at.now.register.reviews.values()})
        paragraph = form.text("paragraph", "**Paragraph**")
        title = form.text("title", "**Title**")
        summary = form.words("summary", "**What is to be learned?** :gray[In your own words.]")
        form.send(
            "Add this learning point", "Not added", learning.add,
            lambda p: f"**Added.** {plain(p.title)}. {on_record(at)}",
            before=lambda: {"review_id": form.needed("Which review", review)},
            paragraph=paragraph, title=title, summary=summary,
        )  # fmt: skip


def _promote(at: Frame) -> None:
    section("Make a recommendation of a learning point")
    register = at.now.register
    open_ones = {p.id: f"{p.id} {p.title}" for p in register.learning_points.values() if not p.promoted_to}
    form = Form(at, "learning:promote", says="learning")
    with form.open():
        point = form.pick("point", "**Which learning point?**", open_ones)
        ref = form.text("ref", "**Reference** :gray[A new one, such as L1.]")
        text = form.words("text", "**What is recommended?**")
        title = form.text("title", "**Short title** :gray[The learning point's own, if you leave it open.]")
        level = form.radio("level", "**Level** :gray[Which report makes it?]", LEVELS)
        agency = None
        if level == Level.SINGLE_AGENCY:
            agency = form.pick("agency", "**Whose report?**", {a.id: a.name for a in register.agencies.values()})
        to = form.words("to", "**Addressed to** :gray[One to a line.]", height=80)
        form.send(
            "Make this recommendation", "Not made", learning.promote,
            lambda r: f"**Made.** {plain(r.id)}. {on_record(at)}",
            before=lambda: {"learning_point_id": form.needed("Which learning point", point),
                            "level": form.needed("Level", level),
                            "text": form.needed("What is recommended", text)},
            ref=ref, title=title or None, agency_id=agency, addressed_to=per_line(to),
        )  # fmt: skip


def _match(at: Frame) -> None:
    section("Match a promise")
    register = at.now.register
    names = {p.id: f"{p.id} {first_words(p.about, 80)}" for p in register.promises.values()}
    promise_id = desk.pick("Which promise?", names, "promise", width=480)
    if promise_id is None:
        return
    promise = register.promises[promise_id]
    recs = {
        r.id: f"{r.ref} {first_words(r.title, 70)}"
        for r in register.recommendations_of_review.get(promise.review_id, ())
    }
    form = Form(at, f"promise:{promise.id}", seen=promise, says="learning")
    with form.box():
        rec = form.pick("rec", "**Which recommendation keeps it?**", recs, promise.kept_by, empty="None does")
        why = form.text("why", "**Why?**", promise.why)
        form.send(
            "Save this match", "Not saved", links.match_promise,
            lambda p: f"**Saved.** {plain(p.kept_by or 'Nothing keeps it')}. {on_record(at)}",
            promise_id=promise.id, recommendation_id=rec, why=why or None,
        )  # fmt: skip
