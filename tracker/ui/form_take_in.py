"""Putting a report in: what the review says of itself, what is taken, and one press that makes it the register's."""

import streamlit as st

from tracker.commands import taking_in
from tracker.queries.overlapping import near_of, with_encoder
from tracker.queries.reports import Helped, helped
from tracker.queries.standing import standing
from tracker.rules.candidates import ReadReport
from tracker.rules.dates import list_in_words, plural
from tracker.rules.records import Board, Review
from tracker.rules.recurrence import in_full, recurrences
from tracker.rules.words import Answer, CandidateKind, Publication
from tracker.rules.working_list import LIST, Item, Items, in_the_way
from tracker.store.desk import Upload
from tracker.ui import desk_report, show_returned
from tracker.ui.form_review import KINDS, STATES
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section

COUNTED = {
    CandidateKind.RECOMMENDATION: ("recommendation", "recommendations"),
    CandidateKind.SINGLE_AGENCY: ("single-agency recommendation", "single-agency recommendations"),
    CandidateKind.LEARNING_POINT: ("learning point", "learning points"),
    CandidateKind.PROMISE: ("promise", "promises"),
    CandidateKind.CROSS_REFERENCE: ("reference to another review", "references to other reviews"),
}


def taken_in_words(items: Items) -> str:
    """ "13 recommendations and 2 learning points"."""
    counts = {kind: sum(i.kind == kind and i.answer == Answer.TAKEN for i in items) for kind in CandidateKind}
    return list_in_words([plural(n, *COUNTED[kind]) for kind, n in counts.items() if n]) or "nothing"


def draw(
    at: Frame, upload: Upload, report: ReadReport, items: Items, board: Board | None, review: Review | None
) -> None:
    """The form: into a new review, or into the one that the report is already."""
    section("Put in")
    taken = [item for item in items if item.answer == Answer.TAKEN]
    ideas = helped(at.now.register, tuple(taken), board)
    known = [one.ref for one in at.now.register.recommendations_of_review.get(review.id, ())] if review else []
    blockers = in_the_way(items, known)
    st.markdown(f"**Taken:** {taken_in_words(items)}.")
    if blockers:
        st.markdown("Before it can be put in:\n\n" + "\n".join(f"- {plain(one)}" for one in blockers))
    form = Form(at, f"report:{upload.hash[:12]}:in", says=desk_report.GROUP)
    made = [_taken(item, ideas[item.id]) for item in taken]
    document = taking_in.Document(upload.hash, upload.name, report.pages)
    if review is not None:
        note(f"They become part of {plain(review.title)} ({plain(review.id)}), each signed by you.")
        with form.box():
            form.send(
                f"Put {plural(len(taken), 'item')} into {review.id}", "Not put in", taking_in.take_in,
                lambda done: _done(at, upload, done), ready=not blockers, review=review.id, document=document,
                items=made,
            )  # fmt: skip
        return
    if board is None:
        note("First choose above whose review it is.")
        return
    note(f"A review of {plain(board.name)}. The file is kept with it: published reports are often taken down.")
    with form.box():
        code = form.text("code", "**Code** :gray[Short and for ever, such as SOTON-K. It begins every reference.]")
        kind = form.pick("kind", "**Kind**", KINDS)
        subject = form.text("subject", "**Subject** :gray[A pseudonym: Child K.]", report.subject)
        title = form.text("title", "**Title as printed**", report.title)
        publisher = form.text("publisher", "**Publisher**", report.publisher)
        author = form.text("author", "**Author**", report.author)
        published_on = form.day("published_on", "**Published on**")
        said = form.text("said", "**Date as printed** :gray[Where there is no day.]", report.published_text)
        state = form.radio(
            "state", "**How public is it?** :gray[An unpublished one leaves in no public output.]", STATES
        )
        reason = form.text("reason", "**Why?** :gray[Needed where it is withheld or withdrawn.]")

        def review_of() -> dict[str, object]:
            new = taking_in.NewReview(
                code, board.id, form.needed("Kind", kind), subject, title, publisher or None, author or None,
                published_on, said or None, form.needed("How public it is", state) or Publication.DRAFT, reason or None,
            )  # fmt: skip
            return {"review": new}

        form.send(
            "Put in this review", "Not put in", taking_in.take_in, lambda done: _done(at, upload, done),
            ready=not blockers, before=review_of, document=document, items=made,
        )  # fmt: skip


def _taken(item: Item, ideas: Helped) -> taking_in.Taken:
    """What the command is given: where nobody chose, the tracker's suggestions count; of themes, what a person added to
    them is confirmed and what they took out is rejected, and the rest wait as suggestions."""
    owners = item.owners if item.owners is not None else (*ideas.agencies, *ideas.groups)
    ours = [one.theme_id for one in ideas.themes]
    theirs = item.themes if item.themes is not None else tuple(ours)
    groups = {id_ for id_ in owners if id_ in ideas.known_groups}
    listed = item.kind in LIST
    return taking_in.Taken(
        item.kind, item.ref.strip(), item.title.strip(), item.text, item.parts, item.addressed_to, item.place,
        tuple(id_ for id_ in owners if id_ not in groups) if listed else (), tuple(groups) if listed else (),
        tuple(id_ for id_ in theirs if id_ not in ours) if listed else (),
        tuple(id_ for id_ in ours if id_ not in theirs) if listed else (), item.agency_id, item.about, item.kept_by,
    )  # fmt: skip


def _done(at: Frame, upload: Upload, made: taking_in.TakenIn) -> str:
    desk_report.put_aside(at, upload)
    number = sum(len(ids) for ids in made.made.values())
    back = _came_back(at, made.review_id)
    way = at.link("See its recommendations", "recommendations", review=made.review_id)
    themes = at.link("confirm their themes", "themes", view="waiting")
    return (
        f"**Put in.** {plural(number, 'item')} in {plain(made.review_id)}. {on_record(at)} {way}, then {themes}.{back}"
    )


def _came_back(at: Frame, review_id: str) -> str:
    """What came back with a review that was just put in: said at once, in its first few lines. Markdown."""
    now = standing(at.engine, sight=at.sight)
    like = near_of(at.engine, now, [review_id], sight=at.sight)  # it alone: everything takes a while
    found = recurrences(now, like, review_id=review_id, most=show_returned.MOST)
    if not found and with_encoder(at.engine):  # which reads what was just put in a little later
        soon = at.link("what came back", "themes", view="back", review=review_id)
        return f"  \nNothing in it came back by its themes. Its texts are compared in the next minutes: see {soon}."
    if not found:
        return "  \nNothing in it came back: no earlier recommendation that was ended asked for the same."
    again = len({one.recommendation for one in found})
    recs = now.register.recommendations
    lines = [f"- **{plain(recs[one.recommendation].ref)}** {plain(in_full(now.register, one))}" for one in found[:3]]
    way = at.link("See what came back", "themes", view="back", review=review_id)
    asks = "recommendation asks" if again == 1 else "recommendations ask"
    head = f"**{again} of its {asks} again for what was ended before.** Suggested by the tracker; a meeting decides."
    return "\n\n" + "\n".join([head, "", *lines, "", f"{way}. The next agenda will propose them."])
