"""Agencies: add one, rename it, merge it into its successor, close it. Its id stays, whatever it is called."""

from typing import Any

import streamlit as st

from tracker.commands import agencies
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.records import Agency
from tracker.ui import desk, desk_owed, tables
from tracker.ui.forms import Form, may, may_or_say, on_record, per_line, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled

SECTORS = {
    "ambulance": "Ambulance",
    "board": "Safeguarding board or partnership",
    "childrens_services": "Children's services",
    "early_years": "Early years",
    "education": "Education and schools",
    "family_court": "Family court",
    "fire": "Fire and rescue",
    "health": "Health",
    "health_acute": "Hospitals",
    "health_commissioning": "Health commissioning",
    "health_community": "Community health",
    "health_mental": "Mental health",
    "housing": "Housing",
    "local_authority": "Local authority",
    "police": "Police",
    "primary_care": "GPs and primary care",
    "probation": "Probation",
    "voluntary": "Voluntary sector",
    "youth_justice": "Youth justice",
    "other": "Other",
}
VERBS = {"add": "Add an agency", "edit": "Edit or rename", "merge": "Merge into a successor", "close": "Close"}


def draw(at: Frame) -> None:
    """The agencies as a table; forms for those who may."""
    register = at.register
    said("agencies")
    if may(at, "edit_register"):
        verb = desk.verbs(VERBS)
        if verb == "add":
            _edit(at, None)
        elif verb:
            one = desk.pick("Which agency?", {a.id: a.name for a in at.now.register.agencies.values()}, "agency")
            if one:
                agency = at.now.register.agencies[one]
                {"edit": _edit, "merge": _merge, "close": _close}[verb](at, agency)
    else:
        may_or_say(at, "edit_register")
    note(f"Leads and deputies are given under {at.link('People', 'reviews', tab='people')}.")
    tables.table([_line(at, a) for a in register.agencies.values()], ("Agency", "What it owes"), alt="Agencies")
    if not register.agencies:
        st.markdown("No agency yet. Add the ones that your reviews address.")


def _line(at: Frame, agency: Agency) -> tuple[str, str]:
    closed = f"closed on {in_words(agency.closed_on)}" if agency.closed_on else ""
    others = f"also {', '.join(agency.other_names)}" if agency.other_names else ""
    parent = f"part of {at.agency(agency.parent_id)}" if agency.parent_id else ""
    quiet = [
        plain(sector_in_words(agency.sector)),
        "the board itself" if agency.is_board else "",
        parent,
        plain(others),
        closed,
    ]
    return titled(f"**{plain(agency.name)}**", " · ".join(q for q in quiet if q), _contacts(at, agency)), _owes(
        at, agency
    )


def _contacts(at: Frame, agency: Agency) -> str:
    """Who answers for an agency: "led by Asha Patel; deputy: Ben Ali"; nothing where nobody does yet."""
    register = at.register
    contacts = register.contacts_of.get(agency.id, ())
    leads, deputies = (
        list_in_words([plain(register.people[r.person_id].name) for r in contacts if r.deputy == deputy])
        for deputy in (False, True)
    )
    said = ([f"led by {leads}"] if leads else []) + ([f"deputy: {deputies}"] if deputies else [])
    return "; ".join(said)


def _owes(at: Frame, agency: Agency) -> str:
    """What is asked of an agency, its predecessors included, as a link to the desk where it is answered."""
    desk_id = at.register.answers_for(agency.id)
    if desk_id != agency.id:
        return f"answered for by {at.link(at.agency(desk_id), 'my_agency', agency=desk_id)}"
    of = desk_owed.by_desk(at.standing).get(agency.id)
    if not of:
        return "nothing asked"
    actions, holes = sum(f.counts.total for f in of), sum(f.holes for f in of)
    words = f"{plural(actions, 'action')}, {sum(f.overdue for f in of)} overdue"
    words += f"; {plural(holes, 'ask')} with no action" if holes else ""
    return at.link(words, "my_agency", agency=agency.id)


def sector_in_words(sector: str) -> str:
    """A sector as people read it: "Community health"."""
    return SECTORS.get(sector, sector.replace("_", " ").capitalize())


