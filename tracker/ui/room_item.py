"""What the room sees of one item: what was asked in print, what the agency says, what the evidence bears out, its dates
and its history in five lines. A restricted piece is opened only once somebody says "show in this room", on the record.
"""

import re
from dataclasses import dataclass

import streamlit as st

from tracker.clock import local_day
from tracker.queries.history import entries
from tracker.queries.sentences import sentences
from tracker.queries.standing import zone_of
from tracker.queries.trends import related_ids
from tracker.rules.agenda_look import subject as behind
from tracker.rules.dates import in_words, plural, times
from tracker.rules.deadlines import days_late, days_late_original, original_date, slippage
from tracker.rules.evidence import why_no_file
from tracker.rules.lifecycle import OPEN
from tracker.rules.records import (
    ActionFile,
    AgendaItem,
    CheckBack,
    DipFinding,
    Evidence,
    Extension,
    Meeting,
    NotDoing,
    Recommendation,
)
from tracker.rules.words import AgendaKind, Rung, Status
from tracker.ui import show_preview, show_proof, show_recommendation, show_returned
from tracker.ui.forms import name_of
from tracker.ui.frame import Frame
from tracker.ui.look import chip, hole, note, plain, section, soft, titled
from tracker.ui.tables import table

LINES = 5
MOST_MOVES = 4
MOST_EARLIER = 3


@dataclass(frozen=True)
class Subject:
    """What an item is about: an action or a recommendation, and the very thing that waits for a decision."""

    file: ActionFile | None = None
    recommendation: Recommendation | None = None
    extension: Extension | None = None
    check: CheckBack | None = None
    finding: DipFinding | None = None
    entry: NotDoing | None = None


def subject_of(at: Frame, item: AgendaItem) -> Subject:
    """Find what an item is about; nothing where the register knows nothing of that id (any more)."""
    register, id_ = at.register, item.about or ""
    extension, check = register.extensions.get(id_), register.check_backs.get(id_)
    finding, entry = register.dip_findings.get(id_), register.not_doing.get(id_)
    of = behind(register, id_)
    file = register.files.get(of)
    rec_id = next(iter(register.recommendations_of_action.get(of, ())), of)
    if file and extension is None:
        extension = next((e for e in file.extensions if not e.agreed_on and not e.refused_on), None)
    return Subject(file, register.recommendations.get(rec_id), extension, check, finding, entry)


def finding(at: Frame, subject: Subject) -> str:
    """The line under the title: the chip with its reason, whose it is, how late on both dates. Markdown; empty where
    the item is about neither an action nor a recommendation."""
    if file := subject.file:
        rating = at.standing.action_ratings[file.action.id]
        return titled(
            f"{chip(rating.brag, 'full')} {at.agency(file.action.owner_id)}: {plain(rating.reason)}", _late(at, file)
        )
    if rec := subject.recommendation:
        rating = at.standing.recommendation_ratings[rec.id]
        return f"{chip(rating.brag, 'full')} {plain(rating.reason)}"
    return ""


def _late(at: Frame, file: ActionFile) -> str:
    """Both latenesses side by side, the original date always with them."""
    original = original_date(file.action)
    if original is None or file.action.status not in OPEN:
        return ""
    now, first = days_late(file, today=at.today), days_late_original(file, today=at.today)
    on_current = f"{plural(now, 'day')} late on its current date" if now else "not late on its current date"
    on_first = f"{plural(first, 'day')} late" if first else "not late"
    moved = f", moved {times(file.moves)}" if file.moves else ""
    return f"{on_current}, {at.day(file.action.due)}; {on_first} on the original date, {at.day(original)}{moved}"


def draw(at: Frame, meeting: Meeting, item: AgendaItem, subject: Subject) -> None:
    """Everything on the left side, in the order in which a meeting asks for it."""
    if item.why and (subject.file or subject.recommendation):
        note(f"{plain(item.kind.label)}: {plain(item.why)}")
    elif item.why:
        st.markdown("\n".join(f"- {plain(line.strip())}" for line in re.split(r"[\n;]", item.why) if line.strip()))
    if subject.recommendation:
        _printed(at, subject.recommendation, subject.file)
    if item.kind == AgendaKind.RECURRENCE and subject.recommendation:
        _came_back(at, subject.recommendation)
    if subject.extension:
        _asked(at, subject.extension)
    if subject.file:
        _says(at, subject.file)
        _bears_out(at, meeting, subject.file)
    if subject.recommendation:
        _history(at, subject)


def _came_back(at: Frame, rec: Recommendation) -> None:
    """The earlier lessons that came back with it: how each was ended, on what evidence, in which meeting."""
    found = show_returned.of(at, rec.id)[:MOST_EARLIER]
    if not found:
        return
    section("Asked for before")
    cells = [
        (show_returned.asked_before(at, one), show_returned.on_what(at, one),
         f"{show_returned.state(one)}  \n{show_returned.why(one)}")
        for one in found
    ]  # fmt: skip
    heads = ("Asked before, and how it was ended", "On what evidence, by whom", "Why they belong together")
    table(cells, heads, alt="The earlier recommendations whose lesson came back")


