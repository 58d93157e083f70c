"""Plain text and Markdown as blocks: exported one paragraph a line, or cut to the width of a page."""

# ruff: noqa: E501 - pages as they come

import pytest

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading import plain
from tracker.rules.words import BlockKind


def read(text, encoding="utf-8"):
    return plain.read(text.encode(encoding), "txt")


def shown(text):
    return [(one.kind.value, one.marker, one.text) for one in read(text).blocks]


LONG = "The Board heard from every agency that had known the family and asked each what it would do otherwise, and why."

EXPORTED = f"""# A review of Child Q

CONTENTS

1. INTRODUCTION	3
2. FINDINGS.....	5
3. RECOMMENDATIONS	9

1. INTRODUCTION

- 1.1 {LONG}
- 1.2 The panel met *four* times and **heard** from the family¹ during the

¹ They asked to be called so.

autumn of the year, which was late.

3. RECOMMENDATIONS

Recommendation 1:

That:

- each agency \\*reviews\\* its training, see <https://example.org/training>;
- the Board asks: a) who was trained; b) who was not.

**Recommendation 2** The school should tell [the Board](https://example.org).

| Ref | Action | By |
|---|---|---|
| 1 | Train | May |
| 2 | Tell | June |
"""


def test_an_exported_report_keeps_its_numbers_labels_and_bullets_apart_from_its_words():
    found = shown(EXPORTED)
    assert ("heading", "1.", "INTRODUCTION") in found
    assert ("text", "1.1", LONG) in found
    assert ("heading", "Recommendation 1", "") in found
    assert ("item", "-", "each agency *reviews* its training, see https://example.org/training;") in found
    assert ("item", "-", "the Board asks: a) who was trained; b) who was not.") in found
    assert ("text", "Recommendation 2", "The school should tell the Board.") in found


def test_a_footnote_that_cuts_a_paragraph_stands_by_itself_and_the_paragraph_goes_on():
    found = shown(EXPORTED)
    whole = "The panel met four times and heard from the family¹ during the autumn of the year, which was late."
    assert ("text", "1.2", whole) in found
    assert ("note", "¹", "They asked to be called so.") in found


def test_a_list_of_contents_is_known_as_such():
    source = read(EXPORTED)
    assert [source.blocks[at].text.split()[0] for at in sorted(source.contents)] == [
        "CONTENTS", "INTRODUCTION", "FINDINGS.....", "RECOMMENDATIONS",
    ]  # fmt: skip


def test_a_table_between_strokes_has_heads_and_rows():
    rows = [one for one in read(EXPORTED).blocks if one.kind == BlockKind.ROW]
    assert [(one.heads, one.cells) for one in rows] == [
        (("Ref", "Action", "By"), ("1", "Train", "May")),
        (("Ref", "Action", "By"), ("2", "Tell", "June")),
    ]


def test_a_first_row_that_is_no_heading_stays_a_row():
    made = "| 1 | The Board should act before long. | Board |\n|---|---|---|\n| 2 | So should the Trust. | Trust |\n"
    assert [one.cells[0] for one in read(made).blocks] == ["1", "2"]


def test_items_without_bullets_are_not_run_together():
    found = shown("Each agency should:\n\nreview its training\n\naudit its cases\n\ntell the Board\n")
    assert [text for _, _, text in found] == [
        "Each agency should:",
        "review its training",
        "audit its cases",
        "tell the Board",
    ]


def test_nested_items_are_deeper_than_those_around_them():
    made = "1. The Board should\n  - ask\n  - tell\n    - twice\n2. The Trust should\n"
    assert [(one.marker, one.level) for one in read(made).blocks] == [
        ("1.", 0),
        ("-", 1),
        ("-", 1),
        ("-", 2),
        ("2.", 0),
    ]


@pytest.mark.parametrize(
    ("line", "marker", "rest"),
    [
        ("10.2.5 The Board should act.", "10.2.5", "The Board should act."),
        ("Recommendation 7 – The Board should act.", "Recommendation 7", "The Board should act."),
        ("RECOMMENDATION 3.2: Act.", "RECOMMENDATION 3.2", "Act."),
        ("R7. Act now.", "R7", "Act now."),
        ("(iv) act", "(iv)", "act"),
        ("\uf0b7 act", "•", "act"),
        ("7) Act.", "7)", "Act."),
        ("3.5 million children live there.", "", "3.5 million children live there."),
        ("12.10.2017 was the day.", "", "12.10.2017 was the day."),
        ("Recommendation 7 of the earlier review was kept.", "", "Recommendation 7 of the earlier review was kept."),
        ("2018 was the year.", "", "2018 was the year."),
    ],
)
def test_what_leads_a_paragraph(line, marker, rest):
    (one,) = read(line + "\n").blocks
    assert (one.marker, one.text) == (marker, rest)


