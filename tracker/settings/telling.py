"""Each setting as it may be shown: its value without anything secret in it, and where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from tracker.settings.fields import Settings, usual

SECRET_WORDS = ("SECRET", "PASSWORD", "PASSPHRASE", "TOKEN", "KEY")
LONGEST = 120
SET = "set, and not shown"


@dataclass(frozen=True)
class Told:
    """One setting: its variable, its value in words, and whether the environment gave it."""

    variable: str
    value: str
    given: bool


def tell_settings(settings: Settings, environment: Mapping[str, str]) -> list[Told]:
    """Every setting in the order of the manual."""
    found = []
    for each in fields(Settings):
        if not each.metadata:
            continue
        name = each.metadata["env"]
        raw = environment.get(name, "").strip()
        is_secret = not each.repr or any(word in name for word in SECRET_WORDS)
        if raw:
            found.append(Told(name, SET if is_secret else without_secrets(name, raw), True))
        elif each.name in ("home", "database_url", "evidence_url"):
            found.append(Told(name, without_secrets(name, str(getattr(settings, each.name))), False))
        else:
            found.append(Told(name, usual(each.name), False))
    return found


def without_secrets(name: str, text: str) -> str:
    """A value without a name, a password or a question in it: of an address, only how, where and which are left."""
    if "://" not in text:
        return SET if name.endswith("_URL") and "@" in text else _short(text)
    try:
        parts = urlsplit(text)
        host = f"{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}"
    except ValueError:
        return SET
    user = "…@" if "@" in parts.netloc else ""
    path = "…" if "@" in parts.path else parts.path  # a stroke in a password makes the rest of it a path
    return _short(f"{parts.scheme}://{user}{host}{path}{'?…' if parts.query else ''}")


def _short(text: str) -> str:
    clean = "".join(c if c.isprintable() else "?" for c in text)
    return clean if len(clean) <= LONGEST else f"{clean[:LONGEST]}… ({len(clean):,} letters)"
