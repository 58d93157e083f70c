"""A recommendation as it was found: where it stands and why it was taken, before its parts and addressees are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.rules.candidates import Passage, Place


@dataclass(frozen=True, slots=True)
class Found:
    """The passages of one recommendation, in order. What is printed around it may say who is addressed: `headings` are
    the headings above it from the outermost, `cells` the other cells of its row by their column's heading, `reply`
    the blocks that answer it. `certainty` is between 0 and 1; of two ways of reading one place the surer one counts."""

    passages: tuple[Passage, ...]
    reason: str
    ref: str | None = None
    title: str = ""
    headings: tuple[str, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    reply: tuple[Passage, ...] = ()
    also: tuple[Place, ...] = ()
    doubts: tuple[str, ...] = ()
    certainty: float = 1.0
