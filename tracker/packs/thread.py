"""One recommendation's golden thread on a page: what was asked, of whom, what was done, what shows it, who decided,
and whether the change was still there."""

from collections.abc import Iterator

from tracker.packs import held, impact
from tracker.packs.brief import Brief, PaperKind, never
from tracker.packs.saying import agency, day, evidence, names, rated, section, who
from tracker.packs.slipped import on
from tracker.rules.dates import in_words, list_in_words, plural, times
from tracker.rules.deadlines import days_late, days_late_original, original_date
from tracker.rules.errors import UnknownError
from tracker.rules.file_names import safe
from tracker.rules.paper import Block, Cell, Facts, Heading, Listing, Paper, Rated, Says, Table
from tracker.rules.records import ActionFile, Part, Recommendation
from tracker.rules.recurrence import in_full, recurrences
from tracker.rules.register import Register
from tracker.rules.slippage import Move, moves
from tracker.rules.standing import Standing
from tracker.rules.words import Publication, Rung

NOTHING, MOST = "–", 3
"""What an empty cell says, and how many of a kind are told: it has to fit on a page."""


def build(brief: Brief) -> Paper:
    """The thread of one recommendation. Raises UnknownError where it is not there, or not to be seen."""
    rec = brief.register.recommendations.get(brief.asked.id or "")
    if rec is None:
        raise UnknownError("recommendation", brief.asked.id or "", brief.register.recommendations)
    review = brief.register.reviews[rec.review_id]
    return Paper(
        title=f"{review.subject} {rec.ref}: {rec.title}",
        subtitle=f"From recommendation to change, {in_words(brief.today)}",
        facts=(),
        blocks=tuple(_blocks(brief, rec)),
        tight=True,
        file_name=f"Golden thread, {safe(f'{rec.review_id} {rec.ref}')}, {brief.today.isoformat()}",
    )


KIND = PaperKind("thread", "A recommendation’s golden thread", build, never, "a recommendation")


def _blocks(brief: Brief, rec: Recommendation) -> Iterator[Block]:
    now, register, rating = brief.now, brief.register, brief.now.recommendation_ratings[rec.id]
    public = register.reviews[rec.review_id].state == Publication.PUBLISHED
    yield Heading("Recommendation")
    yield Says(rec.text, printed=public)
    yield Says(rating.reason, rated=rating.brag)
    yield Facts(_facts(register, rec), "What was agreed about the recommendation")
    yield Heading("From part to check-back")
    yield _thread(now, rec)
    if decided := list(_minuted(register, rec)):
        yield Heading("Decided in meetings", 2)
        yield Listing(tuple(_newest(decided, "earlier decision")))
    if chased := _chases(register, rec):
        yield Says(chased)
    measures = impact.measures_of(now, [rec.id])
    yield from section(
        "What changed for children", impact.table(now, measures), "Nobody has said what would show that it helped."
    )
    found = recurrences(now, brief.near)
    back = [in_full(register, one) for one in found if rec.id in (one.recommendation, one.earlier)]
    if back:
        yield Heading("What came back")
        yield Listing(tuple(back))


def _facts(register: Register, rec: Recommendation) -> tuple[tuple[str, str], ...]:
    themes = [register.themes[link.theme_id].name for link in register.links_of.get(rec.id, ()) if link.confirmed]
    told = (
        ("Where", f"{rec.id}, paragraph {rec.paragraph}" if rec.paragraph else rec.id),
        ("Addressed to, as written", list_in_words(rec.addressed_to) or "nobody named"),
        ("Owners, as accepted", names(register, register.owners_of(rec.id)) or "nobody yet"),
        ("Response", _response(register, rec)),
        ("Asks for", rec.change.label if rec.change else ""),
        ("Themes", list_in_words(themes)),
        ("Legal hold", held.mark(register, rec.review_id).removeprefix(f"{held.SHAPE} Legal hold ")),
        ("Closed", f"{day(rec.closed_on)}, {who(register, rec.closed_by)}" if rec.closed_on else "not closed"),
    )
    return tuple((name, words) for name, words in told if words)


def _response(register: Register, rec: Recommendation) -> str:
    if rec.response is None:
        return "none recorded"
    when = f", {day(rec.response_on)}" if rec.response_on else ""
    by = f", {who(register, rec.response_by)}" if rec.response_by else ""
    why = f": {rec.response_reason}" if rec.response_reason else ""
    return f"{rec.response.label}{when}{by}{why}"


def _thread(now: Standing, rec: Recommendation) -> Table:
    rows: list[tuple[Cell, ...]] = []
    told: set[str] = set()
    for part in now.register.parts_of.get(rec.id, ()):
        rows += _part(now, part, told)
    heads = ("Part, and who was asked", "Action, and its dates", "Evidence", "Decision, and check-back")
    alt = "From each part of the recommendation to its actions, their evidence, the decision on it and the check-back"
    return Table(heads, tuple(rows), alt, "Golden thread", (2, 3.2, 2, 2.8))


