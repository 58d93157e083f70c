"""The not-doing register: what will not be done, by whose decision, why and until when; and bringing it back."""

from typing import Any

import streamlit as st

from tracker.commands import not_doing
from tracker.rules.dates import first_words, in_words
from tracker.rules.lifecycle import in_force
from tracker.rules.records import NotDoing
from tracker.rules.words import NotDoingKind
from tracker.ui import desk, tables
from tracker.ui.forms import Form, may, may_or_say, name_of, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import plain, section, titled

VERBS = {"enter": "Enter something", "end": "Bring something back"}
ABOUT = {"recommendation": "A recommendation", "ask": "One agency's part of it", "action": "An action"}


def draw(at: Frame) -> None:
    """The entries as a table; forms for those who may."""
    said("not_doing")
    if may(at, "not_doing"):
        verb = desk.verbs(VERBS)
        if verb == "enter":
            _enter(at)
        elif verb == "end":
            _end(at)
    else:
        may_or_say(at, "not_doing")
    entries = sorted(
        at.register.not_doing.values(), key=lambda n: (not in_force(n, today=at.today), n.until is None, n.until)
    )
    if not entries:
        st.markdown(
            "Nothing is in the not-doing register. What is rejected, merged, superseded or a risk accepted goes here."
        )
    lines = [_line(at, n) for n in entries]
    tables.table(lines, ("What is not being done", "Until"), alt="The not-doing register, what comes back next first")


def _line(at: Frame, entry: NotDoing) -> tuple[str, str]:
    who = plain(name_of(at.register, entry.entered_by))
    if entry.ended_on:
        until = f"ended on {in_words(entry.ended_on)}"
    elif not in_force(entry, today=at.today):
        until = f"**over since {at.day(entry.until)}**"
    else:
        until = f"until {in_words(entry.until)}" if entry.until else "no end set"
    title = f"**{entry.kind.label}:** {plain(_what(at, entry))}"
    return titled(title, plain(entry.reason), f"{plain(entry.id)} · by {who} on {at.day(entry.entered_on)}"), until


def _what(at: Frame, entry: NotDoing) -> str:
    register = at.register
    if entry.action_id:
        return f"{entry.action_id} {register.actions[entry.action_id].title}"
    if entry.recommendation_id:
        return f"{entry.recommendation_id} {register.recommendations[entry.recommendation_id].title}"
    ask = register.asks.get(entry.ask_id or "")
    return f"{register.agency_name(ask.agency_id)} on {ask.part_id}" if ask else str(entry.ask_id)


def _enter(at: Frame) -> None:
    section("Enter something that will not be done")
    register = at.now.register
    form = Form(at, "not-doing:new", says="not_doing")
    with form.open():
        about = form.radio("about", "**What is it about?**", ABOUT)
        reviews = {r.id: f"{r.subject} ({r.id})" for r in register.reviews.values()}
        review_id = form.pick("review", "**Of which review?**", reviews) if about else None
        subject: dict[str, Any] = {}
        recs = register.recommendations_of_review.get(review_id or "", ())
        if about == "action":
            found = {
                a.id: f"{a.id} {first_words(a.title, 60)}"
                for a in register.actions.values()
                if a.review_id == review_id
            }
            subject = {"action_id": form.pick("action", "**Which action?**", found)}
        elif about:
            rec = form.pick(
                "rec", "**Which recommendation?**", {r.id: f"{r.ref} {first_words(r.title, 60)}" for r in recs}
            )
            subject = {"recommendation_id": rec}
            if about == "ask":
                asks = [a for p in register.parts_of.get(rec or "", ()) for a in register.asks_of.get(p.id, ())]
                names = {
                    a.id: f"{register.agency_name(a.agency_id)}: part {register.parts[a.part_id].label or 'one'}"
                    for a in asks
                }
                subject = {"ask_id": form.pick("ask", "**Whose part?**", names)}
        kind = form.radio("kind", "**Why will it not be done?**", {k: k.label for k in NotDoingKind})
        reason = form.words(
            "reason", "**The reason, and who decided** :gray[It is read in the pack and by inspectors.]"
        )
        until = form.day("until", "**Until when?** :gray[On the next day it comes back. Leave open for no end.]")
        sure = form.sure("It leaves the ratings and is counted apart until it comes back.")
        form.send(
            "Enter it", "Not entered", not_doing.enter, lambda n: f"**Entered.** {plain(n.id)}. {on_record(at)}",
            ready=sure, before=lambda: {"kind": form.needed("Why", kind)}, reason=reason, until=until, **subject,
        )  # fmt: skip


def _end(at: Frame) -> None:
    section("Bring something back")
    open_ones = {
        n.id: f"{n.id} {first_words(_what(at, n), 70)}"
        for n in at.now.register.not_doing.values()
        if n.ended_on is None
    }
    form = Form(at, "not-doing:end", says="not_doing")
    with form.box():
        which = form.pick("which", "**Which entry ends?**", open_ones)
        reason = form.words("reason", "**Why is it done after all?**", height=96)
        form.send(
            "Bring it back", "Not brought back", not_doing.end,
            lambda n: f"**Brought back.** {plain(n.id)}. {on_record(at)}",
            before=lambda: {"entry_id": form.needed("Which entry", which)}, reason=reason,
        )  # fmt: skip
