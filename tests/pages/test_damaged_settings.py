"""A setting that is damaged in the store is told in a sentence, and the page with the form that mends it is drawn."""

import pytest

from tests.pages.test_sessions import board, opened, signed_in, words  # noqa: F401  (fixtures)
from tracker.rules.records import Setting
from tracker.rules.words import Status
from tracker.store.database import changing


@pytest.mark.parametrize(
    ("setting", "page", "address"),
    [
        ("assurance", "verification", {"view": "needed"}),
        ("assurance", "recommendation", {"id": "SOTON-K:1"}),
        ("chasing", "chase", {"view": "settings"}),
    ],
)
def test_a_damaged_setting_leaves_its_page(board, signed_in, setting, page, address):  # noqa: F811
    board.to(board.plan().id, Status.CLAIMED)
    with changing(board.engine, verb="set_thresholds", **board.signed()) as work:
        work.allow("set_thresholds")
        work.add(Setting(setting, "{"))
    signed_in("manager")
    app = opened(f"pages/{page}.py", **address)
    assert not app.exception and not app.error and app.title
    assert "set " in words(app) and "Until then the usual ones are shown here" in words(app)
