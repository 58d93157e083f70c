"""A calendar as a file that other programs subscribe to (.ics, RFC 5545): entries in, bytes out. The same entries are
the same bytes, so that a calendar which asks again is told that nothing changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tracker import clock
from tracker.rules.calendar import LASTS, Entry
from tracker.rules.illustrative import ILLUSTRATIVE

if TYPE_CHECKING:
    from icalendar import Timezone

NAME = "Recommendation tracker"
MAKER = "-//Recommendation tracker//Calendar//EN"
OFTEN = timedelta(hours=4)
END = b"END:VCALENDAR\r\n"
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the last change of an entry whose changes nobody recorded."""


@dataclass(frozen=True)
class Facts:
    """What a calendar says besides its entries: whose it is, when each thing last changed by `Entry.key`, the time zone
    of the meetings, the server's public address for links, and whether everything in it is invented."""

    changed: Mapping[str, datetime]
    zone: ZoneInfo
    store: str
    """Tells the entries of this register from those of every other, in the same calendar program."""
    address: str | None = None
    illustrative: bool = False


def as_ics(entries: Sequence[Entry], facts: Facts) -> bytes:
    """The file. Whole days have no time; meetings have the board's own time zone, with its rules in the file."""
    from icalendar import Calendar  # here: it takes a fifth of a second, and most of what starts makes no calendar

    name = f"Illustrative: {NAME}" if facts.illustrative else NAME
    calendar = Calendar()
    for key, value in (
        ("prodid", MAKER), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
        ("name", name), ("x-wr-calname", name), ("x-wr-timezone", facts.zone.key), ("x-published-ttl", "PT4H"),
    ):  # fmt: skip
        calendar.add(key, value)
    calendar.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    if facts.illustrative:
        calendar.add("x-wr-caldesc", ILLUSTRATIVE)
    if any(entry.begins for entry in entries):
        calendar.add_component(_rules_of(facts.zone.key))
    frame = calendar.to_ical().removesuffix(END)
    changed = (facts.changed.get(entry.key, BEGINNING) for entry in entries)
    events = (
        _lines(entry, at, facts.zone, facts.store, facts.address) for entry, at in zip(entries, changed, strict=True)
    )
    return b"".join((frame, *events, END))


@cache
def _rules_of(zone: str) -> "Timezone":
    """The time zone as the file tells it. The United Kingdom's is written out: the library begins summer time an hour
    late (icalendar 7.3)."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    if zone != clock.LONDON.key:
        return Timezone.from_tzinfo(ZoneInfo(zone), zone, BEGINNING.date(), BEGINNING.date().replace(year=2038))
    found = Timezone()
    found.add("tzid", zone)
    for kind, name, before, after, begins, month in (
        (TimezoneDaylight, "BST", 0, 1, datetime(1996, 3, 31, 1), 3),
        (TimezoneStandard, "GMT", 1, 0, datetime(1996, 10, 27, 2), 10),
    ):
        part = kind()
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        found.add_component(part)
    return found


@lru_cache(maxsize=20_000)
def _lines(entry: Entry, at: datetime, zone: ZoneInfo, store: str, address: str | None) -> bytes:
    """One entry as it stands in the file: worked out once for all who have it in their calendar."""
    from icalendar import Event

    event = Event()
    changed = at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{entry.key}@{store}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, entry.version - 1))
    event.add("summary", entry.summary)
    if entry.begins:
        begins = datetime.combine(entry.day, entry.begins, tzinfo=zone)
        event.add("dtstart", begins)
        event.add("dtend", (begins.astimezone(UTC) + LASTS).astimezone(zone))
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a date on which something is due keeps nobody busy
    if entry.description:
        event.add("description", entry.description)
    if entry.place:
        event.add("location", entry.place)
    if address and entry.page:
        event.add("url", f"{address}{entry.page}")
    lines: bytes = event.to_ical()
    return lines
