"""Recommendations of one agency's own review, told in the narrative, and the headings that stand over lists of them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from tracker.extraction.narrative import agencies
from tracker.extraction.narrative.agency_words import (
    ALL_OF_THEM,
    ASKS,
    BACK,
    BARE,
    GENERAL,
    GOES_ON,
    HEALTH_OVERVIEW,
    NEEDS,
    NOT_ITS_OWN,
    NOT_MADE,
    OVER,
    OVERVIEW,
    OWN_WORK,
    POINTS,
    SAID_OF,
    SAYS,
    SAYS_OF,
)
from tracker.extraction.narrative.sentence import sentences
from tracker.extraction.narrative.telling import Unit, inside, items_after, taken_by, units
from tracker.extraction.narrative.told import told
from tracker.extraction.narrative.topic import OPENING, short, topic
from tracker.extraction.source import Source
from tracker.rules.candidates import Candidate, Place
from tracker.rules.words import CandidateKind

NUMBERED = re.compile(r"\(?\d{1,2}[.)]")
LAST_NUMBER = re.compile(r"\d+$")


@lru_cache(maxsize=4096)
def is_single_agency(headings: tuple[str, ...]) -> str | None:
    """Whose own recommendations stand under these headings, from the outermost: the agency as written, empty where the
    headings do not say; None where they are the review's."""
    for place in range(len(headings) - 1, -1, -1):
        heading = headings[place]
        if OVER.search(heading) and SAID_OF.search(" ".join(headings[: place + 1])):
            if OVERVIEW.search(heading):
                return None
            below = agencies.in_headings(headings[place + 1 :])
            return (
                below
                or agencies.in_headings((OVER.sub("", SAID_OF.sub("", heading)).strip(" :–-.()"),))
                or agencies.in_headings(headings[:place])
                or ""
            )
        if OVERVIEW.search(heading) and SAID_OF.search(heading):
            return None
    return None


def reviews_own(listed: Sequence[tuple[str | None, str | None]]) -> list[str | None]:
    """Whose each of a report's recommendations is, out of its reference and whose its heading says it is: None for the
    review's. A list under a heading of single agencies that goes on with the numbers of the review's own is the
    review's too."""
    whose = [one for _, one in listed]
    for at, ((before, _), (ref, _)) in enumerate(pairwise(listed), start=1):
        first, second = LAST_NUMBER.search(before or ""), LAST_NUMBER.search(ref or "")
        if not first or not second or whose[at - 1] is not None or int(second[0]) != int(first[0]) + 1:
            continue
        if (before or "")[: first.start()] == (ref or "")[: second.start()]:
            whose[at] = None
    return whose


def find(source: Source, recommendations: tuple[Candidate, ...]) -> list[Candidate]:
    """Each once, in the order of the report."""
    every, taken = units(source), taken_by(recommendations)
    found = list[Candidate]()
    done = set[int]()
    just: Candidate | None = None
    for place, unit in enumerate(every):
        if unit.heading or unit.number in done:
            continue
        if (
            unit.text.rstrip().endswith(":")
            and (items := items_after(every, place))
            and _leads_list(unit, every, place)
        ):
            whose = (
                agencies.in_sentence(unit.text)
                or agencies.run_in(unit.text)
                or (None if GENERAL.search(unit.text) else agencies.in_headings(unit.headings))
            )
            for item in items:
                if not inside(item, 0, len(item.text), taken):
                    done.add(item.number)
                    found.append(
                        _told(
                            source,
                            item,
                            (0, len(item.text)),
                            "It stands in a list of what agencies’ own reviews recommend.",
                            whose,
                            topic_of_item(item.text),
                        )
                    )
            continue
        listed = unit.item or NUMBERED.fullmatch(unit.marker)
        whose = is_single_agency(unit.headings) if listed and not inside(unit, 0, len(unit.text), taken) else None
        if whose is not None:
            why = f"It stands in the list under “{unit.headings[-1]}”."
            found.append(_told(source, unit, (0, len(unit.text)), why, whose or None, topic_of_item(unit.text)))
            continue
        prose = _in_prose(source, unit, taken, just) if "ecommend" in unit.text else []
        found += prose
        just = prose[-1] if prose and prose[-1].passages[-1].end == len(unit.text) else None
    return found


def _leads_list(unit: Unit, every: tuple[Unit, ...], place: int) -> bool:
    """Whether a list follows that an agency's review, or several, recommend."""
    near = " ".join(one.text for one in every[max(0, place - 1) : place + 1])
    if "recommend" not in near.lower():
        return False
    start, end = sentences(unit.text)[-1]
    said = unit.text[start:end]
    if NOT_MADE.search(said):
        return False
    if says(said) and not GENERAL.search(said):
        return True
    return bool(ALL_OF_THEM.search(said))


