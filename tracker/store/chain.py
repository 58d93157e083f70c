"""The trail's arithmetic: salted digests of values, and the running hash over them. Knows no database."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

START = "0" * 64
COVERED = (
    "number", "at", "by", "role", "verb", "kind", "entity", "entity_id", "field",
    "before_digest", "after_digest", "reason_digest", "door",
)  # fmt: skip


def salt() -> str:
    """Sixteen random bytes as hex: without it, a digest of a short value could be guessed."""
    return secrets.token_hex(16)


def digest(salt: str, value: str) -> str:
    """SHA-256 of the salt and the value. A lone surrogate is kept by its own code, so any text has a digest."""
    return hashlib.sha256(f"{salt}\n{value}".encode("utf-8", "surrogatepass")).hexdigest()


def chained(previous: str, entry: dict[str, Any]) -> str:
    """The hash of an entry: SHA-256 over the hash before it and the entry's canonical content."""
    return linked(previous, entry["number"], instant(entry["at"]), (entry[name] for name in COVERED[2:]))


def linked(previous: str, number: int, at: str, texts: Iterable[str | None]) -> str:
    """The same, of the entry's content in the order of `COVERED`: for walking a long chain. The content is hashed as
    the JSON list that any other program would write. Raises TypeError where something is no text."""
    told = ", ".join(["null" if text is None else quoted(text) for text in texts])
    return hashlib.sha256(f"{previous}\n[{number:d}, {quoted(at)}, {told}]".encode("ascii")).hexdigest()


def instant(at: datetime) -> str:
    """An instant as the chain covers it: ISO text in UTC. One without a time zone is UTC, as SQLite keeps it."""
    return (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat()


def grouped(hash: str) -> str:
    """A hash as it stands on paper: in groups of eight."""
    return " ".join(hash[place : place + 8] for place in range(0, len(hash), 8))
