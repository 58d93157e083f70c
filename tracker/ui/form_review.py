"""Reviews: put one in, correct what it says of itself, say how public it is and who reads it, keep its document."""

from typing import Any

import streamlit as st

from tracker.commands import reviews
from tracker.rules.dates import in_words, plural
from tracker.rules.readers import contacts_unnamed, readers_of
from tracker.rules.records import Review
from tracker.rules.words import Publication
from tracker.store.vault import vault_at
from tracker.ui import desk, desk_papers, form_reader, show_hold, tables
from tracker.ui.forms import Form, content_of, may_or_say, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled

KINDS = {
    "SCR": "Serious case review", "LCSPR": "Local child safeguarding practice review", "RR": "Rapid review",
    "SAR": "Safeguarding adults review", "DHR": "Domestic homicide review", "CPR": "Child practice review (Wales)",
    "APR": "Adult practice review (Wales)", "LR": "Learning review (Scotland)", "audit": "Audit",
}  # fmt: skip
REPORTS = ("pdf", "docx", "odt", "rtf", "txt")
STATES = {s: s.label for s in Publication}
VERBS = {
    "add": "Put in a review",
    "edit": "Edit",
    "state": "Publication",
    "readers": "Readers",
    "document": "Keep its document",
}


def draw(at: Frame) -> None:
    """The reviews as a table; forms for those who may."""
    register = at.register
    tables.rows(
        [_line(at, r) for r in register.reviews.values()],
        ("State", "Review", "Published"),
        alt="Reviews",
        key="rows_reviews",
    )
    if not register.reviews:
        st.markdown("No review yet. Put one in.")
    keeping = at.link("how long it is kept, and legal holds", "retention")
    note(f"Evidence of a closed review does not stay for ever: {keeping}.")
    said("reviews")
    if not may_or_say(at, "edit_register"):
        return
    note(f"A published report need not be typed: {at.link('read it from its file', 'report')}.")
    verb = desk.verbs(VERBS)
    if verb == "add":
        _add(at)
    elif verb:
        review_id = desk.pick(
            "Which review?", {r.id: f"{r.subject} ({r.id})" for r in register.reviews.values()}, "review"
        )
        if review_id:
            form = {"edit": _edit, "state": _state, "readers": form_reader.draw, "document": _document}[verb]
            form(at, at.now.register.reviews[review_id])


def _line(at: Frame, review: Review) -> tuple[str, str, str]:
    since = f"since {at.day(review.state_on)}" if review.state_on else ""
    state = f":gray-badge[{review.state.label}]"
    asked = len(at.register.recommendations_of_review.get(review.id, ()))
    title = at.link(f"**{plain(review.subject)}**", "recommendations", review=review.id)
    quiet = " · ".join(plain(w) for w in (review.title, review.publisher, review.state_reason) if w)
    when = in_words(review.published_on) if review.published_on else review.published_text or "no date"
    if review.document_hash:
        title += f" · [The report itself](/document/{review.id})"
    held = f" {show_hold.badge()}" if show_hold.over(at, review.id) else ""
    briefing = desk_papers.of_review(at, review.id)
    return (
        state + held,
        titled(title, quiet, f"{plain(review.id)} · {asked} recommendations {since}", briefing),
        plain(when),
    )


def _add(at: Frame) -> None:
    section("Put in a review")
    form = Form(at, "review:new", says="reviews")
    boards = {b.id: b.name for b in at.now.register.boards.values()}
    with form.box():
        code = form.text("code", "**Code** :gray[Short and for ever, such as SOTON-K. It begins every reference.]")
        board = form.pick("board", "**Whose review is it?**", boards)
        kind = form.pick("kind", "**Kind**", KINDS)
        values = _facts(form, None)
        state = form.radio(
            "state", "**How public is it?** :gray[An unpublished one leaves in no public output.]", STATES
        )
        reason = form.text("reason", "**Why?** :gray[Needed where it is withheld or withdrawn.]")
        form.send(
            "Put in this review", "Not put in", reviews.add, lambda r: f"**Put in.** {plain(r.title)}. {on_record(at)}",
            before=lambda: {"board_id": form.needed("Whose review it is", board), "kind": form.needed("Kind", kind),
                            "state": form.needed("How public it is", state)},
            code=code, state_reason=reason or None, **values,
        )  # fmt: skip


