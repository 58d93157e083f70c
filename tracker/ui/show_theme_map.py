"""The map of themes: theme, review and agency, with the strength of evidence in each cell; any cell opens its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from tracker.rules import theme_map
from tracker.rules.dates import plural
from tracker.rules.proof import NAMED, RANK
from tracker.rules.theme_map import NO_THEME, NOBODY, Cell, Scope, ThemeMap
from tracker.rules.theme_places import Shown
from tracker.rules.words import Rung
from tracker.ui import desk, show_cell, show_suggested, show_theme_web, theme_grid
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section
from tracker.ui.theme_grid import Line

MOST_COLUMNS = 30
MOST_SUGGESTED = 1_000
"""In a register of more recommendations the map waits for no suggestion: 1.5 ms a text. The view *Suggestions* has
them."""
BY = {"review": "Themes by review", "agency": "Themes by agency", "who": "Agencies by review"}
KINDS = ("theme", "review", "agency")
NAMES = {"theme": "Theme", "review": "Review", "agency": "Agency"}
NAMES_OF_MANY = {"theme": "themes", "review": "reviews", "agency": "agencies"}
EVERY = {"theme": "Every theme", "review": "Every review", "agency": "Every agency"}
PROVEN = Rung.DIP_SAMPLE
"""From this rung somebody looked whether practice changed: a policy or a training record does not show that."""


@dataclass(frozen=True)
class Axes:
    """Which two of theme, review and agency are rows and columns; the third filters."""

    rows: str
    columns: str
    third: str


AXES = {
    "review": Axes("theme", "review", "agency"),
    "agency": Axes("theme", "agency", "review"),
    "who": Axes("agency", "review", "theme"),
}


def by_theme(at: Frame) -> ThemeMap:
    """The map, worked out once for each state of the register, day and sight."""

    few = len(at.register.recommendations) <= MOST_SUGGESTED
    found = show_suggested.waiting(at) if few else None

    def make() -> ThemeMap:
        if found is None:
            return theme_map.build(at.standing)
        return theme_map.build(
            at.standing,
            [
                (rec_id, one.theme_id)
                for id_, some in found.waiting.items()
                if (rec_id := found.subjects[id_].recommendation_id)
                for one in some
            ],
        )

    return at.worked_out(make, "theme_map")


def finding(at: Frame, found: ThemeMap) -> str:
    """The page's title."""
    cells = found.cells("theme", "review", Scope())
    asked = [
        cells[t, None] for t in found.used if t != NO_THEME and (cells[t, None].requests or cells[t, None].learning)
    ]
    bare = sum(cell.shown != Shown.ASSURED for cell in asked)
    if not asked:
        return "No theme has been given yet"
    every, have = cells[None, None], "has" if bare == 1 else "have"
    done = f"{every.assured} of {plural(every.requests, 'request')} {'is' if every.assured == 1 else 'are'} assured"
    return f"{done}; {bare or 'none'} of {plural(len(asked), 'theme')} {have} nothing assured"


def draw(at: Frame, found: ThemeMap) -> None:
    """The choices, the rows of the cell that the address asks for, the map, and a picture of what hangs together."""
    names = _names(at, found)
    for kind in KINDS:
        asked = st.query_params.get(kind)
        if asked and asked not in names[kind]:
            words = f"The address asks for the {kind} ‘{asked[:80]}’, which there is not: it was left out."
            st.warning(plain(words), icon=":material/filter_alt_off:")
    with st.container(key="controls_map"):
        by = desk.segments("The map", BY, "by", first="review", drops=("page", "cols"))
        with st.container(horizontal=True, vertical_alignment="bottom", key="controls_scope"):
            picked = {
                kind: desk.pick(NAMES[kind], names[kind], kind, empty=EVERY[kind], width=270, drops=("page", "cols"))
                for kind in KINDS
            }
    scope, axes = Scope(**picked), AXES[by]
    if scope != Scope():
        show_cell.draw(at, found, scope, names)
    _grid(at, found, names, axes, scope)
    show_theme_web.draw(found, names)


def _names(at: Frame, found: ThemeMap) -> dict[str, dict[str, str]]:
    """What can be looked at, by id, in the order of the rows and columns."""
    register = at.register
    themes = {id_: register.themes[id_].name for id_ in found.used if id_ != NO_THEME}
    reviews = sorted(register.reviews.values(), key=lambda r: (r.not_before is None, r.not_before or at.today))
    cells = found.cells("agency", "review", Scope())
    asked = [id_ for id_, column in cells if column is None and id_ not in (None, NOBODY)]
    asked.sort(key=lambda id_: (-cells[id_, None].requests, register.agencies[str(id_)].short_name))
    return {
        "theme": themes | {NO_THEME: "No theme yet"},
        "review": {review.id: review.subject for review in reviews},
        "agency": {str(id_): register.agencies[str(id_)].short_name for id_ in asked} | {NOBODY: "No agency named"},
    }


