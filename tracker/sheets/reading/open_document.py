"""An OpenDocument spreadsheet (.ods), streamed. Here a row or a cell may stand for a million others; only what
holds something is repeated, and each repeat is counted, so that a small file makes no room for itself.
"""

import math
import re
from collections.abc import Mapping
from datetime import date

from tracker.sheets.grid import Cell, ErrorValue, Formula, Row, Sheet
from tracker.sheets.reading.found import Found
from tracker.sheets.reading.looks import PLAIN, Looks
from tracker.sheets.reading.notices import LINKS, far_cells, left_out, more_fills
from tracker.sheets.reading.open_document_styles import DocumentStyles
from tracker.sheets.reading.open_document_text import CellText
from tracker.sheets.reading.open_xml import CONSTANTS, iso_day
from tracker.sheets.reading.package import Package
from tracker.sheets.reading.room import ROW, Room
from tracker.sheets.reading.xml_stream import Depth, parse, whole

PREFIX = re.compile(r"[A-Za-z][\w.-]*:(?==)")
ERROR = re.compile(r"(?:#[A-Z/0!?]+[!?]?|Err:\d{3})")
PAINTED = 1_000
"""Empty cells that one element may stand for and still be looked at; beyond, it is only the colour of the paper."""
MOST_SHEETS = 1_000


def is_locked(package: Package) -> bool:
    """Whether the file is encrypted, as its list of contents says."""
    path = "META-INF/manifest.xml"
    if path not in package:
        return False
    return any(str(e.tag).endswith("encryption-data") for e in package.tree(path).iter())


def open_document(package: Package, room: Room, *, looks: bool) -> Found:
    """The sheets of a spreadsheet. No formula is worked out and no link is followed."""
    styles = DocumentStyles()
    if looks and "styles.xml" in package:
        depth = Depth()

        def begin(tag: str, attributes: dict[str, str]) -> None:
            depth.down()
            styles.start(tag.rpartition(":")[2], attributes)

        with package.open("styles.xml") as stream:
            parse(stream, begin, lambda tag: depth.up(), holding=(), room=room)
    reader = _Reader(room, styles, looks=looks)
    with package.open("content.xml") as stream:
        parse(stream, reader.start, reader.end, reader.text.add, holding=(reader.text.pieces,), room=room)
    notices = [*left_out(package.names), *reader.notices]
    if room.more_fills:
        notices.append(more_fills(room.limits.fills))
    return Found(tuple(reader.sheets), {}, tuple(notices))


