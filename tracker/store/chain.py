"""The trail's arithmetic: salted digests of values, and the running hash over them. Knows no database."""

import hashlib
import json
import secrets
from datetime import UTC, datetime
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
    content = [_text(entry[name]) for name in COVERED]
    return hashlib.sha256(f"{previous}\n{json.dumps(content, ensure_ascii=True)}".encode()).hexdigest()


def _text(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
