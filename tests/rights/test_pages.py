"""Every page × somebody without a role, and × a business manager to compare: no content of the register is drawn."""

from datetime import date

import pytest

from tests.pages.test_sessions import board, opened, signed_in, words  # noqa: F401  (fixtures)
from tests.rights.people import OTHER, OWN, gather, id_of
from tracker.ui.pages import PAGES

ADDRESS = {"recommendation": {"id": "SOTON-K:1"}}
CONTENT = ("Train", "SOTON-K", "Child K", "Police", "register no.", "recommendation", "Manager of")


@pytest.fixture
def everybody(board):  # noqa: F811  (fixtures)
    gather(board)
    board.plan(title="Train officers", due=date(2026, 1, 20))
    return board


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.file)
@pytest.mark.parametrize("side", [OWN, OTHER])
def test_no_page_draws_anything_of_the_register_for_somebody_without_a_role(everybody, signed_in, page, side):  # noqa: F811
    address = ADDRESS.get(page.file, {})
    signed_in(id_of("M", side))
    app = opened(page.path, **address)
    assert not app.exception
    assert any(piece in words(app) for piece in CONTENT)
    signed_in(id_of("N", side))
    for drawn in (opened(page.path, **address), app.run()):  # in a new tab, and in the one that showed it before
        assert not drawn.exception
        assert not any(piece in words(drawn) for piece in CONTENT), words(drawn)
        assert [element.value for element in drawn.title] == ["No role yet"]
        kinds = ("button", "selectbox", "text_input", "text_area", "dataframe", "table", "expander", "metric", "tabs")
        assert not [element for kind in kinds for element in getattr(drawn, kind)]
