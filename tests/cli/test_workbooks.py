"""The register out as a workbook and in again, through the command: what changes, what is refused, and what is said."""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Role

PART = "SOTON-K:10.2.1/"
POLICE = "hampshire-constabulary"
KEYS = ["additions", "columns", "conflicts", "edits", "header_rows", "layout", "problems", "unchanged", "unmapped"]


@pytest.fixture
def out(tracker, tmp_path):
    """The workbook of a register with two actions of the police."""
    for title in ("Write it down", "=1+1"):
        tracker.plan(PART, POLICE, due_in=40, title=title)
    file = tmp_path / "plan.xlsx"
    said = tracker("export", "--out", file)
    assert (said.status, said.err) == (0, "")
    return file


def columns(sheet):
    return {cell.value: cell.column for cell in sheet[1]}


def change(file, heading, value, row=2):
    book = load_workbook(file)
    sheet = book["Actions"]
    sheet.cell(row, columns(sheet)[heading], value)
    book.save(file)


def test_the_same_file_changes_nothing_and_needs_no_name(tracker, out):
    for words in (("--dry-run",), ()):
        said = tracker("import", out, "--json", *words)
        assert (said.status, said.err) == (0, "")
        assert set(KEYS) <= set(said.json)
        assert said.json["unchanged"] > 0
        assert not any(said.json[kind] for kind in ("additions", "edits", "conflicts", "problems"))


def test_one_cell_is_one_edit_applied_once(tracker, out):
    change(out, "Action to take", "Write it all down")
    before = tracker("trail", "--json").json
    dry = tracker("import", out, "--dry-run", "--json")
    (edit,) = dry.json["edits"]
    assert {k: edit[k] for k in ("field", "sheet", "row", "column")} == {
        "field": "title",
        "sheet": "Actions",
        "row": 2,
        "column": "Action to take",
    }
    assert edit["after"] == "Write it all down"
    assert tracker("trail", "--json").json == before
    done = tracker("import", out, "--json")
    assert (done.status, done.json) == (0, dry.json)
    assert current(tracker.engine, sight=WHOLE).actions[edit["ref"]].title == "Write it all down"
    assert {e["by"] for e in tracker("trail", "--json").json[len(before) :]} == {"business-manager"}
    assert tracker("import", out, "--json").json["edits"] == []


def test_any_problem_refuses_all_with_the_same_document(tracker, out):
    change(out, "Action to take", "Write it all down", row=2)
    change(out, "Due date", "soon", row=3)
    before = tracker("trail", "--json").json
    dry = tracker("import", out, "--dry-run", "--json")
    assert dry.status == 0
    assert [p["value"] for p in dry.json["problems"]] == ["soon"]
    refused = tracker("import", out, "--json")
    assert (refused.status, refused.json) == (1, dry.json)
    assert refused.err.startswith("Nothing was changed: the workbook has 1 problem.")
    assert tracker("trail", "--json").json == before
    told = tracker("import", out)
    assert told.status == 1
    assert "Row 3, Due date" in told.out
    assert tracker("import", out, "--skip-problems", "--json").status == 0
    titles = [a.title for a in current(tracker.engine, sight=WHOLE).actions.values()]
    assert "Write it all down" in titles


def test_a_change_of_another_review_is_left_out_when_one_is_asked_for(tracker, out):
    change(out, "Action to take", "Write it all down")
    said = tracker("import", out, "--review", "NORTHANTS-AK", "--dry-run", "--json")
    assert said.json["edits"] == []
    assert "other reviews than NORTHANTS-AK" in said.json["notices"][-1]


def test_who_signs(tracker, out, monkeypatch):
    change(out, "Action to take", "Write it all down")
    people_now = current(tracker.engine, sight=WHOLE).people
    assert list(people_now) == ["business-manager"]
    assert tracker("user", "add", "Jo Second", "--role", "administrator").status == 0
    nobody = tracker("import", out, "--json")
    assert nobody.status == 2
    assert nobody.out == ""
    assert nobody.err.startswith("Say who is making this change: there are several administrators")
    stranger = tracker("import", out, "--by", "jo-secnod", "--json")
    assert stranger.status == 1
    assert "jo-second" in stranger.err
    monkeypatch.setenv("TRACKER_BY", "jo-second")
    assert tracker("import", out, "--json").status == 0
    assert tracker("trail", "--json").json[-1]["by"] == "jo-second"


