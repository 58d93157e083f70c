"""Lessons that a later review raises again: each of its recommendations is held against every earlier one that was
closed, assured, claimed or entered as not being done by the day on which the later review came.

What two recommendations ask for is compared elsewhere (`Near`): near pairs come first, a shared confirmed theme alone
second. Pure; what was reopened since still counts as it stood on that day.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log

from tracker.rules.ending import Ending, Endings, on_what
from tracker.rules.overlap import NOTHING_NEAR, Near, Overlap
from tracker.rules.records import Decision, Recommendation, Review
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.words import DecisionKind, Publication, Sameness

BY_THEME = 0.4
"""The most that a shared theme alone can score: less than any pair of which the tracker is sure."""
EARLIER_PER_THEME = 12


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recommendation whose lesson an earlier one had ended with. `theme` is shared by both, if one is; `score` is
    from 0 to 1; `near` where they ask for much the same; `decision` where a meeting found it to be the same lesson.
    Only of what was decided the `ending` may be unknown."""

    recommendation: str
    earlier: str
    theme: str | None
    score: float
    why: str
    ending: Ending | None
    near: Overlap | None = None
    decision: Decision | None = None

    @property
    def likeness(self) -> str:
        """How the two were found to belong together, in words."""
        if self.decision:
            return "The same lesson, as a meeting decided"
        return f"{self.near.strength.label}: asks for much the same" if self.near else "Possible: the same theme only"


def raised_on(review: Review) -> date | None:
    """The day on which a review raised its lessons: its publication, else the month that its text names. One that is
    not published raised them on the day it came to its present state. None where nobody can say."""
    return review.not_before or (review.state_on if review.state != Publication.PUBLISHED else None)


def recurrences(
    standing: Standing,
    near: Near = NOTHING_NEAR,
    *,
    review_id: str | None = None,
    of: Collection[str] | None = None,
    most: int | None = None,
) -> tuple[Recurrence, ...]:
    """What came back, of one review if told, or with some recommendations (`of`): decided first, then the nearest.
    Of a shared theme alone, one earlier recommendation for each theme that no nearer one tells of. Reviews whose
    day nobody knows are left out, and pairs that a person found not to be related. All of them, unless `most` says
    how many at most."""
    back, register = _Back(standing, near), standing.register
    if of is not None:
        asked = tuple(register.recommendations[id_] for id_ in of)
    elif review_id is None:
        asked = tuple(register.recommendations.values())
    else:
        asked = register.recommendations_of_review.get(review_id, ())
    found = [one for rec in asked for one in back.of(rec)]
    return tuple(sorted(found, key=_in_order))[:most]


def in_full(register: Register, one: Recurrence) -> str:
    """Why, with the evidence and the meeting on which the earlier one was ended."""
    return f"{one.why} ({on_what(register, one.ending)})" if one.ending else one.why


def _in_order(one: Recurrence) -> tuple[bool, bool, float, str, str, str]:
    return one.decision is None, one.near is None, -one.score, one.recommendation, one.theme or "", one.earlier


