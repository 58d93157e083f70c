"""Month by month: recommendations by rating, what is overdue by its age, and claims overturned. Numbers under each."""

import streamlit as st

from tracker.queries.trends import Point, through_time
from tracker.rules.brag import ORDER
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.words import Brag
from tracker.ui import charts
from tracker.ui.charts_columns import columns
from tracker.ui.frame import Frame
from tracker.ui.look import key, link, note, section
from tracker.ui.tables import blocks, table

FROM_THE_FOOT = (Brag.RED, Brag.AMBER, Brag.GREY, Brag.GREEN, Brag.BLUE)
AGES = ("of up to 30 days", "of 31 to 90 days", "of 91 to 180 days", "of over 180 days")


def draw(at: Frame) -> None:
    """All three, from one walk along the trail."""
    with st.spinner("Going along the trail, month by month …"):
        points = through_time(at.engine, at.standing, sight=at.sight)
    if len(points) < 2 or not points[-1].recommendations.total:
        st.markdown("The register is younger than a month: there is nothing to set side by side yet.")
        return
    by_rating(at, points)
    left, right = st.columns(2, gap="large")
    with left:
        by_age(at, points)
    with right:
        overturned(at, points)


def by_rating(at: Frame, points: tuple[Point, ...]) -> None:
    """Recommendations of the overview level at each month's end, by rating; then actions, in numbers."""
    section("Recommendations by rating, at each month’s end")
    days = [point.day for point in points]
    series = [
        charts.Series(brag.label.lower(), charts.fill(brag), [getattr(p.recommendations, brag.value) for p in points])
        for brag in FROM_THE_FOOT
    ]
    first, last = (_in_numbers(p) for p in (points[0], points[-1]))
    columns(days, series, alt=f"{in_words(days[0])}: {first}. {in_words(days[-1])}: {last}.", key="months_ratings")
    key()
    cells = [
        (
            link(at.day(p.day), "overview", as_at=p.day.isoformat()) if p.day < at.now.today else at.day(p.day),
            _in_numbers(p),
            _actions(p),
        )
        for p in reversed(points)
    ]
    heads = ("By the end of", "Recommendations", "Actions")
    blocks(cells, heads, alt="Recommendations and actions by rating, by month", key="months")


def _in_numbers(point: Point) -> str:
    counts = point.recommendations
    said = [f"{getattr(counts, b.value):,} {b.label.lower()}" for b in ORDER if getattr(counts, b.value)]
    return list_in_words(said) or "nothing in the register"


def _actions(point: Point) -> str:
    said = [f"{getattr(point.actions, b.value):,} {b.label.lower()}" for b in ORDER if getattr(point.actions, b.value)]
    return list_in_words(said) or "no action"


def by_age(at: Frame, points: tuple[Point, ...]) -> None:
    """Overdue actions by how late they are."""
    section("Overdue, by age")
    days = [point.day for point in points]
    series = [charts.Series(words, _age_fill(n), [p.overdue_by_age[n] for p in points]) for n, words in enumerate(AGES)]
    said = [f"{n:,} {words}" for n, words in zip(points[-1].overdue_by_age, AGES, strict=True) if n]
    alt = f"Actions past their current date on {in_words(days[-1])}: {list_in_words(said) or 'none'}"
    columns(days, series, alt=alt, key="months_ages")
    note(
        "Actions past their current date, by how long. A later date takes one off; it stays late on the original date. "
        "An action that is red for a failed check-back is not counted here."
    )
    cells = [
        (
            at.day(p.day),
            f"**{p.overdue:,}** overdue",
            " · ".join(f"{n:,} {words}" for n, words in zip(p.overdue_by_age, AGES, strict=True) if n) or "–",
            f"{p.late_on_original:,} late on the original date",
        )
        for p in reversed(points)
    ]
    heads = ("By the end of", "Overdue", "How late", "Original date")
    blocks(cells, heads, alt="Overdue actions by age, by month", key="ages")


def _age_fill(age: int) -> dict[str, object]:
    """Red, with more ink the older: a wash, stripes, crosses, solid."""
    colour = charts.MARK[Brag.RED]
    marker = charts.fill(Brag.RED)
    wash = "rgba(204,65,54,.28)"
    if age == 0:
        return {**marker, "color": wash}
    if age in (1, 2):
        shape, solidity = ("/", 0.22) if age == 1 else ("x", 0.3)
        pattern = {"shape": shape, "size": 7, "solidity": solidity, "fgcolor": colour, "bgcolor": wash}
        return {**marker, "pattern": pattern}
    return marker


def overturned(at: Frame, points: tuple[Point, ...]) -> None:
    """Claims put to verification so far, and those that were overturned."""
    section("Claims overturned so far")
    days, last = [point.day for point in points], points[-1]
    if not last.claims:
        st.markdown("No agency has claimed yet that an action is complete.")
        return
    series = [
        charts.Line("claimed", [p.claims for p in points], charts.MARK[Brag.BLUE], "solid", 2.5),
        charts.Line("overturned", [p.overturned for p in points], charts.INK, "dash"),
    ]
    alt = f"By {in_words(last.day)}, {last.overturned} of {plural(last.claims, 'claim')} had been overturned"
    charts.lines(days, series, alt=alt, key="months_claims")
    note("Claims put to verification so far; overturned means returned, or undone by a check-back.")
    cells = [(at.day(p.day), f"**{p.overturned:,}** overturned", f"of {p.claims:,} claimed") for p in reversed(points)]
    table(cells, ("By the end of", "Overturned", "Claims"), alt="Claims and those overturned, by month")
