"""Text: really text, in one of the codes that people's programs write, and no web page, script or hidden object."""

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError

from tracker.store.contents.unsound import AGAIN, PASSWORD, UnsoundError

WEB_PAGE = "it is a web page or holds one: send its address as a link, or save it as a PDF"
MOST_PIECES = 150
"""Of an e-mail, attachments and all: they can be packed into each other, as deep as there are."""
_SCRIPT = re.compile(r"<(?:script|html|svg|iframe|object|embed)\b|<\?(?:xml|php)", re.I)
_PAGE = re.compile(
    r"\s*<(?:!doctype\b|!--|(?:head|body|title|style|meta|link|div|table|font|h[1-6]|img|a|b|p|br)\b)", re.I
)
_HEADER = re.compile(r"(?:from |[!-9;-~]+:)", re.I)
_ADDRESSED = re.compile(r"^from:", re.I | re.M)
_DATED = re.compile(r"^(?:date|to|subject|received|mime-version):", re.I | re.M)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")


def decoded(content: bytes) -> str | None:
    """Some bytes as text, in UTF-8, in UTF-16 with its mark, or as Windows writes western Europe; None for no text."""
    codes = ["utf-16"] if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ["utf-8-sig", "cp1252"]
    for code in codes:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        return None if _NO_TEXT.search(text) else text
    return None


def check(text: str) -> None:
    """Raise UnsoundError where a text is a web page or a script for one, under whatever name."""
    if _PAGE.match(text) or _SCRIPT.search(text):
        raise UnsoundError(WEB_PAGE)


def is_mail(text: str) -> bool:
    """Whether a text begins as an e-mail does: with lines that say from whom it is, and to whom, when or on what."""
    head = re.split(r"\r?\n\r?\n", text[:65_536], maxsplit=1)[0]
    return bool(_HEADER.match(head) and _ADDRESSED.search(head) and _DATED.search(head))


def check_rich(content: bytes) -> None:
    """Raise UnsoundError where a formatted text (RTF) breaks off or has another file hidden in it."""
    if not content.rstrip(b"\x00\r\n\t ").endswith(b"}"):
        raise UnsoundError(AGAIN)
    if re.search(rb"\\obj(?:data|emb|link|autlink|update|ocx)\b", content):
        raise UnsoundError("it has another file embedded in it: send that one by itself, and this one as a PDF")


def attached(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files attached to an e-mail: their names and contents. Raises UnsoundError where it cannot be looked into."""
    if content.lower().count(b"content-type:") > MOST_PIECES:
        raise UnsoundError("it is an e-mail of too many pieces: send what matters in it by itself")
    try:
        mail = message_from_bytes(content, policy=policy.compat32)
        pieces = list(mail.walk())
    except (MessageError, ValueError, RecursionError, LookupError):
        raise UnsoundError(AGAIN) from None
    for piece in pieces:
        if piece.get_content_type() in ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"):
            raise UnsoundError(PASSWORD)
        if piece.is_multipart():
            continue
        name = piece.get_filename()
        if name or piece.get_content_maintype() != "text":
            held = piece.get_payload(decode=True)
            yield name or "", held if isinstance(held, bytes) else b""
