"""The sections of the themes page: what reviews share, the map, what is behind a cell, what came back or was lost."""

import streamlit as st

from tracker.rules.brag import ORDER
from tracker.rules.dates import MONTHS, plural
from tracker.rules.filters import Filters
from tracker.rules.records import Recommendation, Theme
from tracker.rules.recurrence import Recurrence, recurrences, settled_on
from tracker.rules.standing import count, worst_first
from tracker.ui import charts, desk
from tracker.ui.frame import Frame
from tracker.ui.look import chip, key, note, plain, section, soft, titled
from tracker.ui.show_background import all_overlaps
from tracker.ui.show_list import find, listed
from tracker.ui.tables import chips, table

MOST_PAIRS, MOST_CHIPS, MOST_LISTED, MOST_REVIEWS = 12, 12, 25, 6


def by_theme(at: Frame) -> dict[str, dict[str, list[Recommendation]]]:
    """The recommendations of each theme, by theme id and review id."""

    def make() -> dict[str, dict[str, list[Recommendation]]]:
        found: dict[str, dict[str, list[Recommendation]]] = {id_: {} for id_ in at.register.themes}
        for link in at.register.theme_links.values():
            rec = at.register.recommendations[link.recommendation_id]
            found[link.theme_id].setdefault(rec.review_id, []).append(rec)
        return {
            id_: {review: list(worst_first(at.standing, recs)) for review, recs in reviews.items()}
            for id_, reviews in found.items()
        }

    return at.worked_out(make, "by_theme")


def finding(at: Frame, found: dict[str, dict[str, list[Recommendation]]]) -> str:
    """The page's title."""
    used = [reviews for reviews in found.values() if reviews]
    shared = sum(len(reviews) > 1 for reviews in used)
    where = "both reviews" if len(at.register.reviews) == 2 else "more than one review"
    is_ = "is" if shared == 1 else "are"
    return (
        f"{shared or 'None'} of {plural(len(used), 'theme')} {is_} in {where}"
        if used
        else "No theme has been given yet"
    )


def shared(at: Frame) -> None:
    """Pairs of recommendations that ask for the same: joined where there are two reviews, and always as a table."""
    section("Recommendations that ask for the same thing")
    pairs = all_overlaps(at)
    if not pairs:
        st.markdown("No two reviews here ask for the same thing, as far as themes and words tell.")
        return
    some = pairs[:MOST_PAIRS]
    with st.container(width=760):
        st.markdown(
            "Where two reviews ask for the same thing, one change can answer both, or the first answer did not hold. "
            "The score says how far their themes and words agree; nothing here understands a text: a person decides."
        )
    recs = at.register.recommendations
    cells = [
        (
            f"{_link(at, recs[p.a])} · {_link(at, recs[p.b])}",
            titled(f"{plain(recs[p.a].title)}  \n{plain(recs[p.b].title)}", plain(p.why)),
            f"{p.score:.2f}",
        )
        for p in some
    ]
    if len(at.register.reviews) == 2:
        left, right = st.columns([5, 6], gap="large")
        with left:
            low, high = f"{some[-1].score:.2f}", f"{some[0].score:.2f}"
            note(f"Each line joins two recommendations; a thicker one is closer ({low} to {high}).")
            _joined(at, [(p.a, p.b, p.score) for p in some])
        with right:
            table(
                cells, ("Pair", "What both ask", "Score"), alt="Overlapping pairs with reason and score, closest first"
            )
    else:
        table(cells, ("Pair", "What both ask", "Score"), alt="Overlapping pairs with reason and score, closest first")
    note(f"{plural(len(pairs), 'pair')} found; the {len(some)} closest are shown.")


def _joined(at: Frame, pairs: list[tuple[str, str, float]]) -> None:
    first, second = list(at.register.reviews)
    ends = {id_ for a, b, _ in pairs for id_ in (a, b)}
    sides = []
    for review in (first, second):
        recs = at.register.recommendations_of_review.get(review, ())
        kept = [r for r in recs if r.level == "overview" or r.id in ends]
        ratings = at.standing.recommendation_ratings
        sides.append([charts.Point(r.id, r.ref, ratings[r.id].brag, ratings[r.id].reason) for r in kept])
    refs = at.register.recommendations
    turned = [(a, b, s) if refs[a].review_id == first else (b, a, s) for a, b, s in pairs]
    said = "; ".join(f"{refs[a].ref} with {refs[b].ref}" for a, b, _ in turned)
    heads = (at.register.reviews[first].subject, at.register.reviews[second].subject)
    alt = f"{plural(len(pairs), 'pair')} joined across the two reviews: {said}"
    charts.joined(heads, sides[0], sides[1], turned, alt=alt, key="joined")


