"""The council's own sign-in as the settings describe it: whose it is, and which of its roles is which of ours.

Light: what speaks with it is in `conversation`, which is read only where somebody comes in that way.
"""

import ipaddress
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import urlsplit

from tracker.rules.dates import list_in_words
from tracker.rules.errors import TrackerError, shown
from tracker.rules.words import Role
from tracker.settings import Settings

GivenRole: TypeAlias = tuple[Role, str | None]
START = "/sign-in/directory"
BACK = "/sign-in/directory/back"
END = "/sign-in/directory/end"
NEEDED = ("issuer", "client_id", "client_secret")
GIVEABLE = [role.value for role in Role if role != Role.SYSTEM]


class DirectorySettingsError(TrackerError):
    """The settings of the council's own sign-in cannot be meant so."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"TRACKER_DIRECTORY_{name}: {why.rstrip('.')}.")


@dataclass(frozen=True)
class Directory:
    """One council's sign-in. The secret is never shown, printed or logged."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    roles: Mapping[str, tuple[GivenRole, ...]] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    @property
    def discovery(self) -> str:
        """Where the sign-in describes itself."""
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"

    def given(self, claimed: Iterable[str]) -> tuple[GivenRole, ...]:
        """Our roles for the roles that the council gives somebody, each once; what is not mapped gives nothing."""
        return tuple(dict.fromkeys(role for name in claimed for role in self.roles.get(name, ())))


def directory_of(settings: Settings) -> Directory | None:
    """The council's sign-in of these settings; None where people do not come in that way.

    Raises DirectorySettingsError, which names the variable and never its secret, where it cannot be meant so.
    """
    if not settings.by_directory:
        return None
    values = {name: getattr(settings, f"directory_{name}") for name in NEEDED}
    for name, value in values.items():
        if not value:
            raise DirectorySettingsError(
                name.upper(), "it is not set, and TRACKER_SIGN_IN lets people in by the council's own sign-in"
            )
    issuer = values["issuer"]
    if not is_safe_address(issuer) or urlsplit(issuer).query:
        why = f"‘{shown(issuer)}’ is no address of a sign-in: it begins with https:// and has nothing behind its path"
        raise DirectorySettingsError("ISSUER", why)
    host = urlsplit(issuer).hostname or ""
    name = " ".join((settings.directory_name or host).split())[:80]
    return Directory(issuer, values["client_id"], values["client_secret"], name, _roles(settings.directory_roles))


def check_agencies(directory: Directory, agency_ids: Collection[str]) -> None:
    """Raise DirectorySettingsError where a role is mapped to an agency that the register does not have."""
    for name, roles in directory.roles.items():
        for _, agency_id in roles:
            if agency_id and agency_id not in agency_ids:
                close = get_close_matches(agency_id, list(agency_ids), n=3, cutoff=0.6)
                hint = f"; the closest there is {list_in_words(close, 'or')}" if close else ""
                why = f"‘{shown(name)}’ gives a role for ‘{shown(agency_id)}’, and no agency has that id{hint}"
                raise DirectorySettingsError("ROLES", why)


def is_safe_address(address: object) -> bool:
    """Whether secrets may be sent there: over https, or to this machine itself."""
    if not isinstance(address, str) or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    if parts.username or parts.password or parts.fragment or not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _roles(text: str | None) -> Mapping[str, tuple[GivenRole, ...]]:
    """ "Tracker.QA=subgroup, Tracker.Lead.Police=lead:police" as the roles that each name gives."""
    found: dict[str, tuple[GivenRole, ...]] = {}
    for pair in filter(None, (piece.strip() for piece in (text or "").split(","))):
        name, equals, ours = (part.strip() for part in pair.partition("="))
        word, _, agency_id = (part.strip() for part in ours.partition(":"))
        if not name or not equals:
            raise DirectorySettingsError("ROLES", f"‘{shown(pair)}’ is no pair: write it as Tracker.QA=subgroup")
        if word not in GIVEABLE:
            why = f"‘{shown(word)}’ is no role: write {list_in_words(GIVEABLE, 'or')}"
            raise DirectorySettingsError("ROLES", why)
        role = Role(word)
        if role == Role.LEAD and not agency_id:
            why = f"‘{shown(pair)}’ does not say for which agency: write it as Tracker.Lead.Police=lead:AGENCY"
            raise DirectorySettingsError("ROLES", why)
        given = (role, agency_id or None)
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), given)))
    return MappingProxyType(found)