def _edit(at: Frame, review: Review) -> None:
    section(f"Edit {plain(review.id)}")
    form = Form(at, f"review:{review.id}", seen=review, says="reviews")
    kinds = KINDS if review.kind in KINDS else {**KINDS, review.kind: review.kind}
    with form.box():
        kind = form.pick("kind", "**Kind**", kinds, review.kind)
        values = _facts(form, review)
        form.send(
            "Save this review", "Not saved", reviews.edit, lambda r: f"**Saved.** {plain(r.title)}. {on_record(at)}",
            review_id=review.id, kind=kind, **values,
        )  # fmt: skip


def _facts(form: Form, review: Review | None) -> dict[str, Any]:
    return {
        "subject": form.text("subject", "**Subject** :gray[A pseudonym: Child K.]", getattr(review, "subject", None)),
        "title": form.text("title", "**Title as printed**", getattr(review, "title", None)),
        "publisher": form.text("publisher", "**Publisher**", getattr(review, "publisher", None)),
        "author": form.text("author", "**Author**", getattr(review, "author", None)),
        "published_on": form.day("published_on", "**Published on**", review.published_on if review else None),
        "published_text": form.text(
            "published_text",
            "**Date as printed** :gray[Where there is no day.]",
            getattr(review, "published_text", None),
        ),
    }


def _state(at: Frame, review: Review) -> None:
    section(f"How public is {plain(review.id)}?")
    form = Form(at, f"review-state:{review.id}", seen=review, says="reviews")
    with form.open():
        st.markdown(
            f"Now: **{review.state.label}**" + (f", {plain(review.state_reason)}" if review.state_reason else "")
        )
        state = form.radio("state", "**From now on**", STATES)
        reason = form.text("reason", "**Why?** :gray[Needed where it is withheld or withdrawn.]")
        sure = True
        if review.state == Publication.PUBLISHED and state not in (None, Publication.PUBLISHED):
            sure = form.sure(_who_loses_sight(at, review))
        form.send(
            "Set the publication state", "Not set", reviews.set_state, lambda r: _is_set(at, r), ready=sure,
            before=lambda: {"state": form.needed("From now on", state)}, review_id=review.id, reason=reason or None,
        )  # fmt: skip


def _is_set(at: Frame, review: Review) -> str:
    way = at.link("Name its readers", "reviews", tab="reviews", do="readers", review=review.id)
    more = "" if review.state == Publication.PUBLISHED else f" {way}."
    return f"**Set.** {plain(review.subject)} is {review.state.label.lower()}. {on_record(at)}{more}"


def _who_loses_sight(at: Frame, review: Review) -> str:
    """What becomes of a published review that is published no longer, to be agreed to."""
    register = at.now.register
    readers = len(readers_of(register, review.id))
    recommendations = len(register.recommendations_of_review.get(review.id, ()))
    losing = len(contacts_unnamed(register, review.id))
    loses = "agency lead or deputy loses" if losing == 1 else "agency leads and deputies lose"
    return (
        f"Only the business manager and {plural(readers, 'named reader')} will see its "
        f"{plural(recommendations, 'recommendation')}; {losing} {loses} sight of theirs."
    )


def _document(at: Frame, review: Review) -> None:
    section(f"Keep the document of {plain(review.id)}")
    form = Form(at, f"review-document:{review.id}", seen=review, says="reviews")
    with form.box():
        label = "**The report itself** :gray[PDF, Word, OpenDocument or plain text. Links go dead; this is kept.]"
        upload = form.file("file", label, kinds=REPORTS)
        title = form.text("title", "**Its title**", review.document_title)
        pages = form.number("pages", "**Pages**", review.document_pages, most=5000)

        def keep() -> dict[str, Any]:
            content = content_of(at, upload, "report")
            vault = vault_at(at.settings)
            return {"document_hash": vault.receive(upload.name, content, limit=at.settings.upload_limit).hash}

        form.send(
            "Keep this document", "Not kept", reviews.attach_document,
            lambda r: f"**Kept.** The document of {plain(r.subject)}. {on_record(at)}",
            before=keep, review_id=review.id, document_title=title or None, document_pages=pages,
        )  # fmt: skip
