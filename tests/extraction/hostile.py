"""Files made to harm whoever reads them, or that came to harm on their way, made so that a test shows what is read.

`FILES`: by a name, how to make it, the ending it comes under. What is heavy is made only when it is asked for.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pikepdf

from tests import files
from tests.extraction import documents as made

REPORT = (
    "Child Q: a review\n\n1. Introduction\n\nChild Q was seen by three agencies in 2024.\n\n"
    "2. Recommendations\n\nRecommendation 1: The Board should ask every agency to audit its records.\n\n"
    "Recommendation 2: The police should train its officers by March.\n\n3. Conclusion\n\nThe review ends here.\n"
)
"""A sound report, to be broken."""
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MADE = Callable[[], bytes]


def sound_pdf(pages: int = 2) -> bytes:
    """A PDF that a program made: REPORT on its first page, another sentence on each of the others."""
    lines = [line for line in REPORT.splitlines() if line]
    first = f"x) Tj 0 -40 Td 16 TL {' '.join(f'({line}) Tj T* T*' for line in lines)} ("
    return made.pdf([first, *(f"The panel met for the {n}th time." for n in range(4, pages + 3))])


def drawn(content: bytes, *, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF of one page on which this is drawn."""
    return made.pdf(stream=zlib.compress(content, 9), size=size)


def locked_pdf() -> bytes:
    """A PDF that needs a password, made by a sound program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound_pdf())) as found:
        found.save(out, encryption=pikepdf.Encryption(owner="owner", user="secret", R=6))
    return out.getvalue()


def free_pdf() -> bytes:
    """A PDF that anybody may open and nobody may print: encrypted under an empty password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound_pdf())) as found:
        found.save(out, encryption=pikepdf.Encryption(owner="owner", user="", R=4))
    return out.getvalue()


def locked_docx() -> bytes:
    """A Word document under a password: a box of the old kind with a locked package in it."""
    names = "EncryptedPackage".encode("utf-16-le") + bytes(96) + "EncryptionInfo".encode("utf-16-le")
    return OLD_WORD + bytes(504) + names + random.Random(1).randbytes(4000)


def old_word() -> bytes:
    """A Word document of before 2007."""
    return OLD_WORD + bytes(504) + "WordDocument".encode("utf-16-le") + random.Random(2).randbytes(4000)


def loop_in_pages() -> bytes:
    """A tree of pages that contains itself, and says it has a million."""
    return made.pdf(["One", "Two"]).replace(b"/Kids[5 0 R 7 0 R]/Count 2", b"/Kids[5 0 R 2 0 R]/Count 9")


def loop_in_outlines() -> bytes:
    """Bookmarks of which each comes after the other, and is inside itself."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound_pdf())) as found:
        one = found.make_indirect(pikepdf.Dictionary(Title="One"))
        two = found.make_indirect(pikepdf.Dictionary(Title="Two"))
        one.Next, two.Next, one.First, one.Last, two.First, two.Last = two, one, one, two, one, two
        found.Root.Outlines = found.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines, First=one, Last=two))
        found.save(out)
    return out.getvalue()


def loop_in_forms() -> bytes:
    """A page that draws a form that draws itself."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound_pdf(1))) as found:
        form = found.make_stream(b"/F0 Do BT /F1 9 Tf (again) Tj ET /F0 Do")
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 500, 500]
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F0=form))
        page = found.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(F0=form)
        page.contents_add(b"/F0 Do")
        found.save(out)
    return out.getvalue()


