"""What a backup says that it holds, and the refusals that taking, reading and restoring one share."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tracker.rules.errors import TrackerError

STORE, EVIDENCE, MANIFEST = "register.sqlite", "evidence", "manifest.json"
FORMAT = "recommendation-tracker backup 2"
FORMATS = ("recommendation-tracker backup 1", FORMAT)
"""The first had no sizes, and did not say what was taken out."""
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MEMBER = re.compile(r"evidence/([0-9a-f]{2})/(\1[0-9a-f]{62})", re.ASCII)


class BackupRefusedError(TrackerError):
    """A backup that cannot be taken, or one that must not be restored."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why.rstrip('.')}.")


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: each member with its SHA-256 and its size in bytes, the end of the trail, the moment, the
    revision of the store, the kind of database it was in. `missing` is evidence that the register names and that was
    not there, or not whole, to be copied; `taken_out` is what a redaction removed."""

    at: str
    revision: str
    number: int
    hash: str
    members: dict[str, str]
    missing: tuple[str, ...] = ()
    format: str = FORMAT
    sizes: dict[str, int] = field(default_factory=dict)
    taken_out: tuple[str, ...] = ()
    database: str = "sqlite"

    @property
    def files(self) -> int:
        """How many files of evidence it holds."""
        return len(self.members) - 1

    @property
    def evidence(self) -> dict[str, str]:
        """The name in the backup of each file of evidence, by its hash."""
        return {hash_: name for name, hash_ in self.members.items() if name != STORE}

    def written(self) -> str:
        """As it stands in the backup."""
        return json.dumps(asdict(self), indent=1)


def name_of(hash_: str) -> str:
    """What a file of evidence is called in a backup."""
    return f"{EVIDENCE}/{hash_[:2]}/{hash_}"


def read(text: bytes) -> Manifest:
    """The manifest in a backup. Raises BackupRefusedError where it is none of ours, or names what no backup holds."""
    try:
        told: dict[str, Any] = json.loads(text)
        made = Manifest(**{**told, "missing": tuple(told["missing"]), "taken_out": tuple(told.get("taken_out", ()))})
        if not _sound(made):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise BackupRefusedError("This is no backup of ours", "it has no list of what it holds") from None
    for name, hash_ in made.members.items():
        found = _MEMBER.fullmatch(name)
        if name != STORE and not found:
            raise BackupRefusedError("This is no backup of ours", "it holds files of another kind")
        if found and found[2] != hash_:
            raise BackupRefusedError("This backup was altered or damaged", f"its list has two hashes for {name}")
    return made


def _sound(made: Manifest) -> bool:
    sizes: Mapping[str, Any] = made.sizes
    return (
        made.format in FORMATS
        and STORE in made.members
        and all(isinstance(each, str) for each in (made.at, made.revision, made.hash, made.database))
        and type(made.number) is int
        and all(_HASH.fullmatch(str(each)) for each in (*made.members.values(), *made.missing, *made.taken_out))
        and (made.format != FORMAT or set(sizes) == set(made.members))
        and all(type(size) is int and size >= 0 for size in sizes.values())
    )
