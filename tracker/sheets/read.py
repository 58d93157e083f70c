"""A workbook in: bytes to sheets of cells. Anything that cannot be read honestly is refused in one sentence."""

import hashlib
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Limits, Sheets
from tracker.sheets.guard import DAMAGED, SMALL_MEMBER, open_package
from tracker.sheets.open_xml import (
    DATE_FORMATS,
    DamagedError,
    Reading,
    TooMuchError,
    is_date_format,
    sheet,
    strings,
)

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    ParseError,
    DamagedError,
    LookupError,  # a part, a string or an encoding that is not there
    ValueError,
    EOFError,
    StopIteration,
    NotImplementedError,
    RuntimeError,  # zipfile's own, for a part that is locked
)
"""What reading a broken package raises, all of it about the file and none of it about the tracker."""


def read(content: bytes, name: str, limits: Limits | None = None) -> Sheets:
    """The sheets of a workbook. Raises FileRefusedError, a sentence, for whatever must not or cannot be read."""
    limits = limits or Limits()
    with open_package(content, name, limits) as package:
        try:
            return _sheets(package, name, hashlib.sha256(content).hexdigest(), limits)
        except TooMuchError as error:
            raise FileRefusedError(name, str(error)) from None
        except DefusedXmlException:
            raise FileRefusedError(name, "it holds XML entities, which no honest workbook does") from None
        except DAMAGE:
            raise FileRefusedError(name, DAMAGED) from None


def _sheets(package: zipfile.ZipFile, name: str, file_hash: str, limits: Limits) -> Sheets:
    main = _main_part(package)
    book = _small(package, main)
    folder = posixpath.dirname(main)
    targets = _targets(package, f"{folder}/_rels/{posixpath.basename(main)}.rels", folder)
    parts = {kind: path for kind, path in targets.values()}
    shared: list[str] = []
    if "sharedStrings" in parts:
        with package.open(parts["sharedStrings"]) as stream:
            shared = strings(stream, limits)
    styles = _date_styles(_small(package, parts["styles"])) if "styles" in parts else frozenset()
    since_1904 = any(e.get("date1904") in {"1", "true"} for e in book.iter() if _local(e) == "workbookPr")
    reading = Reading(shared, styles, since_1904=since_1904)
    found = []
    for element in book.iter():
        if _local(element) != "sheet":
            continue
        link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        kind, path = targets[link]
        if kind == "worksheet":
            with package.open(path) as stream:
                hidden = element.get("state", "visible") != "visible"
                found.append(sheet(stream, element.get("name", ""), limits, reading, hidden=hidden))
    return Sheets(tuple(found), _properties(package), name, file_hash)


def _main_part(package: zipfile.ZipFile) -> str:
    return next(path for kind, path in _targets(package, "_rels/.rels", "").values() if kind == "officeDocument")


def _targets(package: zipfile.ZipFile, rels: str, folder: str) -> Mapping[str, tuple[str, str]]:
    """The parts that a part points at: id to (kind, path)."""
    found = {}
    for element in _small(package, rels).iter():
        if _local(element) == "Relationship" and element.get("TargetMode") != "External":
            target = element.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], path)
    return found


def _date_styles(styles: Element) -> frozenset[str]:
    """The numbers of the cell styles that show a day."""
    codes = {e.get("numFmtId", ""): e.get("formatCode", "") for e in styles.iter() if _local(e) == "numFmt"}
    formats = next((list(e) for e in styles.iter() if _local(e) == "cellXfs"), [])
    return frozenset(str(place) for place, format in enumerate(formats) if _shows_day(format, codes))


def _shows_day(format: Element, codes: Mapping[str, str]) -> bool:
    number = format.get("numFmtId", "0")
    return is_date_format(codes[number]) if number in codes else int(number) in DATE_FORMATS


def _properties(package: zipfile.ZipFile) -> Mapping[str, str]:
    """The workbook's own properties, where it has any: name to value."""
    if "docProps/custom.xml" not in package.namelist():
        return {}
    found = {}
    for element in _small(package, "docProps/custom.xml").iter():
        if _local(element) == "property":
            found[element.get("name", "")] = "".join(element.itertext()).strip()
    return found


def _small(package: zipfile.ZipFile, path: str) -> Element:
    if package.getinfo(path).file_size > SMALL_MEMBER:
        raise TooMuchError("its table of contents is far bigger than that of an honest workbook")
    element: Element = fromstring(package.read(path), forbid_dtd=True)
    return element


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
