"""What was brought in is listed, looked at and taken back by three commands."""

import pytest
from openpyxl import load_workbook

from tests.cli.test_workbooks import change, out  # noqa: F401  (a fixture)
from tracker.queries.register import current
from tracker.rules.sight import WHOLE


@pytest.fixture
def applied(tracker, out):  # noqa: F811  (the fixture)
    """One workbook that changed two cells of one action."""
    change(out, "Action to take", "Write it all down")
    change(out, "Lead", "Head of service")
    assert tracker("import", out).status == 0
    sheet = load_workbook(out)["Actions"]
    return str(sheet.cell(2, 1).value)


def action(tracker, id_):
    return current(tracker.engine, sight=WHOLE).actions[id_]


def test_nothing_was_brought_in_yet(tracker):
    assert tracker("imports").out == "No workbook was applied yet that you may see.\n"
    assert tracker("imports", "--json").json == []


def test_an_import_is_listed_with_what_can_be_taken_back(tracker, applied):
    (one,) = tracker("imports", "--json").json
    assert {k: one[k] for k in ("id", "file", "layout", "applied_by", "cells", "take_back", "taken_back_on")} == {
        "id": "I0001", "file": "plan.xlsx", "layout": "return_workbook", "applied_by": "business-manager", "cells": 2,
        "take_back": "whole", "taken_back_on": None,
    }  # fmt: skip
    said = tracker("imports")
    assert "I0001" in said.out and "plan.xlsx" in said.out
    cells = {cell["id"]: cell for cell in tracker("imports", "i0001", "--json").json}
    assert set(cells) == {f"{applied}.title", f"{applied}.lead"}
    title = cells[f"{applied}.title"]
    assert (title["before"], title["after"], title["kind"]) == ("Write it down", "Write it all down", "changed")
    assert (title["state"], title["blocked"]) == ("can_be_taken_back", None)
    assert "‘Write it down’ → ‘Write it all down’" in " ".join(tracker("imports", "I0001").out.split())


def test_one_cell_then_the_rest_and_never_twice(tracker, applied):
    said = tracker("take-back", "I0001", "--cell", f"{applied}.lead", "--reason", "The wrong person.")
    assert (said.status, said.out) == (0, "Taken back: 1 cell. The rest of it stays.\n")
    assert action(tracker, applied).lead is None
    said = tracker("take-back", "I0001", "--reason", "The wrong file.", "--json")
    assert said.json == {"cells": [f"{applied}.title"], "whole": True}
    assert action(tracker, applied).title == "Write it down"
    assert tracker("imports", "--json").json[0]["taken_back_by"] == "business-manager"
    again = tracker("take-back", "I0001", "--reason", "Again.")
    assert (again.status, again.out) == (1, "")
    assert again.err.startswith("‘plan.xlsx’ cannot be taken back: ")
    told = [e for e in tracker("trail", "--json").json if e["verb"] == "take_back_import"]
    assert {e["reason"] for e in told} == {"The wrong person.", "The wrong file."}


def test_what_is_not_there_is_a_sentence_and_a_reason_is_needed(tracker, applied):
    said = tracker("imports", "I0009")
    assert (said.status, said.err) == (1, "There is no import ‘I0009’ in the register. Did you mean I0001?\n")
    assert tracker("take-back", "I0009", "--reason", "x").status == 1
    assert tracker("take-back", "I0001").status == 2
    assert tracker("take-back", "I0001", "--reason", " ").status == 1
