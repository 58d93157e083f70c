"""`tracker redactions`: ask, agree, refuse and list, as another program would."""

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT, empty, made, tracker  # noqa: F401  (fixtures)
from tracker import clock
from tracker.commands import evidence
from tracker.rules.words import Door, Rung
from tracker.store.vault import Vault

PART = "SOTON-K:10.2.1/"
SECRET = "Zebedee Quux"


@pytest.fixture
def two(tracker):  # noqa: F811
    """A register with an action that names a child, and two people who may settle it."""
    tracker("user", "add", "Cy Chair", "--role", "subgroup")
    tracker.plan(PART, "hampshire-constabulary", due_in=30, title=f"Ask {SECRET}'s mother")
    return tracker


def ask(two, *more, words=SECRET):
    return two(
        "redactions", "ask", "action", "SOTON-K-A001", "--field", "title", "--words", words,
        "--reason", "It names a child.", "--by", "cy-chair", *more,
    )  # fmt: skip


def test_asked_agreed_and_listed(two):
    asked = ask(two, "--json").json
    assert asked["touches"] == {
        "texts": {"action": 1}, "values": 1, "ids": [], "longer_words": {}, "same_file": []
    }  # fmt: skip
    assert two("export", "--out", two.home / "plan.xlsx").status == 0
    own = two("redactions", "agree", asked["id"], "--by", "cy-chair")
    assert own.status == 1 and "two people" in own.err
    done = two("redactions", "agree", asked["id"], "--json").json
    assert (done["asked_by"], done["agreed_by"], done["values"]) == ("cy-chair", "business-manager", 1)
    assert [(c["kind"], c["what"]) for c in done["copies"]] == [("workbook", "plan.xlsx")]
    (listed,) = two("redactions", "list", "--json").json
    assert listed == done
    assert SECRET not in two("trail", "--json").out
    assert two("trail", "--verify").status == 0
    said = two("redactions", "list").out
    assert "1 copy left or was kept" in said and "Agreed on" in said


def test_refused_with_a_reason(two):
    asked = ask(two, "--json").json
    assert two("redactions", "refuse", asked["id"], "--reason", "A street.").status == 0
    (listed,) = two("redactions", "list", "--json").json
    assert (listed["refusal_reason"], listed["touches"]) == ("A street.", None)
    assert SECRET in two("trail", "--json").out


def test_words_from_standard_input_leave_nothing_in_a_shells_history(two):
    words = ["action", "SOTON-K-A001", "--field", "title", "--reason", "A child.", "--by", "cy-chair"]
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "redactions", "ask", *words], input=f"{SECRET}\n", text=True,
        capture_output=True, env={**os.environ, "TRACKER_HOME": str(two.home), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert two("redactions", "list", "--json").json[0]["touches"]["values"] == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("ask", "action", "SOTON-K-A001", "--words", SECRET, "--reason", "x"), 2),
        (("ask", "nonsense", "X", "--reason", "x"), 1),
        (("ask", "evidence", "X", "--reason", "x"), 1),
        (("agree", "R99"), 1),
        (("refuse", "R99", "--reason", "x"), 1),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(two, words, status):
    said = two("redactions", *words)
    assert said.status == status
    assert said.err.count("\n") == 1
    assert SECRET not in said.err


def test_a_file_is_removed_and_its_download_says_so(two):
    from starlette.applications import Starlette

    from tests.server.serving import serving
    from tracker.server.app import middleware, routes

    vault = Vault(two.home / "evidence")
    made_ = evidence.attach_file(
        two.engine, action_id="SOTON-K-A001", title="Letter", rung=Rung.DOCUMENT, about=None, file_name="l.txt",
        file_hash=vault.put(b"about Zebedee"), file_size=13, by="business-manager", at=clock.now(),
        door=Door.COMMAND_LINE,
    )  # fmt: skip
    assert two("redactions", "ask", "evidence", made_.id, "--reason", "A child.", "--by", "cy-chair").status == 0
    with serving(Starlette(routes=list(routes), middleware=list(middleware))) as server:
        cookie = {"cookie": "tracker_person=business-manager"}
        assert server.get(f"/evidence/{made_.id}", **cookie).body == b"about Zebedee"
        done = two("redactions", "agree", "R1", "--json").json
        assert done["files"] == [made_.file_hash]
        assert [c["kind"] for c in done["copies"]] == ["evidence"]
        vault.put(b"about Zebedee")  # the very file again, past the tracker
        answer = server.get(f"/evidence/{made_.id}", **cookie)
        assert answer.status == 404
        assert "it was removed by redaction R1 on" in answer.text
