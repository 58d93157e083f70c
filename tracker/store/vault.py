"""The vault: evidence files kept by the SHA-256 of their content, never under the name somebody gave them.

Where they lie is a place (`tracker/store/places`): a folder, or a bucket of an S3-compatible store. A file is there
whole or not at all; one that is no longer what it was counts as not there, until the same bytes are put again.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tracker.rules.errors import FileRefusedError
from tracker.rules.files import evidence_name
from tracker.settings import Settings
from tracker.store import contents
from tracker.store.places import HASH, Listing, Place
from tracker.store.places.address import place_at
from tracker.store.places.folder import Folder
from tracker.street import street

MEGABYTE = 1024 * 1024
MOST = 1024
"""Megabytes that no file of ours exceeds, unless TRACKER_UPLOAD_LIMIT lets in larger ones. The limit in force is not
asked when a file is read: lowering it must not lose what came in before."""


@dataclass(frozen=True)
class Received:
    """A file that was looked at and kept: its hash, its size in bytes and its harmless name."""

    hash: str
    size: int
    name: str


@dataclass(frozen=True)
class Holdings:
    """What lies in the vault: the hashes of the files that are whole, of those that are not what their name says, and
    what else lies there, as paths within the place."""

    whole: frozenset[str]
    changed: frozenset[str]
    strange: tuple[str, ...]


@dataclass(frozen=True, init=False)
class Vault:
    """Files by content hash, in a place. A path is the place that is this folder."""

    place: Place

    def __init__(self, place: Place | Path) -> None:
        object.__setattr__(self, "place", Folder(place) if isinstance(place, Path) else place)

    def receive(self, name: str, content: bytes, *, limit: int) -> Received:
        """The one way in for a file that somebody sends: look at it, then keep it. `limit` is in megabytes.

        Raises FileRefusedError for one that is empty, too large, of a kind that is not taken, or not what it is called.
        """
        clean = evidence_name(name)
        if not content:
            raise FileRefusedError(clean, "it is empty")
        if len(content) > limit * MEGABYTE:
            raise FileRefusedError(clean, f"it is larger than {limit} MB: send a link to it instead")
        contents.check(clean, content)
        return Received(self.put(content), len(content), clean)

    def put(self, content: bytes) -> str:
        """Keep some bytes and say their hash. Keeping the same bytes again changes nothing; a file that was altered
        where it lies is made whole again."""
        name = hashlib.sha256(content).hexdigest()
        self.place.keep(name, content)
        return name

    def get(self, name: str) -> bytes | None:
        """The bytes of a hash, or None where the place does not hold them or they are not what was kept."""
        if not HASH.fullmatch(name):
            return None
        content = self.place.read(name)
        return content if content is not None and hashlib.sha256(content).hexdigest() == name else None

    def holdings(self) -> Holdings:
        """Everything in the place, each file read and its hash worked out anew."""
        found = self.place.listing()
        whole = frozenset(name for name in found.names if self.get(name) is not None)
        return Holdings(whole, found.names - whole, found.strange)

    def listing(self) -> Listing:
        """Everything in the place, unread."""
        return self.place.listing()

    def remove(self, name: str) -> bool:
        """Take the bytes of a hash away for good; True if they were there. Only a redaction or a disposal does this."""
        return bool(HASH.fullmatch(name)) and self.place.remove(name)


def vault_at(settings: Settings, address: str | None = None) -> Vault:
    """The vault at TRACKER_EVIDENCE_URL, or at another address with the same keys.

    Raises EvidencePlaceError where that is no place for evidence. Nothing is asked of the place yet.
    """
    return Vault(
        place_at(
            settings.evidence_url if address is None else address,
            key=settings.evidence_key,
            secret=settings.evidence_secret,
            most=max(MOST, settings.upload_limit) * MEGABYTE,
            served=street(),
        )
    )
