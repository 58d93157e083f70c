"""What is opened at all. What a file is, is settled from its first bytes, not from its name."""

from pathlib import Path, PurePath

from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Limits

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""How workbooks of Excel 2 to 4 begin."""
SECTOR = 512
MEGABYTE = 1_000_000
SAVE_AS = "open it in Excel and save it as an Excel workbook (.xlsx)"
DAMAGED = "it is damaged or not complete: ask for it again, or open it in Excel and save it anew"
PASSWORD = "it is protected by a password: save it without one"
RIGHTS = "it is protected by rights management, so only its owner can open it: ask for an unprotected copy"
TEXT_NAMES = frozenset({".csv", ".tsv", ".txt", ".tab", ""})
SHEET_NAMES = frozenset({".xlsx", ".xltx", ".xlsm", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots", ".docx", ".docm"})
OTHER_FILES = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"#!", "a program"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"SQLite format 3", "a database"),
)


def content_of(path: Path, limits: Limits | None = None) -> bytes:
    """The bytes of a file on this machine; one that is too big is refused before it is read."""
    limits = limits or Limits()
    try:
        if path.is_dir():
            raise FileRefusedError(path.name, "it is a folder, not a workbook")
        if path.exists() and not path.is_file():  # a device or a pipe might never end
            raise FileRefusedError(path.name, "it is no ordinary file")
        if path.stat().st_size > limits.megabytes * MEGABYTE:
            raise _too_big(path.name, path.stat().st_size, limits)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileRefusedError(path.name, f"there is no such file in {path.absolute().parent}") from None
    except (OSError, ValueError) as error:
        raise FileRefusedError(
            path.name, f"it cannot be opened ({getattr(error, 'strerror', None) or error})"
        ) from None


def form_of(content: bytes, name: str, limits: Limits) -> str:
    """How a file is written: "package" (.xlsx, .ods, .docx), "biff" (.xls) or "text". Raises FileRefusedError for any
    other, and for one that is empty, too big or locked."""
    if len(content) > limits.megabytes * MEGABYTE:
        raise _too_big(name, len(content), limits)
    if not content:
        raise FileRefusedError(name, "it is empty")
    if content.startswith(COMPOUND_FILE):
        _check_compound_file(content, name)
        return "biff"
    if content.startswith(b"PK"):
        return "package"
    if content.startswith(BARE_BIFF):
        return "biff"
    if why := _about_other_file(content):
        raise FileRefusedError(name, f"{why}: {SAVE_AS}")
    ending = PurePath(name).suffix.lower()
    if ending not in TEXT_NAMES and ending not in SHEET_NAMES:
        raise FileRefusedError(name, f"it is not an Excel workbook, a CSV or a Word document: {SAVE_AS}")
    return "text"


def _too_big(name: str, size: int, limits: Limits) -> FileRefusedError:
    return FileRefusedError(
        name, f"it has {size / MEGABYTE:,.0f} MB, more than the {limits.megabytes} MB that a workbook may have"
    )


def _check_compound_file(content: bytes, name: str) -> None:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("DRMEncryptedTransform") or holds("DRMContent"):
        raise FileRefusedError(name, RIGHTS)
    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise FileRefusedError(name, PASSWORD)
    if not (holds("Workbook") or holds("Book")):
        if len(content) > 52 and (int.from_bytes(content[48:52], "little") + 1) * SECTOR >= len(content):
            raise FileRefusedError(name, DAMAGED)  # it ends before its own table of contents
        raise FileRefusedError(name, f"it is an old Office file, not a workbook (.xlsx): {SAVE_AS}")


def _about_other_file(content: bytes) -> str:
    """What a file is that is neither a workbook nor plain text; nothing for plain text."""
    for beginning, words in OTHER_FILES:
        if content.startswith(beginning) and not (beginning == b"BM" and b"\0" not in content[:64]):
            return f"it is {words}, not a workbook"
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"mime-version:") or b"<html" in start or start.startswith((b"<!doctype html", b"<table")):
        return "it is a web page, not a workbook"
    if start.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            return "it is a workbook saved as XML"
        return "it is a web page or an XML file, not a workbook" if b">" in start else ""
    return ""
