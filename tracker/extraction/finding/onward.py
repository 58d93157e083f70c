"""Whether a section of recommendations goes on beneath a heading that seems to end it: one of its own rank."""

import re

from tracker.extraction.finding.announcing import ASIDE
from tracker.extraction.finding.labels import label
from tracker.extraction.finding.outline import BACK_MATTER, Head, counts_on, first_single, is_head, number, single
from tracker.extraction.finding.wording import asks, asks_plainly, introduces
from tracker.extraction.source import Source
from tracker.rules.words import BlockKind

INTRODUCTION = 2
NONE = re.compile(r"(?i)\b(?:no|not|none|nor|without|any)\b")
BELOW = re.compile(r"(?i)\b(?:set\s+out|listed|given|described|follows?|following)\b[^.]{0,20}\b(?:below|here)\b")


def goes_on(source: Source, opened: Head, inner: list[Head], head: Head) -> bool:
    """Whether a heading that is not the section's own belongs to it for what follows: labels that count on, numbered
    titles that ask, or topics that do."""
    return resumes(source, opened, head) or titled(source, opened, inner, head) or topic(source, opened, inner, head)


def introduced(source: Source, opened: Head, head: Head) -> bool:
    """Whether nothing stands between two headings but a paragraph or two about the recommendations."""
    between = source.blocks[opened.block + 1 : head.block]
    plain = all(b.kind in (BlockKind.TEXT, BlockKind.NOTE) and not b.marker for b in between)
    told = all(introduces(b.text) and not NONE.search(b.text) for b in between)
    return plain and told and len(between) <= INTRODUCTION


def listing(source: Source, opened: Head, head: Head) -> bool:
    """Whether a heading of the section's own rank names an agency, say, and its recommendations follow at once."""
    if head.path or head.level != opened.level or BACK_MATTER.match(head.words) or ASIDE.match(head.words):
        return False
    after = source.blocks[head.block + 1] if head.block + 1 < len(source.blocks) else None
    if after is not None and (single(after) or 1) > 1 and not counts_on(source, opened, head, after.number + 1):
        return False  # a paragraph of the report, which numbers them through
    return after is not None and bool(
        label(after) or after.kind == BlockKind.ITEM or (after.marker and asks(after.text))
    )


def counts_from_one(source: Source, opened: Head, head: Head) -> bool:
    """Whether the section has a list of its own, numbered from 1, that goes on beneath a heading of the same rank."""
    first = first_single(source, opened.block, head.block)
    return first == 1 and counts_on(source, opened, head, len(source.blocks))


def resumes(source: Source, opened: Head, head: Head) -> bool:
    """Whether the list of labels goes on beneath a heading of the section's own rank: after "Recommendation 1" and
    "Why is this needed?" comes "Recommendation 2"."""
    if head.path or head.level != opened.level or BACK_MATTER.match(head.words):
        return False
    before = next((one for b in reversed(source.blocks[opened.block : head.block]) if (one := label(b))), None)
    if before is None or not (before.ref or "").isdecimal():
        return False
    for block in source.blocks[head.block + 1 :]:
        if one := label(block):
            return one.ref == str(int(before.ref or 0) + 1)
        if is_head(block) and (number(block) or BACK_MATTER.match(block.text) or (block.level or 1) < opened.level):
            return False
    return False


def titled(source: Source, opened: Head, inner: list[Head], head: Head) -> bool:
    """Whether a numbered heading is the title of a recommendation under a heading without a number: they count from 1
    there, and what follows each asks for something."""
    if opened.path or len(head.path) != 1:
        return False
    before = next((one.path[0] for one in reversed(inner) if len(one.path) == 1), 0)
    after = source.blocks[head.block + 1] if head.block + 1 < len(source.blocks) else None
    return head.path[0] == before + 1 and after is not None and not is_head(after) and asks_plainly(after.text)


def topic(source: Source, opened: Head, inner: list[Head], head: Head) -> bool:
    """Whether a heading of the section's own rank is the topic of a recommendation: nothing but a few words of
    introduction stands before the first, and what follows each asks for something."""
    if opened.path or head.path or head.level != opened.level or ASIDE.match(head.words):
        return False
    first = inner[0].block if inner else head.block
    before = source.blocks[opened.block + 1 : first]
    if not 0 < len(before) <= 2 or any(b.marker or b.kind != BlockKind.TEXT or label(b) for b in before):
        return False
    if not any(introduces(b.text) or BELOW.search(b.text) for b in before):
        return False
    after = source.blocks[head.block + 1 : head.block + 2]
    return not BACK_MATTER.match(head.words) and any(b.kind == BlockKind.TEXT and asks_plainly(b.text) for b in after)
