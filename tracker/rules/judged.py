"""Pairs of recommendations: what the tracker found of them, what a person said of them, and which actions serve both.

What a person said stands until a person says otherwise. A pair that was answered is never proposed again, and stays in
the list though the tracker may no longer find it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.rules.dates import list_in_words
from tracker.rules.lifecycle import OPEN_STATUSES, VERIFIED
from tracker.rules.overlap import Overlap
from tracker.rules.records import ActionFile, OverlapJudgement
from tracker.rules.register import Register
from tracker.rules.shared_words import shared_words
from tracker.rules.standing import Standing
from tracker.rules.words import Sameness, Status, Strength

WAITS = "waiting"
EVERY = "all"
ORDER = (Sameness.SAME, Sameness.RELATED, Sameness.NOT_RELATED)
MEANS = {
    Sameness.SAME: "one change would answer both",
    Sameness.RELATED: "one subject, but each asks for something of its own",
    Sameness.NOT_RELATED: "only their words are alike",
}
"""What each answer says, in words."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two recommendations of different reviews: found by the tracker, answered by a person, or both. `a` and `b` stand
    as the tracker found them, or as the answer has them."""

    a: str
    b: str
    themes: tuple[str, ...]
    found: Overlap | None = None
    judged: OverlapJudgement | None = None

    @property
    def id(self) -> str:
        """One id, whichever way round it is asked for."""
        return pair_id(self.a, self.b)

    @property
    def answer(self) -> Sameness | None:
        """What a person said; None while nobody did."""
        return self.judged.answer if self.judged else None

    @property
    def score(self) -> float | None:
        """How near the tracker finds them, from 0 to 1; else how near it found them when they were answered; None where
        it never found them."""
        return self.found.score if self.found else self.judged.score if self.judged else None

    @property
    def strength(self) -> Strength | None:
        """Strong or possible; None where the tracker does not find them near."""
        return self.found.strength if self.found else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pairs are asked for: those of a review (and of an `other` one), of a theme, of a strength, with an
    answer. None: whichever. `answer` is that of a person, `WAITS` for none yet."""

    review: str | None = None
    theme: str | None = None
    strength: str | None = None
    answer: str | None = None
    other: str | None = None

    def keeps(self, register: Register, pair: Pair) -> bool:
        """Whether a pair is asked for."""
        recs = register.recommendations
        reviews = (recs[pair.a].review_id, recs[pair.b].review_id)
        return (
            self.review in (None, *reviews)
            and self.other in (None, *reviews)
            and (self.theme is None or self.theme in pair.themes)
            and self.strength in (None, pair.strength)
            and (self.answer is None or self.answer == (pair.answer or WAITS))
        )

    def in_words(self, register: Register) -> str:
        """What is asked for, in words: "Child K, about supervision, strong ones"."""
        review = register.reviews.get(self.review or "")
        other = register.reviews.get(self.other or "")
        theme = register.themes.get(self.theme or "")
        words = [
            list_in_words([one.subject for one in (review, other) if one]),
            f"about {theme.name.lower()}" if theme else "",
            f"{self.strength} ones" if self.strength else "",
        ]
        return ", ".join(word for word in words if word)


def pair_id(one: str, other: str) -> str:
    """The id of a pair of recommendations: the same whichever is named first."""
    return "|".join(sorted((one, other)))


def pairs(register: Register, near: Iterable[Overlap]) -> tuple[Pair, ...]:
    """Every pair that was found or answered: those that wait first, the nearest first; then the same, related, and not
    related ones."""
    judged = dict(register.overlap_judgements)
    every = [Pair(one.a, one.b, one.themes, one, judged.pop(pair_id(one.a, one.b), None)) for one in near]
    every += [Pair(one.a_id, one.b_id, _themes(register, one), None, one) for one in judged.values()]
    place = {answer: number for number, answer in enumerate((None, *ORDER))}
    return tuple(sorted(every, key=lambda pair: (place[pair.answer], -(pair.score or 0), pair.id)))


def serving_both(register: Register, pair: Pair) -> tuple[ActionFile, ...]:
    """The actions that answer parts of both recommendations already."""
    there = {file.action.id for file in register.files_of_recommendation(pair.b)}
    return tuple(file for file in register.files_of_recommendation(pair.a) if file.action.id in there)


@dataclass(frozen=True, slots=True)
class Offer:
    """An action of one of two recommendations that might serve the other as well. `to` is the recommendation that it
    does not answer yet, `asked` whether its owner, or another name of it, was asked for that one too; `words` are what
    the action and that recommendation both say."""

    file: ActionFile
    to: str
    asked: bool
    words: tuple[str, ...]


def may_serve_both(standing: Standing, pair: Pair) -> tuple[Offer, ...]:
    """The actions of one of the two that might serve the other as well: first those whose owner was asked for both;
    among these open ones, then those waiting for verification, then assured ones; those that say most of what the other
    asks before the rest. Those in the not-doing register are none. Nothing can be added to what is closed."""
    register = standing.register
    both = {file.action.id for file in serving_both(register, pair)}
    found = []
    for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
        rec = register.recommendations[other]
        if rec.closed_on is not None:
            continue
        owners = register.owners_of(other)
        for file in register.files_of_recommendation(one):
            action = file.action
            if action.id in both or standing.statuses[action.id] == Status.NOT_DOING:
                continue
            asked = any(standing.same_body(owner, action.owner_id) for owner in owners)
            words = shared_words(f"{action.title} {action.intended_outcome or ''}", f"{rec.title} {rec.text}")
            found.append(Offer(file, other, asked, words))

    def order(offer: Offer) -> tuple[object, ...]:
        action = offer.file.action
        status = standing.statuses[action.id]
        rank = 0 if status in OPEN_STATUSES else 2 if status in VERIFIED else 1
        return not offer.asked, rank, -len(offer.words), action.due is None, action.due or standing.today, action.id

    return tuple(sorted(found, key=order))


def why_together(register: Register, pair: Pair) -> str:
    """Why they stand together: what the tracker saw, else the themes both have, else that a person put them so."""
    if pair.found:
        return pair.found.why
    names = [register.themes[id_].name.lower() for id_ in pair.themes if id_ in register.themes]
    return f"Both are about {list_in_words(names[:3])}" if names else "Put together by a person"


def _themes(register: Register, one: OverlapJudgement) -> tuple[str, ...]:
    a, b = ({link.theme_id for link in register.links_of.get(id_, ())} for id_ in (one.a_id, one.b_id))
    return tuple(id_ for id_ in register.themes if id_ in a & b)
