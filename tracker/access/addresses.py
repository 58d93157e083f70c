"""Secret addresses: how the address of a personal link and of a calendar is written, and where there may be links."""

from tracker.settings import Settings, load

OWED = "/owed/"
CALENDAR = "/calendar/"
SECRET = (OWED, CALENDAR, "/join/")
"""Paths behind which a secret stands: never written to a log."""


def owed_address(settings: Settings, secret: str) -> str:
    """Where a personal link leads: the address that a message carries."""
    return f"{settings.address}{OWED}{secret}"


def calendar_address(settings: Settings, secret: str, *, base: str | None = None) -> str:
    """The address that a calendar reads. `base` is where this browser sees the server, on a machine of one's own."""
    return f"{settings.public_url or base or settings.address}{CALENDAR}{secret}.ics"


def why_no_links(settings: Settings | None = None) -> str | None:
    """Why there are no personal links on this server, in words; None where there may be. Without `settings`, those of
    the environment."""
    ours = settings or load()
    if not (ours.by_accounts or ours.by_directory):
        return "nobody signs in here, and only this machine is answered: set TRACKER_SIGN_IN first"
    if ours.public_url is None:
        return "nobody could open it: set TRACKER_PUBLIC_URL to where people open the tracker"
    return None