def test_somebody_who_may_not_is_refused(tracker, out):
    change(out, "Action to take", "Write it all down")
    tracker("user", "add", "Flo Reader", "--role", "reader")
    said = tracker("import", out, "--by", "flo-reader", "--json")
    assert said.status == 1
    assert "may not" in said.err
    assert said.err.count("\n") == 1


def test_one_agencys_workbook(tracker, out, tmp_path):
    file = tmp_path / "police.xlsx"
    assert tracker("export", "--out", file, "--agency", "Hampshire Constabulary").status == 0
    assert load_workbook(file)["Actions"].max_row >= 3
    assert tracker("import", file, "--json").json["edits"] == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.xlsx", None, "there is no such file"),
        ("plan.xlsx", b"", "was not read"),
        ("plan.xlsx", b"PK\x03\x04 but not really", "was not read"),
        ("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "was not read"),
        ("plan.csv", b"a,b\n1,2\n", "was not read"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tracker, tmp_path, name, content, words):
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    for more in ((), ("--dry-run",)):
        said = tracker("import", file, "--json", *more)
        assert (said.status, said.out) == (1, "")
        assert words in said.err
        assert said.err.count("\n") == 1


@pytest.mark.parametrize("name", ["plan.ods", "plan", "plan.xlsm"])
def test_a_workbook_has_a_workbooks_name(tracker, tmp_path, name):
    said = tracker("export", "--out", tmp_path / name)
    assert said.status == 1
    assert "end it in .xlsx" in said.err
    assert not (tmp_path / name).exists()


def test_a_place_that_cannot_be_written_is_one_sentence(tracker, tmp_path):
    for out in (tmp_path / "nowhere" / "plan.xlsx", Path("/dev/full/plan.xlsx")):
        said = tracker("export", "--out", out)
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith("The workbook could not be written to ")
        assert said.err.count("\n") == 1


def test_a_full_disk_leaves_the_old_file_whole(tracker, out, monkeypatch):
    old = out.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = tracker("export", "--out", out)
    assert said.status == 1
    assert "No space left on device" in said.err
    assert out.read_bytes() == old
    assert [file.name for file in out.parent.iterdir() if file.suffix == ".part"] == []


def test_a_workbook_as_at_a_past_day(tracker, out, tmp_path):
    file = tmp_path / "before.xlsx"
    assert tracker("export", "--out", file, "--as-at", "2020-01-01").status == 0
    assert load_workbook(file)["Actions"].max_row == 1


# ---- people


def test_people_are_added_listed_and_disabled(tracker):
    assert (
        tracker("user", "add", "Asha Patel", "--role", "lead", "--agency", POLICE, "--email", "a@example.org").status
        == 0
    )
    assert tracker("user", "role", "asha-patel", "subgroup").status == 0
    listed = {person["id"]: person for person in tracker("user", "list", "--json").json}
    assert listed["asha-patel"] == {
        "id": "asha-patel",
        "name": "Asha Patel",
        "email": "a@example.org",
        "disabled_on": None,
        "roles": [
            {"role": "lead", "agency": POLICE, "deputy": False, "source": None, "board": None},
            {"role": "subgroup", "agency": None, "deputy": False, "source": None, "board": None},
        ],
    }
    assert tracker("user", "role", "Asha Patel", "subgroup", "--take").status == 0
    assert tracker("user", "disable", "asha-patel").status == 0
    listed = {person["id"]: person for person in tracker("user", "list", "--json").json}
    assert listed["asha-patel"]["disabled_on"] is not None
    assert "disabled on" in tracker("user", "list").out
    assert tracker("user", "disable", "asha-patel").status == 1
    assert tracker("user", "enable", "Asha Patel").out == "Asha Patel can come in again.\n"
    assert tracker("user", "enable", "asha-patel").status == 1
    assert "disabled on" not in tracker("user", "list").out


def test_open_actions_are_handed_over_when_somebody_goes(tracker):
    part = next(iter(current(tracker.engine, sight=WHOLE).parts))
    action = tracker.plan(part, POLICE, due_in=30)
    for name in ("Asha Patel", "Ben Ali"):
        tracker("user", "add", name)
    assert tracker("user", "role", "asha-patel", "lead", "--agency", POLICE).status == 0
    said = tracker("user", "role", "ben-ali", "lead", "--agency", POLICE, "--deputy")
    assert said.out == "Ben Ali now holds the role: deputy agency lead.\n"
    assert "Agency lead (Hampshire Constabulary, deputy)" in tracker("user", "list").out
    refused = tracker("user", "disable", "asha-patel")
    assert refused.status == 1
    assert refused.err == (
        "Asha Patel cannot be disabled yet: nobody but a deputy leads for Hampshire Constabulary, which has "
        "1 open action; say who takes over, or why nobody does.\n"
    )
    assert tracker("user", "role", "asha-patel", "lead", "--agency", POLICE, "--take").status == 1
    assert tracker("user", "disable", "asha-patel", "--to", "ben-ali", "--nobody", "x").status == 2
    assert tracker("user", "disable", "asha-patel", "--to", "asha-patel").status == 1
    assert tracker("user", "disable", "asha-patel", "--to", "Ben Ali").status == 0
    roles = [(r.person_id, r.deputy) for r in current(tracker.engine, sight=WHOLE).contacts_of[POLICE]]
    assert roles == [("ben-ali", False)]
    assert current(tracker.engine, sight=WHOLE).actions[action.id].owner_id == POLICE
    assert (
        tracker("user", "role", "ben-ali", "lead", "--agency", POLICE, "--take", "--nobody", "No such post").status == 0
    )
    assert POLICE not in current(tracker.engine, sight=WHOLE).contacts_of


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("add", "Asha Patel", "--role", "boss"), 2, "is no role"),
        (("add", "Asha Patel", "--role", "lead"), 2, "--agency"),
        (("add", "Asha Patel", "--role", "lead", "--agency", "hampshire-constabulry"), 1, "hampshire-constabulary"),
        (("add", "  "), 1, "Name"),
        (("disable", "business-manager"), 1, "nobody else is business manager"),
        (("disable", "nobody"), 1, "There is no person"),
        (("enable", "business-manager"), 1, "There is no person"),
        (("role", "business-manager", "subgroup", "--deputy"), 2, "only an agency's lead has a deputy"),
        (("role", "business-manager", "subgroup", "--to", "x"), 2, "add --take"),
    ],
)
def test_what_is_refused_about_people_is_one_sentence(tracker, words, status, said):
    before = tracker("user", "list", "--json").out
    answer = tracker("user", *words)
    assert answer.status == status
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert tracker("user", "list", "--json").out == before


