"""Near spellings: the known words that lie within a slip or two of one that nobody wrote.

A slip is a letter left out, put in, changed, or swapped with its neighbour (optimal string alignment; Damerau 1964,
Boytsov 2011). Short words are near too many others: under four letters there is no near spelling.
"""

from collections import defaultdict
from collections.abc import Iterable

SHORTEST, LONG = 4, 7
"""From so many letters on one slip is forgiven, and two."""


def slips(word: str) -> int:
    """How many slips are forgiven in a word of this length; none in a number."""
    if not word.isalpha() or len(word) < SHORTEST:
        return 0
    return 1 if len(word) < LONG else 2


def distance(one: str, other: str, *, most: int) -> int:
    """How many slips part two words; `most` + 1 where it is more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        two_before, before = before, row
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


class Vocabulary:
    """Known words, by length, each with the set of its letters as bits: what cannot be near is passed over at once."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._by_length: dict[int, dict[str, int]] = defaultdict(dict)

    def add(self, words: Iterable[str]) -> None:
        """Learn words, in small letters."""
        for word in words:
            if word not in self._words and len(word) >= SHORTEST - 2:
                self._words[word] = self._by_length[len(word)][word] = _letters(word)

    def near(self, word: str) -> list[tuple[int, str]]:
        """The known words within the slips that are forgiven, with their slips: the nearest first, then by letters."""
        word = word.casefold()
        most, letters = slips(word), _letters(word)
        found = [
            (gap, known)
            for length in range(len(word) - most, len(word) + most + 1)
            for known, theirs in self._by_length.get(length, {}).items()
            if (letters ^ theirs).bit_count() <= 2 * most
            and known != word
            and (gap := distance(word, known, most=most)) <= most
        ]
        return sorted(found) if most else []


def _letters(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits
