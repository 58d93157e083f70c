"""What people type, made sound before it is kept: bounded text, days that can be, names that can be part of an id."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from tracker.clock import local_day
from tracker.rules.dates import in_words
from tracker.rules.errors import BadValueError, EmptyValueError
from tracker.store.database import Work

R = TypeVar("R")
LONGEST_LINE = 300
LONGEST_PROSE = 10_000
LONGEST_PRINTED = 40_000
FIRST_YEAR, LAST_YEAR = 1990, 2100
_BREAKS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})


def line(field: str, text: str | None, *, limit: int = LONGEST_LINE) -> str:
    """Required text on one line, spaces put in order. Raises EmptyValueError or BadValueError."""
    return prose(field, " ".join((text or "").split()), limit=limit)


def prose(field: str, text: str | None, *, limit: int = LONGEST_PROSE) -> str:
    """Required text of several lines, without space around it. Raises EmptyValueError or BadValueError."""
    found = maybe_prose(field, text, limit=limit)
    if found is None:
        raise EmptyValueError(field)
    return found


def maybe_line(field: str, text: str | None, *, limit: int = LONGEST_LINE) -> str | None:
    """Text on one line that may be left out: None where there is none."""
    return maybe_prose(field, " ".join((text or "").split()), limit=limit)


def maybe_prose(field: str, text: str | None, *, limit: int = LONGEST_PROSE) -> str | None:
    """Text that may be left out: None where there is none."""
    sound = (text or "").replace("\r\n", "\n").translate(_BREAKS).strip()
    if not sound:
        return None
    if len(sound) > limit:
        raise BadValueError(field, sound, f"is {len(sound):,} characters long, and {limit:,} is the most it can be")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in sound):
        raise BadValueError(field, sound, "holds a character that is not text: type it again")
    return sound


def lines(field: str, texts: Iterable[str]) -> tuple[str, ...]:
    """A list of short texts, empty ones left out, each once."""
    found = (maybe_line(field, text) for text in texts)
    return tuple(dict.fromkeys(text for text in found if text))


def name_in_ids(field: str, text: str | None, *, limit: int = 60) -> str:
    """A reference, label or code that becomes part of an id: one line without the marks that ids are joined with."""
    found = line(field, text, limit=limit)
    if marks := sorted(set(found) & set("/:|>#?&%\\")):
        raise BadValueError(field, found, f"cannot hold ‘{marks[0]}’: write a dot or a dash instead")
    return found


def sane_day(field: str, day: date) -> date:
    """A day of our times: a year such as 0202 is a slip. Raises BadValueError."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        why = f"is not between {FIRST_YEAR} and {LAST_YEAR}: look at the year again"
        raise BadValueError(field, day.isoformat(), why)
    return day


def day_of(at: datetime, on: date | None = None, *, field: str = "Date") -> date:
    """The day of a fact: `on` where given, never a day still to come, else the day of `at` where the board sits."""
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone: every command takes `at` in UTC")
    today = local_day(at)
    return past_day(field, on, today) if on else today


def past_day(field: str, day: date, today: date) -> date:
    """A day of our times that has come. Raises BadValueError."""
    if sane_day(field, day) > today:
        raise BadValueError(field, in_words(day), "is still to come: a fact cannot be dated in the future")
    return day


def sound_email(email: str | None) -> str | None:
    """An e-mail address that may be left out: None where there is none. Raises BadValueError."""
    found = maybe_line("E-mail", email, limit=254)
    if found and (found.count("@") != 1 or " " in found or found.startswith("@") or found.endswith("@")):
        raise BadValueError("E-mail", found, "is not an e-mail address")
    return found


def slug(text: str, otherwise: str) -> str:
    """A text as a readable id: plain lower-case letters, figures and dashes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or otherwise


def free_id(work: Work, record: type[Any], base: str, separator: str = "-") -> str:
    """`base`, or base-2, base-3 … where it is taken."""
    work.flush()
    if work.find(record, base) is None:
        return base
    number = 2
    while work.find(record, f"{base}{separator}{number}") is not None:
        number += 1
    return f"{base}{separator}{number}"


def lettered_id(work: Work, record: type[Any], base: str) -> str:
    """`base`, or with the letter b, c … where it is taken; numbers from the 27th on."""
    work.flush()
    letters = ("", *"bcdefghijklmnopqrstuvwxyz")
    return next((base + x for x in letters if work.find(record, base + x) is None), "") or free_id(work, record, base)


def kept(work: Work, record: type[R], row: Any) -> R:
    """A row as its record once everything pending is written, so that its version is the one in the store."""
    work.flush()
    found: R = work.record(row)
    return found


def given(**values: Any) -> dict[str, Any]:
    """The values of an edit that were given: None means "leave it as it is"."""
    return {name: value for name, value in values.items() if value is not None}
