"""Recommendations in tables of any format: the column that holds them, their references, and tables of other things."""

import pytest

from tests.extraction.made_tables import agency, drawn, markdown, typeset, web_page, word, words
from tests.growth import grows_in_step
from tracker.extraction.finding import tables
from tracker.extraction.quoting import quoted
from tracker.extraction.readers import READERS

SOME = range(1, 7)
TITLE = "= Recommendations"


def typeset_rows(title, rows):
    columns = ", ".join("4fr" if len(cell or "") > 40 else "1fr" for cell in rows[1])
    return typeset(
        title, drawn([], [[(cell or "").replace("#", "\\#") for cell in row] for row in rows], f"({columns})")
    )


MAKERS = {
    "docx": word,
    "html": web_page,
    "md": lambda title, *rest: markdown("#" + title[1:], *rest),
    "pdf": lambda title, *rest: typeset_rows(title, rest[0]),
}


def read(content, ending):
    source = READERS[ending](content, ending)
    return source, tables.find(source)


def found(content, ending):
    source, every = read(content, ending)
    return [(one.ref, quoted(source, one.passages)) for one in every]


def listed(*numbers):
    return [(str(n), words(n)) for n in numbers]


HEADINGS = [
    ("Ref", "Recommendation"), ("No.", "Recommendation(s)"), ("#", "Recommendation / action"),
    ("Rec No", "Review recommendation"), ("Number", "Learning and recommendation"), ("", "What we recommend"),
    ("Ref.", "Key recommendation"), ("Recommendation number", "Recommendation"),
    ("Item", "Recommendations for the board"),
]  # fmt: skip


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize(("ref", "asked"), HEADINGS)
def test_the_column_is_known_by_its_heading(ending, ref, asked):
    rows = [[ref, "Theme", asked, "Lead"], *([str(n), "Hearing children", words(n), agency(n)] for n in SOME)]
    content = MAKERS[ending]("= Next steps", rows)
    assert found(content, ending) == listed(*SOME)
    _, every = read(content, ending)
    assert every[0].cells == {"Theme": "Hearing children", "Lead": agency(1)}


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("lead", ["{}. ", "{}) ", "Recommendation {}: ", "Recommendation {} - "])
def test_a_reference_inside_the_cell_is_cut_off(ending, lead):
    rows = [["Recommendation", "Owner"], *([lead.format(n) + words(n), agency(n)] for n in SOME)]
    rows = [[cell.replace(". ", "\\. ", 1) if ending == "pdf" else cell for cell in row] for row in rows]
    assert found(MAKERS[ending](TITLE, rows), ending) == listed(*SOME)


@pytest.mark.parametrize("ending", MAKERS)
def test_without_references_there_are_none(ending):
    rows = [["Finding", "Recommendation"], *(["Staff did not know it.", words(n)] for n in SOME)]
    assert found(MAKERS[ending]("= Findings", rows), ending) == [(None, words(n)) for n in SOME]


@pytest.mark.parametrize("merged", [None, ""])
@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_the_actions_of_a_recommendation_have_rows_of_their_own(ending, merged):
    rows = [["No.", "Recommendation", "Action", "Lead"]]
    for n in SOME:
        rows += [[str(n), words(n), "Write to schools", "Police"], [merged, merged, "Train all staff", "Health"]]
    content = MAKERS[ending]("= Action plan", rows)
    assert found(content, ending) == listed(*SOME)
    assert read(content, ending)[1][0].cells["Lead"] == "Police; Health"


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_a_merged_cell_that_is_given_again_is_one_recommendation(ending):
    rows = [["No.", "Recommendation", "Action"]]
    for n in SOME:
        rows += [[str(n), words(n), "Write to schools"], [str(n), words(n), "Train all staff"]]
    assert found(MAKERS[ending]("= Action plan", rows), ending) == listed(*SOME)


@pytest.mark.parametrize("ending", ["docx", "html", "md", "pdf"])
def test_each_recommendation_has_a_form_of_its_own(ending):
    form = [[f"Recommendation {n}", words(n)] for n in SOME]
    rest = [["Accepted?", "Yes"], ["Response", "The council will do so in the spring and tell the board."],
            ["Lead", "Director of services"]]  # fmt: skip
    if ending == "pdf":
        content = typeset(TITLE, *(drawn([], [[f"*{one[0]}*", one[1]], *rest], "(1fr, 3fr)") for one in form))
    else:
        content = MAKERS[ending](TITLE, *([one, *rest] for one in form))
    assert found(content, ending) == listed(*SOME)
    assert read(content, ending)[1][0].cells["Lead"] == "Director of services"


def test_a_form_gives_the_number_in_a_row_of_its_own():
    forms = [[["Recommendation number", str(n)], ["Recommendation", words(n)], ["Agreed?", "Yes"]] for n in SOME]
    assert found(word(TITLE, *forms), "docx") == listed(*SOME)


