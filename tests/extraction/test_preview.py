"""A document opened for people to look at: what is seen, and that a file made to harm harms nobody."""

import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests import files
from tests.extraction import documents as made
from tracker import apart
from tracker.extraction.preview import look as looking
from tracker.extraction.preview.look import CHILDREN, Block, NotShownError, look

HERE = Path(looking.__file__).parent


def why(content, ending):
    with pytest.raises(NotShownError) as said:
        look(content, ending)
    return str(said.value)


def test_a_page_of_a_pdf_is_a_picture_with_its_text():
    found = look(made.pdf(["One", "Two", "Three"]), "pdf", page=2)
    assert (found.page, found.pages, found.text.strip(), found.media) == (2, 3, "Two", "image/png")
    with Image.open(io.BytesIO(found.picture)) as picture:
        assert picture.size == (1240, 1755)
        assert min(picture.convert("L").getextrema()) < 100, "there is ink on it"
    with Image.open(io.BytesIO(look(made.pdf(), "pdf", zoom=2).picture)) as larger:
        assert larger.size[0] == 2480


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (2, 2), (99, 2), (10**12, 2)])
def test_a_page_that_there_is_not_is_the_nearest_one(asked, given):
    assert look(made.pdf(["One", "Two"]), "pdf", page=asked).page == given


def test_a_pdf_of_ten_thousand_pages_opens_at_any_of_them():
    content = made.pdf([f"Page {n}" for n in range(1, 10_001)])
    found = look(content, "pdf", page=9_999)
    assert (found.page, found.pages, found.text.strip()) == (9_999, 10_000, "Page 9999")


def test_a_page_as_large_as_a_field_is_no_larger_a_picture():
    found = look(made.pdf(size=(14_000, 14_000)), "pdf", zoom=2)
    with Image.open(io.BytesIO(found.picture)) as picture:
        assert picture.size[0] * picture.size[1] <= 9_100_000


def test_a_picture_is_made_anew_upright_and_without_what_the_camera_added():
    found = look(made.photograph(), "jpg")
    with Image.open(io.BytesIO(found.picture)) as picture:
        assert picture.size == (400, 800), "it stood on its side"
        assert not picture.getexif()
    for secret in (b"Secret Camera", b"Acacia"):
        assert secret in made.photograph() and secret not in found.picture


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_every_kind_of_picture_is_shown(kind):
    out = io.BytesIO()
    Image.new("RGBA" if kind != "GIF" else "P", (40, 30)).save(out, kind)
    found = look(out.getvalue(), kind.lower())
    assert found.media == "image/png" and found.picture.startswith(b"\x89PNG")


def test_a_word_document_is_headings_paragraphs_and_tables_in_their_order():
    taken_out = (
        "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    )
    body = made.paragraph("Audit", "Heading1") + made.paragraph("We looked.") + taken_out
    body += made.table(("Team", "Files"), ("First response", "20")) + made.paragraph("&lt;b&gt; [x](y)")
    assert look(made.docx(body), "docx").blocks == (
        Block("heading", "Audit"),
        Block("text", "We looked."),
        Block("text", "new"),
        Block("table", "", (("Team", "Files"), ("First response", "20"))),
        Block("text", "<b> [x](y)"),
    )


def test_an_opendocument_text_is_read_too():
    body = (
        "<text:h>Audit</text:h><text:p>We <text:span>looked</text:span><text:s text:c='2'/>twice.</text:p>"
        "<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    assert look(made.odt(body), "odt").blocks == (
        Block("heading", "Audit"),
        Block("text", "We looked  twice."),
        Block("text", "• One"),
        Block("table", "", (("A",),)),
    )


def test_a_long_document_is_cut_and_says_so():
    found = look(made.docx(made.paragraph("word " * 200) * 2_000), "docx")
    assert found.more and sum(len(block.text) for block in found.blocks) <= 120_000


@pytest.mark.parametrize(
    ("content", "says"),
    [("Ümläut", "Ümläut"), ("\ufeffBOM", "BOM")],
)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "cp1252"])
def test_text_is_read_whichever_way_it_was_written(content, says, coding):
    if coding == "cp1252" and "\ufeff" in content:
        return
    assert says in look(content.encode(coding), "txt").blocks[0].text


def test_an_e_mail_is_its_heads_its_words_and_the_names_of_what_is_attached():
    blocks = look(files.mail(("audit.docx", files.office())), "eml").blocks
    assert blocks[0].kind == "heading"
    assert any("audit.docx" in block.text for block in blocks)
    page = b"Subject: S\nContent-Type: text/html\n\n<style>x{}</style><p>Seen</p><script>alert(1)</script>"
    (_, text) = look(page, "eml").blocks
    assert text.text.strip() == "Seen"


