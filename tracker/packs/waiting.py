"""What waits for somebody to decide: claims, later dates asked for, check-backs, entries that run out, holes, what came
back. One table each; the meeting's paper and an agency's sheet show the same ones."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from tracker.packs.brief import Brief
from tracker.packs.saying import (
    action,
    agency,
    answers,
    day,
    evidence_of,
    named,
    owner_of,
    part,
    rated,
    recommendation,
    strongest_of,
    theme,
    waits,
    who,
)
from tracker.packs.slipped import on
from tracker.rules import proof
from tracker.rules.dates import plural, times
from tracker.rules.deadlines import days_late, days_late_original, last_assured_on, original_date
from tracker.rules.lifecycle import VERIFIED, in_force
from tracker.rules.paper import Table
from tracker.rules.records import ActionFile, Ask, CheckBack, Extension, NotDoing
from tracker.rules.recurrence import in_full, recurrences
from tracker.rules.slippage import asked_of
from tracker.rules.standing import Standing

Keeps = Callable[[ActionFile], bool]


def everything(_file: ActionFile) -> bool:
    """Every action, whoever owns it."""
    return True


def claims(now: Standing, keeps: Keeps = everything) -> Table:
    """Claims that wait for verification, the longest wait first: what each rests on, and whether that is enough."""
    rows = tuple(
        (
            f"{action(now.register, file.action.id)}\n{owner_of(now, file)}",
            "\n".join(_claim_dates(now, file)),
            enough(now, file),
            evidence_of(file),
        )
        for file in now.claimed
        if keeps(file)
    )
    heads = ("Action, and its owner", "Claimed, and due", "Is it enough?", "Evidence, with its rung")
    alt = "Claims that wait for verification: the least evidence each needs, and what it rests on"
    return Table(heads, rows, alt, "Claims", (3, 2.2, 2.6, 3.4))


def _claim_dates(now: Standing, file: ActionFile) -> Iterator[str]:
    """When it was claimed and how long it waits; when it was first due, and is due now where that is another day."""
    claimed, first, due = file.action.claimed_on, original_date(file.action), file.action.due
    yield f"claimed {day(claimed)}, waits {waits((now.today - claimed).days)}" if claimed else "claimed, no day kept"
    late = days_late_original(file, today=now.today)
    yield f"{'first ' if first != due else ''}due {day(first)}" + (f", {plural(late, 'day')} late" if late else "")
    if first != due:
        late = days_late(file, today=now.today)
        yield f"now due {day(due)}" + (f", {plural(late, 'day')} late" if late else "")


def enough(now: Standing, file: ActionFile) -> str:
    """Whether what a claim rests on is enough for the kind of change it is about, and recent; why not, where not."""
    least = proof.least_of(now.register, file.action.review_id)
    kind = proof.strictest(file, now.register, least)
    old = proof.old(file, least, now.register, today=now.today)
    weak = proof.weak(file, now.register, least)
    if weak:
        return "\n".join(filter(None, (f"Too weak: {weak}", old and f"Old: {old}")))
    if kind is None:
        said = "Not known: nobody has said what kind of change it asks for"
    else:
        said = f"{proof.CHANGED[kind]} needs {proof.NAMED[least.of(kind)]} at least"
        said = said[:1].upper() + said[1:] if old else f"Enough: {said}"
    return f"{said}\nOld: {old}" if old else said


def extensions(now: Standing) -> list[tuple[ActionFile, Extension]]:
    """Later dates asked for and neither agreed nor refused, the oldest question first."""
    found = [(file, one) for file in now.register.files.values() for one in asked_of(file)]
    return sorted(found, key=lambda pair: (pair[1].asked_on, pair[1].id))


def extensions_table(now: Standing, keeps: Keeps = everything) -> Table:
    """The same as a table: the first date stands beside the one asked for."""
    rows = tuple(
        (
            f"{action(now.register, file.action.id)}\n{owner_of(now, file)}",
            f"{day(original_date(file.action))}\nmoved {times(file.moves)}" if file.moves else _first(file),
            day(one.from_due),
            day(one.to_due),
            one.reason,
            f"{who(now.register, one.asked_by)}, {day(one.asked_on)}",
        )
        for file, one in extensions(now)
        if keeps(file)
    )
    heads = ("Action, and its owner", "Original date", "From", "To", "Reason", "Asked by")
    return Table(heads, rows, "Later dates that are asked for", "Dates asked for", (3, 1.3, 1.2, 1.2, 3, 1.7))


def _first(file: ActionFile) -> str:
    return f"{day(original_date(file.action))}\nnever moved"


def newly_overdue(now: Standing, then: Standing | None) -> list[ActionFile]:
    """Actions overdue now that were not overdue then; all that are overdue, where there is no then."""
    before = {file.action.id for file in then.overdue} if then else set()
    return [file for file in now.overdue if file.action.id not in before]


def overdue_table(now: Standing, files: Sequence[ActionFile]) -> Table:
    """Overdue actions with both dates and how often theirs was moved."""
    rows = tuple(
        (
            action(now.register, file.action.id),
            owner_of(now, file),
            answers(now.register, file.action.id),
            on(original_date(file.action), days_late_original(file, today=now.today)),
            on(file.action.due, days_late(file, today=now.today)),
            f"{file.moves:,}",
        )
        for file in files
    )
    heads = ("Action", "Owner", "Answers", "Original date", "Current date", "Moved")
    return Table(heads, rows, "Actions that became overdue", "Newly overdue", (3, 1.5, 1.5, 1.5, 1.5, 0.8))


def check_backs(now: Standing) -> list[tuple[ActionFile, CheckBack]]:
    """Check-backs that nobody has made yet and that are due within the days that the lists look ahead, or were."""
    found = [
        (file, check)
        for file in now.register.files.values()
        if now.statuses[file.action.id] in VERIFIED
        for check in file.check_backs
        if check.outcome is None
        and (check.due - now.today).days <= now.thresholds_of(file.action.review_id).look_ahead_days
    ]
    return sorted(found, key=lambda pair: (pair[1].due, pair[1].id))


def check_backs_table(now: Standing, keeps: Keeps = everything) -> Table:
    """The same as a table."""
    rows = tuple(
        (
            action(now.register, file.action.id),
            owner_of(now, file),
            f"{plural(check.months, 'month')} after",
            f"{day(check.due)}\n{'due' if check.due >= now.today else 'overdue'}",
            day(last_assured_on(file)),
            strongest_of(file),
        )
        for file, check in check_backs(now)
        if keeps(file)
    )
    heads = ("Action", "Owner", "Check-back", "When", "Assured", "Strongest evidence")
    return Table(heads, rows, "Check-backs that are due", "Check-backs", (3, 1.5, 1.2, 1.4, 1.4, 2.5))


def running_out(now: Standing) -> list[NotDoing]:
    """Not-doing entries that end within the days that the lists look ahead, and those that ran out already."""
    until = now.today + timedelta(days=now.furthest("look_ahead_days"))
    found = [one for one in now.register.open_not_doing.values() if one.until is not None and one.until <= until]
    return sorted(found, key=lambda one: (one.until or now.today, one.id))


def not_doing_table(now: Standing) -> Table:
    """The same as a table."""
    rows = tuple(
        (
            named(now.register, str(one.action_id or one.ask_id or one.recommendation_id)),
            one.kind.label,
            one.reason,
            f"{who(now.register, one.entered_by)}, {day(one.entered_on)}",
            f"{day(one.until)}\n{'still holds' if in_force(one, today=now.today) else 'has run out: it is back'}",
        )
        for one in running_out(now)
    )
    heads = ("What", "Why not", "Reason", "Entered by", "Until")
    return Table(heads, rows, "Not-doing entries that run out", "Not doing", (3, 1.3, 3, 2, 1.7))


def holes_table(now: Standing, holes: Sequence[Ask]) -> Table:
    """Asks with no action, by recommendation: which parts, and whom they were asked of."""
    rows = []
    for ask in holes:
        rec_id = now.register.parts[ask.part_id].recommendation_id
        asked = f"accepted on {day(ask.accepted_on)}" if ask.accepted_on else "not yet accepted"
        rows.append(
            (
                recommendation(now.register, rec_id),
                part(now.register, ask.part_id),
                agency(now.register, ask.agency_id),
                asked,
                rated(now.ask_ratings[ask.id]),
            )
        )
    heads = ("Recommendation", "Part", "Asked of", "Accepted", "Rating")
    return Table(heads, tuple(rows), "Asks with no action", "Holes", (3, 2, 2, 1.5, 2))


def recurrences_table(brief: Brief) -> Table:
    """Lessons that a later review brings back after an earlier recommendation was ended."""
    now, register = brief.now, brief.register
    rows = tuple(
        (
            recommendation(register, one.recommendation),
            recommendation(register, one.earlier),
            theme(register, one.theme),
            rated(now.recommendation_ratings[one.recommendation]),
            in_full(register, one),
        )
        for one in recurrences(now, brief.near)
    )
    heads = ("Recommendation", "Ended earlier", "Theme", "Rating now", "What came back")
    return Table(heads, rows, "Lessons that came back", "Came back", (3, 3, 1.5, 2, 3))
