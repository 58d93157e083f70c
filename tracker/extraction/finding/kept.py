"""What was worked out of a report, kept until another report is asked about: many ways of looking share it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from tracker.extraction.source import Source

T = TypeVar("T")


def kept(work_out: Callable[[Source], T]) -> Callable[[Source], T]:
    """The same function, asked once for one report after the other."""
    last: list[tuple[Source, T]] = []

    @wraps(work_out)
    def asked(source: Source) -> T:
        if not last or last[0][0] is not source:
            last[:] = [(source, work_out(source))]
        return last[0][1]

    return asked