def forms_of_forms(depth: int = 24) -> bytes:
    """A page that draws a form twice, which draws another twice, and so on: sixteen million words on one page."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound_pdf(1))) as found:
        font = found.pages[0].Resources.Font
        inner = found.make_stream(b"BT /F1 9 Tf 60 60 Td (again) Tj ET")
        for _ in range(depth):
            inner.Type, inner.Subtype, inner.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 500, 500]
            outer = found.make_stream(b"/F0 Do /F0 Do")
            inner.Resources = pikepdf.Dictionary(Font=font, **(inner.get("/Resources") or {}))
            outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F0=inner))
            inner = outer
        inner.Type, inner.Subtype, inner.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 500, 500]
        found.pages[0].Resources.XObject = pikepdf.Dictionary(F0=inner)
        found.pages[0].contents_add(b"/F0 Do")
        found.save(out)
    return out.getvalue()


def nonsense_font() -> bytes:
    """A PDF whose font says that every letter is another, from a place where no letters are."""
    told = b"/CIDInit begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <e000> "
    told += b"endbfrange endcmap"
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound_pdf())) as found:
        font = found.pages[0].Resources.Font.F1
        font.ToUnicode = found.make_stream(told)
        found.save(out)
    return out.getvalue()


def broken_font() -> bytes:
    """A PDF with a font of its own that is no font at all."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound_pdf())) as found:
        font = found.pages[0].Resources.Font.F1
        font.Subtype, font.BaseFont = pikepdf.Name.TrueType, pikepdf.Name("/Nonsense")
        font.FirstChar, font.LastChar, font.Widths = 0, 255, pikepdf.Array([-(2**31)] * 256)
        font.FontDescriptor = found.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/Nonsense"), Flags=32,
                FontFile2=found.make_stream(random.Random(3).randbytes(50_000)),
            )
        )  # fmt: skip
        found.save(out)
    return out.getvalue()


def deep_pdf(depth: int = 200_000) -> bytes:
    """A PDF with an array in an array in an array."""
    return made.pdf().replace(b"/MediaBox", b"/Deep " + b"[" * depth + b"]" * depth + b"/MediaBox")


def long_pdf(pages: int) -> bytes:
    """A PDF of so many pages."""
    return made.pdf([f"Page {number}" for number in range(1, pages + 1)])


def word_bomb(megabytes: int = 500) -> bytes:
    """A page whose drawing is half a megabyte, and this much text when unpacked."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"BT /F1 9 Tf 60 400 Td ")
    packed += b"".join(packer.compress(b"(bomb) Tj T* " * 80_000) for _ in range(megabytes))
    return made.pdf(stream=packed + packer.compress(b"ET") + packer.flush())


def same_place(letters: int = 20_000) -> bytes:
    """A page on which every letter is printed upon the one before."""
    return drawn(b"BT /F1 9 Tf 60 400 Td " + b"(ab) Tj -9 0 Td " * (letters // 2) + b"ET")


def scattered(pieces: int = 30_000) -> bytes:
    """A page on which each letter stands where no line is."""
    rnd = random.Random(4)
    places = (b"1 0 0 1 %d %d Tm (a) Tj" % (rnd.randrange(560), rnd.randrange(800)) for _ in range(pieces))
    return drawn(b"BT /F1 7 Tf " + b" ".join(places) + b" ET")


def scattered_pages(pages: int = 15) -> bytes:
    """The same on many pages."""
    rnd = random.Random(4)
    places = (b"1 0 0 1 %d %d Tm (ab) Tj" % (rnd.randrange(560), rnd.randrange(800)) for _ in range(3_000))
    return made.pdf(["x"] * pages, stream=zlib.compress(b"BT /F1 7 Tf " + b" ".join(places) + b" ET"))


def ruled(lines: int = 200_000) -> bytes:
    """A page full of ruled lines, with words that could be a table's."""
    rnd = random.Random(5)
    rules = (b"%d %d %d .5 re f" % (rnd.randrange(500), rnd.randrange(800), rnd.randrange(200)) for _ in range(lines))
    words = (
        b"1 0 0 1 %d %d Tm (Recommendation) Tj" % (60 + x * 160, 700 - y * 20) for y in range(30) for x in range(3)
    )
    return drawn(b"\n".join(rules) + b" BT /F1 9 Tf " + b" ".join(words) + b" ET")