def theme_map(at: Frame, found: dict[str, dict[str, list[Recommendation]]]) -> None:
    """Every theme by review, each recommendation a chip with its rating; a new review is a new column."""
    section("Every theme, by review")
    key()
    reviews = list(at.register.reviews)
    used = [(id_, cells) for id_, cells in found.items() if cells]
    used.sort(key=lambda item: -len(item[1]))
    if len(reviews) > MOST_REVIEWS:
        _theme_counts(at, used)
    else:
        cells = [
            (
                at.link(f"**{_name(at, id_)}**" if len(by_review) > 1 else _name(at, id_), "themes", theme=id_),
                *(_chips(at, id_, review, by_review.get(review, [])) for review in reviews),
            )
            for id_, by_review in used
        ]
        heads = ["Theme", *(at.review(r) for r in reviews)]
        with st.container(key="even_themes"):
            table(cells, heads, alt="Themes by review; each chip is a recommendation with its rating")
    unused = [_name(at, id_) for id_, by_review in found.items() if not by_review]
    if unused:
        note(f"In no review: {', '.join(unused)}.")


def _theme_counts(at: Frame, used: list[tuple[str, dict[str, list[Recommendation]]]]) -> None:
    """The same where there are too many reviews for a column each: in how many, and how they are rated."""
    cells = []
    for id_, by_review in used:
        counts = count(at.standing.recommendation_ratings[r.id] for recs in by_review.values() for r in recs)
        ratings = [(brag, int(getattr(counts, brag.value))) for brag in ORDER]
        name = at.link(f"**{_name(at, id_)}**", "themes", theme=id_)
        cells.append((name, f"in {plural(len(by_review), 'review')}", chips(ratings)))
    table(cells, ("Theme", "Reviews", "Recommendations"), alt="Themes by number of reviews and recommendations")


def _chips(at: Frame, theme: str, review: str, recs: list[Recommendation]) -> str:
    """One cell of the map: chips, the reference in each; a number that leads to the list where they are too many."""
    ratings = at.standing.recommendation_ratings
    said = [chip(ratings[r.id].brag, r.ref) for r in recs[:MOST_CHIPS]]
    if len(recs) > MOST_CHIPS:
        said.append(at.link(f"and {len(recs) - MOST_CHIPS} more", "themes", theme=theme, review=review))
    return " ".join(said) or soft("–")


def behind(at: Frame) -> None:
    """The recommendations behind a theme (and a review), chosen in the address."""
    names = {id_: theme.name for id_, theme in at.register.themes.items()}
    reviews = {id_: review.subject for id_, review in at.register.reviews.items()}
    section("Behind a theme")
    for name, table_ in (("theme", names), ("review", reviews)):
        asked = st.query_params.get(name)
        if asked and asked not in table_:
            words = f"The address asks for the {name} ‘{asked[:80]}’, which there is not: it was left out."
            st.warning(plain(words), icon=":material/filter_alt_off:")
    with st.container(horizontal=True, key="controls_theme", vertical_alignment="bottom"):
        theme_id = desk.pick("Theme", names, "theme", empty="Choose a theme", width=330)
        review = desk.pick("Review", reviews, "review", empty="Every review", width=220)
    if theme_id is None:
        note("Choose a theme here or in the table above to see its recommendations.")
        return
    theme: Theme = at.register.themes[theme_id]
    st.markdown(f"**{plain(theme.name)}.** {plain(theme.definition)}")
    found = find(at, Filters(theme=theme_id, review=review, level=None))
    if not found.ids:
        st.markdown("No recommendation is about it here.")
    listed(at, found.ids[:MOST_LISTED], key="rows_theme")
    if len(found.ids) > MOST_LISTED:
        way = at.link("see them all", "recommendations", theme=theme_id, review=review, level="all")
        note(f"The first {MOST_LISTED} of {len(found.ids):,}: {way}.")


