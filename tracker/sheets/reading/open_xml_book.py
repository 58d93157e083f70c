"""An Excel workbook (.xlsx, .xlsm): which parts it has, which sheets, and its own properties."""

import posixpath
from collections.abc import Mapping

from tracker.sheets.grid import Sheet
from tracker.sheets.reading.colours import THEME
from tracker.sheets.reading.found import Found
from tracker.sheets.reading.notices import left_out, more_fills
from tracker.sheets.reading.open_xml import Reading, sheet, strings
from tracker.sheets.reading.open_xml_looks import TRUE, OpenXmlLooks
from tracker.sheets.reading.open_xml_styles import Styles, styles, theme_colours
from tracker.sheets.reading.package import Package
from tracker.sheets.reading.room import DamagedError, Room
from tracker.sheets.reading.xml_stream import local

MOST_SHEETS = 1_000


def open_xml_book(package: Package, room: Room, *, looks: bool) -> Found:
    """The sheets of a workbook. Nothing in it is run, and no link is followed."""
    main = next(path for kind, path in targets_of(package, "_rels/.rels", "").values() if kind == "officeDocument")
    book = package.tree(main)
    folder = posixpath.dirname(main)
    targets = targets_of(package, f"{folder}/_rels/{posixpath.basename(main)}.rels", folder)
    parts = {kind: path for kind, path in targets.values()}
    shared: list[str] = []
    if "sharedStrings" in parts:
        with package.open(parts["sharedStrings"]) as stream:
            shared = strings(stream, room)
    shown = _styles(package, parts, room, looks=looks)
    since_1904 = any(e.get("date1904") in TRUE for e in book.iter() if local(str(e.tag)) == "workbookPr")
    reading = Reading(shared, shown.dates, room, since_1904=since_1904)
    found: list[Sheet] = []
    for element in book.iter():
        if local(str(element.tag)) != "sheet":
            continue
        link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        kind, path = targets[link]
        if len(found) >= MOST_SHEETS:
            raise DamagedError("sheets")
        if kind == "worksheet":
            with package.open(path) as stream:
                looks_of = OpenXmlLooks(room, shown.colours or {}) if looks else None
                hidden = element.get("state", "visible") != "visible"
                found.append(sheet(stream, element.get("name", ""), reading, hidden=hidden, looks=looks_of))
    notices = [*left_out(package.names), *reading.notices]
    if room.more_fills:
        notices.append(more_fills(room.limits.fills))
    return Found(tuple(found), _properties(package), tuple(notices))


def _styles(package: Package, parts: Mapping[str, str], room: Room, *, looks: bool) -> Styles:
    if "styles" not in parts:
        return Styles()
    theme = None
    if looks:
        theme = theme_colours(package.tree(parts["theme"])) if parts.get("theme", "") in package else THEME
    with package.open(parts["styles"]) as stream:
        return styles(stream, room, theme)


def targets_of(package: Package, rels: str, folder: str) -> Mapping[str, tuple[str, str]]:
    """The parts that a part points at: id to (kind, path)."""
    found = {}
    for element in package.tree(rels).iter():
        if local(str(element.tag)) == "Relationship" and element.get("TargetMode") != "External":
            target = element.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], path)
    return found


def _properties(package: Package) -> Mapping[str, str]:
    """The workbook's own properties, where it has any: name to value."""
    if "docProps/custom.xml" not in package:
        return {}
    found = {}
    for element in package.tree("docProps/custom.xml").iter():
        if local(str(element.tag)) == "property":
            found[element.get("name", "")] = "".join(element.itertext()).strip()
    return found
