"""The sections of one recommendation: as printed, as agreed, who has done which part, what is in the way."""

import re

import streamlit as st

from tracker.clock import end_of, local_day
from tracker.queries.history import entries
from tracker.queries.sentences import sentences
from tracker.queries.standing import zone_of
from tracker.queries.trends import related_ids, ribbon
from tracker.rules.brag import rag_disagreement
from tracker.rules.dates import in_words, list_in_words, plural, times
from tracker.rules.deadlines import original_date, slippage
from tracker.rules.lifecycle import open_entry, who_moves
from tracker.rules.permissions import VERBS, why_not
from tracker.rules.records import ActionFile, Ask, Part, Recommendation
from tracker.rules.recurrence import Overlap, overlaps
from tracker.rules.sign_off import claim_blockers, close_blockers, embed_blockers, verify_blockers
from tracker.rules.words import Level, Rung, Status
from tracker.ui import charts, form_recommendation
from tracker.ui.forms import may, said
from tracker.ui.frame import Frame
from tracker.ui.look import chip, hole, note, paragraphs, plain, section, soft, titled
from tracker.ui.tables import both_dates, facts, grid, rating_chip, rows, table

MOST_COLUMNS, LATEST, MOST_EVIDENCE = 8, 12, 6
BULLETS = re.compile(r"^[\s•·;]+|[\s•·]+$")


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
        found = text.find(part.text, at)
        if found < 0:
            listed = "\n".join(_item(p) for p in parts)
            return f"{paragraphs(text)}\n\n{listed}"
        if between := BULLETS.sub("", _without_label(BULLETS.sub("", text[at:found]), part.label)):
            if items:
                blocks.append("\n".join(items))
            blocks.append(paragraphs(between))
            items = []
        items.append(_item(part))
        at = found + len(part.text)
    blocks.append("\n".join(items))
    if rest := BULLETS.sub("", text[at:]):
        blocks.append(paragraphs(rest))
    return "\n\n".join(blocks)


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
    rungs = [rung for f in files if (rung := f.strongest_rung)]
    best = max(rungs, key=list(Rung).index, default=None)
    pairs = {
        "Review": f"{at.link(at.review(review.id), 'recommendations', review=review.id)}, {plain(review.title)}",
        "Source": ", ".join(words for words in (source[0].upper() + source[1:], where, page) if words),
        "Addressed to": ", ".join(f"“{plain(words)}”" for words in rec.addressed_to),
        "Asked": list_in_words(owners) or "nobody yet",
        "How that was read": plain(rec.asks_note) if rec.asks_note else "",
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
    cells = [(rating_chip(at, f), _action(at, rec, f), _status(at, f), _dates(at, f)) for f in files]
    rows(cells, heads, alt=f"Actions that answer recommendation {rec.ref}", key="rows_actions")
    if not files:
        plan = f" {_way_to(at, rec, 'plan', 'Plan an action')}." if may(at, "plan_action") else ""
        st.markdown(f"No agency has said yet what it will do.{plan}")


def _way_to(at: Frame, rec: Recommendation, verb: str, words: str) -> str:
    """A link to the form that fills what is empty here: "Reviews and agencies", with this recommendation chosen."""
    return at.link(words, "reviews", tab="recommendations", review=rec.review_id, id=rec.id, do=verb)


def _action(at: Frame, rec: Recommendation, file: ActionFile) -> str:
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
    for evidence in file.current_evidence[-MOST_EVIDENCE:]:
        about = f", about {at.day(evidence.about)}" if evidence.about else ", with no date"
        name = plain(evidence.title)
        title = f"[{name}](evidence/{evidence.id})" if evidence.file_hash and not evidence.restricted else name
        lines.append(f"Evidence, {evidence.rung.label.lower()}: {title}{about}")
    for verdict in file.verifications[-1:]:
        judged = f"{verdict.outcome.label} {at.day(verdict.verified_on)}, {who(at, verdict.verified_by)}"
        lines.append(f"{judged}: {plain(verdict.reason)}")
    if also:
        links = [at.link(plain(at.register.recommendations[i].ref), "recommendation", id=i) for i in also]
        lines.append(f"Answers {list_in_words(links)} too")
    return titled(f"**{plain(action.title)}**", *lines)


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


def closing(at: Frame, rec: Recommendation) -> None:
    """What is in the way of closing, and the button that asks the same question."""
    section("In the way of closing")
    said("close")
    blockers = close_blockers(at.standing, rec.id)
    mine = why_not(at.who.roles if at.who else (), "close")
    st.markdown("\n".join(f"1. {plain(_sentence(b))}" for b in blockers) or "Nothing: every ask is answered for.")
    if at.is_past or rec.closed_on:
        return
    if at.who is None or mine:
        note(f"You may not {VERBS['close'].words}: {plain(mine or 'say first who you are')}.")
        return
    with st.container(key="controls_close"):
        form_recommendation.close(at, at.now.register.recommendations[rec.id], says="close", ready=not blockers)


def allowed_moves(at: Frame, rec: Recommendation) -> None:
    """For every action: where it may go from here by this person, and where not, why."""
    files = sorted(at.register.files_of_recommendation(rec.id), key=lambda f: f.action.id)
    if not files or at.is_past:
        return
    with st.expander("What may happen next to each action, and what may not"):
        cells = []
        for file in files:
            may, may_not = _moves(at, file)
            cells.append(
                (
                    titled(f"**{plain(file.action.id)}** {plain(file.action.title)}", at.agency(file.action.owner_id)),
                    at.standing.statuses[file.action.id].label,
                    "  \n".join(may) or soft("nothing, by you"),
                    "  \n".join(may_not) or soft("–"),
                )
            )
        table(cells, ("Action", "Now", "You may", "You may not"), alt="Moves allowed for each action, and why not")


def _moves(at: Frame, file: ActionFile) -> tuple[list[str], list[str]]:
    """The moves of one action that this person may make, and those they may not, each with why."""
    status = at.standing.statuses[file.action.id]
    entry = open_entry(file) if status == Status.NOT_DOING else None
    may, may_not = [], []
    for wanted, verb in who_moves(status, entry.former_status if entry else None).items():
        blockers = _blockers(at, file, verb)
        if blockers:
            may_not.append(f"{wanted.label}: {soft(plain('; '.join(blockers)))}")
        else:
            may.append(f"{wanted.label}: {soft(VERBS[verb].words)}")
    return may, may_not


def _blockers(at: Frame, file: ActionFile, verb: str) -> tuple[str, ...]:
    if at.who is None:
        return ("say first who you are",)
    why = why_not(at.who.roles, verb, file.action.owner_id)
    found = [why] if why else []
    board, body = at.register.board_agencies, at.standing.body.get(file.action.owner_id or "", frozenset())
    if verb == "claim":
        found += claim_blockers(file)
    elif verb in ("verify", "return"):
        found += verify_blockers(file, at.who.roles, at.who.id, board, same_body=body)
    elif verb == "embed":
        limits = at.standing.thresholds
        found += embed_blockers(file, at.who.roles, at.who.id, board, thresholds=limits, same_body=body)
    return tuple(dict.fromkeys(found))


def how_it_stood(at: Frame, rec: Recommendation) -> None:
    """The ribbon of each part, as the register said at the time, and the last change of each in words."""
    section("How the parts have stood")
    stretches = ribbon(at.engine, at.standing, rec.id)
    labels = {p.id: p.label or "whole" for p in at.register.parts_of.get(rec.id, ())}
    known = [s for s in stretches if s.part_id in labels]
    if not known:
        st.markdown("Nothing is known yet.")
        return
    last = {s.part_id: s for s in known}
    words = [
        f"{labels[id_]}: {s.rating.brag.label.lower()} since {in_words(s.since)}, {s.rating.reason}"
        for id_, s in last.items()
    ]
    stood = [charts.Stood(labels[s.part_id], s.since, s.until, s.rating.brag) for s in known]
    charts.ribbon(stood, alt="How each part has stood. " + ". ".join(words), key="ribbon")
    note("  \n".join(plain(line) for line in words))


def history(at: Frame, rec: Recommendation) -> None:
    """What was changed, by whom and why, newest first."""
    section("What changed, and why")
    until = end_of(at.today, zone_of(at.standing)) if at.is_past else None
    ids = related_ids(at.standing, rec.id)
    told = entries(at.engine, entity_ids=ids, changes_only=True, until=until, limit=LATEST * 12)
    zone = zone_of(at.standing)
    cells = [
        (
            at.day(local_day(s.at, zone)),
            titled(f"**{plain(s.verb)}** {plain(s.subject)}", *(plain(d) for d in s.details[:6]), plain(s.why or "")),
            titled(plain(s.who), f"no. {s.first_number:,}"),
        )
        for s in sentences(at.register, told)[:LATEST]
    ]
    table(cells, ("Date", "What changed", "By"), alt=f"The latest changes to recommendation {rec.ref}, newest first")
    shown = f"The latest {len(cells)} steps." if len(cells) > 1 else "The latest step." if cells else "No step yet."
    note(f"{shown} {at.link('The whole history', 'history', id=rec.id)}")


def themes(at: Frame, rec: Recommendation) -> None:
    """What it is about, with each theme's definition; the reviews it shares them with."""
    section("What it is about")
    for link in at.register.links_of.get(rec.id, ()):
        theme = at.register.themes[link.theme_id]
        unsure = "" if link.confirmed else " (suggested, not confirmed)"
        name = at.link(f"**{plain(theme.name)}**", "themes", theme=theme.id)
        st.markdown(titled(f"{name}{unsure}", plain(theme.definition)))
    if not at.register.links_of.get(rec.id):
        st.markdown("No theme yet.")


def all_overlaps(at: Frame) -> tuple[Overlap, ...]:
    """Pairs that ask for the same thing, worked out once for each state of the register."""
    return at.worked_out(lambda: overlaps(at.register), "overlaps")


def elsewhere(at: Frame, rec: Recommendation) -> None:
    """What it points at, what points at it, and who else asks for the same."""
    section("Elsewhere")
    lines = []
    for ref in at.register.cross_references.values():
        if ref.from_id == rec.id:
            to = (
                _named(at, ref.to_id)
                if ref.to_id
                else f"“{plain(ref.as_written or '')}”, which is not in this register"
            )
            lines.append(f"- It points at {to}{f'. {plain(ref.note)}' if ref.note else ''}")
        elif ref.to_id == rec.id:
            lines.append(f"- {_named(at, ref.from_id)} points at it")
    for pair in all_overlaps(at):
        if rec.id in (pair.a, pair.b):
            other = pair.b if pair.a == rec.id else pair.a
            lines.append(f"- {_named(at, other)} asks for much the same ({pair.score:.2f}): {plain(pair.why)}")
    for promise in at.register.promises.values():
        if promise.kept_by == rec.id:
            lines.append(f"- It keeps the promise of paragraph {plain(promise.paragraph)}: {plain(promise.about)}")
    st.markdown("\n".join(lines) or "Nothing points at it, and no other review asks for the same.")


def _named(at: Frame, id_: str) -> str:
    rec = at.register.recommendations.get(id_)
    if rec is None:
        return plain(id_)
    return (
        f"{at.review(rec.review_id)} {at.link(f'**{plain(rec.ref)}**', 'recommendation', id=rec.id)} {plain(rec.title)}"
    )


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"