class _Reader:
    """Where in the file the reader stands."""

    def __init__(self, room: Room, styles: DocumentStyles, *, looks: bool) -> None:
        self.room = room
        self.styles = styles
        self.looking = looks
        self.sheets: list[Sheet] = []
        self.notices: list[str] = []
        self.text = CellText()
        self.depth = Depth()
        self.tables = 0
        self.aside = 0
        self.in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth.down()
        name = tag.rpartition(":")[2]
        if self.in_cell:
            self.text.start(name, attributes)
        elif name == "table" and tag.startswith("table"):
            self.tables += 1
            if self.tables == 1:
                self._open_sheet(attributes)
        elif self.aside or name in {"tracked-changes", "shapes", "dde-links"}:
            self.aside += 1
        elif self.tables != 1:
            self.styles.start(name, attributes)
        elif name == "table-row":
            self._open_row(attributes)
        elif name in {"table-cell", "covered-table-cell"}:
            self.in_cell = True
            self.attributes = attributes
            self.text.clear()
        elif name == "table-column":
            self._column(attributes)
        elif name == "table-source":
            self.linked = True

    def end(self, tag: str) -> None:
        self.depth.up()
        name = tag.rpartition(":")[2]
        if self.in_cell:
            if self.text.depth:
                self.text.end(name)
            else:
                self.in_cell = False
                self._cell(self.attributes)
        elif name == "table" and tag.startswith("table"):
            self.tables -= 1
            if self.tables == 0:
                self._close_sheet()
        elif self.aside:
            self.aside -= 1
        elif name == "table-row" and self.tables == 1:
            self._close_row()

    def _open_sheet(self, attributes: Mapping[str, str]) -> None:
        self.name = attributes.get("table:name", "")
        self.hidden = self.styles.hides(attributes.get("table:style-name", ""))
        self.linked = False
        self.looks = Looks(self.room)
        self.rows: list[tuple[int, Row]] = []
        self.row: dict[int, Cell] = {}
        self.row_styles: list[tuple[int, int, str]] = []
        self.row_number = 1
        self.row_repeat = 1
        self.row_hidden = False
        self.column = 0
        self.columns = 0

    def _close_sheet(self) -> None:
        if self.linked:  # a copy of another file's sheet
            self.notices += [] if LINKS in self.notices else [LINKS]
        elif len(self.sheets) < MOST_SHEETS:
            self.notices += far_cells(self.name, self.rows)
            rows = tuple(self.rows)
            seen = self.looks.sheet(self.name, rows, hidden=self.hidden) if self.looking else None
            self.sheets.append(seen or Sheet(self.name, rows, self.hidden))

    def _column(self, attributes: Mapping[str, str]) -> None:
        repeat = max(1, whole(attributes.get("table:number-columns-repeated"), 1))
        if attributes.get("table:visibility") in {"collapse", "filter"}:
            self.looks.hide_columns(self.columns, self.columns + repeat - 1)
        self.columns += repeat

    def _open_row(self, attributes: Mapping[str, str]) -> None:
        self.row = {}
        self.row_styles = []
        self.column = 0
        self.row_repeat = max(1, whole(attributes.get("table:number-rows-repeated"), 1))
        self.row_hidden = attributes.get("table:visibility") in {"collapse", "filter"}

    def _close_row(self) -> None:
        first, repeat = self.row_number, self.row_repeat
        self.row_number += repeat
        if self.row:
            self.room.place(first + repeat - 1, max(self.row))
            self.room.count(len(self.row) * repeat)
            self.room.left -= ROW * (repeat - 1)
            self.room.row(self.row)
            self.rows += ((number, self.row) for number in range(first, first + repeat))
        if self.looking and first <= self.room.limits.rows and (self.row or self.row_styles):
            self._look(first, repeat)

    def _look(self, first: int, repeat: int) -> None:
        if self.row_hidden and (self.row or repeat <= PAINTED):
            self.looks.hide_rows(first, first + repeat - 1)
        for column, across, colour in self.row_styles:
            if across * repeat > PAINTED and not self.row:
                continue
            for number in range(first, first + repeat):
                for place in range(column, column + across):
                    if self.room.more_fills:
                        return
                    self.looks.fill(number, place, colour)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        repeat = max(1, whole(attributes.get("table:number-columns-repeated"), 1))
        place = self.column
        self.column += repeat
        value = self._value(attributes)
        if value is not None and value != "":
            self.room.place(self.row_number, place + repeat - 1)
            self.room.cell(value)
            for column in range(place, place + repeat):
                self.row[column] = value
        if self.looking:
            colour = self.styles.colour(attributes.get("table:style-name", ""))
            seen = place < self.room.limits.columns and not self.room.more_fills
            if seen and colour not in PLAIN and (repeat <= PAINTED or value):
                self.row_styles.append((place, repeat, colour))
            across = whole(attributes.get("table:number-columns-spanned"), 1)
            down = whole(attributes.get("table:number-rows-spanned"), 1)
            if across > 1 or down > 1:
                end_row = self.row_number + max(1, down) - 1
                self.looks.merge(self.row_number, place, end_row, place + max(1, across) - 1)

    def _value(self, attributes: Mapping[str, str]) -> Cell | None:
        formula = attributes.get("table:formula")
        value = self._stored(attributes)
        if formula is None:
            return value
        bare = PREFIX.sub("", formula, count=1)
        if bare[1:] in CONSTANTS:
            return CONSTANTS[bare[1:]]
        shown = self.text.shown
        if ERROR.fullmatch(shown) or attributes.get("calcext:value-type") == "error":
            value = ErrorValue(shown)
        return Formula(bare if bare.startswith("=") else f"={bare}", None if value == "" else value)

    def _stored(self, attributes: Mapping[str, str]) -> Cell | None:
        kind = attributes.get("office:value-type", "")
        shown = self.text.shown
        if kind in {"float", "percentage", "currency"}:
            try:
                number = float(attributes.get("office:value", ""))
            except ValueError:
                return shown
            return number if math.isfinite(number) else shown
        if kind == "date":
            day = iso_day(attributes.get("office:date-value", ""))
            return day if isinstance(day, date) else shown
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
        if kind == "string":
            return attributes.get("office:string-value") or shown
        return shown or None
