"""The blocks of a paper as WordprocessingML text. A table of 2,000 rows is one string, read in one go: built cell by
cell it would take a minute."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from tracker.rules.colours import QUIET
from tracker.rules.paper import Cell, Facts, Listing, Rated, Says, Table
from tracker.rules.paper_shape import NOTHING, chip, evenly, may_part, plain, right_to_left, shares
from tracker.rules.words import Brag

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PICTURES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
NAMESPACES = f'xmlns:w="{W}" {PICTURES}'
SMALL, PRINTED, STRONG, WARNING = "paper small print", "paper printed words", "paper strong", "paper illustrative"
TABLE, TABLE_TEXT, TABLE_HEAD, GAP = "paper table", "paper table text", "paper table head", "paper gap"
RATING = "rating {}"
FACT_SHARES = (0.24, 0.76)
LONGEST_ALT = 2000
EMU = 36_000
"""English metric units in a millimetre."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of the styles by their names in lower case, as this document has them."""

    ids: Mapping[str, str]

    def of(self, name: str) -> str:
        """The id, ready to stand in an attribute."""
        return quoteattr(self.ids[name.lower()])


def text(words: str, style: str = "") -> str:
    """A run for each line, with line breaks between them. `style` is the inside of its properties."""
    words = plain(words)
    inside = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in words.split("\n")
    )
    right = "<w:rtl/>" if right_to_left(words) else ""
    properties = f"<w:rPr>{style}{right}</w:rPr>" if style or right else ""
    return f"<w:r>{properties}{inside}</w:r>" if inside else ""


def paragraph(styles: Styles, style: str, inside: str, more: str = "") -> str:
    """A paragraph in a style by name. `more` are further properties, in the order that Word asks for."""
    return f"<w:p><w:pPr><w:pStyle w:val={styles.of(style)}/>{more}</w:pPr>{inside}</w:p>"


def rated(styles: Styles, brag: Brag) -> str:
    """The chip: a shaded run that says shape and word."""
    return text(chip(brag), f"<w:rStyle w:val={styles.of(RATING.format(brag.value))}/>")


def says(styles: Styles, block: Says) -> str:
    """A paragraph of the tracker's words or of the review's."""
    style = PRINTED if block.printed else SMALL if block.quiet else "normal"
    front = rated(styles, block.rated) + text(" ") if block.rated else ""
    return paragraph(styles, style, front + text(block.words))


def listing(styles: Styles, block: Listing, number: int) -> str:
    """A list, under a numbering of its own so that each begins at 1."""
    style = "list number" if block.numbered else "list bullet"
    numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return "".join(paragraph(styles, style, text(item), numbering) for item in block.items)


def table(styles: Styles, block: Table, width: int) -> str:
    """Rows under heads that every page repeats; a row stays on one page unless it is very long."""
    columns = len(block.heads)
    widths = [round(share * width) for share in shares(block)]
    rows = [_row(styles, [paragraph(styles, TABLE_HEAD, text(head)) for head in block.heads], widths, head=True)]
    rows += [
        _row(styles, [_cell(styles, cell) for cell in evenly(row, columns)], widths, parts=may_part(row))
        for row in block.rows
    ]
    if not block.rows:
        nothing = paragraph(styles, TABLE_TEXT, text(NOTHING, f'<w:color w:val="{QUIET[1:]}"/>'))
        rows.append(
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{columns}"/></w:tcPr>'
            f"{nothing}</w:tc></w:tr>"
        )
    return _table(styles, widths, rows, block.name, block.alt, look="0420")


def facts(styles: Styles, pairs: Sequence[tuple[str, str]], alt: str, width: int) -> str:
    """Names and values, side by side."""
    widths = [round(share * width) for share in FACT_SHARES]
    rows = [
        _row(
            styles,
            [
                paragraph(styles, TABLE_TEXT, text(name, f"<w:rStyle w:val={styles.of(STRONG)}/>")),
                paragraph(styles, TABLE_TEXT, text(value)),
            ],
            widths,
            parts=len(value) > 900,
        )
        for name, value in pairs
    ]
    return _table(styles, widths, rows, "", alt, look="0080")


def facts_block(styles: Styles, block: Facts, width: int) -> str:
    """Facts within a paper."""
    return facts(styles, block.pairs, block.alt, width)


def gap(styles: Styles) -> str:
    """The little room after a table, without which Word would join it with the next."""
    return paragraph(styles, GAP, "")


def picture(relation: str, number: int, millimetres: tuple[float, float], alt: str) -> str:
    """A run with a picture in the line, and what it shows in words."""
    width, height = (round(side * EMU) for side in millimetres)
    words = quoteattr(plain(alt)[:LONGEST_ALT])
    return (
        f'<w:r><w:drawing><wp:inline {PICTURES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={words}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={words}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def field(instruction: str) -> str:
    """A field that Word works out, such as PAGE."""
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _cell(styles: Styles, cell: Cell) -> str:
    if isinstance(cell, Rated):
        after = text("\n" + cell.words) if cell.words else ""
        return paragraph(styles, TABLE_TEXT, rated(styles, cell.brag) + after)
    return paragraph(styles, TABLE_TEXT, text(cell))


def _row(
    styles: Styles, cells: Iterable[str], widths: Sequence[int], *, head: bool = False, parts: bool = False
) -> str:
    properties = ("" if parts else "<w:cantSplit/>") + ("<w:tblHeader/>" if head else "")
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def _table(styles: Styles, widths: Sequence[int], rows: Sequence[str], name: str, alt: str, *, look: str) -> str:
    caption = f"<w:tblCaption w:val={quoteattr(plain(name)[:200])}/>" if name else ""
    described = f"<w:tblDescription w:val={quoteattr(plain(alt)[:LONGEST_ALT])}/>" if alt else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f"<w:tbl><w:tblPr><w:tblStyle w:val={styles.of(TABLE)}/>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look}" w:firstRow="{int(look == "0420")}" w:lastRow="0" '
        f'w:firstColumn="{int(look == "0080")}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"{caption}{described}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
