"""The forms of the first steps: whose register it is, its agencies and who is asked, owners and dates one by one."""

from typing import Any

import streamlit as st

from tracker.commands import asks, beginning, drafts
from tracker.rules.agency_lines import AgencyLine, agency_lines
from tracker.rules.dates import first_words, plural
from tracker.rules.first_steps import (
    FIRST_BOARDS,
    FIRST_REVIEWS,
    PLACEHOLDER,
    Step,
    Unasked,
    own_boards,
    own_reviews,
    unasked,
    unplanned,
)
from tracker.rules.records import Agency
from tracker.ui import form_plan, tables
from tracker.ui.desk import go as to_address
from tracker.ui.form_agency import sector_in_words
from tracker.ui.forms import Form, on_record, said
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section
from tracker.ui.show_start import AWAY, PAGE, PLACE, go, is_away, steps

MOST_PHRASES = 12
"""So many different addressees are asked about at once: each is a question."""
MOST_LINES = 30
NOBODY = "nobody by name"


def draw(at: Frame, step: Step) -> None:
    """One step: why it is taken, its form or the way to it, and the way past it."""
    section(f"{steps(at).index(step) + 1}. {step.title}")
    st.markdown(step.why)
    {"board": _board, "review": _review, "agencies": _agencies, "owners": _owners, "workbooks": _workbooks}[step.key](
        at
    )
    _past(at, step)


def _past(at: Frame, step: Step) -> None:
    """Any step may be left for later: the way to the one after it."""
    every = steps(at)
    after = every[every.index(step) + 1 :]
    if after:
        words = "Next" if step.done else "Leave this for later"
        st.markdown(at.link(f"{words}: {after[0].title.lower()}", PAGE, step=after[0].key))


def put_away(at: Frame) -> None:
    """Show the steps on the other pages no longer, or again. Only for whoever asks; this page stays in the help."""
    away = is_away(at)

    def switch() -> None:
        form = Form(at, "first-steps")
        if away:
            form.quietly(drafts.drop, place=PLACE)
        else:
            form.quietly(drafts.keep, place=PLACE, text=AWAY)

    with st.container(key="controls_away"):
        st.button("Show the steps on every page again" if away else "Put the steps away", key="start:away",
                  on_click=switch)  # fmt: skip
        note("They are no longer shown above other pages; Help leads here at any time." if not away else
             "You put them away: other pages do not show them.")  # fmt: skip


def _board(at: Frame) -> None:
    assert at.who is not None, "asked before"
    mine = own_boards(at.now.register)
    board = at.now.register.boards[mine[0]].name if mine else ""
    name = "" if at.who.person.name == PLACEHOLDER else at.who.person.name
    form = Form(at, "start:board", says="start")
    with form.box():
        title = form.text("board", "**What is your board called?** :gray[As its papers write it.]", board)
        me = form.text("name", "**Your name** :gray[As it shall stand beside what you do.]", name)
        email = form.text("email", "**Your e-mail** :gray[May be left empty.]", at.who.person.email)
        form.send(
            "Set up the board", "Not set up", beginning.set_up,
            lambda b: _then(at, "board", f"**Set up.** This is the register of {plain(b.name)}. {on_record(at)}"),
            board=title, name=me, email=email,
        )  # fmt: skip
    here = [plain(b.name) for b in at.now.register.boards.values() if b.id in FIRST_BOARDS]
    if here and not mine:
        note(f"{' and '.join(here)} are here with their published reviews. To go on with one of them, write its name.")


def _review(at: Frame) -> None:
    register = at.now.register
    empty = [r for r in own_reviews(register) - FIRST_REVIEWS if not register.recommendations_of_review.get(r)]
    with st.container(key="controls_ways"):
        if empty and st.button("Type its recommendations in", type="primary", key="start:type_recs"):
            go("reviews", tab="recommendations", review=sorted(empty)[0], do="add")
        if st.button("Read its report", type="secondary" if empty else "primary", key="start:report"):
            go("report")
        note("The published report as PDF, Word or text: what it asks for is found, and you take or leave each.")
        if st.button("Bring in an old plan or workbook", key="start:plan"):
            go("workbook", view="in")
        note("Your own action plan in whatever layout: you see every line before anything counts.")
        if st.button("Type it in", key="start:type"):
            go("reviews", tab="reviews", do="add")
        note("A review that is not written up yet: first what it is, then its recommendations.")
    if register.reviews and not own_boards(register):
        note("Or go on with the two published reviews that are here: leave this step for later.")


def _agencies(at: Frame) -> None:
    phrases = unasked(at.now.register)
    _add(at, phrases)
    known = [one for one in phrases if at.now.register.agencies]
    if known:
        _ask(at, known[:MOST_PHRASES])
    if len(phrases) > MOST_PHRASES:
        note(f"{len(phrases) - MOST_PHRASES} more are asked about once these are settled.")


