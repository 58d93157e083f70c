"""Who would be asked now for what they owe: one table, a look at each message, and the two ways to send."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from tracker import clock
from tracker.notices.chase import DRAFT, html, subject, words
from tracker.queries.chasing import plan
from tracker.rules.chasing_plan import Planned
from tracker.rules.dates import plural
from tracker.ui import desk, desk_chase_mail, show_start, tables
from tracker.ui.forms import Form
from tracker.ui.frame import Frame
from tracker.ui.look import chip, link, note, plain, section, soft, titled

GROUP = "chasing"
ALL, SOME = "all", "some"


def planned(at: Frame) -> tuple[Planned, ...]:
    """The messages that would go now."""
    assert at.who is not None, "asked before"
    who, now = at.who, clock.now()
    return at.worked_out(
        lambda: plan(at.engine, roles=who.roles, who=who.person.name, at=now), "chases", at.now.today, f"{now:%H:%M}"
    )


def finding(at: Frame) -> str:
    """How it stands, as a title: "12 agencies owe something pressing; 3 were asked lately"."""
    found = planned(at)
    if not found:
        return "No agency owes anything pressing"
    held = sum(one.held is not None for one in found)
    owe = plural(len(found), "agency owes", "agencies owe")
    lately = f"; {held:,} {'was' if held == 1 else 'were'} asked lately" if held else ""
    return f"{owe} something pressing{lately}"


def board(at: Frame) -> None:
    """The table, one message as it would look, and the ways to send."""
    found = planned(at)
    if not found:
        nobody = "Nothing is overdue, returned, due soon, silent or without an action. There is nobody to ask."
        st.markdown(nobody + show_start.way_on(at))
        return
    st.markdown("One message to each agency, with all it owes that is pressing. Worst first.")
    heads = ("Worst", "Agency", "Goes to", "Now")
    tables.rows([_row(at, one) for one in found], heads, alt="Who would get what now", key="rows_to")
    if due := sum(one.next is not None for one in found):
        letters = plural(due, "agency has", "agencies have")
        note(f"{letters} been silent for too long: {link('the next letter is drafted', 'chase', view='letters')}.")
    _preview(at, found)
    _send(at, found)


def _row(at: Frame, one: Planned) -> tuple[str, str, str, str]:
    unseen = ""
    if one.unseen:
        unseen = f"{plural(one.unseen, 'more thing')} of a review that is not published: nobody there may be told"
    book = "its workbook travels along" if one.with_workbook else ""
    personal = "with a personal link" if one.link_for else ""
    name = link(f"**{plain(one.agency_name)}**", "chase", view="now", agency=one.agency_id)
    why = plain(one.why_not or "")
    now = "**not now**" if one.held else "**as a file**" if one.held_by_mail else "**may go**"
    return chip(one.worst), titled(name, one.in_words, why, unseen, book, personal), goes_to(one), now


def goes_to(one: Planned) -> str:
    """Whom a message goes to, with what is known of their addresses."""
    if not one.to:
        return soft("nobody")
    said = (
        titled(plain(who.name) + (", deputy" if who.deputy else ""), plain(who.email or who.why_not or ""))
        for who in one.to
    )
    return "  \n".join(said)


def _preview(at: Frame, found: Sequence[Planned]) -> None:
    """One message as it would look, as HTML and as text."""
    section("A look before it goes")
    chosen = desk.pick("Whose message?", {one.agency_id: one.agency_name for one in found}, "agency", width=480)
    one = next((each for each in found if each.agency_id == chosen), None)
    if one is not None:
        look_at(at, one)


def look_at(at: Frame, one: Planned) -> None:
    """A message or letter as it would look: its subject, the HTML on a ground of its own, and the text."""
    mark = at.illustrative or at.settings.demo
    note(f"Subject: {plain(subject(one))}")
    if one.with_workbook:
        note("Its workbook travels along, as the agency’s setting says.")
    if one.link_for:
        note("With a personal link, made when the message is. It stands in the message only, never on the record.")
    with st.container(border=True, key=f"message_{one.rung.value}"):
        st.html(html(one, DRAFT, enclosed=one.with_workbook, illustrative=mark))
    with st.expander("The same as plain text, as it is put on the record"):
        st.text(words(one, DRAFT, enclosed=one.with_workbook, illustrative=mark))


def _send(at: Frame, found: Sequence[Planned]) -> None:
    """Who gets one, and the two ways: messages to send oneself, or by e-mail."""
    section("Send")
    form = Form(at, "chase", says=GROUP)
    with form.open():
        free = [one for one in found if not one.held]
        everybody = f"Every agency that may be asked now: {len(free)}"
        whom = form.radio("whom", "**Who gets a message?**", {ALL: everybody, SOME: "Only some of them"})
        names = {one.agency_id: one.agency_name for one in found}
        some = form.many("some", "**Which ones?**", names) if whom == SOME else []
        going = free if whom == ALL else [one for one in found if one.agency_id in some]
        if not going:
            note("Choose who gets one, and the buttons appear.")
            return
        _files(going, named=whom == SOME)
        desk_chase_mail.send(at, form, going)


def _files(going: Sequence[Planned], *, named: bool) -> None:
    """The messages as files, for those who may be asked now."""
    now = [one for one in going if not one.held]
    if not now:
        note("Each of these was asked lately: no further message is made as a file.")
        return
    parameters: dict[str, Any] = {"agency": [one.agency_id for one in now] if named else []}
    st.link_button(
        f"Make the messages: {plural(len(now), 'agency', 'agencies')}",
        f"export/chases.zip?{urlencode(parameters, doseq=True)}",
        icon=":material/folder_zip:",
    )
    note("A zip with one e-mail each, that Outlook opens ready to be sent. They are on the record as sent today.")
