"""A paper as a workbook: what it says on the first sheet, a sheet for each table, and each chart as Excel's own, drawn
from the cells beside it. Text is never made a formula or a link."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from tracker.rules.colours import QUIET
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.logo import looked_at
from tracker.rules.paper import (
    Block,
    Cell,
    Facts,
    Heading,
    Lines,
    Listing,
    NewPage,
    Paper,
    PaperLook,
    Rated,
    Says,
    Strips,
    Table,
)
from tracker.rules.paper_shape import NOTHING, chip, evenly, foot, in_order, is_wide, plain, shares
from tracker.sheets.text import for_cell
from tracker.sheets.writing.formats import Formats
from tracker.sheets.writing.heights import height
from tracker.sheets.writing.paper_cells import WHERE, one_line, put
from tracker.sheets.writing.paper_charts import write_lines, write_strips

A4 = 9
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
COVER = "Paper"
LETTERS_UPRIGHT, LETTERS_WIDE = 92.0, 136.0
NAME, TEXT = 24.0, 84.0
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED = frozenset(("history", ""))
LONGEST_HEAD = 80


def write(paper: Paper, look: PaperLook) -> bytes:
    """The paper as one .xlsx. Raises FileRefusedError for a logo that is no picture."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    properties: dict[str, Any] = {
        "title": one_line(paper.title), "subject": one_line(paper.subtitle), "author": one_line(look.board),
        "comments": foot(paper),
    }  # fmt: skip
    if paper.made:
        properties["created"] = paper.made.replace(tzinfo=None)
    book.set_properties(properties)
    _Workbook(book, paper, look).write()
    book.close()
    return out.getvalue()


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A name for each sheet that Excel takes: at most 31 letters, none of its forbidden ones, none twice."""
    used = {name.lower() for name in taken}
    names = []
    for words in wanted:
        name = _sheet_name(words)
        number = 2
        while name.lower() in used:
            mark = f" {number}"
            name = _sheet_name(words)[: LONGEST_NAME - len(mark)].rstrip() + mark
            number += 1
        used.add(name.lower())
        names.append(name)
    return names


class _Workbook:
    """One workbook while it is written."""

    def __init__(self, book: Any, paper: Paper, look: PaperLook) -> None:
        self.book, self.paper, self.look = book, paper, look
        self.formats = Formats(book)
        self.printed = book.add_format(
            {"font_name": "Cambria", "font_size": 11, "text_wrap": True, "valign": "top", "indent": 1}
        )
        self.small = book.add_format(
            {"font_name": "Calibri", "font_size": 10, "font_color": QUIET, "text_wrap": True, "valign": "top"}
        )
        self.below = book.add_format({"font_name": "Cambria", "font_size": 12, "bold": True})
        self.blocks = in_order(paper.blocks)
        sheets = [block for block in self.blocks if isinstance(block, Table | Strips | Lines)]
        names = sheet_names((_wanted(self.blocks, block) for block in sheets), (COVER,))
        self.names = {id(block): name for block, name in zip(sheets, names, strict=True)}
        self.row = 0

    def write(self) -> None:
        """Every sheet, the cover first."""
        cover = self._sheet(COVER, wide=False)
        self._cover(cover)
        for block in self.blocks:
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Strips):
                name = self.names[id(block)]
                write_strips(self.book, self._sheet(name, wide=True), name, self.formats, block)
            elif isinstance(block, Lines):
                name = self.names[id(block)]
                write_lines(self.book, self._sheet(name, wide=True), name, self.formats, block)
        cover.activate()

    def _sheet(self, name: str, *, wide: bool) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.set_landscape() if wide else sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.8)
        sheet.hide_gridlines(2)
        sheet.set_header(f"&L&9 {_in_header(self.paper.title)}&R&9 {_in_header(self.look.board, 60)}")
        said = f"{ILLUSTRATIVE}. " if self.paper.illustrative else ""
        sheet.set_footer(f"&L&8 {_in_header(said + foot(self.paper), 190)}\nPage &P of &N")
        return sheet

    # ---- what it says

    def _cover(self, sheet: Any) -> None:
        sheet.set_column(0, 0, NAME)
        sheet.set_column(1, 1, TEXT)
        paper, formats = self.paper, self.formats
        if self.look.logo:
            logo = looked_at(self.look.logo)
            wide, high = (side / 25.4 * 96 for side in logo.millimetres)
            scale = {"x_scale": wide / logo.width, "y_scale": high / logo.height}
            shown = {**scale, "description": f"Logo of {one_line(self.look.board)}", "object_position": 3}
            # a picture says its own resolution: Excel counts from 96 dots an inch
            sheet.set_row(0, min(409, high * 0.75 + 8))
            sheet.insert_image(
                0, 1, f"logo.{logo.kind}", {**shown, "image_data": BytesIO(logo.content), "x_offset": 360}
            )
            self.row = 1
        self._line(sheet, self.look.board, formats.quiet_line)
        sheet.set_row(self.row, 32)
        self._line(sheet, " ".join(paper.title.split()), formats.title)
        if paper.subtitle:
            self._line(sheet, paper.subtitle, formats.quiet_line)
        if paper.illustrative:
            self._line(sheet, f"{ILLUSTRATIVE}.", formats.warning)
        self.row += 1
        self._facts(sheet, paper.facts)
        for block in self.blocks:
            self._say(sheet, block)

    def _say(self, sheet: Any, block: Block) -> None:
        formats = self.formats
        match block:
            case Heading(words, level):
                self.row += 1
                sheet.set_row(self.row, 24 if level == 1 else 20)
                self._line(sheet, words.replace("\n", " "), formats.section if level == 1 else self.below)
            case Says(words, quiet, printed, rated):
                style = self.printed if printed else self.small if quiet else formats.plain
                if rated:
                    put(sheet, self.row, 0, chip(rated), formats.rating[rated])
                    put(sheet, self.row, 1, words, style)
                    self._next(sheet, (words,), (TEXT,))
                else:
                    self._merged(sheet, words, style)
            case Listing(items, numbered):
                for place, item in enumerate(items, start=1):
                    self._merged(sheet, f"{f'{place}.' if numbered else '•'}  {item}", formats.plain)
            case Facts(pairs):
                self._facts(sheet, pairs)
            case Table() | Strips() | Lines():
                name = self.names[id(block)]
                kind = "Table" if isinstance(block, Table) else "Chart"
                where = f"internal:'{name.replace(chr(39), chr(39) * 2)}'!A1"
                sheet.write_url(self.row, 0, where, formats.quiet_line, f"{kind} on sheet ‘{name}’")
                self.row += 1
            case NewPage():
                if self.row:
                    sheet.set_h_pagebreaks([self.row])

    def _facts(self, sheet: Any, pairs: Sequence[tuple[str, str]]) -> None:
        for name, value in pairs:
            put(sheet, self.row, 0, name, self.formats.bold)
            put(sheet, self.row, 1, value, self.formats.plain)
            self._next(sheet, (plain(name), plain(value)), (NAME, TEXT))

    def _line(self, sheet: Any, words: str, style: Any) -> None:
        put(sheet, self.row, 0, words, style)
        self.row += 1

    def _merged(self, sheet: Any, words: str, style: Any) -> None:
        said = for_cell(plain(words), WHERE) or ""
        sheet.merge_range(self.row, 0, self.row, 1, "", style)
        put(sheet, self.row, 0, said, style)
        self._next(sheet, (said,), (NAME + TEXT,))

    def _next(self, sheet: Any, cells: Sequence[str], widths: Sequence[float]) -> None:
        sheet.set_row(self.row, height(cells, widths))
        self.row += 1

    # ---- a sheet for each table

    def _table(self, block: Table) -> None:
        columns, formats = len(block.heads), self.formats
        wide = is_wide(block)
        sheet = self._sheet(self.names[id(block)], wide=wide)
        rating = [any(isinstance(row[n], Rated) for row in block.rows if n < len(row)) for n in range(columns)]
        widths = [max(10.0, share * (LETTERS_WIDE if wide else LETTERS_UPRIGHT)) for share in shares(block)]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
            put(sheet, 0, place, block.heads[place], formats.reading_head)
        sheet.set_row(0, max(22, height([plain(head) for head in block.heads], widths)))
        for number, cells in enumerate((evenly(row, columns) for row in block.rows), start=1):
            for place, cell in enumerate(cells):
                if isinstance(cell, Rated):
                    put(sheet, number, place, said(cell), formats.rating[cell.brag])
                else:
                    put(sheet, number, place, cell, formats.cell)
            sheet.set_row(number, height([plain(said(cell)) for cell in cells], widths))
        if not block.rows:
            sheet.write_string(1, 0, NOTHING, formats.quiet_line)
        elif len(block.rows) > 1 or any(rating):
            sheet.autofilter(0, 0, len(block.rows), columns - 1)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)


def said(cell: Cell) -> str:
    """A cell as a workbook says it: shape and word first."""
    if isinstance(cell, str):
        return cell
    return f"{chip(cell.brag)}\n{cell.words}" if cell.words else chip(cell.brag)


def _wanted(blocks: Sequence[Block], block: Table | Strips | Lines) -> str:
    """What a sheet would like to be called: a table by its name, a chart by the heading above it."""
    if isinstance(block, Table):
        return block.name or "Table"
    above = "Figures"
    for one in blocks:
        if one is block:
            break
        if isinstance(one, Heading):
            above = one.words
    return f"Chart {above}"


def _sheet_name(words: str) -> str:
    name = " ".join(FORBIDDEN.sub(" ", plain(words)).split())
    name = name.encode("utf-16-le")[: LONGEST_NAME * 2].decode("utf-16-le", "ignore").strip(" '")
    return "Sheet" if name.lower() in RESERVED else name


def _in_header(words: str, most: int = LONGEST_HEAD) -> str:
    """Words as a header takes them: an ampersand is written twice. Excel takes 255 letters in all."""
    line = " ".join(plain(words).split())
    line = line if len(line) <= most else line[: most - 1] + "…"
    return line.replace("&", "&&")
