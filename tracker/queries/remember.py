"""What was worked out once and may be shared: kept by the state of the store it rests on, the latest few only."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any, TypeVar

T = TypeVar("T")
_KEPT = 48
_made: "OrderedDict[Hashable, Any]" = OrderedDict()
_lock = RLock()


def remember(key: Hashable, make: Callable[[], T]) -> T:
    """The value for a key, made now if it was not made before. The key names everything the value rests on."""
    with _lock:
        if key in _made:
            _made.move_to_end(key)
        else:
            _made[key] = make()
            while len(_made) > _KEPT:
                _made.popitem(last=False)
        value: T = _made[key]
        return value


def remembered(key: Hashable) -> bool:
    """Whether the value for a key is there already, so that nobody has to wait for it."""
    return key in _made


def forget() -> None:
    """Drop everything; for tests, and for benchmarks that time the first look."""
    with _lock:
        _made.clear()
