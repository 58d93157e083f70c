"""What became of every message: when, to whom, which rung, what it listed, answered or silent; said by hand too."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from tracker.commands import chases
from tracker.queries.chasing import Entry, log
from tracker.rules.chasing_log import State
from tracker.rules.dates import plural
from tracker.rules.words import Door, SendingWay
from tracker.ui import tables
from tracker.ui.desk_chase import GROUP
from tracker.ui.forms import Form, may, name_of, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import chip, note, paragraphs, plain, section, soft, titled

MOST = 100
ANSWERED, WENT, STAYED = "answered", "went", "stayed"


def entries(at: Frame) -> tuple[Entry, ...]:
    """The log: all of it for those who chase or escalate, else that of one's own agencies."""
    assert at.who is not None, "asked before"
    own = None if may_see_all(at) else at.who.agency_ids
    return log(at.engine, at.today if at.is_past else None, sight=at.sight, agency_ids=own)


def may_see_all(at: Frame) -> bool:
    """Whether this person sees every agency's messages."""
    roles = at.who.roles if at.who else ()
    return any(role.role in ("administrator", "subgroup", "scrutineer", "auditor") for role in roles)


def finding(at: Frame) -> str:
    """ "16 messages went; 5 without an answer"."""
    found = entries(at)
    if not found:
        return "No message went yet"
    silent = sum(one.silent for one in found)
    return (
        f"{plural(len(found), 'message')}; {silent:,} without an answer"
        if silent
        else (f"{plural(len(found), 'message')}, every one answered")
    )


def board(at: Frame) -> None:
    """The table of messages, the words of one, and the form that says what became of it."""
    found = entries(at)
    if not may_see_all(at):
        note("This is what was written to the agencies that you answer for.")
    if not found:
        st.markdown("The board has asked nobody here for anything yet.")
        return
    some = found[:MOST]
    st.markdown(f"{len(some):,} of {plural(len(found), 'message')}, the latest first.")
    with st.container(key="blocks_chases"):
        heads = ("Message", "Agency and to whom", "What it listed", "What became of it")
        tables.table([_row(at, one) for one in some], heads, alt="Messages and what became of them")
    with st.expander("The words of each"):
        for one in some:
            st.markdown(f"**{one.chase.id}, {at.day(one.chase.sent_on)}, {plain(one.agency_name)}**")
            st.markdown(paragraphs(one.chase.text))
    if may(at, "chase"):
        _settle(at, found)


def _row(at: Frame, one: Entry) -> tuple[str, str, str, str]:
    chase = one.chase
    how = "by e-mail" if chase.way == SendingWay.BY_MAIL else "by hand"
    by = plain(name_of(at.register, chase.sent_by))
    book = f"with workbook {chase.sending_id}" if chase.sending_id else ""
    sent = titled(f"**{chase.id}**, {at.day(chase.sent_on)}", f"{how}, {by}", book)
    whom = titled(plain(one.agency_name), chase.rung.label, plain(", ".join(chase.to)))
    return sent, whom, _listed(at, one), _became(at, one)


def _listed(at: Frame, one: Entry) -> str:
    if not one.chase.listed:
        return soft("as its words say")
    ratings = at.standing.action_ratings
    chips = [f"{chip(ratings[id_].brag)} {plain(id_)}" for id_ in one.chase.listed[:6] if id_ in ratings]
    more = len(one.chase.listed) - len(chips)
    asks = soft(f"and {more:,} more" if chips else plural(more, "thing")) if more else ""
    return "  \n".join([*chips, *([asks] if asks else [])])


def _became(at: Frame, one: Entry) -> str:
    chase = one.chase
    if one.state == State.REFUSED:
        return titled("**not sent**", plain(chase.refused or ""))
    if one.answered_on:
        return titled(f"**answered** {at.day(one.answered_on)}", f"after {plural(one.days, 'day')}",
                      plain(chase.answer or ""))  # fmt: skip
    if one.state == State.UNKNOWN:
        return "**not known whether it left**"
    after = f"then {one.after.id}, {one.after.rung.label[:1].lower()}{one.after.rung.label[1:]}" if one.after else ""
    silent = f"**silent** for {plural(one.days, 'day')}" if one.days else "no answer yet"
    return titled(silent, after, plain(chase.refused or ""))


def _settle(at: Frame, found: Sequence[Entry]) -> None:
    """For what the tracker cannot know: an answer by telephone, a message that never left."""
    open_ones = {
        one.chase.id: f"{one.chase.id}, {one.agency_name}"
        for one in found
        if one.answered_on is None and one.state != State.REFUSED
    }
    if not open_ones:
        return
    section("What the tracker cannot know")
    note("What an agency does here about what a message listed is an answer by itself.")
    form = Form(at, "became", says=GROUP)
    with form.open():
        which = form.pick("which", "**Which message?**", open_ones)
        ways = {ANSWERED: "It was answered", WENT: "It did go", STAYED: "It did not go"}
        how = form.radio("how", "**What became of it?**", ways, across=True)
        when = "**On which day?** :gray[Today, if you leave it empty.]"
        on = form.day("on", when) if how in (ANSWERED, WENT) else None
        answer = form.words("answer", "**What did they say?**") if how == ANSWERED else ""
        why = form.text("why", "**Why not?**") if how == STAYED else ""

        def settled(engine: Engine, *, by: str, at: datetime, door: Door, token: str) -> str:
            facts: Any = {"chase_id": which, "by": by, "at": at, "door": door, "token": token}
            if how == ANSWERED:
                chases.answered(engine, on=on, answer=answer or None, **facts)
            elif how == WENT:
                chases.went(engine, on=on, **facts)
            else:
                chases.stayed(engine, why=why, **facts)
            return str(which)

        form.send(
            "Put it on the record", "Not recorded", settled, lambda id_: f"**On the record:** {id_}. {on_record(at)}",
            ready=bool(which and how), primary=False,
        )  # fmt: skip
