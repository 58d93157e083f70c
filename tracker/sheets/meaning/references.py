"""References to recommendations in many dresses: "Rec 3", "R3", "3.", "10.2.3 (a)", "1, 2 and 5", "SOTON-K:10.2.3"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tracker.sheets.meaning.counted import NUMBERS
from tracker.sheets.meaning.spelling import plain

LEADING = re.compile(
    r"^\W*(?:(?:overview|overarching|single[- ]agency|multi[- ]agency|lscb|scr|lcspr|cspr|dhr|sar|or|ov|ovr|sa|key|"
    r"national|local)\s+)*"
    r"(?:recommendations?|recommendation\(s\)|recs?|reco|recomm?(?:en)?(?:dation)?s?|finding|learning point|number|"
    r"num|nos?|ref(?:erence)?|r|para(?:graph)?|§|#)"
    r"(?:\b|(?=\d))[\s.:#-]*(?:nos?\b[\s.]*|number\s+)?"
)
WORDS = {word: str(number) for word, number in NUMBERS.items() if number and len(word) > 2}
"""Numbers as words; "a" and "an" count in a date, and refer to nothing."""
RANGE = re.compile(r"^(\d{1,3})\s*(?:-|to)\s*(\d{1,3})$")
BETWEEN = re.compile(r"\s*(?:[,;&/\n+]|\band\b)\s*")
PART = re.compile(r"^(.*?\d)[\s.,]*[(\[]?\s*([a-z]|i{1,3}|iv|v|vi{1,3}|ix|x)\s*[)\]]?\.?$")
LABEL_ONLY = re.compile(r"^[(\[]?([a-z])[)\]]?$")
WIDEST_RANGE = 40
LONGEST = 200


class Reference(NamedTuple):
    """One reference: as it stands without its dress, and the part it names, if it names one."""

    ref: str
    part: str | None = None


def bare(text: str) -> str:
    """A reference without the words and marks around it."""
    low = plain(text).strip()
    while (shorter := LEADING.sub("", low)) != low and shorter:
        low = shorter
    low = low.strip(" \t.:;-–#")
    if low[:1] in ("(", "["):
        low = low[1:].removesuffix(")").removesuffix("]").strip()
    low = re.sub(r"\s*[(\[]\s*([a-z])$", r"(\1)", low)
    return WORDS.get(low, low)


def references_in(text: str) -> Iterator[Reference]:
    """Every reference of a cell in its order, ranges counted out; parts with the number before them."""
    last = ""
    for piece in BETWEEN.split(plain(text)[:LONGEST]):
        ref = bare(piece)
        if not ref:
            continue
        if found := RANGE.match(ref):
            first, end = int(found[1]), int(found[2])
            if first < end <= first + WIDEST_RANGE:
                yield from (Reference(str(number)) for number in range(first, end + 1))
                continue
        if last and (label := LABEL_ONLY.match(ref)):
            yield Reference(last, label[1])
            continue
        split = PART.match(ref)
        last = split[1] if split else ref
        yield Reference(ref)


def with_part(ref: str) -> Reference | None:
    """A reference that ends in a letter, as the number and its part: "3a" is part a of 3."""
    found = PART.match(ref)
    return Reference(found[1].strip(" ."), found[2]) if found else None


def leading_reference(text: str) -> tuple[str | None, str]:
    """The reference that a text begins with ("Recommendation 3: The Board should …"), and the text without it."""
    found = re.match(
        r"\s*((?:recommendation|rec|r|no|number|finding)\b\.?\s*(?:no\.?\s*)?\d+(?:\.\d+)*[a-z]?|"
        r"\d{1,3}(?:\.\d+){0,3}(?=[.):\s]))\s*[.):–-]*\s+(?=\S)",
        text,
        re.IGNORECASE,
    )
    return (found[1], text[found.end() :]) if found else (None, text)
