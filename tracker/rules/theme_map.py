"""The map: theme × review × agency, and in each cell how strongly the work there is borne out by evidence.

What counts is the highest rung of *assured* work, never the number of closed actions. What was asked with no action (a
hole), what has an action and nothing assured yet, what waits to be verified and what nobody was asked are told apart.
Only themes that a person confirmed count; suggested ones are counted beside. Learning with no recommendation counts
too. Pure; 10,000 recommendations take well under a second (`benchmarks/theme_map.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tracker.rules.proof import RANK
from tracker.rules.records import LearningPoint
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.theme_places import Place, Shown
from tracker.rules.theme_places import places as places_of
from tracker.rules.words import Rung

NO_THEME = "none"
"""The row of what has no theme that a person confirmed."""
NOBODY = "nobody"
"""The column of what names no agency: learning, suggestions, and what nobody was asked for."""
RUNGS = tuple(Rung)
KEPT = 12
"""Tables of cells that are kept: those of other scopes are counted again."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the map, or the sum of a row or column. Requests are parts × agencies."""

    requests: int = 0
    assured: int = 0
    """Requests of which all is assured."""
    part_assured: int = 0
    """Requests of which something is assured, all or in part."""
    claimed: int = 0
    nothing_yet: int = 0
    holes: int = 0
    not_doing: int = 0
    nobody_asked: int = 0
    best: Rung | None = None
    learning: int = 0
    suggested: int = 0

    @property
    def shown(self) -> Shown:
        """What the cell says first: the most that is shown anywhere in it. The counts say the rest."""
        numbers = {
            Shown.ASSURED: self.part_assured,
            Shown.CLAIMED: self.claimed,
            Shown.NOTHING_YET: self.nothing_yet,
            Shown.HOLE: self.holes,
            Shown.NOT_DOING: self.not_doing,
            Shown.NOBODY_ASKED: self.nobody_asked,
            Shown.LEARNING: self.learning,
            Shown.SUGGESTED: self.suggested,
        }
        return next((shown for shown, number in numbers.items() if number), Shown.EMPTY)


Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What of the map is looked at; None is everything of that kind."""

    theme: str | None = None
    review: str | None = None
    agency: str | None = None


@dataclass(frozen=True, eq=False)
class ThemeMap:
    """Every request by theme. `places` are in printed order, those of unthemed recommendations under NO_THEME."""

    places: Mapping[str, tuple[Place, ...]]
    learning: Mapping[str, tuple[LearningPoint, ...]]
    """Learning points that became no recommendation, by theme."""
    suggested: Mapping[str, tuple[tuple[str, str], ...]]
    """Recommendation and review ids for which a theme is suggested and not confirmed, by theme."""
    _cells: dict[tuple[str, str, Scope], Mapping[Key, Cell]] = field(default_factory=dict)

    def among(self, scope: Scope) -> tuple[Place, ...]:
        """The requests of a scope, each once, in printed order."""
        found = {(p.part, p.agency): p for _, p in self._each(scope)}
        return tuple(found.values())

    def learned(self, scope: Scope) -> tuple[LearningPoint, ...]:
        """The learning points of a scope, each once; they name no agency, so none where one is looked at."""
        if scope.agency not in (None, NOBODY):
            return ()
        found = {
            point.id: point
            for theme in self._themes(scope)
            for point in self.learning.get(theme, ())
            if scope.review in (None, point.review_id)
        }
        return tuple(found.values())

    def waiting(self, scope: Scope) -> tuple[str, ...]:
        """The recommendations of a scope that have a suggested theme which nobody confirmed, each once."""
        if scope.agency not in (None, NOBODY):
            return ()
        pairs = (pair for theme in self._themes(scope) for pair in self.suggested.get(theme, ()))
        return tuple(dict.fromkeys(rec for rec, review in pairs if scope.review in (None, review)))

    def cells(self, rows: str, columns: str, scope: Scope) -> Mapping[Key, Cell]:
        """The cells of two of theme, review and agency: by row and column; None for the sum of a row or a column, in
        which each request counts once."""
        key = (rows, columns, scope)
        if key not in self._cells:
            if len(self._cells) >= KEPT:
                self._cells.clear()
            self._cells[key] = self._counted(rows, columns, scope)
        return self._cells[key]

    @cached_property
    def used(self) -> tuple[str, ...]:
        """The themes that stand on the map, in the order of the taxonomy; NO_THEME last, if anything is under it."""
        return tuple(t for t in self.places if self.places[t] or self.learning.get(t) or self.suggested.get(t))

    def _themes(self, scope: Scope) -> tuple[str, ...]:
        return (scope.theme,) if scope.theme is not None else tuple(self.places)

    def _each(self, scope: Scope) -> Iterator[tuple[str, Place]]:
        for theme in self._themes(scope):
            for place in self.places.get(theme, ()):
                if scope.review in (None, place.review) and scope.agency in (None, place.agency or NOBODY):
                    yield theme, place

    def _counted(self, rows: str, columns: str, scope: Scope) -> Mapping[Key, Cell]:
        tallies: dict[Key, _Tally] = defaultdict(_Tally)

        def of(theme: str, review: str, agency: str) -> tuple[_Tally, ...]:
            names = {"theme": theme, "review": review, "agency": agency}
            row, column = names[rows], names[columns]
            return tallies[row, column], tallies[row, None], tallies[None, column], tallies[None, None]

        for theme, place in self._each(scope):
            for tally in of(theme, place.review, place.agency or NOBODY):
                tally.count(place)
        for theme in self._themes(scope) if scope.agency in (None, NOBODY) else ():
            for point in self.learning.get(theme, ()):
                for tally in of(theme, point.review_id, NOBODY) if scope.review in (None, point.review_id) else ():
                    tally.learning.add(point.id)
            for rec, review in self.suggested.get(theme, ()):
                for tally in of(theme, review, NOBODY) if scope.review in (None, review) else ():
                    tally.suggested.add(rec)
        return {key: tally.cell() for key, tally in tallies.items()}


def summed(places: Iterable[Place]) -> Cell:
    """Some requests as one cell."""
    tally = _Tally()
    for place in places:
        tally.count(place)
    return tally.cell()


class _Tally:
    """A cell while it is counted: each request once."""

    __slots__ = ("learning", "places", "suggested")

    def __init__(self) -> None:
        self.places: dict[tuple[str, str | None], Place] = {}
        self.learning: set[str] = set()
        self.suggested: set[str] = set()

    def count(self, place: Place) -> None:
        self.places[place.part, place.agency] = place

    def cell(self) -> Cell:
        numbers: dict[Shown, int] = defaultdict(int)
        whole, best = 0, -1
        for place in self.places.values():
            numbers[place.shown] += 1
            whole += place.whole
            if place.rung is not None:
                best = max(best, RANK[place.rung])
        return Cell(
            requests=len(self.places) - numbers[Shown.NOBODY_ASKED],
            assured=whole,
            part_assured=numbers[Shown.ASSURED],
            claimed=numbers[Shown.CLAIMED],
            nothing_yet=numbers[Shown.NOTHING_YET],
            holes=numbers[Shown.HOLE],
            not_doing=numbers[Shown.NOT_DOING],
            nobody_asked=numbers[Shown.NOBODY_ASKED],
            best=RUNGS[best] if best >= 0 else None,
            learning=len(self.learning),
            suggested=len(self.suggested),
        )


def build(standing: Standing, waiting: Iterable[tuple[str, str]] = ()) -> ThemeMap:
    """The map of a register as it stands on a day. `waiting` are suggestions that nobody has answered: recommendation
    and theme ids; those that an older tracker stored are added."""
    register = standing.register
    asked: dict[str, set[str]] = defaultdict(set)
    for rec_id, theme in waiting:
        asked[rec_id].add(theme)
    heirs = {id_: register.answers_for(id_) for id_ in register.agencies}
    places: dict[str, list[Place]] = {
        id_: [] for id_ in sorted(register.themes, key=lambda id_: register.themes[id_].position)
    }
    places[NO_THEME] = []
    suggested: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for recs in (register.recommendations_of_review.get(review, ()) for review in register.reviews):
        for rec in recs:
            links = register.links_of.get(rec.id, ())
            of_whole = {link.theme_id for link in links if link.confirmed}
            guessed = asked.get(rec.id, set()) | {link.theme_id for link in links if not link.confirmed}
            named: set[str] = set(of_whole)
            unthemed: list[Place] = []
            for part in standing.tracked_parts.get(rec.id, ()):
                of_part = register.links_of_part.get(part.id, ())
                themes = of_whole | {link.theme_id for link in of_part if link.confirmed}
                guessed |= {link.theme_id for link in of_part if not link.confirmed}
                named |= themes
                found = tuple(places_of(standing, rec.review_id, part, heirs))
                for theme in themes:
                    if theme in places:
                        places[theme].extend(found)
                unthemed.extend(() if themes else found)
            if not named:  # a recommendation of which one part has a theme is not without one
                places[NO_THEME].extend(unthemed)
            for theme in guessed - named:
                suggested[theme][rec.id, rec.review_id] = None
    learning = _learning(register)
    return ThemeMap(
        {theme: tuple(some) for theme, some in places.items()},
        learning,
        {theme: tuple(some) for theme, some in suggested.items()},
    )


def _learning(register: Register) -> dict[str, tuple[LearningPoint, ...]]:
    found: dict[str, list[LearningPoint]] = defaultdict(list)
    for point in register.learning_points.values():
        if point.promoted_to is None:
            confirmed = [link.theme_id for link in register.links_of_learning.get(point.id, ()) if link.confirmed]
            for theme in confirmed or [NO_THEME]:
                found[theme].append(point)
    return {theme: tuple(points) for theme, points in found.items()}
