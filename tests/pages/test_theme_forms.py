"""Themes on the pages: a suggestion answered with one press, a merge that says what it will do before it does it."""

import pytest

from tests.pages.test_read_pages import alone, board, seen  # noqa: F401  (fixture)
from tracker.commands import themes
from tracker.ui import desk_suggestions


@pytest.fixture
def book(board, monkeypatch):  # noqa: F811
    monkeypatch.setenv("TRACKER_AS", "manager")
    for name, cues in (("Training", ("train", "training")), ("Audit", ("audit",))):
        themes.add_theme(board.engine, name=name, definition=f"{name}.", cue_words=cues, **board.signed())
    return board


def button(app, label):
    (found,) = (one for one in app.button if one.label == label)
    return found


@pytest.mark.parametrize(
    ("press", "confirmed"), [("Confirm: Audit", True), ("Reject: Audit", False)], ids=["confirm", "reject"]
)
def test_a_suggestion_is_answered_with_one_press_and_taken_back_with_another(book, press, confirmed):
    app = alone("themes", view="waiting")
    assert "by the words “audit”" in seen(app)
    app = button(app, press).click().run()
    assert not app.exception
    link = book.register().theme_links["SOTON-K:1|audit"]
    assert (link.confirmed, link.rejected_on is None) == (confirmed, confirmed)
    assert (link.score or 0) > 0.45
    assert press not in [one.label for one in app.button]
    app = button(app, "Take back: Audit, 1").click().run()
    assert "SOTON-K:1|audit" not in book.register().theme_links
    assert press in [one.label for one in app.button]


def test_a_reader_sees_suggestions_and_no_button(book, monkeypatch):
    monkeypatch.setenv("TRACKER_AS", "reader")
    app = alone("themes", view="waiting")
    assert "by the words" in seen(app)
    assert not [one for one in app.button if one.label.startswith(("Confirm", "Reject"))]


def test_a_merge_says_before_what_becomes_of_the_links_and_needs_a_tick(book):
    themes.confirm(book.engine, recommendation_id="SOTON-K:1", theme_id="audit", **book.signed())
    app = alone("themes", view="list", theme_do="merge")
    app.selectbox[0].set_value("audit").run()
    app.selectbox[1].set_value("training").run()
    assert "1 confirmed link will go along" in seen(app)
    assert button(app, "Merge these themes").disabled
    app.text_input[0].set_value("One thing.").run()
    app.checkbox[0].check().run()
    button(app, "Merge these themes").click().run()
    register = book.register()
    assert register.themes["audit"].merged_into == "training"
    assert register.theme_links["SOTON-K:1|training"].confirmed


def test_a_split_proposes_where_each_link_goes(book):
    themes.confirm(book.engine, recommendation_id="SOTON-K:1", theme_id="training", **book.signed())
    app = alone("themes", view="list", theme_do="split")
    app.selectbox[0].set_value("training").run()
    app.text_input[0].set_value("Audits").run()
    app.text_area[0].set_value("Checks.").run()
    app.text_area[1].set_value("audit").run()
    assert app.radio[0].value == "both"
    button(app, "Split this theme").click().run()
    assert {"SOTON-K:1|training", "SOTON-K:1|audits"} <= set(book.register().theme_links)


def test_of_a_large_register_a_review_is_chosen_before_a_text_is(book, monkeypatch):
    monkeypatch.setattr(desk_suggestions, "MOST_TO_CHOOSE", 1)
    app = alone("themes", view="waiting")
    assert "Choose a review above" in seen(app)
    assert "**Which theme?**" not in [one.label for one in app.selectbox]
    monkeypatch.setattr(desk_suggestions, "MOST_TO_CHOOSE", 2_000)
    assert "**Which theme?**" in [one.label for one in alone("themes", view="waiting").selectbox]
