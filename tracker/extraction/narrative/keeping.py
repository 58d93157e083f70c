"""Which recommendation keeps a promise: the one it names, the one it stands before, or one that speaks of the same."""

import math
import re
from dataclasses import dataclass

from tracker.extraction.narrative.subject import abbreviations, content, rarity, weight
from tracker.extraction.narrative.telling import Unit, labels
from tracker.rules.candidates import Candidate
from tracker.rules.words import CandidateKind

ENOUGH = 0.67
"""How much a promise and a recommendation must share to be matched: two thirds of a word that no other
recommendation has."""
MOST = 0.5
"""How much of what a promise says that it is about a recommendation must name."""
UNSEEN = 1.4
ADDRESS = 60
"""In how many characters a recommendation says whom it asks."""
HEADING = 0.8
SHARES = (0.6, 0.5, 0.4, 0.35, 0.3)
"""What a word counts that stands in the sentence before a promise that points back, in the one before that, and so on;
and what a word of the heading counts."""
UNNUMBERED = re.compile(r"^\W*recommendations?\b.{0,60}$", re.IGNORECASE)
CHAPTER = re.compile(r"^\W*recommendations\b.{0,60}$", re.IGNORECASE)
"""The one chapter of all recommendations: its first does not belong to what is printed before the chapter."""
REFERS_BACK = re.compile(
    r"\b(?:this|these|that|those|accordingly|it|such|therefore|consequent|consequently)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A match, and how it was made."""

    ref: str
    why: str
    doubts: tuple[str, ...] = ()


def plain_ref(ref: str) -> str:
    """A reference without its label: "Recommendation 7" and "7." are "7"."""
    return re.sub(r"^(?:recommendation|rec\.?|r)\s*", "", ref.strip().lower()).rstrip(".:)")


_MADE: list[tuple[tuple[Unit, ...], tuple[Candidate, ...], "Keeper"]] = []


def keeper_of(every: tuple[Unit, ...], recommendations: tuple[Candidate, ...]) -> "Keeper":
    """The keeper of a report. Kept for the next finder that asks."""
    if not _MADE or _MADE[0][0] is not every or _MADE[0][1] is not recommendations:
        _MADE[:] = [(every, recommendations, Keeper(every, recommendations))]
    return _MADE[0][2]


class Keeper:
    """The recommendations of a report, to be asked which keeps a promise."""

    def __init__(self, every: tuple[Unit, ...], recommendations: tuple[Candidate, ...]) -> None:
        self.with_ref = [one for one in recommendations if one.ref and one.kind == CandidateKind.RECOMMENDATION]
        self.by_ref = {plain_ref(one.ref or ""): one for one in self.with_ref}
        self.short = abbreviations(unit.text for unit in every)
        self.words = [content(f"{one.title} {one.text}", self.short) for one in self.with_ref]
        self.seen = rarity(self.words)
        self.usual = sum(len(set(one)) for one in self.words) / len(self.words) if self.words else 1.0
        self.first_block = {one.passages[0].block: one for one in self.with_ref}
        self.after: dict[int, Candidate] = {}
        """By the number of a unit, the recommendation that begins right after it."""
        chapters = [one.number for one in every if one.heading and CHAPTER.match(one.text)]
        only = chapters[0] if len(chapters) == 1 else -1
        coming: Candidate | None = None
        for unit in reversed(every):
            if mine := next((self.first_block[block] for block in unit.blocks if block in self.first_block), None):
                coming = mine
            elif unit.heading:
                coming = (
                    coming
                    if labels(unit) or (UNNUMBERED.match(unit.text) and not unit.marker and unit.number != only)
                    else None
                )
            else:
                if coming:
                    self.after[unit.number] = coming
                coming = None

    def next_after(self, unit: Unit) -> Candidate | None:
        """The recommendation that begins right after a unit, with nothing but headings between."""
        return self.after.get(unit.number)

    def by_number(self, numbers: list[str]) -> Kept | None:
        """The first recommendation that is named."""
        named = {number: one for number in numbers if (one := self.by_ref.get(plain_ref(number)) or self._tail(number))}
        if not named:
            return None
        here = list(named)
        ref = named[here[0]].ref or ""
        missing = [number for number in numbers if number not in here]
        more = f" It names {', '.join(here)}." if len(here) > 1 else ""
        return Kept(
            ref,
            f"It names recommendation {here[0]}.{more}",
            tuple(f"There is no recommendation {one}." for one in missing),
        )

    def _tail(self, number: str) -> Candidate | None:
        """Recommendation 2 where all are numbered on from a chapter: 9.1, 9.2, 9.3."""
        heads = {ref.rpartition(".")[0] for ref in self.by_ref}
        return self.by_ref.get(f"{heads.pop()}.{number}") if len(heads) == 1 and "" not in heads else None

    def by_place(self, unit: Unit) -> Kept | None:
        """The recommendation that follows at once."""
        if one := self.next_after(unit):
            return Kept(one.ref or "", f"Recommendation {one.ref} follows at once.")
        return None

    def shares(self, text: str) -> float:
        """How much a text shares with the recommendation that it shares most with."""
        own = dict.fromkeys(content(text, self.short), 1.0)
        return max((self._score(own, own, words) for words in self.words), default=0.0)

    def by_words(self, said: str, before: list[str], unit: Unit, subject: str = "") -> Kept | None:
        """The recommendation that shares most with what the promise is about, if it shares enough. `subject` is what
        the promise says that it is about, where it says so: most of it must be in the recommendation."""
        own = dict.fromkeys(content(said, self.short), 1.0)
        focus = dict(own)
        direct = set(content(subject, self.short)) or (set() if REFERS_BACK.search(said) else set(own))
        if not subject and (len(own) < 4 or REFERS_BACK.search(said)):
            for earlier, share in zip(reversed(before), SHARES, strict=False):
                for word in content(earlier, self.short):
                    focus.setdefault(word, share)
            for word in content(unit.headings[-1] if unit.headings else "", self.short):
                focus[word] = max(focus.get(word, 0.0), HEADING)
        scored = sorted((-self._score(own, focus, words), place) for place, words in enumerate(self.words))
        for minus, place in scored:
            covered, most = self._covers(direct, self.words[place]), len(direct) > 1 or bool(subject)
            to_whom = covered == 1.0 and direct <= set(content(self.with_ref[place].text[:ADDRESS], self.short))
            if (-minus >= ENOUGH or (to_whom and subject)) and (not most or covered >= MOST):
                break
        else:
            return None
        one = self.with_ref[place]
        doubts = ["The two were matched by their words alone."]
        others = [other for score, other in scored if other != place and score < minus * 0.85]
        if others and (not most or self._covers(direct, self.words[others[0]]) >= MOST):
            doubts.append(f"Recommendation {self.with_ref[others[0]].ref} says nearly as much of it.")
        return Kept(one.ref or "", f"Recommendation {one.ref} speaks of the same.", tuple(doubts))

    def _covers(self, subject: set[str], words: list[str]) -> float:
        """How much of a subject a recommendation names; a word that no recommendation has counts more."""
        weights = {word: min(UNSEEN, weight(word, self.seen, len(self.words))) for word in subject}
        return sum(weights[word] for word in subject & set(words)) / (sum(weights.values()) or 1.0)

    def _score(self, own: dict[str, float], focus: dict[str, float], words: list[str]) -> float:
        mine = set(words)
        if own and not mine & own.keys():
            return 0.0
        shared = sum(share * weight(word, self.seen, len(self.words)) for word, share in focus.items() if word in mine)
        return shared / math.sqrt(max(len(mine), 4) / self.usual)
