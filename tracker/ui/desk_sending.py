"""Workbooks to agencies: who owes what and gets it where, what went and what came back; make the messages, or send."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from sqlalchemy import Engine

from tracker.commands import sendings
from tracker.queries.sendings import Line, desk
from tracker.rules.dates import plural
from tracker.rules.records import Sending
from tracker.rules.sending import State, state_of
from tracker.rules.words import Door, SendingWay
from tracker.ui import desk_mailing, show_start, tables
from tracker.ui.forms import Form, may, may_or_say, name_of, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import chip, link, note, plain, section, soft, titled

GROUP = "sending"
ALL, SOME = "all", "some"


def finding(at: Frame) -> str:
    """How the sendings stand, as a title: "5 of 16 workbooks are not back yet"."""
    lines = _lines(at)
    sent = [line for line in lines if line.sent]
    waiting = sum(line.waiting for line in sent)
    if waiting:
        return f"{waiting:,} of {plural(len(sent), 'workbook')} {'is' if waiting == 1 else 'are'} not back yet"
    if sent:
        return f"Every workbook is back: {len(sent):,}"
    made = sum(line.last is not None and state_of(line.last) in (State.MADE, State.UNKNOWN) for line in lines)
    if made:
        return f"{plural(made, 'workbook is', 'workbooks are')} made, and nobody has said that they went"
    owing = sum(not line.owes.nothing for line in lines)
    owe = plural(owing, "agency owes", "agencies owe")
    return f"No workbook is out; {owe} something" if owing else "No workbook is out, and no agency owes anything"


def board(at: Frame) -> None:
    """The whole part of the page: the table of agencies, the form that sends, and what became of what was sent."""
    section("To the agencies")
    if not may(at, "send_workbooks"):
        may_or_say(at, "send_workbooks")
        return
    lines = _lines(at)
    said(GROUP)
    if not lines:
        nothing = "No agency owes anything, and none was ever sent a workbook. There is nothing to send."
        st.markdown(nothing + show_start.way_on(at))
        return
    owing = [line for line in lines if not line.owes.nothing]
    waiting = sum(line.waiting for line in lines)
    back = f"; {plural(waiting, 'workbook')} not back yet" if waiting else ""
    st.markdown(f"{plural(len(owing), 'agency owes', 'agencies owe')} something{back}. Worst first.")
    heads = ("Worst", "Agency", "Goes to", "Sent and back")
    tables.rows([_row(at, line) for line in lines], heads, alt="Agencies", key="rows_to")
    _unreachable(owing)
    if owing:
        _send(at, owing)
    _settle(at)


def _lines(at: Frame) -> tuple[Line, ...]:
    assert at.who is not None, "asked before"
    who = at.who
    return at.worked_out(lambda: desk(at.engine, roles=who.roles, who=who.person.name), "sendings", at.now.today)


def _row(at: Frame, line: Line) -> tuple[str, str, str, str]:
    worst = chip(line.owes.worst) if line.owes.worst else soft("nothing")
    unseen = (
        f"{plural(line.unseen, 'more thing')} of a review that is not published: nobody there is named as its reader"
        if line.unseen
        else ""
    )
    owes = line.owes.in_words if not line.owes.nothing else "owes nothing now"
    return worst, titled(f"**{plain(line.name)}**", owes, unseen), _to(line), _went(at, line)


def _to(line: Line) -> str:
    if not line.contacts:
        return soft("no lead")
    words = [
        titled(plain(who.name) + (", deputy" if who.deputy else ""), plain(who.email or who.why_not or ""))
        for who in line.contacts
    ]
    return "  \n".join(words)


def _went(at: Frame, line: Line) -> str:
    if line.last is None:
        return soft("never sent")
    found = [how_it_stands(at, line.last)]
    if line.back:
        found.append(f"back {at.day(line.back.applied_on)}")
    elif line.sent:
        earlier = f"{line.sent.id} of {at.day(line.sent.sent_on)} " if line.sent != line.last else ""
        found.append(soft(f"{earlier}not back yet"))
    return "  \n".join(found)


def how_it_stands(at: Frame, one: Sending) -> str:
    """One sending in a table cell: "W12 sent 20 Nov by e-mail, by Asha Patel"."""
    by = plain(name_of(at.now.register, one.sent_by or one.made_by))
    how = "by e-mail" if one.way == SendingWay.BY_MAIL else "by hand"
    match state_of(one):
        case State.SENT:
            but = f"  \n{soft(plain(one.refused))}" if one.refused else ""
            return f"{one.id} sent {at.day(one.sent_on)}  \n{soft(f'{how}, {by}')}{but}"
        case State.REFUSED:
            return f"**{one.id} not sent**  \n{soft(plain(one.refused or ''))}"
        case State.UNKNOWN:
            return f"**{one.id} of {at.day(one.made_on)}: not known whether it left**"
    return f"{one.id} made {at.day(one.made_on)}  \n{soft('nobody has said that it went')}"


def _unreachable(owing: Sequence[Line]) -> None:
    without = sum(line.why_not_by_mail is not None for line in owing)
    if without:
        note(
            f"{plural(without, 'agency', 'agencies')} cannot be reached by e-mail, as the table says. Give each a lead "
            f"with an address under {link('Reviews and agencies', 'reviews')}, or hand theirs over yourself."
        )


def _send(at: Frame, owing: Sequence[Line]) -> None:
    """Who gets one, by when it is asked back, and the two ways: messages to send oneself, or by e-mail."""
    form = Form(at, "sending", says=GROUP)
    with form.open():
        everybody = f"Every agency that owes something: {len(owing)}"
        whom = form.radio("whom", "**Who gets a workbook?**", {ALL: everybody, SOME: "Only some of them"})
        names = {line.agency_id: line.name for line in owing}
        some = form.many("some", "**Which ones?**", names) if whom == SOME else []
        ids = list(names) if whom == ALL else list(some)
        by = form.day("by", "**Reply by** :gray[The day stands in the message and on the workbook’s cover.]")
        late = by is not None and by < at.now.today
        if late:
            st.warning("**That day is over.** Ask for a reply by a day to come.", icon=":material/event_busy:")
        if not ids or late:
            note("Choose who gets one, and the buttons appear.")
            return
        parameters: dict[str, Any] = {"agency": ids if whom == SOME else [], "reply_by": by.isoformat() if by else []}
        parameters |= {"board": at.board_id or []}
        st.link_button(
            f"Make the messages: {plural(len(ids), 'agency', 'agencies')}",
            f"export/agencies.zip?{urlencode(parameters, doseq=True)}",
            icon=":material/folder_zip:",
        )
        note("A zip with a folder for each agency: its workbook, and an e-mail that Outlook opens ready to be sent.")
        desk_mailing.send(at, form, [line for line in owing if line.agency_id in ids], by)


def _settle(at: Frame) -> None:
    """For what the tracker cannot know: say that a workbook went, or that it did not."""
    register = at.now.register
    open_ones = {
        one.id: f"{one.id}, {register.agency_name(one.agency_id)}, made {at.day(one.made_on)}"
        for one in reversed(tuple(register.sendings.values()))
        if state_of(one) in (State.MADE, State.UNKNOWN)
    }
    if not open_ones:
        return
    section("What became of them?")
    note("Messages that you send yourself, and any that were cut short: the tracker cannot know whether they went.")
    form = Form(at, "settle", says=GROUP)
    with form.open():
        much = {ALL: f"All of them: {len(open_ones):,}", SOME: "Some of them"}
        every = form.radio("much", "**Which workbooks?**", much, across=True)
        which = list(open_ones) if every == ALL else []
        if every == SOME:
            which = form.many("which", "**Which ones?**", open_ones)
        how = form.radio("how", "**Did they go?**", {"went": "They went", "not": "They did not"}, across=True)
        on = form.day("on", "**On which day?** :gray[Today, if you leave it empty.]") if how == "went" else None
        why = form.text("reason", "**Why not?**") if how == "not" else ""

        def settled(engine: Engine, *, by: str, at: datetime, door: Door, token: str) -> int:
            for id_ in which:
                facts: Any = {"sending_id": id_, "by": by, "at": at, "door": door, "token": f"{token} {id_}"}
                if how == "went":
                    sendings.sent(engine, on=on, **facts)
                else:
                    sendings.refused(engine, why=why, **facts)
            return len(which)

        form.send(
            "Put it on the record", "Not recorded", settled,
            lambda count: f"**On the record** for {plural(count, 'workbook')}. {on_record(at)}",
            ready=bool(which and how), primary=False,
        )  # fmt: skip
