"""Files made to harm, and files that came to harm: each ends in what is in it or in a sentence."""

import random

import pytest

from tests.cli.conftest import Said, Tracker
from tests.extraction import documents as made
from tests.extraction.hostile import FILES, REPORT, sound_pdf
from tracker.extraction.read import TOO_HEAVY, WHY, NotReadableError, read

SAYS = {
    "a PDF under a password": "password", "a PDF with a lock no key fits": "password",
    "a Word document under a password": "password", "a Word document of before 2007": "old_word",
    "a Word document of before 2007 called .txt": "old_word",
    "zero bytes, pdf": "empty", "zero bytes, docx": "empty", "zero bytes, txt": "empty", "nothing but blanks": "empty",
    "nothing but noughts, txt": "empty", "nothing but noughts, pdf": "empty",
    "a picture called .pdf": "kind", "a picture called .txt": "kind", "a picture called .docx": "kind",
    "a PDF called .txt": "kind", "a PDF called .docx": "kind", "a PDF called .html": "kind",
    "a text called .pdf": "kind", "a text called .docx": "kind", "a Word document called .pdf": "kind",
    "a Word document called .txt": "kind", "a workbook called .docx": "kind", "a program called .pdf": "kind",
    "a program called .txt": "kind", "a program called .md": "kind", "a program called .docx": "kind",
    "a program called .html": "kind",
    "10,000 pages": "too_long", "30,000 rows": "too_long", "200,000 paragraphs": "too_long",
    "200,000 paragraphs, html": "too_long", "a narrative of promises": "too_long",
    "a scan": "scanned", "a PDF of drawings": "scanned", "a font of nonsense": "no_words",
    "a Word bomb": "too_big", "60,000 parts": "too_big", "zeros called .docx": "damaged",
    "a Word document that lies": "damaged", "an entity bomb in Word": "damaged", "paragraphs in paragraphs": "damaged",
    "a paragraph of 10 MB": "damaged", "a PDF bomb": "", "a PDF bomb of words": "", "a form that draws itself": "",
    "forms of forms": "",
}  # fmt: skip
"""What is said of those that say something; "" where it is stopped."""
WHOLE = (
    "a PDF that anybody may open", "bookmarks in a loop", "noughts among words", "half a letter", "half a letter, utf-8"
)  # fmt: skip
"""Where the report that was broken is read whole all the same."""


@pytest.fixture
def extract(tmp_path, monkeypatch):
    """`tracker extract` on some bytes under an ending, as a program of its own would answer."""
    home = tmp_path / "home"
    monkeypatch.setenv("TRACKER_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "300")
    for name in ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_DEMO", "TRACKER_BY", "TRACKER_AS"):
        monkeypatch.delenv(name, raising=False)

    def extracted(content, ending) -> Said:
        path = tmp_path / f"report.{ending}"
        path.write_bytes(content)
        return Tracker(home)("extract", path, "--json")

    return extracted


@pytest.mark.parametrize("name", FILES)
def test_it_ends_in_what_is_in_it_or_in_a_sentence(extract, name):
    make, ending = FILES[name]
    content = make()
    answer = extract(content, ending)
    if (says := SAYS.get(name)) is not None:
        assert answer.status == 1 and answer.out == ""
        assert answer.err.count("\n") == 1 and "Traceback" not in answer.err
        assert answer.err.strip() == f"The file ‘report.{ending}’ was not read: {WHY[says] if says else TOO_HEAVY}."
        return
    if answer.status:
        assert "Traceback" not in answer.err and answer.err.count("\n") == 1
        assert any(why in answer.err for why in WHY.values()), "never because it was too slow"
    else:
        assert answer.json["recommendations"] is not None
        if name in WHOLE:
            assert len(answer.json["recommendations"]) == 2


def test_the_names_above_are_names_of_files():
    assert SAYS.keys() | set(WHOLE) <= FILES.keys()


CUT = {
    "pdf": lambda: sound_pdf(30),
    "docx": lambda: made.docx("".join(made.paragraph(line) for line in REPORT.splitlines())),
    "html": lambda: f"<html><body><p>{REPORT.replace(chr(10), '<p>')}</body></html>".encode(),
    "txt": REPORT.encode,
}


@pytest.mark.parametrize("ending", CUT)
def test_cut_off_anywhere_it_is_read_as_far_as_it_goes_or_refused(ending):
    content = CUT[ending]()
    for part in (0, 1, 2, 4, 9, 15, 30, 60, 90, 97, 99, 100):
        said_or_read(content[: len(content) * part // 100], ending)
    for end in (1, 2, 7):
        said_or_read(content[:-end], ending)


@pytest.mark.parametrize("ending", CUT)
def test_with_bytes_changed_anywhere_it_is_read_or_refused(ending):
    content = CUT[ending]()
    chance = random.Random(ending)
    for _ in range(12):
        broken = bytearray(content)
        for _ in range(chance.randrange(1, 40)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        said_or_read(bytes(broken), ending)


def said_or_read(content, ending):
    """Whatever it is, it is no more than a sentence."""
    try:
        read(content, ending)
    except NotReadableError as why:
        assert str(why) in (*WHY.values(), TOO_HEAVY)
