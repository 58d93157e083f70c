"""How a command ends that is told to: what it laid aside is taken away first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ASKED_TO_END = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_tidily() -> Iterator[None]:
    """Let a request to end (SIGTERM, SIGHUP) unwind the command, as Ctrl-C does, instead of cutting it off."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: FrameType | None) -> None:
        for each in ASKED_TO_END:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    before = {each: signal.signal(each, end) for each in ASKED_TO_END}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
