"""The command line shows what whoever gave the command may see: TRACKER_BY, the sole administrator, or the least."""

from datetime import timedelta

import pytest
from openpyxl import load_workbook

from tests.factories_store import Ledger
from tracker import clock
from tracker.commands import actions, asks, evidence, people, recommendations, reviews
from tracker.queries import history
from tracker.queries.register import last_change
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role, Rung

MANAGER, POLICE = "business-manager", "hampshire-constabulary"
COMMANDS = (
    ("status", "--json"),
    ("recommendations", "--json"),
    ("overdue", "--json"),
    ("themes", "--json"),
    ("trail", "--json"),
    ("recommendations",),
    ("overdue",),
    ("trail",),
)
SECRETS = ("arcanum", "secretum")


@pytest.fixture
def board(tracker):
    """Both reviews as published, a draft one, restricted evidence, and people of four roles."""
    engine = tracker.engine
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    for name, role, agency, email in (
        ("Lead", Role.LEAD, POLICE, "lead@police.example"),
        ("Other", Role.LEAD, "southampton-childrens-services", None),
        ("Reader", Role.READER, None, "reader@board.example"),
        ("Auditor", Role.AUDITOR, None, None),
    ):
        people.add(engine, name=name, email=email, **signed)
        people.give_role(engine, person_id=name.lower(), role=role, agency_id=agency, **signed)
    board_id = next(iter(Ledger(engine).register().boards))
    reviews.add(
        engine, code="DRAFT-X", board_id=board_id, kind="SCR", subject="Child Secretum", title="Secretum", **signed
    )
    recommendations.add(engine, review_id="DRAFT-X", ref="1", title="Secretum", text="Do secretum.", **signed)
    asks.ask(engine, part_ids=["DRAFT-X:1/"], agency_id=POLICE, **signed)
    late = clock.today() - timedelta(days=9)
    for part, title in (("SOTON-K:10.2.1/", "Open work"), ("DRAFT-X:1/", "Secretum work")):
        actions.plan(engine, part_ids=[part], owner_id=POLICE, title=title, due=late, **signed)
    evidence.attach_statement(
        engine, action_id="SOTON-K-A001", statement="Arcanum was said.", title="Arcanum", rung=Rung.VOICE,
        restricted=True, **signed,
    )  # fmt: skip
    return tracker


def as_(monkeypatch, person):
    monkeypatch.setenv("TRACKER_BY", person)


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("person", ["lead", "other", "reader", "auditor", "stranger"])
def test_no_command_prints_what_somebody_may_not_see(board, monkeypatch, words, person):
    as_(monkeypatch, person)
    said = board(*words)
    assert said.status == 0
    hidden = SECRETS[1:] if person == "lead" else SECRETS
    assert [word for word in hidden if word in said.out.casefold()] == []


def test_the_manager_is_taken_to_look_where_nobody_else_is_named(board):
    said = "".join(board(*words).out for words in COMMANDS).casefold()
    assert [word for word in SECRETS if word not in said] == []
    assert board("status").err == ""


def test_who_names_nobody_among_several_managers_sees_the_least_and_is_told_once(board, monkeypatch):
    signed = {"by": MANAGER, "at": clock.now(), "door": Door.COMMAND_LINE}
    people.give_role(board.engine, person_id="auditor", role=Role.ADMINISTRATOR, **signed)
    said = board("recommendations", "--json")
    assert {rec["review"] for rec in said.json} == {"SOTON-K", "NORTHANTS-AK"}
    assert said.err == "Nobody has said who is looking, so what is not for everybody is left out: set TRACKER_BY.\n"
    as_(monkeypatch, "stranger")
    assert board("status").err.startswith("There is nobody ‘stranger’ here, so what is not for everybody is left out")
    as_(monkeypatch, MANAGER)
    assert "DRAFT-X" in {rec["review"] for rec in board("recommendations", "--json").json}


def test_where_nothing_is_hidden_nothing_is_said_of_who_looks(tracker, monkeypatch):
    as_(monkeypatch, "stranger")
    assert tracker("status").err == ""


