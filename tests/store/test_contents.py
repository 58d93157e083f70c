"""A file is what it holds, not what it is called: every kind that is taken, and every disguise that is refused."""

import contextlib
import io
import struct
import tracemalloc
import zipfile

import pytest
from PIL import Image

from tests import files
from tests.files import SOUND
from tracker.rules.errors import FileRefusedError
from tracker.rules.files import KINDS, ending
from tracker.store import contents

OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def refused(name, content):
    with pytest.raises(FileRefusedError) as error:
        contents.check(name, content)
    return str(error.value)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_taken(name):
    contents.check(name, SOUND[name])


def test_every_kind_that_may_be_evidence_is_among_the_sound_ones():
    assert {ending(name) for name in SOUND} == set(KINDS)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_a_real_program_draws_is_taken(kind):
    out = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(out, kind)
    contents.check(f"photo.{kind.lower()}", out.getvalue())


def test_a_name_that_says_something_else_is_refused_and_says_what_it_is():
    assert refused("minutes.pdf", files.png()) == (
        "The file ‘minutes.pdf’ was not read: it is called .pdf, but is a picture (PNG)."
    )


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("called", ["x.pdf", "x.docx", "x.png", "x.msg", "x.heic", "x.txt"])
def test_only_its_own_ending_fits_a_file(name, called):
    kinds = {"jpeg": "jpg", "csv": "txt", "md": "txt"}
    mine, other = (kinds.get(e, e) for e in (ending(name), ending(called)))
    if mine == other or (mine, other) == ("eml", "txt"):
        contents.check(called, SOUND[name])
    else:
        assert "is called ." in refused(called, SOUND[name])


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("audit.pdf", b"MZ\x90\0", "it is a program"),
        ("audit.docx", b"\x7fELF\x02", "it is a program"),
        ("audit.txt", b"#!/bin/sh\nrm -rf /", "it is a program"),
        ("audit.pdf", b"\xca\xfe\xba\xbe\0\0\0\x34", "it is a program"),
        ("audit.docx", files.zipped({"META-INF/MANIFEST.MF": "Main-Class: X", "X.class": "x"}), "it is a program"),
        ("audit.pdf", b"Rar!\x1a\x07\x01\0", "it is an archive (RAR)"),
        ("audit.pdf", b"7z\xbc\xaf\x27\x1c", "it is an archive (7-Zip)"),
        ("audit.pdf", b"\x1f\x8b\x08", "it is an archive (GZIP)"),
        ("audit.txt", b"a.txt".ljust(257, b"\0") + b"ustar", "it is an archive (TAR)"),
        ("audit.docx", files.zipped({"a.txt": "x"}), "it is an archive (ZIP)"),
        (
            "audit.docx",
            files.zipped({"mimetype": "application/epub+zip", "content.xml": "x"}),
            "it is an archive (ZIP)",
        ),
        ("audit.pdf", b"\0\0\0\x18ftypmp42" + bytes(40), "it is something else (MPEG-4 video"),
        ("audit.pdf", b"\x01\x02\x03\x04" * 8, "it is of a kind that is not known"),
        ("audit.pdf", b"", "it is empty"),
        ("audit.txt", b"\x00\x01", "it is"),
    ],
)
def test_programs_archives_and_the_unknown_are_refused(name, content, why):
    assert why in refused(name, content)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"\xef\xbb\xbf  \n<!DOCTYPE html>",
        b"<!-- x --><body onload=alert(1)>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><x/>",
        b"Minutes of the meeting\n<ScRiPt src=//evil.example></sCrIpT>",
        "<html>".encode("utf-16"),
        b"From: a@b.c\nTo: d@e.f\n\n<script>alert(1)</script>",
    ],
)
@pytest.mark.parametrize("name", ["note.txt", "table.csv", "note.md"])
def test_a_web_page_under_another_name_is_refused(name, content):
    assert "it is a web page or holds one" in refused(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", files.office(main=WORD_MACROS)),
        ("a.docx", files.office(more={"word/vbaProject.bin": b"x"})),
        (
            "a.docx",
            files.office(more={"word/_rels/document.xml.rels": '<R Type="x/vbaProject" Target="a"/>'}),
        ),
        ("a.xlsx", files.office("xlsx", more={"xl/macrosheets/sheet1.xml": "<x/>"})),
        ("a.docx", files.office(main=WORD_MACROS).replace(b"[Content_Types].xml", b"[CONTENT_TYPES].XML")),
        ("a.odt", files.opendocument(more={"Basic/Standard/Module1.xml": "Sub x"})),
        ("a.odt", files.opendocument(more={"Scripts/python/x.py": "x"})),
        ("a.docx", files.compound({"Macros/VBA/dir": b"x"})),
    ],
)
def test_macros_are_refused(name, content):
    assert "it holds macros" in refused(name, content)


