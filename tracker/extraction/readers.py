"""Which module opens a report, by the ending of its name. A kind of file is one module and one line here."""

from collections.abc import Callable

from tracker.extraction.reading import pdf, plain, web, word
from tracker.extraction.source import Source

READERS: dict[str, Callable[[bytes, str], Source]] = {
    "txt": plain.read,
    "md": plain.read,
    "pdf": pdf.read,
    "docx": word.read,
    "html": web.read,
    "htm": web.read,
}
"""Each is given the bytes and the ending, and raises NotReadError. Runs in the child only."""
