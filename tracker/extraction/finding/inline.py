"""Recommendations told in running text: "It is recommended that the Trust …", "We recommend that …"."""

import re
from collections.abc import Iterator

from tracker.extraction.finding.cited import about_the_family, introduced, is_cited, quoted, why_not
from tracker.extraction.finding.extent import NUMBER, extent, follows
from tracker.extraction.finding.formulas import Formula, Way, formulas
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.sentences import sentences
from tracker.extraction.finding.standing import (
    Headings,
    among_recommendations,
    headings_above,
    in_the_story,
    is_prose,
    of_earlier,
    on_the_shelf,
)
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

LISTED = re.compile(
    r"(?:safety\s+)?(?:recommendation|rec\.?)\s*\d+.*|R\s?\d+.*|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?",
    re.IGNORECASE,
)
LABELLED = re.compile(r"(?:safety\s+)?(?:recommendation|rec\.?)\s*\d+.*|R\s?\d+", re.IGNORECASE)
POINTS = re.compile(r"(?:\bsee|[(\[])\s*(?:also\s+)?rec(?:ommendation)?s?\.?\s+(?:no\.?\s*)?\d", re.IGNORECASE)
"""A sentence that names its recommendation by number only points to it."""
LONG_LIST = 3
LABELS = 2
"""Fewer make a list if each is labelled."""
ASKS = re.compile(
    r"\b(?:should|must|needs?\s+to|ought\s+to|is\s+(?:asked|invited|urged|required)\s+to)\b", re.IGNORECASE
)
WHO_ACTS = re.compile(
    r"\b(?:(?i:boards?|partnerships?|trusts?|ccgs?|icbs?|icss?|council|authorit(?:y|ies)|services?|agenc(?:y|ies)|police|constabulary|"
    r"commissioners?|department|government|ministers?|secretary|committees?|schools?|colleges?|practices?|teams?|providers?|"
    r"organisations?|nhs|hospitals?|chief|directors?|panels?|groups?|partners?|compan(?:y|ies)|operators?|association|leaders?|"
    r"managers?|professionals|practitioners|training|policy|polic(?:y|ies)|guidance|procedures?|protocols?|review|audits?|systems?)|"
    r"[A-Z]{2,}\w*)\b",
)
PUBLIC = re.compile(
    r"\s*(?:that\s+)?(?:all\s+)?(?:adults?|children|people|women|men|infants|babies|individuals|patients|everyone|mothers|pregnant|"
    r"young\s+people|older\s+people|parents)\b[^.]*?\b(?:\d|one|two|three|four|five|six|eight|daily|weekly|day|week|minutes|hours)\b",
    re.IGNORECASE,
)
"""Advice to the public: how much to eat, move, sleep."""
CONDITION = re.compile(
    r"\b(?:where|when|whether|if|whenever|unless|what|which|how|not|n[o’']t|never|no)\s+$", re.IGNORECASE
)
ALIKE = 0.6
WORDS = re.compile(r"[a-z]{4,}")
NEAR = 300


def find(source: Source) -> list[Found]:
    """Each recommendation that running text makes. In a report that also prints a list, only those that stand at the
    beginning of a paragraph, in the present tense, and that the list does not have."""
    if not any("recommend" in one.text.lower() for one in source.blocks):
        return []
    above = headings_above(source)
    found = [one for block in source.blocks for one in _of_block(source, block, above)]
    listed = _listed(source, above)
    labels = [one for one in listed if LABELLED.fullmatch(one.marker)]
    if (len(listed) < LONG_LIST and len(labels) < LABELS) or len([one for one in found if one[1]]) > 2 * len(listed):
        return _once([one for one, _ in found])
    known = [set(WORDS.findall(one.text.lower())) for one in listed]
    numbers = {one.number for one in listed}
    return _once([_beside(one) for one, opens in found if opens and not _has(source, one, known, numbers)])


def _of_block(source: Source, block: Block, above: list[Headings]) -> Iterator[tuple[Found, bool]]:
    """The recommendations that a paragraph makes, each with whether it opens the paragraph."""
    if block.number in source.contents or "recommend" not in block.text.lower() or not is_prose(block):
        return
    spans = sentences(block.text)
    taken = [(at, one) for at, span in enumerate(spans) if (one := _taken(source, block, span, above[block.number]))]
    if taken and introduced(source, block):
        return
    for place, (at, one) in enumerate(taken):
        until = taken[place + 1][0] if place + 1 < len(taken) else len(spans)
        if one.way == Way.LEAD:
            for passages in follows(source, block, one, at == len(spans) - 1):
                if passages and not is_cited(source, passages[0]):
                    yield _found(source, block, one, passages, above[block.number]), False
            continue
        for passages in extent(source, block, one, spans[at:until], at == 0, until == len(spans)):
            yield (
                _found(source, block, one, passages, above[block.number]),
                at == 0 and one.way in (Way.IMPERSONAL, Way.WE),
            )


