"""What was saved is told once, also where the run of the page that saved it was ended before it could say so."""

from concurrent.futures import Future
from threading import Timer

import pytest
from streamlit.runtime.scriptrunner import StopException

from tests.pages.test_write_pages import board, open_page, sound  # noqa: F401  (fixtures)
from tracker.rules.errors import TrackerError
from tracker.ui.saving import KEY, Saving

GONE = "workbook:0"
"""The name of a form that the page does not draw any more: what it was about is off the desk."""


def saved(done=lambda made: f"**Applied.** {made}.", says="workbook"):
    one = Saving("workbook", says, done)
    one.outcome.set_result("2 actions changed")
    return one


def told(page):
    return [one.value for one in page.success]


def test_a_save_whose_form_is_gone_is_told_once(open_page, board):  # noqa: F811
    page = open_page("workbook", "manager")
    page.session_state[KEY] = {GONE: saved()}
    assert told(sound(page.run())) == ["**Applied.** 2 actions changed."]
    assert page.session_state[KEY] == {}


def test_where_the_telling_itself_was_ended_the_next_run_tells_it(open_page, board):  # noqa: F811
    runs = []

    def done(made):
        runs.append(made)
        if len(runs) == 1:
            raise StopException  # as Streamlit ends a run that another has taken the place of
        return f"**Applied.** {made}."

    page = open_page("workbook", "manager")
    page.session_state[KEY] = {GONE: saved(done)}
    assert told(page.run()) == [] and len(runs) == 1
    assert told(sound(page.run())) == ["**Applied.** 2 actions changed."]
    assert page.session_state[KEY] == {}


def test_a_page_waits_for_what_is_being_saved_and_shows_it(open_page, board):  # noqa: F811
    page = open_page("workbook", "manager")
    one = Saving("workbook", "workbook", lambda made: f"**Applied.** {made}.")
    page.session_state[KEY] = {GONE: one}
    Timer(0.5, one.outcome.set_result, ["as late as this"]).start()
    assert told(sound(page.run())) == ["**Applied.** as late as this."]


def test_it_is_told_where_its_own_page_says_such_things_and_nowhere_else(open_page, board):  # noqa: F811
    page = open_page("workbook", "manager")
    page.session_state[KEY] = {GONE: saved(says="themes")}
    assert told(sound(page.run())) == [] and GONE in page.session_state[KEY]


def test_what_cannot_be_told_is_not_tried_for_ever(open_page, board):  # noqa: F811
    def done(made):
        raise ValueError("no words for it")

    page = open_page("workbook", "manager")
    page.session_state[KEY] = {GONE: saved(done)}
    assert [one.message for one in page.run().exception]
    sound(page.run())


@pytest.mark.parametrize("end", [lambda o: o.cancel(), lambda o: o.set_exception(TrackerError("It may not be."))])
def test_what_was_refused_is_no_success(end):
    one = Saving("workbook", "workbook", str, Future())
    assert not one.succeeded
    end(one.outcome)
    assert not one.succeeded
