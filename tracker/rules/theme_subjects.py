"""What can have a theme: a recommendation as a whole, a part of one where it has several, a learning point of its own.

For each: what a person confirmed, what a person rejected, and the words that a suggestion rests on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tracker.rules.records import LearningPoint, Part, Recommendation, ThemeLink
from tracker.rules.register import Register

STRONG = 0.65
"""From this score on a suggestion is strong; under it, possible. Seen on the first 25 recommendations: of those at or
over it, four of five are confirmed."""


class SubjectKind(StrEnum):
    """What a theme is of."""

    RECOMMENDATION = "recommendation"
    PART = "part"
    LEARNING_POINT = "learning_point"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can have a theme. `recommendation_id` is None for a learning point; `name` is how lists call it:
    its reference, with the part's label, or its paragraph."""

    kind: SubjectKind
    id: str
    review_id: str
    recommendation_id: str | None
    name: str
    title: str
    text: str

    @property
    def facts(self) -> dict[str, Any]:
        """How the commands are told what is meant."""
        return {f"{self.kind.value}_id": self.id}


def subjects_of(register: Register, rec: Recommendation) -> Iterator[Subject]:
    """A recommendation as a whole, then its parts where it has more than one. What is context is no part here."""
    yield Subject(SubjectKind.RECOMMENDATION, rec.id, rec.review_id, rec.id, rec.ref, rec.title, rec.text)
    parts = [part for part in register.parts_of.get(rec.id, ()) if part.context_reason is None]
    if len(parts) > 1:
        yield from (_of_part(rec, part) for part in parts)


def every_subject(register: Register) -> Iterator[Subject]:
    """Every recommendation with its parts, in printed order, and every learning point that is no recommendation yet."""
    for review_id in register.reviews:
        for rec in register.recommendations_of_review.get(review_id, ()):
            yield from subjects_of(register, rec)
    for point in register.learning_points.values():
        if point.promoted_to is None:
            yield of_learning(point)


def of_learning(point: LearningPoint) -> Subject:
    """A learning point."""
    return Subject(
        SubjectKind.LEARNING_POINT, point.id, point.review_id, None, point.paragraph, point.title, point.summary
    )


def links_of(register: Register, subject: Subject) -> dict[str, ThemeLink]:
    """Its links that nobody rejected, by theme id. Those of learning points are given in the same form."""
    match subject.kind:
        case SubjectKind.RECOMMENDATION:
            return {link.theme_id: link for link in register.links_of.get(subject.id, ())}
        case SubjectKind.PART:
            return {link.theme_id: link for link in register.links_of_part.get(subject.id, ())}
        case SubjectKind.LEARNING_POINT:
            return {
                link.theme_id: ThemeLink(
                    link.id, "", link.theme_id, link.confirmed, link.score, link.confirmed_on, link.confirmed_by,
                    cues=link.cues,
                )
                for link in register.links_of_learning.get(subject.id, ())
            }  # fmt: skip


def _of_part(rec: Recommendation, part: Part) -> Subject:
    return Subject(
        SubjectKind.PART, part.id, rec.review_id, rec.id, f"{rec.ref}\u00a0{part.label}".strip(), rec.title, part.text
    )