def test_where_every_manager_is_gone_the_next_person_is_one(tracker):
    engine = tracker.engine
    with engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM person_role")
        connection.exec_driver_sql("DELETE FROM person")
        connection.commit()
    assert tracker("user", "add", "Jo First").status == 0
    (role,) = current(engine, sight=WHOLE).person_roles.values()
    assert (role.person_id, role.role) == ("jo-first", Role.ADMINISTRATOR)


def test_the_same_file_twice_at_once_is_applied_once(tracker, out):
    change(out, "Progress", "We wrote it down.")
    running = [tracker.process("import", out) for _ in range(2)]
    said = [(process.communicate(timeout=120)[1].decode(), process.returncode)[::-1] for process in running]
    assert [status for status, _ in said].count(0) >= 1, said
    assert all(status == 0 or "already saved" in words for status, words in said)
    told = [update.narrative for update in current(tracker.engine, sight=WHOLE).updates.values()]
    assert told == ["We wrote it down."]


def test_a_lead_with_the_managers_workbook_brings_in_their_own_rows_and_is_told_of_the_others(tracker, tmp_path):
    tracker.plan(PART, POLICE, due_in=40, title="Ours")
    tracker.plan(PART, "southampton-schools", due_in=50, title="Theirs")
    for name, agency in (("Pat Lead", POLICE), ("Chris Reader", None)):
        role = ("lead", "--agency", agency) if agency else ("reader",)
        assert tracker("user", "add", name, "--role", *role).status == 0
    file = tmp_path / "all.xlsx"
    assert tracker("export", "--out", file).status == 0
    change(file, "Lead", "Somebody", row=2)
    change(file, "Lead", "Somebody", row=3)
    dry = tracker("import", file, "--by", "pat-lead", "--dry-run", "--json").json
    assert [edit["row"] for edit in dry["edits"]] == [2]
    assert [(p["row"], p["column"], p["kind"]) for p in dry["problems"]] == [(3, "Lead", "not_allowed")]
    assert tracker("import", file, "--by", "pat-lead", "--json").status == 1
    assert tracker("import", file, "--by", "pat-lead", "--skip-problems", "--json").status == 0
    leads = {a.title: a.lead for a in current(tracker.engine, sight=WHOLE).actions.values()}
    assert leads == {"Ours": "Somebody", "Theirs": None}


