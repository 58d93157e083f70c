"""The pages that only look, opened as everybody who may look: drawn, true to the register, and quiet about nonsense."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.factories_store import Ledger, fresh_sqlite
from tracker import clock
from tracker.commands import recommendations
from tracker.demo import build
from tracker.queries.standing import standing
from tracker.rules.errors import BadValueError
from tracker.rules.filters import Filters
from tracker.rules.sight import WHOLE
from tracker.rules.words import Brag
from tracker.store.engine import engine_for
from tracker.store.vault import Vault
from tracker.street import street
from tracker.ui import charts, shell
from tracker.ui.look import JOINER, address, chip, paragraphs, plain
from tracker.ui.pages import PAGES
from tracker.ui.show_recommendation import printed

ROOT = Path(__file__).parents[2]
APP = ROOT / "app.py"
READ = ("overview", "recommendations", "recommendation", "overdue", "verification", "themes")
EVERYBODY = ("manager", "chair", "scrutineer", "police-lead", "reader", None)
HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) :red-badge[boo] **bold** $x$ ![p](http://e.org/p.png) :smile:"
)
NONSENSE = (
    "2026-02-31",
    "yesterday",
    "9999-01-01",
    "0202-01-01x",
    "٢٠٢٦-٠١-٠١",
    "'; DROP TABLE",
    "\U0001f600",
    "1" * 5000,
)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory):
    """A home with the illustrative register of today in it. Nothing here may change it."""
    home = tmp_path_factory.mktemp("home")
    (home / "demo").mkdir()
    engine = engine_for(f"sqlite:///{home / 'demo' / 'register.sqlite'}")
    build(engine, Vault(home / "demo" / "evidence"), street() / "data", today=clock.today(), say=lambda _: None)
    engine.dispose()
    return home


@pytest.fixture
def demo(demo_home, monkeypatch):
    monkeypatch.setenv("TRACKER_HOME", str(demo_home))
    monkeypatch.setenv("TRACKER_DEMO", "1")
    monkeypatch.delenv("TRACKER_AS", raising=False)
    engine = engine_for(f"sqlite:///{demo_home / 'demo' / 'register.sqlite'}")
    yield standing(engine, sight=WHOLE)
    engine.dispose()


@pytest.fixture
def board(tmp_path, monkeypatch):
    engine = fresh_sqlite(tmp_path, furnished=True)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    for name in ("TRACKER_DATABASE_URL", "TRACKER_DEMO", "TRACKER_AS"):
        monkeypatch.delenv(name, raising=False)
    yield Ledger(engine)
    engine.dispose()


def alone(page, /, **query):
    """Open a page's file by itself."""
    return opened(AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60), query)


