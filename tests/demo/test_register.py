"""The illustrative register as a whole: a believable board, a true trail, nothing published changed."""

import json
import re
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.demo.conftest import DATA, built_in
from tracker.clock import LONDON
from tracker.demo.plan import ROWS
from tracker.demo.routine import WORDS
from tracker.demo.stories import in_order
from tracker.queries import history
from tracker.queries.register import as_at, current
from tracker.queries.trends import burn_up
from tracker.queries.verifying import verify
from tracker.rules.errors import NotADemoStoreError
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.sight import WHOLE
from tracker.rules.standing import build as rate
from tracker.store.convert import read_all
from tracker.store.engine import engine_for, reading
from tracker.store.tables import ENTITIES

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
LONGEST_RUN = 12


def test_the_mixture_is_that_of_a_real_board(now):
    counts = now.counts()
    assert counts.total == 25
    assert 6 <= counts.red <= 9
    assert 6 <= counts.amber <= 9
    assert 2 <= counts.grey <= 3
    assert 3 <= counts.green <= 5
    assert 3 <= counts.blue <= 5
    assert 60 <= len(now.register.actions) <= 90
    assert 12 <= len({a.owner_id for a in now.register.actions.values()}) <= 16
    assert 8 <= len(now.overdue) <= 16
    assert len(now.late_on_original) >= len(now.overdue) + 4
    assert 2 <= now.overturned <= 4
    assert 3 <= len(now.holes) <= 9
    assert 3 <= len(now.stale) <= 8
    assert 4 <= len(now.disagreements) <= 10


@pytest.mark.parametrize("shift", [4])
def test_no_weekday_changes_the_mixture(demo, now, tmp_path, shift):
    """Days are moved off weekends; whatever day the register is built on, the figures are the same."""
    other = built_in(tmp_path / "demo", demo.today + timedelta(days=shift))
    standing = rate(current(other.engine, sight=WHOLE), today=other.today)
    assert standing.counts() == now.counts()
    assert len(standing.overdue) == len(now.overdue)
    assert len(standing.due_soon) == len(now.due_soon)


def test_time_only_moves_forward_in_office_hours(demo):
    entries = history.entries(demo.engine, newest_first=False, limit=None, sight=WHOLE)
    assert all(before.at <= after.at for before, after in pairwise(entries))
    signed = {}
    for entry in entries:  # one instant, one command: never two
        assert signed.setdefault(entry.at, (entry.by, entry.verb)) == (entry.by, entry.verb)
        local = entry.at.astimezone(LONDON)
        assert local.weekday() < 5
        assert 9 <= local.hour < 18
    assert 700 <= len(signed) <= 1400
    assert (demo.today - entries[0].at.date()).days >= 545
    assert entries[-1].at.date() < demo.today


def test_the_chain_holds(demo):
    verdict = verify(demo.engine)
    assert verdict.ok, verdict.why


def test_the_trail_alone_gives_the_register_as_it_stands(demo):
    assert contents(as_at(demo.engine, demo.today, sight=WHOLE)) == contents(current(demo.engine, sight=WHOLE))


@pytest.mark.parametrize("days", [30, 200, 400])
def test_the_past_differs(demo, now, days):
    then = demo.today - timedelta(days=days)
    past = rate(as_at(demo.engine, then, sight=WHOLE), today=then)
    assert past.counts().total == 25
    assert past.counts() != now.counts()
    assert len(past.register.updates) < len(now.register.updates)


def test_more_and_more_is_verified_over_eighteen_months(demo, now):
    curve = burn_up(demo.engine, now, sight=WHOLE)
    quarters = curve.verified[:: len(curve.verified) // 6]
    assert all(before <= after + 2 for before, after in pairwise(curve.verified)), "a reopening takes one back, no more"
    assert quarters[0] == 0
    assert sum(after > before for before, after in pairwise(quarters)) >= 4
    assert curve.verified[-1] == len(now.verified)


def test_what_was_published_is_as_published(now):
    for path in sorted((DATA / "reviews").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for item in (*data["recommendations"], *data["single_agency"]):
            kept = now.register.recommendations[f"{data['code']}:{item['ref']}"]
            assert (kept.text, kept.title, kept.addressed_to) == (
                item["text"],
                item["title"],
                tuple(item["addressed_to"]),
            )
            parts = {p.label: p.text for p in now.register.parts_of[kept.id]}
            assert parts == {p["label"]: p["text"] for p in item["parts"]}
    assert all(point.promoted_to is None for point in now.register.learning_points.values())


def test_it_is_marked_from_its_first_entry(demo, now):
    assert now.register.settings["illustrative"].value == ILLUSTRATIVE
    assert history.entries(demo.engine, newest_first=False, limit=1, sight=WHOLE)[0].entity_id == "illustrative"


def test_two_builds_for_one_day_are_equal(demo, now, tmp_path):
    other = built_in(tmp_path / "demo", demo.today)
    assert contents(current(other.engine, sight=WHOLE)) == contents(now.register)


def test_progress_is_said_month_by_month(demo):
    assert demo.said[6].startswith("Month 7 of 18: ")
    assert len(demo.said) == 18


def test_a_store_that_is_not_a_demonstrations_is_refused(demo, tmp_path):
    from tracker.demo import build

    engine = engine_for(f"sqlite:///{tmp_path / 'register.sqlite'}")
    with pytest.raises(NotADemoStoreError):
        build(engine, demo.vault, DATA, today=demo.today, say=str)
    assert not (tmp_path / "register.sqlite").exists()
    with pytest.raises(NotADemoStoreError):
        build(demo.engine, demo.vault, DATA, today=demo.today, say=str)


def test_every_row_runs_forward_and_is_long_enough_to_be_read():
    for row in ROWS:
        assert in_order(row.steps), row.title
        assert row.planned <= row.steps[0].day
        assert 20 <= len(row.title) <= 110
        assert row.outcome
    assert len({(row.owner, row.title) for row in ROWS}) == len(ROWS)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two reports are no part of the project")
def test_no_wording_is_taken_from_the_reports(now):
    reports = set()
    for path in SEEDS.glob("*.txt"):
        words = plain(path.read_text(encoding="utf-8"))
        reports |= {tuple(words[n : n + LONGEST_RUN]) for n in range(len(words) - LONGEST_RUN + 1)}
    for text in invented(now.register):
        words = plain(text)
        runs = {tuple(words[n : n + LONGEST_RUN]) for n in range(len(words) - LONGEST_RUN + 1)}
        assert not runs & reports, text


def invented(register):
    yield from WORDS
    for file in register.files.values():
        yield f"{file.action.title} {file.action.intended_outcome}"
        yield from (u.narrative for u in file.updates)
        yield from (e.reason for e in file.extensions)
        yield from (v.reason for v in file.verifications)
        yield from (c.note for c in file.check_backs if c.note)
    yield from (d.text for d in register.decisions.values())
    yield from (n.reason for n in register.not_doing.values())


def plain(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def contents(register):
    return {e.table: {i: without_version(r) for i, r in getattr(register, e.table).items()} for e in ENTITIES}


def without_version(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__ if name != "version"}


def test_nothing_is_left_out_of_the_comparison(demo):
    with reading(demo.engine) as connection:
        assert sum(len(read_all(connection, e.record)) for e in ENTITIES) == sum(
            map(len, contents(current(demo.engine, sight=WHOLE)).values())
        )
