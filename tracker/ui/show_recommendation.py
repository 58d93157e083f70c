"""The sections of one recommendation: as printed, as agreed, who has done which part, what is in the way."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from tracker.clock import local_day
from tracker.queries.history import Download
from tracker.queries.standing import zone_of
from tracker.rules.brag import rag_disagreement
from tracker.rules.dates import in_words, list_in_words, plural, times
from tracker.rules.deadlines import original_date, slippage
from tracker.rules.proof import NAMED
from tracker.rules.records import ActionFile, Ask, Evidence, Part, Recommendation, Review
from tracker.rules.redaction import files_taken_out, why_taken_out
from tracker.rules.retention import disposed, why_disposed
from tracker.rules.words import Level, Rung
from tracker.ui import show_hold
from tracker.ui.desk_papers import ways as paper
from tracker.ui.forms import may
from tracker.ui.frame import Frame
from tracker.ui.in_force import least_rungs
from tracker.ui.look import chip, hole, note, paragraphs, plain, section, soft, titled
from tracker.ui.tables import both_dates, facts, grid, rating_chip, rows

MOST_COLUMNS, MOST_EVIDENCE, MOST_TIMES_OUT = 8, 6, 3
BULLETS = re.compile(r"^[\s•·;]+|[\s•·]+$")
BROKEN = r"\s+(?:[•▪◦‣–·*-]\s+)?"


def finding(at: Frame, rec: Recommendation) -> str:
    """The page's title."""
    brag = at.standing.recommendation_ratings[rec.id].brag
    parts = [at.standing.part_ratings[p.id].brag for p in at.standing.tracked_parts.get(rec.id, ())]
    so_many = f" in {parts.count(brag)} of {len(parts)} parts" if len(parts) > 1 else ""
    return f"Recommendation {plain(rec.ref)}, {brag.label.lower()}{so_many}: {plain(rec.title)}"


def neighbours(at: Frame, rec: Recommendation) -> None:
    """The way back to the list, and to the recommendation before and after it in print."""
    order = at.register.recommendations_of_review[rec.review_id]
    here = next(n for n, other in enumerate(order) if other.id == rec.id)
    ways = [f"← {at.link('All recommendations', 'recommendations')}"]
    if here:
        ways.append(at.link(f"Previous: {plain(order[here - 1].ref)}", "recommendation", id=order[here - 1].id))
    if here + 1 < len(order):
        ways.append(at.link(f"Next: {plain(order[here + 1].ref)}", "recommendation", id=order[here + 1].id))
    with st.container(key="controls_neighbours"):
        st.markdown(" · ".join(ways))
        thread = paper(at, paper="thread", recommendation=rec.id)
        note(f"Its thread on a page, from the text to the check-back: {thread}")


def as_printed(at: Frame, rec: Recommendation) -> None:
    """The review's own words, in serif, each part under its letter."""
    section("As printed")
    parts = at.register.parts_of.get(rec.id, ())
    with st.container(key="printed", width=720):
        st.markdown(printed(rec.text, parts))
    for part in parts:
        if part.context_reason:
            note(f"Part {plain(part.label)} is not tracked: {plain(part.context_reason)}")


def printed(text: str, parts: tuple[Part, ...]) -> str:
    """A text as Markdown with its parts as a list in their place; whole, where they are not found in it."""
    if len(parts) < 2:
        return paragraphs(text)
    blocks, at, items = [], 0, list[str]()
    for part in parts:
        found = _place(text, part.text, at)
        if found is None:
            listed = "\n".join(_item(p) for p in parts)
            return f"{paragraphs(text)}\n\n{listed}"
        before = text[at : found.start()]
        if between := BULLETS.sub("", _without_label(BULLETS.sub("", before), part.label)):
            if items:
                blocks.append("\n".join(items))
            blocks.append(paragraphs(between))
            items = []
        items.append(_item(part))
        at = found.end()
    blocks.append("\n".join(items))
    if rest := BULLETS.sub("", text[at:]):
        blocks.append(paragraphs(rest))
    return "\n\n".join(blocks)


def _place(text: str, words: str, at: int) -> re.Match[str] | None:
    """Where a part's words stand in the text, however its lines and the bullets within it are broken."""
    return re.compile(BROKEN.join(map(re.escape, words.split()))).search(text, at)


def _item(part: Part) -> str:
    return f"- **{plain(part.label or 'the whole')}** · {plain(part.text)}"


def _without_label(text: str, label: str) -> str:
    """What stands before a part, without the part's own label as printed: "a.", "(a)", "a)" or "Part a:"."""
    if not label:
        return text
    name = re.escape(label)
    alone = rf"(?:^|\n)[^\S\n]*(?:part\s+)?\(?{name}[.):]*$"
    marked = rf"(?:^|\s)(?:part\s+)?\(?{name}[.):]+$"
    return re.sub(f"{alone}|{marked}", "", text, flags=re.IGNORECASE)