SICK = {
    "a truncated PDF": (made.pdf(["One"] * 50)[:9_000], "pdf", "damaged or not complete"),
    "a PDF with a password": (made.locked_pdf(), "pdf", "protected by a password"),
    "an empty file": (b"", "pdf", "there is nothing in it"),
    "a PDF called .docx": (made.pdf(), "docx", "damaged or not complete"),
    "a PDF called .png": (made.pdf(), "png", "not what its name says"),
    "a PNG called .jpg": (files.png(), "jpg", "not what its name says"),
    "a picture bomb": (made.png_bomb(), "png", "its picture is too large"),
    "half a picture": (made.photograph()[:900], "jpg", "damaged or not complete"),
    "a Word bomb": (made.docx(made.paragraph("A") * 1_500_000), "docx", "more memory or time"),
    "zeros called .docx": (files.bomb(), "docx", "damaged or not complete"),
    "a Word document that lies": (files.liar(), "docx", "damaged or not complete"),
    "an empty Word document": (made.docx(""), "docx", "there is nothing in it"),
    "an Outlook message": (b"x", "msg", "does not open this kind"),
    "a telephone's picture": (b"x", "heic", "does not open this kind"),
    "no ending": (b"x", "", "does not open this kind"),
}  # fmt: skip


@pytest.mark.parametrize("name", SICK)
def test_a_bad_file_is_a_sentence(name):
    content, ending, words = SICK[name]
    assert words in why(content, ending)


def test_entities_are_never_read():
    body = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    out = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "word/document.xml", f'{body}<w:document xmlns:w="{made.WORD}"><w:body>&b;&f;</w:body></w:document>'
        )
    assert "damaged" in why(out.getvalue(), "docx")


@pytest.mark.parametrize("does", ["pass", "time.sleep(1)"], ids=["works", "waits"])
def test_a_child_that_never_ends_is_stopped(monkeypatch, tmp_path, does):
    child = tmp_path / "child.py"
    child.write_text(f"import time\nwhile True:\n    {does}")
    monkeypatch.setitem(CHILDREN, "pdf", str(child))
    monkeypatch.setattr(looking, "SECONDS", 1)
    assert "more memory or time" in why(made.pdf(), "pdf")


def test_what_takes_too_much_memory_is_stopped(monkeypatch):
    monkeypatch.setattr(looking, "MEMORY", 30 * apart.MEGABYTE)
    assert why(made.pdf(), "pdf")


def test_a_pdf_bomb_leaves_the_server_as_it_was():
    """However it ends, it ends soon, in a sentence or a page, and this process has not grown by what was unpacked."""
    content = made.pdf_bomb()
    assert len(content) < 3_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        look(content, "pdf")
    except NotShownError as error:
        assert "memory or time" in str(error) or "damaged" in str(error)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    assert look(made.pdf(), "pdf").pages == 1


def test_a_child_that_says_nonsense_is_a_damaged_file(monkeypatch, tmp_path):
    for said in ("", "[]", "{", '{"pages": "x"}', '{"media": "image/png", "size": 9}', '{"blocks": [{}]}'):
        child = tmp_path / "child.py"
        child.write_text(f"print({said!r})")
        monkeypatch.setitem(looking.CHILDREN, "pdf", child)
        assert "damaged" in why(b"x", "pdf")
    child.write_text("import os; os.kill(os.getpid(), 9)")
    assert "more memory or time" in why(b"x", "pdf")


@pytest.mark.parametrize("child", sorted(set(CHILDREN.values())))
def test_a_child_knows_nothing_of_the_tracker(child):
    text = (HERE / child).read_text(encoding="utf-8")
    assert "import tracker" not in text and "from tracker" not in text


def test_a_child_is_hemmed_in_before_it_begins(tmp_path):
    child = tmp_path / "child.py"
    child.write_text(
        "import os, resource, sys\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0], sys.argv[1:],"
        " sorted(k for k in os.environ if k.startswith('TRACKER')), sys.path[0].endswith('tracker'))"
    )
    with apart.answer(child, b"", "one", memory=500 * apart.MEGABYTE, seconds=9) as said:
        assert said.read().decode().split("\n")[0] == f"{500 * apart.MEGABYTE} 9 ['one'] [] False"


def test_running_apart_loads_no_library():
    code = "import sys, tracker.apart; print([m for m in ('streamlit', 'sqlalchemy', 'PIL') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
