"""Pairs of recommendations answered by keyboard, in a real browser."""

import pytest

from tests.browser import forty
from tests.browser.conftest import serving
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Sameness


@pytest.fixture
def own(demo, tmp_path):
    """A server on a copy of the illustrative register that nobody else writes in: (served, engine)."""
    engine = forty.copied(demo.home, tmp_path / "home")
    with serving(tmp_path / "home", "--demo") as served:
        yield served, engine
    engine.dispose()


def test_pairs_are_gone_through_and_answered_by_keys_and_a_figure_in_the_reason_answers_nothing(own, visit):
    served, engine = own
    visitor = visit("Chair", served=served)
    page = visitor.open("/themes?view=overlaps")
    waiting = page.get_by_role("radio", name="Waiting").or_(page.get_by_role("button", name="Waiting")).first
    before = waiting.inner_text()
    heading = page.get_by_role("heading", name="side by side")
    first = heading.inner_text()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**pair=*")
    visitor.drawn()
    second = heading.inner_text()
    assert second != first
    was = set(current(engine, sight=WHOLE).overlap_judgements)
    page.get_by_label("Why?").click()
    page.keyboard.type("1 of 2")
    visitor.drawn()
    assert set(current(engine, sight=WHOLE).overlap_judgements) == was
    page.keyboard.press("Tab")
    visitor.drawn()
    page.keyboard.press("2")
    page.get_by_text("is on the record at").wait_for()
    visitor.drawn()
    now = current(engine, sight=WHOLE).overlap_judgements
    (made,) = (one for id_, one in now.items() if id_ not in was)
    assert (made.answer, made.reason) == (Sameness.RELATED, "1 of 2")
    assert heading.inner_text() not in (first, second)
    assert waiting.inner_text() != before
    assert not visitor.complaints
