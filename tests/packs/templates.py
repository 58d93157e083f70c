"""Boards' Word templates, good and bad, made as Word would save them."""

import io
import zipfile

import docx
from docx.shared import Mm, Pt

from tests.packs.samples import png

TYPES = "[Content_Types].xml"
RELS = "word/_rels/document.xml.rels"


def board_template(*, marker: bool = False, landscape: bool = False) -> bytes:
    """A council's own: a logo in the head, an address at the foot, a heading in green, an example in the body."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    head = section.header.paragraphs[0]
    head.text = "Anytown Safeguarding Children Partnership"
    head.add_run().add_picture(io.BytesIO(png(60, 20)), width=Mm(20))
    section.footer.paragraphs[0].text = "Civic Centre, Anytown"
    document.styles["Heading 1"].font.size = Pt(31)
    for name in ("List Number", "Title", "Subtitle"):
        document.styles.element.remove(document.styles[name].element)
    document.add_paragraph("Dear members")
    if marker:
        document.add_paragraph("{{paper}}")
    document.add_paragraph("Yours faithfully")
    return saved(document)


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(content: bytes, changes) -> bytes:
    """The package with some parts put in, or replaced: {name: bytes, or a function of what was there}."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            change = changes.get(name)
            new.writestr(name, change(part) if callable(change) else part if change is None else change)
        for name in changes.keys() - set(old.namelist()):
            new.writestr(name, changes[name])
    return out.getvalue()


def _related(kind: str, target: str, external: bool = True) -> dict:
    mode = ' TargetMode="External"' if external else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId900" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    return {RELS: lambda part: part.replace(b"</Relationships>", link)}


def _in_a_table() -> bytes:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "{{paper}}"
    return saved(document)


def _twice() -> bytes:
    document = docx.Document()
    document.add_paragraph("{{paper}}")
    document.add_paragraph("{{paper}}")
    return saved(document)


def _workbook() -> bytes:
    import openpyxl

    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def _types(old: bytes, new: bytes) -> dict:
    return {TYPES: lambda part: part.replace(old, new)}


def bad() -> dict[str, tuple[bytes, str]]:
    """Each with a piece of the sentence that refuses it."""
    good = board_template()
    macro = _types(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    entity = {"word/document.xml": lambda part: part.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY a "aaaa">]>', 1)}
    field = b'<w:body><w:p><w:r><w:instrText>DDEAUTO c:\\\\x "y" </w:instrText></w:r></w:p>'
    return {
        "nothing": (b"", "could not be read"),
        "text": (b"Dear members", "could not be read"),
        "half": (good[: len(good) // 2], "could not be read"),
        "zip": (changed(good, {TYPES: b"<Types/>"}), "not a Word document"),
        "workbook": (_workbook(), "not a Word document"),
        "macros": (changed(good, {**macro, "word/vbaProject.bin": b"x"}), "macros"),
        "macros by name alone": (changed(good, {"word/vbaProject.bin": b"x"}), "macros"),
        "bomb": (changed(good, {"word/media/x.bin": b"\0" * 30_000_000}), "unpack"),
        "entities": (changed(good, entity), "could not be read"),
        "an image elsewhere": (changed(good, _related("image", "https://example.org/x.png")), "from outside"),
        "a frame elsewhere": (changed(good, _related("frame", "file://server/x.docx")), "from outside"),
        "an object": (changed(good, {"word/embeddings/oleObject1.bin": b"x"}), "embedded"),
        "a field": (changed(good, {"word/document.xml": lambda p: p.replace(b"<w:body>", field)}), "field"),
        "marker in a table": (_in_a_table(), "of its own"),
        "marker twice": (_twice(), "2 times"),
        "no styles": (changed(good, {"word/styles.xml": b"<nonsense/>"}), "could not be read"),
        "broken body": (changed(good, {"word/document.xml": b"<w:document"}), "could not be read"),
        "other body": (changed(good, {"word/document.xml": b"<x/>"}), "could not be read"),
    }
