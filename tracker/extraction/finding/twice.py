"""One list given twice, in the summary and in the body: each recommendation is taken once, the fuller one."""

import re
from collections.abc import Callable
from dataclasses import replace

from tracker.extraction.finding.found import Found
from tracker.extraction.source import Source
from tracker.rules.candidates import Place

WORDS = re.compile(r"[a-z0-9]+")
PAGE = re.compile(r"(?i)\(?\b(?:see )?(?:pages?|p\.|paragraphs?|paras?\.?|section)\s*\d[\d.,–-]*\)?")
ALIKE = 0.6
SAME = 0.85
SHORTENED, WHOLE = 0.35, 0.95
LEAST = 6
MOST = 1500
"""No report makes as many: more are not compared with each other."""
SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "in",
        "for",
        "that",
        "is",
        "are",
        "be",
        "with",
        "on",
        "by",
        "or",
        "as",
        "this",
        "it",
        "its",
        "their",
        "should",
    ]
)


def once(source: Source, found: list[Found], quoted: Callable[[Found], str]) -> list[Found]:
    """What was found, each once: given twice it is the fuller one, with the other's place."""
    runs = _runs(found) if len(found) <= MOST else []
    words = {id(one): _words(quoted(one)) for one in found}
    gone = dict[int, Found]()
    for at, run in enumerate(runs):
        for other in runs[at + 1 :]:
            _pair(run, other, words, gone)
    groups = dict[int, list[Found]]()
    for one in found:
        groups.setdefault(id(_lasting(gone, one)), []).append(one)
    lasting = {id(one): one for one in found}
    return [
        _with_places(source, lasting[kept], [one for one in group if id(one) != kept], words)
        for kept, group in groups.items()
    ]


def _lasting(gone: dict[int, Found], one: Found) -> Found:
    while id(one) in gone:
        one = gone[id(one)]
    return one


def _runs(found: list[Found]) -> list[list[Found]]:
    """What was found as lists: each begins where a number was seen before in the running one."""
    runs = list[list[Found]]()
    seen = set[str]()
    for one in found:
        if not runs or (one.ref and one.ref in seen) or _begins(runs[-1][-1], one):
            runs.append([])
            seen = set()
        runs[-1].append(one)
        seen |= {one.ref} if one.ref else set()
    return runs


def _begins(before: Found, one: Found) -> bool:
    """Whether a numbered list begins after one without numbers, or the other way about, under another heading; or one
    without numbers after another such one."""
    other = bool(before.ref) != bool(one.ref) or (not one.ref and before.headings != one.headings)
    return other and one.passages[0].block - before.passages[-1].block > 1


def _words(text: str) -> frozenset[str]:
    return frozenset(WORDS.findall(PAGE.sub("", text).lower())) - SMALL


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter one's words the longer one has."""
    small, large = sorted((one, other), key=len)
    return len(small & large) / len(small) if small else 0.0


def _pair(run: list[Found], other: list[Found], words: dict[int, frozenset[str]], gone: dict[int, Found]) -> None:
    by_ref = {one.ref: one for one in other if one.ref}
    pairs = [(one, by_ref[one.ref]) for one in run if one.ref in by_ref]
    alike = [pair for pair in pairs if _likeness(words[id(pair[0])], words[id(pair[1])]) >= ALIKE]
    same = pairs if pairs and len(alike) * 2 >= len(pairs) and alike else alike
    paired = {id(one) for pair in same for one in pair}
    for one in run:
        if id(one) in paired or id(one) in gone:
            continue
        twin = next((o for o in other if id(o) not in paired and id(o) not in gone and _twins(one, o, words)), None)
        if twin is not None:
            same = [*same, (one, twin)]
            paired |= {id(one), id(twin)}
    for one, twin in same:
        if id(one) in gone or id(twin) in gone:
            continue
        fuller = _rank(twin, words) >= _rank(one, words)
        less, more = (one, twin) if fuller else (twin, one)
        gone[id(less)] = more


def _rank(one: Found, words: dict[int, frozenset[str]]) -> tuple[bool, int, bool]:
    """Which of two prints counts: the one with a reference, then the fuller; of two as full the list, not the table
    of actions that repeats it."""
    return bool(one.ref), len(words[id(one)]), not one.cells


def _twins(one: Found, other: Found, words: dict[int, frozenset[str]]) -> bool:
    """Whether two that are numbered differently or not at all say the same."""
    a, b = words[id(one)], words[id(other)]
    if a == b and len(a) > 1:
        return True
    if min(len(a), len(b)) < LEAST:
        return False
    share, like = min(len(a), len(b)) / max(len(a), len(b)), _likeness(a, b)
    return (share >= ALIKE and like >= SAME) or (share >= SHORTENED and like >= WHOLE)


def _with_places(source: Source, one: Found, others: list[Found], words: dict[int, frozenset[str]]) -> Found:
    if not others:
        return one
    places = tuple(_place(source, other) for other in others)
    doubts = one.doubts
    for other, place in zip(others, places, strict=True):
        if _likeness(words[id(one)], words[id(other)]) < ALIKE:
            where = f" on page {place.page}" if place.page else ""
            doubts = (*doubts, f"The report gives recommendation {other.ref} in other words{where}.")
    return replace(one, also=(*one.also, *places), doubts=doubts)


def _place(source: Source, one: Found) -> Place:
    block = source.blocks[one.passages[0].block]
    return Place(block.page, one.ref or block.marker or None)
