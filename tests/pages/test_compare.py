"""Any past day, on every page: it says so, keeps to it, and changes nothing; two days compared; month by month."""

import re
from datetime import date, timedelta

import pytest

from tests.pages.test_read_pages import NONSENSE, alone, board, demo, demo_home, framed, seen  # noqa: F401  (fixtures)
from tracker import clock
from tracker.commands import meetings, themes, verification
from tracker.queries.between import between
from tracker.queries.history import entries
from tracker.queries.standing import standing
from tracker.rules.dates import in_words
from tracker.rules.sight import WHOLE
from tracker.rules.words import Status
from tracker.ui.pages import PAGES

THEN = date(2026, 1, 20)
LOOKS = re.compile(r"\]\((overview|recommendations?|overdue|themes|my_agency|compare)(\?[^)]*)?\)")
"""Links to pages that show a day."""


HARMLESS = {"Check the whole record"}
"""Buttons that change nothing."""


def address(page):
    return {"recommendation": {"id": "SOTON-K:1"}, "theme": {"id": "neglect"}}.get(page.file, {})


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.file)
@pytest.mark.parametrize("person", ["manager", "chair", "police-lead"])
def test_every_page_keeps_to_a_past_day_says_so_and_changes_nothing(board, monkeypatch, page, person):  # noqa: F811
    """It is January on the screen, whatever has been recorded since."""
    action = board.plan(due=date(2026, 1, 10)).id
    themes.add_theme(board.engine, name="Neglect", definition="A child's needs are not met.", **board.signed())
    monkeypatch.setenv("TRACKER_AS", person)
    whole = standing(board.engine, sight=WHOLE)
    assert action in whole.register.actions
    app = framed(page.file, as_at=THEN.isoformat(), **address(page))
    text = seen(app)
    if page.file == "compare":
        assert f"**{in_words(THEN)}**" in text or f"{in_words(THEN)}" in text
    assert "This is how the register stood then. Nothing can be changed here" in text
    assert f"{in_words(THEN)}**" in text
    for target, query in LOOKS.findall(text):
        if "back to today" not in text[text.index(f"]({target}{query})") - 20 : text.index(f"]({target}{query})")]:
            assert f"as_at={THEN.isoformat()}" in query or f"to={THEN.isoformat()}" in query, (target, query)
    offered = [b.label for b in app.button if not b.disabled and b.label not in HARMLESS]
    assert offered == [], offered


def test_what_waited_for_verification_is_shown_as_at_a_past_day(board, monkeypatch):  # noqa: F811
    waited = board.plan(due=date(2026, 6, 1)).id
    board.to(waited, Status.CLAIMED)
    day = max(e.at for e in entries(board.engine, sight=WHOLE)).date()
    board.now += timedelta(days=20)
    verification.assure(board.engine, action_id=waited, reason="Seen.", **board.signed("scrutineer"))
    monkeypatch.setattr(clock, "today", lambda *_: day + timedelta(days=30))
    monkeypatch.setenv("TRACKER_AS", "chair")
    assert "1 claim to verify" not in framed("my_agency", desk="verify").title[0].value
    then = framed("my_agency", desk="verify", as_at=day.isoformat(), action=waited)
    assert "1 claim to verify" in then.title[0].value and "Claims to verify" in seen(then)
    assert not [b for b in then.button if not b.disabled]


def test_two_days_are_the_last_meeting_that_ended_and_today_unless_the_address_says_others(demo):  # noqa: F811
    app = alone("compare")
    held = max(m.held_on for m in demo.register.meetings.values() if m.ended_on and m.held_on < demo.today)
    assert [d.value for d in app.date_input] == [held, demo.today]
    early, late = demo.today - timedelta(days=200), demo.today - timedelta(days=20)
    app = alone("compare", **{"from": early.isoformat(), "to": late.isoformat()})
    assert [d.value for d in app.date_input] == [early, late]
    assert f"compared with **{in_words(early)}**" in seen(app) and in_words(late) in seen(app)


def test_what_is_shown_is_what_moved(demo):  # noqa: F811
    early = demo.today - timedelta(days=120)
    from tests.pages.test_read_pages import engine_for

    app = alone("compare", **{"from": early.isoformat()})
    text = seen(app)
    engine = engine_for(_url())
    moved = between(engine, early, sight=WHOLE)
    engine.dispose()
    assert app.title[0].value == moved.headline()
    for one in moved.rerated:
        assert moved.now.register.recommendations[one.id].ref in text
    for move in moved.dates_moved:
        assert move.action.id in text
    for figure in moved.figures:
        assert not (figure.then or figure.now) or figure.name in text


def _url():
    import os

    return f"sqlite:///{os.environ['TRACKER_HOME']}/demo/register.sqlite"


@pytest.mark.parametrize("words", NONSENSE)
def test_a_day_that_is_none_is_left_out_with_a_sentence(demo, words):  # noqa: F811
    app = alone("compare", **{"from": words, "to": words})
    assert len(app.warning) == 2 and all("left out" in w.value for w in app.warning)


def test_the_days_the_other_way_round_are_turned(demo):  # noqa: F811
    early, late = demo.today - timedelta(days=9), demo.today - timedelta(days=2)
    app = alone("compare", **{"from": late.isoformat(), "to": early.isoformat()})
    assert "the other way round" in app.warning[0].value
    assert [d.value for d in app.date_input] == [early, late]


def test_a_day_chosen_on_the_page_goes_into_the_address(demo):  # noqa: F811
    app = alone("compare")
    early = demo.today - timedelta(days=100)
    app.date_input[0].set_value(early).run()
    assert early.isoformat() in app.query_params["from"]
    assert f"compared with **{in_words(early)}**" in seen(app)


def test_where_nothing_moved_the_page_says_so(board):  # noqa: F811
    app = framed("compare", **{"from": "2001-01-01", "to": "2001-02-01"})
    assert "Nothing moved between the end of 1 January 2001 and the end of 1 February 2001" in seen(app)
    assert "The register held nothing on either day" in seen(app)


def test_the_last_meeting_of_a_board_is_what_it_compares_with(board):  # noqa: F811
    meetings.hold(
        board.engine, board_id="southampton", held_on=date(2026, 1, 2), title="Subgroup", **board.signed("chair")
    )
    app = framed("compare")
    assert app.date_input[0].value == date(2026, 1, 2)
    assert "the meeting of 2 Jan" in seen(app)


def test_month_by_month_shows_three_charts_each_with_its_numbers(demo):  # noqa: F811
    app = alone("compare", view="months")
    heads = [h.value for h in app.header]
    assert heads == ["Recommendations by rating, at each month’s end", "Overdue, by age", "Claims overturned so far"]
    assert all(len(table.value) == 13 for table in app.table) and len(app.table) == 3
    assert f"**{len(demo.overdue):,}** overdue" in seen(app)
    assert f"**{demo.overturned:,}** overturned" in seen(app)


def test_a_young_register_has_no_months_yet(board, monkeypatch):  # noqa: F811
    monkeypatch.setattr(clock, "today", lambda *_: date(2026, 1, 20))
    assert "younger than a month" in seen(framed("compare", view="months"))
