"""Small files of every kind, sound ones and sick ones, made byte by byte so that a test shows what it sends."""

import struct
import zipfile
import zlib
from email.message import EmailMessage
from io import BytesIO

TYPES = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("word/document.xml", f"{TYPES}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{TYPES}spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{TYPES}presentationml.presentation.main+xml"),
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def pdf(words=b"Minutes", *, more=b""):
    return b"%PDF-1.7\n1 0 obj<</Title(" + words + b")>>endobj\n" + more + b"trailer<<>>\nstartxref\n9\n%%EOF\n"


def zipped(members, *, packed=zipfile.ZIP_DEFLATED):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packed) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def office(kind="docx", *, main=None, more=None):
    path, type_ = MAIN[kind]
    return zipped(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/{path}" ContentType="{main or type_}"/></Types>',
            "_rels/.rels": "<Relationships/>",
            path: "<w/>",
            **(more or {}),
        }
    )


def opendocument(kind="odt", *, more=None, manifest="<manifest/>"):
    mimetype = f"application/vnd.oasis.opendocument.{OPEN[kind]}"
    return zipped({"mimetype": mimetype, "content.xml": "<o/>", "META-INF/manifest.xml": manifest, **(more or {})})


def bomb(*, gigabytes=4):
    """A Word document of a few megabytes that would unpack to so many gigabytes: its table of contents says so."""
    zeros = bytes(64 * 1024 * 1024)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, crc = squeeze.compress(zeros) + squeeze.flush(), zlib.crc32(zeros)
    members, contents = [], []
    for name, content in (("[Content_Types].xml", MAIN["docx"][1]), ("word/document.xml", "<w/>")):
        raw = content.encode()
        members.append((name.encode(), 0, zlib.crc32(raw), raw, len(raw)))
    members += [(b"word/media/%d.bmp" % n, 8, crc, packed, len(zeros)) for n in range(gigabytes * 16)]
    out = BytesIO()
    for name, method, sum_, held, size in members:
        facts = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 33, sum_, len(held), size, len(name), 0)
        contents.append(b"PK\x01\x02\x14\0" + facts + bytes(10) + struct.pack("<I", out.tell()) + name)
        out.write(b"PK\x03\x04" + facts + name + held)
    listed = b"".join(contents)
    count = len(members)
    return (
        out.getvalue()
        + listed
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), out.tell(), 0)
    )


def liar(real=b"\0" * 50_000_000, said=1000):
    """A Word document one of whose members says that it is smaller than it is."""
    made = zipped({"[Content_Types].xml": real, "word/document.xml": "<w/>"})
    return made.replace(struct.pack("<I", len(real)), struct.pack("<I", said))


