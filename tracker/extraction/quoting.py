"""What passages say, and where their lines are printed."""

import re

from tracker.extraction.source import Source
from tracker.rules.candidates import Mark, Passage
from tracker.rules.words import BlockKind

LIMB = re.compile(r"[(\[]?(?:[A-Za-z]{1,2}|[ivxIVX]{1,5}|\d{1,3}(?:\.\d{1,3}){0,5})[.)\]]{0,2}")
DOTTED = re.compile(r"\d+\.\d")


def quoted(source: Source, passages: tuple[Passage, ...]) -> str:
    """The words of passages, exactly as their blocks have them, one blank between two. The letter or number of a limb
    is printed too: it stands before its words. What numbers the whole, on the first passage, does not."""
    words = list[str]()
    for number, one in enumerate(passages):
        text = source.blocks[one.block].text[one.start : one.end]
        led = limb(source, one) if number and not _under_label(source, passages, number) else ""
        words.append(f"{led}{text}")
    return " ".join(one for one in words if one)


def _under_label(source: Source, passages: tuple[Passage, ...], number: int) -> bool:
    """Whether a passage is the numbered paragraph after a label alone in one: its number is not among the words."""
    label, block = passages[0], source.blocks[passages[number].block]
    return number == 1 and label.start == label.end and bool(DOTTED.match(block.marker))


def limb(source: Source, passage: Passage) -> str:
    """The letter or number that is printed before a passage, with a blank; nothing for bullets, and within a block."""
    marker = source.blocks[passage.block].marker.strip()
    return f"{marker} " if passage.start == 0 and passage.end and LIMB.fullmatch(marker) else ""


def marks(source: Source, passages: tuple[Passage, ...]) -> tuple[Mark, ...]:
    """The lines in which passages are printed."""
    found = list[Mark]()
    for one in passages:
        if not (lines := source.printed.get(one.block, ())):
            continue
        ends = [*(line.start for line in lines[1:]), len(source.blocks[one.block].text)]
        found += [line.mark for line, end in zip(lines, ends, strict=True) if line.start < one.end and end > one.start]
    return tuple(found)


def as_printed(source: Source, passages: tuple[Passage, ...]) -> str:
    """The same words as they lie on the page: a paragraph or an item on a line of its own, an item with the bullet,
    letter or number that is printed before it. What an item that a page or a column cuts goes on with stays on its
    line."""
    found = ""
    for number, one in enumerate(passages):
        block = source.blocks[one.block]
        words = block.text[one.start : one.end]
        begins = bool(number and one.start == 0 and block.marker and not _under_label(source, passages, number))
        if begins and (block.kind == BlockKind.ITEM or LIMB.fullmatch(block.marker.strip())):
            words = f"{block.marker.strip()} {words}"
        goes_on = not begins and found[-1:].isalnum() and words[:1].islower()
        found += words if not found else f" {words}" if goes_on else f"\n{words}"
    return found
