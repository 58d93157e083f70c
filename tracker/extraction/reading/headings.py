"""Which paragraphs of a text are headings, where the text has no styles to say so."""

import re

from tracker.extraction.reading.contents import letters
from tracker.extraction.reading.draft import Draft
from tracker.rules.words import BlockKind

LEAD_IN = re.compile(
    r"(?:that|to|the|this|these|those|it|they|we|he|she|i|for|in|by|and|or|as|which|where|when|if)\b", re.I
)
OPEN_END = re.compile(
    r"\b(?:that|and|or|of|the|a|an|to|for|with|by|in|on|at|from|as|is|are|was|were|be|which|who|should)$"
)
"""Words that no title ends with."""
SENTENCES = re.compile(r"\b(?:should|must|shall)\b[^.]*[a-z]{3}\. \(?[A-Z]")
"""More than a title says: a sentence that asks, with something after it."""
LISTED = (BlockKind.ITEM, BlockKind.ROW, BlockKind.NOTE)
LONGEST_TITLE = 25
LONGEST_LOOKED = 1_000
"""Letters; no title is longer."""


def settle_headings(drafts: list[Draft], titles: set[str]) -> None:
    """Turns paragraphs that are headings into such, with their levels. `titles` are those of the contents."""
    deepest = 1
    for at, one in enumerate(drafts):
        if one.contents or one.settled or one.kind in (BlockKind.NOTE, BlockKind.ROW):
            if one.kind == BlockKind.HEADING and one.marker and one.family == "dotted":
                deepest = one.level
            continue
        before, after = _beside(drafts, at, -1), _beside(drafts, at, 1)
        if one.family == "label":
            if not one.text or (is_title(one) and len(one.text.split()) <= 12 and (one.bold or one.level)):
                one.kind, one.level = BlockKind.HEADING, one.level or deepest + 1
            continue
        if one.kind == BlockKind.HEADING:
            continue
        named = letters(one.text) in titles and not one.family.startswith("•")
        if (named and len(one.text.split()) <= LONGEST_TITLE) or _heads(one, before, after):
            one.kind = BlockKind.HEADING
            numbered = one.marker.count(".") + 1 if one.family == "dotted" else 1 if one.marker else 0
            one.level = numbered or (1 if one.text.isupper() else deepest + 1)
            deepest = one.level if numbered else deepest


def is_title(one: Draft) -> bool:
    """Whether a text could be a title: it begins large and ends without a full stop."""
    text = one.text
    return (
        bool(text)
        and not text.endswith((".", ";", ",", ":", "!", "-", "–", "—"))
        and not SENTENCES.search(text[:LONGEST_LOOKED])
        and not (text[0].islower() or OPEN_END.search(text[-12:]))
    )


def is_capitals(text: str) -> bool:
    """Whether a text is in capitals, as headings are; not so an abbreviation or a postcode alone."""
    if len(text) > 300 or not text.isupper():
        return False
    words = [word for word in text.split() if word.isalpha() and len(word) > 3]
    count = len(text.split())
    return bool(words) and count <= LONGEST_TITLE and (count > 1 or len(text) > 6)


def _heads(one: Draft, before: Draft | None, after: Draft | None) -> bool:
    text, count = one.text, len(one.text.split())
    if not text or count > LONGEST_TITLE or (one.family.startswith("•")):
        return False
    if _is_child(one, after):
        return count <= LONGEST_TITLE
    if one.bold and count <= 15 and not text.endswith((".", ";", ",")):
        return not LEAD_IN.match(text) or not text.endswith(":")
    sibling = after is not None and bool(one.marker) and after.family == one.family and after.depth == one.depth
    if is_capitals(text) and not text.endswith((";", ",")):
        return not sibling
    if one.marker:
        lone = not sibling and not (before is not None and before.family == one.family and before.kind in LISTED)
        return one.family in ("dotted", "1.", "bare") and count <= 12 and is_title(one) and lone
    return one.gap and count <= 12 and _stands_alone(one, before, after)


def _stands_alone(one: Draft, before: Draft | None, after: Draft | None) -> bool:
    """A short line between paragraphs, with a capital and no full stop."""
    if after is None or after.kind == BlockKind.NOTE or one.text[0].islower() or not one.text[0].isalpha():
        return False
    if before is not None and before.kind == BlockKind.TEXT and before.text[-1:] not in '.?!:”’")…' and not before.gap:
        return False
    if before is not None and before.text.endswith((":", ";", ",")) and not after.marker:
        return False  # an item without a bullet
    if one.text.endswith(":"):
        return len(one.text.split()) <= 4 and not LEAD_IN.match(one.text)
    if not is_title(one):
        return False
    return bool(after.marker) or after.kind in LISTED or len(after.text) > 1.5 * len(one.text) or after.text.isupper()


def _is_child(one: Draft, after: Draft | None) -> bool:
    """Whether the next paragraph is the first below this one: "4.5" before "4.5.1"."""
    if after is None or not one.marker or not one.marker[:1].isdecimal():
        return False
    return after.marker == one.marker.rstrip(".):").lstrip("(") + ".1" or after.marker == one.marker.rstrip(".") + ".01"


def _beside(drafts: list[Draft], at: int, step: int) -> Draft | None:
    """The next piece that way that is no footnote."""
    at += step
    while 0 <= at < len(drafts):
        if drafts[at].kind != BlockKind.NOTE:
            return drafts[at]
        at += step
    return None
