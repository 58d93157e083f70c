"""References to other reviews: by number ("Ref 070"), by name ("Serious Case Review of Child X (2012)"), or only as
"another current SCR". Statutory guidance, research, inspections and books are not reviews of a case.
"""

import re
from dataclasses import replace
from functools import cache

from tracker.extraction.front import front_page, subject
from tracker.extraction.narrative.reference_words import (
    BOOKS,
    GENERAL,
    KIND,
    LOOSE,
    NAMED,
    NUMBERED,
    OF_WHOM,
    STUDIES,
    THIS,
    WHOM,
)
from tracker.extraction.narrative.sentence import sentences
from tracker.extraction.narrative.telling import inside, taken_by, units
from tracker.extraction.narrative.told import told
from tracker.extraction.source import Source
from tracker.rules.candidates import Candidate, Place
from tracker.rules.words import CandidateKind

WHO = re.compile(r"(?:concerning|about|regarding|of|into|on)\s+((?:[A-Z][a-zé’'-]+\s?)+)$")
FRONT, LONGEST_TITLE = 6, 120
PLAN = re.compile(r"[’']s?\s+(?!(?:case|death|life)\b)[a-z]+")
"""A review of a child's plan, care or school is none of a case."""
NEEDED = ("review", "report", "inquiry", "scr", "spr", "cpr", "dhr", "sar", "ref")
"""Without one of these words no pattern here finds anything."""


def find(source: Source, recommendations: tuple[Candidate, ...]) -> list[Candidate]:
    """Each review once, with every place where it is referred to; in the order of the report. Those inside a
    recommendation carry its reference."""
    taken, own = taken_by(recommendations), subject(source)
    front = " ".join(one.text for one in front_page(source)[:FRONT] if len(one.text) < LONGEST_TITLE)
    found: dict[str, Candidate] = {}
    book = cache(lambda heading: BOOKS.search(heading) is not None)
    for unit in units(source):
        if unit.heading or not _may(unit.text) or any(map(book, unit.headings)):
            continue
        before = ""
        for start, end in sentences(unit.text):
            said = unit.text[start:end]
            others, whom = written_as(said), None
            if others:
                whom = OF_WHOM.search(f"{before} {said}")
            before = said
            for written, reason in others:
                if _is_own(written, own) or _on_front(written, front):
                    continue
                if whom and "without naming" in reason and whom.group(1) not in own:
                    written = f"{written}, {whom.group(1)}"
                owner = inside(unit, start, end, taken)
                place = Place(unit.page, owner.ref if owner and owner.ref else unit.paragraph)
                key = _key(written)
                if key in found:
                    _again(found, key, place)
                    continue
                found[key] = told(
                    source, CandidateKind.CROSS_REFERENCE, unit.passages(start, end), place, reason, about=written,
                    ref=owner.ref if owner else None,
                )  # fmt: skip
    return list(found.values())


def written_as(said: str) -> list[tuple[str, str]]:
    """The other reviews that a sentence refers to, as written, each with why it was taken."""
    low = said.lower()
    if not any(word in low for word in NEEDED):
        return []
    found = list[tuple[str, str]]()
    spans = list[tuple[int, int]]()
    for one in NUMBERED.finditer(said):
        start, end = one.span()
        loose = [each for each in LOOSE.finditer(said[:start]) if start - each.end() < 4]
        if not loose and not re.search(rf"{KIND}\W+(?:\w+\W+){{0,4}}$", said[:start], re.IGNORECASE):
            continue
        begin = loose[-1].start() if loose else start
        found.append((said[begin:end].strip(), "It names another review by its number."))
        spans.append((begin, end))
    for one in NAMED.finditer(said):
        if PLAN.match(said, one.end() - (said[one.end() - 1] in "’'")):
            continue
        if _free(one.span(), spans) and not THIS.search(said[: one.start()]):
            found.append((one.group().strip(" ,"), "It names another review."))
            spans.append(one.span())
    if not spans:
        for one in LOOSE.finditer(said):
            around = said[max(0, one.start() - 60) : one.end() + 60]
            if STUDIES.search(around) or GENERAL.search(said[: one.start()]) or THIS.search(said[: one.start()]):
                continue
            whom = WHOM.match(said, one.end())
            found.append(
                (
                    " ".join(said[one.start() : whom.end() if whom else one.end()].split()).rstrip(" ("),
                    "It speaks of another review without naming it.",
                )
            )
            break
    return found


def _is_own(written: str, own: str) -> bool:
    """Whether a name is only that of this report's own subject."""
    names = {
        " ".join(one.lower().split())
        for one in re.findall(r"(?:Child|Baby|Adult|Family|Young\s+Person)\s+[A-Z][a-z]{0,2}\d*\b", written)
    }
    return bool(own) and names == {own.lower()}


def _on_front(written: str, front: str) -> bool:
    """Whether whom it names is named on the first page: then it is this report's own."""
    names = WHO.findall(written)
    return bool(names) and all(re.search(rf"\b{re.escape(name)}\b", front) for name in names)


def _may(text: str) -> bool:
    return (
        "eview" in text
        or "SCR" in text
        or "Ref" in text
        or "nquiry" in text
        or "SPR" in text
        or "DHR" in text
        or "SAR" in text
    )


def _free(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return all(span[1] <= start or span[0] >= end for start, end in spans)


def _key(written: str) -> str:
    low = re.sub(r"\(?(?:19|20)\d\d\)?", "", written.lower())
    name = re.search(
        r"(?:child|baby|adult|family)\s+\W?[a-z0-9]{1,3}\b(?:\s+and\s+(?:child\s+)?[a-z0-9]{1,2}\b)?|ref\W*\w+", low
    )
    return (
        name.group()
        if name
        else re.sub(
            r"\W+",
            " ",
            re.sub(
                rf"{KIND}|\b(?:the|of|into|death|report|inquiry|review|first|second)\b", "", low, flags=re.IGNORECASE
            ),
        ).strip()
        or low
    )


def _again(found: dict[str, Candidate], key: str, place: Place) -> None:
    one = found[key]
    if place != one.place and place not in one.also:
        found[key] = replace(one, also=(*one.also, place))
