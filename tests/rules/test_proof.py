"""The least evidence for each kind of change, and evidence that is old."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.factories import Book
from tracker.rules.errors import BadValueError
from tracker.rules.proof import LeastRungs, needed, old, strictest, weak
from tracker.rules.records import Setting
from tracker.rules.words import ChangeKind, Rung, Status

LEAST = LeastRungs()
TODAY = date(2026, 11, 20)


def claimed(*rungs, change=ChangeKind.PRACTICE, second=None, about=None):
    """One claimed action with evidence of these rungs, for one recommendation or for two."""
    book = Book()
    book.recommendation("SOTON-K:1", {"a": ["police"]}, change=change)
    parts = ["SOTON-K:1/a"]
    if second:
        book.recommendation("SOTON-K:2", {"a": ["police"]}, change=second)
        parts.append("SOTON-K:2/a")
    book.action("A1", "police", parts, rungs=rungs, status=Status.CLAIMED, claimed_on=date(2026, 11, 1))
    for id_ in list(book.tables.get("evidence", {})):
        book.edit("evidence", id_, about=about)
    register = book.register()
    return register.files["A1"], register


def test_training_alone_does_not_assure_a_change_of_practice():
    words = "its best evidence is a training record, and a change of practice needs a dip sample at least"
    assert weak(*claimed(Rung.DOCUMENT, Rung.TRAINING_RECORD), LEAST) == words


@pytest.mark.parametrize("kind", ChangeKind)
@pytest.mark.parametrize("rung", Rung)
def test_the_least_rung_and_every_one_above_it_is_enough(kind, rung):
    enough = list(Rung).index(rung) >= list(Rung).index(LEAST.of(kind))
    assert (weak(*claimed(rung, change=kind), LEAST) is None) == enough


def test_no_evidence_is_weaker_than_any():
    assert weak(*claimed(change=ChangeKind.POLICY), LEAST) == (
        "it has no evidence, and a policy or procedure needs a document at least"
    )


def test_where_nobody_said_what_kind_nothing_is_asked():
    file, register = claimed(change=None)
    assert weak(file, register, LEAST) is None
    assert needed(file, register, LEAST) is None


def test_of_two_recommendations_the_stricter_counts():
    file, register = claimed(Rung.DOCUMENT, change=ChangeKind.POLICY, second=ChangeKind.PRACTICE)
    assert strictest(file, register, LEAST) == ChangeKind.PRACTICE
    assert weak(file, register, LEAST) is not None
    assert weak(file, register, replace(LEAST, practice=Rung.DOCUMENT)) is None


def test_evidence_long_before_the_claim_is_old_and_says_how_long():
    file, register = claimed(Rung.AUDIT, about=date(2025, 10, 1))
    assert old(file, LEAST, register, today=TODAY) == (
        "its newest evidence that counts is about 1 October 2025, 13 months before the claim"
    )
    assert old(file, replace(LEAST, old_months=14), register, today=TODAY) is None


def test_a_recent_document_does_not_make_an_old_dip_sample_recent():
    file, register = claimed(Rung.DIP_SAMPLE, Rung.DOCUMENT, about=date(2026, 10, 1))
    first = replace(file.evidence[0], about=date(2024, 1, 1))
    file = replace(file, evidence=(first, file.evidence[1]))
    assert old(file, LEAST, register, today=TODAY)
    assert old(file, LEAST, today=TODAY) is None


def test_evidence_about_no_day_says_so_and_none_is_not_old():
    assert old(*claimed(Rung.AUDIT)[:1], LEAST, today=TODAY) == "no piece of its evidence says which day it is about"
    assert old(*claimed()[:1], LEAST, today=TODAY) is None


def test_the_setting_is_read_back_as_written():
    mine = LeastRungs(practice=Rung.AUDIT, old_months=6)
    assert LeastRungs.from_settings({"assurance": Setting("assurance", mine.to_json())}) == mine
    assert LeastRungs.from_settings({}) == LEAST
    assert LeastRungs.from_json('{"policy": "audit"}') == LeastRungs(policy=Rung.AUDIT)


@pytest.mark.parametrize("text", ["", "[]", '{"poetry": "audit"}', '{"policy": "gossip"}', '{"policy": 3}',
                                  '{"old_months": 0}', '{"old_months": true}', '{"old_months": "6"}'])  # fmt: skip
def test_a_damaged_setting_says_so(text):
    with pytest.raises(BadValueError):
        LeastRungs.from_json(text)
