"""What is joined to what: two reviews as two columns of references, more of them as reviews on a ring."""

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from tracker.rules.dates import plural
from tracker.rules.judged import EVERY, Pair
from tracker.rules.words import Sameness
from tracker.ui import charts, charts_ring
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain
from tracker.ui.tables import table

MOST_PAIRS, MOST_REVIEWS, MOST_ROWS = 16, 14, 40


def draw(at: Frame, pairs: Sequence[Pair]) -> None:
    """The picture of these pairs, those left out of which a person said that they are not related."""
    kept = [pair for pair in pairs if pair.answer != Sameness.NOT_RELATED]
    if not kept:
        return
    if len(at.register.reviews) == 2:
        _two(at, kept)
    else:
        _many(at, kept)


def _two(at: Frame, pairs: Sequence[Pair]) -> None:
    some = sorted(pairs, key=lambda pair: -(pair.score or 0))[:MOST_PAIRS]
    first, second = list(at.register.reviews)
    st.subheader(f"What {at.review(first)} and {at.review(second)} both ask", anchor=False)
    note(f"Each line joins two recommendations; a thicker one is closer. {_how_many(len(some), len(pairs))}")
    refs = at.register.recommendations
    joined = [(p.a, p.b, p.score or 0.2) if refs[p.a].review_id == first else (p.b, p.a, p.score or 0.2) for p in some]
    ends = {id_ for a, b, _ in joined for id_ in (a, b)}
    sides = []
    for review in (first, second):
        recs = at.register.recommendations_of_review.get(review, ())
        ratings = at.standing.recommendation_ratings
        sides.append(
            [
                charts.Point(r.id, r.ref, ratings[r.id].brag, ratings[r.id].reason)
                for r in recs
                if r.level == "overview" or r.id in ends
            ]
        )
    said = "; ".join(f"{refs[a].ref} with {refs[b].ref}" for a, b, _ in joined)
    heads = (at.register.reviews[first].subject, at.register.reviews[second].subject)
    alt = f"{plural(len(joined), 'pair')} joined across the two reviews: {said}"
    with st.container(width=640):
        charts.joined(heads, sides[0], sides[1], joined, alt=alt, key="joined")


def _how_many(shown: int, every: int) -> str:
    return "" if shown == every else f"The {shown} closest of {every:,} are drawn."


def _many(at: Frame, pairs: Sequence[Pair]) -> None:
    """Reviews on a ring with a line for each two that share pairs, and the same as a table."""
    recs = at.register.recommendations
    counted: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    order = {id_: number for number, id_ in enumerate(at.register.reviews)}
    for pair in pairs:
        one, other = sorted((recs[pair.a].review_id, recs[pair.b].review_id), key=order.__getitem__)
        counted[one, other].append(pair)
    between = sorted(counted.items(), key=lambda item: -len(item[1]))
    weights: dict[str, int] = defaultdict(int)
    for (one, other), some in between:
        weights[one] += len(some)
        weights[other] += len(some)
    shown = set(sorted(weights, key=lambda id_: -weights[id_])[:MOST_REVIEWS])
    st.subheader("Which reviews ask for the same", anchor=False)
    few = f" The {MOST_REVIEWS} with the most pairs of {len(weights)} are drawn." if len(weights) > MOST_REVIEWS else ""
    note(f"A line joins two reviews that share pairs: thicker for more, whole where a person said “same”.{few}")
    links = [
        charts_ring.Link(one, other, len(some), any(p.answer == Sameness.SAME for p in some))
        for (one, other), some in between
        if one in shown and other in shown
    ]
    names = {id_: at.register.reviews[id_].subject for id_ in at.register.reviews if id_ in shown}
    top = "; ".join(f"{names[x.a]} and {names[x.b]} {x.number}" for x in links[:6])
    picture, words = st.columns([5, 6], gap="large")
    with picture:
        alt = f"{plural(len(links), 'link')} between {plural(len(names), 'review')}, by pairs: {top}"
        charts_ring.ring(names, links, alt=alt, key="ring")
    with words:
        cells = [_between(at, one, other, some) for (one, other), some in between[:MOST_ROWS]]
        table(cells, ("Reviews", "Pairs", "Of these"), alt="Pairs between reviews, most first")
        if len(between) > MOST_ROWS:
            note(f"{MOST_ROWS} of {len(between):,} rows are shown, most pairs first.")


def _between(at: Frame, one: str, other: str, some: Sequence[Pair]) -> tuple[str, str, str]:
    same = sum(pair.answer == Sameness.SAME for pair in some)
    waiting = sum(pair.answer is None for pair in some)
    told = [f"{same} the same" if same else "", f"{waiting} waiting" if waiting else ""]
    names = " · ".join(plain(at.register.reviews[id_].subject) for id_ in (one, other))
    pairs = {"view": "overlaps", "review": one, "with": other, "answer": EVERY}
    way = at.link(f"**{names}**", "themes", **pairs)
    return way, plural(len(some), "pair"), ", ".join(filter(None, told)) or "related"
