"""`tracker send` and `tracker sent`: files to send oneself, mail over a real server, and what is told of each."""

import zipfile
from email import message_from_bytes
from email.policy import default
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.notices.mailbox import mail_server
from tracker import clock
from tracker.commands import actions, people
from tracker.queries.register import current
from tracker.rules.sending import State, state_of
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role
from tracker.store.database import going_on

POLICE, COUNCIL, PART = "hampshire-constabulary", "southampton-childrens-services", "SOTON-K:10.2.1/"


@pytest.fixture
def board(tracker, monkeypatch):
    """The police owe two actions and have a lead and a deputy with addresses; the council owes one and has nobody."""
    for name in ("TRACKER_SMTP_URL", "TRACKER_MAIL_FROM"):
        monkeypatch.delenv(name, raising=False)
    for part, owner, due in ((PART, POLICE, -9), (PART, POLICE, 90), (PART, COUNCIL, 90)):
        tracker.plan(part, owner, due_in=due, title=f"Write it down in {due}")
    asha = ("--role", "lead", "--agency", POLICE, "--email", "asha@police.example")
    assert tracker("user", "add", "Asha Patel", *asha).status == 0
    assert tracker("user", "add", "Ben Lowe", "--email", "ben@police.example").status == 0
    as_deputy = {"role": Role.LEAD, "agency_id": POLICE, "deputy": True, "by": "business-manager"}
    people.give_role(tracker.engine, person_id="ben-lowe", **as_deputy, at=clock.now(), door=Door.COMMAND_LINE)
    return tracker


