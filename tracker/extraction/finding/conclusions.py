"""Conclusions and argument that stand in one numbered list with recommendations: which is which."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.extraction.finding.cited import why_not
from tracker.extraction.finding.ending import FINISHED
from tracker.extraction.finding.formulas import Way, formulas
from tracker.extraction.finding.sentences import sentences
from tracker.extraction.finding.wording import asks_plainly, unfinished
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

NEAR = 30
PARAGRAPH = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,5}\.?")
OUTRIGHT = frozenset((Way.IMPERSONAL, Way.WE, Way.OWN))


def only_argued(members: Sequence[Block]) -> frozenset[int]:
    """The paragraphs of a list that only argue, where those that recommend say so, "We recommend that …": they neither
    do, nor ask in their first sentence."""
    said = [b for b in members if b.kind == BlockKind.TEXT]
    saying = {b.number for b in said if any(one.way in OUTRIGHT for one in formulas(b.text))}
    if not saying or len(saying) * 3 < len(said):
        return frozenset()
    return frozenset(b.number for b in said if b.number not in saying and not _asks_first(b.text))


def _asks_first(text: str) -> bool:
    return asks_plainly(first_sentence(text)) and not why_not(first_sentence(text), 0)


def first_sentence(text: str) -> str:
    """The first sentence."""
    return text[slice(*next(iter(sentences(text)), (0, 0)))]


def _begins(text: str) -> int:
    """Where a paragraph that argues first begins to recommend in so many words."""
    for start, end in sentences(text):
        said = next(formulas(text, start, end), None)
        if said and said.way in OUTRIGHT and said.start - start < NEAR:
            return start
        if asks_plainly(text[start:end]):
            return 0
    return 0


def after_conclusion(source: Source, words: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """What a numbered item asks, without the conclusion before it, where that is a paragraph of its own, or the first
    sentences of a numbered paragraph: "The wait is long. It is recommended that …"."""
    first = source.blocks[words[0].block].text if words else ""
    if words and PARAGRAPH.fullmatch(source.blocks[words[0].block].marker) and (start := _begins(first)):
        return (replace(words[0], start=start), *words[1:])
    if not first or _asks_first(first) or unfinished(first) or not FINISHED.search(first):
        return words
    for at, one in enumerate(words[1:], 1):
        block = source.blocks[one.block]
        if block.kind == BlockKind.TEXT and not block.marker and _asks_first(block.text):
            return words[at:]
    return words