def _grid(at: Frame, found: ThemeMap, names: Mapping[str, Mapping[str, str]], axes: Axes, scope: Scope) -> None:
    third = getattr(scope, axes.third)
    asked = replace(Scope(), **{axes.third: third})
    cells = found.cells(axes.rows, axes.columns, asked)
    where = f", {plain(names[axes.third][third])} only" if third else ""
    section(f"{BY[next(by for by, one in AXES.items() if one == axes)]}{where}")
    _key(at)
    shown = {
        kind: [id_ for id_ in names[kind] if _holds(cells, kind == axes.rows, id_)]
        for kind in (axes.rows, axes.columns)
    }
    if not shown[axes.rows]:
        st.markdown("Nothing was asked here, and no learning point names it.")
        return
    columns = _window(shown[axes.columns], latest=axes.columns == "review")

    def address(row: str | None, column: str | None) -> str:
        chosen = {axes.rows: row, axes.columns: column, axes.third: third}
        by = next(by for by, one in AXES.items() if one == axes)
        return at.address("themes", by=None if by == "review" else by, **chosen)

    def named(kind: str, id_: str) -> Line:
        row = kind == axes.rows
        own = (
            at.address("theme", id=id_)
            if kind == "theme" and id_ != NO_THEME
            else address(id_ if row else None, None if row else id_)
        )
        return Line(id_, names[kind][id_], own)

    everything = Line(None, f"{EVERY[axes.rows]}", strong=True)
    theme_grid.draw(
        [*(named(axes.rows, id_) for id_ in shown[axes.rows]), everything],
        [Line(None, EVERY[axes.columns]), *(named(axes.columns, id_) for id_ in columns)],
        lambda row, column: cells.get((row, column), Cell()),
        address,
        corner=NAMES[axes.rows],
        caption=_caption(cells, axes.rows),
        chosen=(getattr(scope, axes.rows), getattr(scope, axes.columns)) if scope != asked else None,
    )


def _holds(cells: Mapping[theme_map.Key, Cell], row: bool, id_: str) -> bool:
    return ((id_, None) if row else (None, id_)) in cells


def _key(at: Frame) -> None:
    """What the signs mean, once."""
    rungs = " · ".join(
        f"{theme_grid.ladder(rung)}\u00a0{theme_grid.SHORT[rung]}".replace(" ", "\u00a0") for rung in RANK
    )
    states = "  ".join(
        f"{theme_grid.mark(one, None)}\u00a0{words.replace(' ', chr(160))} ·"
        for one, words in (
            (Shown.NOTHING_YET, "asked, with an action, nothing assured yet"),
            (Shown.CLAIMED, "claimed, to verify"),
            (Shown.HOLE, "hole: asked, no action"),
            (Shown.NOBODY_ASKED, "asked of nobody"),
            (Shown.LEARNING, "learning with no recommendation"),
            (Shown.SUGGESTED, "suggested, not confirmed"),
        )
    ).removesuffix(" ·")
    note(f"The strongest evidence under assured work, weakest to strongest: {rungs}  \nOtherwise: {states}")
    if len(at.register.recommendations) > MOST_SUGGESTED:
        note(f"Suggested themes are not counted here: {at.link('Suggestions', 'themes', view='waiting')}.")


def _caption(cells: Mapping[theme_map.Key, Cell], kind: str) -> str:
    """What the whole map says: how many requests, and in how many rows somebody looked whether practice changed."""
    every = cells[None, None]
    rows = [
        cell
        for (row, column), cell in cells.items()
        if row not in (None, NO_THEME, NOBODY) and column is None and (cell.requests or cell.learning)
    ]
    proven = sum(cell.best is not None and RANK[cell.best] >= RANK[PROVEN] for cell in rows)
    what = "a part of a recommendation, asked of one agency"
    return (
        f"{plural(every.requests, 'request')} ({what}), each counted once in a sum. In {proven} of {len(rows)} "
        f"{NAMES_OF_MANY[kind]} something is borne out by {NAMED[PROVEN]} or more. The shaded part of a cell is the "
        "share of its requests that is assured, darker on stronger evidence."
    )


def _window(columns: list[str], *, latest: bool) -> list[str]:
    """The columns that are shown: the latest reviews or the agencies asked most; the others at a press."""
    pages = max(1, -(-len(columns) // MOST_COLUMNS))
    if pages == 1:
        return columns
    words, first_shown = st.query_params.get("cols", ""), pages if latest else 1
    page = min(max(int(words[:6]), 1), pages) if words.isascii() and words.isdecimal() else first_shown
    first = (page - 1) * MOST_COLUMNS
    with st.container(key="controls_columns"):
        key = f"address:cols:{page}:{pages}"
        st.pagination(pages, default=page, key=key, on_change=_to_columns(key))
    some = columns[first : first + MOST_COLUMNS]
    note(f"Columns {first + 1:,} to {first + len(some):,} of {len(columns):,}; the sums are of all.")
    return some


def _to_columns(key: str) -> Callable[[], None]:
    return lambda: desk.go(cols=str(st.session_state[key]))