def grids(pages: int = 30) -> bytes:
    """A table of 60 × 40 cells on every page."""
    rules = b"".join(b"%d 20 .5 800 re f " % (20 + x * 14) for x in range(41))
    rules += b"".join(b"20 %d 560 .5 re f " % (20 + y * 13) for y in range(62))
    words = b"".join(
        b"1 0 0 1 %d %d Tm (a%d) Tj " % (21 + x * 14, 22 + y * 13, x) for y in range(61) for x in range(40)
    )
    return made.pdf(["x"] * pages, stream=zlib.compress(rules + b" BT /F1 5 Tf " + words + b" ET"))


def huge_page() -> bytes:
    """A page as wide as a field, with words at its far ends."""
    return drawn(b"BT /F1 9 Tf 60 60 Td (Here) Tj 1000000 1000000 Td (there) Tj ET", size=(2**31 - 1, 2**31 - 1))


def no_page_size() -> bytes:
    """A page that has no size, or less than none."""
    return drawn(b"BT /F1 9 Tf 60 60 Td (Here) Tj ET", size=(0, -5))


def docx_bomb(gigabytes: int = 1) -> bytes:
    """A Word document of a megabyte whose text is this large when unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(f'<w:document xmlns:w="{made.WORD}"><w:body>'.encode())
            for _ in range(gigabytes * 100):
                part.write(b"<w:p><w:r><w:t>bomb</w:t></w:r></w:p>" * 270_000)
            part.write(b"</w:body></w:document>")
    return out.getvalue()


def many_members(count: int = 60_000) -> bytes:
    """A Word document of ever so many parts."""
    return files.zipped({"word/document.xml": "<w/>"} | {f"word/{n}.xml": "x" for n in range(count)})


def entities(*, xml: bool = True) -> str:
    """Ten entities of which each is ten of the one before."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY e0 "haha"><!ENTITY f SYSTEM "file:///etc/passwd">{steps}]>'


def docx_of(document: str | bytes, **more: str | bytes) -> bytes:
    """A Word document whose text is this XML, and other parts."""
    parts = {name.replace("__", "/") + ".xml": content for name, content in more.items()}
    return files.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document} | parts)


def docx_entities() -> bytes:
    """A Word document with an entity bomb in it."""
    body = f"<w:p><w:r><w:t>{REPORT} &e9; &f;</w:t></w:r></w:p>"
    return docx_of(f'{entities()}<w:document xmlns:w="{made.WORD}"><w:body>{body}</w:body></w:document>')


def docx_deep(depth: int, tag: str = "w:p") -> bytes:
    """A Word document with so many elements inside one another."""
    body = f"<{tag}>" * depth + "<w:r><w:t>deep</w:t></w:r>" + f"</{tag}>" * depth
    return docx_of(f'<w:document xmlns:w="{made.WORD}"><w:body>{body}</w:body></w:document>')


def docx_tables(depth: int = 60) -> bytes:
    """A Word document with a table in a table in a table."""
    inner = made.paragraph("inner")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc><w:tc>{made.paragraph('beside')}</w:tc></w:tr></w:tbl>"
    return made.docx(inner)


def docx_wide(cells: int = 20_000) -> bytes:
    """A Word document with a row of ever so many cells, and a cell over a million columns."""
    row = "".join(f"<w:tc>{made.paragraph('x')}</w:tc>" for _ in range(cells))
    over = '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc>'
    return made.docx(f"<w:tbl><w:tr>{row}</w:tr><w:tr>{over}</w:tr></w:tbl>")


