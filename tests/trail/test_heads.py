"""The end of the trail leaves the register with every workbook, every backup and every paper, and is found again."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import empty, made, tracker  # noqa: F401  (fixtures)
from tracker.commands import heads
from tracker.queries.verifying import heads as signed_off
from tracker.queries.verifying import paper_head, present_head, verify
from tracker.rules.errors import NotAllowedError, TrackerError
from tracker.sheets.writing.cover import HEAD
from tracker.store.chain import COVERED, START, chained, grouped, linked


def cover_of(content):
    sheet = load_workbook(BytesIO(content))["Cover"]
    return {str(row[0].value): row[1].value for row in sheet.iter_rows() if row[0].value}


def as_typed(cover):
    """A head as somebody types it off the cover."""
    number, hash_, _ = cover[HEAD].removeprefix("no. ").split(" · ")
    return f"{number}: {hash_}"


def test_signing_off_keeps_the_entry_itself_as_the_head(ledger):
    head = heads.sign_off(ledger.engine, stands_on="The paper of May", **ledger.signed("scrutineer"))
    assert (head.number, head.hash) == present_head(ledger.engine)
    assert signed_off(ledger.engine) == (head,)
    assert verify(ledger.engine).heads == 1
    again = heads.sign_off(ledger.engine, stands_on="The paper of June", **ledger.signed("manager"))
    assert signed_off(ledger.engine) == (again, head)
    assert verify(ledger.engine, papers=[paper_head(f"{head.number}:{grouped(head.hash)}")]).heads == 3


@pytest.mark.parametrize("who", ["police-lead", "reader"])
def test_a_lead_or_reader_signs_nothing_off(sqlite_ledger, who):
    with pytest.raises(NotAllowedError):
        heads.sign_off(sqlite_ledger.engine, stands_on="A paper", **sqlite_ledger.signed(who))
    assert signed_off(sqlite_ledger.engine) == ()


@pytest.mark.parametrize("words", ["", "  ", "x" * 401])
def test_where_it_stands_is_said(sqlite_ledger, words):
    with pytest.raises(TrackerError, match="Where it stands"):
        heads.sign_off(sqlite_ledger.engine, stands_on=words, **sqlite_ledger.signed())


def test_a_workbook_from_the_command_line_carries_the_end_of_the_trail(tracker, tmp_path):  # noqa: F811
    out = tmp_path / "plan.xlsx"
    assert tracker("export", "--out", out).status == 0
    typed = as_typed(cover_of(out.read_bytes()))
    assert tracker("trail", "--verify", "--head", typed).status == 0
    (entry,) = [e for e in tracker("trail", "--json").json if e["verb"] == "download"]
    assert (entry["entity"], entry["id"], entry["by"]) == ("workbook", "plan.xlsx", "business-manager")
    head = tracker("trail", "--json").json[-1]
    assert (head["verb"], head["by"]) == ("sign_off_head", "system")
    assert typed.startswith(f"{head['number']:,}: {head['hash'][:8]}")


def test_a_head_is_signed_off_for_a_paper_and_held_against_the_register_later(tracker):  # noqa: F811
    said = tracker("trail", "--sign-off", "--where", "The annual report")
    assert said.status == 0
    (option,) = re.findall(r"--head (\d+:[0-9a-f]{64})", said.out)
    assert tracker("trail", "--verify", "--head", option, "--json").json["heads"] == 1 + 1
    wrong = option[:-1] + ("0" if option[-1] != "0" else "1")
    broken = tracker("trail", "--verify", "--head", wrong, "--json")
    assert broken.status == 1
    assert broken.json["first_broken"] == int(option.split(":")[0])
    assert "the record itself holds" in broken.json["why"] and "stands on the paper" in broken.json["why"]


def test_what_verify_says_keeps_its_shape(tracker):  # noqa: F811
    found = tracker("trail", "--verify", "--json").json
    assert list(found) == ["ok", "entries", "head", "first_broken", "why", "compared", "heads"]
    assert (found["ok"], found["first_broken"], found["why"]) == (True, None, None)


@pytest.mark.parametrize(
    ("options", "status"),
    [(["--head", "1:abc"], 2), (["--verify", "--head", "nonsense"], 2), (["--verify", "--head", "12:zz"], 2),
     (["--where", "x"], 2),
     (["--verify", "--sign-off"], 2)],
)  # fmt: skip
def test_options_that_make_no_sense_together_get_a_sentence(tracker, options, status):  # noqa: F811
    said = tracker("trail", *options)
    assert said.status == status
    assert said.err.count("\n") == 1


def test_a_row_changed_by_hand_is_found_by_the_command(tracker):  # noqa: F811
    with tracker.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE recommendation SET title = 'Less' WHERE id = 'SOTON-K:10.2.5'")
    said = tracker("trail", "--verify")
    assert said.status == 1
    assert "Something was changed past the tracker: the title of recommendation SOTON-K:10.2.5" in said.out


def test_walking_and_writing_hash_the_same():
    from datetime import UTC, datetime

    at = datetime(2026, 5, 1, 12, 0, 0, 5, tzinfo=UTC)
    entry = dict.fromkeys(COVERED, '“é\u0000\U0001f98a"\\') | {"number": 7, "at": at, "reason_digest": None}
    assert chained(START, entry) == linked(START, 7, at.isoformat(), [entry[name] for name in COVERED[2:]])
    import hashlib
    import json

    told = [entry[name] if name != "at" else at.isoformat() for name in COVERED]
    assert chained(START, entry) == hashlib.sha256(f"{START}\n{json.dumps(told)}".encode()).hexdigest()
