"""A plan in: bytes to sheets of cells, whatever kind of file it came in. Anything that cannot be read honestly is
refused in one sentence.

What the file is, is settled by `guard` and `package`. Each kind has a reader of its own: `open_xml_book` (.xlsx,
.xlsm), `old_excel` (.xls), `open_document` (.ods), `delimited` (.csv), `word_tables` (.docx).
"""

import hashlib
import zipfile
import zlib
from pathlib import PurePath
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException

from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Limits, Sheets
from tracker.sheets.reading.delimited import delimited
from tracker.sheets.reading.found import Found
from tracker.sheets.reading.guard import DAMAGED, PASSWORD, form_of
from tracker.sheets.reading.old_excel import old_excel
from tracker.sheets.reading.open_document import is_locked, open_document
from tracker.sheets.reading.open_xml_book import open_xml_book
from tracker.sheets.reading.package import Package, kind_of
from tracker.sheets.reading.room import DamagedError, Room, TooMuchError
from tracker.sheets.reading.word_tables import word_tables
from tracker.sheets.reading.xml_stream import NO_ENTITIES

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    ParseError,
    DamagedError,
    LookupError,  # a part, a string or an encoding that is not there
    ValueError,
    EOFError,
    OSError,  # a place in the package that is none
    StopIteration,
    NotImplementedError,
    RuntimeError,  # zipfile's own, for a part that is locked
)
"""What reading a broken package raises, all of it about the file and none of it about the tracker."""

KIND_IN_WORDS = {
    "xlsx": "an Excel workbook (.xlsx)",
    "xlsm": "an Excel workbook with macros (.xlsm)",
    "xls": "a workbook of Excel 97–2003 (.xls)",
    "ods": "an OpenDocument spreadsheet (.ods)",
    "csv": "a text file such as a CSV",
    "docx": "a Word document (.docx)",
}
ENDINGS = {
    "xlsx": {".xlsx", ".xltx", ".xlsm", ".xltm"},
    "xlsm": {".xlsm", ".xltm", ".xlsx"},
    "xls": {".xls", ".xlt"},
    "ods": {".ods", ".ots"},
    "csv": {".csv", ".tsv", ".txt", ".tab"},
    "docx": {".docx", ".docm", ".dotx", ".dotm"},
}


def read(content: bytes, name: str, limits: Limits | None = None, *, looks: bool = False) -> Sheets:
    """The sheets of a plan. Raises FileRefusedError, a sentence, for whatever must not or cannot be read.

    With `looks`, also how the cells look: fills, merged ranges, what is hidden.
    """
    limits = limits or Limits()
    form = form_of(content, name, limits)
    try:
        if form == "package":
            kind, found = _packed(content, name, limits, looks=looks)
        elif form == "biff":
            kind, found = "xls", old_excel(content, name, Room(limits), looks=looks)
        else:
            kind, found = "csv", delimited(content, name, Room(limits))
    except TooMuchError as error:
        raise FileRefusedError(name, str(error)) from None
    except DefusedXmlException:
        raise FileRefusedError(name, NO_ENTITIES) from None
    except DAMAGE:
        raise FileRefusedError(name, DAMAGED) from None
    notices = (*_by_another_name(kind, name), *found.notices)
    return Sheets(found.sheets, found.properties, name, hashlib.sha256(content).hexdigest(), kind, notices)


def _packed(content: bytes, name: str, limits: Limits, *, looks: bool) -> tuple[str, Found]:
    room = Room(limits)
    with Package(content, name, limits) as package:
        kind = kind_of(package, name)
        if kind == "ods":
            if is_locked(package):
                raise FileRefusedError(name, PASSWORD)
            return kind, open_document(package, room, looks=looks)
        if kind == "docx":
            return kind, word_tables(package, name, room, looks=looks)
        return kind, open_xml_book(package, room, looks=looks)


def _by_another_name(kind: str, name: str) -> tuple[str, ...]:
    """What is said of a file whose name promises another kind than it is."""
    ending = PurePath(name).suffix.lower()
    if not ending or ending in ENDINGS[kind]:
        return ()
    return (f"By its name it is a {ending} file, but it is {KIND_IN_WORDS[kind]}; it was read as that.",)