def test_a_lead_of_two_agencies_brings_in_the_workbook_of_either(tracker, tmp_path):
    tracker("user", "add", "Pat Lead", "--role", "lead", "--agency", POLICE)
    given = tracker("user", "role", "pat-lead", "lead", "--agency", "southampton-schools")
    assert given.status == 0, given.err
    for agency in (POLICE, "southampton-schools"):
        tracker.plan(PART, agency, due_in=40, title=f"Of {agency}")
        file = tmp_path / f"{agency}.xlsx"
        assert tracker("export", "--out", file, "--agency", agency).status == 0
        first = load_workbook(file)["Actions"]
        row = next(cell.row for cell in first["A"][1:] if cell.value)  # above it stands what was asked and not planned
        change(file, "Lead", "Somebody", row=row)
        said = tracker("import", file, "--by", "pat-lead", "--json")
        assert (said.status, len(said.json["edits"]), said.json["problems"]) == (0, 1, [])


PLAN = (
    "Recommendation,Action,Lead agency,Timescale\n10.2.1,Tell every officer of it,Hampshire Constabulary,31/03/2027\n"
)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--recommendation", "10.2.1=XX:1"), 1, "There is no recommendation ‘XX:1’ in the register."),
        (("--owner", "Hampshire Constabulary=nobody"), 1, "There is no agency ‘nobody’ in the register."),
        (("--column", "Timescale=someday"), 2, "--column: a column cannot be read as ‘someday’: choose action,"),
        (("--column", "Wann=due"), 1, "--column: no column of the file is headed ‘Wann’."),
        (("--column", "=due"), 2, "‘=due’ settles nothing"),
    ],
)
def test_what_cannot_be_settled_is_one_sentence(tracker, tmp_path, words, status, said):
    file = tmp_path / "plan.csv"
    file.write_text(PLAN)
    answer = tracker("import", file, "--review", "SOTON-K", "--dry-run", "--json", *words)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err


def test_who_may_not_remember_a_layout_is_told_before_anything_is_applied(tracker, tmp_path):
    tracker("user", "add", "Pat Lead", "--role", "lead", "--agency", POLICE)
    file = tmp_path / "plan.csv"
    file.write_text(PLAN)
    said = tracker("import", file, "--review", "SOTON-K", "--remember", "--by", "pat-lead")
    assert said.status == 1 and said.err.startswith("How the columns were read can be remembered for the whole board")
    assert not current(tracker.engine, sight=WHOLE).actions
    assert tracker("import", file, "--review", "SOTON-K", "--by", "pat-lead").status == 0
