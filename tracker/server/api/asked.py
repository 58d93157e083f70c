"""What stands after the question mark, understood; and everything in it that is not, parameter by parameter."""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from starlette.datastructures import QueryParams

from tracker import clock
from tracker.rules.errors import BadValueError, TrackerError, shown
from tracker.rules.register import Register
from tracker.server.api import fields as f
from tracker.server.api.feeds import Feed, Key
from tracker.server.api.fields import Parameter
from tracker.server.downloads import EARLIEST, day_asked_for

USUAL, MOST = 100, 1000
"""Rows of a page, unless something else is said, and at most."""
LONGEST = 400
"""Characters of one value."""
AS_AT = Parameter("as_at", f.DAY, "As the register stood at the end of a past day, such as 2026-11-20. Else now.")
LIMIT = Parameter(
    "limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "How many rows a page has."
)
CURSOR = Parameter("cursor", f.TEXT, "Where the page begins: the `next` of the page before it, as it was given.")
BOM = Parameter(
    "bom", {"type": "boolean", "default": False}, "true: begin with a byte order mark, so that Excel reads UTF-8."
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+ -]\d{2}:\d{2})", re.ASCII)


class WrongParametersError(TrackerError):
    """Something after the question mark that is not understood: which, and why, one by one."""

    def __init__(self, wrong: Iterable[tuple[str, str]]) -> None:
        self.wrong = tuple(wrong)
        told = "; ".join(f"{name} {why}" for name, why in self.wrong)
        super().__init__(f"This was not understood: {told}.")


def parameters_of(feed: Feed | None, *, csv: bool = False) -> tuple[Parameter, ...]:
    """Every parameter of a feed's JSON or CSV; of no feed, only the day."""
    if feed is None:
        return (AS_AT,)
    return (*feed.parameters, AS_AT, *((BOM,) if csv else (LIMIT, CURSOR)))


def understood(query: QueryParams, known: Iterable[Parameter]) -> dict[str, Any]:
    """The values of what was asked for, each as what it means. Raises WrongParametersError, which names every one that
    is unknown, given twice or not understood. Names of the register's things are looked up later."""
    by_name = {one.name: one for one in known}
    found, wrong = dict[str, Any](), list[tuple[str, str]]()
    for name in dict.fromkeys(query):
        values = query.getlist(name)
        if name not in by_name:
            wrong.append((shown(name), f"is no parameter here: there {_are(list(by_name))}"))
        elif len(values) > 1:
            wrong.append((name, "is given twice"))
        else:
            try:
                found[name] = _value(by_name[name], values[0])
            except (BadValueError, ValueError) as error:
                wrong.append((name, _why(error, values[0])))
    if wrong:
        raise WrongParametersError(wrong)
    return found


def looked_up(register: Register, asked: Mapping[str, Any], known: Iterable[Parameter]) -> dict[str, Any]:
    """The same with every review, agency, theme and action as the register calls it, in whatever case it was written.
    Raises WrongParametersError for what the reader's register does not hold: what they may not see is not there."""
    found, wrong = dict(asked), list[tuple[str, str]]()
    for one in known:
        if one.repeats and one.name in asked:
            wanted = str(asked[one.name])
            ids = getattr(register, one.repeats)
            folded = wanted.casefold()
            id_ = wanted if wanted in ids else next((known for known in ids if known.casefold() == folded), None)
            if id_ is None:
                wrong.append((one.name, f"‘{shown(wanted)}’ is none that this register has"))
            found[one.name] = id_
    if wrong:
        raise WrongParametersError(wrong)
    return found


def written(key: Key) -> str:
    """A cursor: where a page ended, as text that fits into an address."""
    return base64.urlsafe_b64encode(json.dumps(list(key), ensure_ascii=False).encode()).decode().rstrip("=")


def read(text: str) -> Key:
    """What a cursor says. Raises ValueError for what is none of ours."""
    try:
        told = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, RecursionError, json.JSONDecodeError) as error:
        raise ValueError("no cursor") from error
    sound = isinstance(told, list) and all(type(one) in (str, int) for one in told)
    if not sound or not told or any(isinstance(one, int) and abs(one) >= 1 << 62 for one in told):
        raise ValueError("no cursor")
    return tuple(told)


def _value(parameter: Parameter, text: str) -> Any:
    if len(text) > LONGEST or not text or not text.isprintable():
        raise ValueError("no such value")
    if parameter is AS_AT:
        if not DAY.fullmatch(text):
            raise ValueError("no day")
        return day_asked_for(text)
    if parameter is CURSOR:
        return read(text)
    if "anyOf" in parameter.schema:
        return _instant(text)
    if values := parameter.schema.get("enum"):
        if text not in values:
            raise ValueError("no such word")
        return text
    match parameter.schema["type"]:
        case "boolean":
            return {"true": True, "false": False}[text] if text in ("true", "false") else _refuse()
        case "integer":
            most = parameter.schema["maximum"]
            return int(text) if re.fullmatch(r"[0-9]{1,9}", text) and 1 <= int(text) <= most else _refuse()
    return text


def _refuse() -> Any:
    raise ValueError("no such value")


def _instant(text: str) -> datetime:
    """An instant, or the first of a day in London. A plus that an address turned into a space is one again."""
    if DAY.fullmatch(text):
        day = date.fromisoformat(text)
        if not EARLIEST <= day <= clock.today():
            raise ValueError("outside")
        return datetime(day.year, day.month, day.day, tzinfo=clock.LONDON)
    if not INSTANT.fullmatch(text):
        raise ValueError("no instant")
    found = datetime.fromisoformat(f"{text[:10]}T{text[11:].replace(' ', '+')}")
    if not EARLIEST <= found.date() <= clock.today():
        raise ValueError("outside")
    return found


def _why(error: Exception, text: str) -> str:
    told = f"‘{shown(text)}’" if text else "an empty text"
    if isinstance(error, BadValueError):
        return str(error).partition(": ")[2].rstrip(".")
    return f"cannot be {told}"


def _are(names: list[str]) -> str:
    return f"are {', '.join(names)}" if names else "are none"
