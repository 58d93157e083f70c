import io
import random
import re
import zipfile

import docx
import pytest
from lxml import etree

from tests.packs import samples, templates
from tests.packs.reading import as_writer_says, converted, first_missing, said_by
from tracker.packs import word
from tracker.rules.errors import FileRefusedError
from tracker.rules.paper import Heading, Listing, Paper, PaperLook, Rated, Says, Table
from tracker.rules.paper_shape import chip
from tracker.rules.words import Brag

PLAIN = PaperLook("Anytown Safeguarding Children Board", samples.png())
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BAD = templates.bad()


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize(
    ("make", "template"),
    [
        (samples.every_block, None), (samples.every_block, "plain"), (samples.every_block, "marker"),
        (samples.every_block, "landscape"), (samples.hostile, None), (samples.hostile, "marker"),
    ],
)  # fmt: skip
def test_libreoffice_reads_every_text_in_order(make, template, office):
    kinds = {"plain": {}, "marker": {"marker": True}, "landscape": {"landscape": True}}
    theirs = templates.board_template(**kinds[template]) if template else None
    paper = make()
    text = as_writer_says(office, word.write(paper, PaperLook("Anytown", template=theirs)))
    assert first_missing(said_by(paper), text) is None


def test_each_numbered_list_begins_at_one(office):
    lists = (Listing(("a", "b"), numbered=True), Says("between"), Listing(("c",), numbered=True))
    for template in (None, templates.board_template()):
        text = as_writer_says(office, word.write(Paper("T", "", (), lists), PaperLook("B", template=template)))
        assert re.findall(r"(\d\.)\s*[abc]", text) == ["1.", "2.", "1."]


def test_headings_are_headings_and_a_level_is_never_skipped():
    blocks = (Heading("one"), Heading("deep", 3), Heading("  "), Heading("two"))
    made = opened(word.write(Paper("T", "", (), blocks), PLAIN))
    found = [(p.style.name, p.text) for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert [(name.lower(), text) for name, text in found] == [
        ("heading 1", "one"), ("heading 2", "deep"), ("heading 1", "two"),
    ]  # fmt: skip


def test_a_table_repeats_its_heads_keeps_its_rows_whole_and_says_what_it_is():
    rows = (("a", Rated(Brag.RED, "late")), ("x" * 5000, "b"))
    made = opened(word.write(Paper("T", "", (), (Table(("H1", "H2"), rows, "What it shows", "Name"),)), PLAIN))
    (table,) = made.tables
    xml = [row._tr.xml for row in table.rows]
    assert ["w:tblHeader" in row for row in xml] == [True, False, False]
    assert ["w:cantSplit" in row for row in xml] == [True, True, False]
    assert table._tbl.tblPr.find(f"{W}tblDescription").get(f"{W}val") == "What it shows"
    assert table.rows[1].cells[1].text == f"{chip(Brag.RED)}\nlate"
    run = table.rows[1].cells[1].paragraphs[0].runs[0]
    assert 'w:fill="F9DDD8"' in run.style.element.xml and 'w:val="86190F"' in run.style.element.xml


def test_the_document_says_its_title_its_language_and_what_its_pictures_show():
    paper = samples.every_block()
    content = word.write(paper, PLAIN)
    core = opened(content).core_properties
    assert (core.title, core.language, core.author) == (paper.title, "en-GB", PLAIN.board)
    assert re.findall(r'<w:lang [^>]*w:val="([^"]*)"', part(content, "word/styles.xml")) == ["en-GB"]
    said = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', part(content, "word/document.xml"))
    assert said[0] == f"Logo of {PLAIN.board}"
    assert said[1:] == [block.alt for block in paper.blocks if type(block).__name__ in ("Strips", "Lines")]


def test_every_page_is_a4_and_only_what_is_wide_lies_wide():
    sections = opened(word.write(samples.every_block(), PLAIN)).sections
    assert [(round(s.page_width.mm), round(s.page_height.mm)) for s in sections] == [(210, 297), (297, 210), (210, 297)]
    wide = Paper("T", "", (), (Table(tuple("abcdefghij"), (), "", "T"),))
    assert [round(s.page_width.mm) for s in opened(word.write(wide, PLAIN)).sections] == [297]


def test_head_and_foot_say_the_title_as_at_the_trail_and_the_page(office):
    made = word.write(samples.every_block(), PLAIN)
    (pdf,) = converted(office, made, "docx", "pdf")
    import pypdfium2

    pages = pypdfium2.PdfDocument(pdf)
    last = pages[len(pages) - 1].get_textpage().get_text_range()
    assert f"Page {len(pages)} of {len(pages)}" in last
    assert "As at 20 November 2026" in last and "entry 1,482" in last and "Illustrative" in last
    assert samples.every_block().title in last
    pages.close()


def test_a_boards_template_keeps_its_head_foot_logo_and_styles_and_gives_up_its_example():
    content = word.write(samples.every_block(), PaperLook("Anytown", samples.png(), templates.board_template()))
    made = opened(content)
    assert "Anytown Safeguarding Children Partnership" in made.sections[0].header.paragraphs[0].text
    feet = [p.text for p in made.sections[0].footer.paragraphs]
    assert feet[0] == "Civic Centre, Anytown" and "As at 20 November 2026" in feet[-1]
    assert made.styles["Heading 1"].font.size.pt == 31
    text = "\n".join(p.text for p in made.paragraphs)
    assert "Dear members" not in text
    assert "Logo of" not in part(content, "word/document.xml")  # theirs is in the head


def test_a_template_with_the_marker_keeps_what_stands_around_it():
    content = word.write(samples.every_block(), PaperLook("Anytown", template=templates.board_template(marker=True)))
    texts = [p.text for p in opened(content).paragraphs if p.text.strip()]
    assert texts[0] == "Dear members" and texts[-1] == "Yours faithfully"
    assert not any("{{paper}}" in text for text in texts)
    assert samples.every_block().title in texts


def test_a_dotx_is_taken_and_comes_out_as_a_document():
    template = templates.changed(
        templates.board_template(), templates._types(b"document.main+xml", b"template.main+xml")
    )
    content = word.write(samples.every_block(), PaperLook("Anytown", template=template))
    assert "document.main+xml" in part(content, "[Content_Types].xml")


def test_the_server_that_a_template_came_from_is_forgotten():
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{base}/attachedTemplate" Target="file://server/t.dotx" TargetMode="External"/>'
        "</Relationships>"
    ).encode()
    put = f'<w:attachedTemplate xmlns:r="{base}" r:id="rId1"/></w:settings>'.encode()
    template = templates.changed(
        templates.board_template(),
        {
            "word/_rels/settings.xml.rels": rels,
            "word/settings.xml": lambda p: p.replace(b"</w:settings>", put),
        },
    )
    content = word.write(samples.every_block(), PaperLook("Anytown", template=template))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert not any(b"file://server" in package.read(name) for name in package.namelist())


