"""What a heading may mean: fields with a confidence each, from the words it is made of. One heading, no context."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType

from tracker.rules.folding import folded
from tracker.sheets.other.abbreviations import written_out
from tracker.sheets.other.questions import QUESTIONS
from tracker.sheets.other.turns import TURNS
from tracker.sheets.other.vocabulary import HEADS_END, OF_WORD, SILENT, TELLERS

Senses = Mapping[str, float]
WORD = re.compile(r"(?:[a-z][a-z0-9]*|[#%]+)(?:'[a-z]+)?")
MARKED = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[#%/?&]")
BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
JOINTS = re.compile(r"\s*(?:/|&|;|\n|,|\+|\||\band\b|\bor\b)\s*", re.IGNORECASE)
LONGEST_HEAD = 16
MOST_SIDES = 4
STRONG = 0.6
FEW_LETTERS = 2
CLOSE = 0.84
LONGEST = 160
SHORTENED = (("'ll ", " will "), ("'ve ", " have "), ("'re ", " are "), ("what's ", "what is "), ("who's ", "who is "),
    ("how's ", "how is "), ("where's ", "where is "), ("when's ", "when is "),
)  # fmt: skip
WHO = frozenset({"person", "agency", "owner", "lead"})
FORMER = re.compile(r"\b(original|initial|previous|former|baseline|first|old)\b")
"""A date that was moved since: where there are two, the other one counts."""
TWO_IN_ONE = {
    ("due", "progress"), ("progress", "due"), ("due", "status"), ("status", "due"), ("completed", "progress"),
    ("due", "completed"), ("owner", "due"), ("due", "owner"), ("status", "progress"), ("progress", "status"),
    ("rating", "progress"), ("progress", "rating"), ("lead", "due"), ("progress", "evidence"), ("ref",
    "recommendation"),
    ("evidence", "progress"), ("progress", "completed"), ("owner", "lead"), ("lead", "owner"), ("due", "rating"),
    ("status", "evidence"), ("rating", "status"), ("status", "rating"), ("ref", "action"), ("status", "completed"),
    ("completed", "status"), ("action", "owner"), ("intended_outcome", "evidence"), ("measure", "evidence"),
    ("intended_outcome", "measure"), ("progress", "intended_outcome"), ("progress", "measure"), ("theme",
    "recommendation"),
}  # fmt: skip
"""Pairs of fields that boards keep in one cell."""


def plain(text: str) -> str:
    """A heading as two are compared: lower case, no accents, one space between words, no marks but # % / ? &."""
    return " ".join(MARKED.findall(folded(text)[0].lower()))


@lru_cache(maxsize=4096)
def senses(heading: str) -> Senses:
    """The fields that a heading may stand for, each with a confidence from 0 to 1. Nothing for a sentence."""
    if not heading.strip() or len(heading) > LONGEST:
        return MappingProxyType({})
    text = re.sub(r"[\s\u00a0_]+", " ", folded(heading)[0]).strip(" :*-–")
    outside = BRACKETS.sub(" ", text).strip() or text
    found = dict(_said(outside.lower()))
    for field, confidence in _said(text.lower()).items() if outside != text else ():
        found[field] = max(found.get(field, 0.0), confidence * 0.9)
    if who := _who(text.lower()):
        found = {field: confidence for field, confidence in found.items() if field not in ("due", "completed")} | who
    for side in _sides(heading):
        for field, confidence in _said(side).items():
            found[field] = max(found.get(field, 0.0), confidence * 0.85)
    return MappingProxyType(found)


def _who(text: str) -> dict[str, float]:
    """ "To be done by (name)": what stands in brackets tells who is meant, not when."""
    inside = WORD.findall(" ".join(re.findall(r"\bby\s*[(\[]([^)\]]*)[)\]]\s*$", text)))
    kinds = [_kinds(word) for word in inside if word not in SILENT]
    if not kinds or not all(each & WHO for each in kinds):
        return {}
    return {"owner": 0.95, "lead": 0.6}


