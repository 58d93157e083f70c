"""Whose desk this is: the agency that is shown, and the one action or hole that was picked in the address."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from tracker.rules.brag import RANK
from tracker.rules.dates import plural
from tracker.rules.permissions import VERBS, why_not
from tracker.rules.records import ActionFile, Agency, Ask
from tracker.rules.standing import AgencyFigures
from tracker.rules.words import Brag, Role
from tracker.ui import (
    desk,
    desk_owed,
    form_claim,
    form_dates,
    form_evidence,
    form_evidence_change,
    form_plan,
    form_report,
    show_start,
    tables,
)
from tracker.ui.desk_papers import ways as paper
from tracker.ui.forms import may, said
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.who import Who


@dataclass(frozen=True)
class Chosen:
    """What the address asks for, as far as this person may have it: `refusal` says what they may not, in words."""

    agency: Agency | None
    file: ActionFile | None = None
    ask: Ask | None = None
    refusal: str = ""


def choose(at: Frame, who: Who) -> Chosen:
    """The agency on this desk. A lead sees their own; others pick one."""
    register = at.register
    leads = [id_ for id_ in who.agency_ids if id_ in register.agencies]
    only_leads = bool(leads) and not who.holds(
        Role.ADMINISTRATOR, Role.SUBGROUP, Role.SCRUTINEER, Role.AUDITOR, Role.READER, Role.REGIONAL
    )
    asked = asked_for("agency")
    file, ask = register.files.get(asked_for("action") or ""), register.asks.get(asked_for("ask") or "")
    owner = file.action.owner_id if file else ask.agency_id if ask else None
    mine = [id_ for id_ in leads if owner and at.standing.same_body(id_, owner)]
    if only_leads:
        agency_id = mine[0] if mine else asked if asked in leads else leads[0]
        if len(leads) > 1:
            agency_id = (
                desk.pick("Which of your agencies?", _names(at, leads), "agency", drops=("action", "ask")) or agency_id
            )
    else:
        if asked and asked in register.agencies and register.answers_for(asked) != asked:
            asked = register.answers_for(asked)
            desk.go(agency=asked)
        busy = {id_ for id_, of in desk_owed.by_desk(at.standing).items() if any(f.counts.total + f.holes for f in of)}
        names = _names(at, [id_ for id_ in register.agencies if id_ in busy or id_ == asked])
        picked = desk.pick("Which agency?", names, "agency", drops=("action", "ask"))
        agency_id = picked or (register.answers_for(owner) if owner else "") or (leads[0] if leads else "")
    return _kept_to(at, register.agencies.get(agency_id or ""), file, ask, asked)


def _kept_to(at: Frame, agency: Agency | None, file: ActionFile | None, ask: Ask | None, asked: str | None) -> Chosen:
    if agency is None:
        return Chosen(None, refusal=f"There is no agency ‘{plain(asked)}’ here to show." if asked else "")
    wanted = asked_for("action") or asked_for("ask")
    if wanted and file is None and ask is None:
        return Chosen(agency, refusal=f"There is no action or ask ‘{plain(wanted[:80])}’ in the register.")
    owner = file.action.owner_id if file else ask.agency_id if ask else agency.id
    if not at.standing.same_body(agency.id, owner):
        whose = plain(at.register.agency_name(owner))
        return Chosen(agency, refusal=f"{plain(wanted)} is not {plain(agency.short_name)}'s: it belongs to {whose}.")
    if asked and asked in at.register.agencies and not at.standing.same_body(agency.id, asked):
        return Chosen(
            agency, file, ask, f"You do not report for {plain(at.register.agency_name(asked))}: this is your own."
        )
    if asked and asked not in at.register.agencies:
        return Chosen(agency, file, ask, f"There is no agency ‘{plain(asked[:80])}’ in the register.")
    return Chosen(agency, file, ask)


def finding(at: Frame) -> str:
    """The page's title where no agency is chosen yet: how many have something to put right."""
    busy = [of for of in desk_owed.by_desk(at.standing).values() if any(f.counts.red for f in of)]
    return f"{plural(len(busy), 'agency', 'agencies')} with something overdue" if busy else "No agency is overdue"


def every_one(at: Frame) -> None:
    """Every agency that owes something, most to put right first: a way to each desk."""
    found = [_on_desk(id_, of) for id_, of in desk_owed.by_desk(at.standing).items()]
    found = [line for line in found if any(line.counts.values()) or line.holes]
    if not found:
        st.markdown(f"No agency has been asked for anything yet.{show_start.way_on(at)}")
        return
    found.sort(key=lambda line: (-line.counts[Brag.RED], -line.counts[Brag.AMBER], -line.holes, line.id))
    cells = []
    for line in found:
        said = [f"{n} {b.label.lower()}" for b, n in line.counts.items() if n]
        said += [plural(line.holes, "ask") + " with no action"] if line.holes else []
        name = at.link(f"**{plain(at.register.agencies[line.id].name)}**", "my_agency", agency=line.id)
        last = f"last word {at.day(line.last_said_on)}" if line.last_said_on else "no word yet"
        cells.append((titled(name, ", ".join(said)), soft(last)))
    tables.table(cells, ("Agency", "Last word"), alt="Agencies that owe something, most to put right first")


