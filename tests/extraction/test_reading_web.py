"""Web pages as blocks: of GOV.UK, saved out of a browser, saved out of Word."""

# ruff: noqa: E501 - pages as they come

import pytest

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading import web
from tracker.rules.words import BlockKind


def read(page, encoding="utf-8"):
    return web.read(page.encode(encoding), "html")


def shown(page):
    return [(one.kind.value, one.marker, one.text) for one in read(page).blocks]


PAGE = """<!DOCTYPE html><html><head><title>Child Q - GOV.UK</title><style>p { color: red }</style></head><body>
<header class="govuk-header">GOV.UK</header><div class="cookie-banner"><p>We use cookies</p></div>
<main id="content"><h1>Review of Child Q</h1>
<nav><h2>Contents</h2><ol><li><a href="#a">Aims</a></li></ol></nav>
<p>It was asked for<sup id="fnref:1" role="doc-noteref"><a href="#fn:1">[footnote 1]</a></sup> in May.</p>
<h2 id="childrens-social-care">Recommendations for children’s social care</h2>
<h3>Recommendation 1</h3>
<p>The Board should:</p>
<ul><li>act;<ol type="a"><li>soon</li><li>well</li></ol></li><li><p>tell.</p><p>It should tell all.</p></li></ul>
<p hidden>Not shown</p><p style="display: none">Nor this</p><script>document.write("nor this")</script>
<div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>By letter. <a href="#fnref:1" role="doc-backlink">↩</a></p></li></ol></div>
<form><p>Is this page useful?</p></form></main>
<footer>Open Government Licence</footer></body></html>"""


def test_of_a_page_only_the_report_is_read():
    assert shown(PAGE) == [
        ("heading", "", "Review of Child Q"),
        ("text", "", "It was asked for in May."),
        ("heading", "", "Recommendations for children’s social care"),
        ("heading", "Recommendation 1", ""),
        ("text", "", "The Board should:"),
        ("item", "•", "act;"),
        ("item", "a.", "soon"),
        ("item", "b.", "well"),
        ("item", "•", "tell."),
        ("text", "", "It should tell all."),
        ("note", "1.", "By letter."),
    ]
    assert read(PAGE).title == "Review of Child Q"


def test_items_are_as_deep_as_their_lists():
    assert [one.level for one in read(PAGE).blocks if one.kind == BlockKind.ITEM] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("page", "markers"),
    [
        ('<ol start="4"><li>Four</li><li>Five</li><li value="9">Nine</li><li>Ten</li></ol>', ["4.", "5.", "9.", "10."]),
        ('<ol type="i"><li>One</li><li>Two</li></ol>', ["i.", "ii."]),
        ('<ol style="list-style-type: upper-alpha"><li>One</li><li>Two</li></ol>', ["A.", "B."]),
        ('<ol reversed><li>Two</li><li>One</li></ol>', ["2.", "1."]),
        ('<ol style="list-style: none"><li>7.1 One</li><li>7.2 Two</li></ol>', ["7.1", "7.2"]),
        ("<ol><li>Recommendation 3: Act</li></ol>", ["Recommendation 3"]),
        ("<ul><ul><li>In a list straight in a list</li></ul></ul>", ["•"]),
    ],
)  # fmt: skip
def test_a_list_is_numbered_as_a_browser_would_number_it(page, markers):
    assert [one.marker for one in read(page).blocks] == markers


TABLE = """<table><caption>What we ask</caption>
<thead><tr><th>No</th><th>Recommendation</th><th>Owner</th></tr></thead>
<tr><td rowspan="2">1</td><td>Do<ul><li>this</li><li>that</li></ul></td><td>Board</td></tr>
<tr><td colspan="2">And tell all.</td></tr><tr><th>2</th><td>Act.</td><td>Trust</td></tr></table>"""


def test_a_table_keeps_its_columns_where_cells_reach_over_rows_and_columns():
    rows = [one for one in read(TABLE).blocks if one.kind == BlockKind.ROW]
    assert {one.heads for one in rows} == {("No", "Recommendation", "Owner")}
    assert [one.cells for one in rows] == [
        ("1", "Do • this • that", "Board"),
        ("", "And tell all.", ""),
        ("2", "Act.", "Trust"),
    ]


def test_a_table_that_only_arranges_gives_what_it_holds():
    page = "<table><tr><td>menu</td><td><h2>Recommendations</h2><p>1. The Board should act.</p></td></tr></table>"
    assert ("item", "1.", "The Board should act.") in shown(page)


def test_line_breaks_and_definitions_part_labels_from_their_words():
    page = "<p><b>Recommendation 1</b><br>The Board<br>should act.</p><dl><dt>Recommendation 2</dt><dd>So should the Trust.</dd></dl>"
    assert shown(page) == [
        ("heading", "Recommendation 1", ""),
        ("text", "", "The Board should act."),
        ("heading", "Recommendation 2", ""),
        ("text", "", "So should the Trust."),
    ]


def test_a_list_of_links_within_the_page_is_its_contents():
    page = (
        "<h2>Contents</h2><ul>"
        + "".join(f'<li><a href="#{at}">Part {at}</a></li>' for at in "abc")
        + "</ul><p>Text.</p>"
    )
    source = read(page)
    assert [source.blocks[at].text for at in sorted(source.contents)] == ["Part a", "Part b", "Part c"]


def test_closed_details_are_open():
    assert [text for _, _, text in shown("<details><summary>More</summary><p>Inside it.</p></details>")] == [
        "More",
        "Inside it.",
    ]


WORD = """<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252"></head><body>
<p class=MsoToc1>1 Aims<span style='mso-tab-count:1'>...... </span>3</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>The Board should act<del>ed</del> on the
school’s advice.<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a)<span>&nbsp; </span></span>soon</p>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> A letter.</p></div>
</body></html>"""


def test_a_page_that_word_saved():
    source = read(WORD, "cp1252")
    assert [(one.kind.value, one.level, one.marker, one.text) for one in source.blocks] == [
        ("text", 0, "", "1 Aims...... 3"),
        ("item", 0, "·", "The Board should act on the school’s advice."),
        ("item", 1, "a)", "soon"),
        ("note", 0, "", "A letter."),
    ]
    assert source.contents == {0}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"Just words.", "kind"),
        (b"%PDF-1.4 <html>", "kind"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "kind"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "kind"),
        (b"<html><body><img src='x.png'></body></html>", "no_words"),
    ],
)
def test_what_is_no_page_says_why(content, why):
    with pytest.raises(NotReadError) as told:
        web.read(content, "html")
    assert told.value.why == why


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<table><tr><td>", "<ul><li>", "a<br>", "<b>", "<", "&amp;", "<td colspan=999 rowspan=999>a", "<li>x"],
)
def test_half_a_megabyte_of_anything_is_read_in_good_time(piece):
    try:
        read("<p>" + piece * (500_000 // len(piece)))
    except NotReadError as told:
        assert told.why in {"no_words", "too_long"}
