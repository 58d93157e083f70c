"""A text file from its bytes, whatever program wrote it."""

import codecs
import re

from tracker.extraction.errors import NotReadError

BIGGEST, LONGEST = 60_000_000, 20_000_000
"""Bytes of a file, and characters of its text: the longest inquiry reports have three million."""
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PACKED, PDF, RICH = b"PK\x03\x04", b"%PDF-", b"{\\rtf"
OTHERS = (
    b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"RIFF", b"MZ\x90\x00", b"\x7fELF", b"\x00asm",
    b"7z\xbc\xaf", b"Rar!\x1a", b"\x1f\x8b",
)  # fmt: skip
"""How pictures, programs and archives begin."""
MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
LEGAL = frozenset("\t\n\f\r\v\x00\x1a\x85")


def refuse_strangers(content: bytes, *, packed: bool = False) -> None:
    """Raises NotReadError for what is empty, too big, or plainly another kind of file than its name says."""
    if not content.strip(b"\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise NotReadError("empty")
    if len(content) > BIGGEST:
        raise NotReadError("too_big")
    start = content[:1024].lstrip()
    if start.startswith(OLD_WORD):
        raise NotReadError("password" if ENCRYPTED in content else "old_word")
    if start.startswith((PDF, RICH, *OTHERS)) or start.startswith(PACKED) != packed:
        raise NotReadError("kind")


def charset_text(content: bytes) -> str:
    """The characters of a web page, in the encoding that it names. Raises NotReadError."""
    refuse_strangers(content)
    start = content[:4096]
    if b"multipart/related" in start.lower() and b"mime-version" in start.lower():
        raise NotReadError("kind")
    named = CHARSET.search(start)
    name = named.group(1).decode("ascii", "replace").lower() if named else ""
    if name and not any(content.startswith(mark) for mark, _ in MARKS) and b"\x00" not in start:
        try:
            codec = codecs.lookup({"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}.get(name, name))
            text = content.decode(codec.name, "strict" if codec.name == "utf-8" else "replace")
        except (LookupError, UnicodeDecodeError, UnicodeError):
            text = _decoded(content)
    else:
        text = _decoded(content)
    if len(text) > LONGEST:
        raise NotReadError("too_long")
    return text


def text_of(content: bytes) -> str:
    """The characters of a text file, with line ends as "\\n". Raises NotReadError."""
    refuse_strangers(content)
    text = _decoded(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    strange = sum(1 for sign in text[:200_000] if sign < " " and sign not in LEGAL)
    if strange * 50 > len(text[:200_000]):
        raise NotReadError("kind")
    text = "".join(sign for sign in text if sign >= " " or sign in "\t\n\f") if strange or "\x00" in text else text
    if len(text) > LONGEST:
        raise NotReadError("too_long")
    return text


def _decoded(content: bytes) -> str:
    for mark, name in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    start = content[:4000]
    if len(start) >= 8 and start.count(0) * 5 > len(start) * 2:  # every second byte nought: UTF-16 without its mark
        even, odd = start[::2].count(0), start[1::2].count(0)
        return content.decode("utf-16-le" if odd >= even else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" or error.start > len(content) - 4:  # cut off in a character
            return content.decode("utf-8", "replace")
    return content.decode("cp1252", "replace")