def came_back(at: Frame) -> None:
    """Themes that a later review raises again after an earlier recommendation about them was settled."""
    section("What came back")
    found: tuple[Recurrence, ...] = at.worked_out(lambda: recurrences(at.standing), "recurrences")
    recs = at.register.recommendations
    cells = [
        (
            titled(
                f"{at.review(recs[r.recommendation].review_id)} {_link(at, recs[r.recommendation])}",
                plain(recs[r.recommendation].title),
            ),
            titled(
                f"{at.review(recs[r.earlier].review_id)} {_link(at, recs[r.earlier])}", plain(recs[r.earlier].title)
            ),
            titled(_name(at, r.theme), plain(r.why)),
        )
        for r in found[:MOST_PAIRS]
    ]
    table(cells, ("Asked again", "Settled before", "Theme"), alt="Themes that returned after they were settled")
    if not found:
        st.markdown(_nothing_back(at))
    _without_a_day(at)


def _nothing_back(at: Frame) -> str:
    """What was looked for, in words, where nothing came back."""
    register = at.register
    days = {id_: day for id_, review in register.reviews.items() if (day := review.not_before)}
    latest = max(days.values(), default=None)
    if latest is None or len(set(days.values())) < 2:
        return "Nobody can say yet: it takes two reviews whose order in time is known."
    settled = {
        link.theme_id
        for rec in register.recommendations.values()
        if rec.review_id in days and days[rec.review_id] < latest and settled_on(at.standing, rec)
        for link in register.links_of.get(rec.id, ())
        if link.confirmed
    }
    are = "is" if len(settled) == 1 else "are"
    return (
        f"No theme came back after it was settled: {plural(len(settled), 'theme')} of earlier reviews {are} settled so "
        "far, and no review published since raises one of them again."
    )


def _without_a_day(at: Frame) -> None:
    """Reviews with no day of publication on record, what stands in for it, and the way to set it."""
    for review in at.register.reviews.values():
        if review.published_on:
            continue
        month = review.not_before
        instead = (
            f"{MONTHS[month.month - 1]} {month.year}, which its text names, stands in for it"
            if month
            else "nobody can say whether it came before or after the others"
        )
        way = "" if at.is_past else at.link("Set the day", "reviews", tab="reviews", do="edit", review=review.id)
        note(f"{at.review(review.id)} has no day of publication on record: {instead}. {way}")


def loose_ends(at: Frame) -> None:
    """Cross-references, promises that nothing keeps, and learning that no recommendation took up."""
    register = at.register
    left, right = st.columns(2, gap="large")
    with left:
        section("Promises that no recommendation keeps")
        broken = [p for p in register.promises.values() if p.kept_by is None]
        cells = [
            (f"{at.review(p.review_id)}, {plain(p.paragraph)}", titled(plain(p.about), plain(p.why or "")))
            for p in broken
        ]
        table(cells, ("Where", "What the report says it recommends"), alt="Promises in the reports that nothing keeps")
        kept = len(register.promises) - len(broken)
        st.markdown("" if broken else "Every promise is kept by a recommendation.")
        note(f"{plural(kept, 'promise')} more {'is' if kept == 1 else 'are'} kept.")
        section("References to other reviews")
        recs = register.recommendations
        cells = [
            (
                f"{at.review(recs[c.from_id].review_id)} {_link(at, recs[c.from_id])}",
                titled(_link(at, recs[c.to_id]) if c.to_id else f"“{plain(c.as_written or '')}”", plain(c.note or "")),
            )
            for c in register.cross_references.values()
        ]
        table(cells, ("From", "To"), alt="Cross-references between recommendations")
        st.markdown("" if cells else "No recommendation points at another.")
    with right:
        section("Learning with no recommendation")
        loose = [p for p in register.learning_points.values() if p.promoted_to is None]
        cells = [
            (f"{at.review(p.review_id)}, {plain(p.paragraph)}", titled(f"**{plain(p.title)}**", plain(p.summary)))
            for p in loose
        ]
        table(cells, ("Where", "What was learned"), alt="Learning points that were not promoted to a recommendation")
        st.markdown("" if loose else "Every learning point became a recommendation.")


def _link(at: Frame, rec: Recommendation) -> str:
    return at.link(f"**{plain(rec.ref)}**", "recommendation", id=rec.id)


def _name(at: Frame, theme_id: str) -> str:
    theme = at.register.themes.get(theme_id)
    return plain(theme.name if theme else theme_id)