@pytest.mark.parametrize("rows", [
    lambda n: [[f"Recommendation {n}: {words(n)}", None, None], ["Action", "Lead", "Date"], ["Write", "Chair", "May"]],
    lambda n: [[f"Recommendation {n}", None, None], [words(n), None, None], ["Action", "Lead", "Date"], ["a", "b", ""]],
])  # fmt: skip
@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_recommendation_across_all_columns_stands_over_its_actions(rows, ending):
    assert found(MAKERS[ending]("= Action plan", *(rows(n) for n in SOME)), ending) == listed(*SOME)


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("heads", [["No", "What", "Who"], None])
def test_a_table_under_the_heading_recommendations_needs_no_column_of_that_name(ending, heads):
    rows = [*([heads] if heads else []), *([str(n), words(n), agency(n)] for n in SOME)]
    if ending == "md" and not heads:
        piped = "\n".join("| " + " | ".join(row) + " |" for row in rows)
        content = f"# Recommendations\n\n{piped}".encode()
    else:
        content = MAKERS[ending](TITLE, rows)
    assert found(content, ending) == listed(*SOME)
    assert all(one.doubts and one.certainty < 0.9 for one in read(content, ending)[1])


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize(("title", "heads"), [
    ("= Findings", ["No.", "Finding", "Evidence"]),
    ("= Risks", ["No.", "Risk and its mitigation", "Owner"]),
    ("= Recommendations of previous reviews", ["No.", "Recommendation", "Progress"]),
    ("= Progress against earlier recommendations", ["No.", "Recommendation", "Status"]),
    ("= The national picture", ["Review", "Recommendation", "Year"]),
    ("= What was said", ["No.", "Response to recommendation", "Date"]),
    ("= Action plan", ["No.", "Action", "Lead"]),
])  # fmt: skip
def test_a_table_of_something_else_is_left_out(ending, title, heads):
    rows = [heads, *([str(n), words(n), "2019"] for n in SOME)]
    assert found(MAKERS[ending](title, rows), ending) == []


@pytest.mark.parametrize("ending", ["docx", "html", "md"])
def test_a_table_that_only_points_to_recommendations_is_left_out(ending):
    rows = [
        ["Finding", "Recommendation"],
        *([f"Staff should have known this, finding {n}.", f"{n}, {n + 1}"] for n in SOME),
    ]
    assert found(MAKERS[ending](TITLE, rows), ending) == []


@pytest.mark.parametrize("empty", ["", "None", "N/A", "-"])
def test_a_row_without_a_recommendation_gives_none(empty):
    rows = [["Finding", "Recommendation"], ["Staff knew it.", words(1)], ["They knew.", empty], ["Nobody.", words(2)]]
    assert found(word("= Findings", rows), "docx") == [(None, words(1)), (None, words(2))]


def test_a_cell_holds_several_numbered_through_the_table():
    rows = [["Theme", "Recommendations"], ["Hearing", f"1. {words(1)} 2. {words(2)}"], ["Sharing", f"3. {words(3)}"]]
    assert found(markdown("# Next", rows), "md") == listed(1, 2, 3)


def test_numbers_that_begin_anew_in_each_cell_are_parts():
    cell = "The board should: 1. write to every school; 2. tell all staff."
    rows = [["Ref", "Recommendation"], ["A1", cell], ["A2", cell.replace("school", "nurse")]]
    assert found(markdown("# Next", rows), "md") == [("A1", cell), ("A2", cell.replace("school", "nurse"))]


def test_a_row_that_an_export_broke_goes_on():
    rows = [["Ref", "Recommendation"], ["1", words(1)], ["2", "The board should review its guidance and"],
            ["", "the pathway for young carers."], ["3", words(3)]]  # fmt: skip
    joined = "The board should review its guidance and the pathway for young carers."
    assert found(markdown("# Next", rows), "md") == [("1", words(1)), ("2", joined), ("3", words(3))]


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_whole_report_in_one_table_has_its_recommendations_below_a_band(ending):
    said = [[f"1.{n}", f"Staff did not know what others knew of family {n}."] for n in SOME]
    asked = [[f"2.{n}", words(n)] for n in SOME]
    rows = [
        ["Findings", None],
        *said,
        ["Recommendations", None],
        *asked,
        ["Glossary", None],
        ["MASH", "The hub that should be told"],
    ]
    assert found(MAKERS[ending]("= Review", rows), ending) == [(f"2.{n}", words(n)) for n in SOME]


@pytest.mark.parametrize(("first", "said"), [("", "-"), ("recommendation ", "a"), ("", "previous and "), ("", "1.")])
def test_work_on_cells_made_to_harm_grows_in_step_with_them(first, said):
    def table(letters):
        hostile = first + said * (letters // len(said))
        rows = [["Ref", hostile], ["1", hostile], *([str(n), hostile] for n in SOME)]
        return READERS["md"](markdown("# Recommendations", rows), "md")

    grows_in_step(tables.find, table, 75_000)


def test_work_on_ten_thousand_rows_grows_in_step_with_them():
    def table(count):
        rows = [["Ref", "Recommendation"], *([str(n), words(n)] for n in range(count))]
        return READERS["md"](markdown("# Next", rows), "md")

    assert len(tables.find(table(10_000))) == 10_000
    grows_in_step(tables.find, table, 2_500)


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize(("printed", "ref"), [("10.2.{}", "10.2.{}"), ("{})", "{}"), ("{}.", "{}"), ("R{}", "R{}"),
                                              ("Recommendation {}", "{}"), ("Rec. {}", "{}")])  # fmt: skip
def test_references_are_kept_as_printed_without_what_only_says_that_they_are_some(ending, printed, ref):
    rows = [["Ref", "Recommendation", "Lead"], *([printed.format(n), words(n), "Police"] for n in SOME)]
    assert found(MAKERS[ending]("= Next", rows), ending) == [(ref.format(n), words(n)) for n in SOME]
