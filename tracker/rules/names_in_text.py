"""The board's list of names, made ready to be looked for in running text in one walk over its words.

A name is found in any case, with or without accents, hyphens and possessives, over several spaces, first name first or
surname first; never inside a longer word. One walk takes the same time for one name as for a thousand.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tracker.rules.folding import folded

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
GAP = re.compile(r"[\s\-_.,/()]*(?:[^\W\d_][\s\-_.,/()]+){0,2}")
"""What may stand within a name: marks, and up to two initials."""
LONGEST_GAP = 12
MOST_INITIALS = 2
SHORT = 4
COMMON = frozenset(
    {"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
     "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "summer", "autumn", "winter",
     "spring", "grace", "faith", "chase", "child", "young", "price", "power", "green", "brown", "white", "black",
     "street", "church", "school", "police", "health", "social", "family", "mother", "father", "brother", "sister",
     "heath", "field", "charity", "justice", "patience", "prudence", "constance", "victoria", "england"}
)  # fmt: skip
_BREAKS = str.maketrans(dict.fromkeys('!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~0123456789', " "))
Words = tuple[str, ...]


class Names:
    """Names ready to be looked for. Empty, it is false."""

    def __init__(self, names: tuple[str, ...]) -> None:
        found: dict[str, set[Words]] = defaultdict(set)
        for name in names:
            for words in orders(name):
                found[words[0]].add(words)
        self._by_first = {first: sorted(all_, key=len, reverse=True) for first, all_ in found.items()}

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in a text that is folded already; the longest where two begin at one word."""
        low = text.lower()
        if not self._may_stand(low):
            return
        words = list(WORD.finditer(low))
        place = 0
        while place < len(words):
            length = self._length_at(low, words, place)
            if length:
                yield words[place].start(), _end(words[place + length - 1])
            place += length or 1

    def _may_stand(self, low: str) -> bool:
        """Whether a first word stands there at all: most texts hold none, and are done with here."""
        first = self._by_first.keys()
        if "'" in low and not first.isdisjoint(low.replace("'", "").translate(_BREAKS).split()):
            return True
        return not first.isdisjoint(low.replace("'", " ").translate(_BREAKS).split())

    def _length_at(self, text: str, words: list["re.Match[str]"], place: int) -> int:
        for first in _readings(words[place][0]):
            for wanted in self._by_first.get(first, ()):
                if _stands(text, words[place : place + len(wanted)], wanted):
                    return len(wanted)
                near = range(place, min(place + len(wanted) + MOST_INITIALS, len(words)))
                there = [at for at in near if at == place or len(words[at][0]) > 1][: len(wanted)]
                if _stands(text, [words[at] for at in there], wanted):
                    return there[-1] - place + 1
        return 0


@lru_cache(maxsize=8)
def compiled(names: tuple[str, ...]) -> Names:
    """A list of names made ready once."""
    return Names(names)


def orders(name: str) -> tuple[Words, ...]:
    """The words of a name as they may follow each other: first name first, and surname first. None without letters."""
    surname, comma, given = name.partition(",")
    if comma:
        first, last = _words(given), _words(surname)
    else:
        *before, after = [_words(part) for part in name.split()] or [()]
        first, last = tuple(word for part in before for word in part), after
    return tuple(dict.fromkeys(order for order in (first + last, last + first) if order))


def is_common(name: str) -> bool:
    """Whether a name is one word that stands in running text without naming anybody: short or common."""
    words = _words(name)
    return len(words) == 1 and (len(words[0]) <= SHORT or words[0] in COMMON)


def _words(text: str) -> Words:
    return tuple(match[0].replace("'", "") for match in WORD.finditer(folded(text)[0].lower()))


def _stands(text: str, words: list["re.Match[str]"], wanted: Words) -> bool:
    if len(words) < len(wanted) or any(w not in _readings(m[0]) for w, m in zip(wanted, words, strict=True)):
        return False
    gaps = [(one.end(), next_.start()) for one, next_ in pairwise(words)]
    return all(end - start <= LONGEST_GAP and GAP.fullmatch(text, start, end) for start, end in gaps)


def _readings(word: str) -> Words:
    """A word as written and, where an apostrophe ends it, without what follows: "o'brien's" is "obriens", "obrien"."""
    if "'" not in word:
        return (word,)
    return word.replace("'", ""), word.rpartition("'")[0].replace("'", "")


def _end(last: "re.Match[str]") -> int:
    return last.end() - 2 if last[0].endswith("'s") else last.end()
