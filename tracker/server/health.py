"""Is the tracker well? For a supervisor or a monitor; it says nothing of what the register holds.

`/livez` says that the process answers, and asks nothing else. `/healthz` says that people can work: the store can be
read and written and is of this version, the end of its trail is sound, evidence can be kept, there is room.
"""

import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tracker import settings as settings_room
from tracker.settings import Settings
from tracker.store.readiness import Ailment, Readiness, readiness

PATIENCE = 4.0
"""Seconds after which whoever asked is told that the store does not answer."""
GIVEN_UP = 30.0
"""Seconds after which a look that never came back is left alone, and a new one begun."""
MOST_STUCK = 3
"""So many looks may hang at one time; while they do, no other is begun."""
HANGS = Readiness(None, (Ailment("store", "the store does not answer"),))


T = TypeVar("T")


class Watch(Generic[T]):
    """Looks at one thing, one look at a time: whoever asks while one is under way waits for that one, and none of them
    longer than `PATIENCE`, however long the database hangs."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._running: list[_Look[T]] = []

    def look(self) -> T | None:
        """What was found, or None where it hangs."""
        with self._lock:
            self._running = [look for look in self._running if not look.done.is_set()]
            fresh = [look for look in self._running if time.monotonic() - look.begun < GIVEN_UP]
            if fresh:
                current = fresh[-1]
            elif len(self._running) < MOST_STUCK:
                current = _Look(self._ask)
                self._running.append(current)
            else:
                return None
        return current.found if current.done.wait(PATIENCE) else None


class _Look(Generic[T]):
    """One look, in a thread that nobody has to wait for."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self.begun = time.monotonic()
        self.done = threading.Event()
        self.found: T | None = None
        threading.Thread(target=self._look, args=(ask,), name="health", daemon=True).start()

    def _look(self, ask: Callable[[], T]) -> None:
        try:
            self.found = ask()
        finally:
            self.done.set()


@cache
def watch_of(settings: Settings) -> Watch[Readiness]:
    """The one watch over the places of these settings."""
    return Watch(lambda: readiness(settings))


def livez(_request: Request) -> Response:
    """200: the process answers."""
    return JSONResponse({"ok": True})


async def healthz(_request: Request) -> Response:
    """200 with the store's revision where people can work, else 503 with what is not well and why, in words."""
    watch = watch_of(settings_room.load())
    found = await to_thread.run_sync(watch.look, limiter=CapacityLimiter(1))  # the shared threads may all be hanging
    found = found or HANGS
    told = {"revision": found.revision} if found.revision else {}
    if found.ready:
        return JSONResponse({"ok": True, **told})
    why = "; ".join(ailment.why for ailment in found.ailments)
    unwell = [ailment.what for ailment in found.ailments]
    return JSONResponse({"ok": False, **told, "unwell": unwell, "why": why}, status_code=503)