def test_macros_behind_another_code_of_letters_are_found():
    types = f'<Types><Override ContentType="{WORD_MACROS}"/></Types>'.encode("utf-16")
    content = files.zipped({"[Content_Types].xml": types, "word/document.xml": "x"})
    assert "it holds macros" in refused("a.docx", content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", files.pdf(more=b"trailer<</Encrypt 5 0 R>>\n")),
        ("a.docx", files.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})),
        ("a.xlsx", files.compound({"EncryptedPackage": b"x"})),
        ("a.odt", files.opendocument(manifest="<m><encryption-data/></m>")),
        ("a.txt", b"-----BEGIN PGP MESSAGE-----\n"),
        ("a.eml", b"From: a@b.c\nTo: d@e.f\nContent-Type: application/pkcs7-mime\n\nMIIB"),
    ],
)
def test_what_is_locked_is_refused_and_says_what_to_do(name, content):
    assert "send it without a password" in refused(name, content)


def test_a_locked_archive_is_refused():
    content = bytearray(files.office())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    assert "send it without a password" in refused("a.docx", bytes(content))


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", files.pdf() + files.zipped({"x.exe": "MZ"}), "two kinds of file in one"),
        ("a.pdf", files.zipped({"x": "y"}) + files.pdf(), "damaged"),
        ("a.docx", b"PK\x03\x04%PDF-1.7" + files.office(), "two kinds"),
        ("a.pdf", b"%PDF-1.7 <html><script>alert(1)</script>" + files.pdf(), "two kinds"),
        ("a.gif", files.gif(behind=b"*/=1;alert(1)//"), "something else stands behind the picture"),
        ("a.gif", b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1);//\x3b", "damaged"),
        ("a.gif", files.gif(comment=b"<script>alert(1)</script>"), "two kinds"),
        ("a.png", files.png(behind=files.zipped({"x": "y"})), "two kinds"),
        ("a.png", files.png(behind=b"<script>"), "two kinds"),
        ("a.png", files.png(behind=b"hidden"), "something else stands behind the picture"),
        ("a.jpg", files.jpg(behind=files.zipped({"x": "y"})), "two kinds"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10%PDF-1.7" + files.jpg(), "two kinds"),
        ("a.webp", files.webp(behind=b"MZ\x90 program"), "something else stands behind"),
        ("a.heic", files.heic(behind=b"\0\0\0\x02free"), "damaged"),
        ("a.rtf", rb"{\rtf1{\object\objemb{\*\objdata 0105}}}", "another file embedded in it"),
        ("a.docx", files.office(more={"word/embeddings/run.exe": "MZ"}), "it holds a program"),
        ("a.docx", files.office(more={"../../run.txt": "x"}), "damaged"),
    ],
)
def test_two_kinds_in_one_file_are_refused(name, content, why):
    assert why in refused(name, content)