def _taken(source: Source, block: Block, span: tuple[int, int], headings: Headings) -> Formula | None:
    """The formula by which a sentence recommends for this report, or None."""
    start, end = span
    sentence = block.text[start:end]
    if "recommend" not in sentence.lower() or POINTS.search(sentence):
        return None
    for one in formulas(block.text, start, end):
        before, rest = sentence[: one.start - start], block.text[one.end : end]
        if CONDITION.search(before) or quoted(block.text, one.start) or why_not(sentence, one.start - start):
            continue
        if one.way == Way.LEAD:
            earlier = of_earlier(headings) or is_cited(source, Passage(block.number, start, end))
            return None if earlier else one
        if one.way == Way.PAST:
            if not among_recommendations(headings) or of_earlier(headings) or about_the_family(block.text, one.end):
                continue
            return one
        if one.way == Way.TOLD and (len(before) > 120 or not WHO_ACTS.search(before)):
            continue
        if not among_recommendations(headings):
            if one.way != Way.OWN and (in_the_story(headings) or on_the_shelf(headings)):
                continue
            if about_the_family(block.text, one.end) or PUBLIC.match(rest):
                continue
            if one.way == Way.IMPERSONAL and _after_others(block.text, start, rest, before):
                continue
        return one
    return None


def _after_others(text: str, start: int, rest: str, before: str) -> bool:
    """Whether "It is recommended" only goes on telling what the sentence before quotes from others."""
    if not start or before.strip(" ,") or WHO_ACTS.search(rest[:NEAR]):
        return False
    spans = sentences(text[:start])
    return bool(spans) and why_not(text[slice(*spans[-1])] + " ", len(text[slice(*spans[-1])])) is not None


def _found(source: Source, block: Block, formula: Formula, passages: tuple[Passage, ...], headings: Headings) -> Found:
    """A recommendation that a formula makes; an item of the list that it introduces keeps its number."""
    first = source.blocks[passages[0].block]
    number = NUMBER.fullmatch(first.marker) if first.number != block.number and first.kind == BlockKind.ITEM else None
    sure = among_recommendations(headings)
    doubts = () if sure or formula.way == Way.LEAD else ("It stands outside a chapter of recommendations.",)
    if formula.way == Way.PAST:
        doubts = ("It is told in the past tense: it may be an earlier recommendation.",)
    return Found(
        passages,
        formula.way.value.format(formula.words),
        ref=number.group(1) if number else None,
        headings=headings,
        doubts=doubts,
        certainty=(0.75 if sure else 0.6) - (0.2 if formula.way in (Way.PAST, Way.LEAD) else 0),
    )


def _beside(one: Found) -> Found:
    doubt = "The report also prints a list of recommendations, which does not have this one."
    return Found(one.passages, one.reason, headings=one.headings, doubts=(*one.doubts, doubt), certainty=0.4)


def _listed(source: Source, above: list[Headings]) -> list[Block]:
    """The paragraphs of a list of recommendations: labelled, or numbered under their heading."""
    found = []
    for one in source.blocks:
        if one.number in source.contents or (one.kind == BlockKind.HEADING and not LABELLED.fullmatch(one.marker)):
            continue
        stands = among_recommendations(above[one.number]) and _listed_there(one)
        listed = LABELLED.fullmatch(one.marker) or stands
        if listed and not next(formulas(one.text), None) and not is_cited(source, one):
            found.append(one)
    return found


def _listed_there(one: Block) -> bool:
    return (
        one.kind == BlockKind.ROW
        or bool(LISTED.fullmatch(one.marker))
        or (one.kind == BlockKind.ITEM and bool(ASKS.search(one.text)))
    )


def _has(source: Source, one: Found, known: list[set[str]], numbers: set[int]) -> bool:
    """Whether the list has a recommendation already, or it stands in the list."""
    if any(passage.block in numbers for passage in one.passages):
        return True
    words = {
        word
        for passage in one.passages
        for word in WORDS.findall(source.blocks[passage.block].text[passage.start : passage.end].lower())
    }
    return any(
        len(words & other) >= ALIKE * min(len(words), len(other) or 1) for other in known if len(other) > LONG_LIST
    )


def _once(found: list[Found]) -> list[Found]:
    """Each place once: what a lead introduces may also recommend by its own words, which are the surer."""
    places = set[int]()
    kept = []
    for one in sorted(found, key=lambda found: -found.certainty):
        if not (fresh := {passage.block * 10**7 + passage.start for passage in one.passages}) & places:
            kept.append(one)
            places |= fresh
    return sorted(kept, key=lambda one: (one.passages[0].block, one.passages[0].start))
