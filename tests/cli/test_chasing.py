"""`tracker chase` and `tracker chases`: files, mail over a real server, a dry run, a past day, letters, the log."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from tests.cli.test_sendings import COUNCIL, PART, POLICE, board  # noqa: F401  (fixtures)
from tests.notices.mailbox import mail_server
from tracker import clock
from tracker.commands import agencies, people, settings
from tracker.queries.register import current
from tracker.rules.chasing import Chasing
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role

NEVER_QUIET = Chasing(quiet_from=None, quiet_until=None, quiet_weekends=False)


@pytest.fixture
def awake(board):  # noqa: F811
    """No hour is quiet, whenever this runs."""
    settings.set_chasing(board.engine, chasing=NEVER_QUIET, **signed())
    return board


@pytest.fixture
def mail(awake, monkeypatch):
    with mail_server() as box:
        monkeypatch.setenv("TRACKER_SMTP_URL", f"smtp://127.0.0.1:{box.port}")
        monkeypatch.setenv("TRACKER_MAIL_FROM", "The Board <board@example.org>")
        yield box


def signed(at=None):
    return {"by": "business-manager", "at": at or clock.now(), "door": Door.COMMAND_LINE}


def chases(tracker):
    return list(current(tracker.engine, sight=WHOLE).chases.values())


def by_agency(answer):
    return {one["agency"]: one for one in answer.json}


def test_one_file_an_owner_on_the_record_and_none_twice(awake, tmp_path):
    out = tmp_path / "out"
    done = awake("chase", "--out", out, "--json", "--agency", POLICE, "--agency", COUNCIL)
    assert done.status == 0
    (police, council) = (by_agency(done)[id_] for id_ in (POLICE, COUNCIL))
    assert (police["chase"], police["state"], police["overdue"]) == ("CH1", "written", 1)
    assert [who["email"] for who in police["to"]] == ["asha@police.example", "ben@police.example"]
    assert council["to"] == [] and "nobody to write to" in council["why"]  # a file all the same
    files = sorted(path.name for path in out.iterdir())
    assert files == sorted(one["file"] for one in done.json) and len(files) == 2
    message = message_from_bytes((out / police["file"]).read_bytes(), policy=default)
    assert message["X-Unsent"] == "1" and "Write it down in -9" in message.get_body(("plain",)).get_content()
    again = awake("chase", "--out", out, "--json", "--agency", POLICE, "--agency", COUNCIL)
    assert again.status == 0
    assert {one["state"] for one in again.json} == {"held"}
    assert "CH1 went today already, and there is no more than one in 7 days" in by_agency(again)[POLICE]["why"]
    assert len(chases(awake)) == len(list(out.iterdir())) == 2


def test_every_owner_that_owes_something_pressing_gets_one(awake, tmp_path):
    done = awake("chase", "--out", tmp_path / "all")
    assert done.status == 0 and "held" not in done.out
    files = list((tmp_path / "all").glob("*.eml"))
    ids = [one.agency_id for one in chases(awake)]
    assert len(files) == len(ids) == len(set(ids)) > 10  # the asks of both reviews: nobody has planned anything yet


def test_a_dry_run_records_writes_and_sends_nothing(awake, tmp_path):
    out = tmp_path / "out"
    done = awake("chase", "--dry-run", "--json", "--agency", POLICE, "--out", out)
    (one,) = done.json
    assert (one["state"], one["chase"], one["file"]) == ("planned", None, None)
    first = one["owed"][0]
    assert first["title"] == "Write it down in -9"
    assert {"id", "references", "rating", "due", "original_due", "days_late", "days_late_original"} <= set(first)
    assert chases(awake) == [] and not out.exists()


def test_of_a_past_day_it_says_what_would_have_been_said_and_records_nothing(awake, tmp_path, monkeypatch):
    day, later = clock.today().isoformat(), clock.now() + timedelta(days=3)
    monkeypatch.setattr("tracker.clock.now", lambda: later)
    awake.plan(PART, POLICE, due_in=-20, title="Newer")
    done = awake("chase", "--as-at", day, "--out", tmp_path / "then", "--json", "--agency", POLICE)
    assert done.status == 0 and "Nothing was recorded." in done.err
    (one,) = done.json
    titles = [line["title"] for line in one["owed"]]
    assert "Write it down in -9" in titles and "Newer" not in titles
    assert one["state"] == "drafted" and chases(awake) == []
    assert awake("chase", "--as-at", day, "--send").status == 2


def test_by_mail_one_message_each_and_none_on_a_second_run(mail, awake):
    done = awake("chase", "--send", "--json")
    assert done.status == 0
    sent = [one for one in done.json if one["state"] == "sent"]
    assert [one["agency"] for one in sent] == [POLICE]
    assert all("nobody to write to" in one["why"] for one in done.json if one["agency"] != POLICE)
    assert mail.envelopes == [("board@example.org", ("asha@police.example", "ben@police.example"))]
    again = awake("chase", "--send", "--json", "--agency", POLICE)
    assert (again.status, again.json[0]["state"], len(mail.messages)) == (0, "held", 1)
    once_more = awake("chase", "--send", "--agency", POLICE, "--again", "--reason", "The chair asked.")
    assert (once_more.status, len(mail.messages)) == (0, 2)


def test_a_server_that_is_lost_in_the_middle_is_said_and_nothing_goes_twice(mail, awake):
    mail.dies = 1
    done = awake("chase", "--send", "--json", "--agency", POLICE)
    assert done.status == 1 and "Not known to have left" in done.err
    assert done.json[0]["state"] == "unknown"
    assert "it is not known whether CH1" in awake("chase", "--send", "--json", "--agency", POLICE).json[0]["why"]
    assert awake("chases", "--json").json[0]["state"] == "unknown"


def test_in_quiet_hours_no_mail_leaves_and_files_are_made(mail, awake, tmp_path, monkeypatch):
    settings.set_chasing(awake.engine, chasing=Chasing(), **signed())
    night = datetime.combine(clock.today(), datetime.min.time(), UTC) + timedelta(hours=23)
    monkeypatch.setattr("tracker.clock.now", lambda: night)
    done = awake("chase", "--send", "--json", "--agency", POLICE)
    assert (done.status, done.json[0]["state"], mail.messages) == (0, "held", [])
    assert "it is quiet now" in done.json[0]["why"]
    assert awake("chase", "--out", tmp_path / "o", "--agency", POLICE).status == 0


def test_its_workbook_hangs_on_it_where_the_setting_says_so(awake, tmp_path):
    agencies.edit(awake.engine, agency_id=POLICE, chase_with_workbook=True, **signed())
    done = awake("chase", "--out", tmp_path / "out", "--agency", POLICE, "--json")
    message = message_from_bytes((tmp_path / "out" / done.json[0]["file"]).read_bytes(), policy=default)
    assert [part.get_filename()[-5:] for part in message.iter_attachments()] == [".xlsx"]
    assert chases(awake)[0].sending_id == "W1"


def test_the_letters_that_are_due_are_drafted_and_the_log_tells_the_silence(awake, tmp_path):
    long_ago = clock.now() - timedelta(days=20)
    from tracker.commands import chases as commands

    commands.record(awake.engine, agency_id=POLICE, text="You owe us.", **signed(long_ago))
    assert "1 letter to the next rung" in awake("chase", "--dry-run", "--agency", POLICE).out
    done = awake("chase", "--letters", "--out", tmp_path / "letters", "--json")
    (one,) = done.json
    assert (one["rung"], one["state"], one["file"].startswith("Letter to the board member")) == (
        "board_member", "drafted", True,
    )  # fmt: skip
    (told,) = awake("chases", "--json").json
    assert (told["state"], told["days"], told["answered"], told["rung"]) == ("sent", 20, None, "lead")
    assert "silent for 20 days" in awake("chases").out
    assert awake("chases", "--agency", COUNCIL).out.strip() == "No message went yet."


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("chase",), 2),
        (("chase", "--send", "--out", "x"), 2),
        (("chase", "--letters", "--send"), 2),
        (("chase", "--send"), 1),
        (("chase", "--dry-run", "--agency", "nobody"), 1),
        (("chase", "--dry-run", "--by", "stranger"), 1),
    ],
)
def test_what_cannot_be_done_is_a_sentence(awake, words, status):
    done = awake(*words)
    assert done.status == status and done.err.strip().endswith((".", "?")) and "Traceback" not in done.err


def test_a_dry_run_says_that_a_link_would_be_carried_and_makes_none(awake, tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk")
    assert awake("link", "set", "--on").status == 0
    one = ("--agency", POLICE)
    assert awake("chase", "--dry-run", "--json", *one).json[0]["personal_link"] is False  # a lead and a deputy
    role = {"person_id": "ben-lowe", "role": Role.LEAD, "agency_id": POLICE, "leave_open_reason": "Nobody yet."}
    people.take_role(awake.engine, **role, **signed())
    assert awake("chase", "--dry-run", "--json", *one).json[0]["personal_link"] is True
    assert "with a personal link" in awake("chase", "--dry-run", *one).out
    assert awake("link", "list", "--json").json == []
    done = awake("chase", "--out", tmp_path / "out", "--json", *one)
    letter = (tmp_path / "out" / done.json[0]["file"]).read_bytes()
    told = message_from_bytes(letter, policy=default).get_body(("plain",)).get_content()
    assert "https://tracker.example.gov.uk/owed/" in told and "/owed/" not in chases(awake)[0].text
    assert [(link["live"], link["chase"]) for link in awake("link", "list", "--json").json] == [(True, "CH1")]
    later = clock.now() + timedelta(days=30)
    monkeypatch.setattr("tracker.clock.now", lambda: later)
    awake("chase", "--letters", "--out", tmp_path / "letters", *one)
    assert not any("/owed/" in path.read_text() for path in (tmp_path / "letters").iterdir())
