"""The log: what this process did and did not do, one line each, without anybody's name or words.

    journal.say("refused", WARNING, error="NotAllowedError", door="browser")
    with journal.within(request=journal.new_id()):    # every line said in it carries the id

The trail says what was done, by whom; this says what was asked, refused and broken, how long it took, and nothing of
anybody. Which events and facts there are stands in `words`. Whoever counts (`server/metrics.py`) listens.
"""

import hashlib
import hmac
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import ip_address, ip_network
from typing import Any

from tracker.journal.lines import begin, of_error
from tracker.journal.words import EVENTS, sound

__all__ = ["DEBUG", "ERROR", "INFO", "WARNING", "begin", "listen", "mark", "new_id", "part_of", "say", "within"]

DEBUG, INFO, WARNING, ERROR = logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR
Listener = Callable[[str, dict[str, Any]], None]
_log = logging.getLogger("tracker")
_within: ContextVar[dict[str, Any] | None] = ContextVar("tracker_journal", default=None)
_listeners: list[Listener] = []
_key = secrets.token_bytes(32)


def say(event: str, level: int, *, of: BaseException | None = None, **facts: Any) -> None:
    """Write one line, and tell whoever listens. `of` is an error: its kind and place are told, its words never."""
    assert event in EVENTS, event
    every = sound({**(_within.get() or {}), **facts, **(of_error(of) if of else {})})
    for listener in _listeners:
        listener(event, every)
    if _log.isEnabledFor(level):
        words = " ".join(f"{name}={value}" for name, value in every.items())
        _log.log(level, "%s %s", event, words, extra={"event": event, "facts": every})


@contextmanager
def within(**facts: Any) -> Iterator[None]:
    """Put these facts on every line that is said in the block, and in the threads that are handed its context."""
    token = _within.set({**(_within.get() or {}), **facts})
    try:
        yield
    finally:
        _within.reset(token)


def listen(listener: Listener) -> None:
    """Tell this one of every event too, whatever the level. Once is enough."""
    if listener not in _listeners:
        _listeners.append(listener)


def new_id() -> str:
    """An id for a request or a page that is drawn: it means nothing and leads nowhere."""
    return secrets.token_hex(6)


def mark(person_id: str) -> str:
    """The same mark for the same person as long as this process runs, which nobody can turn back into who it is."""
    return hmac.new(_key, person_id.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:8]


def part_of(address: str | None) -> str | None:
    """The network of an address, never the whole of it: 256 addresses of IPv4, a site of IPv6."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return None
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))