def _part(now: Standing, part: Part, told: set[str]) -> Iterator[tuple[Cell, ...]]:
    """A row for each action of a part, and one for each hole in it. An action is told once."""
    register = now.register
    label = f"Part {part.label}\n{part.text}" if part.label else "The whole"
    if part.context_reason is not None:
        yield (label, f"context, not tracked: {part.context_reason}", *[NOTHING] * 2)
        return
    short = f"Part {part.label}" if part.label else ""
    rows: list[tuple[Cell, ...]] = []

    def begun(words: str) -> str:
        first = short if rows else label
        return f"{first}\n{words}" if first else words

    answered = set()
    for ask in register.asks_of.get(part.id, ()):
        files = now.files_of_ask[ask.id]
        accepted = f"accepted {day(ask.accepted_on)}" if ask.accepted_on else "not yet accepted"
        asked = f"Asked of {agency(register, ask.agency_id)}, {accepted}"
        if not files:
            rows.append((begun(asked), rated(now.ask_ratings[ask.id]), *[NOTHING] * 2))
        for file in files:
            rows.append((begun(asked), *_action(now, file, told)))
            answered.add(file.action.id)
    for file in register.files_of_part.get(part.id, ()):
        if file.action.id not in answered:
            rows.append((begun("Not asked for, and done"), *_action(now, file, told)))
    if not rows:
        rows.append((label, rated(now.part_ratings[part.id]), *[NOTHING] * 2))
    yield from rows


def _action(now: Standing, file: ActionFile, told: set[str]) -> tuple[Cell, ...]:
    register, action, today = now.register, file.action, now.today
    rating = now.action_ratings[action.id]
    if action.id in told:
        return (Rated(rating.brag, f"{action.id}, as told above"), *[NOTHING] * 2)
    told.add(action.id)
    first = on(original_date(action), days_late_original(file, today=today)).replace("\n", ", ")
    current = on(action.due, days_late(file, today=today)).replace("\n", ", ")
    dates = f"Due {first}" if first == current else f"First due {first}\nNow due {current}"
    owner, status = agency(register, action.owner_id), now.statuses[action.id].label.lower()
    done = f"{action.id}, {owner}, {status}\n{action.title}\n{rating.reason}\n{dates}"
    moved = "".join(f"\n{words}" for words in _newest([_move(one) for one in moves(file)], "earlier move"))
    decided = [_decision(register, file), _check_backs(register, file)]
    return (Rated(rating.brag, done + moved), _evidence(file), "\n".join(filter(None, decided)))


def _move(one: Move) -> str:
    """A move on one line; who asked and who agreed stand in the meeting's paper."""
    late = ", after the date had passed" if one.already_late else ""
    return f"{day(one.from_due)} → {day(one.to_due)}, agreed {day(one.agreed_on)}{late}: {one.reason}"


def _evidence(file: ActionFile) -> str:
    """What counts as its evidence, the strongest rung first."""
    rungs = list(Rung)
    held = sorted(file.current_evidence, key=lambda one: -rungs.index(one.rung))
    left = plural(len(held) - MOST, "piece") + " more" if len(held) > MOST else ""
    return "\n".join([*map(evidence, held[:MOST]), *([left] if left else [])]) or "no evidence"


def _newest(told: list[str], what: str) -> list[str]:
    """The newest of what happened, the oldest of these first, below a line that says how many older ones are left
    out."""
    older = len(told) - MOST
    return told if older <= 0 else [f"{plural(older, what)} left out", *told[older:]]


def _decision(register: Register, file: ActionFile) -> str:
    minutes = {one.made: one for one in register.decisions.values() if one.made}
    said = []
    for one in file.verifications:
        minuted = f", minute {minutes[one.id].minute}" if one.id in minutes else ""
        although = f" (although: {one.although})" if one.although else ""
        by = who(register, one.verified_by)
        said.append(f"{one.outcome.label} {day(one.verified_on)}, {by}{minuted}: {one.reason}{although}")
    said = _newest(said, "earlier verdict")
    if file.action.claimed_on:
        said.insert(0, f"Claimed {day(file.action.claimed_on)}")
    for entry in file.not_doing:
        until = f" until {day(entry.until)}" if entry.until else ""
        said.append(f"Not doing from {day(entry.entered_on)}{until}, {entry.kind.label.lower()}: {entry.reason}")
    return "\n".join(said) or "not claimed yet"


def _check_backs(register: Register, file: ActionFile) -> str:
    said = []
    for check in file.check_backs:
        if check.outcome is None:
            said.append(f"{check.months} months: due {day(check.due)}")
        else:
            note = f": {check.note}" if check.note else ""
            by = who(register, check.checked_by)
            said.append(f"{check.months} months: {check.outcome.label.lower()} {day(check.checked_on)}, {by}{note}")
    return "\n".join(said)


def _minuted(register: Register, rec: Recommendation) -> Iterator[str]:
    ids = {rec.id} | {file.action.id for file in register.files_of_recommendation(rec.id)}
    for one in register.decisions.values():
        if one.about in ids and one.meeting_id in register.meetings:
            meeting = register.meetings[one.meeting_id]
            yield f"{day(meeting.held_on)}, minute {one.minute}, {one.kind.label.lower()}: {one.text}"


def _chases(register: Register, rec: Recommendation) -> str:
    """How often owners were chased for its actions, whom last, and how many of the messages were answered."""
    ids = {file.action.id for file in register.files_of_recommendation(rec.id)}
    sent = sorted((one for one in register.chases.values() if ids & set(one.listed)), key=lambda one: one.sent_on)
    if not sent:
        return ""
    last, answered = sent[-1], sum(one.answered_on is not None for one in sent)
    return (
        f"Chased {times(len(sent))}, {answered or 'none'} answered; last {agency(register, last.agency_id)} "
        f"on {day(last.sent_on)} ({last.rung.label.lower()})."
    )
