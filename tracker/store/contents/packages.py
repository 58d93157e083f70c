"""Zip packages: Word, Excel, PowerPoint and OpenDocument files. Judged by their table of contents before anything in
them is unpacked; of what is unpacked then, no more than a megabyte is read."""

import re
import zipfile
import zlib
from io import BytesIO

from tracker.store.contents.unsound import AGAIN, MACROS, PASSWORD, PROGRAM, TWO_IN_ONE, UnsoundError

START = b"PK\x03\x04"
ANY_START = (START, b"PK\x05\x06", b"PK\x07\x08")
END = b"PK\x05\x06"
MEGABYTE = 1024 * 1024
MOST_MEMBERS = 10_000
MOST_UNPACKED = 500 * MEGABYTE
SMALL = 10 * MEGABYTE
TIGHTEST = 200
"""How many times smaller than itself a large member may be packed: a spreadsheet seldom reaches forty."""
BOMB = "it would unpack to far more than it seems: open it and save it anew, or send it as a PDF"
ARCHIVE = "it is an archive (ZIP): take the files out of it and send them one by one"
PROGRAM_ENDINGS = (
    ".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".hta",
    ".lnk", ".jar", ".class", ".sh", ".pif", ".cpl", ".reg", ".scf", ".url",
)  # fmt: skip
OFFICE = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"presentationml.presentation.main+xml", "pptx"),
    (b"presentationml.slideshow.main+xml", "pptx"),
)
OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
MACRO_SIGNS = re.compile(rb"macroenabled|vbaproject|macrosheet", re.I)


def kind_of(content: bytes) -> str:
    """Which document a package is, as the ending of its name. Raises UnsoundError for every other zip file, and for a
    document with macros, with a password, with a program in it, or packed to overwhelm whoever opens it."""
    package = _opened(content)
    with package:
        members = package.infolist()
        _check_members(members, len(content))
        names = {member.filename for member in members}
        lower = {name.lower() for name in names}
        if len(lower) != len(members):
            raise UnsoundError(AGAIN)
        if "META-INF/MANIFEST.MF" in names and "mimetype" not in names:
            raise UnsoundError(PROGRAM)
        if any(name.endswith(PROGRAM_ENDINGS) for name in lower) and (
            "[content_types].xml" in lower or "mimetype" in lower
        ):
            raise UnsoundError("it holds a program: take the program out of it, or send it as a PDF")
        try:
            if "[content_types].xml" in lower:
                return _office(package, names)
            if "mimetype" in names:
                return _open_document(package, names)
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, OSError, KeyError):
            raise UnsoundError(AGAIN) from None
    raise UnsoundError(ARCHIVE)


def ends_as_one(content: bytes) -> bool:
    """Whether some bytes can be opened as a zip file by its end, whatever they begin with."""
    tail = content[-70_000:]
    at = tail.rfind(END)
    while at >= 0:
        if at + 22 <= len(tail) and at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") <= len(tail):
            try:
                with zipfile.ZipFile(BytesIO(content)) as package:
                    return bool(package.infolist())
            except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, UnicodeError):
                return False
        at = tail.rfind(END, 0, at)
    return False


def _opened(content: bytes) -> zipfile.ZipFile:
    end = content.rfind(END)
    if end < 0 or end + 22 + int.from_bytes(content[end + 20 : end + 22], "little") != len(content):
        raise UnsoundError(AGAIN)
    if b"%PDF-" in content[:1024]:
        raise UnsoundError(TWO_IN_ONE)
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, UnicodeError):
        raise UnsoundError(AGAIN) from None
    return package


def _check_members(members: list[zipfile.ZipInfo], size: int) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise UnsoundError(PASSWORD)
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise UnsoundError(BOMB)
    if sum(member.compress_size for member in members) > size:  # members that lie over each other
        raise UnsoundError(BOMB)
    for member in members:
        if member.file_size > SMALL and member.file_size > TIGHTEST * max(1, member.compress_size):
            raise UnsoundError(BOMB)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnsoundError(AGAIN)
        if member.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", member.filename):
            raise UnsoundError(AGAIN)


def _office(package: zipfile.ZipFile, names: set[str]) -> str:
    types = _read(package, next(name for name in names if name.lower() == "[content_types].xml"))
    links = b"".join(_read(package, name) for name in sorted(names) if name.lower().endswith(".rels"))
    suspicious = any(MACRO_SIGNS.search(name.encode()) for name in names)
    if suspicious or MACRO_SIGNS.search(types) or MACRO_SIGNS.search(links):
        raise UnsoundError(MACROS)
    found = [kind for sign, kind in OFFICE if sign in types]
    if not found:
        raise UnsoundError("it is an Office file of a kind that is not taken: save it as .docx, .xlsx or .pptx")
    return found[0]


def _open_document(package: zipfile.ZipFile, names: set[str]) -> str:
    kind = OPEN.get(_read(package, "mimetype").strip())
    if kind is None:
        raise UnsoundError(ARCHIVE)
    if any(
        name.startswith(("Basic/", "Scripts/", "Dialogs/")) and not name.endswith(("/", "-lc.xml")) for name in names
    ):
        raise UnsoundError(MACROS)
    if "encrypted-package" in names or b"encryption-data" in _read(package, "META-INF/manifest.xml"):
        raise UnsoundError(PASSWORD)
    if "content.xml" not in names:
        raise UnsoundError(AGAIN)
    return kind


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as member:
        found = member.read(MEGABYTE + 1)
    if len(found) > MEGABYTE:
        raise UnsoundError(BOMB)
    if found.startswith((b"\xff\xfe", b"\xfe\xff")):
        return found.decode("utf-16").encode()
    return found