def _edit(at: Frame, agency: Agency | None) -> None:
    section(f"Edit {plain(agency.name)}" if agency else "Add an agency")
    if agency and may(at, "manage_people"):
        who = _contacts(at, agency) or "nobody leads for it yet"
        give = at.link("give somebody the role", "reviews", tab="people", do="give")
        note(f"{who[0].upper()}{who[1:]}. To change that, {give} under People.")
    form = Form(at, f"agency:{agency.id if agency else 'new'}", seen=agency, says="agencies")
    others = {a.id: a.name for a in at.now.register.agencies.values() if a is not agency}
    with form.box():
        name = form.text(
            "name", "**Name** :gray[A former one is kept, and still found.]", getattr(agency, "name", None)
        )
        short = form.text("short", "**Short name** :gray[For tables and charts.]", getattr(agency, "short_name", None))
        sector = form.pick("sector", "**Sector**", _sectors(at), agency.sector if agency else None)
        names = form.words(
            "others", "**Other names** :gray[One to a line.]", "\n".join(agency.other_names) if agency else ""
        )
        parent = form.pick(
            "parent", "**Part of**", others, agency.parent_id if agency else None, empty="No other agency"
        )
        remark = form.text("note", "**Note**", getattr(agency, "note", None))
        values: dict[str, Any] = {
            "name": name,
            "short_name": short,
            "sector": sector or "",
            "other_names": per_line(names),
            "note": remark,
        }
        if agency:
            form.send(
                "Save this agency", "Not saved", agencies.edit,
                lambda a: f"**Saved.** {plain(a.name)}. {on_record(at)}",
                agency_id=agency.id, parent_id=parent or "", **values,
            )  # fmt: skip
        else:
            form.send(
                "Add this agency", "Not added", agencies.add, lambda a: f"**Added.** {plain(a.name)}. {on_record(at)}",
                parent_id=parent, **values,
            )  # fmt: skip


def _sectors(at: Frame) -> dict[str, str]:
    """The sectors to choose from: the known ones, and any that the register holds besides."""
    used = (a.sector for a in at.now.register.agencies.values())
    found = {sector: sector_in_words(sector) for sector in (*SECTORS, *used)}
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == "other", pair[1])))


def _merge(at: Frame, agency: Agency) -> None:
    section(f"Merge {plain(agency.name)} into its successor")
    form = Form(at, f"merge:{agency.id}", seen=agency, says="agencies")
    living = {a.id: a.name for a in at.now.register.agencies.values() if a.closed_on is None and a.id != agency.id}
    with form.open():
        into = form.pick("into", "**Who answers for it now?**", living)
        on = form.day("on", "**Since when?** :gray[Today, if you leave it open.]")
        heir = at.now.register.agencies[into].name if into else "its successor"
        st.markdown(f"From that day {plain(heir)} answers for {_moves(at, agency)}, and takes its place in its groups.")
        sure = form.sure("It is closed, for ever: a merger **cannot be undone** here, nor by “Edit or rename”.")
        form.send(
            "Merge it", "Not merged", agencies.merge, lambda a: f"**Merged.** {plain(a.name)}. {on_record(at)}",
            ready=sure, before=lambda: {"into_id": form.needed("Who answers for it now", into)},
            agency_id=agency.id, on=on,
        )  # fmt: skip


def _moves(at: Frame, agency: Agency) -> str:
    """What a successor would answer for: "4 asks and 2 actions of Police"; those it answers for itself are among
    them."""
    of = [f for id_, f in at.now.by_agency().items() if at.now.register.answers_for(id_) == agency.id]
    asks, actions = sum(f.asks for f in of), sum(f.counts.total for f in of)
    what = f"**{plural(asks, 'ask')} and {plural(actions, 'action')}** of {plain(agency.name)}"
    return what if asks or actions else f"{plain(agency.name)}, which has been asked for nothing"


def _close(at: Frame, agency: Agency) -> None:
    section(f"Close {plain(agency.name)}")
    form = Form(at, f"agency-close:{agency.id}", seen=agency, says="agencies")
    with form.open():
        on = form.day("on", "**On which day?** :gray[Today, if you leave it open.]")
        sure = form.sure(
            "It can be asked for nothing new and leaves its groups. What it owes stays open, with nobody to answer."
        )
        form.send(
            "Close it", "Not closed", agencies.close, lambda a: f"**Closed.** {plain(a.name)}. {on_record(at)}",
            ready=sure, agency_id=agency.id, on=on,
        )  # fmt: skip
