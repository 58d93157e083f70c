"""The meeting’s paper and the pages say the same numbers: every figure is asked of the page’s own function."""

from collections import Counter
from types import SimpleNamespace

import pytest

from tests.factories_store import Ledger, fresh_sqlite
from tests.packs.everything import DAY, MEETING, fill
from tracker.packs.brief import Asked
from tracker.packs.gathered import of_theme
from tracker.queries import papers
from tracker.queries.standing import standing
from tracker.rules import theme_map, theme_story
from tracker.rules.brag import ORDER
from tracker.rules.paper import Strips, said, texts
from tracker.rules.sight import WHOLE
from tracker.ui import show_moves, show_overdue, show_overview, show_proof, show_verification


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The paper of the June meeting, and what the pages see on its day."""
    ledger = Ledger(fresh_sqlite(tmp_path_factory.mktemp("screen"), furnished=True))
    fill(ledger)
    now = standing(ledger.engine, DAY, sight=WHOLE)
    at = SimpleNamespace(
        standing=now, before=now, register=now.register, now=now, today=DAY, worked_out=lambda make, *_: make()
    )
    yield papers.paper(ledger.engine, "meeting", Asked(MEETING), sight=WHOLE, as_at=DAY), at
    ledger.engine.dispose()


def table(made, name):
    return next(one for one in made.tables if one.name == name)


def figure(made, name):
    return next(said(row[1]) for row in table(made, "Figures").rows if row[0] == name)


def test_the_overviews_figures(made):
    paper, at = made
    page = show_overview.summary(at)
    wanted = {
        "Recommendations": page.now.counts.total,
        "Open actions late on the current date": page.now.late,
        "Open actions late on the original date": page.now.late_on_original,
        "Holes: asked, no action": page.now.holes,
        "Claims ever judged or waiting": page.now.claims,
        "Claims ever overturned": page.now.overturned,
        **{f"Recommendations: {b.label.lower()}": show_overview.of(page.now.counts, b) for b in ORDER},
    }
    assert {name: figure(paper, name) for name in wanted} == {name: f"{n:,}" for name, n in wanted.items()}
    (strips,) = (block for block in paper.blocks if isinstance(block, Strips))
    for (name, segments), (id_, counts) in zip(
        strips.rows, [(i, c) for i, c in page.by_review.items() if c.total], strict=True
    ):
        assert name == at.register.reviews[id_].subject
        assert dict(segments) == {b: n for b in show_overview.SHOWN if (n := show_overview.of(counts, b))}


def test_the_overviews_agencies_in_its_order(made):
    paper, at = made
    page = [
        (
            at.register.agencies[id_].short_name,
            f"{f.holes}", f"{f.overdue}", f"{f.late_on_original}", f"{f.awaiting}", f"{f.verified}",
            f"{f.overturned} of {f.claims}",
        )
        for id_, f in show_overview.agencies_by_need(at)
    ]  # fmt: skip
    rows = [tuple(map(said, row)) for row in table(paper, "Agencies").rows]
    assert [(row[0], *row[2:5], *row[6:]) for row in rows] == page
    words = [show_overview.in_numbers(f.counts) for _, f in show_overview.agencies_by_need(at)]
    assert [row[1].split("\n")[-1] for row in rows] == words


def test_the_theme_pages_recommendations_work_and_learning(made):
    _, at = made
    told = theme_story.story(at.standing, theme_map.build(at.standing), "voice")
    found = of_theme(at.standing, "voice")
    assert set(told.recommendations) == found.ids and found.ids
    assert [one.action for one in told.done] == [file.action.id for file in found.verified]
    assert told.learning == found.learning
    assert {rung: number for rung, number in told.rungs.items()} == Counter(f.strongest_rung for f in found.verified)


def test_the_overdue_pages_sentence_and_lists(made):
    paper, at = made
    late = show_overdue.find(at)
    assert figure(paper, "Open actions late on the current date") == f"{len(late.current)}"
    both = {said(row[0]).split("\n")[0] for row in table(paper, "Both dates").rows}
    assert {file.action.id for file in late.either} <= both
    words = show_moves.slippage.slipped(at.standing, show_moves.in_scope(at)).in_words
    assert words in texts(paper.blocks)


def test_the_verification_pages_claims_and_times(made):
    paper, at = made
    page = show_verification.find(at)
    assert figure(paper, "Claims waiting for verification") == f"{len(page)}"
    rows = table(paper, "Claims").rows
    assert [said(row[0]).split("\n")[0] for row in rows] == [file.action.id for file in page]
    for row, file in zip(rows, page, strict=True):
        assert said(row[2]).startswith(show_proof.of(at, file).verdict)
    every = show_verification._in_all(at)
    assert f"All agencies: {every.in_words}. From claim to verdict: {every.time_in_words}." in texts(paper.blocks)
