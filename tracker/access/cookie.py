"""The one cookie of a session: what it is called, so that a page and a route look for the same one."""

from tracker.settings import Settings


def is_secure(settings: Settings, host: str) -> bool:
    """Whether a browser that asked for this host speaks https to us: then the cookie never travels otherwise."""
    return settings.is_https and host.lower() == settings.public_host


def cookie_name(settings: Settings, host: str) -> str:
    """The name of the cookie for a browser that asked for this host.

    On https it begins with __Host-, so that no neighbour and no unencrypted answer can set it. Elsewhere it carries the
    port, because a browser gives the cookies of one port of a machine to every other.
    """
    if is_secure(settings, host):
        return "__Host-tracker"
    port = host.rpartition(":")[2]
    return f"tracker_{port}" if port.isascii() and port.isdecimal() else "tracker"
