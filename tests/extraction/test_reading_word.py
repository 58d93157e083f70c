"""Word documents as blocks: as Word shows them, with all tracked changes accepted."""

# ruff: noqa: E501 - XML as Word writes it is easier to read in one line

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading import word
from tracker.extraction.whole import whole
from tracker.rules.words import BlockKind, CandidateKind

W = nsdecls("w")
MORE = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(document):
    return word.read(saved(document), "docx")


def shown(document):
    return [(one.kind.value, one.marker, one.text) for one in read(document).blocks]


def with_body(*paragraphs, numbering=""):
    """A document of raw paragraphs, with lists of its own."""
    document = docx.Document()
    body = document.element.body
    for one in paragraphs:
        body.insert(
            len(body) - 1, parse_xml(one.replace("<w:p>", f"<w:p {W} {MORE}>", 1).replace("<w:tbl>", f"<w:tbl {W}>", 1))
        )
    if numbering:
        root = document.part.numbering_part.element
        for one in list(root):
            root.remove(one)
        for one in parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>"):
            root.append(one)
    return document


def level(at, kind, text, more=""):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (at + 1)}"/></w:pPr></w:lvl>'
    )


def numbered(num, at, text):
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


LISTS = (
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1")}{level(1, "decimal", "%1.%2")}{level(2, "decimal", "%1.%2.%3")}'
    f"{level(3, 'lowerLetter', '%4)')}{level(4, 'lowerRoman', '(%5)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "Recommendation %1:")}{level(1, "bullet", chr(0xF0B7))}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_are_those_that_word_shows():
    made = with_body(
        numbered(1, 0, "Aims"), numbered(1, 1, "Who asked"), numbered(1, 2, "The Board asked."), numbered(1, 3, "once;"),
        numbered(1, 3, "twice."), numbered(1, 4, "or more"), numbered(1, 2, "The Trust did."), numbered(1, 3, "again"),
        numbered(1, 0, "Ends"), numbered(1, 1, "How"), numbering=LISTS,
    )  # fmt: skip
    assert [marker for _, marker, _ in shown(made)] == [
        "1",
        "1.1",
        "1.1.1",
        "a)",
        "b)",
        "(i)",
        "1.1.2",
        "a)",
        "2",
        "2.1",
    ]


def test_a_label_may_be_automatic_and_a_new_list_may_begin_anew():
    made = with_body(
        numbered(2, 0, "The Board should act."), numbered(2, 1, "soon;"), numbered(2, 0, "The Trust should."),
        numbered(3, 0, "The school should."), numbering=LISTS,
    )  # fmt: skip
    assert shown(made) == [
        ("text", "Recommendation 1", "The Board should act."),
        ("item", "•", "soon;"),
        ("text", "Recommendation 2", "The Trust should."),
        ("text", "Recommendation 1", "The school should."),
    ]


def test_numbers_that_come_with_a_style_are_counted_too():
    made = docx.Document()
    for text, style in (("One.", "List Number"), ("Under it.", "List Bullet 2"), ("Two.", "List Number")):
        made.add_paragraph(text, style=style)
    assert [(one.marker, one.level, one.text) for one in read(made).blocks] == [
        ("1.", 0, "One."), ("•", 1, "Under it."), ("2.", 0, "Two."),
    ]  # fmt: skip


def test_headings_keep_their_level_under_any_name_and_a_long_paragraph_in_such_a_style_is_none():
    made = docx.Document()
    made.add_heading("Child Q", 0)
    style = made.styles.add_style("Kapitel", 1)
    style.base_style = made.styles["Heading 2"]
    made.add_paragraph("What we ask", style="Kapitel")
    long = "The Board should ask every agency that knew the family to say what it has done since and what it will do next, by May."
    made.add_paragraph(long, style="Kapitel")
    source = read(made)
    assert source.title == "Child Q"
    assert [(one.kind.value, one.level) for one in source.blocks] == [("heading", 1), ("heading", 2), ("text", 0)]


def test_tracked_changes_are_taken_as_accepted():
    made = with_body(
        '<w:p><w:r><w:t xml:space="preserve">The Board </w:t></w:r><w:del><w:r><w:delText>could</w:delText></w:r></w:del>'
        '<w:ins><w:r><w:t>should</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> not</w:t></w:r></w:moveFrom><w:r><w:t> act.</w:t></w:r></w:p>',
        '<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">It should tell </w:t></w:r></w:p>',
        "<w:p><w:r><w:t>the Trust.</w:t></w:r></w:p>",
    )  # fmt: skip
    assert [text for _, _, text in shown(made)] == ["The Board should act.", "It should tell the Trust."]


def test_hidden_text_codes_of_fields_and_placeholders_do_not_show():
    made = with_body(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r><w:r><w:t>See page </w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtContent><w:r><w:t>, there.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert [text for _, _, text in shown(made)] == ["See page 7, there."]


def test_a_list_of_contents_of_word_is_known_by_its_field():
    made = with_body(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Recommendations</w:t><w:tab/><w:t>9</w:t></w:r></w:p>',
        '<w:p><w:r><w:t>Recommendation 1</w:t><w:tab/><w:t>9</w:t></w:r></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "<w:p><w:r><w:t>Recommendation 1: The Board should act.</w:t></w:r></w:p>",
    )  # fmt: skip
    source = read(made)
    assert source.contents == {0, 1}
    assert source.blocks[2].text == "The Board should act."


BOX = "<w:txbxContent><w:p><w:r><w:t>Recommendation 4: The school should act.</w:t></w:r></w:p></w:txbxContent>"


def test_a_text_box_is_read_once_although_it_is_drawn_twice():
    made = with_body(
        f"<w:p><w:r><w:t>Beside it.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{BOX}"
        f"</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
        f"<w:p><w:r><w:pict><v:shape><v:textbox>{BOX.replace('4', '5')}</v:textbox></v:shape></w:pict></w:r></w:p>",
    )
    assert [(marker, text) for _, marker, text in shown(made)] == [
        ("", "Beside it."),
        ("Recommendation 4", "The school should act."),
        ("Recommendation 5", "The school should act."),
    ]


def table(document, *rows):
    made = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            made.cell(at, column).text = text
    return made


def test_a_table_gives_rows_with_their_heads_and_merged_cells_keep_their_columns():
    made = docx.Document()
    drawn = table(
        made,
        ("No", "Recommendation", "Owner"),
        ("For the Board", "", ""),
        ("1", "Act now.", "Board"),
        ("", "Tell all.", "Trust"),
    )
    drawn.cell(1, 0).merge(drawn.cell(1, 2))
    drawn.cell(2, 0).merge(drawn.cell(3, 0))
    rows = [one for one in read(made).blocks if one.kind == BlockKind.ROW]
    assert {one.heads for one in rows} == {("No", "Recommendation", "Owner")}
    assert [one.cells for one in rows] == [
        ("For the Board", "", ""),
        ("1", "Act now.", "Board"),
        ("", "Tell all.", "Trust"),
    ]


def test_a_cell_keeps_the_bullets_of_its_list_and_a_table_in_it():
    made = docx.Document()
    drawn = table(made, ("Ref", "Action"), ("A", ""), ("B", "Short."))
    cell = drawn.cell(1, 1)
    cell.paragraphs[0].text = "The Board should:"
    cell.add_paragraph("act;", style="List Bullet")
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "within", "it"
    assert (
        next(one for one in read(made).blocks if one.kind == BlockKind.ROW).cells[1]
        == "The Board should: • act; within it"
    )


def test_a_table_that_only_arranges_gives_paragraphs():
    made = docx.Document()
    table(made, ("Recommendation 1: The Board should act.",))
    long = table(made, ("5", "Concerns"))
    for at in range(1, 12):
        long.cell(0, 1).add_paragraph(f"({at}) A thing was not as it should have been.")
    found = shown(made)
    assert found[0] == ("text", "Recommendation 1", "The Board should act.")
    assert ("item", "(3)", "A thing was not as it should have been.") in found
    assert not any(kind == "row" for kind, _, _ in found)


def test_a_row_that_was_taken_out_is_gone():
    made = docx.Document()
    drawn = table(made, ("Ref", "Action"), ("A", "Stays here."), ("B", "Went away."))
    drawn.rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='3'/>"))
    assert [one.cells for one in read(made).blocks] == [("A", "Stays here.")]


def test_line_breaks_part_a_title_from_its_text_and_items_from_each_other():
    made = docx.Document()
    paragraph = made.add_paragraph()
    paragraph.add_run("Recommendation 4").bold = True
    run = paragraph.add_run()
    for text in ("The school should", "with care:", "• act;", "• tell."):
        run.add_break(WD_BREAK.LINE)
        run.add_text(text)
    assert shown(made) == [
        ("heading", "Recommendation 4", ""),
        ("text", "", "The school should with care:"),
        ("item", "•", "act;"),
        ("item", "•", "tell."),
    ]


NOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> The law of 1989.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def repacked(content, **parts):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return made.getvalue()


def test_a_footnote_is_a_note_of_its_own_and_headers_and_comments_are_left_out():
    made = with_body(
        '<w:p><w:r><w:t>The Board</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> should act.</w:t></w:r></w:p>'
    )
    made.sections[0].header.paragraphs[0].text = "OFFICIAL"
    source = word.read(repacked(saved(made), **{"word/footnotes.xml": NOTES}), "docx")
    assert [(one.kind.value, one.marker, one.text) for one in source.blocks] == [
        ("text", "", "The Board should act."),
        ("note", "1", "The law of 1989."),
    ]


def test_the_strict_kind_of_file_reads_the_same():
    content = saved(with_body("<w:p><w:r><w:t>The Board should act.</w:t></w:r></w:p>"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read("word/document.xml")
    strict = text.replace(qn("w:p")[1:].split("}")[0].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert (
        word.read(repacked(content, **{"word/document.xml": strict}), "docx").blocks[0].text == "The Board should act."
    )


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "kind"),
        (b"<html></html>", "kind"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old", "old_word"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
        (saved(docx.Document())[:3000], "damaged"),
        (saved(docx.Document()), "no_words"),
        (repacked(saved(docx.Document()), **{"word/document.xml": BOMB}), "damaged"),
        (repacked(saved(docx.Document()), **{"word/document.xml": "<w:document"}), "damaged"),
        (repacked(saved(docx.Document()), **{"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}), "too_big"),
        (repacked(saved(docx.Document()), **{"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "damaged"),
    ],
)
def test_what_is_no_word_document_says_why(content, why):
    with pytest.raises(NotReadError) as told:
        word.read(content, "docx")
    assert told.value.why == why


def test_a_package_of_many_thousand_parts_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for at in range(5001):
            package.writestr(f"{at}", "")
    with pytest.raises(NotReadError, match="too_big"):
        word.read(made.getvalue(), "docx")


def test_a_workbook_is_another_kind():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(NotReadError, match="kind"):
        word.read(made.getvalue(), "docx")


def test_a_list_of_contents_that_somebody_typed_announces_nothing():
    """Contents / 1. Introduction → 3 / 2. Recommendations → 9, as plain paragraphs with tabs, before the report."""
    document = docx.Document()
    for words in ("CONTENTS", "1. The facts\t3", "2. Recommendations\t9", "1. The facts"):
        document.add_paragraph(words)
    for words in (
        "1.1 It was decided that the social worker should visit within a week.",
        "1.2 At the core group it was agreed that the mother must attend all appointments.",
        "1.3 The manager directed that the police should be told.",
        "2. Recommendations",
        "2.1 The Board should review its guidance.",
        "2.2 The Board should ask each agency for its audits.",
    ):
        document.add_paragraph(words)
    report = whole(saved(document), "docx")
    assert [one.ref for one in report.of_kind(CandidateKind.RECOMMENDATION)] == ["2.1", "2.2"]
