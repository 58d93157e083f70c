"""The simulated calendar: days before and after today, weekdays only, office hours, never twice the same instant."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from tracker.clock import LONDON

FIRST_DAY = -548
OPENS, CLOSES = time(9, 5), time(16, 55)
MOST_APART = timedelta(minutes=13)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing to be done on a day of the plan, told the instant when its turn comes."""

    day: int
    do: Callable[[datetime], object]


def on(today: date, day: int) -> date:
    """The date of a day of the plan; a weekend gives way to the Friday before it."""
    found = today + timedelta(days=day)
    return found - timedelta(days=max(0, found.weekday() - 4))


def timed(happenings: Iterable[Happening], today: date) -> list[tuple[datetime, Happening]]:
    """All that happens with its instant, in strictly rising order; what was told first comes first on the same day."""
    found = []
    for day, some in groupby(sorted(happenings, key=lambda h: h.day), key=lambda h: on(today, h.day)):
        of_the_day = list(some)
        found += list(zip(_instants(day, len(of_the_day)), of_the_day, strict=True))
    return found


def _instants(day: date, number: int) -> list[datetime]:
    opens, closes = (datetime.combine(day, hour, LONDON).astimezone(UTC) for hour in (OPENS, CLOSES))
    apart = min(MOST_APART, (closes - opens) / number)
    return [(opens + n * apart).replace(microsecond=0) for n in range(number)]
