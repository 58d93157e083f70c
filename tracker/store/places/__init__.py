"""Where evidence may be kept: a folder, or a bucket of an S3-compatible store, each by its address.

A place keeps bytes under the name it is told and gives them back. Whether they still are what was kept is asked by the
vault, of every place in the same way.
"""

import re
from typing import NamedTuple, Protocol

from tracker.rules.errors import TrackerError

HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


class EvidencePlaceError(TrackerError):
    """Evidence cannot be kept where an address says: it is none, or a place whose files anybody is given."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(
            f"Evidence cannot be kept in {where}: {why}. Set TRACKER_EVIDENCE_URL to a folder of its own, elsewhere. "
            "A bucket is written as s3://bucket/prefix?endpoint=https://…&region=…"
        )


class Listing(NamedTuple):
    """What lies in a place, unread: the hashes that name a file, and whatever else is there, by its path in it."""

    names: frozenset[str]
    strange: tuple[str, ...]


class Place(Protocol):
    """Where files are kept by the SHA-256 of their content. All of it raises StoreUnavailableError, in one sentence,
    where the place cannot be reached, read or written."""

    @property
    def called(self) -> str:
        """What kind of place it is, to a person: ‘evidence folder’."""

    def read(self, name: str) -> bytes | None:
        """What lies under a hash, whatever it is by now; None where there is no ordinary file of it."""

    def keep(self, name: str, content: bytes) -> None:
        """See to it that exactly this content lies under its hash: whole, and still there after a power cut."""

    def remove(self, name: str) -> bool:
        """Take what lies under a hash away for good, with every older version of it; True if it was there."""

    def listing(self) -> Listing:
        """Everything in the place."""


def path_of(name: str) -> str:
    """Where a hash lies within a place."""
    return f"{name[:2]}/{name}"
