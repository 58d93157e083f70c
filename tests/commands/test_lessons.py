"""The same lesson: a meeting finds that an earlier recommendation came back, and what was done for it is owed again."""

from datetime import date

import pytest

from tests.commands.test_meetings import hold
from tracker.commands import agendas, lessons, not_doing, recommendations, reviews, themes
from tracker.queries.agendas import suggested
from tracker.queries.standing import standing
from tracker.rules.errors import (
    AlreadyExistsError,
    BadValueError,
    EmptyValueError,
    NotAllowedError,
    SignOffBlockedError,
    UnknownError,
)
from tracker.rules.recurrence import recurrences
from tracker.rules.sight import WHOLE
from tracker.rules.words import AgendaKind, DecisionKind, NotDoingKind, Publication, Status

OLD, NEW = "SOTON-K:1", "SOTON-L:1"
MARCH = date(2026, 3, 20)


@pytest.fixture
def book(ledger):
    """A second review of the same board, published after an action of the first one was assured."""
    book = ledger
    book.mine = book.to(book.plan(part_ids=("SOTON-K:1/a", "SOTON-K:1/b")).id, Status.ASSURED).id
    book.theirs = book.to(book.plan("health", part_ids=("SOTON-K:1/a", "SOTON-K:1/b")).id, Status.CLAIMED).id
    book.on(date(2026, 3, 1))
    reviews.add(
        book.engine, code="SOTON-L", board_id="southampton", kind="LCSPR", subject="Child L", title="Child L",
        published_on=date(2026, 3, 1), state=Publication.PUBLISHED, **book.signed(),
    )  # fmt: skip
    recommendations.add(book.engine, review_id="SOTON-L", ref="1", title="Train", text="Train.", **book.signed())
    book.meeting = hold(book, MARCH)
    return book


def decide(book, who="chair", **more):
    facts = {"meeting_id": book.meeting, "recommendation_id": NEW, "earlier_id": OLD, "reason": "Nobody was trained."}
    return lessons.same_lesson(book.engine, **(facts | more), **book.signed(who))


def test_what_is_named_is_owed_again_and_the_minute_says_so(book):
    made = decide(book, "member", reopen=[book.mine, book.theirs])
    register = book.register()
    assert (made.kind, made.about, made.made) == (DecisionKind.SAME_LESSON, NEW, OLD)
    assert made.text.startswith("The same lesson: Child L 1 ‘Train’ asks again for Child K 1 ‘Train and audit’. Nobody")
    assert register.actions[book.mine].status == Status.REOPENED
    assert register.actions[book.theirs].status == Status.RETURNED
    assert made.minute == "2026/03-1"
    (one,) = recurrences(standing(book.engine, sight=WHOLE))  # though nothing tells the tracker that they are alike
    assert (one.recommendation, one.earlier, one.decision.id) == (NEW, OLD, made.id)


def test_nothing_is_reopened_that_nobody_named_and_it_is_decided_once(book):
    decide(book)
    assert book.action(book.mine).status == Status.ASSURED
    with pytest.raises(AlreadyExistsError):
        decide(book)


def test_a_not_doing_entry_is_ended_and_a_closed_recommendation_opened(book):
    entry = not_doing.enter(
        book.engine, kind=NotDoingKind.RISK_ACCEPTED, reason="Too dear.", recommendation_id="SOTON-K:2",
        **book.signed("chair"),
    )  # fmt: skip
    recommendations.close(book.engine, recommendation_id="SOTON-K:2", **book.signed("chair"))
    decide(book, earlier_id="SOTON-K:2", reopen=[entry.id, "SOTON-K:2"])
    register = book.register()
    assert register.not_doing[entry.id].ended_on is not None
    assert register.recommendations["SOTON-K:2"].closed_on is None


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"earlier_id": NEW}, BadValueError),
        ({"reason": " "}, EmptyValueError),
        ({"reopen": ["SOTON-K-A999"]}, UnknownError),
        ({"reopen": [OLD]}, SignOffBlockedError),  # it is not closed
        ({"who": "scrutineer"}, NotAllowedError),
    ],
)
def test_a_refusal_changes_nothing_at_all(book, facts, error):
    before = book.register()
    more = {"reopen": [book.mine], **facts}
    with pytest.raises(error):
        decide(book, **more)
    after = book.register()
    assert after.actions == before.actions
    assert after.decisions == before.decisions


def test_the_agenda_proposes_it_until_a_meeting_decides(book):
    theme = themes.add_theme(book.engine, name="Training", definition="Train.", **book.signed()).id
    book.on(date(2026, 3, 2))
    for id_ in (OLD, NEW):
        themes.confirm(book.engine, recommendation_id=id_, theme_id=theme, **book.signed("chair"))
    book.on(date(2026, 3, 20))

    def proposed(meeting):
        return [s for s in suggested(book.engine, meeting, sight=WHOLE) if s.kind == AgendaKind.RECURRENCE]

    (item,) = proposed(book.meeting)
    assert item.about == NEW
    assert "Child K 1 asked for much the same and was claimed complete on 5 January 2026" in item.why
    assert "no evidence was on record then" in item.why
    (kept,) = agendas.make(book.engine, meeting_id=book.meeting, items=[item], **book.signed("chair"))
    decide(book, item_id=kept.id)
    later = hold(book, date(2026, 4, 20))
    assert proposed(later) == []
