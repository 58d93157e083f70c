"""The rows behind a cell of the map: its recommendations with what is shown for each, its learning, its suggestions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from tracker.rules.dates import list_in_words, plural
from tracker.rules.proof import NAMED, RANK
from tracker.rules.records import Evidence
from tracker.rules.theme_map import NO_THEME, Cell, Scope, ThemeMap, summed
from tracker.rules.theme_places import STANDS, Place, Shown
from tracker.ui import desk, theme_grid
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, titled
from tracker.ui.tables import rows, table

A_PAGE = 25
WORST_FIRST = (
    Shown.NOBODY_ASKED,
    Shown.HOLE,
    Shown.NOTHING_YET,
    Shown.CLAIMED,
    Shown.ASSURED,
    Shown.NOT_DOING,
)
MOST_NAMES = 8


def draw(at: Frame, found: ThemeMap, scope: Scope, names: Mapping[str, Mapping[str, str]]) -> None:
    """Everything behind the cell, least shown first."""
    places = found.among(scope)
    said = [names[kind][id_] for kind in ("theme", "review", "agency") if (id_ := getattr(scope, kind))]
    section(plain(", ".join(said)))
    theme = at.register.themes.get(scope.theme or "")
    if theme:
        way = at.link("Everything about this theme", "theme", id=theme.id)
        st.markdown(f"{plain(theme.definition)} {way}.")
    learned, waiting = found.learned(scope), found.waiting(scope)
    if places:
        cell = replace(summed(places), learning=len(learned), suggested=len(waiting))
        st.markdown(f"**{plain(theme_grid.said(cell))}.**")
    recommendations(at, places, scope.agency)
    if learned:
        st.markdown(f"**{plural(len(learned), 'learning point')} with no recommendation**")
        cells = [
            (f"¶ {at.review(p.review_id)}, {plain(p.paragraph)}", titled(f"**{plain(p.title)}**", plain(p.summary)))
            for p in learned[:A_PAGE]
        ]
        table(cells, ("Where", "What was learned"), alt="Learning points that became no recommendation")
    if waiting:
        recs = [at.register.recommendations[id_] for id_ in waiting]
        some = "  \n".join(f"? {at.review(r.review_id)} {_ref(at, r.id)} {plain(r.title)}" for r in recs[:A_PAGE])
        more = f"  \nand {len(recs) - A_PAGE} more" if len(recs) > A_PAGE else ""
        st.markdown(f"**Suggested by the tracker, confirmed by nobody: not counted**  \n{some}{more}")
    if not (places or learned or waiting):
        st.markdown("Nothing was asked here, and no learning point names it.")
    filters = {"theme": scope.theme if scope.theme != NO_THEME else None, "review": scope.review}
    listed = at.link(
        "The same in the list of recommendations", "recommendations", **filters, agency=_agency(at, scope), level="all"
    )
    note(f"{listed} · {at.link('Close these rows', 'themes')}")


def recommendations(at: Frame, places: Sequence[Place], agency: str | None = None) -> None:
    """One row a recommendation: how strongly it is shown, what it asks, who stands where, on what."""
    of: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        of[place.recommendation].append(place)
    order = sorted(of, key=lambda id_: _weakest(of[id_]))
    shown = _paged(order)
    cells = []
    for id_ in shown:
        rec = at.register.recommendations[id_]
        cell = summed(of[id_])
        state = f"{theme_grid.mark(cell.shown, cell.best)}  \n{theme_grid.word(cell.shown, cell.best)}"
        name = f"{_ref(at, id_)}\u2002{plain(rec.title)}"
        lines = _actions(at, of[id_]) if agency else _who(at, of[id_])
        cells.append(
            (
                state,
                titled(name, at.review(rec.review_id), *lines),
                _counted(cell),
                _strongest(at, of[id_]),
            )
        )
    heads = ("Shown", "Recommendation", "Requests", "Strongest evidence")
    rows(cells, heads, alt="Recommendations with what is shown for them, the least first", key="rows_cell")


def _counted(cell: Cell) -> str:
    if not cell.requests:
        return "asked of nobody"
    in_part = cell.part_assured - cell.assured
    said = f"{cell.assured} of {plural(cell.requests, 'request')} assured"
    holes = f"□ {plural(cell.holes, 'hole')}" if cell.holes else ""
    return titled(said, f"{in_part} more in part" if in_part else "", holes)


def _who(at: Frame, places: Sequence[Place]) -> list[str]:
    """ "Audit: Police, Schools" for every state, the strongest last."""
    groups: dict[str, list[str]] = {}
    for place in sorted(places, key=_rank):
        if place.agency:
            groups.setdefault(theme_grid.word(place.shown, place.rung), []).append(at.agency(place.agency))
    said = []
    for state, agencies in groups.items():
        some = list(dict.fromkeys(agencies))
        if len(some) > MOST_NAMES:
            some = [*some[: MOST_NAMES - 1], f"{len(some) - MOST_NAMES + 1} more"]
        said.append(f"{state}: {list_in_words(some)}")
    return said


def _actions(at: Frame, places: Sequence[Place]) -> list[str]:
    """Each action with its state."""
    said = {}
    for place in places:
        for id_ in place.actions:
            status = at.standing.statuses[id_].label.lower()
            title = at.link(plain(at.register.actions[id_].title), "recommendation", id=place.recommendation)
            said[id_] = f"{title}: {status}"
    return list(said.values())


def _strongest(at: Frame, places: Sequence[Place]) -> str:
    """The strongest piece under assured work: "An audit about 12 Mar"."""
    best: Evidence | None = None
    for id_ in dict.fromkeys(id_ for place in places for id_ in place.actions):
        if at.standing.statuses[id_] in STANDS:
            for one in at.register.files[id_].current_evidence:
                if best is None or RANK[one.rung] > RANK[best.rung]:
                    best = one
    if best is None:
        return "nothing assured"
    name = NAMED[best.rung]
    about = f"about {at.day(best.about)}" if best.about else "no date"
    return titled(f"{name[0].upper()}{name[1:]}", about)


def _rank(place: Place) -> tuple[int, int]:
    return WORST_FIRST.index(place.shown), RANK[place.rung] if place.rung else -1


def _weakest(places: Sequence[Place]) -> tuple[int, int]:
    return min(map(_rank, places))


def _ref(at: Frame, id_: str) -> str:
    return at.link(f"**{plain(at.register.recommendations[id_].ref)}**", "recommendation", id=id_)


def _agency(at: Frame, scope: Scope) -> str | None:
    return scope.agency if scope.agency in at.register.agencies else None


def _paged(ids: Sequence[str]) -> Sequence[str]:
    pages = max(1, -(-len(ids) // A_PAGE))
    words = st.query_params.get("page", "1")
    page = min(max(int(words[:6]), 1), pages) if words.isascii() and words.isdecimal() else 1
    first = (page - 1) * A_PAGE
    if pages > 1:
        key = f"address:page:{page}:{pages}"
        with st.container(key="controls_cell_pages"):
            st.pagination(pages, default=page, key=key, on_change=lambda: desk.go(page=str(st.session_state[key])))
        note(f"{first + 1:,} to {min(first + A_PAGE, len(ids)):,} of {plural(len(ids), 'recommendation')}.")
    return ids[first : first + A_PAGE]
