"""The letters to the rungs above an agency's lead: drafted where they are due, looked over and sent by a person."""

from collections.abc import Sequence

import streamlit as st

from tracker import clock
from tracker.commands import chases
from tracker.notices.chase import DRAFT, compose, file_name, words
from tracker.notices.envelope import as_file
from tracker.queries.chasing import chasing_of, letter, letters
from tracker.rules.chasing_plan import Planned
from tracker.rules.dates import in_words, plural, times
from tracker.rules.words import LadderRung
from tracker.ui import desk, tables
from tracker.ui.desk_chase import GROUP, goes_to, look_at
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import chip, link, note, plain, section, soft, titled


def due(at: Frame) -> tuple[Planned, ...]:
    """The letters that are due now."""
    assert at.who is not None, "asked before"
    who, now = at.who, clock.now()

    def make() -> tuple[Planned, ...]:
        return letters(at.engine, roles=who.roles, who=who.person.name, at=now)

    return at.worked_out(make, "letters", at.now.today, f"{now:%H:%M}")


def finding(at: Frame) -> str:
    """ "2 letters to the next rung are due"."""
    found = due(at)
    return f"{plural(len(found), 'letter is', 'letters are')} due" if found else "No letter is due"


def board(at: Frame) -> None:
    """The letters that are due, one of them as it would look, and that it was sent."""
    found = due(at)
    ladder = chasing_of(at.now)
    note(f"A letter is due after {plural(ladder.silent_days, 'day')} without an answer. It is never sent by itself.")
    if found:
        rows = [_row(at, one) for one in found]
        heads = ("Worst", "Agency", "Goes to", "Silence")
        tables.rows(rows, heads, alt="Letters that are due", key="rows_to")
    else:
        st.markdown("Every agency that was asked has answered, or has time left to.")
    _one(at, found)


def _row(at: Frame, one: Planned) -> tuple[str, str, str, str]:
    name = link(f"**{plain(one.agency_name)}**", "chase", view="letters", agency=one.agency_id, rung=one.rung.value)
    went = [f"{rung.label}, {at.day(day)}" for rung, day in one.before]
    held = f"not now: {plain(one.held)}" if one.held else ""
    silence = titled(f"asked {times(len(went))}", *(plain(words) for words in went), held)
    return (
        chip(one.worst),
        titled(name, f"to {one.rung.label[:1].lower()}{one.rung.label[1:]}", one.in_words),
        (goes_to(one) if one.to else soft(f"no contact is kept: {link('add one', 'chase', view='contacts')}")),
        silence,
    )


def _one(at: Frame, found: Sequence[Planned]) -> None:
    section("A letter")
    names = {one.agency_id: one.agency_name for one in found}
    names |= {a.id: a.name for a in at.now.register.agencies.values() if a.successor_id is None and a.id not in names}
    with st.container(horizontal=True, key="controls_letter", vertical_alignment="bottom"):
        agency = desk.pick("About which agency?", names, "agency", width=420, drops=("rung",))
        rungs = {rung.value: rung.label for rung in chasing_of(at.now).ladder if rung != LadderRung.LEAD}
        first = next((one.rung.value for one in found if one.agency_id == agency), None)
        rung = desk.pick("To whom?", rungs, "rung", width=260) or first
    if not agency or not rung:
        note("Choose an agency. A letter that is not due yet may be drafted too.")
        return
    assert at.who is not None, "asked before"
    asker = {"roles": at.who.roles, "who": at.who.person.name, "at": clock.now()}
    one = letter(at.engine, agency, LadderRung(rung), **asker)  # type: ignore[arg-type]
    if not one.owed:
        st.markdown(f"{plain(one.agency_name)} owes nothing pressing of which this rung may be told.")
        return
    if one.unseen:
        note(f"{plural(one.unseen, 'thing')} of a review that is not published is left out of it.")
    look_at(at, one)
    mark = at.illustrative or at.settings.demo
    message = compose(one, chase_id=DRAFT, sender=at.settings.mail_from, at=clock.now(), illustrative=mark)
    st.download_button(
        "Download this letter", as_file(message), file_name(one, DRAFT, illustrative=mark), "message/rfc822",
        on_click="ignore", icon=":material/mail:",
    )  # fmt: skip
    _was_sent(at, one)


def _was_sent(at: Frame, one: Planned) -> None:
    """That it was sent, by e-mail or on paper: word for word on the record."""
    section("It was sent")
    form = Form(at, f"letter:{one.agency_id}:{one.rung.value}", says=GROUP)
    mark = at.illustrative or at.settings.demo
    with form.box():
        on = form.day("on", "**On which day?** :gray[Today, if you leave it empty.]")
        to = form.text("to", "**To whom?**", ", ".join(who.name for who in one.to))
        said = form.words("text", "**What it said**", words(one, DRAFT, illustrative=mark), height=240)
        form.send(
            "Record this letter as sent", "Not recorded", chases.record,
            lambda c: f"**On the record.** {c.id} of {in_words(c.sent_on)}, {c.rung.label.lower()}. {on_record(at)}",
            agency_id=one.agency_id, text=said, rung=one.rung, to=[to] if to else [], listed=one.listed, on=on,
            primary=False,
        )  # fmt: skip
