"""Agencies: add one, rename it, merge it into its successor, close it. Its id stays, whatever it is called."""

from typing import Any

import streamlit as st

from tracker.commands import agencies
from tracker.rules.dates import in_words, plural
from tracker.rules.records import Agency
from tracker.ui import desk, tables
from tracker.ui.forms import Form, may, may_or_say, on_record, per_line, said
from tracker.ui.frame import Frame
from tracker.ui.look import plain, section, titled

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
    tables.table([_line(at, a) for a in register.agencies.values()], ("Agency", "What it owes"), alt="Agencies")
    if not register.agencies:
        st.markdown("No agency yet. Add the ones that your reviews address.")


def _line(at: Frame, agency: Agency) -> tuple[str, str]:
    heir = f"answered for by {at.agency(agency.successor_id)}" if agency.successor_id else ""
    closed = f"closed on {in_words(agency.closed_on)}" if agency.closed_on else ""
    others = f"also {', '.join(agency.other_names)}" if agency.other_names else ""
    parent = f"part of {at.agency(agency.parent_id)}" if agency.parent_id else ""
    quiet = [plain(agency.sector), "the board itself" if agency.is_board else "", parent, plain(others), closed, heir]
    figures = at.standing.by_agency().get(agency.id)
    owes = (
        at.link(f"{plural(figures.counts.total, 'action')}, {figures.overdue} overdue", "my_agency", agency=agency.id)
        if figures
        else "nothing asked"
    )
    return titled(f"**{plain(agency.name)}**", " · ".join(q for q in quiet if q)), owes


def _edit(at: Frame, agency: Agency | None) -> None:
    section(f"Edit {plain(agency.name)}" if agency else "Add an agency")
    form = Form(at, f"agency:{agency.id if agency else 'new'}", seen=agency, says="agencies")
    others = {a.id: a.name for a in at.now.register.agencies.values() if a is not agency}
    with form.box():
        name = form.text(
            "name", "**Name** :gray[A former one is kept, and still found.]", getattr(agency, "name", None)
        )
        short = form.text("short", "**Short name** :gray[For tables and charts.]", getattr(agency, "short_name", None))
        sector = form.text("sector", "**Sector** :gray[Health, police, schools …]", getattr(agency, "sector", None))
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
            "sector": sector,
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


def _merge(at: Frame, agency: Agency) -> None:
    section(f"Merge {plain(agency.name)} into its successor")
    form = Form(at, f"merge:{agency.id}", seen=agency, says="agencies")
    living = {a.id: a.name for a in at.now.register.agencies.values() if a.closed_on is None and a.id != agency.id}
    with form.open():
        into = form.pick("into", "**Who answers for it now?**", living)
        on = form.day("on", "**Since when?** :gray[Today, if you leave it open.]")
        sure = form.sure("It is closed from that day; its successor answers for what it owes, under both names.")
        form.send(
            "Merge it", "Not merged", agencies.merge, lambda a: f"**Merged.** {plain(a.name)}. {on_record(at)}",
            ready=sure, before=lambda: {"into_id": form.needed("Who answers for it now", into)},
            agency_id=agency.id, on=on,
        )  # fmt: skip


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
