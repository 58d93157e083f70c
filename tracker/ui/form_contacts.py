"""Whom letters above the lead's rung go to: board members and chief officers of agencies, and the chair."""

import streamlit as st

from tracker.commands import agencies, contacts
from tracker.rules.dates import plural
from tracker.rules.records import LadderContact
from tracker.rules.words import LadderRung
from tracker.ui import desk, tables
from tracker.ui.desk_chase import GROUP
from tracker.ui.forms import Form, may_or_say, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

VERBS = {"add": "Add a contact", "edit": "Change one", "remove": "Take one away", "workbook": "Workbook with messages"}


def finding(at: Frame) -> str:
    """ "6 contacts for letters"."""
    return f"{plural(len(at.register.ladder_contacts), 'contact')} for letters"


def draw(at: Frame) -> None:
    """The contacts; the forms for those who may keep them."""
    kept = at.now.register.ladder_contacts
    note(f"Leads and deputies are given under {at.link('People', 'reviews', tab='people')}.")
    if may_or_say(at, "keep_contacts"):
        verb = desk.verbs(VERBS, drops=("contact", "agency"))
        if verb == "add":
            _add(at)
        elif verb == "workbook":
            _workbook(at)
        elif verb:
            chosen = desk.pick("Which contact?", {c.id: _named(at, c) for c in kept.values()}, "contact")
            if chosen:
                {"edit": _edit, "remove": _remove}[verb](at, kept[chosen])
    if not kept:
        st.markdown("No contact is kept yet: a letter has nobody to go to until one is.")
    order = list(LadderRung)
    rows = [_row(at, one) for one in sorted(kept.values(), key=lambda c: (order.index(c.rung), _of(at, c), c.name))]
    with st.container(key="blocks_contacts"):
        tables.table(rows, ("Contact", "Rung and agency"), alt="Contacts for letters")
    if along := [a.name for a in at.now.register.agencies.values() if a.chase_with_workbook]:
        note(f"The workbook travels with messages to {plain(', '.join(along))}.")


def _row(at: Frame, one: LadderContact) -> tuple[str, str]:
    return titled(f"**{plain(one.name)}**", plain(one.email or "no e-mail address")), titled(
        one.rung.label, plain(_of(at, one))
    )


def _of(at: Frame, one: LadderContact) -> str:
    return at.now.register.agency_name(one.agency_id) if one.agency_id else "every board"


def _named(at: Frame, one: LadderContact) -> str:
    return f"{one.name}, {one.rung.label.lower()}, {_of(at, one)}"


def _add(at: Frame) -> None:
    section("Add a contact")
    form = Form(at, "contact:new", says=GROUP)
    with form.open():
        rungs = {rung: rung.label for rung in LadderRung if rung != LadderRung.LEAD}
        rung = form.radio("rung", "**Which rung?**", rungs)
        living = {a.id: a.name for a in at.now.register.agencies.values() if a.closed_on is None}
        if rung == LadderRung.CHAIR:
            living = {id_: name for id_, name in living.items() if at.now.register.agencies[id_].is_board}
        hint = " :gray[Empty for every board.]" if rung == LadderRung.CHAIR else ""
        agency = form.pick("agency", f"**Of which {'board' if hint else 'agency'}?**{hint}", living)
        name = form.text("name", "**Name**")
        email = form.text("email", "**E-mail**")
        form.send(
            "Add this contact", "Not added", contacts.add, lambda c: f"**Added.** {plain(c.name)}. {on_record(at)}",
            before=lambda: {"rung": form.needed("Which rung", rung)}, agency_id=agency, name=name, email=email or None,
        )  # fmt: skip


def _edit(at: Frame, one: LadderContact) -> None:
    section(f"Change {plain(one.name)}")
    form = Form(at, f"contact:{one.id}", seen=one, says=GROUP)
    with form.box():
        name = form.text("name", "**Name**", one.name)
        email = form.text("email", "**E-mail**", one.email)
        form.send(
            "Save this contact", "Not saved", contacts.edit, lambda c: f"**Saved.** {plain(c.name)}. {on_record(at)}",
            contact_id=one.id, name=name, email=email,
        )  # fmt: skip


def _remove(at: Frame, one: LadderContact) -> None:
    section(f"Take {plain(one.name)} away")
    form = Form(at, f"contact-gone:{one.id}", seen=one, says=GROUP)
    with form.open():
        sure = form.sure("No letter goes to them any more. What went stays on the record.")
        form.send(
            "Take this contact away", "Not taken away", contacts.remove,
            lambda c: f"**Taken away.** {plain(c.name)}. {on_record(at)}", ready=sure, contact_id=one.id,
        )  # fmt: skip


def _workbook(at: Frame) -> None:
    section("Its workbook with every message")
    living = {a.id: a.name for a in at.now.register.agencies.values() if a.successor_id is None}
    chosen = desk.pick("Which agency?", living, "agency")
    if not chosen:
        return
    agency = at.now.register.agencies[chosen]
    form = Form(at, f"along:{agency.id}", seen=agency, says=GROUP)
    with form.box():
        note(soft("The workbook holds what the review printed and what was said: it goes to leads and deputies only."))
        along = form.tick("along", f"Its return workbook goes with every message to {plain(agency.name)}",
                          agency.chase_with_workbook)  # fmt: skip
        form.send(
            "Save", "Not saved", agencies.edit, lambda a: f"**Saved.** {plain(a.name)}. {on_record(at)}",
            agency_id=agency.id, chase_with_workbook=along,
        )  # fmt: skip