WRAPPED = """A REVIEW OF CHILD Q                                            {page}
{body}
                              Board of Anytown, page {page}
"""
PAGES = [
    "7 RECOMMENDATIONS\n\n7.1 The Board should ask every agency that knew the family to re-\nview its training and to tell the"
    " Board about multi-agency\nwork within six months of the day on which this report was",
    "published, and to say who was trained.\n\n7.2 The Trust should do the same for its own staff and those of\n"
    "the agencies1 that work for it, in the same time.\nGood practice\nThe school had told the social worker at"
    " once, and had written\ndown what it had told. It also had told the family.\n\n1 These are named in the annex.",
    "8 CONCLUSION\n\nThe panel thanks all of those who gave it their time and who\nspoke with it; multi-agency work is"
    " hard. The training of staff\nis only the first of many steps that remain to be done here.",
]


def wrapped():
    return "\f".join(WRAPPED.format(page=at, body=body) for at, body in enumerate(PAGES, start=4))


def test_a_wrapped_report_is_read_over_its_pages_without_their_headers_and_footers():
    source = read(wrapped())
    one = next(block for block in source.blocks if block.marker == "7.1")
    assert one.text == (
        "The Board should ask every agency that knew the family to review its training and to tell the Board about"
        " multi-agency work within six months of the day on which this report was published, and to say who was trained."
    )
    assert (one.page, one.last_page, source.pages) == (1, 2, 3)
    assert not any("Anytown" in block.text or "A REVIEW" in block.text for block in source.blocks)


def test_a_footnote_at_the_foot_of_a_page_and_a_heading_without_a_gap_are_known():
    found = shown(wrapped())
    assert ("note", "1", "These are named in the annex.") in found
    assert ("heading", "", "Good practice") in found


def test_labels_at_the_top_of_pages_are_no_headers():
    asked = ["train its staff", "count its homes", "open its files", "visit its schools", "hear its children"]
    pages = [f"Recommendation {at}\nThe Board should {ask} before\nanother year begins.\n{ask.title()} and\nmore.\n"
             f"It is asked to {ask}\nfor a year." for at, ask in enumerate(asked, start=1)]  # fmt: skip
    found = [one.marker for one in read("\f".join(pages)).blocks if one.marker]
    assert found == [f"Recommendation {at}" for at in range(1, 6)]


def test_a_bullet_or_number_alone_on_its_line_leads_the_next():
    made = "The staff of the place are these, as it was told to us by\nthe manager who was there when we came:\n"
    made += "\uf0b7 \nHead of care\n\uf0b7 \nFour nurses who work there all of the week and on some\nnights\n"
    made += "6. \nFindings\n"
    found = shown(made)
    assert ("item", "•", "Head of care") in found
    assert ("item", "•", "Four nurses who work there all of the week and on some nights") in found
    assert any(marker == "6." and text == "Findings" for _, marker, text in found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_usual_encoding_gives_the_same_words(encoding):
    made = "Recommendation 1:\r\nThe Board’s\xa0plan – “act” – should be kept.\r\n"
    assert read(made, encoding).blocks[1].text == "The Board’s plan – “act” – should be kept."


def test_nought_bytes_zero_width_signs_and_ligatures_do_not_show():
    assert read("The of\ufb01ce\u200b should\x00 act.\n").blocks[0].text == "The office should act."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \r\n\x00", "empty"),
        (b"%PDF-1.7 ...", "kind"),
        (b"PK\x03\x04....", "kind"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"rest", "old_word"),
        (b"\x01\x02\x03\x04" * 900, "kind"),
        (b"--- *** ---", "no_words"),
    ],
)
def test_what_is_no_text_says_why(content, why):
    with pytest.raises(NotReadError) as told:
        plain.read(content, "txt")
    assert told.value.why == why


@pytest.mark.parametrize(
    "piece", [b"word ", b"*a ", b"[a](", b"a  b", b"a\t", b".", b"1.", b"a\nb ", b"some words that go on\nand on "]
)
def test_a_megabyte_of_anything_is_read_in_good_time(piece):
    try:
        plain.read(piece * (1_000_000 // len(piece)), "txt")
    except NotReadError as told:
        assert told.why in {"no_words", "too_long", "kind"}
