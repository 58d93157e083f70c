"""The same small plan as a file of each kind, for the tests of the readers and for damaging.

    A                B         C           D (amber)   E
1   Action           Owner     Due         RAG         Sum          row 2 hidden where the kind can hide
2   Tell everyone    Police    2027-06-30              =1+1 (2)     column B hidden, A4:B4 merged
3   Ring the bell    =…        text        fill
4   Band across
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime

import xlwt
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

DUE = date(2027, 6, 30)
HEADINGS = ("Action", "Owner", "Due", "RAG", "Sum")


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(content: bytes, **changed: bytes | str) -> bytes:
    return zipped(parts(content) | changed)


def xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append(HEADINGS)
    sheet.append(("Tell everyone", "Police", DUE, None, "=1+1"))
    sheet.append(("Ring the bell", 3, True, "late"))
    sheet.append(("Band across",))
    sheet["D2"].fill = PatternFill("solid", fgColor="FFC000")
    sheet["D3"].fill = PatternFill("solid", fgColor=Color(theme=5, tint=0.4))
    sheet["D4"].fill = PatternFill("solid", fgColor=Color(indexed=10))
    sheet["A4"].fill = PatternFill("solid", fgColor="FFFFFF")
    sheet.merge_cells("A4:B4")
    sheet.row_dimensions[2].hidden = True
    for letter in "BC":
        sheet.column_dimensions[letter].hidden = True
    sheet.column_dimensions.group("B", "C", hidden=True)
    book.create_sheet("Old").sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    content = out.getvalue()
    path = "xl/worksheets/sheet1.xml"
    return with_parts(content, **{path: parts(content)[path].replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")})


def xlsm() -> bytes:
    return with_parts(xlsx(), **{"xl/vbaProject.bin": b"macro", "xl/media/image1.png": b"picture"})


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plan")
    for column, heading in enumerate(HEADINGS):
        sheet.write(0, column, heading)
    sheet.write(1, 0, "Tell everyone")
    sheet.write(1, 1, "Police")
    sheet.write(1, 2, datetime(2027, 6, 30), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    sheet.write(1, 3, "", xlwt.easyxf("pattern: pattern solid, fore_colour red"))
    sheet.write(1, 4, xlwt.Formula("1+1"))
    sheet.write(2, 0, "Ring the bell")
    sheet.write(2, 1, 3)
    sheet.write(2, 2, True)
    sheet.write(2, 3, "late", xlwt.easyxf("pattern: pattern solid, fore_colour white"))
    sheet.write_merge(3, 3, 0, 1, "Band across")
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    book.add_sheet("Old").visibility = 2
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_START = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:calcext="urn:org:documentfoundation:names:calc" >
<office:automatic-styles>
 <style:style style:name="red" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/>
 </style:style>
 <style:style style:name="child" style:family="table-cell" style:parent-style-name="red"/>
 <style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>"""
ODS_END = "</office:spreadsheet></office:body></office:document-content>"
ODS_PLAN = """<table:table table:name="Plan"><table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-column table:number-columns-repeated="16382"/>
<table:table-header-rows><table:table-row>
<table:table-cell office:value-type="string"><text:p>Action</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Owner</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Due</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>RAG</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Sum</text:p></table:table-cell>
</table:table-row></table:table-header-rows>
<table:table-row table:visibility="filter">
<table:table-cell office:value-type="string"><office:annotation><dc:creator>me</dc:creator><text:p>a note</text:p>
</office:annotation><text:p>Tell<text:s/>everyone</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Police</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2027-06-30T00:00:00"><text:p>30/06/27</text:p>
</table:table-cell><table:table-cell table:style-name="red"/>
<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p>
</table:table-cell>
</table:table-row><table:table-row>
<table:table-cell office:value-type="string"><text:p>Ring the bell</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:table-cell>
<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
<table:table-cell table:style-name="child" office:value-type="string"><text:p>late</text:p></table:table-cell>
</table:table-row><table:table-row>
<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Band across</text:p>
</table:table-cell><table:covered-table-cell/>
</table:table-row>
<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:style-name="red"
 table:number-columns-repeated="16384"/></table:table-row></table:table>
<table:table table:name="Old" table:style-name="unseen"><table:table-row><table:table-cell/></table:table-row>
</table:table>"""


def ods(body: str = ODS_PLAN, **more: str) -> bytes:
    return zipped({"mimetype": ODS_TYPE, "content.xml": ODS_START + body + ODS_END} | more)


def csv() -> bytes:
    return (
        b"Action,Owner,Due,RAG,Sum\r\n"
        b'Tell everyone,Police,30/06/2027,,=1+1\r\n"Ring the ""bell""\nloudly, twice",3,TRUE,late,\r\nBand across\r\n'
    )


def docx() -> bytes:
    """A heading, a first paragraph, and the plan as a table, with the action numbered and its change tracked."""
    document = Document()
    document.add_heading("Review of Child K", 1)
    document.add_paragraph("What every agency will do.")
    document.add_heading("Our plan", 2)
    table = document.add_table(4, 5)
    for column, heading in enumerate(HEADINGS):
        table.cell(0, column).text = heading
    table.cell(1, 0).text = "Tell everyone"
    table.cell(1, 0).add_paragraph("First", style="List Number")
    table.cell(1, 0).add_paragraph("Second", style="List Number")
    table.cell(1, 1).merge(table.cell(2, 1)).text = "Police"
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFC000"/>')
    table.cell(1, 3)._tc.get_or_add_tcPr().append(shade)
    paragraph = table.cell(2, 0).paragraphs[0]
    for kind, words in (("del", "Hide"), ("ins", "Ring")):
        change, run = OxmlElement(f"w:{kind}"), OxmlElement("w:r")
        text = OxmlElement("w:delText" if kind == "del" else "w:t")
        text.text = words
        run.append(text)
        change.append(run)
        change.set(qn("w:id"), "1")
        paragraph._p.append(change)
    paragraph.add_run(" the bell")
    table.cell(3, 0).merge(table.cell(3, 1)).text = "Band across"
    nested = table.cell(2, 2).add_table(1, 1)
    nested.cell(0, 0).text = "nested"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


KINDS = {"xlsx": xlsx, "xlsm": xlsm, "xls": xls, "ods": ods, "csv": csv, "docx": docx}
