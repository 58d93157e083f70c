"""Whether work grows in step with what there is to do. No test may fail because a machine is slow, so none says how
many seconds something may take: the same work is done on a thing and on one four times as large, and the one is held
against the other.

    grows_in_step(deadlines, lambda n: "within " * n, 40_000)

Work in step takes four times as long, or less; work by the square sixteen times. `size` is as large as the test can
afford: what costs the same every time, and is much of the work on a small thing, hides how the rest grows. Seconds are
those that this process works, however busy the machine is with others.
"""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TIMES = 4
MOST = 8
"""How many times as long it may take: twice 4, which is in step, and half of 16, which is by the square."""
LEAST = 0.001
"""Seconds. Of less nothing can be told: it counts as this much, which makes a ratio smaller, never larger."""
ATTEMPTS = 5
"""Something else may disturb a measurement, never mend one: the smallest of so many counts."""


def grows_in_step(work: Callable[[T], object], make: Callable[[int], T], size: int) -> None:
    """Asserts that work on what `make(TIMES * size)` makes takes less than MOST times as long as on `make(size)`.

    Every attempt is at a size of its own, a little larger: what was kept of an earlier one is of no use to it."""
    work(make(size * 9 // 10))  # what is prepared once is no part of it
    ratios = list[float]()
    while not ratios or (min(ratios) >= MOST and len(ratios) < ATTEMPTS):
        more = size * (10 + len(ratios)) // 10
        small, large = make(more), make(TIMES * more)
        once = _seconds(work, small)
        ratios.append(_seconds(work, large) / max(once, LEAST))
    assert min(ratios) < MOST, f"{TIMES} times as much took {', '.join(f'{one:.1f}' for one in ratios)} times as long"


def _seconds(work: Callable[[T], object], thing: T) -> float:
    """Seconds that this process worked on something."""
    began = time.process_time()
    work(thing)
    return time.process_time() - began
