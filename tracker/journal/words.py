"""What the log may say: every event by name, and every fact with the shape it must have.

Nothing else is ever written: no sentence, no name, no e-mail address, nothing that somebody typed. A fact of another
shape is written as a question mark. So whoever adds a line to the program cannot let slip what a person is called.
"""

import re
from collections.abc import Mapping
from typing import Any

EVENTS: Mapping[str, str] = {
    "started": "the server began to answer",
    "stopped": "the server stopped",
    "request": "an answer was given",
    "socket": "a browser's line to its page was closed",
    "page": "a page was drawn for somebody",
    "saved": "something was done and stands on the trail",
    "command": "a command of the command line ended",
    "refused": "somebody was told no, in a sentence",
    "not_allowed": "somebody's role does not let them do this",
    "wrong_password": "a password was wrong",
    "too_many_tries": "nobody may try a password from there for a while",
    "wrong_secret": "a secret address, or an API token, that opens nothing was asked for",
    "council_said_no": "the council's sign-in said no",
    "council_gave_nothing": "the council's sign-in gave nothing for a code",
    "council_away": "the council's sign-in did not answer as it should",
    "council_not_believed": "the council's sign-in was not believed",
    "store_away": "the store could not be read or written",
    "put_off": "work that nobody waits for was put off",
    "broke": "something in the tracker broke; the person was given the reference",
    "elsewhere": "a library that the tracker uses said something: only where it said it is told",
}
"""The name of each event, and what it means."""

_WORD = re.compile(r"[a-z_]{1,60}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{8,16}", re.ASCII)
SHAPES: Mapping[str, re.Pattern[str]] = {
    "request": _ID,
    "run": _ID,
    "who": _ID,
    "method": re.compile(r"[A-Z]{3,7}", re.ASCII),
    "route": re.compile(r"[\w/{}:.()*-]{1,80}", re.ASCII),
    "page": _WORD,
    "outcome": _WORD,
    "verb": _WORD,
    "door": _WORD,
    "code": _WORD,
    "command": re.compile(r"[a-z -]{1,60}", re.ASCII),
    "network": re.compile(r"[0-9a-f.:]{2,40}/[0-9]{1,3}", re.ASCII),
    "reference": re.compile(r"[0-9A-F]{4,16}", re.ASCII),
    "error": re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}", re.ASCII),
    "logger": re.compile(r"[A-Za-z0-9_.-]{1,80}", re.ASCII),
    "place": re.compile(r"[\w./<>-]{1,120}(:[0-9]{1,7})?( [\w.<>-]{1,80})?", re.ASCII),
    "version": re.compile(r"[0-9a-z.+]{1,30}", re.ASCII),
}
"""What each fact of text looks like."""
NUMBERS = frozenset({"status", "ms", "process", "exit"})
"""Facts that are numbers; `ms` is milliseconds."""
LISTS = {"where": "place", "caused_by": "error"}
"""Facts that are lists, and the shape of each thing in them."""
UNSAID = "?"


def sound(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that may be written: those whose name is known, each as it is or, of another shape, as `UNSAID`."""
    return {name: _sound(name, value) for name, value in facts.items() if value is not None and _is_known(name)}


def _is_known(name: str) -> bool:
    return name in SHAPES or name in NUMBERS or name in LISTS


def _sound(name: str, value: Any) -> Any:
    if name in NUMBERS:
        return value if isinstance(value, int | float) and not isinstance(value, bool) else UNSAID
    if name in LISTS:
        return [_of_shape(LISTS[name], each) for each in value]
    return _of_shape(name, value)


def _of_shape(name: str, value: Any) -> str:
    return value if isinstance(value, str) and SHAPES[name].fullmatch(value) else UNSAID
