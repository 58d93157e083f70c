"""Promises: a sentence that says that this report makes a recommendation. Each is matched to the recommendation that
keeps it, by its number, by standing next to it or by what it is about; or it is reported unkept.
"""

import re

from tracker.extraction.narrative import single_agency
from tracker.extraction.narrative.keeping import Keeper, Kept, keeper_of
from tracker.extraction.narrative.promise_words import (
    ANSWERS,
    COUNTED,
    COUNTING,
    ELSEWHERE,
    GENERAL,
    MADE,
    NOT_MADE,
    NUMBERED,
    OF_OTHERS,
    ORDINAL,
    OTHERS,
    REF,
    REVIEWS,
    SOMEBODYS,
)
from tracker.extraction.narrative.sentence import sentences
from tracker.extraction.narrative.telling import Unit, inside, taken_by, units
from tracker.extraction.narrative.told import told
from tracker.extraction.narrative.topic import subject_of, topic
from tracker.extraction.source import Source
from tracker.rules.candidates import Candidate, Place
from tracker.rules.words import CandidateKind

SHORT = re.compile(r"\brecs?\b")
NUMBERS = re.compile(REF, re.IGNORECASE)
UNSURE = "Read the recommendations once more before it is called unkept."
LEADS_ON = re.compile(r"\b(?:thus|therefore|accordingly|hence|consequently)\s*[:,–-]?$", re.IGNORECASE)


NEAR = 60
"""Letters before and after a recommendation's number that say whose it is."""


def find(source: Source, recommendations: tuple[Candidate, ...]) -> list[Candidate]:
    """Each promise once, in the order of the report."""
    every, taken = units(source), taken_by(recommendations)
    keeper = keeper_of(every, recommendations)
    found = list[Candidate]()
    for unit in every:
        low = unit.text.lower()
        leads = bool(LEADS_ON.search(low[-20:]))
        if unit.heading or not (leads or ("rec" in low and ("recommend" in low or SHORT.search(low)))):
            continue
        if unit.headings and ANSWERS.search(unit.headings[-1]):
            continue
        parts = sentences(unit.text)
        for place, (start, end) in enumerate(parts):
            said = unit.text[start:end]
            if (not leads and "ecommend" not in said and not SHORT.search(said.lower())) or inside(
                unit, start, end, taken
            ):
                continue
            numbers = named(said)
            near = (leads or said.rstrip().endswith((":", "recommended"))) and end == len(unit.text)
            if not numbers and place and single_agency.goes_on_with(said, unit.text[slice(*parts[place - 1])]):
                continue
            if not (numbers or promised(said) or (near and leads and keeper.next_after(unit))):
                continue
            if not numbers and leads and not promised(said) and place:
                start = parts[place - 1][0]
            found.append(_promise(source, keeper, unit, (start, end), parts, place, numbers, near))
    return found


def promised(said: str) -> bool:
    """Whether a sentence says that this report makes a recommendation."""
    found = MADE.search(said)
    if not found or NOT_MADE.search(said) or OTHERS.search(said) or COUNTED.search(said) or GENERAL.search(said):
        return False
    return not OF_OTHERS.match(said[found.end() : found.end() + 60])


def named(said: str) -> list[str]:
    """The numbers of this report's recommendations that a sentence points to."""
    found = list[str]()
    for one in NUMBERED.finditer(said):
        before, after = said[max(0, one.start() - NEAR) : one.start()], said[one.end() : one.end() + NEAR]
        if ELSEWHERE.match(after) or (SOMEBODYS.search(before) and not REVIEWS.search(before)):
            continue
        if one.group("nth"):
            found.append(ORDINAL[one.group("nth").lower()])
            continue
        first = (one.group("one") or one.group("two")).lower()
        rest = (one.group("more") or one.group("most") or "").lower()
        more = NUMBERS.findall(rest)
        if more and re.search(r"(?:to|-|–)\s*\d", rest) and first.isdecimal() and more[-1].isdecimal():
            more = [str(number) for number in range(int(first) + 1, min(int(more[-1]), int(first) + 30) + 1)]
        found += [COUNTING.get(number, number) for number in (first, *more)]
    return list(dict.fromkeys(found))


def _promise(
    source: Source,
    keeper: Keeper,
    unit: Unit,
    span: tuple[int, int],
    parts: list[tuple[int, int]],
    place: int,
    numbers: list[str],
    near: bool,
) -> Candidate:
    said = unit.text[span[0] : span[1]]
    before = [unit.text[a:b] for a, b in parts[:place]]
    kept: Kept | None
    if numbers:
        kept, missing = keeper.by_number(numbers), [f"There is no recommendation {one}." for one in numbers]
    else:
        kept = keeper.by_place(unit) if near else None
        kept, missing = kept or keeper.by_words(said, before, unit, subject_of(said)), []
    reason = f"It says that this report recommends something. {kept.why}" if kept else (
        "It says that this report recommends something; no recommendation was found that does."
    )  # fmt: skip
    return told(
        source, CandidateKind.PROMISE, unit.passages(*span), Place(unit.page, unit.paragraph), reason,
        about=topic(said, before, unit.headings), kept_by=kept.ref if kept else None,
        doubts=kept.doubts if kept else (*missing, UNSURE),
    )  # fmt: skip
