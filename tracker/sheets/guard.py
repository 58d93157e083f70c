"""What is opened at all. Everything here is settled from the file's first bytes and its table of contents."""

import zipfile
from io import BytesIO
from pathlib import Path

from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Limits

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 1_000_000
SMALL_MEMBER = 10 * MEGABYTE
SAVE_AS = "open it in Excel and save it as an Excel workbook (.xlsx)"
DAMAGED = "it is damaged or not complete: ask for it again, or open it in Excel and save it anew"


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


def open_package(content: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """The workbook's parts, if they may be opened: else FileRefusedError says why not."""
    if len(content) > limits.megabytes * MEGABYTE:
        raise _too_big(name, len(content), limits)
    if not content:
        raise FileRefusedError(name, "it is empty")
    if content.startswith(COMPOUND_FILE):
        raise FileRefusedError(name, _about_compound_file(content))
    if not content.startswith(b"PK"):
        raise FileRefusedError(name, f"{_about_other_file(content)}: {SAVE_AS}")
    try:
        package = zipfile.ZipFile(BytesIO(content))
        members = package.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, UnicodeError):
        raise FileRefusedError(name, DAMAGED) from None
    if len(members) > limits.members:
        raise FileRefusedError(
            name, f"it is packed in {len(members):,} pieces, more than the {limits.members:,} allowed"
        )
    if any(member.flag_bits & 1 for member in members):
        raise FileRefusedError(name, "it is protected by a password: save it without one")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise FileRefusedError(name, DAMAGED)
    _check_size(members, name, limits)
    _check_kind({member.filename for member in members}, package, name)
    return package


def _too_big(name: str, size: int, limits: Limits) -> FileRefusedError:
    return FileRefusedError(
        name, f"it has {size / MEGABYTE:,.0f} MB, more than the {limits.megabytes} MB that a workbook may have"
    )


def _check_size(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_megabytes * MEGABYTE:
        raise FileRefusedError(
            name,
            f"it would unpack to {unpacked / MEGABYTE:,.0f} MB, more than the {limits.unpacked_megabytes} MB allowed",
        )
    for member in members:
        if member.file_size > SMALL_MEMBER and member.file_size > limits.ratio * max(1, member.compress_size):
            raise FileRefusedError(name, "it is packed so tightly that it looks made to overwhelm the reader")


def _check_kind(names: set[str], package: zipfile.ZipFile, name: str) -> None:
    if name.lower().endswith((".xlsm", ".xltm")) or any(n.lower().endswith("vbaproject.bin") for n in names):
        raise FileRefusedError(name, f"it holds macros, which are never opened: {SAVE_AS}")
    if "[Content_Types].xml" in names:
        if any(n.startswith("xl/") for n in names):
            return
        kind = next((words for folder, words in OFFICE_KINDS if any(n.startswith(folder) for n in names)), "")
        raise FileRefusedError(name, f"it is {kind or 'not a workbook'}: {SAVE_AS}")
    if "mimetype" in names and "content.xml" in names:
        raise FileRefusedError(name, f"it is an OpenDocument file: {SAVE_AS}")
    raise FileRefusedError(name, f"it is a zip file, not a workbook: take the workbook out of it, or {SAVE_AS}")


OFFICE_KINDS = (("word/", "a Word document, not a workbook"), ("ppt/", "a presentation, not a workbook"))


def _about_compound_file(content: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("DRMEncryptedTransform") or holds("DRMContent"):
        return "it is protected by rights management, so only its owner can open it: ask for an unprotected copy"
    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return "it is protected by a password: save it without one"
    if holds("Workbook") or holds("Book"):
        return f"it is a workbook of Excel 97–2003 (.xls): {SAVE_AS}"
    return f"it is an old Office file, not a workbook (.xlsx): {SAVE_AS}"


def _about_other_file(content: bytes) -> str:
    start = content[:512].lstrip().lower()
    if start.startswith(b"%pdf"):
        return "it is a PDF, not a workbook"
    if start.startswith((b"<!doctype html", b"<html")):
        return "it is a web page, not a workbook"
    if b"\x00" not in start and (b"," in start or b";" in start or b"\t" in start):
        return "it is a text file such as a CSV, not a workbook"
    return "it is not an Excel workbook, whatever its name says"
