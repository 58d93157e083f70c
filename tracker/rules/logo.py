"""A board's logo: a PNG or a JPEG of honest size, known by its first bytes, never by its name."""

import struct
from dataclasses import dataclass

from tracker.rules.errors import FileRefusedError

WIDEST, HIGHEST = 55.0, 18.0
"""Millimetres on paper."""
MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 16_000_000
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
SIZES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))
"""The JPEG markers that say how big the picture is."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that was looked at: its bytes, "png" or "jpg", and its size in pixels."""

    content: bytes
    kind: str
    width: int
    height: int

    @property
    def millimetres(self) -> tuple[float, float]:
        """Its width and height on paper: as large as fits into the corner that is kept for it."""
        scale = min(WIDEST / self.width, HIGHEST / self.height)
        return self.width * scale, self.height * scale


def looked_at(content: bytes, name: str = "logo") -> Logo:
    """The logo, if it may be one. Raises FileRefusedError, in words, for anything else."""
    if len(content) > MOST_BYTES:
        raise FileRefusedError(name, "it is larger than 2 MB: a logo of 1,000 pixels across is enough for paper")
    try:
        if content.startswith(PNG):
            kind, size = "png", _png(content)
        elif content.startswith(JPEG):
            kind, size = "jpg", _jpeg(content)
        else:
            raise FileRefusedError(name, "a logo is a PNG or a JPEG picture: save it as one of these")
    except (struct.error, IndexError):
        raise FileRefusedError(name, "the picture is damaged: save it anew") from None
    width, height = size
    if width < 1 or height < 1:
        raise FileRefusedError(name, "the picture is damaged: save it anew")
    if width * height > MOST_PIXELS:
        raise FileRefusedError(name, f"it is {width:,} by {height:,} pixels: 1,000 pixels across are enough for paper")
    return Logo(content, kind, width, height)


def _png(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR":
        raise IndexError
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        if content[at] != 0xFF:
            raise IndexError
        if content[at + 1] in SIZES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        (length,) = struct.unpack_from(">H", content, at + 2)
        at += 2 + max(length, 2)