@dataclass(frozen=True)
class _Line:
    """What lies on one agency's desk, its predecessors' included."""

    id: str
    counts: dict[Brag, int]
    holes: int
    last_said_on: date | None


def _on_desk(id_: str, of: tuple[AgencyFigures, ...]) -> _Line:
    counts = {brag: sum(getattr(f.counts, brag.value) for f in of) for brag in RANK}
    return _Line(
        id_, counts, sum(f.holes for f in of), max((f.last_said_on for f in of if f.last_said_on), default=None)
    )


def draw(at: Frame, chosen: Chosen, owed: desk_owed.Owed) -> None:
    """The list; beside it, where one was picked, its text and its form."""
    assert chosen.agency is not None
    said("my_agency")
    if owed.unseen:
        way = "ask the business manager to name you as its reader"
        way = "sign in, where you are named as its reader" if at.by_link else way
        st.warning(
            "**You do not see everything.** Something your agency was asked for is in a review that is not published: "
            f"{way}.",
            icon=":material/visibility_off:",
        )
    if chosen.refusal:
        st.warning(f"**Not shown.** {chosen.refusal}", icon=":material/block:")
    if chosen.file is None and chosen.ask is None:
        if owed.open or owed.holes:
            note("Pick one to say what was done, to send evidence, or to ask for another date.")
        desk_owed.draw(at, owed, chosen.agency.id)
        _sheet(at, chosen.agency)
        return
    one, rest = st.columns([6, 5], gap="large")
    with one:
        if chosen.file:
            _action(at, chosen.file)
        elif chosen.ask:
            _hole(at, chosen.ask)
    with rest:
        section(
            "What you owe"
            if at.who and chosen.agency.id in at.who.agency_ids
            else f"What {plain(chosen.agency.short_name)} owes"
        )
        desk_owed.draw(at, owed, chosen.agency.id, beside=True)
        _sheet(at, chosen.agency)


def _action(at: Frame, file: ActionFile) -> None:
    action = file.action
    section(plain(action.title))
    rating = at.standing.action_ratings[action.id]
    st.markdown(f"{tables.rating_chip(at, file)} {plain(rating.reason)}  \n{soft(plain(action.id))}"
                + (f" · {soft('led by ' + plain(action.lead))}" if action.lead else "")
                + f" · {tables.both_dates(at, file).replace('  ' + chr(10), ', ')}")  # fmt: skip
    desk_owed.printed(at, file.part_ids)
    if _may_or_say(at, "update", action.owner_id):
        form_report.draw(at, file)
        for place in (form_claim.place, form_dates.place, form_evidence_change.place):
            said(place(file))  # here, since their expanders change their label, close or go
        if action.status == "claimed":
            with st.expander("Take the claim back"):
                form_claim.withdraw(at, file)
        with st.expander("Ask for another date" if action.due else "Set the date"):
            form_dates.ask(at, file)
    with st.expander(f"Evidence sent so far: {len(file.current_evidence)}"):
        form_evidence.listed(at, file)
        if may(at, "replace_evidence", action.owner_id):
            form_evidence_change.draw(at, file)
    if file.updates:
        with st.expander(f"What was said before: {len(file.updates)}"):
            for update in reversed(file.updates[-12:]):
                st.markdown(f"{soft(at.day(update.said_on))}  \n{plain(update.narrative, lines=True)}")


def _hole(at: Frame, ask: Ask) -> None:
    section("Asked, nothing agreed yet")
    if _may_or_say(at, "plan_action", ask.agency_id):
        form_plan.for_ask(at, ask)
    else:
        desk_owed.printed(at, (ask.part_id,))


def _may_or_say(at: Frame, verb: str, agency_id: str | None) -> bool:
    if at.who is None or at.is_past:
        return False
    why = why_not(at.who.roles, verb, agency_id)
    if why:
        note(f"You may not {VERBS[verb].words} here: {plain(why)}.")
    return why is None


def _sheet(at: Frame, agency: Agency) -> None:
    note("Prefer a workbook? Download the agency's sheet, fill it in, send it back by e-mail. No sign-in is needed.")
    address = at.address("export/register.xlsx", agency=agency.id)
    st.link_button("Download this agency's sheet", address, icon=":material/download:")
    if not at.by_link:
        st.markdown(at.link("Bring a workbook in", "workbook"))
        note(f"All of it as a paper to read: {paper(at, paper='agency', agency=agency.id)}")


def _names(at: Frame, ids: list[str]) -> dict[str, str]:
    return {id_: at.register.agencies[id_].name for id_ in ids}
