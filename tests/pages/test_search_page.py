"""The search page: what is found stands with its place and the words marked; what somebody may not see is not there."""

import pytest

from tests.pages.test_read_pages import NONSENSE, alone, board, seen  # noqa: F401  (a fixture)
from tests.secret_things import restricted
from tracker.commands import updates
from tracker.queries.searching import forget


@pytest.fixture(autouse=True)
def fresh():
    yield
    forget()


def test_an_update_is_found_with_its_action_and_the_words_marked(board):  # noqa: F811
    action = board.plan("police", title="Train").id
    said = "Sergeants use [the] *trampoline* protocol."
    updates.say(board.engine, action_id=action, narrative=said, **board.signed("police-lead"))
    app = alone("search", words="trampolien")
    assert app.title[0].value == "1 text holds a near spelling of ‘trampolien’"
    text = seen(app)
    assert f"my_agency?action={action}" in text
    assert ":gray-background[**trampoline**]" in text
    assert r"\[the\]" in text


def test_without_words_the_page_says_how_to_look_and_finds_nothing(board):  # noqa: F811
    assert "A phrase" in seen(alone("search"))
    assert "Nothing was found" in seen(alone("search", words="xyzzy"))


@pytest.mark.parametrize(("person", "sees"), [("manager", True), ("police-lead", True), ("health-lead", False)])
def test_restricted_evidence_is_found_by_those_who_may_see_it(board, monkeypatch, person, sees):  # noqa: F811
    restricted(board)
    monkeypatch.setenv("TRACKER_AS", person)
    assert ("**mother**" in seen(alone("search", words="mother"))) is sees


@pytest.mark.parametrize("name", ["kind", "review", "agency", "from", "to", "page"])
def test_nonsense_in_the_address_is_left_out(board, name):  # noqa: F811
    board.plan("police", title="Giraffe")
    for words in NONSENSE:
        assert alone("search", words="giraffe", **{name: words}).title[0].value == "1 text holds ‘giraffe’"
