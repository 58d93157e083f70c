"""An agency's sheet: what it was asked, what it owes, what it claimed, and how it kept its dates."""

from collections.abc import Iterator

from tracker.packs import held, slipped, waiting
from tracker.packs.brief import Brief, PaperKind, never
from tracker.packs.saying import action, answers, day, evidence_of, of, rated, section
from tracker.rules.brag import ORDER, RANK
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.deadlines import days_late, days_late_original, original_date
from tracker.rules.errors import UnknownError
from tracker.rules.file_names import safe
from tracker.rules.paper import Block, Facts, Heading, Paper, Says, Strips, Table
from tracker.rules.records import ActionFile, Chase
from tracker.rules.slippage import side_by_side
from tracker.rules.standing import Standing, count
from tracker.rules.words import Brag


def build(brief: Brief) -> Paper:
    """The sheet of one agency and of the bodies that it is the successor of. Raises UnknownError for a stranger."""
    agency = brief.register.agencies.get(brief.asked.id or "")
    if agency is None:
        raise UnknownError("agency", brief.asked.id or "", brief.register.agencies)
    return Paper(
        title=agency.name,
        subtitle=f"What it was asked and what it owes, {in_words(brief.today)}",
        facts=(),
        blocks=tuple(_blocks(brief.now, agency.id)),
        file_name=f"Agency sheet, {safe(agency.short_name)}, {brief.today.isoformat()}",
    )


KIND = PaperKind("agency", "An agency’s sheet", build, never, "an agency")


def _blocks(now: Standing, agency_id: str) -> Iterator[Block]:
    files = [file for file in now.register.files.values() if now.same_body(agency_id, file.action.owner_id)]
    files.sort(key=lambda file: (RANK[now.action_ratings[file.action.id].brag], file.action.id))
    ids = {file.action.id for file in files}
    holes = [ask for ask in now.holes if now.same_body(agency_id, ask.agency_id)]

    def own(file: ActionFile) -> bool:
        return file.action.id in ids

    yield Heading("In short")
    parts = [ask.part_id for ask in now.register.asks.values() if now.same_body(agency_id, ask.agency_id)]
    recs = {now.register.parts[id_].recommendation_id for id_ in parts}
    asked = {now.register.recommendations[id_].review_id for id_ in recs}
    yield from held.said(now.register, asked | {file.action.review_id for file in files})
    yield from _figures(now, agency_id, files, len(holes))
    yield from section("Asked, and no action", waiting.holes_table(now, holes), "Every ask of it has an action.")
    yield from section("What it owes and did", _actions(now, files), "It has no action.")
    late = [file for file in side_by_side(now) if own(file)]
    words = Says("The original date never changes.", quiet=True)
    nothing = "None of its open actions is late on either date, and none was moved."
    yield from section("Late, on both dates", slipped.both(now, late), nothing, words)
    yield from section("Claims to verify", waiting.claims(now, own), "None of its claims waits.")
    yield from section("New dates asked for", waiting.extensions_table(now, own), "It asks for no later date.")
    yield from section("Check-backs due", waiting.check_backs_table(now, own), "None is due soon.")
    chases = [one for one in now.register.chases.values() if now.same_body(agency_id, one.agency_id)]
    yield from section("Messages about what it owes", _chases(chases), "None was sent.")


def _figures(now: Standing, agency_id: str, files: list[ActionFile], holes: int) -> Iterator[Block]:
    counts = count(now.action_ratings[file.action.id] for file in files)
    bodies = [f for id_, f in now.by_agency().items() if now.same_body(agency_id, id_)]
    moves = sum(f.moves for f in bodies)
    told = (
        ("Actions", f"{counts.total:,}"),
        *((brag.label, f"{of(counts, brag):,}") for brag in ORDER),
        ("Asks with no action", f"{holes:,}"),
        ("Late on the current date", f"{sum(f.overdue for f in bodies):,}"),
        ("Late on the original date", f"{sum(f.late_on_original for f in bodies):,}"),
        ("Dates moved", f"{plural(moves, 'move')}, {plural(sum(f.slippage_days for f in bodies), 'day')}"),
        ("Claims waiting", f"{sum(f.awaiting for f in bodies):,}"),
        ("Verified", f"{sum(f.verified for f in bodies):,}"),
        ("Claims overturned", f"{sum(f.overturned for f in bodies):,} of {sum(f.claims for f in bodies):,}"),
    )
    shown = tuple((brag, of(counts, brag)) for brag in ORDER if brag != Brag.NONE and of(counts, brag))
    if shown:
        said = list_in_words([f"{number:,} {brag.label.lower()}" for brag, number in shown])
        yield Strips((("Actions", shown),), f"Its actions by rating: {said}")
    yield Facts(told, "The agency’s figures")


def _actions(now: Standing, files: list[ActionFile]) -> Table:
    today = now.today
    rows = tuple(
        (
            action(now.register, file.action.id),
            rated(now.action_ratings[file.action.id]),
            answers(now.register, file.action.id),
            now.statuses[file.action.id].label,
            slipped.on(original_date(file.action), days_late_original(file, today=today)),
            slipped.on(file.action.due, days_late(file, today=today)),
            evidence_of(file),
        )
        for file in files
    )
    heads = ("Action", "Rating", "Answers", "Status", "Original date", "Current date", "Evidence, with its rung")
    return Table(heads, rows, "Every action of the agency, the worst first", "Actions", (3, 2.5, 1.5, 1.2, 1.5, 1.5, 3))


def _chases(chases: list[Chase]) -> Table:
    rows = tuple(
        (
            day(one.sent_on),
            one.rung.label,
            f"{len(one.listed):,}",
            f"answered on {day(one.answered_on)}" if one.answered_on else "no answer",
        )
        for one in sorted(chases, key=lambda one: (one.sent_on, one.id))
    )
    heads = ("Sent", "To", "Things listed", "Answer")
    return Table(heads, rows, "Messages sent to the agency", "Messages", (1, 2, 1, 2))
