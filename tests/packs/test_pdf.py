import re
import subprocess
import sys
from dataclasses import replace

import pypdfium2
import pytest

from tests.packs import samples
from tests.packs.reading import first_missing, said_by, squashed
from tests.packs.tagged import Looked
from tracker.packs import fonts, pdf, typesetting
from tracker.rules.brag import SHAPE
from tracker.rules.errors import FileRefusedError, PaperNotMadeError
from tracker.rules.paper import Heading, Paper, PaperLook, Rated, Says, Table
from tracker.rules.words import Brag

LOOK = PaperLook("Anytown Safeguarding Children Board", samples.png())
MAKERS = {
    "every block": samples.every_block,
    "hostile": samples.hostile,
    "empty": lambda: Paper("", "", (), ()),
    "100 rows": lambda: samples.long(100, 3),
    "not dated": lambda: replace(samples.every_block(), made=None),
}


@pytest.fixture(scope="module")
def made():
    return {name: pdf.write(make(), LOOK) for name, make in MAKERS.items()}


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    document.close()
    return text


@pytest.mark.parametrize("name", MAKERS)
def test_the_validator_finds_nothing(name, made, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(made[name])
    command = [sys.executable, "-m", "pdfua", "check", str(tmp_path / "paper.pdf")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and "PASS (no findings)" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("name", MAKERS)
def test_everything_drawn_is_tagged_or_furniture_and_every_font_is_inside(name, made):
    looked = Looked(made[name])
    assert looked.untagged() == []
    assert [font for font, inside, copied in looked.fonts() if not (inside and copied)] == []
    assert bool(looked.root.MarkInfo.Marked) and bool(looked.root.ViewerPreferences.DisplayDocTitle)
    assert str(looked.root.Lang) == "en-GB"
    known = looked.metadata()
    assert known["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert known["{http://purl.org/dc/elements/1.1/}title"]


def test_a_dated_paper_is_an_archive_copy_too(made):
    key = "{http://www.aiim.org/pdfa/ns/id/}part"
    assert Looked(made["every block"]).metadata()[key] == "2"
    assert key not in Looked(made["not dated"]).metadata()


def test_headings_tables_lists_and_figures_are_what_they_are(made):
    paper, looked = samples.every_block(), Looked(made["every block"])
    found = looked.roles_found()
    tables = paper.tables
    assert found["Table"] == len(tables)
    assert found["TH"] == sum(len(table.heads) for table in tables)
    cells = sum(len(table.heads) * len(table.rows) or 1 for table in tables)
    assert found["TD"] == cells
    assert found["H1"] + found["H2"] == sum(isinstance(block, Heading) for block in paper.blocks)
    assert found["H2"] == 1
    assert found["LI"] >= 5
    figures = [str(element.get("/Alt", "")) for role, element, _ in looked.elements() if role == "Figure"]
    charts = [block.alt for block in paper.blocks if type(block).__name__ in ("Strips", "Lines")]
    assert figures == [f"Logo of {LOOK.board}", *charts]


def test_every_text_is_found_in_order(made):
    for name in ("every block", "100 rows"):
        paper = MAKERS[name]()
        words = re.sub(r"\s*\ufffe\s*|-\r?\n", "", words_of(made[name]))
        lines = [line.replace("-", "") for line in said_by(paper)]
        furniture = [squashed(paper.title).replace("-", ""), squashed(LOOK.board)]
        text = squashed(words).replace("-", "")
        body = re.sub(f"(?:{re.escape(''.join(furniture))}|Page\\d+of\\d+)", "", text[len(furniture[1]) :])
        missing = [line for line in lines if line not in text]
        assert missing == []
        assert first_missing([line for line in lines if len(line) > 12 and line not in furniture][:20], body) is None


def test_hostile_words_come_out_as_they_are(made):
    text = squashed(words_of(made["hostile"]))
    for words in ('#import"@preview/x:1.0.0"', "$x^2$", "*bold*_it_`code`=Heading", "<b>&amp;</b>]]>", "{{paper}}"):
        assert words in text
    assert '=HYPERLINK("http://x","y")' in text and "Łódź" in text and "\\" in text


def test_what_no_font_holds_is_marked_and_said(made):
    assert "cannot be drawn with its fonts" in words_of(made["hostile"])
    assert "cannot be drawn" not in words_of(made["every block"])
    one = words_of(pdf.write(Paper("T", "", (), (Says("name 中 here"),)), LOOK))
    assert "name □ here" in one and "1 character of this paper" in one


def test_letters_that_are_known_one_by_one_never_stop_a_paper():
    marks = "".join(chr(code) for code in range(0x300, 0x370))
    odd = [
        marks,
        "ا" + marks,
        "A\u0651\u05b0",
        "\u200d\u200d",
        "क्\u200d",
        "\U000e0041",
        "\u0e33",
        "\u1160",
        "\u2066x\u2069",
    ]
    blocks = (
        tuple(Says(text) for text in odd) + tuple(Heading(text) for text in odd) + (Says("".join(odd), printed=True),)
    )
    assert pdf.write(Paper("T", "", (), blocks), LOOK).startswith(b"%PDF")


def test_every_character_that_a_paper_may_hold_can_be_set():
    """Whole planes at once: each character is drawn or marked, none stops the paper."""
    everything = "".join(chr(code) + " " for code in (*range(0x20, 0x3000), *range(0xF900, 0x10000)))
    blocks = tuple(Says(everything[at : at + 400]) for at in range(0, len(everything), 400))
    assert pdf.write(Paper("T", "", (), blocks), LOOK).startswith(b"%PDF")


def test_every_shape_is_in_the_font_that_is_read():
    assert {ord(shape) for shape in SHAPE.values()} <= fonts.characters(fonts.SANS)


def test_every_font_comes_with_its_licence():
    names = {path.name for path in fonts.folder().iterdir()}
    assert names == {
        fonts.SANS, fonts.SERIF, fonts.FALLBACK,
        "OFL-source-sans-3.txt", "OFL-source-serif-4.txt", "LICENCE-dejavu-sans.txt",
    }  # fmt: skip


def test_made_again_it_is_the_same_to_the_byte(made):
    assert pdf.write(samples.every_block(), LOOK) == made["every block"]


def test_pages_are_a4_and_what_is_wide_lies_wide(made):
    document = pypdfium2.PdfDocument(made["every block"])
    sizes = [tuple(round(side / 72 * 25.4) for side in document[n].get_size()) for n in range(len(document))]
    document.close()
    assert sizes.count((297, 210)) == 1 and set(sizes) == {(210, 297), (297, 210)}


def test_a_row_is_not_parted_and_heads_stand_on_every_page():
    rows = tuple((f"begins{n}", f"one\ntwo\nthree\nends{n}") for n in range(60))
    document = pypdfium2.PdfDocument(pdf.write(Paper("T", "", (), (Table(("Uno", "Due"), rows, "", "T"),)), LOOK))
    pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    document.close()
    assert len(pages) > 2 and all("Uno" in page for page in pages)
    for page in pages:
        assert set(re.findall(r"begins(\d+)", page)) == set(re.findall(r"ends(\d+)", page))


def test_a_row_longer_than_a_page_goes_on_over_it():
    row = ("x", Rated(Brag.RED, "\n".join(f"line {n}" for n in range(200))))
    text = words_of(pdf.write(Paper("T", "", (), (Table(("A", "B"), (row,), "", "T"),)), LOOK))
    assert "line 0" in text and "line 199" in text


def test_a_picture_of_a_chart_is_a_png():
    charts = [block for block in samples.every_block().blocks if type(block).__name__ in ("Strips", "Lines")]
    drawn = pdf.pictures(charts)
    assert len(drawn) == 2 and all(one.startswith(b"\x89PNG") for one in drawn)
    assert pdf.pictures([]) == []


@pytest.mark.parametrize(
    "logo",
    [
        samples.png()[:60],
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        samples.png()[:-40],
        b"GIF89a",
        b"\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\1\x11\0",
    ],
)
def test_a_broken_logo_is_refused_in_words(logo):
    with pytest.raises(FileRefusedError, match=r"crest\.png"):
        pdf.check_logo(logo, "crest.png")
    with pytest.raises(FileRefusedError):
        pdf.write(samples.every_block(), PaperLook("B", logo))


def test_a_sound_logo_is_taken():
    assert pdf.check_logo(samples.png(300, 90)).millimetres == pytest.approx((55.0, 16.5))


def test_the_page_asks_nothing_of_the_network():
    assert "@" not in re.sub(r"//.*", "", typesetting.PAGE.read_text(encoding="utf-8"))


def test_nobody_waits_for_typst_or_word_who_makes_no_paper():
    code = (
        "import sys, tracker.packs.pdf, tracker.packs.word; print(sorted({'typst', 'docx', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_what_typst_remembers_does_not_stay_in_the_server():
    resource = pytest.importorskip("resource", reason="Windows does not tell a process its most memory so")
    pdf.write(samples.every_block(), LOOK)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pdf.write(samples.long(1200), LOOK)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000


def test_a_paper_that_is_never_done_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(typesetting, "SECONDS", 0.01)
    with pytest.raises(PaperNotMadeError, match="ask for less"):
        pdf.write(samples.every_block(), LOOK)
