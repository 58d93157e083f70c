"""The blocks of a PDF: what people read, in their order, without what printing put between."""

import pytest

from tests.extraction.made_pdfs import OTHER, PROSE, RECOMMENDATION, blocks, lines, put, read, texts, typed
from tests.extraction.made_tables import long_words
from tracker.rules.words import BlockKind

HEADING, TEXT, ITEM, NOTE = BlockKind.HEADING, BlockKind.TEXT, BlockKind.ITEM, BlockKind.NOTE


def test_a_paragraph_over_two_pages_is_one_block_without_header_footer_and_number():
    setup = """#set page(header: [Saltmarsh Partnership #h(1fr) Confidential until published],
                         footer: context [Child M #h(1fr) Page #counter(page).display() of 9], height: 7cm)"""
    said = [long_words(number) for number in range(5)]
    source = read(typed("\n\n".join(["= Findings", *said]), setup))
    assert source.pages > 3
    assert [one.text for one in source.blocks] == ["Findings", *said]
    assert any(one.page < one.last_page for one in source.blocks)


def test_a_browsers_header_and_footer_go():
    def page(number, body):
        return [
            (24, 820, 8, "21/03/2025, 17:39 Learning from Child M - Saltmarsh Partnership"),
            (24, 18, 8, "https://www.example.org/reviews/child-m/learning-from-practice"),
            (545, 18, 8, f"{number}/3"),
            *body,
        ]

    first, second, third = PROSE, RECOMMENDATION, OTHER
    content = put(page(1, lines(first, 51, 780)), page(2, lines(second, 51, 780)), page(3, lines(third, 51, 780)))
    assert texts(content) == [first, second, third]


def test_headings_that_count_are_no_page_headers():
    pages = [
        [(51, 780, 18, b"Recommendation %d" % number), *lines(f"{RECOMMENDATION} ({number})", 51, 740)]
        for number in (7, 8, 9)
    ]
    markers = [one.marker for one in blocks(put(*pages)) if one.marker]
    assert markers == ["Recommendation 7", "Recommendation 8", "Recommendation 9"]


def test_two_columns_are_read_one_after_the_other():
    content = typed(f"{PROSE}\n\n{RECOMMENDATION}\n\n{OTHER}\n\n{PROSE}", "#set page(columns: 2, height: 12cm)")
    assert texts(content) == [PROSE, RECOMMENDATION, OTHER, PROSE]


def test_two_columns_are_parted_where_the_file_goes_from_side_to_side():
    left, right = lines(RECOMMENDATION, 51, 700, wide=44), lines(OTHER, 320, 700, wide=44)
    mixed = [one for pair in zip(left, right, strict=False) for one in pair] + left[len(right) :] + right[len(left) :]
    assert texts(put(mixed)) == [RECOMMENDATION, OTHER]


def test_a_heading_over_both_columns_comes_first_also_in_the_middle_of_a_page():
    def side(x, y, text):
        return lines(text, x, y, wide=44)

    content = put([
        *side(320, 700, OTHER), (51, 760, 16, b"What the two services said of themselves in their own reviews"),
        *side(51, 700, PROSE), (51, 520, 16, b"What the panel recommends to both of them and to the school"),
        *side(51, 480, RECOMMENDATION), *side(320, 480, PROSE),
    ])  # fmt: skip
    found = texts(content)
    assert [one[:10] for one in found] == [
        "What the t", "The panel ", "Harbour Ho", "What the p", "The Saltma", "The panel "
    ]  # fmt: skip


def test_labels_beside_words_are_no_columns():
    rows = [(f"Agency {n}", f"Said that it will look at the matter number {n}") for n in range(8)]
    content = put([piece for n, (one, two) in enumerate(rows) for piece in
                   ((51, 700 - 20 * n, 10, one), (250, 700 - 20 * n, 10, two))])  # fmt: skip
    said = " ".join(one.text for one in read(content).blocks)
    assert said.index("number 0") < said.index("Agency 1")


