"""The list of names, the guard before export and import, and the published view, on the command line."""

import json

import pytest
from openpyxl import load_workbook

from tests.cli.test_workbooks import PART, POLICE, change, out  # noqa: F401  (fixture)
from tracker import clock
from tracker.commands import actions
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.store.database import going_on

POSTCODE = "SO14 7LT"


def hold(tracker, title=f"Visit {POSTCODE}"):
    return actions.plan(
        going_on(tracker.engine, "Agreed so"), part_ids=[PART], owner_id=POLICE, title=title,
        by="business-manager", at=clock.now(), door=Door.COMMAND_LINE,
    ).id  # fmt: skip


def trail(tracker, verb):
    return [e for e in tracker("trail", "--json").json if e["verb"] == verb]


def test_names_are_added_listed_and_taken_off_and_stand_on_no_trail(tracker):
    assert tracker("names", "list").out == "0 names on the list.\n"
    assert tracker("names", "add", "Zoë Quill").out == "The name is on the list.\n"
    assert tracker("names", "list", "--json").json == ["Zoë Quill"]
    assert "already" in tracker("names", "add", "QUILL, zoe").err
    assert "Quill" not in json.dumps(tracker("trail", "--json").json, ensure_ascii=False)
    assert tracker("names", "remove", "quill zoe").status == 0
    assert tracker("names", "list", "--json").json == []
    assert len(trail(tracker, "keep_names")) == 2


def test_the_list_is_for_the_business_manager_only(tracker):
    tracker("user", "add", "Flo Reader", "--role", "reader")
    tracker("names", "add", "Zoë Quill")
    for words in (("list",), ("add", "Jane Smith"), ("remove", "Zoë Quill")):
        said = tracker("names", *words, "--by", "flo-reader")
        assert (said.status, said.out) == (1, "")
        assert "may not keep the list of names" in said.err
        assert "Quill" not in said.err


def test_an_export_that_may_identify_somebody_is_refused_with_where(tracker, tmp_path):
    id_ = hold(tracker)
    file = tmp_path / "plan.xlsx"
    said = tracker("export", "--out", file)
    assert (said.status, said.out) == (1, "")
    assert f"{id_}: a postcode in the action to take." in said.err
    assert "Nothing was written: in 1 place" in said.err
    assert POSTCODE not in said.err
    assert not file.exists()


def test_an_export_with_a_reason_leaves_and_says_why(tracker, tmp_path):
    id_ = hold(tracker)
    file = tmp_path / "plan.xlsx"
    assert tracker("export", "--out", file, "--identity-reason", "For the court").status == 0
    entry = trail(tracker, "go_on")[-1]
    assert (entry["id"], entry["by"], entry["door"]) == (id_, "business-manager", "command_line")
    assert entry["reason"] == "For the court (let out: a postcode in the action to take)"
    tracker("user", "add", "Flo Reader", "--role", "reader")
    refused = tracker("export", "--out", tmp_path / "b.xlsx", "--identity-reason", "Mine", "--by", "flo-reader")
    assert (refused.status, (tmp_path / "b.xlsx").exists()) == (1, False)


def test_another_agencys_workbook_is_written_at_once(tracker, tmp_path):
    hold(tracker)
    file = tmp_path / "council.xlsx"
    assert tracker("export", "--out", file, "--agency", "southampton-childrens-services").status == 0


def test_a_cell_that_may_identify_somebody_is_a_problem_in_the_document(tracker, out):  # noqa: F811
    change(out, "Progress", f"Seen at {POSTCODE}.")
    for words in (("--dry-run",), ()):
        said = tracker("import", out, "--json", *words)
        (problem,) = said.json["problems"]
        assert said.json["edits"] == []
        assert (problem["sheet"], problem["row"], problem["column"], problem["value"]) == ("Actions", 2, "Progress", "")
        assert problem["why"].startswith(f"holds a postcode ({POSTCODE}), which may identify somebody")
        assert said.status == (0 if words else 1)
    assert current(tracker.engine, sight=WHOLE).updates == {}


def test_an_import_with_a_reason_is_applied_and_says_why(tracker, out):  # noqa: F811
    change(out, "Progress", f"Seen at {POSTCODE}.")
    done = tracker("import", out, "--json", "--identity-reason", "The address is the school's")
    assert (done.status, done.json["problems"]) == (0, [])
    (update,) = current(tracker.engine, sight=WHOLE).updates.values()
    assert POSTCODE in update.narrative
    (entry,) = trail(tracker, "go_on")
    assert (entry["id"], entry["door"]) == (update.id, "workbook")
    assert entry["reason"] == "The address is the school's (let through: a postcode in the update)"


def test_a_lead_cannot_give_the_reason(tracker, out):  # noqa: F811
    change(out, "Progress", f"Seen at {POSTCODE}.")
    tracker("user", "add", "Asha Patel", "--role", "lead", "--agency", POLICE)
    said = tracker("import", out, "--by", "asha-patel", "--identity-reason", "I want to")
    assert said.status == 1
    assert "may not let words through" in said.err
    assert current(tracker.engine, sight=WHOLE).updates == {}


def test_the_published_view_needs_no_reason_and_holds_no_agencys_words(tracker, tmp_path):
    hold(tracker)
    file = tmp_path / "published.xlsx"
    said = tracker("export", "--published", "--out", file)
    assert (said.status, said.err) == (0, "")
    cells = [str(c.value) for row in load_workbook(file).active.iter_rows() for c in row if c.value]
    assert any("Left out by rule" in cell for cell in cells)
    assert not any("Visit" in cell or POSTCODE in cell for cell in cells)
    reviews = current(tracker.engine, sight=WHOLE).reviews.values()
    assert {r.title for r in reviews if r.state == "published"} <= set(cells)


def test_the_published_view_is_of_no_single_agency(tracker, tmp_path):
    said = tracker("export", "--published", "--agency", POLICE, "--out", tmp_path / "p.xlsx")
    assert said.status == 2
    assert "leave --agency out" in said.err


@pytest.mark.parametrize("command", ["export", "import", "names"])
def test_help_names_the_way_on(tracker, command):
    said = tracker(command, "--help")
    assert said.status == 0
    assert ("--identity-reason" in said.out) is (command != "names")


@pytest.mark.parametrize(
    ("name", "warned"), [("Rose", True), ("April", True), ("Jane Smith", False), ("Zachary", False)]
)
def test_a_common_or_short_name_alone_is_warned_of(tracker, name, warned):
    said = tracker("names", "add", name)
    assert said.status == 0
    assert ("put the full name on the list" in " ".join(said.out.split())) is warned
