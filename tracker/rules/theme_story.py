"""One theme from end to end: what was asked over the years, done, on what evidence, did it help, what is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.rules import impact
from tracker.rules.deadlines import last_assured_on
from tracker.rules.impact import Where
from tracker.rules.proof import RANK
from tracker.rules.records import Evidence, LearningPoint
from tracker.rules.standing import Standing
from tracker.rules.theme_map import Cell, Scope, ThemeMap, summed
from tracker.rules.theme_places import STANDS, Place, Shown
from tracker.rules.words import Rung

OPEN = (Shown.NOBODY_ASKED, Shown.HOLE, Shown.NOTHING_YET, Shown.CLAIMED)


@dataclass(frozen=True, slots=True)
class OfReview:
    """What one review asked about the theme, and how strongly that is shown."""

    review: str
    day: date | None
    """Its day of publication, or the month its text names; None where nobody has said."""
    recommendations: tuple[str, ...]
    learning: tuple[LearningPoint, ...]
    cell: Cell


@dataclass(frozen=True, slots=True)
class Done:
    """One assured action: since when, and the strongest evidence that counts."""

    action: str
    since: date | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything about one theme on a day."""

    theme: str
    cell: Cell
    reviews: tuple[OfReview, ...]
    """In the order of publication; those of an unknown day last."""
    done: tuple[Done, ...]
    """The strongest evidence first."""
    rungs: Mapping[Rung | None, int]
    """Assured actions by their strongest rung, strongest first; None is assured on no evidence."""
    measures: tuple[Where, ...]
    open: tuple[Place, ...]
    """Requests where nothing is assured yet, and those that only part of the work answers: the least shown first."""
    learning: tuple[LearningPoint, ...]

    @property
    def recommendations(self) -> tuple[str, ...]:
        """The ids of its recommendations, review by review."""
        return tuple(id_ for one in self.reviews for id_ in one.recommendations)


def story(standing: Standing, found: ThemeMap, theme: str) -> Story:
    """The story of a theme as the map has it: themes that somebody confirmed only."""
    places = found.among(Scope(theme=theme))
    learning = found.learned(Scope(theme=theme))
    recs = tuple(dict.fromkeys(place.recommendation for place in places))
    done = _done(standing, places)
    rungs: dict[Rung | None, int] = {}
    for one in done:
        rung = one.evidence.rung if one.evidence else None
        rungs[rung] = rungs.get(rung, 0) + 1
    return Story(
        theme,
        summed(places),
        _reviews(standing, places, learning),
        done,
        rungs,
        tuple(where for id_ in recs for where in impact.of(standing, id_)),
        tuple(
            sorted(
                (p for p in places if p.shown in OPEN or (p.shown == Shown.ASSURED and not p.whole)),
                key=lambda p: OPEN.index(p.shown) if p.shown in OPEN else len(OPEN),
            )
        ),
        learning,
    )


def _reviews(
    standing: Standing, places: tuple[Place, ...], learning: tuple[LearningPoint, ...]
) -> tuple[OfReview, ...]:
    by_review: dict[str, list[Place]] = {}
    for place in places:
        by_review.setdefault(place.review, []).append(place)
    found = []
    for id_, review in standing.register.reviews.items():
        points = tuple(point for point in learning if point.review_id == id_)
        some = by_review.get(id_, [])
        if some or points:
            recs = tuple(dict.fromkeys(place.recommendation for place in some))
            found.append(OfReview(id_, review.not_before, recs, points, summed(some)))
    return tuple(sorted(found, key=lambda one: (one.day is None, one.day or date.max, one.review)))


def _done(standing: Standing, places: tuple[Place, ...]) -> tuple[Done, ...]:
    found = []
    for id_ in dict.fromkeys(id_ for place in places for id_ in place.actions):
        if standing.statuses[id_] in STANDS:
            file = standing.register.files[id_]
            best = max(file.current_evidence, key=lambda e: (RANK[e.rung], e.about or date.min), default=None)
            found.append(Done(id_, last_assured_on(file) or file.action.status_on, best))
    return tuple(sorted(found, key=lambda one: (-_rank(one), -(one.since or date.min).toordinal(), one.action)))


def _rank(one: Done) -> int:
    return RANK[one.evidence.rung] if one.evidence else -1