def png(*, behind=b""):
    def piece(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = piece(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return b"\x89PNG\r\n\x1a\n" + piece(b"IHDR", header) + pixels + piece(b"IEND", b"") + behind


def jpg(*, behind=b""):
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xda\x00\x02pixels\xff\xd9" + behind


def gif(*, behind=b"", comment=b""):
    said = b"\x21\xfe" + bytes([len(comment)]) + comment + b"\0" if comment else b""
    return b"GIF89a\x01\0\x01\0\0\0\0" + said + b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b" + behind


def webp(*, behind=b""):
    body = b"WEBPVP8L" + struct.pack("<I", 6) + b"\x2f\0\0\0\0\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body + behind


def heic(*, behind=b""):
    def box(name, content):
        return struct.pack(">I", 8 + len(content)) + name + content

    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0" * 8) + box(b"mdat", b"pixels") + behind


def mail(*attached, text="See attached."):
    """An e-mail with files attached: pairs of name and content."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@police.example", "b@board.example", "The audit"
    made.set_content(text)
    for name, content in attached:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def compound(streams):
    """A compound file (OLE) of streams by their paths; those under 4,096 bytes in the stream of small streams."""
    tree = {}
    for path, content in streams.items():
        *folders, name = path.split("/")
        here = tree
        for folder in folders:
            here = here.setdefault(folder, {})
        here[name] = content
    sectors, table, small, small_table, entries = [], [], b"", [], [None]
    nowhere, end = 0xFFFFFFFF, 0xFFFFFFFE

    def chained(first, count):
        return [*range(first + 1, first + count), end][:count]

    def kept(content):
        start = len(sectors)
        pieces = [content[n : n + 512].ljust(512, b"\0") for n in range(0, len(content), 512)]
        sectors.extend(pieces)
        table.extend(chained(start, len(pieces)))
        return start if pieces else end

    def kept_small(content):
        nonlocal small
        start, count = len(small_table), -(-len(content) // 64)
        small += content.ljust(64 * count, b"\0")
        small_table.extend(chained(start, count))
        return start if count else end

    def entry(name, sort, *, right=nowhere, child=nowhere, start=end, size=0):
        called = name.encode("utf-16-le") + b"\0\0"
        return (
            called.ljust(64, b"\0") + struct.pack("<HBB", len(called), sort, 1)
            + struct.pack("<III", nowhere, right, child) + bytes(36) + struct.pack("<IQ", start, size)
        )  # fmt: skip

    def put(folder):
        """The entries of a folder, chained to the right of one another; the number of the first."""
        numbers = []
        for name, content in folder.items():
            numbers.append(len(entries))
            entries.append(None)
            if isinstance(content, dict):
                entries[numbers[-1]] = (name, 1, {"child": put(content)})
            else:
                keep = kept if len(content) >= 4096 else kept_small
                entries[numbers[-1]] = (name, 2, {"start": keep(content), "size": len(content)})
        for one, other in zip(numbers, [*numbers[1:], nowhere], strict=True):
            entries[one][2]["right"] = other
        return numbers[0] if numbers else nowhere

    top = put(tree)
    entries[0] = ("Root Entry", 5, {"child": top, "start": kept(small), "size": len(small)})
    small_first = kept(b"".join(struct.pack("<I", n) for n in small_table).ljust(512, b"\xff"))
    first = kept(b"".join(entry(name, sort, **more) for name, sort, more in entries))
    count = 1
    while count * 128 < len(table) + count:
        count += 1
    numbers = list(range(len(sectors), len(sectors) + count))
    whole = [*table, *[0xFFFFFFFD] * count]
    whole += [nowhere] * (count * 128 - len(whole))
    for n in range(count):
        sectors.append(struct.pack("<128I", *whole[n * 128 : (n + 1) * 128]))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIII", 0, count, first, 0, 4096, small_first, 1, end, 0)
        + struct.pack("<109I", *numbers, *[nowhere] * (109 - count))
    )  # fmt: skip
    return header + b"".join(sectors)


def msg(*attached, more=None):
    """An Outlook message with files attached: pairs of name and content."""
    streams = {"__properties_version1.0": b"x", "__nameid_version1.0/__substg1.0_00020102": b"x", **(more or {})}
    for number, (name, content) in enumerate(attached):
        folder = f"__attach_version1.0_#{number:08}"
        streams[f"{folder}/__substg1.0_3707001F"] = name.encode("utf-16-le")
        streams[f"{folder}/__substg1.0_37010102"] = content
    return compound(streams)


SOUND = {
    "minutes.pdf": pdf(),
    "audit.docx": office("docx"),
    "audit.xlsx": office("xlsx"),
    "slides.pptx": office("pptx"),
    "slides-show.pptx": office("pptx", main=f"{TYPES}presentationml.slideshow.main+xml"),
    "audit.odt": opendocument("odt"),
    "audit.ods": opendocument("ods"),
    "audit.odp": opendocument("odp"),
    "note.txt": "Café, 10 files".encode(),
    "windows.txt": "Caf\u00e9 – 10 files".encode("cp1252"),
    "notepad.txt": "Café, 10 files".encode("utf-16"),
    "marked.txt": "\ufeffCafé".encode(),
    "sample.csv": b"Batch,Read\r\n1,<20\r\n",
    "note.md": b"# Audit\n\n* ten files, a < b\n",
    "note.rtf": rb"{\rtf1\ansi Ten files.}",
    "note.eml": mail(),
    "as-text.txt": mail(),
    "with.eml": mail(("audit.pdf", pdf()), ("picture.png", png()), ("date.ics", b"BEGIN:VCALENDAR")),
    "within.eml": mail(("inner.eml", mail(("audit.docx", office())))),
    "message.msg": msg(),
    "with.msg": msg(("audit.pdf", pdf()), ("inner.eml", mail()), ("large.txt", b"many words " * 900)),
    "photo.png": png(),
    "photo.jpg": jpg(),
    "photo.JPEG": jpg(behind=b"what a camera keeps behind it"),
    "photo.gif": gif(comment=b"made by hand"),
    "photo.webp": webp(),
    "photo.heic": heic(),
}
