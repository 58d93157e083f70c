"""Recommendations of different reviews that ask for much the same: the values, and which are near one."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker.rules.words import Strength

STRONG = 0.5
"""From this score an overlap is strong, below it possible."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two recommendations of different reviews that ask for much the same; `score` from 0 to 1; `themes` are shared,
    `phrases` said by both. `a` stands before `b` in the register."""

    a: str
    b: str
    score: float
    themes: tuple[str, ...]
    why: str
    phrases: tuple[str, ...] = ()

    @property
    def strength(self) -> Strength:
        """Strong or possible, by the score."""
        return Strength.STRONG if self.score >= STRONG else Strength.POSSIBLE


@dataclass(frozen=True, eq=False)
class Near:
    """Every overlap of a register, the nearest first."""

    pairs: tuple[Overlap, ...] = ()

    @cached_property
    def of(self) -> Mapping[str, tuple[Overlap, ...]]:
        """The overlaps of each recommendation, the nearest first, by recommendation id."""
        found: dict[str, list[Overlap]] = defaultdict(list)
        for pair in self.pairs:
            found[pair.a].append(pair)
            found[pair.b].append(pair)
        return {id_: tuple(pairs) for id_, pairs in found.items()}


NOTHING_NEAR = Near()
"""No overlap at all: where nobody compared."""