def both(heading: str) -> tuple[str, str] | None:
    """The two fields that one cell holds under this heading: "Likely completion and progress" is due and progress."""
    tops = [max(_said(side).items(), key=lambda each: each[1], default=("", 0.0)) for side in _sides(heading)]
    strong = [field for field, confidence in tops if confidence >= STRONG]
    if len(strong) != 2:
        return None
    first, second = ("progress" if field == "note" and "rating" in strong else field for field in strong)
    if first == "completed" and second == "intended_outcome":
        second = "progress"  # what came of it is told after the fact
    return (first, second) if (first, second) in TWO_IN_ONE else None


def _sides(heading: str) -> list[str]:
    outside = BRACKETS.sub(" ", folded(heading)[0].replace("\u00a0", " ")).strip().lower()
    sides = [side.strip() for side in JOINTS.split(outside) if WORD.search(side)]
    return sides if 2 <= len(sides) <= MOST_SIDES else []


@lru_cache(maxsize=4096)
def _said(text: str) -> Senses:
    for short, whole in SHORTENED:
        text = text.replace(short, whole)
    text = written_out(text)
    found: dict[str, float] = {}
    for pattern, fields in QUESTIONS:
        if pattern.search(text):
            for field, confidence in fields.items():
                found[field] = max(found.get(field, 0.0), confidence)
    if found and max(found.values()) >= 0.9 and not FORMER.search(text):
        return found
    for field, confidence in _turned(text).items():
        found[field] = max(found.get(field, 0.0), confidence)
    if "due" in found and FORMER.search(text):
        found["due"] *= 0.85
    return found


def _turned(text: str) -> dict[str, float]:
    """By the kinds of the words: what stands before "of" or "for" counts most, its last word more than its first."""
    words = WORD.findall(text)[:LONGEST_HEAD]
    head = next((place for place, word in enumerate(words) if place and word in HEADS_END), len(words))
    if all(word in SILENT for word in words[:head]):
        head = len(words)
    weighed: list[tuple[frozenset[str], float]] = []
    loud = [place for place, word in enumerate(words) if word not in SILENT]
    for place in loud:
        kinds = _kinds(words[place]) if place < head or words[head] not in TELLERS else frozenset()
        weight = 0.3 if place >= head else 1.0
        weighed.append((kinds, weight if kinds else weight * 0.55))
    if not weighed:  # nothing but little words: "Key", "Needed"
        weighed = [(_kinds(word), 1.0) for word in words if _kinds(word)]
    whole = sum(weight for _, weight in weighed)
    every = frozenset[str]().union(*(kinds for kinds, _ in weighed))
    found: dict[str, float] = {}
    for kinds_wanted, fields in TURNS:
        if not every.issuperset(kinds_wanted):
            continue
        covered, order, last = _covered(weighed, kinds_wanted)
        if not covered:
            continue
        share = covered / whole
        for field, confidence in fields.items():
            value = confidence * (0.3 + 0.7 * share) * (1.0 if order else 0.93) * (1.0 if last else 0.95)
            if value > found.get(field, 0.0):
                found[field] = value
    return found


def _covered(weighed: list[tuple[frozenset[str], float]], wanted: tuple[str, ...]) -> tuple[float, bool, bool]:
    """How much of a heading a turn says, whether in this order, and whether it says the head's last word."""
    left = list(range(len(weighed)))
    places: list[int] = []
    for kind in wanted:
        place = next((p for p in left if kind in weighed[p][0]), None)
        if place is None:
            return 0.0, False, False
        left.remove(place)
        places.append(place)
    same = [p for p in left if weighed[p][0] & set(wanted)]  # "Lead / Leads", "Progress update"
    heads = [p for p, (_, weight) in enumerate(weighed) if weight > 0.3]
    covered = sum(weighed[p][1] for p in (*places, *same))
    return covered, places == sorted(places), not heads or heads[-1] in places or heads[-1] in same


@lru_cache(maxsize=4096)
def _kinds(word: str) -> frozenset[str]:
    """The kinds that a word is of; a close spelling counts as the word."""
    if word in OF_WORD:
        return OF_WORD[word]
    word = word.removesuffix("'s")
    if word in OF_WORD:
        return OF_WORD[word]
    if len(word) < 5:
        return frozenset()
    like = [known for known in OF_WORD if known[0] == word[0] and abs(len(known) - len(word)) <= FEW_LETTERS]
    close = get_close_matches(word, like, n=1, cutoff=CLOSE)
    return OF_WORD[close[0]] if close else frozenset()
