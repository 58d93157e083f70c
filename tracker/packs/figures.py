"""The figures of the Overview in a paper: the same numbers from the same standing, beside those of an earlier day."""

from tracker.packs import held
from tracker.packs.saying import agency, day, in_numbers, of
from tracker.rules import slippage
from tracker.rules.brag import ORDER
from tracker.rules.dates import list_in_words, plural
from tracker.rules.gaps import gaps
from tracker.rules.paper import Block, Cell, Heading, Rated, Says, Strips, Table
from tracker.rules.standing import AgencyFigures, Counts, Standing
from tracker.rules.words import Brag, Level

SHOWN = tuple(brag for brag in ORDER if brag != Brag.NONE)
TO_PUT_RIGHT = (Brag.RED, Brag.AMBER, Brag.GREY)


def numbers(now: Standing) -> tuple[tuple[str, int], ...]:
    """Every summary figure with its name, in order."""
    recs, actions = now.counts(), now.action_counts()
    return (
        ("Recommendations", recs.total),
        *((f"Recommendations: {brag.label.lower()}", of(recs, brag)) for brag in ORDER),
        ("Single-agency recommendations beside these", now.counts(level=Level.SINGLE_AGENCY).total),
        ("Actions", actions.total),
        *((f"Actions: {brag.label.lower()}", of(actions, brag)) for brag in ORDER),
        ("Open actions late on the current date", len(now.overdue)),
        ("Open actions late on the original date", len(now.late_on_original)),
        ("Holes: asked, no action", len(now.holes)),
        ("Claims waiting for verification", len(now.claimed)),
        ("Actions verified", len(now.verified)),
        ("Claims ever judged or waiting", claims(now)),
        ("Claims ever overturned", now.overturned),
    )


def claims(now: Standing) -> int:
    """Claims ever put to verification."""
    return sum(figure.claims for figure in now.by_agency().values())


def summary(now: Standing) -> tuple[Block, ...]:
    """The sentences that come first, and each review's strip."""
    return (
        Says(in_short(now)),
        Says(slippage.in_all(now).in_words),
        *held.said(now.register, now.register.reviews),
        *strips(now),
    )


def in_short(now: Standing) -> str:
    """How the recommendations stand, the holes and the claims, in sentences."""
    counts = now.counts()
    if not counts.total:
        return "There is no recommendation in the register."
    said = [f"{plural(counts.total, 'recommendation')}: {in_numbers(counts, ORDER)}."]
    said.append(
        f"{plural(len(now.holes), 'ask')} with no action; "
        f"{plural(len(now.claimed), 'claim')} waiting for verification; "
        f"{plural(len(now.verified), 'action')} verified; "
        f"{now.overturned:,} of {plural(claims(now), 'claim')} overturned."
    )
    return " ".join(said)


def strips(now: Standing) -> tuple[Block, ...]:
    """A strip for each review that has recommendations, and the table that says the same."""
    by_review = [(id_, counts) for id_, counts in now.by_review().items() if counts.total]
    if not by_review:
        return ()
    rows = [(now.register.reviews[id_].subject, counts) for id_, counts in by_review]
    said = "; ".join(f"{name}: {in_numbers(counts, ORDER)}" for name, counts in rows)
    chart = Strips(tuple((name, _segments(counts)) for name, counts in rows), f"Recommendations by rating. {said}.")
    ids = tuple((_review(now, id_), counts) for id_, counts in by_review)
    return (Heading("Where each review stands", 2), chart, ratings_table("Review", ids, "Reviews"))


def _review(now: Standing, id_: str) -> str:
    """A review's code and subject, and whether it is under a legal hold."""
    lines = (id_, now.register.reviews[id_].subject, held.mark(now.register, id_))
    return "\n".join(line for line in lines if line)


def ratings_table(what: str, rows: tuple[tuple[str, Counts], ...], name: str) -> Table:
    """Counts by rating, a row each; how many there are together, and not doing, stands with what they are counted of.
    So few columns stand upright."""
    return Table(
        (what, *(brag.label for brag in SHOWN)),
        tuple((f"{label}\n{_together(c)}", *(f"{of(c, brag):,}" for brag in SHOWN)) for label, c in rows),
        f"How many have which rating, by {what.lower()}",
        name,
        (3, 1, 1, 1, 1, 1),
    )


