"""Drawing a dip sample, and saying of each action drawn whether it was really there."""

import streamlit as st

from tracker.commands import samples
from tracker.rules.dates import first_words, plural
from tracker.rules.sampling import Told, closed
from tracker.rules.sign_off import look_blockers
from tracker.rules.words import Found
from tracker.ui import desk, show_samples
from tracker.ui.forms import Form, may, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section

USUAL = 10


def draw(at: Frame) -> None:
    """What may be done: look at one that was drawn, or draw another sample."""
    told = show_samples.shown(at)
    if told and not at.is_past:
        _look(at, told)
    show_samples.others(at)
    section("Draw a sample")
    if not may_or_say(at, "draw_sample"):
        return
    _draw(at)


def _look(at: Frame, told: Told) -> None:
    if not may(at, "draw_sample"):
        return
    section("Say what you found")
    actions = at.now.register.actions
    names = {
        one.id: f"{actions[one.action_id].id} {first_words(actions[one.action_id].title, 70)}"
        + (f" ({one.found.label.lower()})" if one.found else "")
        for one in told.findings
    }
    with st.container(key="controls_finding"):
        id_ = desk.pick("Which one did you look at?", names, "finding", width=560)
    finding = at.now.register.dip_findings.get(id_ or "")
    if finding is None:
        note("Choose one of those drawn. A finding that is said again replaces the one before; both stay on the trail.")
        return
    assert at.who is not None
    file = at.now.register.files[finding.action_id]
    blockers = look_blockers(
        file, at.who.roles, at.who.id, at.now.register.board_agencies,
        same_body=at.now.body.get(file.action.owner_id or "", frozenset()),
    )  # fmt: skip
    if blockers:
        note(f"You cannot look at this one: {plain('; '.join(blockers))}.")
        return
    form = Form(at, f"finding:{finding.id}", seen=finding, says="samples")
    with form.box():
        options = {Found.FOUND: "Yes: what was assured is there", Found.NOT_FOUND: "No: it was not found"}
        found = form.radio("found", "**Was it there?**", options, finding.found)
        words = form.words(
            "note", "**What did you find?** :gray[What you looked at. Needed where it was not there.]",
            finding.note, height=96,
        )  # fmt: skip
        day = form.day("on", "**When did you look?** :gray[Today, if you leave it empty.]", finding.looked_on)
        form.send(
            "Record what was found", "Not recorded", samples.record,
            lambda f: f"**Recorded.** {plain(f.action_id)}. {on_record(at)}",
            before=lambda: {"found": form.needed("Was it there", found)},
            finding_id=finding.id, note=words or None, on=day,
        )  # fmt: skip


def _draw(at: Frame) -> None:
    agencies = {id_: at.now.register.agencies[id_].name for id_ in at.now.by_agency()}
    reviews = {r.id: f"{r.subject} ({r.id})" for r in at.now.register.reviews.values()}
    form = Form(at, "sample:new", says="samples")
    with form.open():
        some = form.many("agencies", "**Of which agencies?** :gray[Of every one, if you leave it empty.]", agencies)
        review = form.pick("review", "**Of which review?** :gray[Of every one, if you leave it empty.]", reviews,
                           empty="Every review")  # fmt: skip
        number = len(closed(at.now, agency_ids=some, review_id=review))
        note(f"{plural(number, 'action')} {'stands' if number == 1 else 'stand'} assured there and can be drawn.")
        size = form.number("size", "**How many?**", USUAL, most=samples.MOST)
        about = form.text("about", "**What is it about?** :gray[For the record, such as “supervision, autumn”.]")
        seed = form.text("seed", "**Seed** :gray[Empty: one is made and recorded. Figures, a to f, dots and dashes.]")
        form.send(
            "Draw this sample", "Not drawn", samples.draw,
            lambda s: f"**Drawn.** {plain(s.id)}, from the seed {plain(s.seed)}. {on_record(at)}",
            before=lambda: {"size": form.needed("How many", size)}, primary=False,
            agency_ids=some, review_id=review, about=about or None, seed=seed or None,
        )  # fmt: skip
    note(
        "Drawn by chance, risky ones more often: with weak evidence, assured long ago, claimed late, or of an "
        "agency with a claim overturned before. Every draw stays on the record, so nobody can draw again until "
        "they like it."
    )
