"""Getting started, help and the tour: who is shown what, what a word finds, what nonsense in an address does."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.factories_store import Ledger, fresh_sqlite
from tests.pages.test_write_pages import press, seen, sound
from tracker.commands import people
from tracker.queries.register import current
from tracker.rules.first_steps import first_steps, next_step
from tracker.rules.glossary import ENTRIES, entry, looked_up
from tracker.rules.sight import WHOLE
from tracker.ui.pages import PAGES
from tracker.ui.show_help import KEYS, WORDS, body_of, guides, title_of
from tracker.ui.tour import PEOPLE, STOPS

APP = Path(__file__).parents[2] / "app.py"
STARTED = "Getting started"


@pytest.fixture
def board(tmp_path, monkeypatch):
    engine = fresh_sqlite(tmp_path, furnished=True)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    for name in ("TRACKER_DATABASE_URL", "TRACKER_DEMO", "TRACKER_AS"):
        monkeypatch.delenv(name, raising=False)
    yield Ledger(engine)
    engine.dispose()


@pytest.fixture
def open_page(board, monkeypatch):
    def go(page, person, /, **address):
        monkeypatch.setenv("TRACKER_AS", person)
        app = AppTest.from_file(str(APP), default_timeout=60)
        if page:
            app.run()
            app.switch_page(f"pages/{page}.py")
        for name, value in address.items():
            app.query_params[name] = value
        return sound(app.run())

    return go


def labels(app):
    return [button.label for button in app.button]


class TestGettingStarted:
    def test_who_keeps_the_register_is_shown_the_next_step_on_every_page_and_nobody_else_is(self, open_page, board):
        step = next_step(first_steps(current(board.engine, sight=WHOLE)))
        assert step.go in labels(open_page(None, "manager"))
        assert f"{STARTED}, step" in seen(open_page("history", "manager"))
        assert STARTED not in seen(open_page("history", "reader"))
        assert STARTED not in seen(open_page(None, "police-lead"))

    def test_the_steps_are_put_away_for_one_person_and_come_back(self, open_page, board):
        people.add(board.engine, name="Second", **board.signed())
        people.give_role(board.engine, person_id="second", role="administrator", **board.signed())
        press(open_page("start", "manager"), "Put the steps away")
        assert STARTED not in seen(open_page(None, "manager"))
        assert STARTED in seen(open_page(None, "second"))
        press(open_page("start", "manager"), "Show the steps on every page again")
        assert STARTED in seen(open_page(None, "manager"))

    def test_a_past_day_shows_no_step(self, open_page):
        assert STARTED not in seen(open_page(None, "manager", as_at="2026-01-01"))

    @pytest.mark.parametrize("step", ["board", "review", "agencies", "owners", "workbooks", "nonsense"])
    def test_every_step_opens_whatever_is_done(self, open_page, step):
        page = open_page("start", "manager", step=step, ask="nonsense")
        assert "first steps done" in page.title[0].value
        assert labels(page)

    def test_only_who_may_edit_the_register_gets_a_form(self, open_page):
        page = open_page("start", "reader", step="board")
        assert not page.text_input and "You may not" in seen(page)

    def test_a_board_is_set_up_in_one_form_and_its_refusal_keeps_every_word(self, open_page, board):
        page = open_page("start", "manager", step="board")
        page.text_input[0].set_value("Anytown Partnership")
        page.text_input[2].set_value("no address")
        press(page, "Set up the board")
        assert "is not an e-mail address" in page.error[0].value
        assert page.text_input[0].value == "Anytown Partnership"
        page.text_input[2].set_value("")
        press(page, "Set up the board")
        assert "**Set up.**" in page.success[0].value
        assert "Anytown Partnership" in {one.name for one in current(board.engine, sight=WHOLE).boards.values()}


class TestHelp:
    def test_every_page_has_its_words_and_every_word_its_meaning(self):
        assert set(WORDS) == {page.url for page in PAGES}
        assert {word for words in WORDS.values() for word in words} <= {one.word for one in ENTRIES}
        assert set(KEYS) <= set(WORDS)
        assert len({one.word for one in ENTRIES}) == len(ENTRIES)
        assert all(one.meaning[-1] in ".?" and len(one.meaning) <= 200 for one in ENTRIES)

    @pytest.mark.parametrize(
        ("asked", "first"),
        [
            ("gap", "hole"),
            ("HOLE", "hole"),
            ("baseline", "original date"),
            ("rag", "rating"),
            ("check back", "check-back"),
        ],
    )
    def test_a_word_is_found_by_what_others_call_it(self, asked, first):
        assert looked_up(asked)[0] == entry(first)

    def test_the_page_finds_words_and_says_where_else_to_look(self, open_page):
        assert "asked for" in seen(open_page("help", "reader", word="hole"))
        assert "No word here is called so" in seen(open_page("help", "reader", word="<b>zzz</b>"))

    @pytest.mark.parametrize("guide", [*guides(), "../../SECURITY.md", "nonsense"])
    def test_a_guide_is_read_in_the_page_and_nothing_else_is(self, open_page, guide):
        page = open_page("help", "reader", guide=guide.removesuffix(".md"))
        text = "\n".join(block for block in map(str, (m.value for m in page.markdown)))
        if guide in guides():
            assert body_of(guides()[guide]) in text and ".md)" not in text and "![" not in text
            assert title_of(guides()[guide])
        else:
            assert "Security" not in text

    def test_it_names_who_keeps_the_register(self, open_page):
        assert "Whoever keeps this register: **" in seen(open_page("help", "reader"))


class TestTour:
    def test_each_stop_is_a_page_with_two_sentences_and_one_for_each_of_the_three_people(self):
        assert 6 <= len(STOPS) <= 9 and len({stop.page for stop in STOPS}) == len(STOPS)
        assert {stop.page for stop in STOPS} <= {page.url for page in PAGES}
        for stop in STOPS:
            assert stop.answers.endswith(".") and stop.try_.endswith(".") and set(stop.yours) == set(PEOPLE)

    @pytest.mark.parametrize("asked", ["0", "10", "-1", "x", "1e3", "٣٣٣٣", ""])
    def test_nonsense_begins_no_tour_and_a_real_register_has_none(self, open_page, asked):
        assert "End the tour" not in labels(open_page(None, "manager", tour=asked))
        assert "Leave the tour" not in labels(open_page(None, "manager", tour="1"))