@pytest.mark.parametrize("name", [n for n in SOUND if ending(n) not in ("txt", "csv", "md", "eml")])
def test_half_a_file_is_refused(name):
    assert "The file" in refused(name, SOUND[name][: len(SOUND[name]) // 2])


@pytest.mark.parametrize("name", [n for n in SOUND if ending(n) not in ("txt", "csv", "md")])
@pytest.mark.parametrize("every", [3, 7, 31])
def test_a_damaged_file_gets_a_sentence_or_is_taken_and_never_crashes(name, every):
    content = SOUND[name]
    for at in range(0, min(len(content), 1500), every):
        sick = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        with contextlib.suppress(FileRefusedError):
            contents.check(name, sick)


# ---- made to overwhelm


@pytest.fixture
def unpacked(monkeypatch):
    """The members of zip files that were read from, in order."""
    names, read = [], zipfile.ZipExtFile.read

    def told(member, n=-1):
        names.append(member.name)
        return read(member, n)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", told)
    return names


def test_of_a_sound_file_it_is_seen_what_is_unpacked(unpacked):
    contents.check("a.docx", files.office("docx"))
    assert "[Content_Types].xml" in unpacked


def test_a_zip_bomb_is_refused_before_it_is_unpacked(unpacked):
    content = files.bomb(gigabytes=4)
    assert len(content) < 25 * 1024 * 1024
    assert "it would unpack to far more than it seems" in refused("a.docx", content)
    assert unpacked == []


@pytest.mark.parametrize(
    "content",
    [
        files.zipped({"[Content_Types].xml": OFFICE, "word/document.xml": b"\0" * 60_000_000}),
        files.zipped({"[Content_Types].xml": OFFICE + " " * 2_000_000, "word/document.xml": "x"}),
        files.zipped({"[Content_Types].xml": OFFICE, **{f"word/{n}.xml": "" for n in range(10_001)}}),
    ],
    ids=["too tight", "too long a list of contents", "too many members"],
)
def test_what_is_packed_to_overwhelm_is_refused(content):
    assert "it would unpack to far more than it seems" in refused("a.docx", content)


def test_members_that_lie_over_each_other_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", OFFICE)
        package.writestr("word/document.xml", b"\0" * 100_000)
        for n in range(20):
            twin = zipfile.ZipInfo(f"word/{n}.xml")
            first = package.filelist[1]
            for field in ("header_offset", "compress_size", "file_size", "CRC"):
                setattr(twin, field, getattr(first, field))
            package.filelist.append(twin)
            package.NameToInfo[twin.filename] = twin
    assert "it would unpack" in refused("a.docx", out.getvalue())


def test_a_member_that_lies_about_its_size_is_read_no_further_than_it_says():
    real = bytes(50_000_000)
    content = files.liar(real, said=1000)
    tracemalloc.start()
    try:
        assert "was not read" in refused("a.docx", content)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < len(real) / 10


def test_a_chain_that_runs_in_a_circle_ends():
    content = bytearray(files.msg())
    table, first = struct.unpack_from("<I", content, 76)[0], struct.unpack_from("<I", content, 48)[0]
    struct.pack_into("<I", content, (table + 1) * 512 + 4 * first, first)  # after the first sector comes the first
    assert "was not read" in refused("a.msg", bytes(content))


def test_e_mails_within_e_mails_end_somewhere():
    content = files.mail()
    for _ in range(6):
        content = files.mail(("inner.eml", content))
    assert "too deep" in refused("a.eml", content)
    nested = b"From: a@b.c\nTo: d@e.f\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    assert "too many pieces" in refused("a.eml", nested)


# ---- attached to messages


@pytest.mark.parametrize("wrap", [files.mail, files.msg], ids=["eml", "msg"])
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("run.exe", b"MZ\x90", "‘run.exe’ attached, and of that: which is of no kind that is taken"),
        ("page.html", b"<html>", "‘page.html’ attached"),
        ("audit.pdf", b"MZ\x90\0", "‘audit.pdf’ attached, and of that: it is a program"),
        ("audit.docx", files.office(main=WORD_MACROS), "it holds macros"),
        ("date.ics", b"MZ\x90\0", "it is a program"),
        ("", b"MZ\x90\0", "a file without a name attached, and of that: it is a program"),
        ("a.docx", files.compound({"EncryptedPackage": b"x"}), "send it without a password"),
    ],
)
def test_what_is_attached_to_a_message_is_looked_at_too(wrap, name, content, why):
    assert why in refused(f"a.{'eml' if wrap is files.mail else 'msg'}", wrap((name, content)))


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        ("WordDocument", "an old Word document: save it as .docx"),
        ("Workbook", "an old Excel workbook: save it as .xlsx"),
        ("PowerPoint Document", "an old PowerPoint presentation: save it as .pptx"),
        ("Something", "an old Office file: save it as a PDF"),
    ],
)
def test_an_old_office_file_says_how_to_send_it(stream, words):
    assert words in refused("a.docx", files.compound({stream: b"x"}))
