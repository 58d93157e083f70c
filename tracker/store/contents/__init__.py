"""What a file is by its content, whatever its name and the browser say of it; and whether it may be evidence.

Nothing is opened, unpacked or run: first and last bytes, tables of contents and text are looked at, no more.
"""

import re
from collections.abc import Iterator

from tracker.rules.errors import FileRefusedError, shown
from tracker.rules.files import KINDS, clean_name, ending, evidence_name
from tracker.store.contents import compound, packages, pictures, texts
from tracker.store.contents.unsound import AGAIN, PASSWORD, PROGRAM, TWO_IN_ONE, UnsoundError

DEEPEST = 4
"""How deep e-mails may be attached to e-mails."""
IN_MAIL = frozenset({"ics", "vcf", "p7s", "asc"})
"""What mail programs attach by themselves: a date, a visiting card, a signature."""
PROGRAMS = (
    b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf", b"\x00asm", b"dex\n", b"L\x00\x00\x00\x01\x14\x02\x00",
)  # fmt: skip
ARCHIVES = (
    (b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"\x1f\x8b", "GZIP"), (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\x00", "XZ"), (b"MSCF", "CAB"), (b"\x28\xb5\x2f\xfd", "Zstandard"),
)  # fmt: skip
ENCRYPTED = (b"-----BEGIN PGP MESSAGE", b"\x85\x01\x0c\x03", b"\x85\x02\x0c\x03", b"age-encryption.org/")
PLAIN = frozenset({"txt", "csv", "md"})
SAME = {"jpeg": "jpg", "csv": "txt", "md": "txt"}
"""Kinds that cannot be told apart by what they hold."""


def check(name: str, content: bytes) -> None:
    """Raise FileRefusedError unless a file is of a kind that may be evidence, is what its name says, and is sound: no
    program, script, archive or web page under another name, no macros, no password, not two kinds in one."""
    clean = evidence_name(name)
    try:
        _look(clean, content, DEEPEST)
    except UnsoundError as why:
        raise FileRefusedError(clean, str(why)) from None


def _look(name: str, content: bytes, deep: int) -> None:
    found = _kind(content)
    wanted = SAME.get(ending(name), ending(name))
    if found == "eml" and wanted == "txt":
        texts.check(texts.decoded(content) or "")  # an e-mail is plain text as well
        return
    if found != wanted:
        raise UnsoundError(f"it is called .{ending(name)}, but is {KINDS[found]}")
    if found in ("eml", "msg"):
        _look_at_attached(texts.attached(content) if found == "eml" else compound.attached(content), deep)


def _look_at_attached(files: Iterator[tuple[str, bytes]], deep: int) -> None:
    if deep == 0:
        raise UnsoundError("it has e-mails attached to e-mails too deep: send what matters in it by itself")
    for given, content in files:
        name = clean_name(given)
        try:
            if not given or ending(name) in IN_MAIL:
                _never(content)
            elif ending(name) not in KINDS:
                raise UnsoundError("which is of no kind that is taken")
            elif content:
                _look(name, content, deep - 1)
        except UnsoundError as why:
            called = f"the file ‘{shown(name)}’" if given else "a file without a name"
            raise UnsoundError(f"it has {called} attached, and of that: {why}") from None


def _kind(content: bytes) -> str:
    """The kind of a file, as the ending of its name, by what it holds. Raises UnsoundError for what is not taken."""
    if not content:
        raise UnsoundError("it is empty")
    _never(content)
    if content.startswith(packages.ANY_START):
        return packages.kind_of(content)
    if content.startswith(compound.START):
        return compound.kind_of(content)
    if picture := pictures.kind_of(content):
        _one_only(content)
        pictures.check(picture, content)
        return picture
    if content.lstrip()[:5] == b"%PDF-":
        _one_only(content)
        _check_pdf(content)
        return "pdf"
    if content.startswith(b"{\\rtf"):
        _one_only(content)
        texts.check_rich(content)
        return "rtf"
    text = texts.decoded(content)
    if text is None:
        raise UnsoundError(f"it is {_what_else(content)}: send it as one of the kinds that are taken, or send a link")
    if texts.is_mail(text):
        return "eml"
    texts.check(text)
    return "txt"


def _never(content: bytes) -> None:
    if content.startswith(PROGRAMS):
        raise UnsoundError(PROGRAM)
    for start, called in ARCHIVES:
        if content.startswith(start):
            raise UnsoundError(f"it is an archive ({called}): take the files out of it and send them one by one")
    if content[257:262] == b"ustar":
        raise UnsoundError("it is an archive (TAR): take the files out of it and send them one by one")
    if content.startswith(ENCRYPTED):
        raise UnsoundError(PASSWORD)


def _one_only(content: bytes) -> None:
    """No web page, PDF or archive in the same bytes: a reader that looks for its own kind would find it."""
    start = content[:4096].lower()
    if any(sign in start for sign in (b"<script", b"<html", b"<?php", b"<svg", b"javascript:")):
        raise UnsoundError(TWO_IN_ONE)
    if b"%PDF-" in content[:1024] and content.lstrip()[:5] != b"%PDF-":
        raise UnsoundError(TWO_IN_ONE)
    if packages.ends_as_one(content):
        raise UnsoundError(TWO_IN_ONE)


def _check_pdf(content: bytes) -> None:
    if re.search(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)", content):
        raise UnsoundError(PASSWORD)
    end = content.rstrip(b"\x00\r\n\t ").rfind(b"%%EOF")
    if end < 0 or b"startxref" not in content or len(content.rstrip(b"\x00\r\n\t ")) - end > 1024:
        raise UnsoundError(AGAIN)


def _what_else(content: bytes) -> str:
    """What the file seems to be, in words, by the table of known beginnings."""
    import puremagic

    try:
        name = puremagic.magic_string(content[:100_000])[0].name
    except (puremagic.PureError, ValueError, IndexError):
        return "of a kind that is not known"
    return f"something else ({shown(name, 60)})"