def test_footnotes_are_notes_and_their_marks_go():
    content = typed(
        f"{PROSE} It was told in the year 2019.#footnote[Chronology, page 12, as the school kept it.]\n\n"
        f"The Board should publish this#footnote[See the plan.] within six months.\n\n{OTHER}",
        "#set page(height: 11cm)",
    )
    assert [one.text for one in blocks(content, NOTE)] == [
        "Chronology, page 12, as the school kept it.", "See the plan."
    ]  # fmt: skip
    assert [one.marker for one in blocks(content, NOTE)] == ["1", "2"]
    assert texts(content) == [
        f"{PROSE} It was told in the year 2019.", "The Board should publish this within six months.", OTHER
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["-", "\u00ad"])
def test_parted_words_are_mended_and_compounds_keep_their_hyphen(mark):
    said = [
        "Safeguarding is known here, and multi-agency work is too, which the board wants to see.",
        f"The board should look at safe{mark}", "guarding in all multi-", "agency meetings that it holds this year.",
    ]  # fmt: skip
    content = put([(51, 700 - 14 * at, 10, line) for at, line in enumerate(said)])
    text = " ".join(texts(content))
    assert "look at safeguarding in all multi-agency meetings" in text


def test_ligatures_and_odd_spaces_are_plain():
    content = typed(
        "The ﬁrst oﬃcer’s ﬂoor plan is a~single line, that is all of it.", '#set text(font: "Libertinus Serif")'
    )
    assert texts(content) == ["The first officer’s floor plan is a single line, that is all of it."]


def test_headings_have_their_levels_and_numbers():
    content = typed(
        f"= Introduction\n\n{PROSE}\n\n= Learning\n\n== Hearing the child\n\n{PROSE}\n\n=== At school\n\n{OTHER}",
        '#set heading(numbering: "1.1")',
    )
    assert [(one.level, one.marker.rstrip("."), one.text) for one in blocks(content, HEADING)] == [
        (1, "1", "Introduction"), (1, "2", "Learning"), (2, "2.1", "Hearing the child"), (3, "2.1.1", "At school")
    ]  # fmt: skip


def test_numbers_in_the_margin_lead_their_paragraphs():
    pieces = []
    for number, text in enumerate((RECOMMENDATION, OTHER, PROSE), start=1):
        top = 760 - 110 * number
        pieces += [(51, top, 10, f"10.2.{number}"), *lines(text, 110, top, wide=70)]
    found = blocks(put([(51, 760, 16, b"10.2 Recommendations"), *pieces]), TEXT)
    assert [(one.marker, one.text) for one in found] == [
        ("10.2.1", RECOMMENDATION), ("10.2.2", OTHER), ("10.2.3", PROSE)
    ]  # fmt: skip


def test_items_have_their_markers_and_depths():
    content = typed(
        "The Board should:\n\n- ask each school for its list, and keep it;\n  - by name of the child;\n  - by the date "
        "of the call;\n- look at the lists in March.\n\nIt should then tell the agencies what it saw in them.",
        "#set list(marker: ([•], [–]))",
    )
    assert [(one.level, one.marker, one.text) for one in blocks(content, ITEM)] == [
        (0, "•", "ask each school for its list, and keep it;"), (1, "–", "by name of the child;"),
        (1, "–", "by the date of the call;"), (0, "•", "look at the lists in March."),
    ]  # fmt: skip


def test_items_whose_bullets_are_drawn_are_items():
    content = typed(
        "The Board should:\n\n- ask each school for its list of calls, by name of the child and date of the call, and "
        "keep the lists for two years after they came in\n- look at the lists in March\n\nIt should then tell all.",
        "#set list(marker: box(circle(radius: 2pt, fill: black)), spacing: 1.4em)",
    )
    assert [one.text[-12:] for one in blocks(content, ITEM)] == ["they came in", "sts in March"]
    assert texts(content)[-1] == "It should then tell all."


def test_contents_are_known_as_such():
    listed = "#outline(title: [Contents])\n#pagebreak()\n"
    content = typed(f"{listed}= One thing\n{PROSE}\n= Recommendations\n{PROSE}\n= A third\n{OTHER}")
    source = read(content)
    assert {one.page for one in source.blocks if one.number in source.contents} == {1}
    assert len(source.contents) >= 4
    assert [one.text for one in source.blocks if one.kind == HEADING and one.page > 1] == [
        "One thing", "Recommendations", "A third"
    ]  # fmt: skip


