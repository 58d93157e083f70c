"""The map of themes and the page of one theme: every cell opens its rows, and nonsense in the address is said."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.pages.test_read_pages import alone, demo, demo_home, framed, seen  # noqa: F401  (fixtures)
from tracker.rules.theme_map import Scope, build
from tracker.rules.theme_places import Shown
from tracker.rules.words import Rung
from tracker.ui import theme_grid
from tracker.ui.look import plain


def grid(app):
    return "\n".join(str(one.proto.body) for one in app.get("html") if "table" in str(one.proto.body))


@pytest.mark.parametrize("by", ["review", "agency", "who"])
def test_the_map_says_the_evidence_in_words_and_every_cell_leads_to_its_rows(demo, by):  # noqa: F811
    text = grid(alone("themes", by=by))
    assert "Outcome" in text
    assert "▮" in text
    assert "Hole" in text
    hrefs = {unescape(href) for href in re.findall(r'<td[^>]*><a href="([^"]+)"', text)}
    assert len(hrefs) > 40
    page = re.compile(r"themes(\?|$)")
    assert all(page.match(href) for href in hrefs)


def test_a_cell_opens_the_rows_behind_it(demo):  # noqa: F811
    found = build(demo)
    cells = found.cells("theme", "agency", Scope())
    theme, agency = next(key for key, cell in cells.items() if None not in key and cell.shown == Shown.HOLE)
    text = seen(alone("themes", by="agency", theme=theme, agency=agency))
    for place in found.among(Scope(theme=theme, agency=agency)):
        assert plain(demo.register.recommendations[place.recommendation].title) in text
    assert "Hole" in text


def test_what_a_cell_links_to_is_what_it_counts(demo):  # noqa: F811
    text = grid(alone("themes"))
    href, first = re.search(r'<a href="(themes\?[^"]*theme=domestic-abuse[^"]*SOTON-K)" title="([^"]+)"', text).groups()
    asked = dict(parse_qsl(urlsplit(unescape(href)).query))
    assert asked == {"theme": "domestic-abuse", "review": "SOTON-K"}
    assert plain(unescape(first)) in seen(alone("themes", **asked))


def test_the_learning_of_both_reviews_that_no_recommendation_took_up_is_on_the_map(demo):  # noqa: F811
    for theme, point in (("voice-of-the-child", "SOTON-K/8.2"), ("challenge-and-escalation", "NORTHANTS-AK/4.11.4")):
        assert plain(demo.register.learning_points[point].title) in seen(alone("themes", theme=theme))


def test_nonsense_in_the_address_is_said_and_left_out(demo):  # noqa: F811
    for name in ("theme", "review", "agency"):
        assert "it was left out" in alone("themes", **{name: "<script>"}).warning[0].value


@pytest.mark.parametrize("open_", [alone, framed])
def test_the_page_of_a_theme_tells_all_of_it(demo, open_):  # noqa: F811
    app = open_("theme", id="domestic-abuse")
    text = seen(app)
    theme = demo.register.themes["domestic-abuse"]
    assert app.title[0].value.startswith(plain(theme.name))
    assert plain(theme.definition) in text
    for heading in (
        "Over the years",
        "What was done, and on what evidence",
        "Did it help?",
        "What came back",
        "Still open",
    ):
        assert heading in text
    assert "Illustrative actions" in text


def test_every_theme_has_a_page_and_an_unknown_one_a_way_back(demo):  # noqa: F811
    for theme in list(demo.register.themes)[:4]:
        assert alone("theme", id=theme).title
    assert alone("theme", id="nothing").error
    assert alone("theme").error


def test_every_rung_has_a_ladder_of_its_own_and_no_state_is_colour_alone():
    assert len({theme_grid.ladder(rung) for rung in Rung}) == len(Rung)
    states = {(theme_grid.mark(one, None), theme_grid.word(one, None)) for one in Shown}
    assert len(states) == len(Shown)


def test_more_columns_than_fit_are_turned_over_those_asked_most_first(demo, monkeypatch):  # noqa: F811
    monkeypatch.setattr("tracker.ui.show_theme_map.MOST_COLUMNS", 4)
    names = {agency.short_name for agency in demo.register.agencies.values()}

    def columns(**asked):
        return [
            h
            for h in re.findall(r'<th scope="col"><a [^>]*>([^<]*)<', grid(alone("themes", by="agency", **asked)))
            if unescape(h) in names
        ]

    first, second = columns(), columns(cols="2")
    assert len(first) == len(second) == 4
    assert not set(first) & set(second)
    assert columns(cols="x") == columns(cols="1") == first


def test_on_paper_a_map_of_many_columns_is_cut_into_sheets(demo):  # noqa: F811
    text = grid(alone("themes", by="agency"))
    agencies = len(re.findall(r'<th scope="col">', text.split("on-paper")[0])) - 2
    assert agencies > theme_grid.A_SHEET
    assert text.split("on-paper")[1].count("<table") == -(-agencies // theme_grid.A_SHEET)
