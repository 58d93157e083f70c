"""Recommendations of different reviews that ask for the same thing, and lessons that return after they were closed.

A first, honest version: two recommendations are near when they share confirmed themes (a rare theme counts for more)
and when their texts say the same cue words of those themes. Nothing here understands a text; `why` says what was seen.
The work is bounded: rare themes and words propose pairs first, and no more than `PAIR_BUDGET` pairs are looked at.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from math import log

from tracker.rules.dates import in_words, list_in_words
from tracker.rules.deadlines import last_assured_on
from tracker.rules.records import Recommendation
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.words import Brag

PAIR_BUDGET = 100_000
THEME_SHARE = 0.6
LOWEST_SCORE = 0.2
MOST_OVERLAPS = 100
MOST_RECURRENCES = 200
EARLIER_PER_THEME = 12
WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two recommendations of different reviews that ask for much the same; `score` from 0 to 1; `themes` are shared."""

    a: str
    b: str
    score: float
    themes: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A theme that a later review raises again after an earlier recommendation about it was closed or assured."""

    recommendation: str
    earlier: str
    theme: str
    score: float
    why: str


@dataclass(frozen=True, eq=False)
class Likeness:
    """What recommendations are about and say, with how rare each theme and cue word is among them."""

    register: Register

    @cached_property
    def themes(self) -> Mapping[str, frozenset[str]]:
        """Confirmed themes, by recommendation id; recommendations without one are left out."""
        found = {
            id_: frozenset(link.theme_id for link in links if link.confirmed)
            for id_, links in self.register.links_of.items()
        }
        return {id_: themes for id_, themes in found.items() if themes}

    @cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """Cue words of any theme that a recommendation says, by recommendation id."""
        cues = (cue.casefold().strip() for theme in self.register.themes.values() for cue in theme.cue_words)
        by_stems: dict[tuple[str, ...], str] = {}
        for cue in cues:  # "assessment" and "assessments" are one cue, shown as first written
            by_stems.setdefault(_stems(cue), cue)
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for stems, cue in by_stems.items():
            if stems:
                phrases[stems[0]].append((stems, cue))
        recs = self.register.recommendations
        return {id_: _cues(f"{recs[id_].title} {recs[id_].text}", phrases) for id_ in self.themes if id_ in recs}

    @cached_property
    def theme_weights(self) -> Mapping[str, float]:
        """How much a theme counts: more, the fewer recommendations have it."""
        return _rarity(self.themes.values())

    @cached_property
    def word_weights(self) -> Mapping[str, float]:
        """How much a cue word counts: more, the fewer recommendations say it."""
        return _rarity(self.words.values())

    def score(self, a: str, b: str) -> float:
        """How near two recommendations are, from 0 to 1: shared themes for six tenths, shared cue words for four."""
        themes = _shared_weight(self.themes[a], self.themes[b], self.theme_weights)
        words = _shared_weight(self.words[a], self.words[b], self.word_weights)
        return round(THEME_SHARE * themes + (1 - THEME_SHARE) * words, 3)

    def shared_themes(self, a: str, b: str) -> tuple[str, ...]:
        """The themes of both, in the order of the taxonomy."""
        both = self.themes[a] & self.themes[b]
        return tuple(id_ for id_ in self.register.themes if id_ in both)

    def why(self, a: str, b: str) -> str:
        """What both are about and what both say, in words."""
        names = [self.register.themes[id_].name.lower() for id_ in self.shared_themes(a, b)]
        about = f"Both are about {list_in_words(names[:3])}"
        both = sorted(self.words[a] & self.words[b], key=lambda word: (-self.word_weights[word], word))
        wide = [word for word in both if not any(word != other and word in other for other in both)]
        return f"{about}; both say {', '.join(f'‘{word}’' for word in wide[:3])}" if wide else about


def overlaps(register: Register, *, most: int = MOST_OVERLAPS, lowest: float = LOWEST_SCORE) -> tuple[Overlap, ...]:
    """The nearest pairs of recommendations of different reviews that share a confirmed theme, nearest first.

    At most `most` pairs, none scoring under `lowest`. `a` is the earlier in the register."""
    like = Likeness(register)
    scored = sorted(((-like.score(a, b), a, b) for a, b in _pairs(like)), key=lambda pair: pair)
    return tuple(
        Overlap(a, b, -minus, like.shared_themes(a, b), like.why(a, b))
        for minus, a, b in scored[:most]
        if -minus >= lowest
    )


def recurrences(standing: Standing, *, most: int = MOST_RECURRENCES) -> tuple[Recurrence, ...]:
    """Themes that came back: a review published after an earlier review's recommendation with the same confirmed theme
    was settled (closed, or every action assured). For each recommendation and theme the nearest earlier one; nearest
    first. Reviews that name not even a month of publication are left out: nobody can say which came first."""
    register = standing.register
    like = Likeness(register)
    settled = _settled(standing, like)
    found = []
    for rec in register.recommendations.values():
        published = register.reviews[rec.review_id].not_before
        if published is None or rec.id not in like.themes:
            continue
        for theme in sorted(like.themes[rec.id]):
            before = [
                (like.score(rec.id, old.id), day, old)
                for day, old in settled.get(theme, ())
                if day <= published and old.review_id != rec.review_id and _published_before(register, old, published)
            ]
            if before:
                score, day, old = max(before, key=lambda item: (item[0], item[1], item[2].id))
                found.append(Recurrence(rec.id, old.id, theme, score, _returned_words(standing, theme, old, day)))
    return tuple(sorted(found, key=lambda r: (-r.score, r.recommendation, r.theme)))[:most]


def settled_on(standing: Standing, recommendation: Recommendation) -> date | None:
    """The day on which a recommendation was closed, or the last of its actions assured; None if neither."""
    if recommendation.closed_on:
        return recommendation.closed_on
    if standing.recommendation_ratings[recommendation.id].brag != Brag.BLUE:
        return None
    files = standing.register.files_of_recommendation(recommendation.id)
    return max((day for file in files if (day := last_assured_on(file) or file.action.status_on)), default=None)


def _settled(standing: Standing, like: Likeness) -> dict[str, list[tuple[date, Recommendation]]]:
    """By theme, the settled recommendations that have it: the latest settled first, and only so many."""
    found: dict[str, list[tuple[date, Recommendation]]] = defaultdict(list)
    for rec in standing.register.recommendations.values():
        if rec.id in like.themes and (day := settled_on(standing, rec)):
            for theme in like.themes[rec.id]:
                found[theme].append((day, rec))
    return {
        theme: sorted(items, key=lambda item: (item[0], item[1].id), reverse=True)[:EARLIER_PER_THEME]
        for theme, items in found.items()
    }


def _published_before(register: Register, old: Recommendation, published: date) -> bool:
    before = register.reviews[old.review_id].not_before
    return before is not None and before < published


def _returned_words(standing: Standing, theme: str, old: Recommendation, day: date) -> str:
    register = standing.register
    how = "closed" if old.closed_on else "assured"
    name = register.themes[theme].name if theme in register.themes else theme
    subject = register.reviews[old.review_id].subject
    return f"{name} is back: {subject} {old.ref} was {how} on {in_words(day)}"


def _pairs(like: Likeness) -> list[tuple[str, str]]:
    """Pairs of different reviews that share a theme: those sharing the rarest thing first, within the budget."""
    register = like.register
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id_ in register.recommendations:
        for theme in like.themes.get(id_, ()):
            holders["theme", theme].append(id_)
            for word in like.words[id_]:  # a word proposes a pair only within a theme that both have
                holders[theme, word].append(id_)
    review = {id_: rec.review_id for id_, rec in register.recommendations.items()}
    found: dict[tuple[str, str], None] = {}
    looked = 0
    for _, ids in sorted(holders.items(), key=lambda item: (len(item[1]), item[0])):
        for a, b in combinations(ids, 2):
            looked += 1
            if looked > PAIR_BUDGET:
                return list(found)
            if review[a] != review[b]:
                found[a, b] = None
    return list(found)


def _rarity(sets: Iterable[frozenset[str]]) -> dict[str, float]:
    counted: dict[str, int] = defaultdict(int)
    total = 0
    for some in sets:
        total += 1
        for item in some:
            counted[item] += 1
    return {item: log(1 + total / number) for item, number in counted.items()}


def _shared_weight(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    shared = sum(weights[item] for item in a & b)
    return shared / sum(weights[item] for item in a | b) if shared else 0.0


def _cues(text: str, phrases: Mapping[str, list[tuple[tuple[str, ...], str]]]) -> frozenset[str]:
    stems = _stems(text)
    return frozenset(
        cue
        for at, stem in enumerate(stems)
        for wanted, cue in phrases.get(stem, ())
        if stems[at : at + len(wanted)] == wanted
    )


def _stems(text: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in WORD.findall(text.casefold()))


def _stem(word: str) -> str:
    """A word without its plural or possessive ending, so that "assessments" says "assessment"."""
    word = word.replace("’", "'").removesuffix("'s").rstrip("'")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
