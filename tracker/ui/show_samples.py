"""Dip samples: what was drawn, what was found, what that says about all that is closed, and how to draw it again."""

import streamlit as st

from tracker.rules import sampling
from tracker.rules.dates import first_words, in_words, list_in_words, plural
from tracker.rules.records import DipFinding
from tracker.rules.sampling import Told
from tracker.rules.words import Found
from tracker.ui import charts_proof
from tracker.ui.forms import name_of, said
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import rows, table

WORDS = {Found.FOUND: "Found", Found.NOT_FOUND: "**Not found**"}


def all_told(at: Frame) -> tuple[Told, ...]:
    """Every dip sample with what it says, the newest first."""
    return at.worked_out(lambda: sampling.told(at.register), "samples")


def shown(at: Frame) -> Told | None:
    """The sample in the address, else the newest."""
    found = all_told(at)
    return next((one for one in found if one.sample.id == asked_for("sample")), found[0] if found else None)


def draw(at: Frame) -> None:
    """The sample that is asked for: what it says, and what was found."""
    said("samples")
    one = shown(at)
    if one is None:
        closed = len(at.standing.verified)
        st.markdown(f"No dip sample has been drawn yet. {plural(closed, 'action')} stand assured and could be drawn.")
        return
    _one(at, one)


def _one(at: Frame, told: Told) -> None:
    sample = told.sample
    section(f"Dip sample {plain(sample.id)}: {plain(sample.about or 'every agency')}")
    st.markdown(plain(told.estimate.in_words))
    charts_proof.interval(told.estimate, key=f"interval_{sample.id}")
    if told.estimate.low is not None:
        note("The shaded range holds the true share 19 times out of 20; the diamond is the best single guess.")
    cells = [_finding(at, one) for one in told.findings]
    heads = ("Found?", "Action", "Looked at", "Chance")
    rows(cells, heads, alt=f"The actions drawn in {sample.id}, and what was found", key="rows_sample")
    with st.expander("How these were drawn, and how to draw them again"):
        by = plain(name_of(at.now.register, sample.drawn_by))
        st.markdown(f"{plain(sampling.how_drawn(sample))} Drawn by {by}.")
        note(
            "In the estimate each counts by 1 ÷ its chance, so that drawing the risky more often does not make the "
            "whole look worse than it is."
        )


def _finding(at: Frame, one: DipFinding) -> tuple[str, str, str, str]:
    action = at.register.actions[one.action_id]
    recs = at.register.recommendations_of_action.get(action.id, ())
    links = [at.link(plain(at.register.recommendations[id_].ref), "recommendation", id=id_) for id_ in recs]
    looked = (
        titled(at.day(one.looked_on), plain(name_of(at.now.register, one.looked_by))) if one.found else soft("not yet")
    )
    return (
        WORDS[one.found] if one.found else "To look at",
        titled(
            f"**{plain(first_words(action.title, 120))}**",
            f"{at.agency(action.owner_id)} · {plain(action.id)}" + (f" · {list_in_words(links)}" if links else ""),
            plain(one.note) if one.note else "",
        ),
        looked,
        soft(f"{100 * one.chance:.0f} in 100"),
    )


def others(at: Frame) -> None:
    """The samples that are not shown, the newest first, each with what it says."""
    now = shown(at)
    others = [one for one in all_told(at) if now and one.sample.id != now.sample.id]
    if not others:
        return
    section("Other samples")
    cells = [
        (
            at.link(plain(one.sample.id), "verification", view="samples", sample=one.sample.id),
            titled(in_words(one.sample.drawn_on), plain(one.sample.about or "")),
            plain(one.estimate.in_words),
        )
        for one in others
    ]
    table(cells, ("Sample", "Drawn", "What was found"), alt="Other dip samples, the newest first")
