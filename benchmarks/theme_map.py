"""`python -m benchmarks.theme_map`: the whole map of themes at 10,000 recommendations with 40,000 requests.

Two shapes: 30 reviews with 60 agencies, and 400 reviews with 14. For each the time from a register that nobody has
looked at yet to the map (look-ups and statuses on the way), each of its three tables, one table as HTML, the story of
one theme, and the memory that the map holds. SIZE may be set.
"""

import gc
import os
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from tracker.rules.records import (
    Action,
    ActionPart,
    Agency,
    Ask,
    Board,
    Evidence,
    LearningPoint,
    LearningTheme,
    Part,
    Recommendation,
    Review,
    Theme,
    ThemeLink,
)
from tracker.rules.register import Register
from tracker.rules.standing import build
from tracker.rules.theme_map import Cell, Scope, ThemeMap
from tracker.rules.theme_map import build as build_map
from tracker.rules.theme_story import story
from tracker.rules.words import EvidenceKind, Level, Rung, Status
from tracker.ui.theme_grid import Line, html

SIZE = int(os.environ.get("SIZE", "10000"))
SHAPES = ((30, 60), (400, 14))
THEMES, ACTIONS_EACH = 27, 4
TODAY = date(2026, 11, 20)
LIFE = (Status.PLANNED, Status.IN_PROGRESS, Status.CLAIMED, Status.ASSURED, Status.ASSURED, Status.RETURNED)
R = TypeVar("R")


def main() -> None:
    for reviews, agencies in SHAPES:
        register = filled(SIZE, reviews, agencies)
        print(f"\n{SIZE:,} recommendations, {SIZE * ACTIONS_EACH:,} actions, {reviews} reviews, {agencies} agencies")
        gc.collect()
        standing = build(register, today=TODAY)
        found, first = timed(lambda standing=standing: build_map(standing))
        tell("the map, from a register nobody has looked at", first)
        _, again = timed(lambda standing=standing: build_map(standing))
        tell("the map, again", again)
        total = first
        for rows, columns in (("theme", "review"), ("theme", "agency"), ("agency", "review")):
            _, seconds = timed(lambda f=found, r=rows, c=columns: f.cells(r, c, Scope()))
            total += seconds
            tell(f"cells, {rows} by {columns}", seconds)
        text, seconds = timed(lambda f=found: page(f))
        total += seconds
        tell(f"{THEMES} themes by {min(reviews, 30)} reviews as HTML ({len(text) // 1024:,} KB)", seconds)
        _, seconds = timed(lambda s=standing, f=found: story(s, f, "theme-1"))
        tell("the story of one theme", seconds)
        tell("all of it, the first time", total + seconds)
        tracemalloc.start()
        kept = build_map(standing)
        kept.cells("theme", "review", Scope())
        print(f"  memory that the map holds: {tracemalloc.get_traced_memory()[0] / 2**20:,.0f} MB")
        tracemalloc.stop()


def page(found: ThemeMap) -> str:
    """The widest table that is ever drawn."""
    cells = found.cells("theme", "review", Scope())
    reviews = [id_ for row, id_ in cells if row is None and id_ is not None][-30:]
    rows = [Line(id_, id_) for id_ in found.used]
    return html(
        rows, [Line(id_, id_) for id_ in reviews], lambda r, c: cells.get((r, c), Cell()), lambda r, c: f"{r}?{c}"
    )


def filled(size: int, reviews: int, agencies: int) -> Register:
    """A register in memory: every recommendation has one part, four asks and actions, two themes."""
    tables: dict[str, dict[str, object]] = {}

    def add(table: str, record: object) -> None:
        tables.setdefault(table, {})[record.id] = record  # type: ignore[attr-defined]

    add("boards", Board("board", "The board"))
    for n in range(agencies):
        add("agencies", Agency(f"agency-{n}", f"Agency number {n}", f"Agency {n}", "police"))
    for n in range(THEMES):
        add("themes", Theme(f"theme-{n}", f"Theme number {n}", n, "What it means."))
    for n in range(reviews):
        day = TODAY - timedelta(days=20 * n)
        add("reviews", Review(f"R-{n}", "board", "LCSPR", f"Child {n}", f"Review {n}", published_on=day))
        for k in range(3):
            add("learning_points", LearningPoint(f"R-{n}/{k}", f"R-{n}", str(k), "Learned", "What was learned."))
            theme = f"theme-{(n + k) % THEMES}"
            add("learning_themes", LearningTheme(f"R-{n}/{k}|{theme}", f"R-{n}/{k}", theme, True))
    for n in range(size):
        review = f"R-{n % reviews}"
        id_ = f"{review}:{n}"
        add("recommendations", Recommendation(id_, review, str(n), n, Level.OVERVIEW, f"Title {n}", "Do it."))
        add("parts", Part(f"{id_}/", id_, "", 0, "Do it."))
        for step, sure in ((0, True), (7, True), (11, n % 5 == 0)):
            theme = f"theme-{(n + step) % THEMES}"
            add("theme_links", ThemeLink(f"{id_}|{theme}", id_, theme, sure))
        for k in range(ACTIONS_EACH):
            agency = f"agency-{(n * 3 + k) % agencies}"
            add("asks", Ask(f"{id_}/|{agency}", f"{id_}/", agency))
            action, status = f"A{n}-{k}", LIFE[(n + k) % len(LIFE)]
            if (n + k) % 9 == 0:
                continue
            due = TODAY + timedelta(days=n % 300 - 100)
            add("actions", Action(action, review, "Audit files", agency, due=due, status=status, status_on=TODAY))
            add("action_parts", ActionPart(f"{action}|", action, f"{id_}/"))
            rung = tuple(Rung)[(n + k) % 7]
            add("evidence", Evidence(f"{action}-E", action, EvidenceKind.STATEMENT, "Seen", rung, about=TODAY))
    return Register(**tables)  # type: ignore[arg-type]


def timed(make: Callable[[], R]) -> tuple[R, float]:
    start = time.perf_counter()
    made = make()
    return made, time.perf_counter() - start


def tell(what: str, seconds: float) -> None:
    print(f"  {what:58}{seconds:>8.3f} s", flush=True)


if __name__ == "__main__":
    main()
