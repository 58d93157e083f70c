"""Recommendations whose reference stands at their end, as those who investigate accidents print them: "(018/14)"."""

import re
from collections import Counter
from dataclasses import replace

from tracker.extraction.finding.cited import quoted, why_not
from tracker.extraction.finding.formulas import Way, formulas
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.leads import told_above
from tracker.extraction.finding.replies import is_reply
from tracker.extraction.finding.sentences import sentences
from tracker.extraction.finding.standing import Headings, among_recommendations, headings_above, is_prose, of_earlier
from tracker.extraction.finding.wording import asks_plainly
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage, Place
from tracker.rules.words import BlockKind

SAID = r"(?:(?:safety\s+|urgent\s+)*recommendations?\s*(?:no\.?|number)?\s*:?\s*|rec\.?\s*|ref(?:erence)?\.?\s*:?\s*)"
CODE = r"(?:[A-Z]{1,6}[ -]?)?\d{1,4}(?:[/:.–-](?:[A-Z]{1,3}-?)?\d{1,4}){0,3}(?:[A-Z]{1,2})?(?:[ /-]R\d{1,2})?"
AT_END = re.compile(rf"[(\[]\s*(?P<said>(?i:{SAID}))?(?P<code>{CODE})\s*[)\]]\s*\.?\s*$")
ALONE = re.compile(rf"(?:[A-Z]{{2,5}}\s+)?(?P<said>(?i:{SAID}))(?P<code>{CODE})\.?")
NO_REFERENCE = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?[a-z]?|\d{1,3}|\d+(?:[.:–-]\d+)+")
"""Years, the number of a source, ages, and the numbers of paragraphs."""
JOINED = re.compile(
    r"\d/\d|[A-Z].*\d[/:.–-](?:[A-Z]{1,3}-?)?\d|\d-[A-Z]{1,3}-?\d|[A-Z]-?\d{2,}-\d|R\d{1,3}$|[A-Z]\d{6}"
)
ASKS = re.compile(r"\b(?:should|must|shall|needs?\s+to|ought\s+to|recommend(?:s|ed)?)\b", re.IGNORECASE)
IMPERATIVE = re.compile(
    r"(?:Require|Revise|Review|Ensure|Develop|Establish|Conduct|Modify|Amend|Issue|Work|Install|Provide|Implement|Evaluate|Assess|Update|"
    r"Include|Publish|Train|Audit|Introduce|Adopt|Seek|Replace|Consider|Carry|Create|Add|Advise|Inform|Use|Make|Undertake|Put|Apply)\b"
)
CLOSES = ")]."
TAIL = 60
BACK = 30
SERIES = 2


def find(source: Source) -> list[Found]:
    """Each paragraph that recommends and ends with its reference; what answers or explains it is left where it is."""
    marked = [(block, code) for block in source.blocks if (code := _reference(source, block))]
    if not marked:
        return []
    above = headings_above(source)
    shapes = Counter(_shape(code) for _, code in marked)
    found = dict[str, Found]()
    for block, code in marked:
        one = _recommends(source, block, code, above[block.number], shapes[_shape(code)])
        if one is None:
            continue
        if (known := found.get(code)) is None:
            found[code] = one
        elif among_recommendations(one.headings) and not among_recommendations(known.headings):
            found[code] = replace(one, also=(*known.also, _place(source, known)))
        else:
            found[code] = replace(known, also=(*known.also, _place(source, one)))
    return sorted(found.values(), key=lambda one: (one.passages[0].block, one.passages[0].start))


def _reference(source: Source, block: Block) -> str | None:
    """The reference that a paragraph ends with, or that stands on a line of its own after it."""
    if block.number in source.contents or not is_prose(block):
        return None
    end = max(0, len(block.text) - TAIL)
    if block.text[-1:] in CLOSES and (found := AT_END.search(block.text, end)):
        said, code = found.group("said"), found.group("code")
        return code if said or (JOINED.search(code) and not NO_REFERENCE.fullmatch(code)) else None
    after = source.blocks[block.number + 1 : block.number + 2]
    before = source.blocks[max(0, block.number - 1) : block.number]
    if after and (found := _alone(after[0])) and not (before and _alone(before[0])):
        return found.group("code") if JOINED.search(found.group("code")) else None
    return None


def code_after(source: Source, one: Found) -> str | None:
    """The reference that a recommendation ends with, or that stands alone on the line after it and labels nothing."""
    last = one.passages[-1]
    words = source.blocks[last.block].text
    if last.end == len(words.rstrip()) and (code := _reference(source, source.blocks[last.block])):
        return code
    return None


def _alone(block: Block) -> re.Match[str] | None:
    if len(block.marker) + len(block.text) > TAIL:
        return None
    return ALONE.fullmatch(f"{block.marker} {block.text}".strip())


def _shape(code: str) -> str:
    """What references of one series have in common: letters and signs, not how many digits."""
    return re.sub(r"\d+", "9", code)


def _recommends(source: Source, block: Block, code: str, headings: Headings, series: int) -> Found | None:
    text = block.text
    if is_reply(text, block.marker) or of_earlier(headings):
        return None
    spans = sentences(text)
    for start, end in spans:
        for one in formulas(text, start, end):
            if one.way == Way.LEAD or quoted(text, one.start) or why_not(text[start:end], one.start - start):
                continue
            if not (series >= SERIES or JOINED.search(code) or among_recommendations(headings)):
                return None
            return _found(
                block, start, code, headings, f"{one.way.value.format(one.words)} Its reference stands at its end."
            )
    first = text[slice(*spans[0])] if spans else ""
    to = told_above(source, block.number)
    headings = (*headings, f"Recommendation to {to}") if to else headings
    if block.kind == BlockKind.ITEM and _is_limb(source, block):
        return None
    listed = among_recommendations(headings) or (
        block.kind == BlockKind.ITEM and IMPERATIVE.match(text) and JOINED.search(code)
    )
    asking = to or ASKS.search(first) or IMPERATIVE.match(text) or asks_plainly(text)
    if listed and series >= SERIES and asking and not why_not(first, 0):
        return _found(block, 0, code, headings, "It stands among recommendations, and its reference stands at its end.")
    return None


def _is_limb(source: Source, block: Block) -> bool:
    """Whether an item belongs to a recommendation whose words lead its list in: "… recommended that the operator:"."""
    for one in reversed(source.blocks[max(0, block.number - BACK) : block.number]):
        if one.kind == BlockKind.TEXT:
            return one.text.rstrip().endswith(":") and any(f.way != Way.LEAD for f in formulas(one.text))
        if one.kind != BlockKind.ITEM:
            return False
    return False


def _found(block: Block, start: int, code: str, headings: Headings, reason: str) -> Found:
    sure = 0.95 if among_recommendations(headings) else 0.8
    return Found((Passage(block.number, start, len(block.text)),), reason, ref=code, headings=headings, certainty=sure)


def _place(source: Source, one: Found) -> Place:
    block = source.blocks[one.passages[0].block]
    return Place(block.page, block.marker or None)