def framed(page, /, **query):
    """Open a page in the frame that app.py draws around it."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    app.switch_page(f"pages/{page}.py")
    return opened(app, query)


def opened(app, query):
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, [e.value for e in app.exception]
    assert not any("could not be drawn" in e.value for e in app.error), [e.value for e in app.error]
    return app


def seen(app):
    """Every word of the page, in one text."""
    kinds = (app.title, app.header, app.markdown, app.error, app.warning, app.success, app.metric)
    texts = [element.value for kind in kinds for element in kind]
    texts += [str(cell) for table in app.table for row in table.value.values.tolist() for cell in row]
    return "\n".join(map(str, texts))


def query_for(page, register):
    return {"id": next(iter(register.recommendations))} if page == "recommendation" else {}


@pytest.mark.parametrize("page", READ)
@pytest.mark.parametrize("open_", [alone, framed])
def test_every_page_is_drawn_on_the_illustrative_register_and_says_that_it_is(demo, page, open_):
    app = open_(page, **query_for(page, demo.register))
    assert "Illustrative actions: the recommendations are as published" in seen(app)
    assert "register no.\u00a0" in seen(app)


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("page", READ)
def test_every_page_is_drawn_for_every_role(board, monkeypatch, person, page):
    if person:
        monkeypatch.setenv("TRACKER_AS", person)
    assert framed(page, **({"id": "SOTON-K:1"} if page == "recommendation" else {})).title


@pytest.mark.parametrize("page", READ)
def test_every_page_is_drawn_on_a_store_that_holds_nothing_yet(tmp_path, monkeypatch, page):
    fresh_sqlite(tmp_path).dispose()
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.delenv("TRACKER_DATABASE_URL", raising=False)
    monkeypatch.delenv("TRACKER_DEMO", raising=False)
    app = framed(page)
    assert app.title


def test_the_overview_shows_the_figures_of_the_standing(demo):
    app = alone("overview")
    counts = demo.counts()
    assert app.title[0].value.startswith(f"{counts.red} of {counts.total} recommendations have something overdue")
    shown = {m.label: m.value for m in app.metric}
    assert shown["Recommendations assured"] == f"{counts.blue} of {counts.total}"
    assert shown["Late on the current date"] == str(len(demo.overdue))
    assert shown["Late on the original date"] == str(len(demo.late_on_original))
    assert shown["Holes: asked, no action"] == str(len(demo.holes))
    assert shown["Claims overturned"].startswith(f"{demo.overturned} of ")


def test_the_register_as_at_a_past_day_is_shown_with_a_way_back_and_nothing_before_the_first_entry(demo):
    then = demo.today - timedelta(days=200)
    app = alone("overview", as_at=then.isoformat())
    assert "This is how the register stood then" in seen(app)
    assert app.date_input[0].value == then
    empty = alone("overview", as_at="2001-01-01")
    assert empty.title[0].value == "No review yet"
    assert "On that day nothing had been entered" in seen(empty)


@pytest.mark.parametrize("words", NONSENSE)
def test_a_day_that_is_none_gets_one_sentence_and_today(demo, words):
    app = alone("overview", as_at=words)
    assert len(app.warning) == 1
    assert "This is today" in app.warning[0].value
    assert app.date_input[0].value == demo.today


def test_another_day_is_chosen_on_the_page_and_goes_into_the_address(demo):
    app = alone("overview")
    then = demo.today - timedelta(days=60)
    app.date_input[0].set_value(then).run()
    assert then.isoformat() in app.query_params["as_at"]
    assert "This is how the register stood then" in seen(app)


@pytest.mark.parametrize("id_", ["SOTON-K:99", "nonsense", "<script>", "../../etc/passwd", "\U0001f600", "x" * 5000])
def test_an_unknown_recommendation_gets_a_sentence_and_a_way_back(demo, id_):
    app = framed("recommendation", id=id_)
    assert "There is no recommendation" in app.error[0].value
    assert "recommendations" in app.markdown[-1].value


def test_no_recommendation_chosen_is_a_sentence_too(demo):
    assert "names no recommendation" in alone("recommendation").error[0].value


@pytest.mark.parametrize("name", ["review", "agency", "theme", "rating", "due", "level"])
def test_a_filter_that_there_is_not_is_said_and_left_out(demo, name):
    app = alone("recommendations", **{name: HOSTILE})
    assert len(app.warning) == 1
    assert "it was left out" in app.warning[0].value
    assert app.title[0].value.startswith(str(demo.counts().total))


@pytest.mark.parametrize("page", ["0", "-3", "900", "two", "9" * 400, "٣"])
def test_a_page_that_there_is_not_is_the_nearest_one(demo, page):
    assert alone("recommendations", page=page).table


def test_the_list_keeps_what_the_filter_keeps_and_says_it_in_words(demo):
    filters = Filters(review="SOTON-K", rating=Brag.RED)
    app = alone("recommendations", review="SOTON-K", rating="red")
    kept = filters.apply(demo)
    assert app.title[0].value.startswith(f"{len(kept)} recommendation")
    assert plain(filters.in_words(demo.register)) in app.markdown[0].value
    assert [f"**{rec.ref}**" in row[1] for rec, row in zip(kept, app.table[0].value.values, strict=True)]


def test_a_filter_chosen_on_the_page_goes_into_the_address_and_back_to_the_first_page(demo):
    app = alone("recommendations", page="2")
    app.selectbox[0].set_value("SOTON-K").run()
    assert "SOTON-K" in app.query_params["review"]
    assert "page" not in app.query_params


def test_where_nothing_matches_the_page_says_what_there_would_be(demo):
    app = alone("recommendations", words="zebra", review="SOTON-K")
    assert app.title[0].value == "No recommendation matches"
    assert "recommendations?review=SOTON-K" in seen(app)


def test_every_way_to_order_shows_the_same_recommendations(demo):
    seen_refs = []
    for sort in ("worst", "printed", "date", "actions"):
        app = alone("recommendations", sort=sort)
        seen_refs.append(sorted(row[1].split("?id=")[1].split(")")[0] for row in app.table[0].value.values))
    assert len(seen_refs[0]) == 25
    assert all(refs == seen_refs[0] for refs in seen_refs)


@pytest.mark.parametrize("code", ["SOTON-K", "NORTHANTS-AK"])
def test_every_recommendation_shows_its_printed_text_and_every_action(demo, code):
    for rec in demo.register.recommendations_of_review[code]:
        app = alone("recommendation", id=rec.id)
        assert plain(rec.title) in app.title[0].value
        text = seen(app)
        for file in demo.register.files_of_recommendation(rec.id):
            assert plain(file.action.title) in text
            assert plain(demo.action_ratings[file.action.id].reason) in text
        for theme in demo.register.links_of.get(rec.id, ()):
            assert plain(demo.register.themes[theme.theme_id].definition) in text


def test_a_recommendation_is_closed_only_when_nothing_is_in_the_way(board, monkeypatch):
    monkeypatch.setenv("TRACKER_AS", "manager")
    app = framed("recommendation", id="SOTON-K:1")
    close = next(b for b in app.button if b.label == "Close this recommendation")
    assert close.disabled
    assert "no action for" in seen(app).lower()
    monkeypatch.setenv("TRACKER_AS", "police-lead")
    app = framed("recommendation", id="SOTON-K:1")
    assert not [b for b in app.button if b.label == "Close this recommendation"]
    assert "You may not close a recommendation" in seen(app)


def test_the_overdue_page_counts_and_lists_what_is_late_of_an_agency(demo):
    agency = demo.overdue[0].action.owner_id
    app = alone("overdue", agency=agency)
    mine = [f for f in demo.overdue if demo.same_body(agency, f.action.owner_id)]
    assert app.title[0].value.startswith(f"{len(mine)} action")
    assert all(plain(f.action.title) in seen(app) for f in mine)
    assert "Ask: " in seen(app)
    assert "it was left out" in alone("overdue", agency="nobody").warning[0].value


def test_the_themes_page_shows_what_stands_behind_a_theme(demo):
    app = alone("themes", theme="domestic-abuse")
    text = seen(app)
    assert plain(demo.register.themes["domestic-abuse"].definition) in text
    kept = Filters(theme="domestic-abuse", level=None).apply(demo)
    assert all(plain(rec.title) in text for rec in kept)
    broken = [p for p in demo.register.promises.values() if p.kept_by is None]
    assert broken
    assert all(plain(p.about) in seen(alone("themes", view="loose")) for p in broken)
    assert "it was left out" in alone("themes", theme="nothing").warning[0].value


@pytest.mark.parametrize("page", READ)
def test_hostile_words_are_shown_as_they_are(board, page):
    recommendations.edit(
        board.engine, recommendation_id="SOTON-K:1", title=HOSTILE, text=HOSTILE * 3, addressed_to=[HOSTILE],
        **board.signed("manager"),
    )  # fmt: skip
    text = seen(framed(page, id="SOTON-K:1", words=HOSTILE[:40]))
    for mark in ("<script>", "](javascript:", ":red-badge[boo", "**bold**", "$x$", "![p]", ":smile:"):
        assert mark not in text


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "# head",
        "- item",
        "1. one",
        "> quote",
        "| a | b |",
        "www.evil.org",
        "a@b.org",
        ":material/home:",
        "`code`",
    ],
)
def test_plain_keeps_every_word_and_no_markup(words):
    shown = plain(words)
    assert shown.replace("\\", "").replace(JOINER, "") == " ".join(words.split())
    for mark in "*_`[]<>#|$~!":
        assert shown.count(mark) == shown.count(f"\\{mark}")
    assert plain(words) == plain(words)


def test_lines_and_paragraphs_are_kept_where_they_are_asked_for():
    assert plain("one\n   two", lines=True) == "one  \ntwo"
    assert paragraphs("one\n\ntwo\nthree") == "one\n\ntwo  \nthree"


def test_printed_parts_are_listed_in_their_place(demo):
    for rec in demo.register.recommendations.values():
        parts = demo.register.parts_of[rec.id]
        text = printed(rec.text, parts)
        assert text.count("\n- **") + text.startswith("- **") == (len(parts) if len(parts) > 1 else 0)


def test_links_are_relative_and_hold_any_id():
    made = address("recommendation", id="A&B:1/c d", as_at=None)
    assert parse_qs(urlsplit(made).query) == {"id": ["A&B:1/c d"]}
    assert not made.startswith("/")
    assert address("") == "./"


def test_a_rating_is_never_colour_alone():
    for brag in Brag:
        assert brag.label in chip(brag)
        assert chip(brag, "letter") != chip(brag)
    marks = [charts.fill(brag) for brag in Brag if brag not in (Brag.NONE,)]
    inks = [str((m.get("pattern"), m["color"] == m["line"]["color"], "rgba(0,0,0,0)" in m["color"])) for m in marks]
    assert len(set(inks)) == len(marks)


def test_every_chart_says_itself_in_words(demo):
    for page in ("overview", "overdue", "themes"):
        app = alone(page, **({"view": "overlaps"} if page == "themes" else {}))
        drawn = app.get("plotly_chart")
        assert drawn
        assert all(len(chart.proto.alt) > 30 for chart in drawn)


@pytest.mark.parametrize(
    ("days", "dtick", "shown"),
    [(1, 864e5, "%-d %b"), (8, 2 * 864e5, "%-d %b"), (75, 15 * 864e5, "%-d %b"), (90, "M1", "%b"), (540, "M6", "%b"),
     (20_000, "M144", "%b")],
)  # fmt: skip
def test_a_short_time_is_told_in_days_and_a_long_one_in_months(days, dtick, shown):
    axis = charts.days_axis(date(2026, 1, 31), date(2026, 1, 31) + timedelta(days=days))
    assert axis["dtick"] == dtick
    assert axis["tickformat"] == f"{shown}<br>%Y"


def test_where_no_lesson_came_back_the_page_says_what_was_looked_for_and_how_to_set_a_missing_day(demo):
    text = seen(alone("themes", view="back"))
    assert "No lesson came back after it was ended: " in text
    undated = [review for review in demo.register.reviews.values() if not review.published_on]
    assert undated
    for review in undated:
        assert f"{plain(review.subject)} has no day of publication on record" in text
        assert f"review={review.id}" in text


def test_a_refusal_in_a_page_is_its_own_sentence_and_a_mistake_gets_a_number(monkeypatch, caplog):
    def script():
        from tracker.rules.errors import BadValueError
        from tracker.ui import shell

        shell.refused(BadValueError("Due", "soon", "is not a date"))
        shell.broken(ValueError("secret detail"))

    app = AppTest.from_function(script).run()
    assert plain(BadValueError("Due", "soon", "is not a date")) == app.error[0].value
    assert app.error[1].value.startswith("**This page could not be drawn.** Nothing you entered was lost or changed.")
    assert "secret" not in app.error[1].value
    number = app.error[1].value.split("reference ")[1][:4]
    assert any(number in record.getMessage() for record in caplog.records)
    assert shell.script_error


def test_the_menu_and_the_folder_name_the_same_pages():
    assert {page.file for page in PAGES} == {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert len({page.url for page in PAGES}) == len(PAGES)
    for path in (ROOT / "pages").glob("*.py"):
        text = path.read_text()
        assert "except" not in text, path
        assert len(text.splitlines()) <= 90, path
