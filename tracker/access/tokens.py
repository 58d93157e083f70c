"""Secrets that a browser or a link holds: 256 random bits. The store keeps their hash, and nothing leads back."""

import hashlib
import secrets


def fresh() -> str:
    """A new secret, as it goes into a cookie or a link."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a secret. It is random and long, so one round of SHA-256 is enough, and quick at every click."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