def _together(counts: Counts) -> str:
    dropped = f", {counts.not_doing:,} of them not doing" if counts.not_doing else ""
    return f"{counts.total:,} together{dropped}"


def _segments(counts: Counts) -> tuple[tuple[Brag, int], ...]:
    return tuple((brag, of(counts, brag)) for brag in SHOWN if of(counts, brag))


def over_time(rows: tuple[tuple[str, Counts], ...]) -> tuple[Block, ...]:
    """Strips of the same thing on several days, and the table that says the same."""
    said = "; ".join(f"{label}: {in_numbers(counts, ORDER)}" for label, counts in rows)
    chart = Strips(tuple((label, _segments(counts)) for label, counts in rows), f"Recommendations by rating. {said}.")
    return (chart, ratings_table("As at", rows, "Ratings"))


def figures_table(now: Standing, then: Standing | None, earlier: str) -> Table:
    """Every figure, now and then. `earlier` heads the column of then."""
    if then is None:
        rows: tuple[tuple[Cell, ...], ...] = tuple((name, f"{is_:,}") for name, is_ in numbers(now))
        return Table(("Figure", day(now.today)), rows, "Every summary figure", "Figures", (3, 1))
    pairs = zip(numbers(now), numbers(then), strict=True)
    rows = tuple((name, f"{is_:,}", f"{was:,}", change(is_ - was)) for (name, is_), (_, was) in pairs)
    alt = "Every summary figure, and the same on the earlier day"
    return Table(("Figure", day(now.today), earlier, "Change"), rows, alt, "Figures", (3, 1, 1, 1))


def change(number: int) -> str:
    """A difference with its sign; a dash for none."""
    return f"{number:+,}".replace("-", "−") if number else "–"


def by_need(now: Standing) -> list[tuple[str, AgencyFigures]]:
    """Agencies with their figures, most to put right first; as on the Overview."""
    found = [(id_, f) for id_, f in now.by_agency().items() if f.counts.total or f.holes]

    def need(item: tuple[str, AgencyFigures]) -> tuple[int, int, int, str]:
        counts = item[1].counts
        return (-sum(of(counts, b) for b in TO_PUT_RIGHT), -counts.red, -item[1].holes, item[0])

    return sorted(found, key=need)


def agencies_table(now: Standing) -> Table:
    """What each agency owes and how it kept its word."""
    rows = []
    for id_, f in by_need(now):
        worst = next((b for b in SHOWN if of(f.counts, b) or (b == Brag.GREY and f.holes)), None)
        moved = f"{f.moves:,} moves, {plural(f.slippage_days, 'day')}" if f.moves else "–"
        rows.append(
            (
                agency(now.register, id_),
                Rated(worst, in_numbers(f.counts, ORDER)) if worst else in_numbers(f.counts, ORDER),
                f"{f.holes:,}",
                f"{f.overdue:,}",
                f"{f.late_on_original:,}",
                moved.replace("1 moves", "1 move") if f.moves == 1 else moved,
                f"{f.awaiting:,}",
                f"{f.verified:,}",
                f"{f.overturned:,} of {f.claims:,}",
            )
        )
    heads = ("Agency", "Actions", "Holes", "Late, current date", "Late, original date", "Dates moved", "Claims waiting",
             "Verified", "Claims overturned")  # fmt: skip
    alt = "Actions, lateness on both dates, moves and claims by agency, most to put right first"
    return Table(heads, tuple(rows), alt, "Agencies", (2, 3, 1, 1, 1, 2, 1, 1, 1.5))


def gaps_table(now: Standing) -> Table:
    """What no rating says: gaps in the plan and its evidence, and where the owner's rating and ours differ."""
    found = gaps(now)
    lines = (
        ("No action yet", [rec.id for rec in found.no_action]),
        ("An open action without a date", [rec.id for rec in found.no_date]),
        ("No evidence above a document", [rec.id for rec in found.no_strong_evidence]),
        ("Closed, and nothing shows whether it helped", [rec.id for rec in found.no_measure]),
        ("Nobody leads for an agency that owes something", [one.short_name for one in found.no_lead]),
        ("The owner’s rating and ours differ", list(now.disagreements)),
    )
    rows = tuple((what, f"{len(ids):,}", list_in_words(ids) or "none") for what, ids in lines)
    return Table(("Gap", "How many", "Which"), rows, "Gaps in the plan and its evidence", "Gaps", (2, 1, 4))
