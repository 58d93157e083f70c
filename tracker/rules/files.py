"""Files that people send as evidence: which kinds are taken, by the ending of the name, and what a file may be called.

Names only. What a file holds is looked at in `tracker.store.contents`.
"""

import os.path
import re
import unicodedata
from types import MappingProxyType

from tracker.rules.dates import list_in_words
from tracker.rules.errors import FileRefusedError

LONGEST_NAME = 150
LONGEST_NAME_BYTES = 200
"""A disk counts bytes, and an emoji has four of them; most take 255."""
KINDS = MappingProxyType(
    {
        "pdf": "a PDF",
        "docx": "a Word document",
        "xlsx": "an Excel workbook",
        "pptx": "a PowerPoint presentation",
        "odt": "an OpenDocument text",
        "ods": "an OpenDocument spreadsheet",
        "odp": "an OpenDocument presentation",
        "txt": "plain text",
        "csv": "plain text",
        "md": "plain text",
        "rtf": "a formatted text (RTF)",
        "eml": "an e-mail",
        "msg": "an Outlook message",
        "png": "a picture (PNG)",
        "jpg": "a picture (JPEG)",
        "jpeg": "a picture (JPEG)",
        "gif": "a picture (GIF)",
        "webp": "a picture (WebP)",
        "heic": "a picture (HEIC)",
    }
)
"""The kinds of file that may be evidence, by the ending of their name, and what each is. No programs, no archives."""
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³")})
"""Names that mean a device, not a file, on Windows, whatever ending follows."""


def clean_name(name: str) -> str:
    """A file's name that is harmless wherever somebody saves it: no path, no sign that is no plain character or that
    turns the reading direction, no device of Windows, no leading dash or dot, not too long. Never empty."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    plain = re.sub(r'[<>:"|?*]+', "-", " ".join(plain.split())).strip(". ").lstrip("-. ")
    stem, kind = os.path.splitext(plain)
    kind = kind[:20].rstrip()
    stem = stem[: LONGEST_NAME - len(kind)]
    while len((stem + kind).encode()) > LONGEST_NAME_BYTES and stem:
        stem = stem[:-1]
    if stem.partition(".")[0].rstrip().lower() in RESERVED:
        stem = f"file {stem}"
    return (stem.rstrip(". ") + kind) or "file"


def ending(name: str) -> str:
    """The ending of a name without its dot, in lower case: "pdf". Empty where there is none."""
    return os.path.splitext(name)[1][1:].lower()


def evidence_name(name: str) -> str:
    """The harmless name of a file that may be evidence, or FileRefusedError: its ending is one of KINDS."""
    clean = clean_name(name)
    if ending(clean) not in KINDS:
        kinds = list_in_words(list(KINDS), "or")
        raise FileRefusedError(clean, f"evidence may be a file of these kinds: {kinds}. Send a link to anything else")
    return clean