def as_agreed(at: Frame, rec: Recommendation) -> None:
    """The facts agreed about it."""
    section("As agreed")
    register = at.register
    review = register.reviews[rec.review_id]
    files = register.files_of_recommendation(rec.id)
    owners = [at.agency(id_) for id_ in register.owners_of(rec.id)]
    originals = [d for f in files if (d := original_date(f.action))]
    dues = [f.action.due for f in files if f.action.due]
    moves = sum(f.moves for f in files)
    where = f"paragraph {plain(rec.paragraph)}" if rec.paragraph else ""
    page = f"page {rec.page}" if rec.page else ""
    own = at.agency(rec.agency_id) if rec.agency_id else "an agency"
    source = "the overview report" if rec.level == Level.OVERVIEW else f"{own}’s own report, single agency"
    answer = rec.response.label if rec.response else ""
    least = least_rungs(register.settings, review.board_id)
    needs = f"needs {NAMED[least.of(rec.change)]} at least" if rec.change else ""
    rungs = [rung for f in files if (rung := f.strongest_rung)]
    best = max(rungs, key=list(Rung).index, default=None)
    pairs = {
        "Review": f"{at.link(at.review(review.id), 'recommendations', review=review.id)}, {plain(review.title)}",
        "Legal hold": show_hold.line(at, review.id),
        "Source": ", ".join(words for words in (source[0].upper() + source[1:], where, page) if words),
        "The report": _report_itself(review, rec),
        "Addressed to": ", ".join(f"“{plain(words)}”" for words in rec.addressed_to),
        "Asked": list_in_words(owners) or "nobody yet",
        "How that was read": plain(rec.asks_note) if rec.asks_note else "",
        "Kind of change": f"{rec.change.label}: {needs}" if rec.change and needs else "",
        "Response": answer
        + (f", {in_words(rec.response_on)}" if rec.response_on else "")
        + (f": {plain(rec.response_reason)}" if rec.response_reason else ""),
        "Last original date": f"**{in_words(max(originals))}**" if originals else "",
        "Last current date": f"**{in_words(max(dues))}**"
        + (f", after {plural(moves, 'move')} of {plural(len(files), 'action')}" if moves else "")
        if dues
        else "",
        "Evidence": f"Strongest so far: {best.label.lower()}" if best else "None yet",
        "Closed": f"{in_words(rec.closed_on)}, by {who(at, rec.closed_by)}" if rec.closed_on else "",
    }
    facts(pairs, alt=f"Facts agreed about recommendation {rec.ref}")


def _report_itself(review: Review, rec: Recommendation) -> str:
    """The way to the document it was read in, where that was kept, and the page to turn to."""
    if review.document_hash is None:
        return ""
    return f"[The report itself](/document/{review.id})" + (f", page {rec.page}" if rec.page else "")


def who(at: Frame, person_id: str | None) -> str:
    """A person's name, safe to print."""
    person = at.now.register.people.get(person_id or "")
    return plain(person.name if person else person_id or "nobody named")


def part_by_agency(at: Frame, rec: Recommendation) -> None:
    """The grid: each part against each agency that was asked for it. Empty: not asked."""
    section("Who has done which part")
    parts = at.standing.tracked_parts.get(rec.id, ())
    agencies = at.register.owners_of(rec.id)
    if not agencies:
        ask = f" {_way_to(at, rec, 'ask', 'Ask agencies')}." if may(at, "edit_register") else ""
        st.markdown(f"No agency has been asked for any of it yet.{ask}")
        return
    cells = {(a.part_id, a.agency_id): cell(at, a) for p in parts for a in at.register.asks_of.get(p.id, ())}
    names = [f"part {plain(p.label)}" if p.label else "the whole" for p in parts]
    bodies = [at.agency(id_) for id_ in agencies]
    alt = f"{plural(len(parts), 'part')} by {plural(len(agencies), 'agency', 'agencies')}: the rating of each"
    if len(parts) == 1 and len(agencies) > MOST_COLUMNS:
        st.markdown(
            " · ".join(f"{name}\u00a0{cells[parts[0].id, a]}" for name, a in zip(bodies, agencies, strict=True))
        )
    elif len(agencies) > MOST_COLUMNS:
        body = [[cells.get((p.id, a), "") for p in parts] for a in agencies]
        grid(bodies, names, body, alt=alt, key="grid")
    else:
        body = [[cells.get((p.id, a), "") for a in agencies] for p in parts]
        grid(names, bodies, body, alt=alt, key="grid")
    note(
        "◆ B assured · ● G on track · ▲ A at risk · ■ R overdue · ○ U unplanned · □ hole: asked, no action · "
        "empty: not asked"
    )


def cell(at: Frame, ask: Ask) -> str:
    """One cell of the grid."""
    return hole() if ask.id in at.standing.hole_ids else chip(at.standing.ask_ratings[ask.id].brag, "letter")