def _asked(at: Frame, extension: Extension) -> None:
    section("The date asked for")
    who = plain(name_of(at.now.register, extension.asked_by))
    st.markdown(
        f"From {at.day(extension.from_due)} to **{at.day(extension.to_due)}**, asked on {at.day(extension.asked_on)} "
        f"by {who}: “{plain(extension.reason)}”"
    )


def _says(at: Frame, file: ActionFile) -> None:
    section(f"What {at.agency(file.action.owner_id)} says" if file.action.owner_id else "What is said")
    st.markdown(f"**{plain(file.action.title)}**")
    if not file.updates:
        st.markdown("Nothing yet.")
    else:
        last = file.updates[-1]
        own = f" Own rating: {last.own_rating.label.lower()}." if last.own_rating else ""
        who = plain(name_of(at.now.register, last.said_by))
        st.markdown(titled(f"“{plain(last.narrative)}”", f"{who}, {in_words(last.said_on)}.{own}"))
    _moves(at, file)


def _moves(at: Frame, file: ActionFile) -> None:
    agreed = [e for e in file.extensions if e.agreed_on]
    if not agreed:
        return
    slipped = slippage(file)
    lines = [
        f"{at.day(e.from_due)} → **{at.day(e.to_due)}**: {plain(e.reason)} "
        + soft(
            f"asked by {plain(name_of(at.now.register, e.asked_by))}, "
            f"agreed by {plain(name_of(at.now.register, e.agreed_by))} on {at.day(e.agreed_on)}"
        )
        for e in agreed[-MOST_MOVES:]
    ]
    note(f"Its date moved {times(slipped.moves)}, {plural(slipped.days, 'day')} in all:")
    st.markdown("\n".join(f"- {line}" for line in lines))


def _bears_out(at: Frame, meeting: Meeting, file: ActionFile) -> None:
    section("What the evidence bears out")
    by_rung: dict[Rung, list[Evidence]] = {}
    for one in file.current_evidence:
        by_rung.setdefault(one.rung, []).append(one)
    needed = show_proof.of(at, file).needed
    pairs = [
        (f"**{rung.label}**", "  \n".join(_named(at, one) for one in by_rung.get(rung, ())) or hole("none"))
        for rung in reversed(Rung)
        if rung in by_rung or rung == needed
    ]
    table(pairs, ("Rung", "Evidence"), alt=f"Evidence for {file.action.id} by rung, the strongest first")
    if not file.current_evidence:
        st.markdown("No evidence was sent.")
    if file.action.status == Status.CLAIMED:
        show_proof.told(at, file)
    for one in sorted(file.current_evidence, key=lambda e: -list(Rung).index(e.rung)):
        if at.may_open(one) and (one.statement or why_no_file(one) is None):
            show_preview.draw(at, one, key="room", meeting_id=meeting.id)


def _named(at: Frame, one: Evidence) -> str:
    about = f", about {at.day(one.about)}" if one.about and at.may_open(one) else ""
    badge = " :gray-badge[Restricted]" if one.restricted else ""
    said = f"  \n{soft(plain(one.statement))}" if one.statement and not one.restricted else ""
    return f"{plain(one.title)}{about}{badge}{said}"


def _printed(at: Frame, rec: Recommendation, file: ActionFile | None) -> None:
    """The review's own words: the parts that the action answers, or the whole."""
    section(f"{at.review(rec.review_id)}, recommendation {plain(rec.ref)}, as printed")
    parts = at.register.parts_of.get(rec.id, ())
    mine = [p for p in parts if file and p.id in file.part_ids]
    with st.container(key="printed_room", width=760):
        if mine and len(mine) < len(parts):
            st.markdown("\n\n".join(f"{plain(p.label)}. {plain(p.text)}" for p in mine))
        else:
            st.markdown(show_recommendation.printed(rec.text, parts))


def _history(at: Frame, subject: Subject) -> None:
    rec = subject.recommendation
    assert rec is not None, "asked for by the caller"
    section("In five lines")
    ids = related_ids(at.standing, rec.id)
    if subject.file:
        filed = subject.file
        ids = frozenset(
            (filed.action.id, *(r.id for some in (filed.updates, filed.extensions, filed.evidence, filed.verifications,
                                                  filed.check_backs) for r in some))
        )  # fmt: skip
    told = entries(at.engine, sight=at.sight, entity_ids=ids, changes_only=True, limit=LINES * 12)
    zone = zone_of(at.standing)
    lines = [
        f"**{at.day(local_day(one.at, zone))}** {plain(one.verb)} {soft(plain(one.who))}"
        for one in sentences(at.register, told)[:LINES]
    ]
    st.markdown("  \n".join(lines) or "Nothing is on the record yet.")
    note(at.link("The whole recommendation", "recommendation", id=rec.id))