def test_each_line_of_a_block_has_its_place_on_the_page():
    source = read(put(lines(RECOMMENDATION, 51, 421, wide=60)))
    places = source.printed[0]
    assert len(places) == 4
    assert [source.blocks[0].text[one.start - 1] for one in places[1:]] == [" ", " ", " "]
    first = places[0].mark
    assert first.page == 1
    assert first.left == pytest.approx(51 / 595, abs=0.01)
    assert first.top < 0.5 < first.bottom


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(turned):
    size = (842, 595) if turned != 180 else (595, 842)
    source = read(put(lines(RECOMMENDATION, 51, 400), size=size, turned=turned))
    assert " ".join(one.text for one in source.blocks).split() == RECOMMENDATION.split()
    for place in source.printed[0]:
        assert 0 <= place.mark.left < place.mark.right <= 1
        assert 0 <= place.mark.top < place.mark.bottom <= 1


def test_what_is_cut_off_the_page_is_not_read_and_marks_count_from_the_cut():
    content = put([*lines(OTHER, 100, 400), (5, 830, 8, "Printer's slug")], cropped=[50, 50, 545, 792])
    assert texts(content) == [OTHER]
    assert read(content).printed[0][0].mark.left == pytest.approx(50 / 495, abs=0.01)


def test_the_title_is_what_is_printed_largest_and_else_what_the_file_says():
    assert read(typed(f"#text(24pt)[Child M: what we learned]\n\n{PROSE}")).title == "Child M: what we learned"
    assert read(typed(PROSE, '#set document(title: "Review of Child M")')).title == "Review of Child M"
    assert read(typed(PROSE, '#set document(title: "Microsoft Word - final v3.docx")')).title == ""


def test_items_whose_bullets_are_drawn_are_parted_where_they_begin_small():
    setup = "#set list(marker: box(circle(radius: 2pt, fill: black)), spacing: 1.2em)\n#set par(leading: 0.65em)"
    items = ["name one person whom families can ask", "say what they can expect", "be there before the winter"]
    content = typed("\n".join([PROSE, "", "The plan should:", *(f"- {one}" for one in items), "", OTHER]), setup)
    assert [one.text for one in blocks(content, ITEM)] == items


def test_a_letter_alone_before_words_set_in_leads_an_item():
    items = ["write down who telephones the school and test each quarter whether it was done by anybody at all;",
             "keep a list of the moves that it told of;"]  # fmt: skip
    rows = "\n".join(
        f"#grid(columns: (1.6em, 1fr), [*{sign}*], [{one}])" for sign, one in zip("ab", items, strict=True)
    )
    content = typed(f"{PROSE}\n\nThe Board should:\n\n{rows}\n\n{OTHER}", "#set page(width: 12cm)")
    assert [(one.marker, one.text) for one in blocks(content, ITEM)] == list(zip("ab", items, strict=True))


def test_a_line_below_a_full_running_head_is_read_in_its_own_size():
    header = "The Saltmarsh Partnership and its review of practice #h(1fr) Child M"
    setup = f"#set page(header: text(7pt)[{header}], height: 7cm)"
    said = " ".join([PROSE.replace("The", "the").replace(". ", ", ").replace("Nobody", "nobody")] * 6)
    assert texts(typed(said, setup)) == [said]


def test_items_of_a_tight_list_whose_bullets_are_drawn_are_parted_where_a_line_is_left_short():
    setup = "#set page(width: 14cm)\n#set list(marker: box(circle(radius: 2pt, fill: black)))"
    items = ["on a weekday", "at a weekend or on a bank holiday"]
    content = typed("\n".join(["The plan should say who calls the meeting that has to be held before a child goes:",
                               *(f"- {one}" for one in items), "", OTHER]), setup)  # fmt: skip
    assert [one.text for one in blocks(content, ITEM)] == items