@dataclass(frozen=True, eq=False)
class _Back:
    standing: Standing
    near: Near

    @cached_property
    def endings(self) -> Endings:
        return Endings(self.standing)

    @cached_property
    def raised(self) -> Mapping[str, date]:
        reviews = self.standing.register.reviews.values()
        return {review.id: day for review in reviews if (day := raised_on(review))}

    @cached_property
    def answers(self) -> Mapping[tuple[str, str], Sameness]:
        """What people said of pairs, both ways round."""
        found = {}
        for one in self.standing.register.overlap_judgements.values():
            found[one.a_id, one.b_id] = found[one.b_id, one.a_id] = Sameness(one.answer)
        return found

    @cached_property
    def decided(self) -> Mapping[str, Mapping[str, Decision]]:
        """Which earlier lesson a meeting found to be the same, by recommendation and earlier recommendation."""
        found: dict[str, dict[str, Decision]] = defaultdict(dict)
        for one in self.standing.register.decisions.values():
            if one.kind == DecisionKind.SAME_LESSON and one.made:
                found[one.about][one.made] = one
        return found

    @cached_property
    def themes(self) -> Mapping[str, tuple[str, ...]]:
        """Confirmed themes by recommendation id; recommendations without one are left out."""
        links = self.standing.register.links_of
        found = {id_: tuple(link.theme_id for link in some if link.confirmed) for id_, some in links.items()}
        return {id_: themes for id_, themes in found.items() if themes}

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much a theme counts: more, the fewer recommendations have it."""
        counted: dict[str, int] = defaultdict(int)
        for themes in self.themes.values():
            for theme in themes:
                counted[theme] += 1
        return {theme: log(1 + len(self.themes) / number) for theme, number in counted.items()}

    @cached_property
    def ended(self) -> Mapping[str, tuple[list[date], list[str]]]:
        """By theme: what was ended, on which days, the earliest first."""
        found: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for id_ in self.standing.register.recommendations:
            themes = self.themes.get(id_, ())
            if themes and (ending := self.endings.latest(id_)):
                for theme in themes:
                    found[theme].append((ending.on, id_))
        return {theme: ([day for day, _ in some], [id_ for _, id_ in some])
                for theme, items in found.items() for some in [sorted(items)]}  # fmt: skip

    def of(self, rec: Recommendation) -> Iterator[Recurrence]:
        """What came back with one recommendation."""
        day = self.raised.get(rec.review_id)
        decided = self.decided.get(rec.id, {})
        told = set[str]()
        seen = set[str]()
        for pair in self.near.of.get(rec.id, ()):
            earlier = pair.b if pair.a == rec.id else pair.a
            if day and earlier not in decided and (one := self._near(rec, earlier, day, pair)):
                seen.add(earlier)
                told |= set(pair.themes)
                yield one
        for earlier, decision in decided.items():
            if earlier in self.standing.register.recommendations:
                one = self._decided(rec, earlier, decision, day)
                seen.add(earlier)
                told |= self._shared(rec.id, earlier)
                yield one
        if day:
            for theme in self.themes.get(rec.id, ()):
                if theme not in told and (one := self._by_theme(rec, theme, day)) and one.earlier not in seen:
                    yield one

    def _near(self, rec: Recommendation, earlier: str, day: date, pair: Overlap) -> Recurrence | None:
        ending = self._ended_before(rec, earlier, day)
        if ending is None:
            return None
        judged = self.answers.get((rec.id, earlier))
        how = "asked for the same, as a person confirmed," if judged == Sameness.SAME else "asked for much the same"
        shared = f"{pair.why[:1].lower()}{pair.why[1:]}"
        why = f"{self._name(earlier)} {how} and {ending.in_words()}: {shared}"
        theme = next(iter(pair.themes), None)
        return Recurrence(rec.id, earlier, theme, 1.0 if judged == Sameness.SAME else pair.score, why, ending, pair)

    def _decided(self, rec: Recommendation, earlier: str, decision: Decision, day: date | None) -> Recurrence:
        """What a meeting decided stays, whatever the tracker thinks of it by now."""
        ending = (day and self.endings.ended(earlier, day)) or self.endings.latest(earlier)
        ended = f" {ending.in_words()}" if ending else ""
        why = f"{self._name(earlier)}{ended}: the same lesson, as minute {decision.minute} says"
        theme = next(iter(sorted(self._shared(rec.id, earlier))), None)
        pair = next((p for p in self.near.of.get(rec.id, ()) if earlier in (p.a, p.b)), None)
        return Recurrence(rec.id, earlier, theme, 1.0, why, ending, pair, decision)

    def _by_theme(self, rec: Recommendation, theme: str, day: date) -> Recurrence | None:
        days, ids = self.ended.get(theme, ([], []))
        upto = bisect_left(days, date.fromordinal(day.toordinal() + 1))
        nearest: tuple[float, date, str] | None = None
        best: Ending | None = None
        for id_ in ids[max(0, upto - EARLIER_PER_THEME) : upto]:
            if ending := self._ended_before(rec, id_, day):
                this = (self._score(rec.id, id_), ending.on, id_)
                if nearest is None or this > nearest:
                    nearest, best = this, ending
        if nearest is None or best is None:
            return None
        score, _, earlier = nearest
        known = self.standing.register.themes.get(theme)
        why = f"{known.name if known else theme} is back: {self._name(earlier)} {best.in_words()}"
        return Recurrence(rec.id, earlier, theme, score, why, best)

    def _ended_before(self, rec: Recommendation, earlier: str, day: date) -> Ending | None:
        """How the earlier one had ended by the day; None where it is no earlier one, or nothing was ended."""
        old = self.standing.register.recommendations.get(earlier)
        if old is None or old.review_id == rec.review_id:
            return None
        before = self.raised.get(old.review_id)
        if before is None or before >= day or self.answers.get((rec.id, earlier)) == Sameness.NOT_RELATED:
            return None
        return self.endings.ended(earlier, min(day, self.standing.today))

    def _shared(self, a: str, b: str) -> set[str]:
        return set(self.themes.get(a, ())) & set(self.themes.get(b, ()))

    def _score(self, a: str, b: str) -> float:
        either = set(self.themes.get(a, ())) | set(self.themes.get(b, ()))
        whole = sum(self.weights[theme] for theme in either)
        return round(BY_THEME * sum(self.weights[theme] for theme in self._shared(a, b)) / whole, 3) if whole else 0.0

    def _name(self, id_: str) -> str:
        rec = self.standing.register.recommendations[id_]
        return f"{self.standing.register.reviews[rec.review_id].subject} {rec.ref}"
