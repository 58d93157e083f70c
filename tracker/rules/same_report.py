"""Whether a report is in the register already, and where the two differ: nothing is put in twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from tracker.rules.records import Recommendation, Review
from tracker.rules.register import Register
from tracker.rules.words import CandidateKind, Likeness
from tracker.rules.working_list import LIST, Item, Items, letters

NEAR = 0.85
"""Two texts this like are taken for the same recommendation in other words."""
ENOUGH = 0.5
"""This share of a report's recommendations found in one review makes it that review."""
LONGEST_COMPARED = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """One recommendation of either side: as read (`item`), as it stands in the register, or both."""

    likeness: Likeness
    item: Item | None
    recommendation: Recommendation | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report held against the review it is: why it is taken for that, and every recommendation of either."""

    review: Review
    why: str
    lines: tuple[Line, ...]

    def of(self, likeness: Likeness) -> tuple[Line, ...]:
        """The lines of one likeness."""
        return tuple(line for line in self.lines if line.likeness == likeness)


def compare(items: Items, register: Register, file_hash: str) -> Comparison | None:
    """The review of the register that a report is, or None: by its very file, or by most of its recommendations."""
    asked = [item for item in items if item.kind == LIST[0]]
    for review in register.reviews.values():
        if review.document_hash == file_hash:
            return Comparison(review, "its document is this very file", lines(items, register, review.id))
    by_words: dict[str, set[str]] = {}
    for recommendation in register.recommendations.values():
        by_words.setdefault(letters(recommendation.text), set()).add(recommendation.review_id)
    counts: dict[str, int] = {}
    for item in asked:
        for review_id in by_words.get(letters(item.text), ()):
            counts[review_id] = counts.get(review_id, 0) + 1
    best = max(counts, key=lambda id_: (counts[id_], id_), default=None)
    if best is None or counts[best] < max(1, ENOUGH * len(asked)):
        return None
    why = f"{counts[best]} of the {len(asked)} recommendations read are recommendations of it, word for word"
    return Comparison(register.reviews[best], why, lines(items, register, best))


def lines(items: Iterable[Item], register: Register, review_id: str) -> tuple[Line, ...]:
    """Every recommendation that was read beside the one it is in a review, then those that were not read."""
    left = {one.id: one for one in register.recommendations_of_review.get(review_id, ())}
    found = list[Line]()
    for item in items:
        if item.kind not in LIST:
            continue
        same = _same(item, left.values())
        if same is None:
            found.append(Line(Likeness.NEW, item, None))
            continue
        del left[same.id]
        equal = letters(same.text) == letters(item.text)
        found.append(Line(Likeness.SAME if equal else Likeness.OTHER_WORDS, item, same))
    return (*found, *(Line(Likeness.NOT_READ, None, one) for one in left.values()))


def known(items: Iterable[Item], register: Register, found: Comparison) -> frozenset[str]:
    """The items that the review has already: recommendations of it, and what it learned, promised or referred to in
    the same paragraph or in the same words."""
    here = {line.item.id for line in found.lines if line.item and line.recommendation}
    review_id = found.review.id
    told = {
        CandidateKind.LEARNING_POINT: [(p.paragraph, p.summary) for p in register.learning_points.values()
                                       if p.review_id == review_id],
        CandidateKind.PROMISE: [(p.paragraph, p.about) for p in register.promises.values() if p.review_id == review_id],
        CandidateKind.CROSS_REFERENCE: [("", c.as_written or "") for c in register.cross_references.values()
                                        if c.from_id.startswith(f"{review_id}:")],
    }  # fmt: skip
    for item in items:
        those = told.get(item.kind, ())
        where = item.place.paragraph or (f"page {item.page}" if item.page else None)
        if any((where and where == there) or letters(words) == letters(item.text) for there, words in those):
            here.add(item.id)
    return frozenset(here)


def _same(item: Item, those: Iterable[Recommendation]) -> Recommendation | None:
    mine = letters(item.text)
    by_ref = None
    for one in those:
        if letters(one.text) == mine:
            return one
        if item.ref and one.ref.lower() == item.ref.lower():
            by_ref = one
    if by_ref is not None:
        return by_ref
    return next((one for one in those if _near(mine, letters(one.text))), None)


def _near(one: str, other: str) -> bool:
    one, other = one[:LONGEST_COMPARED], other[:LONGEST_COMPARED]
    likeness = SequenceMatcher(None, one, other, autojunk=False)
    return likeness.real_quick_ratio() >= NEAR and likeness.quick_ratio() >= NEAR and likeness.ratio() >= NEAR
