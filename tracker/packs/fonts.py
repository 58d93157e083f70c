"""The fonts that a PDF is set in: where they are, and which characters they can draw. A character that none of them
holds would stop a PDF/UA, so it is known before one is made."""

import struct
from functools import lru_cache
from pathlib import Path

from tracker.street import street

SANS, SERIF, FALLBACK = "SourceSans3.ttf", "SourceSerif4.ttf", "DejaVuSans.ttf"
"""Everything said; titles and printed words; what neither holds: Arabic, Hebrew, Georgian, symbols."""
MISSING = "□"
INVISIBLE = frozenset((0x0A, 0x200B, 0x200C, 0x200D, 0xFE0E, 0xFE0F))
"""What is never drawn, and so is never missing."""


def folder() -> Path:
    """Where the font files are, in a checkout as in an installed wheel."""
    return street() / "data" / "fonts"


@lru_cache(maxsize=8)
def characters(name: str) -> frozenset[int]:
    """Every character that a font draws, from its own table."""
    data = (folder() / name).read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    at = next(
        struct.unpack_from(">I", data, 12 + 16 * n + 8)[0]
        for n in range(tables)
        if data[12 + 16 * n : 16 + 16 * n] == b"cmap"
    )
    (subtables,) = struct.unpack_from(">H", data, at + 2)
    found: set[int] = set()
    for n in range(subtables):
        (offset,) = struct.unpack_from(">I", data, at + 4 + 8 * n + 4)
        found |= _subtable(data, at + offset)
    return frozenset(found)


def drawable(text: str) -> str:
    """The text with □ for each character that no font of ours holds."""
    if text.isascii():
        return text
    known = _drawn()
    return "".join(letter if ord(letter) in known else MISSING for letter in text)


def surely(text: str) -> str:
    """The text with □ for each character that the text's own font does not hold: the last resort, should letters that
    are known one by one not be drawable side by side."""
    known = characters(SANS) & characters(SERIF) | {0x0A}
    return "".join(letter if ord(letter) in known else MISSING for letter in text)


@lru_cache(maxsize=1)
def _drawn() -> frozenset[int]:
    return characters(SANS) | characters(FALLBACK) | INVISIBLE


def _subtable(data: bytes, at: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", data, at)
    if kind == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        spans = (struct.unpack_from(">III", data, at + 16 + 12 * n) for n in range(groups))
        return {code for first, last, glyph in spans for code in range(first, last + 1) if glyph + code - first}
    if kind == 4:
        return _subtable_4(data, at)
    return set()


def _subtable_4(data: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 4 * count)
    ranges_at = at + 16 + 6 * count
    found = set()
    for n in range(count):
        (offset,) = struct.unpack_from(">H", data, ranges_at + 2 * n)
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * n + offset + 2 * (code - starts[n]))
            if (glyph + deltas[n]) % 65536 and (glyph or not offset):
                found.add(code)
    return found
