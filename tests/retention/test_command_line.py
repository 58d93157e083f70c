"""`tracker retention` and `tracker holds`, as another program would call them."""

import pytest

from tests.cli.conftest import VARIABLES, Tracker
from tests.factories_store import Ledger, fresh_sqlite
from tests.retention.closed import WHY, closed_review
from tracker.store.vault import Vault


@pytest.fixture
def tracker(tmp_path, monkeypatch):
    """A register with SOTON-K, closed long ago, and its two pieces of evidence."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    engine = fresh_sqlite(tmp_path, furnished=True)
    closed_review(Ledger(engine), Vault(tmp_path / "evidence"))
    engine.dispose()
    return Tracker(tmp_path)


def test_listed_asked_agreed_and_gone(tracker):
    listed = tracker("retention", "list", "--json").json
    (review,) = listed["reviews"]
    assert (review["review"], review["due"], review["due_on"]) == ("SOTON-K", 2, "2025-05-03")
    assert {one["state"] for one in review["evidence"]} == {"due"}
    wrong = tracker("retention", "ask", "SOTON-K", "--count", "1", "--reason", WHY)
    assert wrong.status == 1 and "2 pieces of evidence of SOTON-K are due, not 1" in wrong.err
    asked = tracker("retention", "ask", "SOTON-K", "--count", "2", "--reason", WHY, "--by", "manager", "--json").json
    own = tracker("retention", "agree", asked["id"], "--by", "manager")
    assert own.status == 1 and "two people" in own.err
    assert tracker("export", "--out", tracker.home / "plan.xlsx", "--by", "manager").status == 0
    done = tracker("retention", "agree", asked["id"], "--by", "chair", "--json").json
    assert (done["asked_by"], done["agreed_by"], len(done["evidence"]), len(done["files"])) == (
        "manager", "chair", 2, 1,
    )  # fmt: skip
    assert [(one["kind"], one["what"]) for one in done["copies"]] == [("workbook", "plan.xlsx")]
    assert tracker("trail", "--verify").status == 0
    after = tracker("retention", "list", "--json").json
    assert [one["id"] for one in after["disposals"]] == ["D1"]
    assert {one["state"] for one in after["reviews"][0]["evidence"]} == {"gone"}
    assert "disposed of on" in tracker("retention", "list").out


def test_a_hold_is_placed_listed_stops_and_is_lifted(tracker):
    placed = tracker(
        "holds",
        "place",
        "inquest",
        "--review",
        "SOTON-K",
        "--reason",
        "The coroner wrote.",
        "--by",
        "manager",
        "--json",
    ).json
    assert (placed["id"], placed["kind"], placed["review"]) == ("H1", "inquest", "SOTON-K")
    assert "SOTON-K is under a legal hold for an inquest since" in tracker("holds", "list").out
    said = tracker("retention", "list").out
    assert "Nothing is due for disposal." in said and "The coroner wrote." in said
    refused = tracker("retention", "ask", "SOTON-K", "--count", "2", "--reason", WHY, "--by", "manager")
    assert refused.status == 1 and "nothing of it is due" in refused.err
    assert tracker("holds", "lift", "H1", "--reason", "It is over.", "--by", "manager").status == 0
    (listed,) = tracker("holds", "list", "--json").json
    assert (listed["lifted_by"], listed["lifted_reason"]) == ("manager", "It is over.")
    assert tracker("retention", "list", "--json").json["reviews"][0]["due"] == 2


def test_a_redaction_under_a_hold_takes_a_reason_of_its_own(tracker):
    tracker("holds", "place", "inquiry", "--reason", "It wrote.", "--by", "manager")
    asked = tracker(
        "redactions", "ask", "evidence", "SOTON-K-A002-E1", "--field", "statement", "--words", "officer on duty",
        "--reason", "It names somebody.", "--by", "chair", "--json",
    ).json  # fmt: skip
    refused = tracker("redactions", "agree", asked["id"], "--by", "manager")
    assert refused.status == 1 and "the whole register is under a legal hold for an inquiry" in refused.err
    done = tracker("redactions", "agree", asked["id"], "--by", "manager", "--although", "It has a copy.", "--json").json
    assert done["although"] == "It has a copy."
    assert "Although a legal hold stood over it: It has a copy." in tracker("redactions", "list").out


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("holds", "place", "quarrel", "--reason", "x", "--by", "manager"), 2, "is no kind of hold"),
        (("holds", "lift", "H9", "--reason", "x", "--by", "manager"), 1, "legal hold"),
        (("holds", "place", "inquest", "--reason", "x", "--by", "chair"), 1, "may not place or lift a legal hold"),
        (("retention", "set", "0", "--reason", "x", "--by", "manager"), 1, "whole number of years from 1 to 100"),
        (("retention", "ask", "NOWHERE", "--count", "1", "--reason", "x", "--by", "manager"), 1, "NOWHERE"),
        (("retention", "agree", "D7", "--by", "chair"), 1, "disposal"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(tracker, words, status, said):
    answer = tracker(*words)
    assert (answer.status, said in answer.err) == (status, True), answer.err
    assert "Traceback" not in answer.err


def test_the_years_are_set_and_count_at_once(tracker):
    assert tracker("retention", "set", "25", "--reason", "Policy.", "--by", "manager", "--json").json == {"years": 25}
    assert "kept 25 years; due on 3 May 2042" in tracker("retention", "list").out
