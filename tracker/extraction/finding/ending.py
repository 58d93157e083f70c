"""Where a recommendation ends: it keeps its bullets, limbs and closing sentence, and stops at what is not its own."""

import re
from dataclasses import dataclass

from tracker.extraction.finding.labels import label
from tracker.extraction.finding.leads import leads_others
from tracker.extraction.finding.outline import BACK_MATTER, SENTENCE_END, is_head, number
from tracker.extraction.finding.replies import is_reply
from tracker.extraction.finding.sentences import sentences
from tracker.extraction.finding.wording import (
    CAPTION,
    CLOSES,
    CONTINUES,
    MODAL,
    asks,
    asks_plainly,
    beside,
    introduces,
    unfinished,
)
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

BULLET = re.compile(r"[-–—•*·▪●○◦‣⁃o§➢✓❖→»]")
LETTERED = re.compile(r"[(\[]?(?:[a-z]{1,2}|[ivx]{1,5}|[A-Z])[.)\]]{1,2}|[a-np-z]")
LOWER = re.compile(r"[a-z]")
ASIDE = re.compile(r"\s*\([^()]{0,60}\)\s*$")
FINISHED = re.compile(r"[.!?][)’”'\"]*$")
TELLS = re.compile(
    r"(?i)\b(?:was|were|had|told|said|heard|found|saw|recommended|has been|have been|has begun|will|I|we|our|"
    r"recommendations|action plans?)\b"
)
"""The words of a paragraph that tells what was, what somebody thinks, or what is to become of all of them."""
LONGEST_TITLE = 160
LONGEST_CLOSING = 600
SHORT_LINE = 8


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of a recommendation's surroundings: `stop` is the block that it cannot reach; `listed` whether it
    stands in a list of recommendations whose next one follows; `most` paragraphs of the others in its list; `own` is
    its own printed number, below which its limbs may be numbered."""

    stop: int
    listed: bool
    most: int = 1
    own: tuple[int, ...] = ()


def passages(source: Source, block: int, start: int, bounds: Bounds) -> tuple[Passage, ...]:
    """The passages of a recommendation whose words begin in `block` at `start`. A label alone is an empty passage."""
    first = source.blocks[block]
    found = [Passage(block, start, len(first.text))]
    alone = start >= len(first.text)
    going = _Going(source, first.text[start:], bounds, titled=not alone and is_title(source, first, start))
    going.bold = None if going.titled or alone else first.bold
    going.paragraphs = 0 if going.titled or alone else 1
    for one in source.blocks[block + 1 : bounds.stop]:
        if one.kind == BlockKind.NOTE or one.number in source.contents or not (one.text.strip() or one.marker):
            continue
        if not going.takes(one):
            break
        if one.text:
            found.append(Passage(one.number, 0, len(one.text)))
    while len(found) > 1 and _leads_on(source, found[-1], bounds.stop):
        found.pop()
    return tuple(found) if any(one.end > one.start for one in found) else ()


def _leads_on(source: Source, last: Passage, stop: int) -> bool:
    """Whether a last paragraph leads to what follows: "The Management Board should:" before the next number."""
    block = source.blocks[last.block]
    bare = block.kind in (BlockKind.TEXT, BlockKind.HEADING) and not block.marker and block.text.rstrip().endswith(":")
    after = next((b for b in source.blocks[block.number + 1 : stop + 1] if b.kind != BlockKind.NOTE), None)
    return bare and (after is None or after.number >= stop)


def is_title(source: Source, block: Block, start: int) -> bool:
    """Whether the words after a label or number are a title, and what it asks follows."""
    words = block.text[start:].strip()
    if len(words) > LONGEST_TITLE or SENTENCE_END.search(ASIDE.sub("", words)):
        return False
    if block.kind == BlockKind.HEADING or block.bold:
        return True
    after = source.blocks[block.number + 1] if block.number + 1 < len(source.blocks) else None
    return not asks(words) and after is not None and after.kind == BlockKind.TEXT and not label(after)


@dataclass(slots=True)
class _Going:
    """A recommendation as far as it was read."""

    source: Source
    said: str
    bounds: Bounds
    titled: bool
    bold: bool | None = None
    paragraphs: int = 0
    counted: int = 0
    """The number of its last limb that is numbered by a single number."""

    def takes(self, block: Block) -> bool:
        """Whether a block goes on with it; takes it in."""
        if block.kind == BlockKind.ROW or label(block) or beside(block.text) or is_reply(block.text, block.marker):
            return False
        if CAPTION.match(block.text) or leads_others(block) or not self._fits(block):
            return False
        if block.kind in (BlockKind.TEXT, BlockKind.HEADING) and not is_limb(block) and not is_head(block):
            self.paragraphs += 1
            self.bold = block.bold if self.bold is None else self.bold
        self.said = block.text
        return True

    def _fits(self, block: Block) -> bool:
        numbered = number(block)
        if numbered and self.bounds.own and len(numbered.path) > len(self.bounds.own):
            return numbered.path[: len(self.bounds.own)] == self.bounds.own
        begun = bool(self.said.strip()) and not (self.titled and not self.paragraphs)
        if is_head(block):
            return not self.said.strip() and not numbered and not BACK_MATTER.match(block.text)
        if numbered and len(numbered.path) == 1 and (begun or numbered.path[0] == 1):
            return self._counts(block, numbered.path[0])
        if not begun:
            return not numbered or not self.titled
        if numbered:
            return False
        return is_limb(block) or self._goes_on(block)

    def _counts(self, block: Block, value: int) -> bool:
        """Whether a single number counts a limb: not the next paragraph of the report, nor another list."""
        if value != self.counted + 1 or (value == 1 and not (unfinished(self.said) or self.bounds.listed)):
            return False
        self.counted = value
        return True

    def _goes_on(self, block: Block) -> bool:
        """Whether a plain paragraph still belongs to it."""
        text = block.text
        if unfinished(self.said) or LOWER.match(text) or CONTINUES.match(text):
            return True
        if CLOSES.match(text) or (self.bold and not block.bold and asks(self.said)):
            return False
        if (
            len(text.split()) <= SHORT_LINE
            and FINISHED.search(ASIDE.sub("", self.said[-300:]))
            and not SENTENCE_END.search(text)
        ):
            return False  # a line that is no sentence, after one: a heading that was not set as one
        if self.bounds.listed or self.paragraphs < self.bounds.most or closes(self.source, block):
            return True
        return self.bounds.most > 1 and bool(MODAL.search(text[:400]))


def closes(source: Source, block: Block) -> bool:
    """Whether a paragraph is the last one before the next heading, label or numbered paragraph, and asks: what closes
    a recommendation, "The Board should receive a report in six months"."""
    said = block.text
    if block.marker or len(said) > LONGEST_CLOSING or TELLS.search(said) or introduces(said):
        return False
    first = said[: next((end for _, end in sentences(said)), len(said))]
    if not asks_plainly(first):
        return False
    after = next((b for b in source.blocks[block.number + 1 :] if b.kind != BlockKind.NOTE), None)
    return (
        after is None or is_head(after) or label(after) is not None or number(after) is not None or beside(after.text)
    )


def paragraphs(source: Source, words: tuple[Passage, ...]) -> int:
    """How many paragraphs a recommendation has, besides its title, bullets and limbs."""
    first = source.blocks[words[0].block]
    begun = words[0].end > words[0].start and not is_title(source, first, words[0].start)
    after = (source.blocks[one.block] for one in words[1:])
    return begun + sum(one.kind == BlockKind.TEXT and not is_limb(one) for one in after)


def is_limb(block: Block) -> bool:
    """Whether a block is a bullet or a lettered limb of what stands before it."""
    marker = block.marker.strip()
    return block.kind == BlockKind.ITEM or bool(marker and (BULLET.fullmatch(marker) or LETTERED.fullmatch(marker)))