def docx_styles_in_a_ring() -> bytes:
    """Styles each of which is based on the other, and numbers that are counted by themselves."""
    names = f'xmlns:w="{made.WORD}"'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{(n + 1) % 3}"/><w:link w:val="S{n}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in range(3)
    )
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="S0"/><w:lvl w:ilvl="999999999">'
        '<w:start w:val="99999999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%9%99"/></w:lvl>'
        '<w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%1.%9"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = made.paragraph("Recommendation", "S0") + made.paragraph("We should.", "S1") * 50
    return docx_of(
        f"<w:document {names}><w:body>{body}</w:body></w:document>",
        word__styles=f"<w:styles {names}>{styles}</w:styles>",
        word__numbering=f"<w:numbering {names}>{numbers}</w:numbering>",
    )


def numbered_lines(count: int = 50_000) -> bytes:
    """A text in which every line is numbered, as a list would be."""
    return "".join(f"{n}. The Board should do thing number {n} soon.\n" for n in range(1, count + 1)).encode()


def headings(count: int = 30_000, end: str = ".\n\n") -> bytes:
    """A text of nothing but headings that promise recommendations."""
    return "".join(f"Recommendation {n}\n\nRecommendations\n\nThe Board should{end}" for n in range(count)).encode()


def bullets(count: int = 50_000, *, deep: bool = False) -> bytes:
    """A recommendation with ever so many limbs, or with limbs inside one another."""
    rows = (f"{' ' * (n if deep else 0)}- limb {n} of it should be done;\n" for n in range(count))
    return ("Recommendations\n\nRecommendation 1: The Board should:\n" + "".join(rows)).encode()


def one_table(rows: int = 30_000) -> bytes:
    """A Markdown table of ever so many rows."""
    head = "# Recommendations\n\n| No | Recommendation | Who |\n|---|---|---|\n"
    return (head + "".join(f"| {n} | The Board should do {n}. | Police |\n" for n in range(rows))).encode()


def told_sentences(count: int = 4_000) -> bytes:
    """A narrative in which every sentence promises a recommendation, cites one, or teaches."""
    lines = (
        f"4.{n} The Overview Author makes a recommendation about records of kind {n}. It is recommended that the Board "
        f"trains. The police have recommended in their IMR that officers train. Learning: see the child alone.\n\n"
        for n in range(count)
    )
    return "".join(lines).encode()


def strange_letters() -> bytes:
    """Right to left, letters put together from many, no letters at all, signs that turn the reading round."""
    words = (
        "\u202e\u2066שלום עולם\u2069\u202c العربية "
        + "Z"
        + "\u0301" * 5_000
        + " 🧑‍👩‍👧‍👦\u200b\ufeff\u00ad\ud7ff\uffff\U0010ffff "
    )
    return ("Recommendations\n\n" + "".join(f"{n}. {words} should be done.\n\n" for n in range(1, 40))).encode()


def html(body: str, head: str = "") -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body>{body}</body></html>".encode()