@pytest.mark.parametrize("name", BAD)
def test_a_bad_template_is_refused_in_words(name):
    content, words = BAD[name]
    for refused in (
        lambda: word.check_template(content, "ours.docx"),
        lambda: word.write(samples.every_block(), PaperLook("B", template=content)),
    ):
        with pytest.raises(FileRefusedError, match=words):
            refused()
    with pytest.raises(FileRefusedError, match=r"ours\.docx"):
        word.check_template(content, "ours.docx")


def test_a_good_template_is_taken():
    for template in (templates.board_template(), templates.board_template(marker=True)):
        word.check_template(template)


def test_no_damaged_template_ends_in_anything_but_a_sentence():
    """Parts with bytes changed, cut and left out; the rest as Word wrote it."""
    good = templates.board_template(marker=True)
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
    chance = random.Random(5)
    refused = 0
    for _ in range(150):
        name = chance.choice(names)

        def harm(body: bytes) -> bytes:
            at = chance.randrange(len(body))
            harms = (
                lambda: body[:at],
                lambda: body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :],
                lambda: re.sub(rb'w:(val|w|h|type|styleId)="[^"]*"', b'w:val="zz"', body, count=chance.randrange(1, 9)),
                lambda: re.sub(rb"<w:(sectPr|style|name|pgSz|pgMar)\b", b"<w:other", body),
                lambda: re.sub(rb"<Relationship [^>]*>", b"", body, count=chance.randrange(1, 5)),
            )
            return chance.choice(harms)()

        try:
            word.check_template(templates.changed(good, {name: harm}))
        except FileRefusedError:
            refused += 1
    assert 30 < refused < 150


ORDERS = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs u shd rtl lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "trPr": "cantSplit tblHeader",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr tcPr tblStylePr",
}


@pytest.mark.parametrize("template", [None, templates.board_template(marker=True)])
def test_properties_stand_in_the_order_that_word_asks_for(template):
    """Word calls a file damaged whose properties stand in another order; LibreOffice does not mind."""
    made = word.write(samples.every_block(), PaperLook("B", None if template else samples.png(), template))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for name in ("word/document.xml", "word/styles.xml", *(n for n in package.namelist() if "er1.xml" in n)):
            for element in etree.fromstring(package.read(name)).iter():
                order = ORDERS.get(etree.QName(element).localname, "").split()
                children = [etree.QName(child).localname.replace("footerR", "headerR") for child in element]
                if order and not set(children) - set(order):
                    assert children == sorted(children, key=order.index), etree.tostring(element)[:400]
                elif order and template is None and name == "word/document.xml":
                    raise AssertionError(children)


def test_a_broken_logo_is_refused_in_words():
    with pytest.raises(FileRefusedError, match="PNG or a JPEG"):
        word.write(samples.every_block(), PaperLook("B", b"GIF89a"))


def test_a_paper_of_2000_rows_is_one_table_of_2001(office):
    made = word.write(samples.long(2000), PLAIN)
    assert part(made, "word/document.xml").count("<w:tr>") == 2001 + len(samples.FACTS)
