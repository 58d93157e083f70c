"""What a paper about one theme or about one review gathers from the register. Only what a person confirmed is gathered;
what nobody has said a theme of is counted apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.rules.brag import RANK, worst
from tracker.rules.deadlines import last_assured_on
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.overlap import NOTHING_NEAR, Near
from tracker.rules.records import ActionFile, Ask, LearningPoint, Part, Rating, Recommendation, Review
from tracker.rules.recurrence import Recurrence, recurrences
from tracker.rules.register import Register, by
from tracker.rules.standing import Standing
from tracker.rules.words import CheckOutcome, Rung, Sameness, Status

RUNGS = list(Rung)


@dataclass(frozen=True, eq=False)
class Gathered:
    """Recommendations about one thing, the earliest review first, with the parts of them that are about it and the
    learning about it that has no recommendation. `theme_id` is the theme,
    where it is one."""

    now: Standing
    recommendations: tuple[Recommendation, ...]
    parts: tuple[Part, ...]
    learning: tuple[LearningPoint, ...]
    near: Near
    theme_id: str | None = None

    @property
    def register(self) -> Register:
        """The register as it stands."""
        return self.now.register

    @cached_property
    def unthemed(self) -> int:
        """How many recommendations of the whole register have no theme that a person confirmed, nor has a part."""
        links = self.register.theme_links.values()
        having = {link.recommendation_id for link in links if link.confirmed and link.rejected_on is None}
        return len(self.register.recommendations.keys() - having)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its recommendations."""
        return frozenset(rec.id for rec in self.recommendations)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """The reviews that its recommendations and its learning are of, the earliest first."""
        found = {rec.review_id for rec in self.recommendations} | {one.review_id for one in self.learning}
        return tuple(sorted((self.register.reviews[id_] for id_ in found), key=earliest))

    @cached_property
    def files(self) -> tuple[ActionFile, ...]:
        """Every action that answers one of its parts, each once."""
        found = {f.action.id: f for part in self.parts for f in self.register.files_of_part.get(part.id, ())}
        return tuple(found.values())

    @cached_property
    def holes(self) -> tuple[Ask, ...]:
        """Asks for one of its parts with no action."""
        ids = {part.id for part in self.parts}
        return tuple(ask for ask in self.now.holes if ask.part_id in ids)

    @cached_property
    def verified(self) -> tuple[ActionFile, ...]:
        """Its actions that are assured or embedded now, those with the strongest evidence and verified
        last first."""
        found = (file for file in self.files if self.now.statuses[file.action.id] in VERIFIED)
        return tuple(sorted(found, key=lambda file: (-_rung(file), -_verified(file).toordinal(), file.action.id)))

    @cached_property
    def open(self) -> tuple[ActionFile, ...]:
        """Its actions that are neither verified nor in the not-doing register, the worst first."""
        over = {*VERIFIED, Status.NOT_DOING}
        found = (file for file in self.files if self.now.statuses[file.action.id] not in over)
        ratings = self.now.action_ratings
        return tuple(sorted(found, key=lambda file: (RANK[ratings[file.action.id].brag], file.action.id)))

    @cached_property
    def back(self) -> tuple[Recurrence, ...]:
        """Lessons among it that a later review brought back after they were settled."""
        return tuple(
            one
            for one in recurrences(self.now, self.near)
            if (one.recommendation in self.ids or one.earlier in self.ids) and self._about(one)
        )

    def _about(self, one: Recurrence) -> bool:
        """Whether a recurrence is about the theme, if there is one: by its own theme, or because both of it are."""
        return self.theme_id in (None, one.theme) or {one.recommendation, one.earlier} <= self.ids

    @cached_property
    def not_lasting(self) -> tuple[ActionFile, ...]:
        """Its actions whose change was gone when somebody looked again."""
        failed = (f for f in self.files if any(c.outcome == CheckOutcome.FAILED for c in f.check_backs))
        return tuple(failed)

    @cached_property
    def same(self) -> tuple[tuple[str, str], ...]:
        """Pairs of recommendations that a person judged to ask for the same, at least one of them among these."""
        judged = self.register.overlap_judgements.values()
        return tuple(
            (one.a_id, one.b_id)
            for one in judged
            if one.answer == Sameness.SAME and (one.a_id in self.ids or one.b_id in self.ids)
        )

    @cached_property
    def _parts_of(self) -> dict[str, list[Part]]:
        return by(self.parts, lambda part: part.recommendation_id)

    def rating(self, rec: Recommendation) -> Rating:
        """How a recommendation stands: the parts of it that are gathered, where not all are."""
        mine = [part.id for part in self._parts_of.get(rec.id, ())]
        if len(mine) == len(self.now.tracked_parts.get(rec.id, ())):
            return self.now.recommendation_ratings[rec.id]
        return worst(self.now.part_ratings[id_] for id_ in mine) or self.now.recommendation_ratings[rec.id]

    def where(self, rec: Recommendation) -> str:
        """A recommendation by whom its review is about and its number: "Child K 10.2.5"."""
        return f"{self.register.reviews[rec.review_id].subject} {rec.ref}"

    def verified_of(self, rec: Recommendation) -> tuple[ActionFile, ...]:
        """What is verified for a recommendation, the strongest evidence first."""
        mine = {file.action.id for file in self.register.files_of_recommendation(rec.id)}
        return tuple(file for file in self.verified if file.action.id in mine)


