"""How long a session lives, and by which ways people may have come in."""

from dataclasses import dataclass
from datetime import timedelta

from tracker.rules.words import Way
from tracker.settings import ACCOUNTS, DIRECTORY, MACHINE, Settings

A_YEAR = timedelta(days=365)
BY_LINK = timedelta(hours=4)
"""So long a session by a personal link lasts at most."""
WAY_OF = {MACHINE: Way.MACHINE, ACCOUNTS: Way.PASSWORD, DIRECTORY: Way.DIRECTORY}


@dataclass(frozen=True)
class Limits:
    """When a session is over: `idle` after the last click, `longest` after its beginning, or when its way is closed.

    Who only chose a name on their own machine is not asked again for a year.
    """

    idle: timedelta = timedelta(minutes=60)
    longest: timedelta = timedelta(hours=10)
    ways: frozenset[Way] = frozenset(Way)

    def lasts(self, way: Way) -> timedelta:
        """How long a session of this way may last at most."""
        if way == Way.LINK:
            return min(self.longest, BY_LINK)
        return A_YEAR if way == Way.MACHINE else self.longest


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings set. A session of a way that is closed now is over. Personal links may be there
    wherever people sign in: the register's own setting opens them."""
    by_link = frozenset({Way.LINK}) if settings.by_accounts or settings.by_directory else frozenset()
    return Limits(
        idle=timedelta(minutes=settings.session_idle),
        longest=timedelta(hours=settings.session_longest),
        ways=frozenset(WAY_OF[name] for name in settings.sign_in) | by_link,
    )
