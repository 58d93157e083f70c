"""Passwords: which are good enough, and the Argon2id hash that is kept of them. Slow on purpose: never in a loop."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from tracker.access.tokens import fresh
from tracker.rules.errors import TrackerError

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST, LONGEST = 12, 128
RULE = (
    f"At least {SHORTEST} characters: three or four words that do not belong together are good. "
    "Not a password that many people use, and not your own name or address. Spaces and symbols are fine."
)
EASILY_GUESSED = 1_000_000
"""Fewer guesses than this is what a list of the most used passwords, with a year or a figure behind, comes to."""
LOOKED_AT = 72
"""So much of a password is compared with the lists: what is longer and begins so badly is still worth refusing."""
OWN = 8
"""So many letters and figures must be left when the person's own words are taken out."""


class WeakPasswordError(TrackerError):
    """A password that is too easily guessed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This password {why}.")


def check(password: str, own_words: Iterable[str | None]) -> None:
    """Raise WeakPasswordError, which says why, for one that is too short, too long, much used or the person's own name.

    `own_words` are what others know of the person: their name, id and e-mail address.
    """
    sound = _normal(password)
    if len(sound) < SHORTEST:
        raise WeakPasswordError(f"has {len(sound)} characters: it takes {SHORTEST} or more")
    if len(sound) > LONGEST:
        raise WeakPasswordError(f"has {len(sound)} characters: {LONGEST} is the most it can have")
    known = sorted({word for text in own_words if text for word in _words(text)}, key=len, reverse=True)
    whole = left = "".join(re.findall(r"[^\W_]+", sound.casefold()))
    for word in known:
        left = left.replace(word, "")
    if left != whole and len(left) < OWN:
        raise WeakPasswordError("is little more than your own name or address")
    if _guesses(sound[:LOOKED_AT].casefold(), known) < EASILY_GUESSED:
        raise WeakPasswordError("is among the first that anybody would try, because many people use one like it")


def hash_of(password: str) -> str:
    """The hash to keep of a password."""
    return _hasher().hash(_normal(password))


def is_right(password: str, kept: str | None) -> tuple[bool, str | None]:
    """Whether this is the password whose hash was kept; and a newer hash to keep instead, if the old one has aged.

    Where no hash is kept it takes just as long, and is wrong.
    """
    nobodys = _nobodys()  # made first either way: the time it takes tells nothing
    right, newer = _hasher().verify_and_update(_normal(password[:LONGEST]), kept or nobodys)
    return (right, newer) if kept and len(password) <= LONGEST else (False, None)


def _normal(password: str) -> str:
    """The same signs however a keyboard put them together."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text.casefold()) if len(word) > 2]


def _guesses(password: str, known: list[str]) -> float:
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # it ships no types

    return float(zxcvbn(password, user_inputs=known)["guesses"])


@cache
def _hasher() -> "PasswordHash":
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def _nobodys() -> str:
    return _hasher().hash(fresh())
