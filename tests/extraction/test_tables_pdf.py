"""Tables of a PDF become rows: ruled or not, over pages, with bands, and whatever is no table stays out."""

import io

import pikepdf
import pytest

from tests.extraction.made_tables import agency, band, drawn, long_words, typeset, words
from tests.growth import grows_in_step
from tracker.extraction.readers import READERS
from tracker.extraction.whole import whole
from tracker.rules.words import BlockKind, CandidateKind

HEADS = ["Ref", "Recommendation", "Action for?", "Measures"]
COLUMNS = "(auto, 2fr, 1fr, 1fr)"
NUMBERS = range(1, 41)
ROWS = [[str(n), words(n), agency(n), "Audit of files each quarter."] for n in NUMBERS]
TITLE = "= Recommendations"


def paragraphs(number):
    return words(number).replace(". ", ".\n\n", 1)


def rows(content):
    return [block for block in READERS["pdf"](content, "pdf").blocks if block.kind == BlockKind.ROW]


def found(content):
    return [(one.ref, one.text) for one in whole(content, "pdf").of_kind(CandidateKind.RECOMMENDATION)]


WAYS = {
    "ruled": drawn(HEADS, ROWS, COLUMNS),
    "ruled and centred": drawn(HEADS, ROWS, COLUMNS, more="align: horizon,"),
    "without rules": drawn(HEADS, ROWS, COLUMNS, stroke="none"),
    "ruled across only": drawn(HEADS, ROWS, COLUMNS, stroke="(x: none, y: 0.5pt)"),
    "rules about the headings": drawn(HEADS, ["table.hline()", *ROWS, "table.hline()"], COLUMNS, stroke="none"),
    "every other row shaded": drawn(
        HEADS, ROWS, COLUMNS, stroke="none", more="fill: (x, y) => if calc.odd(y) {luma(230)},"
    ),
    "every cell shaded": drawn(HEADS, ROWS, COLUMNS, stroke="2pt + white", more="fill: luma(230),"),
    "headings once": drawn(HEADS, ROWS, COLUMNS, repeat="false"),
    "headings once, without rules": drawn(HEADS, ROWS, COLUMNS, stroke="none", repeat="false"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_table_over_pages_is_one_table_however_it_is_ruled(way):
    content = typeset(TITLE, WAYS[way])
    made = rows(content)
    assert [block.cells for block in made] == [tuple(row) for row in ROWS]
    assert {block.heads for block in made} == {tuple(HEADS)}
    assert {block.table for block in made} == {1}
    assert max(block.page for block in made) >= 3
    assert found(content) == [(str(n), words(n)) for n in NUMBERS]


@pytest.mark.parametrize(
    ("stroke", "align"),
    [("0.5pt", "top"), ("0.5pt", "horizon"), ("(x: none, y: 0.5pt)", "top"), ("none", "top")],
)
def test_a_row_that_goes_on_over_a_page_is_one_row(stroke, align):
    many = [[str(n), words(n), agency(n), long_words(n)] for n in range(1, 13)]
    content = typeset(TITLE, drawn(["Ref", "Recommendation", "Lead", "Action"], many, "(auto, 2fr, 1fr, 2fr)",
                                   stroke=stroke, more=f"align: {align},"))  # fmt: skip
    made = rows(content)
    assert [block.cells for block in made] == [tuple(row) for row in many]
    assert sum(block.last_page > block.page for block in made) >= 4


def test_a_row_over_a_page_is_marked_on_both_pages():
    many = [[str(n), words(n), agency(n), long_words(n)] for n in range(1, 5)]
    content = typeset(TITLE, drawn(["Ref", "Recommendation", "Lead", "Action"], many, "(auto, 2fr, 1fr, 2fr)"))
    source = READERS["pdf"](content, "pdf")
    block = next(block for block in source.blocks if block.kind == BlockKind.ROW and block.last_page > block.page)
    printed = source.printed[block.number]
    assert {line.mark.page for line in printed} == {block.page, block.last_page}
    assert [line.start for line in printed] == sorted(line.start for line in printed)
    assert block.text == " ".join(block.cells)


def test_a_band_across_the_columns_is_a_row_of_one_cell():
    parted = [band("HEARING CHILDREN"), *ROWS[:3], band("HEARING CHILDREN CONTINUED"), *ROWS[3:6]]
    content = typeset(TITLE, drawn(HEADS, parted, COLUMNS))
    cells = [block.cells for block in rows(content)]
    assert cells[0] == ("HEARING CHILDREN",) and cells[4] == ("HEARING CHILDREN CONTINUED",)
    assert found(content) == [(str(n), words(n)) for n in range(1, 7)]


def test_a_page_on_its_side_is_read_as_it_is_seen():
    content = typeset(TITLE, drawn(HEADS, ROWS, COLUMNS), setup="#set page(flipped: true)")
    assert [block.cells for block in rows(content)] == [tuple(row) for row in ROWS]
    turned, out = pikepdf.open(io.BytesIO(content)), io.BytesIO()
    for page in turned.pages:  # drawn upright on paper that is shown turned
        wide, high = float(page.mediabox[2]), float(page.mediabox[3])
        page.contents_add(b"q 0 1 -1 0 %f 0 cm" % high, prepend=True)
        page.contents_add(b"Q")
        page.mediabox, page.Rotate = [0, 0, high, wide], 90
    turned.save(out)
    assert [block.cells for block in rows(out.getvalue())] == [tuple(row) for row in ROWS]


def test_headings_on_two_lines_and_under_a_common_one():
    cells = ", ".join(f"[{n}], [{words(n)}], [{agency(n)}], [Write to staff], [May 2026]" for n in NUMBERS)
    common = (
        "#table(columns: (1.2cm, 2fr, 1fr, 1fr, auto), stroke: .5pt, table.header(table.cell(rowspan: 2)[*Ref. no.*], "
        "table.cell(rowspan: 2)[*Recommendation / action*], table.cell(colspan: 3)[*Response*], [*Lead*], [*Step*], "
        f"[*By when?*]), {cells})"
    )
    content = typeset(TITLE, common)
    made = rows(content)
    assert made[0].heads[:2] == ("Ref. no.", "Recommendation / action")
    assert made[0].heads[2].endswith("Lead") and made[0].heads[4].endswith("By when?")
    assert found(content) == [(str(n), words(n)) for n in NUMBERS]


def test_the_action_rows_of_a_recommendation_give_it_once():
    actions = [["Write to all schools", "Head of service", "May 2026"], ["Train all staff", "Trainer", "June 2026"],
               ["Audit the files", "Auditor", "July 2026"], ["Tell the board", "Chair", "August 2026"]]  # fmt: skip
    many = [part for n in range(1, 21)
            for part in (f"table.cell(rowspan: 4)[{n}], table.cell(rowspan: 4)[{words(n)}]", *actions)]  # fmt: skip
    content = typeset("= Action plan", drawn(["No.", "Recommendation", "Action", "Lead", "By when"], many,
                                             "(auto, 2fr, 1fr, 1fr, auto)"))  # fmt: skip
    assert found(content) == [(str(n), words(n)) for n in range(1, 21)]


def test_text_around_a_table_stays_out_of_it():
    table = drawn(HEADS, ROWS[:8], COLUMNS)
    content = typeset("= Introduction", words(50), TITLE, "The panel makes these recommendations.", table,
                      "The board will answer all of them within a year.", "= Glossary", words(51))  # fmt: skip
    source = READERS["pdf"](content, "pdf")
    order = [block.kind for block in source.blocks]
    assert order.count(BlockKind.ROW) == 8
    assert "The board will answer all of them within a year." in [block.text for block in source.blocks]
    assert found(content) == [(str(n), words(n)) for n in range(1, 9)]


@pytest.mark.parametrize("body", [
    "#set page(columns: 2)\n" + "\n\n".join(words(n) + " " + words(n + 60) for n in range(40)),
    "#set page(columns: 2)\n" + "\n\n".join(f"#rect(width: 100%)[{words(n)}]" for n in range(20)),
    "#rect(width: 100%)[" + "\n\n".join(words(n) for n in range(6)) + "]",
    "\n".join(f"+ {words(n)}" for n in range(30)),
])  # fmt: skip
def test_columns_of_text_boxes_and_lists_are_no_table(body):
    assert rows(typeset(body)) == []


def test_work_on_a_drawing_of_many_lines_grows_in_step_with_them():
    def page(lines):
        drawing = (
            f"#for n in range({lines}) {{ place(top + left, dx: calc.rem(n * 7, 400) * 1pt, "
            "dy: calc.rem(n * 13, 600) * 1pt, line(length: 40pt, angle: if calc.odd(n) { 90deg } else { 0deg })) }"
        )
        return typeset(TITLE, drawing, drawn(HEADS, ROWS[:4], COLUMNS))

    grows_in_step(lambda content: READERS["pdf"](content, "pdf"), page, 750)


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
@pytest.mark.parametrize(
    ("heads", "columns", "cells"),
    [
        (["Recommendation", "Lead"], "(2fr, 1fr)", lambda n: [f"{n}\\. {paragraphs(n)}", agency(n)]),
        (["Recommendation", "Lead"], "(2fr, 1fr)", lambda n: [f"*Recommendation {n}* \\ {words(n)}", agency(n)]),
        (["Ref", "Recommendation", "Lead"], "(auto, 2fr, 1fr)", lambda n: [str(n), paragraphs(n), agency(n)]),
        (["Agency", "No", "Recommendation"], "(1fr, auto, 2fr)", lambda n: [agency(n), str(n), words(n)]),
        (["Ref", "Recommendation"], "(auto, 1fr)", lambda n: [str(n), words(n)]),
    ],
)
def test_cells_of_several_paragraphs_and_numbers_in_other_places(stroke, heads, columns, cells):
    content = typeset(TITLE, drawn(heads, [cells(n) for n in NUMBERS], columns, stroke=stroke))
    assert found(content) == [(str(n), words(n)) for n in NUMBERS]


def test_columns_that_stand_close_without_rules():
    table = drawn(["Ref", "Recommendation", "Lead"], [[str(n), words(n), agency(n)] for n in NUMBERS],
                  "(auto, 2fr, 1fr)", stroke="none").replace("inset: 5pt", "inset: 3pt")  # fmt: skip
    assert found(typeset(TITLE, table)) == [(str(n), words(n)) for n in NUMBERS]