def of_theme(now: Standing, theme_id: str, near: Near = NOTHING_NEAR) -> Gathered:
    """What people confirmed to be about a theme: recommendations as a whole, parts by themselves, learning."""
    register = now.register
    whole: set[str] = set()
    for id_, links in register.links_of.items():
        if any(link.theme_id == theme_id and link.confirmed for link in links):
            whole.add(id_)
    alone = {
        id_
        for id_, links in register.links_of_part.items()
        if any(link.theme_id == theme_id and link.confirmed for link in links)
    }
    parts = [
        part
        for id_, some in now.tracked_parts.items()
        for part in some
        if (id_ in whole or part.id in alone) and id_ in register.recommendations
    ]
    about = whole | {part.recommendation_id for part in parts}
    learning = (
        one
        for one in register.learning_points.values()
        if any(link.theme_id == theme_id and link.confirmed for link in register.links_of_learning.get(one.id, ()))
    )
    recs = (rec for rec in register.recommendations.values() if rec.id in about)
    return _gathered(now, recs, parts, learning, near, theme_id)


def of_review(now: Standing, review_id: str, near: Near = NOTHING_NEAR) -> Gathered:
    """Everything that one review asks for and says."""
    register = now.register
    recs = register.recommendations_of_review.get(review_id, ())
    parts = [part for rec in recs for part in now.tracked_parts.get(rec.id, ())]
    learning = (one for one in register.learning_points.values() if one.review_id == review_id)
    return _gathered(now, recs, parts, learning, near)


def _gathered(
    now: Standing,
    recs: Iterable[Recommendation],
    parts: list[Part],
    learning: Iterable[LearningPoint],
    near: Near,
    theme_id: str | None = None,
) -> Gathered:
    reviews = now.register.reviews
    ordered = tuple(sorted(recs, key=lambda rec: earliest(reviews[rec.review_id])))
    left = tuple(
        sorted((one for one in learning if one.promoted_to is None), key=lambda one: earliest(reviews[one.review_id]))
    )
    return Gathered(now, ordered, tuple(parts), left, near, theme_id)


def earliest(review: Review) -> tuple[date, str]:
    """For putting reviews in the order of time: those of no known day last."""
    return (review.not_before or date.max, review.id)


def _rung(file: ActionFile) -> int:
    return RUNGS.index(file.strongest_rung) if file.strongest_rung else -1


def _verified(file: ActionFile) -> date:
    return last_assured_on(file) or file.action.status_on or date.min
