"""`--board`: somebody with roles at several boards says for which of them a command acts."""

import pytest
import typer

from tracker import clock
from tracker.__main__ import app
from tracker.commands import people
from tracker.queries.register import current
from tracker.rules.retention import Retention
from tracker.rules.sight import WHOLE
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Door, Role

A, B = "southampton-lscb", "northants-lscb"
A_NAME = "Southampton Local Safeguarding Children Board"
NO_BOARD = {
    "init", "serve", "check", "backup", "backup-key", "restore", "drill", "move", "board add", "evidence check",
    "evidence copy", "names add", "names list", "names remove",
}  # fmt: skip
"""What is about no board, or about every one; --board of `user add` and `user role` says for which a role holds."""


def every(command, path=()):
    for name, child in getattr(command, "commands", {}).items():
        yield from every(child, (*path, name))
    if path and not hasattr(command, "commands"):
        yield " ".join(path), command


@pytest.fixture
def two(tracker, monkeypatch):
    """Ann manages both boards, each by a role of its own; Ben manages Southampton only."""
    signed = {"by": "business-manager", "at": clock.now(), "door": Door.COMMAND_LINE}
    for name, boards in (("Ann", (A, B)), ("Ben", (A,))):
        people.add(tracker.engine, name=name, **signed)
        for board in boards:
            people.give_role(
                tracker.engine, person_id=name.lower(), role=Role.ADMINISTRATOR, board_id=board, **signed
            )  # fmt: skip
    monkeypatch.setenv("TRACKER_BY", "ann")
    return tracker


def test_every_command_that_acts_as_somebody_has_it():
    without = {
        name for name, one in every(typer.main.get_command(app)) if not any("--board" in p.opts for p in one.params)
    }
    assert without == NO_BOARD


@pytest.mark.parametrize(
    ("words", "reviews"),
    [
        (("--board", A), {"SOTON-K"}),
        (("--board", "northamptonshire safeguarding children board"), {"NORTHANTS-AK"}),
        ((), {"SOTON-K", "NORTHANTS-AK"}),
    ],
)
def test_who_looks_sees_the_board_they_chose(two, words, reviews):
    said = two("recommendations", "--json", *words)
    assert {row["review"] for row in said.json} == reviews
    assert two("status", "--json", *words).json["recommendations"]["total"] < 25 or not words
    assert two("overdue", "--json", *words).status == 0


def test_the_environment_says_it_for_every_command_and_the_command_says_otherwise(two, monkeypatch):
    monkeypatch.setenv("TRACKER_BOARD", B)
    assert {row["review"] for row in two("recommendations", "--json").json} == {"NORTHANTS-AK"}
    assert {row["review"] for row in two("recommendations", "--json", "--board", A).json} == {"SOTON-K"}


def test_a_board_at_which_one_has_no_role_is_refused_in_a_sentence(two):
    said = two("retention", "set", "9", "--reason", "Policy.", "--by", "ben", "--board", B)
    assert said.status == 1
    assert said.err == (
        "Ben has no role at Northamptonshire Safeguarding Children Board, so cannot act for it: "
        "choose southampton-lscb.\n"
    )
    said = two("status", "--board", "atlantis")
    assert said.status == 1 and said.err.startswith("There is no board ‘atlantis’ in the register.")


def test_looking_at_a_board_at_which_one_has_no_role_is_refused_too(two, monkeypatch):
    monkeypatch.setenv("TRACKER_BY", "ben")
    for words in (("status",), ("overdue",), ("recommendations",), ("chases",), ("trail",), ("board", "list")):
        said = two(*words, "--board", B)
        assert (said.status, said.out) == (1, "") and "Ben has no role at" in said.err


def test_what_takes_one_board_asks_for_it_and_is_done_for_the_one_that_was_said(two):
    said = two("retention", "set", "9", "--reason", "Policy of May.")
    assert said.status == 1 and "choose for which board you act" in said.err
    assert two("retention", "set", "9", "--reason", "Policy of May.", "--board", B).status == 0
    settings = current(two.engine, sight=WHOLE).settings
    assert Retention.from_settings(settings, B) == Retention(9) and Retention.from_settings(settings, A) == Retention()
    said = two("retention", "general", "--reason", "Minute 3.", "--board", B)
    assert said.status == 0 and "general years hold" in said.out


def test_thresholds_are_set_and_shown_for_all_or_for_one(two):
    whole = ("--by", "business-manager", "--reason", "Minute 4.")
    assert two("thresholds", "set", "--due-soon", 20, *whole).out == (
        "Set, from now on, for every board that has none of its own.\n"
    )
    said = two("thresholds", "set", "--stale", 60, "--check-back", 3, "--check-back", 9, *whole, "--board", A)
    assert said.out == f"Set, from now on, for {A_NAME}.\n"
    settings = current(two.engine, sight=WHOLE).settings
    assert Thresholds.from_settings(settings, A) == Thresholds(20, 60, 28, (3, 9))
    assert Thresholds.from_settings(settings, B) == Thresholds(due_soon_days=20)
    shown = two("thresholds", "show", "--json").json
    assert shown["general"]["due_soon_days"] == 20 and shown["boards"][A]["check_back_months"] == [3, 9]
    assert A_NAME in " ".join(two("thresholds", "show").out.split())
    assert two("thresholds", "set", *whole).status == 2
    assert two("thresholds", "general", *whole, "--board", A).status == 0
    assert two("thresholds", "show", "--json").json["boards"] == {}


def test_a_program_of_its_own_acts_for_the_board_of_its_environment(two):
    said = two.run("recommendations", "--json", env={"TRACKER_BOARD": B, "TRACKER_BY": "ann"})
    assert {row["review"] for row in said.json} == {"NORTHANTS-AK"}
