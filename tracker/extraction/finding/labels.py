"""What labels a recommendation where it is printed: "Recommendation 7", "R7", "Recommendation to the Board:"."""

import re
from dataclasses import dataclass

from tracker.extraction.finding.outline import number
from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty"
)
REF = (
    r"(?:[A-Z]{1,4}[-/ ]?)?\d{1,7}(?:[./-](?:[A-Z]{1,3}-)?\d{1,4}){0,4}(?:\([a-z]\)|[a-z](?![\w’']))?"
    rf"|(?i:{NUMBER_WORDS})(?!\w)|[IVX]{{2,5}}(?!\w)|[A-Z](?![\w’'.])"
)
SPEAKING = (
    "see|in|with|to|of|as|and|the|this|that|these|those|under|per|from|by|on|for|a|an|each|every|regarding|about|through|via|"
    "following|after|before|against|both|any|our|my|their|its|is|was|were|are|has|had|or|not|no|which|made|meet|meets"
)
BEFORE = rf"(?:(?!(?i:{SPEAKING})\b)[A-Z][\w’'&/-]{{1,20}} (?:(?!(?i:{SPEAKING})\b)[\w’'&/-]{{1,20}} ){{0,3}}?)?"
SEPARATOR = r"(?P<sep>\s*[:–—]|\s+-(?=\s)|-(?=\s)|\s*[.)](?=\s|$)|\s*$|(?=\s))"
NUMBERED = re.compile(
    rf"(?P<word>{BEFORE}(?:[Rr]ecommendation|RECOMMENDATION|Rec\.?(?=\s?\d)|REC\.?(?=\s?\d)))(?![A-Za-z])"
    rf"(?:\s*(?i:no|number|nr|ref)\b\.?:?|\s*#)?\s*(?P<ref>{REF})"
    rf"(?P<to>\s*(?:\((?![a-z]\))[^()]{{2,80}}\)|(?i:to|for)\s[^:.;]{{2,100}}(?=:)|\s(?:made|issued|published)\s(?:on|in)\s[^:.;]{{4,40}}(?=:|$)))?{SEPARATOR}"
)
SHORT = re.compile(
    r"(?P<ref>[A-Z]{0,3}R\d{1,3}(?:\.\d{1,2})?[a-z]?)(?P<to>)"
    r"(?P<sep>\s*[:–—.)]|\s+-(?=\s)|\s*$|(?=\s+[A-Z]))(?!\d)"
)
CODED = re.compile(
    r"(?P<ref>(?:19|20)\d\d(?:/\d{1,4}|-[A-Z]\d{1,4}|-\d{3,4})|[A-Z]{1,3}-?\d\d-\d{1,3})(?P<to>)(?P<sep>\s*[:–—]|\s+-(?=\s)|\s*$|(?=\s+[A-Z]))"
)
"""A year and a number, "2019/110", as marine investigators label theirs."""
UNNUMBERED = re.compile(
    rf"(?P<ref>)(?P<word>{BEFORE}(?:[Rr]ecommendation|RECOMMENDATION))"
    r"(?P<to>\s+(?i:to|for)\s[^:.;]{2,120}?)?(?P<sep>\s*[:–—]|\s+-(?=\s)|\s*$)"
)
MENTION = re.compile(r"(?!(?:[a-z]|[ivx]{1,4})\)\s)[a-z,;&/]")
STARTS_LOWER = re.compile(r"(?:that|to|for)\s")
CONTENTS_LINE = re.compile(r"(?:\.{3,}|…{2,}|(?:\s\.){3,}|\t|\s{2,})\s*(?:p\.?\s?)?\d{1,4}$")
STATUS_ONLY = re.compile(
    r"(?i)(?:progress|update|response|reply|status|(?:partially |fully |not |partly )?(?:accepted|rejected|"
    r"completed?|met)|"
    r"actions?|action plan|evidence)\b[^.]{0,40}\.?$"
)
LONGEST = 300
NEAR = 110
"""Letters within which a label says "Recommendation", if it does: four words may stand before it."""
AFTER = 12
"""So many blocks below a label are looked at for its list."""
ASIDE = re.compile(r"\(([^()]{2,80})\)\s*[:.]?")
ASIDE_FIRST = re.compile(r"\(([A-Z][^()]{2,80})\)\s*[:–—-]?\s+(?=[A-Z])")
ABOUT_IT = re.compile(
    r"(?i)(?:(?:is|was|were|has|have|had|are|will be|should be read|relates|refers|addresses|concerns|builds|"
    r"above|below|"
    r"calls?|asks?|which|also)\b)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed at the beginning of a block; its words go on at `start` of the block's text."""

    ref: str | None
    start: int
    to: str = ""
    """Whom the label itself names: "the Board" of "Recommendation to the Board:"."""
    short: bool = False
    """A letter and a number only, "R7", or "2019/110", which may be something else where it stands alone."""


def label(block: Block) -> Label | None:
    """The label that begins a block; None where there is none, or it is only spoken of ("Recommendation 3 was …")."""
    if block.kind in (BlockKind.ROW, BlockKind.NOTE):
        return None
    marker = block.marker.strip()
    if marker and len(marker) <= LONGEST and (found := _match(marker)) and found.end() == len(marker):
        return _judged(found, block.text, 0, separated=True)  # what is only spoken of is no marker
    head = block.text[:LONGEST]
    if found := _match(head):
        return _judged(found, block.text, found.end(), separated=bool(found["sep"].strip()))
    return None


def _match(words: str) -> re.Match[str] | None:
    near = words[:NEAR]
    if "ecommendation" not in near and "Rec" not in near and "REC" not in near:
        return SHORT.match(words) or CODED.match(words)
    return NUMBERED.match(words) or SHORT.match(words) or CODED.match(words) or UNNUMBERED.match(words)


def _judged(found: re.Match[str], text: str, start: int, *, separated: bool) -> Label | None:
    while start < len(text) and text[start].isspace():
        start += 1
    rest = text[start:]
    if CONTENTS_LINE.search(rest[-40:]) or STATUS_ONLY.match(rest[:80]):
        return None
    if not separated and rest and MENTION.match(rest) and not STARTS_LOWER.match(rest):
        return None
    if found["sep"].strip() == "." and ABOUT_IT.match(rest):
        return None
    to = (found["to"] or "").strip(" ()")
    if aside := ASIDE.fullmatch(rest):  # "Recommendation 3 (high priority)" alone on its line
        start, to = len(text), aside[1]
    elif aside := ASIDE_FIRST.match(rest):  # "Recommendation 3 (Police) Share …"
        to = aside[1]  # kept among the words, as printed
    to = re.sub(r"^(?i:to|for)\s+|^(?:made|issued|published)\s.*", "", to)
    return Label(found["ref"] or None, start, to, short=found.re in (SHORT, CODED))


def opens_list(source: Source, block: int, one: Label) -> bool:
    """Whether a label without a number is the heading of a numbered list."""
    if one.ref or one.start < len(source.blocks[block].text):
        return False
    after = next((b for b in source.blocks[block + 1 : block + 3] if b.kind != BlockKind.NOTE), None)
    numbered = number(after) if after else None
    if not (after and numbered) or (numbered.path[-1] != 1 and not (one.to and len(numbered.path) == 1)):
        return False
    if one.to and after.kind == BlockKind.ITEM:  # "Recommendation for the Police": a list may hold one
        return True
    rest = source.blocks[after.number + 1 : after.number + 1 + AFTER]
    rest = rest[: next((at for at, b in enumerate(rest) if b.kind == BlockKind.HEADING), len(rest))]
    return any(b.kind == BlockKind.ITEM or ((n := number(b)) and n.path[:-1] == numbered.path[:-1]) for b in rest)
