"""The tables of a Word document (.docx), streamed: each is a sheet. Changes that are tracked are taken as accepted."""

import posixpath
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from tracker.rules.errors import FileRefusedError
from tracker.sheets.grid import Row, Sheet
from tracker.sheets.reading.found import Found
from tracker.sheets.reading.notices import left_out, more_fills
from tracker.sheets.reading.open_xml_book import targets_of
from tracker.sheets.reading.package import Package
from tracker.sheets.reading.room import Room, TooMuchError
from tracker.sheets.reading.word_numbers import WordNumbers, word_numbers
from tracker.sheets.reading.word_paragraph import Paragraph
from tracker.sheets.reading.word_styles import WordStyles, word_styles
from tracker.sheets.reading.word_table import WordTable
from tracker.sheets.reading.xml_stream import LONGEST_TEXT, Depth, parse

TEXT_SHEET = "Text"
PARAGRAPHS = 200
LONGEST_PARAGRAPH = 5_000
LONGEST_NAME = 100
MOST_TABLES = 1_000
ASIDE = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "txbxContent-copy"})
"""Elements whose text is not, or no longer, part of what the document says. What a change replaced ends in Change."""


def word_tables(package: Package, name: str, room: Room, *, looks: bool) -> Found:
    """Each table of a document as a sheet, after a sheet ‘Text’ with what stands above the first of them."""
    main = next(path for kind, path in targets_of(package, "_rels/.rels", "").values() if kind == "officeDocument")
    folder = posixpath.dirname(main)
    reader = _Reader(
        room,
        word_styles(_part(package, f"{folder}/styles.xml")),
        word_numbers(_part(package, f"{folder}/numbering.xml")),
        looks=looks,
    )
    with package.open(main) as stream:
        parse(stream, reader.start, reader.end, reader.text, holding=(reader.paragraph.pieces,), room=room)
    if not reader.sheets:
        raise FileRefusedError(name, "it is a Word document without a table: put the plan into a table or a workbook")
    notices = left_out(package.names)
    if room.more_fills:
        notices.append(more_fills(room.limits.fills))
    return Found((*_text_sheet(reader.above, room), *reader.sheets), {}, tuple(notices))


def _part(package: Package, path: str) -> Element | None:
    return package.tree(path) if path in package else None


def _text_sheet(paragraphs: list[str], room: Room) -> list[Sheet]:
    rows: list[tuple[int, Row]] = [(number, {0: text}) for number, text in enumerate(paragraphs, 1)]
    for _, row in rows:
        room.whole_row(row)
    return [Sheet(TEXT_SHEET, tuple(rows))] if rows else []


class _Reader:
    """Where in the document the reader stands."""

    def __init__(self, room: Room, styles: WordStyles, numbers: WordNumbers, *, looks: bool) -> None:
        self.room = room
        self.looking = looks
        self.sheets: list[Sheet] = []
        self.above: list[str] = []
        self.paragraph = Paragraph(styles, numbers)
        self.heading = ""
        self.inside: list[str] = ["", ""]
        self.depth = Depth()
        self.aside = 0
        self.tables = 0
        self.paragraphs = 0
        self.table = WordTable(room)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth.down()
        name = tag.rpartition(":")[2]
        parent = self.inside[-1]
        self.inside.append(name)
        if self.aside or name in ASIDE or name.endswith("Change"):
            self.aside += 1
            if self.aside == 1 and name == "del":
                self._marked_as_deleted(parent)
        elif name == "p":
            self.paragraphs += 1
            self.paragraph.begin(nested=self.paragraphs > 1)
        elif name == "tbl":
            self.tables += 1
            if self.tables == 1:
                self.table = WordTable(self.room)
        elif parent in {"pPr", "numPr", "r"}:
            self.paragraph.start(name, parent, attributes)
        elif self.tables == 1:
            self._in_table(name, parent, attributes)

    def _in_table(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        if name == "tr":
            self.table.open_row()
        elif name == "tc":
            self.table.open_cell()
        elif parent in {"trPr", "tcPr"}:
            self.table.property(name, attributes)

    def end(self, tag: str) -> None:
        self.depth.up()
        name = self.inside.pop()
        if self.aside:
            self.aside -= 1
        elif name == "t":
            self.paragraph.reading = False
        elif name == "p":
            self.paragraphs -= 1
            if not self.paragraphs and not self.paragraph.runs_on:
                self._close_paragraph()
        elif name == "tbl":
            self.tables -= 1
            if not self.tables:
                self._close_table()
        elif self.tables == 1 and name == "tc":
            if self.paragraph.runs_on:
                self._close_paragraph()
            self.table.close_cell()
        elif self.tables == 1 and name == "tr":
            self.table.close_row()

    def text(self, data: str) -> None:
        if self.paragraph.reading and not self.aside:
            self.paragraph.pieces.append(data)

    def _marked_as_deleted(self, parent: str) -> None:
        if parent == "rPr" and self.inside[-3] == "pPr":
            self.paragraph.runs_on = True
        elif parent == "trPr" and self.tables == 1:
            self.table.row_deleted = True

    def _close_paragraph(self) -> None:
        text = self.paragraph.close()
        if self.tables:
            self.table.add(text)
            if self.table.length > LONGEST_TEXT:
                raise TooMuchError("a cell in it holds more text than a spreadsheet can")
        elif text.strip():
            if self.paragraph.heads:
                self.heading = text.strip()[:LONGEST_NAME]
            if not self.sheets and len(self.above) < PARAGRAPHS:
                self.above.append(text.strip()[:LONGEST_PARAGRAPH])

    def _close_table(self) -> None:
        if len(self.sheets) >= MOST_TABLES:
            raise TooMuchError(f"it has more than {MOST_TABLES:,} tables")
        names = {sheet.name for sheet in self.sheets} | {TEXT_SHEET}
        name = self.heading or f"Table {len(self.sheets) + 1}"
        if name in names:
            name = f"{name} (table {len(self.sheets) + 1})"
        self.heading = ""
        self.sheets.append(self.table.sheet(name, looks=self.looking))
