"""What was worked out once and may be shared: kept by the state of the store it rests on, the latest few only."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any, TypeVar

T = TypeVar("T")
_KEPT, _SMALL_KEPT = 48, 512
_made: "OrderedDict[Hashable, Any]" = OrderedDict()
_small: "OrderedDict[Hashable, Any]" = OrderedDict()
_lock = RLock()
_with_it: list[Callable[[], None]] = []


def remember(key: Hashable, make: Callable[[], T], *, small: bool = False) -> T:
    """The value for a key, made now if it was not made before. The key names everything the value rests on. What is
    `small` takes no room from what is not."""
    made, most = (_small, _SMALL_KEPT) if small else (_made, _KEPT)
    with _lock:
        if key in made:
            made.move_to_end(key)
        else:
            made[key] = make()
            while len(made) > most:
                made.popitem(last=False)
        value: T = made[key]
        return value


def remembered(key: Hashable) -> bool:
    """Whether the value for a key is there already, so that nobody has to wait for it."""
    return key in _made


def recall(key: Hashable) -> Any:
    """What is small and was made before for a key, or None: for what takes so long to make that it is made first and
    remembered then, so that nobody else waits for it."""
    with _lock:
        return _small.get(key)


def with_it(drop: Callable[[], None]) -> None:
    """Have something else dropped whenever everything is forgotten."""
    _with_it.append(drop)


def forget() -> None:
    """Drop everything: once words were taken out for good; for tests, and for benchmarks that time the first look."""
    with _lock:
        _made.clear()
        _small.clear()
    for drop in _with_it:
        drop()
