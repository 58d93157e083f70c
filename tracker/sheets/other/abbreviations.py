"""Shortened words of headings, known by their letters: "Resp." is responsible, "Tgt" target, "Compl." complete."""

import re
from collections import Counter
from functools import lru_cache

from tracker.sheets.other.vocabulary import OF_WORD, SILENT

DOTTED = re.compile(r"\b([a-z]{3,6})\.(?=\W|$)")
BARE = re.compile(r"[a-z]{3,5}")
VOWELS = frozenset("aeiou")
OTHERS = "plan form fact miss mile fund sign part term team cost risk care need help type size"
WHOLE_WORDS = frozenset(OTHERS.split())
"""Words of their own, with which longer ones begin."""
FEW_WORDS, AGREED = 2, 0.5


def written_out(text: str) -> str:
    """A heading in lower case with its shortened words written out: those before a full stop; of a short one, all."""
    text = DOTTED.sub(lambda found: word_of(found[1]) or found[0], text)
    words = text.split()
    if len(words) > FEW_WORDS:
        return text
    return " ".join((word_of(word) or word) if BARE.fullmatch(word) else word for word in words)


@lru_cache(maxsize=1024)
def word_of(short: str) -> str | None:
    """The word that a shortened one stands for; None where it is a word itself, or could be too many."""
    if short in OF_WORD or short in SILENT or short in WHOLE_WORDS:
        return None
    found = [word for word in OF_WORD if _shortens(short, word)]
    kinds = Counter(kind for word in found for kind in OF_WORD[word])
    if not kinds:
        return None
    kind, count = max(kinds.items(), key=lambda each: (each[1], -min(len(w) for w in found if each[0] in OF_WORD[w])))
    if count < len(found) * AGREED:
        return None
    return min((word for word in found if kind in OF_WORD[word]), key=len)


def _shortens(short: str, word: str) -> bool:
    """Whether a word begins so, or has these letters in this order, its first and its last, and hardly a vowel."""
    if len(word) < len(short) + 2 and not (len(word) > len(short) and not VOWELS & set(short[1:])):
        return False
    if word.startswith(short):
        return True
    if short[0] != word[0] or short[-1] != word[-1] or VOWELS & set(short[1:]):
        return False
    left = iter(word)
    return all(letter in left for letter in short)
