"""The words that two texts both say, so that a person sees at once where they meet. It marks; it judges nothing.

Words count without their usual endings ("supervising" is "supervision"'s neighbour, "assessments" is "assessment"); the
small words of every sentence, and those that stand in nearly every recommendation, do not count.
"""

import re
from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
SHORTEST = 3
_COMMON = (
    "a about across after against all also an and any are as at be been before being between both but by can "
    "could did do does during each either else for from had has have having he her here hers him his how i if in "
    "into is it its itself made make makes making may more most must need needs no nor not of on once one only "
    "onto or other our out over own per set shall she should so some such take taken takes taking than that the "
    "their them then there these they this those through to too under until up upon us use used using was way "
    "ways we were what when where whether which while who whom whose why will with within without would you your "
    "action actions agencies agency appropriate board boards child children clear effective ensure ensured "
    "ensures ensuring local lscb organisation organisations part parties partner partners partnership practice "
    "practitioner practitioners professional professionals recommend recommendation recommendations recommended "
    "recommends relevant review reviewed reviews safeguarding scr serious case cases service services staff work "
    "working arrangement arrangements assure assured assurance demonstrate demonstrates improve improved "
    "improving include includes including necessary provide provided provides require required requires support "
    "supported supports expected"
)
COMMON = frozenset(_COMMON.split())
"""What nearly every recommendation says: shared, it says nothing."""
ENDINGS = (
    "ations", "ation", "ement", "ings", "ing", "ions", "ion", "ors", "or", "ers", "er", "ies", "ed", "es",
    "s", "y", "e",
)  # fmt: skip
LEAST_STEM = 4
Span = tuple[int, int]


def shared_spans(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where in each of two texts stand the words that both say, as (start, end) in characters, in order. Words that
    follow each other are one span."""
    here, there = list(_counted(one)), list(_counted(other))
    both = {stem for _, stem in here} & {stem for _, stem in there}
    return _joined(one, here, both), _joined(other, there, both)


def shared_words(one: str, other: str) -> tuple[str, ...]:
    """The words that both say, as the first text first writes them, in its order."""
    both = {stem for _, stem in _counted(one)} & {stem for _, stem in _counted(other)}
    found: dict[str, str] = {}
    for (start, end), stem in _counted(one):
        if stem in both:
            found.setdefault(stem, one[start:end].casefold())
    return tuple(found.values())


def _counted(text: str) -> Iterable[tuple[Span, str]]:
    for match in WORD.finditer(text):
        word = match.group().casefold().replace("’", "'").removesuffix("'s")
        if len(word) >= SHORTEST and word not in COMMON:
            yield match.span(), _stem(word)


def _stem(word: str) -> str:
    """A word without the ending that turns it into its neighbours, where enough of it is left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def _joined(text: str, words: Iterable[tuple[Span, str]], both: set[str]) -> tuple[Span, ...]:
    found: list[Span] = []
    for (start, end), stem in words:
        if stem not in both:
            continue
        if found and not text[found[-1][1] : start].strip(" "):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