def says(said: str) -> re.Match[str] | None:
    """Where a sentence says that an agency's own review recommends something."""
    if "recommend" not in said.lower():
        return None
    if one := SAYS.search(said):
        return one
    for one in SAYS_OF.finditer(said):
        who = one.group("who")
        if NOT_ITS_OWN.search(who + " ") and not HEALTH_OVERVIEW.search(one.group()):
            continue
        if agencies.SPOKEN.search(who) or agencies.NAMES_ONE.search(who):
            return one
    return None


def goes_on_with(said: str, before: str) -> bool:
    """Whether a sentence goes on with what the one before tells of an agency's own review."""
    return bool(GOES_ON.match(said) and (says(before) or OWN_WORK.search(before)))


def _in_prose(
    source: Source, unit: Unit, taken: dict[int, list[tuple[int, int, Candidate]]], just: Candidate | None
) -> list[Candidate]:
    """`just` is what the paragraph before ended with: "It also recommends" goes on with it."""
    found = list[Candidate]()
    parts = sentences(unit.text)
    last = -1 if just else -2
    for place, (start, end) in enumerate(parts):
        said = unit.text[start:end]
        goes_on = GOES_ON.match(said) if last == place - 1 else None
        if not goes_on and OWN_WORK.search(said):
            last = place
        told_by = says(said) or goes_on
        if not told_by or inside(unit, start, end, taken):
            continue
        if NOT_MADE.search(said[: told_by.end() + 30]) or GENERAL.search(said[: told_by.end()]):
            continue
        last = place
        whose = agencies.in_sentence(said)
        if not whose and goes_on:
            earlier = found[-1].agency if found else just.agency if just else None
            whose = earlier or agencies.subject(unit.text[slice(*parts[place - 1])] if place else "")
        whose = whose or (None if goes_on else agencies.subject(said))
        section = agencies.run_in(unit.text) or agencies.in_headings(unit.headings)
        if section and (not whose or whose.lower() in section.lower()):
            whose = section
        whose = whose or agencies.acting(said)
        before = [unit.text[a:b] for a, b in parts[:place]]
        about = topic(said, before, ())
        quote = _quotation(said, start)
        if quote is None and said.rstrip().endswith(":") and place + 1 < len(parts):
            quote = (parts[place + 1][0], parts[-1][1])
        if quote is not None:
            about, start, end = topic_of_item(unit.text[quote[0] : quote[1]]), *quote
        elif BARE.search(said) or (BACK.match(said) and not goes_on) or POINTS.search(said):
            first = _begins(unit, parts, place)
            start = parts[first][0]
            asked = NEEDS.search(unit.text[start:end])
            about = short(asked.group("what")) if asked else short(OPENING.sub("", unit.text[slice(*parts[first])]))
        found.append(
            _told(source, unit, (start, end), "It is told as what an agency’s own review recommends.", whose, about)
        )
    return found


def _quotation(said: str, offset: int) -> tuple[int, int] | None:
    """The words in quotation marks after a colon, without the marks."""
    found = re.search(
        r"recommend[^:]{0,160}:\s*[“\"‘'](?P<what>.{25,}?)[”\"’'](?=\W*$|\s+(?:is|are|was)\b)", said, re.DOTALL
    )
    return (offset + found.start("what"), offset + found.end("what")) if found else None


def _begins(unit: Unit, parts: list[tuple[int, int]], place: int) -> int:
    """The sentence with which that begins which a sentence points back to: the nearest that asks, and what it needs."""
    for earlier in range(place - 1, max(-1, place - 4), -1):
        said = unit.text[slice(*parts[earlier])]
        if ASKS.search(said) and not BACK.match(said):
            return earlier
    earlier = max(0, place - 1)
    while earlier > max(0, place - 3) and BACK.match(unit.text[slice(*parts[earlier])]):
        earlier -= 1
    return earlier


def topic_of_item(text: str) -> str:
    """What an item of a list is about: its first words."""
    return short(re.split(r"[;:]\s|\.\s", text.strip(), maxsplit=1)[0] or text)


def _told(source: Source, unit: Unit, span: tuple[int, int], reason: str, whose: str | None, about: str) -> Candidate:
    doubts = () if whose else ("The report does not say here whose review it is.",)
    return told(
        source, CandidateKind.SINGLE_AGENCY, unit.passages(*span), Place(unit.page, unit.paragraph), reason,
        about=about, agency=whose, doubts=doubts,
    )  # fmt: skip
