"""How alike two texts are in their words: rare words count more than common ones, a slip in a word is forgiven."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from tracker.sheets.meaning.spelling import misspelt, words_of

COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "by",
        "that",
        "this",
        "these",
        "those",
        "is",
        "are",
        "be",
        "been",
        "being",
        "as",
        "at",
        "from",
        "it",
        "its",
        "their",
        "her",
        "his",
        "they",
        "which",
        "who",
        "should",
        "shall",
        "will",
        "must",
        "may",
        "can",
        "could",
        "would",
        "has",
        "have",
        "had",
        "not",
        "all",
        "any",
        "each",
        "where",
        "when",
        "there",
        "into",
        "such",
        "other",
    ]
)
SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "es", "ed", "s", "e", "y")
LONG_WORD = 5


def stem(word: str) -> str:
    """A word without its ending, so that "reviewed" and "reviewing" are one."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= LONG_WORD - 1:
            return word[: -len(suffix)]
    return word


def content(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about, without their endings."""
    return tuple(stem(word) for word in words_of(text) if word not in COMMON)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word of a set of texts tells: the fewer hold it, the more."""

    weight: Mapping[str, float]
    unknown: float
    slips: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Words that were looked up already, as they were mended."""

    @classmethod
    def of(cls, texts: Iterable[tuple[str, ...]]) -> "Weights":
        """The weights among these texts."""
        texts = list(texts)
        held = Counter(word for words in texts for word in set(words))
        return cls({word: log(1 + len(texts) / count) for word, count in held.items()}, log(1 + len(texts)))

    def total(self, words: Iterable[str]) -> float:
        """The weight of some words together."""
        return sum(self.weight.get(word, self.unknown) for word in set(words))

    def mended(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words with slips mended to those known."""
        known = self.weight
        return tuple(word if word in known or len(word) < LONG_WORD else self._mended(word) for word in words)

    def _mended(self, word: str) -> str:
        if word not in self.slips:
            self.slips[word] = misspelt(word, self.weight) or word
        return self.slips[word]

    def alike(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """From 0 to 1: the part of the words that both hold, of both together (Dice), by weight."""
        both = self.total(set(one) & set(other))
        whole = self.total(one) + self.total(other)
        return 2 * both / whole if whole else 0.0

    def covered(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """From 0 to 1: how much of the first text's words the other holds, by weight."""
        whole = self.total(one)
        return self.total(set(one) & set(other)) / whole if whole else 0.0
