"""Documents to open, sound ones and ones made to harm, made here so that a test shows what it opens."""

import io
import struct
import zipfile
import zlib

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages=("Minutes of the audit group",), *, size=(595, 842), more=b"", stream=None):
    """A whole PDF with a line of text on each page; `stream` is what is drawn instead, packed, on every page."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for words in pages:
        drawn = f"BT /F1 18 Tf 60 {size[1] - 80} Td ({words}) Tj ET".encode()
        packed = stream if stream is not None else zlib.compress(drawn)
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream")
        box = f"/MediaBox[0 0 {size[0]} {size[1]}]".encode()
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R%s>>" % (len(objects), box)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out = io.BytesIO(b"%PDF-1.7\n" + more)
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj" % number + body + b"endobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def locked_pdf():
    """A PDF that says it is encrypted, with a key that no empty password makes."""
    made = pdf()
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock)


def pdf_bomb(gigabytes=1):
    """A page whose drawing is a megabyte, and this large when unpacked."""
    zeros = zlib.compressobj(9)
    packed = b"".join(zeros.compress(bytes(10_000_000)) for _ in range(gigabytes * 100)) + zeros.flush()
    return pdf(stream=packed)


def busy_pdf(lines=800_000):
    """A page with so much on it that drawing it takes longer than anybody waits."""
    drawn = b"1 w " + b"0 0 m 500 800 l 300 1 l 7 700 l S\n" * lines
    return pdf(stream=zlib.compress(drawn, 9))


def png_bomb(side=60_000):
    """A picture of a few hundred kilobytes that is this many pixels wide and high."""
    row = zlib.compressobj(9)
    line = bytes(1 + side // 8)
    packed = b"".join(row.compress(line * 1000) for _ in range(side // 1000)) + row.flush()

    def piece(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + piece(b"IHDR", head) + piece(b"IDAT", packed) + piece(b"IEND", b"")


def photograph(width=800, height=400):
    """A JPEG that says where and by what it was taken, lying on its side."""
    from PIL import Image

    picture = Image.new("RGB", (width, height), "teal")
    facts = Image.Exif()
    facts[0x010F] = "Secret Camera"
    facts[0x0112] = 6  # turned by a quarter
    facts.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=facts, comment=b"taken at 3 Acacia Avenue")
    return out.getvalue()


def docx(body, *, name="word/document.xml"):
    """A Word document with this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(name, f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def paragraph(text, style=None):
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def odt(body):
    """An OpenDocument text with this body."""
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()
