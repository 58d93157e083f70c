"""A text as it is looked through: digits, dashes, spaces and quotes of every kind made one kind, accents and characters
of no width left out, so that nothing hides a number or a name; and where each character of it stands in the text."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

UNMARKED = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "ı": "i", "æ": "ae", "Æ": "AE",
            "œ": "oe", "Œ": "OE", "ß": "ss", "ð": "d", "þ": "th"}  # fmt: skip
"""Letters that Unicode does not take apart."""
QUOTES, MINUSES, DOTS = frozenset("‘’‛′ʼ＇"), frozenset("−⁃"), frozenset("•·․。")
SPACE_OF_NO_WIDTH = "\u200b"
WIDE = range(0xFF01, 0xFF5F)
"""Characters as wide as a Chinese one, in the order of ASCII."""


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text folded, and for each character of that its place in the text."""
    if text.isascii():
        return text, range(len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = character if character < "\x80" else _plain(character)
        if plain:
            letters.append(plain)
            places.extend([place] * len(plain))
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """What one character beyond ASCII is looked at as: nothing, where it has no width."""
    if character in UNMARKED:
        return UNMARKED[character]
    if character in QUOTES:
        return "'"
    if character in MINUSES:
        return "-"
    if character in DOTS:
        return "."
    if character == SPACE_OF_NO_WIDTH:
        return " "
    if ord(character) in WIDE:
        return chr(ord(character) - WIDE[0] + ord("!"))
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Cf" | "Mn" | "Me" | "Cc":
            return ""
        case "Pd":
            return "-"
        case other if other[0] in "PSZ":
            return " "
    taken_apart = unicodedata.normalize("NFKD", character)
    return "".join(c for c in taken_apart if unicodedata.category(c) not in ("Mn", "Me")) or character
