"""What of a PDF cannot be read is said; what can is read all the same."""

import contextlib
import io

import pikepdf
import pytest

from tests.extraction import documents
from tests.extraction.made_pdfs import PROSE, RECOMMENDATION, lines, put, read, typed
from tests.growth import grows_in_step
from tracker.extraction.errors import NotReadError


def blank(pages):
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def merged(*files):
    made = pikepdf.new()
    for one in files:
        made.pages.extend(pikepdf.open(io.BytesIO(one)).pages)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("why", "content"),
    [
        ("empty", b""),
        ("empty", b"\0" * 4096),
        ("damaged", b"%PDF-1.7\n" + b"no page at all " * 40),
        ("kind", b"PK\x03\x04 a Word document, so called"),
        ("password", documents.locked_pdf()),
        ("scanned", blank(4)),
        ("too_long", blank(3_001)),
        ("no_words", put(lines("\u00b6\u00a4\u00a7 " * 200, 51, 700))),
        ("no_words", put(lines("xqzt bcdfg hjklm npqrst vwxz " * 20, 51, 700))),
    ],
)
def test_a_file_that_cannot_be_read_says_why(why, content):
    with pytest.raises(NotReadError, match=why):
        read(content)


def test_pages_without_text_are_named():
    source = read(merged(blank(1), put(lines(RECOMMENDATION, 51, 700)), blank(3), put(lines(PROSE, 51, 700))))
    assert [one.page for one in source.blocks] == [2, 6]
    assert source.warnings == (
        "Pages 1 and 3 to 5 hold no text: they are blank or pictures, and nothing was read there.",
    )


def test_pages_in_a_font_of_nonsense_are_named():
    nonsense = put(lines("xqzt bcdfg hjklm npqrst vwxz " * 20, 51, 700))
    source = read(merged(put(lines(RECOMMENDATION, 51, 700)), nonsense))
    assert [one.text for one in source.blocks] == [RECOMMENDATION]
    assert source.warnings == ("Page 2 has letters that cannot be read as text, and nothing was read there.",)


def test_a_truncated_file_gives_what_is_left_or_says_that_it_is_damaged():
    content = typed("\n\n".join([PROSE] * 40))
    for part in (0.3, 0.6, 0.9):
        try:
            assert read(content[: int(len(content) * part)]).blocks
        except NotReadError as error:
            assert error.why == "damaged"


@pytest.mark.parametrize(
    ("made", "size"),
    [
        (documents.busy_pdf, 25_000),
        (lambda n: put([(51, 700, 1, "a1. " * n)]), 3_500),
        (lambda n: put([(51 + at % 7, 842 - at / 50, 1, f"{at}.") for at in range(n)]), 300),
        (lambda n: put([(51, 700, 10, "." * n + " 7")]), 12_500),
    ],
    ids=["many strokes", "one long line", "many lines", "a long leader"],
)
def test_work_on_a_hostile_page_grows_in_step_with_what_is_on_it(made, size):
    def read_or_refused(content):
        with contextlib.suppress(NotReadError):
            read(content)

    grows_in_step(read_or_refused, made, size)


def test_a_page_of_far_too_many_lines_is_read_as_far_as_anything_is():
    content = put([(51 + at % 7, 842 - at / 50, 1, f"{at}.") for at in range(20_000)])
    assert 0 < sum(len(block.text) for block in read(content).blocks) < 20_000 * len("19999.")
