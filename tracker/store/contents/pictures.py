"""Pictures: each is walked through from its first piece to its last, so that nothing hides before, in or behind it."""

import zlib
from collections.abc import Callable

from tracker.store.contents.unsound import AGAIN, UnsoundError

BEHIND = "something else stands behind the picture in it: open it and save it anew"
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
WEBP_PIECES = frozenset({b"VP8 ", b"VP8L", b"VP8X"})


def kind_of(content: bytes) -> str | None:
    """Which picture a file is by its first bytes, as the ending of its name; None for no picture that is taken."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        return "heic"
    return None


def check(kind: str, content: bytes) -> None:
    """Walk through a picture. Raises UnsoundError where it breaks off or does not end with its end."""
    try:
        end = _WALKS[kind](content)
    except (IndexError, ValueError):
        raise UnsoundError(AGAIN) from None
    if end > len(content):
        raise UnsoundError(AGAIN)
    if kind != "jpg" and content[end:].strip(b"\x00\r\n\t "):  # cameras keep more behind a JPEG, and mean no harm
        raise UnsoundError(BEHIND)


def _png(content: bytes) -> int:
    at, first = 8, True
    while True:
        length = _number(content, at, 4, "big")
        name, after = content[at + 4 : at + 8], at + 12 + length
        if first != (name == b"IHDR") or after > len(content):
            raise ValueError
        if zlib.crc32(content[at + 4 : after - 4]) != _number(content, after - 4, 4, "big"):
            raise ValueError
        if name == b"IEND":
            return after
        at, first = after, False


def _jpg(content: bytes) -> int:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError
        if content[at + 1] == 0xDA:  # from here on the picture itself, up to its end
            end = content.rfind(b"\xff\xd9", at)
            if end < 0:
                raise ValueError
            return end + 2
        at += 1 if content[at + 1] == 0xFF else 2 + max(2, _number(content, at + 2, 2, "big"))


def _gif(content: bytes) -> int:
    at = 13 + _table(content[10])
    while content[at] != 0x3B:
        if content[at] == 0x21:
            at += 2
        elif content[at] == 0x2C:
            at += 11 + _table(content[at + 9])
        else:
            raise ValueError
        while content[at]:
            at += 1 + content[at]
        at += 1
    return at + 1


def _table(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(content: bytes) -> int:
    if content[12:16] not in WEBP_PIECES:
        raise ValueError
    return 8 + _number(content, 4, 4, "little")


def _heic(content: bytes) -> int:
    at, names = 0, set()
    while at < len(content):
        length, name = _number(content, at, 4, "big"), content[at + 4 : at + 8]
        if length == 1:
            length = _number(content, at + 8, 8, "big")
        elif length == 0:
            length = len(content) - at
        if length < 8:
            raise ValueError
        names.add(name)
        at += length
    if b"meta" not in names:
        raise ValueError
    return at


def _number(content: bytes, at: int, size: int, order: str) -> int:
    if at + size > len(content):
        raise IndexError
    return int.from_bytes(content[at : at + size], "big" if order == "big" else "little")


_WALKS: dict[str, Callable[[bytes], int]] = {"png": _png, "jpg": _jpg, "gif": _gif, "webp": _webp, "heic": _heic}
