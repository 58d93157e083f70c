"""Which themes tie the reviews together, and who is asked for them: a picture, with its words beside it."""

from collections.abc import Mapping

import streamlit as st

from tracker.rules.dates import list_in_words, plural
from tracker.rules.theme_map import NO_THEME, NOBODY, Cell, Scope, ThemeMap
from tracker.ui import charts_web
from tracker.ui.charts_web import Node, Tie
from tracker.ui.look import note, plain, section

MOST_REVIEWS, MOST_THEMES, A_THEME = 8, 10, 3


def draw(found: ThemeMap, names: Mapping[str, Mapping[str, str]]) -> None:
    """The themes that most reviews share, the reviews they come from, and the agencies asked most for each."""
    by_review = found.cells("theme", "review", Scope())
    by_agency = found.cells("theme", "agency", Scope())
    reviews_of: dict[str, list[str]] = {}
    agencies_of: dict[str, list[str]] = {}
    for (theme, review), cell in by_review.items():
        if theme not in (None, NO_THEME) and review and cell.requests:
            reviews_of.setdefault(str(theme), []).append(review)
    for (theme, agency), cell in by_agency.items():
        if theme in reviews_of and agency not in (None, NOBODY) and cell.requests:
            agencies_of.setdefault(str(theme), []).append(str(agency))
    if not reviews_of:
        return
    for theme, some in agencies_of.items():
        agencies_of[theme] = sorted(some, key=lambda a: -by_agency[theme, a].requests)[:A_THEME]
    themes = sorted(reviews_of, key=lambda t: (-len(reviews_of[t]), -by_review[t, None].requests))[:MOST_THEMES]
    drawn = {id_ for theme in themes for id_ in reviews_of[theme]}
    reviews = [id_ for id_ in names["review"] if id_ in drawn][-MOST_REVIEWS:]
    agencies = [id_ for id_ in names["agency"] if any(id_ in agencies_of.get(theme, ()) for theme in themes)]
    ties = [_tie(f"r:{r}", f"t:{t}", by_review[t, r]) for t in themes for r in reviews_of[t] if r in reviews]
    ties += [_tie(f"t:{t}", f"a:{a}", by_agency[t, a]) for t in themes for a in agencies_of.get(t, ())]
    section("What hangs together")
    shared = [theme for theme in themes if len(reviews_of[theme]) > 1]
    told = list_in_words([names["theme"][theme].lower() for theme in shared[:5]])
    many = sum(len(some) > 1 for some in reviews_of.values())
    stand = "stands" if many == 1 else "stand"
    said = (
        f"{plural(many, 'theme')} {stand} in more than one review; the most is asked about {told}."
        if shared
        else "No theme stands in more than one review yet."
    )
    st.markdown(plain(said))
    note(
        f"The {plural(len(themes), 'theme')} that most reviews share, and for each the {A_THEME} agencies asked most. "
        "A thicker line is more requests; a solid one has something assured, a dotted one nothing yet. "
        "The map above has it all."
    )
    nodes = [
        [Node(f"r:{r}", names["review"][r], names["review"][r]) for r in reviews],
        [
            Node(
                f"t:{t}",
                names["theme"][t],
                f"{plural(by_review[t, None].requests, 'request')} in {plural(len(reviews_of[t]), 'review')}",
            )
            for t in themes
        ],
        [Node(f"a:{a}", names["agency"][a], names["agency"][a]) for a in agencies],
    ]
    lines = "; ".join(
        f"{names['theme'][t]}: {list_in_words([names['agency'][a] for a in agencies_of.get(t, ())]) or 'nobody asked'}"
        for t in themes
    )
    with st.container(key="wide_web"):
        charts_web.web(("Reviews", "Themes", "Agencies"), nodes, ties, alt=f"{said} {lines}.", key="web")
    with st.container(key="narrow_web"):
        st.markdown(plain(lines))


def _tie(a: str, b: str, cell: Cell) -> Tie:
    return Tie(a, b, cell.requests, cell.part_assured > 0)
