"""Across boards: how each board stands, one line a board; and what the others have published, beside one's own.

Of another board nothing crosses but what its published reviews ask for: no action, no evidence, no rating, no date.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.rules.overlap import Near, Overlap
from tracker.rules.published import published
from tracker.rules.records import Board, Theme
from tracker.rules.recurrence import Recurrence, recurrences
from tracker.rules.register import Register
from tracker.rules.standing import Counts, Standing, build
from tracker.rules.words import Level, Publication


@dataclass(frozen=True, slots=True)
class BoardFigures:
    """How one board stands: its recommendations by rating (overview level), its actions late on either date, the claims
    that wait and the actions that were verified."""

    board: Board
    reviews: int
    counts: Counts
    overdue: int
    late_on_original: int
    claimed: int
    verified: int


def by_board(standing: Standing) -> tuple[BoardFigures, ...]:
    """The figures of every board that has a review here, in register order."""
    register = standing.register
    of_review, counts, reviews = standing.by_review(), defaultdict[str, list[Counts]](list), Counter[str]()
    for review in register.reviews.values():
        reviews[review.board_id] += 1
        counts[review.board_id] += [of_review[review.id]] if review.id in of_review else []
    files = {
        name: Counter(register.reviews[file.action.review_id].board_id for file in getattr(standing, name))
        for name in ("overdue", "late_on_original", "claimed", "verified")
    }
    return tuple(
        BoardFigures(
            board, reviews[id_], together(counts[id_]), **{name: boards[id_] for name, boards in files.items()}
        )
        for id_, board in register.boards.items()
        if reviews[id_]
    )


def together(counts: Iterable[Counts]) -> Counts:
    """The sum of several counts."""
    found = list(counts)
    return Counts(*(sum(getattr(one, name) for one in found) for name in Counts.__dataclass_fields__))


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """What other boards have published that one's own recommendations overlap with."""

    register: Register
    """One's own, and of the other boards their published reviews with what they ask for."""
    own: frozenset[str]
    """One's own recommendations."""
    overlaps: tuple[Overlap, ...]
    """Pairs of one's own and another board's, the nearest first."""
    returned: tuple[Recurrence, ...] = ()
    """One's own recommendations that ask again for what another board had asked for and closed before: the nearest
    first. How and when it was closed is not told."""

    def other(self, pair: Overlap) -> tuple[str, str]:
        """The two of a pair: one's own first."""
        return (pair.a, pair.b) if pair.a in self.own else (pair.b, pair.a)


def beside(mine: Register, whole: Register) -> Register:
    """One's own register with what other boards have published beside it. Themes that a person confirmed come along."""
    reviews = {
        review.id: review
        for review in whole.reviews.values()
        if review.state == Publication.PUBLISHED and review.id not in mine.reviews
    }
    recs = {
        rec.id: rec
        for rec in whole.recommendations.values()
        if rec.review_id in reviews and rec.level == Level.OVERVIEW
    }
    there = published(
        Register(
            reviews=reviews,
            recommendations=recs,
            parts={part.id: part for part in whole.parts.values() if part.recommendation_id in recs},
            theme_links={link.id: link for link in whole.theme_links.values() if link.recommendation_id in recs},
            themes=whole.themes,
        )
    )
    recommendations = {
        id_: replace(rec, response=None, response_on=None, closed_on=None) for id_, rec in there.recommendations.items()
    }
    return replace(
        mine,
        reviews={**mine.reviews, **there.reviews},
        recommendations={**mine.recommendations, **recommendations},
        parts={**mine.parts, **there.parts},
        theme_links={**mine.theme_links, **there.theme_links},
    )


def returned(found: Elsewhere, whole: Register, themes: Mapping[str, Theme], *, today: date) -> tuple[Recurrence, ...]:
    """What of one's own asks again for what other boards had asked for in a published review and closed before: of
    each only that it was. `whole` says what was closed."""
    there = {
        id_: replace(rec, closed_on=whole.recommendations[id_].closed_on)
        for id_, rec in found.register.recommendations.items()
        if id_ not in found.own and id_ in whole.recommendations
    }
    joined = replace(found.register, recommendations={**found.register.recommendations, **there})
    back = recurrences(build(joined, today=today), Near(found.overlaps), of=sorted(found.own))
    pairs = dict[tuple[str, str], Recurrence]()  # of two themes that a pair shares, one tells of it
    for one in back:
        if one.earlier in there and one.decision is None:
            pairs.setdefault((one.recommendation, one.earlier), one)
    return tuple(_untold(one, themes) for one in pairs.values())


def _untold(one: Recurrence, themes: Mapping[str, Theme]) -> Recurrence:
    """The same without how and when the other board ended it."""
    known = themes.get(one.theme or "")
    why = one.near.why if one.near else f"Both are about {known.name if known else one.theme}"
    return replace(one, why=why, ending=None)
