"""How things came to stand, on the illustrative register: the trend ends where the standing is."""

from datetime import timedelta
from itertools import pairwise

import pytest

from tracker import clock, demo
from tracker.queries.history import entries
from tracker.queries.register import as_at_number, current
from tracker.queries.sentences import sentences
from tracker.queries.standing import standing
from tracker.queries.trends import burn_up, ribbon
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.rules.words import Level
from tracker.settings import load
from tracker.store.engine import engine_for
from tracker.street import street


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    settings = load(demo=True, environment={"TRACKER_HOME": str(tmp_path_factory.mktemp("home"))})
    demo.prepare(settings, street() / "data", today=clock.today(), say=lambda words: None)
    engine = engine_for(settings.database_url)
    yield engine
    engine.dispose()


def test_the_trail_of_a_whole_register_rebuilds_it_and_holds(store):
    now, told = current(store, sight=WHOLE), as_at_number(store, 10**9, sight=WHOLE)
    assert now.actions.keys() == told.actions.keys()
    assert {a.id: (a.status, a.due, a.title) for a in now.actions.values()} == {
        a.id: (a.status, a.due, a.title) for a in told.actions.values()
    }
    assert verify(store).ok


def test_the_burn_up_ends_with_what_is_assured_and_was_due_today(store):
    now = standing(store, sight=WHOLE)
    trend = burn_up(store, now, sight=WHOLE)
    assert trend.days[-1] == now.today
    assert trend.verified[-1] == len(now.verified)
    assert trend.planned[-1] == len(now.register.actions)
    due = [a for a in now.register.actions.values() if a.original_due and a.original_due <= now.today]
    assert trend.due[-1] == len(due)


def test_the_burn_up_of_a_past_day_is_the_beginning_of_todays(store):
    now = standing(store, sight=WHOLE)
    then = standing(store, now.today - timedelta(days=70), sight=WHOLE)
    assert burn_up(store, then, sight=WHOLE).verified[-1] == len(then.verified)


@pytest.mark.parametrize("days_back", [0, 45, 200])
def test_every_ribbon_ends_in_the_rating_that_the_page_shows(store, days_back):
    then = standing(store, clock.today() - timedelta(days=days_back), sight=WHOLE)
    for rec in then.register.recommendations.values():
        if rec.level != Level.OVERVIEW:
            continue
        last = {stretch.part_id: stretch for stretch in ribbon(store, then, rec.id, sight=WHOLE)}
        for part in then.tracked_parts.get(rec.id, ()):
            assert last[part.id].rating.brag == then.part_ratings[part.id].brag, part.id
            assert last[part.id].until == then.today + timedelta(days=1)


def test_a_ribbon_has_no_gaps(store):
    now = standing(store, sight=WHOLE)
    stretches = ribbon(store, now, "NORTHANTS-AK:10", sight=WHOLE)
    for one, next_ in pairwise(stretches):
        if one.part_id == next_.part_id:
            assert one.until == next_.since and one.rating.brag != next_.rating.brag


def test_one_press_of_a_button_is_one_sentence(store):
    told = entries(store, verb="verify", limit=60, sight=WHOLE)
    said = sentences(standing(store, sight=WHOLE).register, told)
    assert said and len(said) < len(told)
    assert all(s.who and s.subject and s.details for s in said)
    assert any("Status: Claimed → Assured" in s.details for s in said)