def _add(at: Frame, phrases: tuple[Unasked, ...]) -> None:
    """Agencies and their leads, from a list. It begins with whom the reviews name and nobody has put in yet, and with
    those that are asked and have no lead."""
    register = at.now.register
    names = [one.words for one in phrases if one.words and one.agency_id is None]
    names += [a.name for a in _without_a_lead(at)]
    st.markdown("**The agencies, and who answers there**")
    form = Form(at, "start:agencies", says="start")
    with form.open():
        text = form.words(
            "list",
            "**One to a line: the agency; who leads there; their e-mail.** :gray[The lead may be left out. "
            "Two columns pasted from a spreadsheet will do.]",
            "\n".join(names[:MOST_LINES]),
            height=200,
        )
        here = {a.name.casefold() for a in register.agencies.values()}
        found = tuple(one for one in agency_lines(text) if one.lead or one.name.casefold() not in here)
        form.send(
            f"Put in {plural(len(found), 'agency', 'agencies')}" if found else "Put in the agencies", "Not put in",
            beginning.add_agencies, lambda made: _are_in(at, made), ready=bool(found),
            primary=any(one.agency_id is None for one in phrases) or not phrases, agencies=found,
        )  # fmt: skip
    if found:
        note("This is how your list is read:")
        tables.table([_as_read(one, here) for one in found], ("Agency", "Who leads"), alt="The list as it is read")


def _as_read(one: AgencyLine, here: set[str]) -> tuple[str, str]:
    there = "already here" if one.name.casefold() in here else sector_in_words(one.sector)
    who = " · ".join(plain(words) for words in (one.lead, one.email) if words)
    return f"**{plain(one.name)}**  \n:gray[{plain(there)}]", who or ":gray[nobody yet]"


def _without_a_lead(at: Frame) -> list[Agency]:
    register = at.now.register
    recs = [r for id_ in sorted(own_reviews(register)) for r in register.recommendations_of_review.get(id_, ())]
    asked = [a for rec in recs for p in register.parts_of.get(rec.id, ()) for a in register.asks_of.get(p.id, ())]
    ids = dict.fromkeys(register.answers_for(ask.agency_id) for ask in asked)
    return [register.agencies[id_] for id_ in ids if not register.contacts_of.get(id_)]


def _are_in(at: Frame, made: tuple[Agency, ...]) -> str:
    return f"**Put in.** {plural(len(made), 'agency', 'agencies')}. {on_record(at)}"


def _ask(at: Frame, phrases: list[Unasked]) -> None:
    """For each name that the reviews address: the agency that is meant. All are asked with one press."""
    register = at.now.register
    st.markdown("**Who is asked for what**")
    names = {a.id: a.name for a in register.agencies.values() if a.closed_on is None}
    form = Form(at, "start:asks", says="start")
    chosen: list[tuple[Unasked, str]] = []
    with form.open():
        for one in phrases:
            refs = ", ".join(register.recommendations[id_].ref for id_ in one.recommendation_ids[:6])
            many = plural(len(one.recommendation_ids), "recommendation")
            label = f"**Addressed to {plain(one.words or NOBODY)}** :gray[{many}: {plain(refs)}]"
            picked = form.pick(f"to:{one.words}:{one.agency_id}", label, names, one.agency_id, empty="Nobody yet")
            if picked:
                chosen.append((one, picked))
        wanted: dict[str, Any] = {}
        for one, agency_id in chosen:
            wanted[agency_id] = [*wanted.get(agency_id, ()), *one.part_ids]
        form.send(
            f"Ask {plural(len(wanted), 'agency', 'agencies')}" if wanted else "Ask them", "Not asked",
            asks.ask_several, lambda made: _then(at, "agencies", f"**Asked.** {plural(len(made), 'ask')}. "
                                                                 f"{on_record(at)}"),
            ready=bool(wanted), primary=all(one.agency_id for one in phrases), wanted=wanted,
        )  # fmt: skip


def _owners(at: Frame) -> None:
    register = at.now.register
    waiting = unplanned(register)
    said("my_agency")
    if not waiting:
        way = at.link("say who is asked", PAGE, step="agencies")
        nobody = f"Nobody is asked for anything yet: {way}."
        st.markdown("Everything that is asked of an agency has an action." if register.actions else nobody)
        return
    ids = [ask.id for ask in waiting]
    here = ids.index(asked_for("ask") or "") if asked_for("ask") in ids else 0
    ask = waiting[here]
    rec = register.recommendations[register.parts[ask.part_id].recommendation_id]
    st.markdown(
        f"**{len(waiting):,} without an action.** {plain(register.agency_name(ask.agency_id))} is asked for "
        f"{at.link(f'**{plain(rec.ref)}** {plain(first_words(rec.title, 80))}', 'recommendation', id=rec.id)}:"
    )
    form_plan.for_ask(at, ask)
    if len(waiting) > 1:
        after = ids[(here + 1) % len(ids)]
        st.markdown(at.link("Leave this one, show another", PAGE, step="owners", ask=after))
    note("What you leave open the agency can fill in itself: its workbook lists it as asked, with no action yet.")


def _workbooks(at: Frame) -> None:
    with st.container(key="controls_send"):
        if st.button("Send the workbooks out", type="primary", key="start:send"):
            mine = own_boards(at.now.register)  # not to the agencies of the two reviews that came with the tracker
            go("workbook", view="out", board=mine[0] if len(mine) == 1 and at.boards else None)
    note("Choose who gets one and by when you ask it back; make the messages, send them, and say that they went.")


def _then(at: Frame, step: str, words: str) -> str:
    """What was done, on the step that comes after it."""
    keys = [one.key for one in steps(at)]
    after = keys[keys.index(step) + 1]
    to_address(step=after)
    return words
