"""Invented reports as Word's files: numbers that only Word shows, tables, boxes, tracked changes, footnotes."""

import io
import re

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from tests.extraction.samples.report import Report

NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
PIECES = re.compile(r"(\{\{.*?\}\}|\{-.*?-\}|\{\+.*?\+\}|\*\*.+?\*\*|\n)")
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}


class _Made:
    """A document being made: its footnotes so far, and the lists that number themselves."""

    def __init__(self):
        self.file = docx.Document()
        self.notes = list[str]()
        self.lists = 40

    def say(self, paragraph, text, bold=False):
        for piece in filter(None, PIECES.split(text.replace("¶", ""))):
            if piece.startswith("{{"):
                self.notes.append(piece[2:-2])
                run = paragraph.add_run()
                run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{len(self.notes)}"/>'))
            elif piece.startswith(("{+", "{-")):
                run = paragraph.add_run(piece[2:-2])._r
                change = parse_xml(f'<w:{"ins" if piece[1] == "+" else "del"} {nsdecls("w")} w:id="9" w:author="A"/>')
                run.addprevious(change)
                change.append(run)
                if piece[1] == "-":
                    run.find(qn("w:t")).tag = qn("w:delText")
            elif piece == "\n":
                paragraph.add_run().add_break()
            else:
                paragraph.add_run(piece.strip("*")).bold = bold or piece.startswith("**")
        return paragraph

    def numbering(self, shape):
        """A list that Word numbers: `shape` is how it writes numbers at each depth ("%1.")."""
        self.lists += 1
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            f'<w:pPr><w:ind w:left="{720 * (n + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for n, (kind, text, start) in enumerate(shape)
        )
        root = self.file.part.numbering_part.element
        first = root.findall(qn("w:num"))[0]
        first.addprevious(
            parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.lists}">{levels}</w:abstractNum>')
        )
        root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{self.lists}"><w:abstractNumId w:val="{self.lists}"/></w:num>')
        )
        return self.lists

    def number(self, paragraph, which, level=0):
        paragraph._p.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{which}"/></w:numPr>'
            )
        )  # fmt: skip

    def content(self):
        if self.notes:
            body = "".join(
                f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t>'
                "</w:r></w:p></w:footnote>"
                for n, text in enumerate(self.notes, 1)
            )
            blob = f'<?xml version="1.0"?><w:footnotes {nsdecls("w")}>{body}</w:footnotes>'.encode()
            part = Part(PackURI("/word/footnotes.xml"), NOTES, blob, self.file.part.package)
            self.file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()


def _shape(marker):
    core = marker.strip("().")
    kind = FORMATS.get("1" if core.isdigit() else core)
    return (kind, marker.replace(core, "%1"), core if core.isdigit() else 1) if kind else ("bullet", marker, 1)


def _row(made, grid, cells, width):
    line = grid.add_row().cells
    for cell, text in zip(line, cells, strict=False):
        for n, part in enumerate(text.split("\n")):
            made.say(cell.paragraphs[0] if n == 0 else cell.add_paragraph(), part)
    if len(cells) == 1:
        line[0].merge(line[-1])


def word(report: Report, *, automatic=False) -> bytes:
    """The report in Word. `automatic`: also what numbers paragraphs and recommendations is Word's own numbering."""
    made = _Made()
    file, grid, inside, lists, running = made.file, None, None, dict[int, int](), dict[str, int]()
    file.sections[0].header.paragraphs[0].text = report.header.replace("{n}", "")
    file.sections[0].footer.paragraphs[0].text = "Page"
    file.add_paragraph(report.title, "Title")
    for line in report.front:
        file.add_paragraph(line)
    for b in report.printed:
        put = (inside or file).add_paragraph
        if b.kind != "item":
            lists = {}
        if b.kind == "contents":
            heads = (f"{o.marker} {o.text}".strip() for o in report.printed if o.kind == "h" and o.level <= 2)
            if not automatic:
                file.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
            for line in (*heads, *b.cells):
                file.add_paragraph(f"{line}\t9", None if automatic else "toc 1")
        elif b.kind == "h":
            made.say(file.add_heading("", b.level), f"{b.marker} {b.text}".strip())
        elif b.kind in ("p", "label"):
            stem, number = re.match(r"(.*?)(\d*)[.:)]?$", b.marker).groups() if b.marker else ("", "")
            paragraph = put()
            if automatic and b.kind == "p" and number:
                shape = b.marker[: len(stem)] + "%1" + b.marker[len(stem) + len(number) :]
                if stem not in running:
                    running[stem] = made.numbering([("decimal", shape, number)])
                made.number(paragraph, running[stem])
                made.say(paragraph, b.text, b.bold)
            else:
                lead = f"{b.marker} " if b.kind == "p" and b.marker else ""
                made.say(paragraph, lead + b.text, b.bold or b.kind == "label")
        elif b.kind == "item":
            for deep in [d for d in lists if d > b.level]:
                del lists[deep]
            if b.level not in lists:
                lists[b.level] = made.numbering([_shape(b.marker)] * (b.level + 1))
            paragraph = put()
            made.number(paragraph, lists[b.level], b.level)
            made.say(paragraph, b.text)
        elif b.kind == "open":
            grid = file.add_table(0, len(b.heads), "Table Grid")
            _row(made, grid, b.heads, len(b.heads))
            grid.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        elif b.kind == "row":
            _row(made, grid, b.cells, len(grid.columns))
        elif b.kind == "box":
            inside = file.add_table(1, 1, "Table Grid").cell(0, 0)
            inside.width = Cm(15)
        elif b.kind == "unbox":
            inside = None
        elif b.kind == "page":
            file.add_page_break()
    return made.content()