DEEP = 100_000
FILES: Mapping[str, tuple[MADE, str]] = {
    "a PDF under a password": (locked_pdf, "pdf"),
    "a PDF with a lock no key fits": (made.locked_pdf, "pdf"),
    "a PDF that anybody may open": (free_pdf, "pdf"),
    "a Word document under a password": (locked_docx, "docx"),
    "a Word document of before 2007": (old_word, "docx"),
    "zero bytes, pdf": (lambda: b"", "pdf"),
    "zero bytes, docx": (lambda: b"", "docx"),
    "zero bytes, txt": (lambda: b"", "txt"),
    "nothing but blanks": (lambda: b" \r\n\t" * 90_000, "txt"),
    "nothing but noughts, txt": (lambda: bytes(1_000_000), "txt"),
    "nothing but noughts, pdf": (lambda: bytes(1_000_000), "pdf"),
    "a picture called .pdf": (files.png, "pdf"),
    "a picture called .txt": (lambda: made.png_bomb(1_000), "txt"),
    "a picture called .docx": (files.png, "docx"),
    "a PDF called .txt": (sound_pdf, "txt"),
    "a PDF called .docx": (sound_pdf, "docx"),
    "a PDF called .html": (sound_pdf, "html"),
    "a text called .pdf": (REPORT.encode, "pdf"),
    "a text called .docx": (REPORT.encode, "docx"),
    "a Word document called .pdf": (lambda: made.docx(made.paragraph("x")), "pdf"),
    "a Word document called .txt": (lambda: made.docx(made.paragraph("x")), "txt"),
    "a Word document of before 2007 called .txt": (old_word, "txt"),
    "a workbook called .docx": (lambda: files.office("xlsx"), "docx"),
    "a program called .pdf": (lambda: b"MZ\x90\0" + random.Random(6).randbytes(90_000), "pdf"),
    "a program called .txt": (lambda: b"MZ\x90\0" + random.Random(6).randbytes(90_000), "txt"),
    "a program called .md": (lambda: b"\x7fELF\x02\x01" + bytes(200) + random.Random(7).randbytes(90_000), "md"),
    "a program called .docx": (lambda: b"MZ\x90\0" + random.Random(6).randbytes(90_000), "docx"),
    "a program called .html": (lambda: b"MZ\x90\0" + random.Random(6).randbytes(90_000), "html"),
    "10,000 pages": (lambda: long_pdf(10_000), "pdf"),
    "3,000 pages": (lambda: long_pdf(3_000), "pdf"),
    "a PDF bomb": (made.pdf_bomb, "pdf"),
    "a PDF bomb of words": (word_bomb, "pdf"),
    "a PDF of drawings": (made.busy_pdf, "pdf"),
    "pages in a loop": (loop_in_pages, "pdf"),
    "bookmarks in a loop": (loop_in_outlines, "pdf"),
    "a form that draws itself": (loop_in_forms, "pdf"),
    "forms of forms": (forms_of_forms, "pdf"),
    "a font of nonsense": (nonsense_font, "pdf"),
    "a broken font": (broken_font, "pdf"),
    "arrays in arrays": (deep_pdf, "pdf"),
    "letters upon letters": (same_place, "pdf"),
    "letters everywhere": (scattered, "pdf"),
    "letters everywhere on 15 pages": (scattered_pages, "pdf"),
    "200,000 rules": (ruled, "pdf"),
    "a grid on 30 pages": (grids, "pdf"),
    "a page as wide as a field": (huge_page, "pdf"),
    "a page of no size": (no_page_size, "pdf"),
    "a scan": (lambda: drawn(b"0 0 200 200 re f"), "pdf"),
    "a Word bomb": (docx_bomb, "docx"),
    "zeros called .docx": (files.bomb, "docx"),
    "a Word document that lies": (files.liar, "docx"),
    "60,000 parts": (many_members, "docx"),
    "an entity bomb in Word": (docx_entities, "docx"),
    "paragraphs in paragraphs": (lambda: docx_deep(DEEP), "docx"),
    "paragraphs in paragraphs, 200": (lambda: docx_deep(200), "docx"),
    "boxes in boxes, 240": (lambda: docx_deep(240, "w:sdtContent"), "docx"),
    "tables in tables": (docx_tables, "docx"),
    "20,000 cells": (docx_wide, "docx"),
    "styles in a ring": (docx_styles_in_a_ring, "docx"),
    "200,000 paragraphs": (lambda: made.docx(made.paragraph("The Board should act.") * 200_000), "docx"),
    "a paragraph of 10 MB": (lambda: made.docx(made.paragraph("recommend that " * 700_000)), "docx"),
    "50,000 numbered lines": (numbered_lines, "txt"),
    "headings only": (lambda: headings(2_000), "txt"),
    "headings only, md": (lambda: b"# Recommendations\n\n## Recommendation 1\n\n" * 6_000, "md"),
    "3,000 limbs": (lambda: bullets(3_000), "txt"),
    "limbs in limbs": (lambda: bullets(3_000, deep=True), "txt"),
    "limbs in limbs, md": (lambda: bullets(3_000, deep=True), "md"),
    "2,000 rows": (lambda: one_table(2_000), "md"),
    "30,000 rows": (one_table, "md"),
    "a table of one row": (lambda: b"# Recommendations\n\n|" + b" a |" * 300_000 + b"\n|" + b"---|" * 300_000, "md"),
    "a narrative of promises": (told_sentences, "txt"),
    "a line of 1 MB": (lambda: b"a" * 1_000_000, "txt"),
    "a line of 1 MB of blanks": (lambda: b"The Board should" + b" " * 1_000_000 + b"act.", "txt"),
    "a line of 1 MB of words": (lambda: b"Recommendation 1: " + b"the board should act and " * 40_000, "txt"),
    "recommendrecommend": (lambda: b"recommend" * 300_000, "txt"),
    "It is recommended that, in a line": (lambda: b"It is recommended that " * 10_000, "txt"),
    "Recommendation in a line": (lambda: b"Recommendation 1 " * 15_000, "txt"),
    "1.1.1.1": (lambda: b"1." * 1_000_000, "txt"),
    "1.1.1.1 in lines": (lambda: b"\n".join(b"1." * n + b" The Board should act." for n in range(1, 1_500)), "txt"),
    "aaaa)": (lambda: b"(" * 500_000 + b"a" * 500_000 + b")" * 500_000, "txt"),
    "dots": (lambda: b"Contents\n" + (b"Recommendation " + b"." * 1_000 + b" 1\n") * 1_000, "txt"),
    "stops": (lambda: b"Recommendations\n\n1. The Board should " + b"act. " * 40_000, "txt"),
    "semicolons": (lambda: b"Recommendations\n\n1. The Board should " + b"act; and " * 20_000, "txt"),
    "commas": (lambda: b"Recommendations\n\n1. The " + b"Police, Health and " * 40_000 + b"should act.", "txt"),
    "brackets": (lambda: b"Recommendations\n\n1. The Board should (" + b"a) b) " * 40_000, "txt"),
    "romans": (lambda: b"Recommendations\n\n1. The Board should: " + b"(i) act (ii) act (iii) act " * 8_000, "txt"),
    "capitals": (lambda: b"Recommendations\n\n" + b"The Safeguarding Board of The " * 40_000 + b"should", "txt"),
    "form feeds": (lambda: b"Recommendations\f" * 60_000, "txt"),
    "noughts among words": (lambda: REPORT.replace("a", "a\0").encode(), "txt"),
    "strange letters": (strange_letters, "txt"),
    "half a letter": (lambda: REPORT.encode("utf-16")[:-1], "txt"),
    "half a letter, utf-8": (lambda: (REPORT + "é").encode()[:-1], "txt"),
    "lone halves": (lambda: ("Recommendation 1: " + "\ud800").encode("utf-16-le", "surrogatepass") * 900, "txt"),
    "tags in tags": (lambda: html("<div>" * DEEP + REPORT), "html"),
    "lists in lists": (lambda: html("<ul><li>" * 20_000 + REPORT), "html"),
    "tables in tables, html": (lambda: html("<table><tr><td>" * 5_000 + REPORT), "html"),
    "a cell over a million columns": (
        lambda: html("<table><tr><td colspan=1000000000 rowspan=1000000000>x</td><td>y</td></tr></table>" + REPORT),
        "html",
    ),
    "20,000 cells over all rows": (
        lambda: html("<table>" + "<tr><td rowspan=65534 colspan=1000>x</td></tr>" * 20_000 + "</table>" + REPORT),
        "html",
    ),
    "an entity bomb on a web page": (lambda: (entities() + "<html><body>&e9;&f;" + REPORT).encode(), "html"),
    "200,000 paragraphs, html": (lambda: html("<p>The Board should act." * 200_000), "html"),
    "open comments": (lambda: html("<!--" * 300_000 + REPORT), "html"),
    "open tags": (lambda: html("<a href='" * 300_000 + REPORT), "html"),
    "angles": (lambda: b"<" * 2_000_000, "html"),
}  # fmt: skip
