"""The one clock. Nothing else in the tracker asks what day or time it is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def today(zone: ZoneInfo = LONDON) -> date:
    """The calendar day where the board sits."""
    return now().astimezone(zone).date()


def local_day(instant: datetime, zone: ZoneInfo = LONDON) -> date:
    """The calendar day on which an instant fell where the board sits."""
    return instant.astimezone(zone).date()


def end_of(day: date, zone: ZoneInfo = LONDON) -> datetime:
    """The first instant after `day` where the board sits: what is "as at" a day was recorded before it."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