def actions(at: Frame, rec: Recommendation) -> None:
    """Every action: its rating and why, what was last said, its evidence, its dates and how often they moved."""
    files = sorted(at.register.files_of_recommendation(rec.id), key=lambda f: f.action.id)
    section(f"What is being done: {plural(len(files), 'action')}")
    heads = ("Rating", "Action", "Status", "Dates")
    out = at.taken_out(files)
    cells = [(rating_chip(at, f), _action(at, rec, f, out), _status(at, f), _dates(at, f)) for f in files]
    rows(cells, heads, alt=f"Actions that answer recommendation {rec.ref}", key="rows_actions")
    if not files:
        plan = f" {_way_to(at, rec, 'plan', 'Plan an action')}." if may(at, "plan_action") else ""
        st.markdown(f"No agency has said yet what it will do.{plan}")


def _way_to(at: Frame, rec: Recommendation, verb: str, words: str) -> str:
    """A link to the form that fills what is empty here: "Reviews and agencies", with this recommendation chosen."""
    return at.link(words, "reviews", tab="recommendations", review=rec.review_id, id=rec.id, do=verb)


def _action(at: Frame, rec: Recommendation, file: ActionFile, out: Mapping[str, Sequence[Download]]) -> str:
    action, rating = file.action, at.standing.action_ratings[file.action.id]
    mine = [at.register.parts[p].label for p in file.part_ids if at.register.parts[p].recommendation_id == rec.id]
    some = "part" if len(mine) == 1 else "parts"
    labels = f", {some} {list_in_words([plain(label or 'the whole') for label in mine])}" if any(mine) else ""
    lead = f", {plain(action.lead)}" if action.lead else ""
    also = [id_ for id_ in at.register.recommendations_of_action[action.id] if id_ != rec.id]
    lines = [f"{at.agency(action.owner_id)}{lead}{labels} · {plain(action.id)}", plain(rating.reason)]
    if action.intended_outcome:
        lines.append(f"Meant to achieve: {plain(action.intended_outcome)}")
    if file.updates:
        last = file.updates[-1]
        lines.append(f"{at.day(last.said_on)}, {who(at, last.said_by)}: “{plain(last.narrative)}”")
    if words := rag_disagreement(file, rating):
        lines.append(f"Ratings differ: {plain(words)}")
    removed = files_taken_out(at.now.register.redactions.values())
    over = disposed(at.now.register.disposals.values())
    for evidence in file.current_evidence[-MOST_EVIDENCE:]:
        taken_out = removed.get(evidence.file_hash or "")
        gone = why_taken_out(taken_out) if taken_out else ""
        gone = why_disposed(over[evidence.id]) if evidence.id in over else gone
        lines.append(_evidence(at, evidence, out.get(evidence.id, ()), gone))
    for verdict in file.verifications[-1:]:
        judged = f"{verdict.outcome.label} {at.day(verdict.verified_on)}, {who(at, verdict.verified_by)}"
        although = f" On weaker evidence than needed: “{plain(verdict.although)}”" if verdict.although else ""
        lines.append(f"{judged}: {plain(verdict.reason)}{although}")
    if also:
        links = [at.link(plain(at.register.recommendations[i].ref), "recommendation", id=i) for i in also]
        lines.append(f"Answers {list_in_words(links)} too")
    return titled(f"**{plain(action.title)}**", *lines)


def _evidence(at: Frame, evidence: Evidence, out: Sequence[Download], gone: str) -> str:
    """A piece of evidence in a line; of one that is not for this person, that it is there and who took it out."""
    about = f", about {at.day(evidence.about)}" if evidence.about else ", with no date"
    name = plain(evidence.title)
    there = evidence.file_hash and at.may_open(evidence) and not gone
    title = f"[{name}](evidence/{evidence.id})" if there else name
    removed = f"; {plain(gone)}" if gone else ""
    taken = _times(at, "taken out", [one for one in out if not one.in_room])
    taken += _times(at, "shown in a meeting", [one for one in out if one.in_room])
    return f"Evidence, {evidence.rung.label.lower()}: {title}{about if at.may_open(evidence) else ''}{removed}{taken}"


def _times(at: Frame, words: str, out: Sequence[Download]) -> str:
    times_out = [f"{who(at, one.by)} on {at.day(local_day(one.at, zone_of(at.now)))}" for one in out]
    last = list_in_words(list(dict.fromkeys(times_out))[-MOST_TIMES_OUT:])
    return f"; {words} {times(len(out))}, by {last}" if out else ""


def _status(at: Frame, file: ActionFile) -> str:
    status = at.standing.statuses[file.action.id]
    since = f"since {at.day(file.action.status_on)}" if file.action.status_on else ""
    rung = f"best evidence: {file.strongest_rung.label.lower()}" if file.strongest_rung else "no evidence"
    return titled(status.label, since, rung)


def _dates(at: Frame, file: ActionFile) -> str:
    slipped = slippage(file)
    if not slipped.moves:
        return both_dates(at, file)
    moved = f"moved {times(slipped.moves)}, {plural(slipped.days, 'day')}"
    return f"{both_dates(at, file)}  \n{soft(moved)}"