def test_figures_are_those_without_the_hidden_review(board, monkeypatch):
    whole = board("status", "--json").json
    as_(monkeypatch, "reader")
    mine = board("status", "--json").json
    assert (whole["recommendations"]["total"], mine["recommendations"]["total"]) == (26, 25)
    assert (whole["overdue"], mine["overdue"]) == (2, 1)
    assert [row["action"] for row in board("overdue", "--json").json] == ["SOTON-K-A001"]


@pytest.mark.parametrize("words", [("status",), ("recommendations",)])
def test_a_hidden_review_is_as_unknown_as_one_that_is_not_there(board, monkeypatch, words):
    as_(monkeypatch, "reader")
    hidden, nothing = board(*words, "--review", "DRAFT-X"), board(*words, "--review", "DRAFT-Y")
    assert (hidden.status, hidden.err.replace("DRAFT-X", "DRAFT-Y")) == (1, nothing.err)
    assert "DRAFT-X" not in nothing.err


def test_the_past_hides_the_same(board, monkeypatch):
    yesterday, now = clock.today().isoformat(), clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: now)  # looked at from the day after
    assert "DRAFT-X" in board("recommendations", "--as-at", yesterday, "--json").out
    as_(monkeypatch, "reader")
    assert "DRAFT-X" not in board("recommendations", "--as-at", yesterday, "--json").out


def test_the_trail_says_what_it_leaves_out_beside_it_and_its_json_keeps_its_shape(board, monkeypatch):
    whole = board("trail", "--json").json
    as_(monkeypatch, "reader")
    said = board("trail", "--json")
    missing = len(whole) - len(said.json)
    assert said.err == f"{missing} entries are about things you may not see.\n"
    assert {tuple(row) for row in said.json} == {tuple(whole[0])}
    masked = next(row for row in said.json if row["entity"] == "evidence" and row["field"] == "statement")
    assert masked["after"] == "[not shown]"
    assert masked["hash"] == next(row["hash"] for row in whole if row["number"] == masked["number"])
    assert board("trail", "--last", "5", "--json").json == said.json[-5:]


def test_addresses_in_the_list_of_people_are_for_the_manager_and_oneself(board, monkeypatch):
    def told():
        return {row["id"]: row["email"] for row in board("user", "list", "--json").json if row["email"]}

    assert told() == {"lead": "lead@police.example", "reader": "reader@board.example"}
    as_(monkeypatch, "reader")
    assert told() == {"reader": "reader@board.example"}
    as_(monkeypatch, "auditor")
    assert told() == {}


@pytest.mark.parametrize("more", [(), ("--agency", POLICE)])
@pytest.mark.parametrize("person", ["reader", "lead", "other"])
def test_what_a_reader_took_out_comes_back_with_nothing_to_do(board, monkeypatch, tmp_path, person, more):
    file = tmp_path / "mine.xlsx"
    as_(monkeypatch, person)
    assert board("export", "--out", file, *more).status == 0
    cells = " ".join(
        str(cell.value) for sheet in load_workbook(file) for row in sheet.iter_rows() for cell in row
    ).casefold()
    assert "open work" in cells
    assert [word for word in SECRETS if word in cells] == []
    number = last_change(board.engine)
    as_(monkeypatch, MANAGER)
    said = board("import", file, "--json")
    assert (said.status, said.err) == (0, "")
    assert [said.json[name] for name in ("additions", "edits", "conflicts", "problems")] == [[], [], [], []]
    assert last_change(board.engine) == number
    assert not history.entries(board.engine, sight=WHOLE, verb="import_workbook")


def test_a_workbook_cannot_ask_what_a_hidden_action_is(board, monkeypatch, tmp_path):
    """A file of the manager's, brought in by a lead who may not see the draft: its row is of no action."""
    file = tmp_path / "whole.xlsx"
    assert board("export", "--out", file).status == 0
    as_(monkeypatch, "lead")
    said = board("import", file, "--dry-run", "--json")
    (problem,) = said.json["problems"]
    assert problem["value"] == "DRAFT-X-A001"
    assert "is no action in the register" in problem["why"]
