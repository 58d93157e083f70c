"""Actions by hand: what one says, who owns it, its first date, the parts it answers."""

import streamlit as st

from tracker.commands import actions
from tracker.rules.dates import first_words, in_words
from tracker.rules.records import Action, ActionFile
from tracker.ui import desk, form_dates, tables
from tracker.ui.forms import Form, may, may_or_say, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft

VERBS = {"edit": "Edit and owner", "date": "Date", "parts": "Parts it answers"}


def draw(at: Frame) -> None:
    """One action of one review, and what may be done to it."""
    register = at.now.register
    said("actions")
    reviews = {r.id: f"{r.subject} ({r.id})" for r in register.reviews.values()}
    with st.container(horizontal=True, key="controls_action"):
        review_id = desk.pick("Which review?", reviews, "review", drops=("id",))
        found = [a for a in register.actions.values() if a.review_id == review_id]
        names = {a.id: f"{a.id} {first_words(a.title, 60)}" for a in found}
        id_ = desk.pick("Which action?", names, "id", width=480)
    if review_id and not found:
        st.markdown("No action yet in this review. Plan one from its recommendation, under Recommendations.")
    if id_ is None:
        note("Choose a review and one of its actions. A new one is planned under Recommendations.")
        return
    file = register.files[id_]
    _facts(at, file)
    if not may(at, "edit_action", file.action.owner_id):
        may_or_say(at, "edit_action", file.action.owner_id)
        return
    verb = desk.verbs(VERBS)
    if verb == "edit":
        _edit(at, file.action)
    elif verb == "date":
        section("Its date")
        said(form_dates.place(file))
        form_dates.ask(at, file)
    elif verb == "parts":
        _parts(at, file)


def _facts(at: Frame, file: ActionFile) -> None:
    action = file.action
    rating = at.now.action_ratings[action.id]
    due = in_words(action.due) if action.due else plain(action.due_text or "no date")
    original = in_words(action.original_due) if action.original_due else ""
    st.markdown(
        f"{tables.rating_chip(at, file)} {plain(rating.reason)}  \n**{plain(action.title)}** {soft(plain(action.id))}"
    )
    tables.facts(
        {
            "Owner": plain(at.now.register.agency_name(action.owner_id)),
            "Led by": plain(action.lead or ""),
            "Due": due,
            "Original date": original,
            "Status": action.status.label,
            "Intended outcome": plain(action.intended_outcome or ""),
            "Answers": tables.recommendation_links(at, file),
        },
        alt=f"Facts of {action.id}",
    )


def _edit(at: Frame, action: Action) -> None:
    form = Form(at, f"action:{action.id}", seen=action, says="actions")
    agencies = {
        a.id: a.name for a in at.now.register.agencies.values() if a.closed_on is None or a.id == action.owner_id
    }
    with form.box():
        title = form.text("title", "**What will be done?**", action.title)
        owner = form.pick(
            "owner", "**Owner** :gray[Not while it is claimed.]", agencies, action.owner_id, empty="No owner"
        )
        lead = form.text("lead", "**Who leads it?** :gray[A role, not a name.]", action.lead)
        outcome = form.words("outcome", "**What will be different for children?**", action.intended_outcome)
        form.send(
            "Save this action", "Not saved", actions.edit, lambda a: f"**Saved.** {plain(a.id)}. {on_record(at)}",
            action_id=action.id, title=title, owner_id=owner or "", lead=lead, intended_outcome=outcome,
        )  # fmt: skip


def _parts(at: Frame, file: ActionFile) -> None:
    register = at.now.register
    section("The parts it answers")
    form = Form(at, f"action-parts:{file.action.id}", says="actions")
    with form.open():
        answers = {p: f"{p}: {first_words(register.parts[p].text, 70)}" for p in file.part_ids}
        way = form.radio(
            "way", "**What do you want to do?**", {"add": "Let it answer another part", "drop": "Take a part away"}
        )
        if way == "add":
            reviews = {r.id: f"{r.subject} ({r.id})" for r in register.reviews.values()}
            review_id = form.pick("review", "**Of which review?**", reviews, file.action.review_id)
            recs = register.recommendations_of_review.get(review_id or "", ())
            rec_id = form.pick(
                "rec", "**Of which recommendation?**", {r.id: f"{r.ref} {first_words(r.title, 60)}" for r in recs}
            )
            parts = [p for p in register.parts_of.get(rec_id or "", ()) if p.id not in answers]
            more = form.many("more", "**Which parts?**", {p.id: f"{p.label} {first_words(p.text, 80)}" for p in parts})
            form.send(
                "Link these parts", "Not linked", actions.link_parts, lambda m: f"**Linked.** {on_record(at)}",
                ready=bool(more), action_id=file.action.id, part_ids=more,
            )  # fmt: skip
        elif way == "drop":
            part_id = form.pick("drop", "**Which part?**", answers)
            form.send(
                "Take this part away", "Not taken away", actions.unlink_part,
                lambda m: f"**Taken away.** {on_record(at)}",
                before=lambda: {"part_id": form.needed("Which part", part_id)}, action_id=file.action.id,
            )  # fmt: skip
