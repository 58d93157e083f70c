"""Whether two words are the same but for a slip of the fingers."""

import re
from collections.abc import Iterable

from tracker.rules.folding import folded

LONGEST = 40


def plain(text: str) -> str:
    """A text as it is looked through: lower case, quotes and dashes of one kind, no accents."""
    return folded(text)[0].lower()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as names are compared: apostrophes out, "&" for "and", everything else parts words."""
    bare = plain(text).replace("'", "").replace("&", " and ")
    return tuple(re.findall(r"[^\W_]+", bare))


def slips(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or swapped between two words; `most` + 1 for more than that."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or max(len(one), len(other)) > LONGEST:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, there in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def allowed(word: str) -> int:
    """How many slips a word of this length may have and still be it: none up to 3 letters, two from 8."""
    return (len(word) > 3) + (len(word) > 7)


def misspelt(word: str, known: Iterable[str]) -> str | None:
    """The one word that this one is, misspelt: it begins with the same letter. None if there is none, or two."""
    if len(word) < 4:
        return None
    near = {
        choice: slips(word, choice, allowed(choice))
        for choice in known
        if choice[:1] == word[:1] and slips(word, choice, allowed(choice)) <= allowed(choice)
    }
    best = [choice for choice, count in near.items() if count == min(near.values())]
    return best[0] if len(best) == 1 else None
