"""A report as read from its file, before anything is looked for in it: blocks, and where their words are printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.rules.candidates import Block, Mark


@dataclass(frozen=True, slots=True)
class Printed:
    """From which character of a block on its words stand in a rectangle of a page."""

    start: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Source:
    """All blocks in reading order; `blocks[n].number == n`. `printed[n]` are the lines of block n, in order, where the
    format has pages."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str = ""
    """The title that the file itself gives; empty where it gives none."""
    printed: Mapping[int, tuple[Printed, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    contents: frozenset[int] = frozenset()
    """The blocks that are a list of contents: nothing is found there."""
