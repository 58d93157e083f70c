"""Recommendations written down in a test as their blocks: "[•] …" is an item, two blanks nest it, the rest is text."""

import re

from tracker.extraction.finding.found import Found
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind

_LINE = re.compile(r"^(?P<indent> *)(?:\[(?P<marker>[^\]]*)\] )?(?P<text>.*)$", re.DOTALL)


def recommended(*lines: str, ref: str | None = None, **more: object) -> tuple[Source, Found]:
    """A recommendation whose blocks are the lines. "[•] x" is an item led by "•"; two blanks before it nest it."""
    blocks = list[Block]()
    for line in lines:
        read = _LINE.match(line)
        assert read
        marker = read["marker"]
        item = marker is not None and not marker.startswith(("Recommendation", "R", "10."))
        blocks.append(
            Block(
                len(blocks), BlockKind.ITEM if item else BlockKind.TEXT, read["text"], marker or "",
                level=len(read["indent"]) // 2 if item else 0,
            )
        )  # fmt: skip
    passages = tuple(Passage(block.number, 0, len(block.text)) for block in blocks)
    return Source(tuple(blocks)), Found(passages, "It is a test.", ref, **more)  # type: ignore[arg-type]  # a test's own