@pytest.fixture
def mail(board, monkeypatch):
    with mail_server() as box:
        monkeypatch.setenv("TRACKER_SMTP_URL", f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setenv("TRACKER_MAIL_FROM", "The Board <board@example.org>")
        yield box


def sendings(tracker):
    return current(tracker.engine, sight=WHOLE).sendings


def states(tracker):
    return {id_: state_of(one) for id_, one in sendings(tracker).items()}


def test_a_zip_holds_a_folder_for_each_agency_and_is_on_the_record_until_somebody_says_that_they_went(board, tmp_path):
    out = tmp_path / "to agencies.zip"
    said = board("send", "--agency", POLICE, "--agency", COUNCIL, "--out", out, "--reply-by", "31/12/2099")
    assert (said.status, said.err) == (0, "")
    assert "tracker sent W1 W2" in " ".join(said.out.split())
    with zipfile.ZipFile(out) as package:
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        letters = [message_from_bytes(package.read(n), policy=default) for n in package.namelist() if ".eml" in n]
        cover = load_workbook(BytesIO(package.read(books[0])))["Cover"]
    told = [str(cell.value) for row in cover.iter_rows() for cell in row if cell.value]
    assert {"Asha Patel; deputy Ben Lowe", "31 December 2099", "W1"} <= set(told)
    assert letters[0]["To"] == "Asha Patel <asha@police.example>, Ben Lowe <ben@police.example>"
    assert letters[0]["X-Unsent"] == "1" and letters[1]["To"] is None
    assert states(board) == {"W1": State.MADE, "W2": State.MADE}
    assert board("sent", "w1").out.startswith("On the record: W1 was sent on ")
    assert board("sent", "W2", "--not-sent", "They have no lead yet").status == 0
    assert states(board) == {"W1": State.SENT, "W2": State.REFUSED}


def test_a_folder_instead_of_a_zip(board, tmp_path):
    said = board("send", "--agency", POLICE, "--out", tmp_path / "new" / "folder", "--json")
    (row,) = said.json
    assert (row["agency"], row["sending"], row["actions"], row["overdue"], row["state"]) == (POLICE, "W1", 2, 1, "made")
    assert row["to"][0] == {"name": "Asha Patel", "email": "asha@police.example", "deputy": False}
    found = sorted(path.name for path in (tmp_path / "new").rglob("*.*"))
    assert found[1:] == ["E-mail W1.eml", "Read me first.txt"] and found[0] == row["file"]


def test_by_mail_each_gets_its_own_and_who_cannot_be_reached_is_told_of(board, mail):
    said = board("send", "--all", "--mail", "--json")
    assert said.status == 0
    assert "There is nobody to send to at Southampton City Council" in " ".join(said.err.split())
    assert "1 of 1: Hampshire Constabulary" in said.err
    assert [(row["agency"], row["state"]) for row in said.json][:1] == [(POLICE, "sent")]
    assert {row["state"] for row in said.json[1:]} == {"left_out"}
    ((sender, to),) = mail.envelopes
    assert (sender, to) == ("board@example.org", ("asha@police.example", "ben@police.example"))
    (book,) = mail.messages[0].iter_attachments()
    sheet = load_workbook(BytesIO(book.get_content()))["Actions"]
    assert sum(str(row[0].value).startswith("SOTON-K-A") for row in sheet.iter_rows(min_row=2)) == 2
    assert sendings(board)["W1"].to == ("asha-patel", "ben-lowe")
    assert board("send", "--all", "--mail").status == 0  # as by a scheduler that was started again
    assert len(mail.messages) == 1
    assert board("send", "--agency", POLICE, "--mail", "--again").status == 0
    assert len(mail.messages) == 2


def test_a_server_that_dies_in_the_middle_leaves_one_unknown_and_the_rest_for_later(board, mail):
    mail.dies = 1
    said = board("send", "--agency", POLICE, "--mail", "--json")
    assert said.status == 1
    assert (said.json[0]["sending"], said.json[0]["state"]) == ("W1", "unknown")
    assert "Not known to have left: the e-mail to Hampshire Constabulary." in said.err
    assert states(board) == {"W1": State.UNKNOWN}
    assert "it is not known whether W1" in " ".join(board("send", "--all", "--mail").err.split())
    assert len(mail.messages) == 1
    assert board("sent", "W1").status == 0
    assert states(board) == {"W1": State.SENT}


def test_what_the_server_refuses_is_on_the_record(board, mail):
    mail.unknown = {"asha@police.example", "ben@police.example"}
    said = board("send", "--agency", POLICE, "--mail", "--json")
    assert said.status == 1
    assert (said.json[0]["state"], said.json[0]["why"][:15]) == ("refused", "the mail server")
    mail.unknown = {"ben@police.example"}
    said = board("send", "--agency", POLICE, "--mail", "--json")
    assert said.status == 0
    assert said.json[0]["why"].startswith("1 of 2 addresses not taken: the mail server does not know the address")


def test_a_dry_run_makes_nothing(board, mail):
    said = board("send", "--all", "--mail", "--dry-run")
    assert said.status == 0
    assert "Asha Patel <asha@police.example>" in said.out and "not made" in said.out
    assert sendings(board) == {} and mail.messages == []


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--out", "x.zip"), 2, "Say for whom"),
        (("--all", "--agency", POLICE, "--out", "x.zip"), 2, "Say for whom"),
        (("--all",), 2, "Say how"),
        (("--all", "--mail", "--out", "x.zip"), 2, "Say how"),
        (("--all", "--mail"), 1, "No mail server is set"),
        (("--all", "--out", "x.zip", "--reply-by", "soon"), 2, "--reply-by: ‘soon’ is not a day"),
        (("--all", "--out", "x.zip", "--reply-by", "2020-01-01"), 1, "1 January 2020 is over"),
        (("--agency", "polise", "--out", "x.zip"), 1, "There is no agency ‘polise’"),
        (("--all", "--out", "x.zip", "--by", "asha-patel"), 1, "may not send agencies their workbooks"),
        (("--all", "--out", "/dev/null/x.zip"), 1, "cannot be made"),
    ],
)
def test_what_cannot_be_meant_or_done_is_a_sentence(board, words, status, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = board("send", *words)
    assert said.status == status
    assert told in " ".join(said.err.split())
    assert sendings(board) == {}


def test_half_a_mail_setting_is_complained_of_and_the_password_is_not_shown(board, monkeypatch):
    monkeypatch.setenv("TRACKER_SMTP_URL", "smtp://board:s3cret@mail.example.org/x")
    said = board("send", "--all", "--mail")
    assert said.status == 1
    assert "TRACKER_SMTP_URL is not the address of a mail server" in said.err and "s3cret" not in said.err


def test_a_workbook_that_may_identify_somebody_leaves_with_a_reason_only(board, tmp_path):
    engine = going_on(board.engine, "It was agreed so")
    signed = {"by": "business-manager", "at": clock.now(), "door": Door.COMMAND_LINE}
    actions.plan(engine, part_ids=[PART], owner_id=POLICE, title="Visit SO14 7LT weekly", **signed)
    said = board("send", "--agency", POLICE, "--out", tmp_path / "x.zip")
    assert said.status == 1
    assert "may identify a child or a family" in said.err and "SO14" not in said.err
    assert sendings(board) == {} and not (tmp_path / "x.zip").exists()
    assert board("send", "--agency", COUNCIL, "--out", tmp_path / "y.zip").status == 0
    given = ("--identity-reason", "The address is the school's")
    assert board("send", "--agency", POLICE, "--out", tmp_path / "x.zip", *given).status == 0
