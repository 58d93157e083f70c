"""Which themes a text suggests, by the cue words of the taxonomy. Advice to a person, who confirms or not."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.rules.records import Theme

FLOOR = 0.45
"""Below this a suggestion would be a guess."""
MOST = 5
VERY_COMMON = frozenset(
    {
        "health",
        "trust",
        "assessment",
        "assessments",
        "recorded",
        "records",
        "evidence",
        "impact",
        "managers",
        "household",
        "exploitation",
        "minutes",
    }
)
"""Cue words that texts of every theme use: half a cue each."""
BEGINNING = 1.25
"""What a cue counts in the first words of a text, where it says what it is about."""
FIRST_CHARACTERS = 160
LONGEST = 20_000
"""Characters of a text that are looked at: what is longer is no recommendation."""

GUESS_MOST = 0.4
MOST_GUESSES = 2
LEAST_SHARED = 0.8
WORD = re.compile(r"[a-z][a-z']{2,}")
EMPTY_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        "about after all and any are because been before being between both but can child children could does "
        "each enough every for from good had has have help how into its life make made many may more most "
        "must need needs new not off one only other others out over own people person right risk same see "
        "seen should some such take taken than that the their them then there these they thing things this "
        "those through time under until used what when where which while who whose why will with within "
        "without work working would young agency agencies report reports was were did told said passed seemed "
        "seeing protect adults professional professionals services service practice change false refused "
        "review reviews sure away let put still keep kept come came ever again also just often ",
    )
)
"""Words that say nothing of a theme: a guess does not rest on them."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A theme with how surely the text speaks of it, from 0 to 1, and the cue words that were found."""

    theme_id: str
    score: float
    cues: tuple[str, ...]


def suggest(text: str, themes: Iterable[Theme]) -> tuple[Suggested, ...]:
    """The themes that a text suggests, the surest first. A retired theme is never among them."""
    said = " ".join(text[:LONGEST].split())
    plain = said.lower().replace("’", "'")
    found = list[Suggested]()
    for theme in themes:
        if theme.retired_on is not None:
            continue
        weights: dict[str, float] = {}
        taken = list[tuple[int, int]]()
        for letters, cue in _longest_first(theme.cue_words):
            if letters not in plain:
                continue
            places = list(_places(cue, plain))
            places = [(a, b) for a, b in places if all(b <= start or a >= end for start, end in taken)]
            if places:
                taken += places
                weights[cue] = (
                    _weight(cue)
                    * (BEGINNING if places[0][0] < FIRST_CHARACTERS else 1.0)
                    * (1 + 0.25 * min(2, len(places) - 1))
                )
        score = 1 - math.exp(-sum(weights.values()))
        if score >= FLOOR:
            found.append(Suggested(theme.id, round(score, 3), tuple(sorted(weights, key=lambda cue: -weights[cue]))))
    return tuple(sorted(found, key=lambda one: (-one.score, one.theme_id)))[:MOST]


def suggest_or_guess(title: str, text: str, themes: Sequence[Theme]) -> tuple[Suggested, ...]:
    """The same for something with a title, whose words say what it is about; where no cue word is found, the guesses:
    nothing is left without a suggestion that has a word in common with any theme."""
    said = text if title in text or not title else f"{title}. {text}"
    return suggest(said, themes) or guess(said, themes)


def guess(text: str, themes: Sequence[Theme]) -> tuple[Suggested, ...]:
    """At most two themes whose name, definition or cue words share words with a text; every score is under `FLOOR`.

    A word counts for more the fewer themes have it, and for little alone unless it stands in a theme's name."""
    live = [theme for theme in themes if theme.retired_on is None]
    known = [_vocabulary(theme) for theme in live]
    themes_with = Counter(stem for vocabulary in known for stem in vocabulary)
    said: dict[str, str] = {}
    for word in WORD.findall(text[:LONGEST].lower().replace("’", "'")):
        said.setdefault(_stem(word), word)
    found = list[Suggested]()
    for theme, vocabulary in zip(live, known, strict=True):
        shared = {stem: 1 / themes_with[stem] for stem in vocabulary if stem in said}
        total = sum(shared.values()) + sum(0.5 for stem in _vocabulary_of(theme.name) if stem in shared)
        if total >= LEAST_SHARED:
            words = sorted(shared, key=lambda stem: (-shared[stem], stem))[:4]
            score = round(min(GUESS_MOST, 0.15 + 0.1 * total), 3)
            found.append(Suggested(theme.id, score, tuple(said[stem] for stem in words)))
    return tuple(sorted(found, key=lambda one: (-one.score, one.theme_id)))[:MOST_GUESSES]


def _vocabulary(theme: Theme) -> frozenset[str]:
    return _vocabulary_of(" ".join((theme.name, theme.definition, *theme.cue_words)))


@lru_cache(maxsize=1024)
def _vocabulary_of(text: str) -> frozenset[str]:
    words = WORD.findall(text.lower().replace("’", "'"))
    return frozenset(_stem(word) for word in words if word not in EMPTY_WORDS)


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    """A word without its usual endings; of very short ones nothing is taken off."""
    word = word.removesuffix("'s")
    for end in ("ations", "ation", "ings", "ments", "ment", "ing", "ies", "ed", "es", "ly", "al", "s", "e", "y"):
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word.removesuffix(end)
    return word


@lru_cache(maxsize=1024)
def _longest_first(cues: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each cue with the letters that it begins with, the longest first."""
    return tuple((_beginning(cue), cue) for cue in sorted(cues, key=len, reverse=True))


def _places(cue: str, plain: str) -> Iterator[tuple[int, int]]:
    """Where a cue stands in a text in small letters: looked for only where its first letters are."""
    letters, whole = _beginning(cue), pattern(cue)
    at = plain.find(letters)
    while at >= 0:
        if found := whole.match(plain, at):
            yield found.span()
            at = plain.find(letters, found.end())
        else:
            at = plain.find(letters, at + 1)


@lru_cache(maxsize=4096)
def _beginning(cue: str) -> str:
    """Letters that a text must hold for a cue to be in it, so that most cues are done with in no time."""
    first, *more = re.split(r"[\s-]+", cue.strip().lower().replace("’", "'"))
    return first if more else re.sub(r"(ss|ies)$", "", first).removesuffix("s").rstrip("ye") or first


def _weight(cue: str) -> float:
    if cue.lower() in VERY_COMMON:
        return 0.3
    return 0.55 + 0.3 * min(2, cue.count(" ") + cue.count("-"))


@lru_cache(maxsize=4096)
def pattern(cue: str) -> re.Pattern[str]:
    """A cue word as whole words, its last one with the usual endings, hyphen and blank alike, any apostrophe."""
    words = [re.escape(word).replace("'", "['’]") for word in re.split(r"[\s-]+", cue.strip().lower())]
    last = words[-1]
    if re.fullmatch(r"[a-z]{4,}", last):
        stem = last if last.endswith(("ss", "ies")) else last.removesuffix("s")
        if stem.endswith("y"):
            stem = f"{stem[:-1]}(?:y|ie)"
        elif stem.endswith("e"):
            stem = f"{stem[:-1]}e?"
        words[-1] = f"{stem}(?:s|es|d|ed|ing)?(?:['’]s)?"
    elif re.fullmatch(r"[a-z]{2,3}", last):
        words[-1] = f"{last}s?(?:['’]s)?"  # GPs
    return re.compile(r"(?<![\w-])" + r"[\s-]+".join(words) + r"(?![\w-])", re.IGNORECASE)
