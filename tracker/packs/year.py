"""The yearly report's chapter: what was asked, done and verified, what changed for children, what came back.

Most yearly reports list activity and say nothing about impact; here each section ends in what shows it. It may be read
by anybody once it is printed: recommendations stand under their number and our short titles, never as printed, and no
pseudonym, no narrative and no evidence stands in it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tracker.packs import checked, figures, impact
from tracker.packs.brief import Asked, Brief, PaperKind
from tracker.packs.saying import agency, day, recommendation, section, theme
from tracker.packs.since import new_moves
from tracker.rules import slippage, verified
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.deadlines import claims_overturned
from tracker.rules.errors import BadValueError
from tracker.rules.impact import closed_without_measure
from tracker.rules.paper import Block, Heading, Listing, Paper, Says, Table
from tracker.rules.records import ActionFile
from tracker.rules.recurrence import Recurrence, recurrences
from tracker.rules.slippage import Move
from tracker.rules.standing import Standing
from tracker.rules.words import CheckOutcome, Level, Outcome, Rung


def build(brief: Brief) -> Paper:
    """The chapter of the days from `since` to `until`. Raises BadValueError where they are no span."""
    since, until = brief.asked.since, brief.asked.until
    if since is None or until is None or since > until:
        raise BadValueError("Year", f"{since} to {until}", "is no year: say its first and its last day")
    whole_year = (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year
    span = f"{since.year}" if whole_year else f"{in_words(since)} to {in_words(until)}"
    name = f"{since.year}" if whole_year else f"{since.isoformat()} to {until.isoformat()}"
    return Paper(
        title="What our reviews asked, and what became of it",
        subtitle=span,
        facts=(),
        blocks=tuple(_blocks(brief, since, until)),
        file_name=f"Yearly chapter, {name}",
    )


def earlier(_now: Standing, asked: Asked) -> date | None:
    """It is held against the day before its first."""
    return asked.since - timedelta(days=1) if asked.since and asked.since > date.min else None


KIND = PaperKind(
    "year", "The yearly report’s chapter", build, earlier, "a year, or its first and last day", public=True
)


def _blocks(brief: Brief, since: date, until: date) -> Iterator[Block]:
    now, then = brief.now, brief.then
    assert then is not None  # `earlier` names a day for every year
    if now.today < until:
        yield Says(f"The year is not over: this tells it up to {in_words(now.today)}.")
    yield Heading("In short")
    yield Says(f"On {in_words(then.today)}: {figures.in_short(then)}")
    yield Says(f"On {in_words(now.today)}: {figures.in_short(now)}")
    yield from figures.over_time(((day(then.today), then.counts()), (day(now.today), now.counts())))
    yield figures.figures_table(now, then, day(then.today))
    yield from _asked(now, then, since, until)
    yield from _done(now, since, until)
    yield from _verified(now, then, since, until)
    yield from _impact(now, since, until)
    yield from _came_back(brief, then, since, until)
    yield from _slippage(now, then)
    yield from section("Agency by agency", figures.agencies_table(now), "No agency was asked for anything yet.")
    yield from section("What the ratings do not say", figures.gaps_table(now), "")


# ---- what was asked and done


def _asked(now: Standing, then: Standing, since: date, until: date) -> Iterator[Block]:
    yield Heading("What was asked")
    published = [r for r in now.register.reviews.values() if _within(r.published_on, since, until)]
    new = [id_ for id_ in now.register.recommendations if id_ not in then.register.recommendations]
    asks = [one for id_, one in now.register.asks.items() if id_ not in then.register.asks]
    told = [
        f"{plural(len(published), 'review')} published in the year",
        f"{plural(len(new), 'recommendation')} entered",
        f"{plural(len(asks), 'ask')} made of {plural(len({one.agency_id for one in asks}), 'agency', 'agencies')}",
    ]
    yield Says(f"{'; '.join(told)}.")
    rows = []
    for id_, review in now.register.reviews.items():
        recs = [rec for rec in now.register.recommendations_of_review.get(id_, ()) if rec.level == Level.OVERVIEW]
        entered = sum(rec.id not in then.register.recommendations for rec in recs)
        rows.append(
            (
                id_,
                review.kind,
                day(review.published_on, review.published_text or "not known"),
                f"{len(recs):,}",
                f"{entered:,}",
            )
        )
    if rows:
        heads = ("Review", "Kind", "Published", "Recommendations", "Entered in the year")
        yield Table(heads, tuple(rows), "Reviews with their recommendations", "Reviews", (2, 1, 1.5, 1.5, 1.5))


def _done(now: Standing, since: date, until: date) -> Iterator[Block]:
    files = now.register.files.values()
    agreed = [file for file in files if _within(file.action.created_on, since, until)]
    updates = sum(_within(one.said_on, since, until) for file in files for one in file.updates)
    claims = {(f.action.id, claimed) for f in files for claimed in _claims(f) if _within(claimed, since, until)}
    held = {one.id for one in now.register.meetings.values() if _within(one.held_on, since, until)}
    decided = sum(one.meeting_id in held for one in now.register.decisions.values())
    yield Heading("What was done")
    yield Says(
        f"{plural(len(held), 'meeting')} of the board and its subgroup, with {plural(decided, 'decision')} minuted."
    )
    yield Says(
        f"{plural(len(agreed), 'action')} agreed; {plural(updates, 'update')} sent; "
        f"{plural(len(claims), 'claim')} of completion made."
    )
    rows = tuple((agency(now.register, id_), f"{len(some):,}") for id_, some in _by_owner(agreed))
    if rows:
        alt = "Actions agreed in the year, by agency"
        yield Table(("Agency", "Actions agreed"), rows, alt, "Actions agreed", (3, 1))


def _claims(file: ActionFile) -> set[date]:
    """The days on which an action was claimed, as far as they were kept."""
    return {day_ for day_ in (file.action.claimed_on, *(v.claimed_on for v in file.verifications)) if day_}


def _by_owner(files: Iterable[ActionFile]) -> list[tuple[str | None, list[ActionFile]]]:
    found: dict[str | None, list[ActionFile]] = {}
    for file in files:
        found.setdefault(file.action.owner_id, []).append(file)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0] or ""))


# ---- what was verified, and what shows it


def _verified(now: Standing, then: Standing, since: date, until: date) -> Iterator[Block]:
    files = now.register.files.values()
    judged = [v for file in files for v in file.verifications if _within(v.verified_on, since, until)]
    checks = [c for file in files for c in file.check_backs if c.outcome and _within(c.checked_on, since, until)]
    assured = sum(v.outcome == Outcome.ASSURED for v in judged)
    passed = sum(c.outcome == CheckOutcome.PASSED for c in checks)
    yield Heading("What was verified")
    yield Says(
        f"{plural(len(judged), 'claim')} judged: {assured:,} assured and {len(judged) - assured:,} returned. "
        f"{plural(len(checks), 'check-back')} made: {passed:,} passed and {len(checks) - passed:,} failed. "
        f"{now.overturned - then.overturned:,} of all claims overturned in the year, {now.overturned:,} ever."
    )
    time = verified.in_all(now)
    yield Says(f"From claim to verdict: {time.time_in_words}. Now {time.waiting_in_words}.")
    rows = []
    for id_, f in figures.by_need(now):
        earlier_ = sum(claims_overturned(file) for file in then.register.files.values() if file.action.owner_id == id_)
        if f.claims:
            name = agency(now.register, id_)
            rows.append((name, f"{f.claims:,}", f"{f.verified:,}", f"{f.overturned - earlier_:,}", f"{f.overturned:,}"))
    if rows:
        heads = ("Agency", "Claims ever", "Verified now", "Overturned in the year", "Overturned ever")
        yield Table(heads, tuple(rows), "Claimed against verified, by agency", "Claims", (3, 1, 1, 1.5, 1.5))
    if drawn := checked.in_words(now, since, until):
        yield Listing(drawn)


def _impact(now: Standing, since: date, until: date) -> Iterator[Block]:
    register = now.register
    yield Heading("What changed for children")
    yield Says("By the strongest evidence that each verified action rests on, weakest rung first.", quiet=True)
    yield _ladder(now, since, until)
    weak = sum(file.strongest_rung in (None, Rung.ASSERTION, Rung.DOCUMENT) for file in now.verified)
    if now.verified:
        yield Says(f"Of {plural(len(now.verified), 'verified action')}, {weak:,} rest on words or documents alone.")
    measures = impact.measures_of(now, list(register.recommendations))
    if measures:
        read = sum(_within(r.read_on, since, until) for m in measures for r in register.readings_of.get(m.id, ()))
        yield Says(f"{plural(len(measures), 'measure')} kept; {plural(read, 'reading')} taken in the year.")
        yield from impact.charts(now, measures)
        yield Heading("The measures", 2)
        yield impact.table(now, measures)
    bare = [rec.id for rec in closed_without_measure(now)]
    if bare:
        are = "has" if len(bare) == 1 else "have"
        yield Says(f"{plural(len(bare), 'closed recommendation')} {are} no measure at all: {list_in_words(bare)}.")
    elif not measures:
        yield Says("No recommendation has a measure yet: nobody has said what would show that it helped.")


def _ladder(now: Standing, since: date, until: date) -> Table:
    files = list(now.register.files.values())
    sent = [e for file in files for e in file.current_evidence if _within(e.submitted_on, since, until)]
    rows = []
    for rung in (None, *Rung):
        resting = sum(file.strongest_rung == rung for file in now.verified)
        new = sum(one.rung == rung for one in sent)
        rows.append((rung.label if rung else "No evidence", f"{resting:,}", f"{new:,}" if rung else "–"))
    heads = ("Strongest evidence", "Verified actions that rest on it", "Evidence sent in the year")
    return Table(heads, tuple(rows), "The evidence ladder: what verified actions rest on", "Evidence ladder", (3, 2, 2))


# ---- what came back, and what slipped


def _came_back(brief: Brief, then: Standing, since: date, until: date) -> Iterator[Block]:
    now = brief.now
    before = {(one.recommendation, one.theme) for one in recurrences(then, brief.near)}
    new = [one for one in recurrences(now, brief.near) if (one.recommendation, one.theme) not in before]
    yield Heading("What came back")
    failed = [
        file
        for file in now.register.files.values()
        if any(c.outcome == CheckOutcome.FAILED and _within(c.checked_on, since, until) for c in file.check_backs)
    ]
    yield Says(
        f"{plural(len(new), 'lesson')} that a later review brought back after it was settled; "
        f"{plural(len(failed), 'action')} whose change had not lasted when somebody looked again."
    )
    if new:
        yield _returned(now, new)


def _returned(now: Standing, some: list[Recurrence]) -> Table:
    register = now.register
    rows = tuple(
        (
            recommendation(register, one.recommendation),
            recommendation(register, one.earlier),
            theme(register, one.theme),
        )
        for one in some
    )
    return Table(("Recommendation", "Ended earlier", "Theme"), rows, "Lessons that came back", "Came back", (3, 3, 2))


def _slippage(now: Standing, then: Standing) -> Iterator[Block]:
    moves = new_moves(now, then)
    late = sum(one.already_late for _, one in moves)
    days = plural(_days(one for _, one in moves), "day")
    yield Heading("Dates that slipped")
    yield Says(f"On {in_words(then.today)}: {slippage.in_all(then).in_words}")
    yield Says(f"On {in_words(now.today)}: {slippage.in_all(now).in_words}")
    if not moves:
        yield Says("No date was moved in the year.")
        return
    after = f", {late:,} of them after the date had passed" if late else ""
    yield Says(f"In the year {plural(len(moves), 'date was', 'dates were')} moved{after}; {days} in all.")
    yield _moves(now, moves)


def _moves(now: Standing, moves: list[tuple[ActionFile, Move]]) -> Table:
    """By agency: reasons are an agency's own words, and stand in the meetings' papers."""
    found: dict[str | None, list[Move]] = {}
    for file, one in moves:
        found.setdefault(file.action.owner_id, []).append(one)
    rows = tuple(
        (
            agency(now.register, id_),
            f"{len(some):,}",
            f"{sum(one.already_late for one in some):,}",
            f"{_days(some):,}",
        )
        for id_, some in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0] or ""))
    )
    heads = ("Agency", "Dates moved", "After the date had passed", "Days in all")
    return Table(heads, rows, "Dates moved in the year, by agency", "Moves", (3, 1, 1.5, 1))


def _days(moves: Iterable[Move]) -> int:
    return sum((one.to_due - one.from_due).days for one in moves if one.from_due)


def _within(found: date | None, since: date, until: date) -> bool:
    return found is not None and since <= found <= until
