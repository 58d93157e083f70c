"""The law of everything that is read: it says what the file says, in the file's order, and can say from where.

`tests/extraction/conftest.py` holds every file to it that any test here reads; `test_law.py` the samples by name.
"""

import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator

import pypdfium2
from lxml import etree
from lxml import html as web

from tests.extraction.documents import WORD
from tracker.extraction.passed import heard, said
from tracker.extraction.reading.decoding import text_of
from tracker.extraction.source import Source
from tracker.rules.candidates import Candidate, ReadReport
from tracker.rules.words import BlockKind

FURTHEST = 6_000
"""So many letters, of a page's furniture or a table's other cells, may lie between two pieces of one block."""


def letters(text: str) -> str:
    """Letters and figures alone: what no break of a line, no hyphen, no ligature and no markup changes."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum())


def own_text(content: bytes, ending: str) -> str:
    """What a file says by another way than ours: the library's bare text, or all words of its XML."""
    if ending == "pdf":
        with pypdfium2.PdfDocument(content) as document:
            return " ".join(page.get_textpage().get_text_range() for page in document)
    if ending == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [package.read(name) for name in package.namelist() if name.lower().endswith(".xml")]
        strict = WORD.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006", "http://purl.oclc.org/ooxml/wordprocessingml"
        )
        words = []
        for part in parts:
            for one in etree.fromstring(part).iter(f"{{{WORD}}}t", f"{{{strict}}}t"):
                words.append(one.text or "")
        return "".join(words)
    if ending in ("html", "htm"):
        coding = "utf-8" if content.isascii() or _is_utf8(content) else "cp1252"
        return str(web.document_fromstring(content, web.HTMLParser(encoding=coding)).text_content())
    return text_of(content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def hold_source(source: Source, content: bytes | None = None, ending: str = "") -> None:
    """A report as read: blocks in order, places within, and no letter that the file does not have."""
    assert [one.number for one in source.blocks] == list(range(len(source.blocks)))
    assert source.contents <= set(range(len(source.blocks)))
    for block in source.blocks:
        assert block.text or block.marker
        if block.page is not None:
            last = block.last_page if block.last_page is not None else block.page
            assert 1 <= block.page <= last <= (source.pages or last), block
        if block.kind == BlockKind.ROW and content is not None:
            assert block.text == " ".join(cell for cell in block.cells if cell), block
        lines = source.printed.get(block.number, ())
        starts = [line.start for line in lines]
        assert starts == sorted(starts) and all(0 <= start <= len(block.text) for start in starts), block
        for line in lines:
            mark = line.mark
            assert mark.page is not None and 1 <= mark.page <= (source.pages or mark.page)
    if content is not None:
        own = letters(own_text(content, ending))
        for block in source.blocks:
            missing = not_in(block.text, own)
            assert not missing, f"{missing!r} is not in the file: {block}"


def not_in(text: str, own: str) -> str:
    """The words of a text that do not stand in the file one after the other; empty where they do."""
    whole = letters(text)
    if whole in own:
        return ""
    words = [one for one in map(letters, text.split()) if one]
    at, begin = 0, -1
    while at < len(words):
        step = _longest(words, at, own if begin < 0 else own[begin : begin + FURTHEST])
        if step is None and begin >= 0:
            step, begin = _longest(words, at, own), -1  # letters that a program put elsewhere in its file
        if step is None:
            return words[at]
        count, end = step
        at, begin = at + count, max(begin, 0) + end
    return ""


def _longest(words: list[str], at: int, own: str) -> tuple[int, int] | None:
    """How many words from one on stand together in a text, at most, and where they end."""
    low, high, found = 1, len(words) - at, None
    while low <= high:
        middle = (low + high) // 2
        run = "".join(words[at : at + middle])
        place = own.find(run)
        if place >= 0:
            found, low = (middle, place + len(run)), middle + 1
        else:
            high = middle - 1
    return found


def hold_report(report: ReadReport) -> None:
    """Every candidate quotes its source exactly; and the report is the same when a child has said it."""
    assert [one.number for one in report.candidates] == list(range(len(report.candidates)))
    everything = letters(" ".join(words for block in report.blocks for words in (block.marker, block.text)))
    for one in report.candidates:
        hold_candidate(one, report)
        for words in one.addressed_to:
            assert letters(words) in everything, f"{words!r} is nowhere in the report: {one}"
    assert heard(json.loads(json.dumps(said(report)))) == report


def hold_candidate(one: Candidate, report: ReadReport) -> None:
    """Its text is its passages and no more; its parts are pieces of it."""
    assert one.passages, one
    assert one.reason.strip()
    left, before = one.text, (-1, -1)
    for number, (marker, words) in enumerate(_passages(one, report)):
        passage = one.passages[number]
        assert (passage.block, passage.start) >= before, one
        before = (passage.block, passage.end)
        if left is not one.text and words:
            assert left[:1] in (" ", "\n"), (left[:60], one)
            left = left[1:]
        if words and not left.startswith(words):
            assert marker and left.startswith(f"{marker} {words}"), f"{left[:80]!r} is not {words[:80]!r}"
            left = left[len(marker) + 1 :]
        elif marker and words and left.startswith(f"{marker} {words}"):
            left = left[len(marker) + 1 :]
        left = left[len(words) :]
    assert not left, f"{left!r} is in no passage of {one}"
    own = letters(one.text)
    for part in one.parts:  # without the letters of the limbs within it
        assert letters(part.text), part
        missing = not_in(part.text, own)
        assert not missing, f"{missing!r} of {part} is not in {one.text!r}"
    for mark in one.marks:
        assert 0 <= mark.left <= mark.right <= 1 and 0 <= mark.top <= mark.bottom <= 1, mark


def _passages(one: Candidate, report: ReadReport) -> Iterator[tuple[str, str]]:
    for passage in one.passages:
        block = report.blocks[passage.block]
        assert 0 <= passage.start <= passage.end <= len(block.text), (passage, block)
        yield ("" if passage.start else block.marker.strip(), block.text[passage.start : passage.end])
