"""`tracker link` and `tracker calendar`: made, listed, taken back, written to a file."""

import re

import pytest

from tracker import clock
from tracker.commands import people
from tracker.queries.secret_links import opened_by, whose_calendar
from tracker.rules.words import Door, Role


@pytest.fixture
def board(tracker, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk")
    agency = "southampton-housing"
    signed = {"by": "system", "at": clock.now(), "door": Door.COMMAND_LINE}
    people.add(tracker.engine, name="Asha Patel", **signed)
    people.give_role(tracker.engine, person_id="asha-patel", role=Role.LEAD, agency_id=agency, **signed)
    tracker.agency = agency
    return tracker


def test_a_link_is_given_once_the_board_has_turned_links_on_and_taken_back(board):
    refused = board("link", "give", board.agency, "asha-patel")
    assert (refused.status, refused.out) == (1, "")
    assert "has not turned personal links on" in refused.err
    assert "are off; a new one works for 14 days" in board("link", "set").out
    assert "are on; a new one works for 7 days" in board("link", "set", "--on", "--days", "7").out
    given = board("link", "give", board.agency, "asha-patel")
    secret = re.search(r"^https://tracker\.example\.gov\.uk/owed/([\w-]{43})$", given.out, re.MULTILINE)[1]
    assert opened_by(board.engine, secret, at=clock.now()).person.id == "asha-patel"
    (one,) = board("link", "list", "--json").json
    assert (one["person"], one["agency"], one["live"], one["used_at"]) == ("asha-patel", board.agency, True, None)
    assert secret not in board("link", "list").out
    assert board("link", "revoke", "0123456789ab").status == 1
    assert board("link", "revoke", one["link"]).status == 0
    assert opened_by(board.engine, secret, at=clock.now()) is None
    assert "taken back" in board("link", "list").out


def test_on_a_machine_of_ones_own_it_is_said_that_none_can_be_given(board, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "machine")
    assert "None can be given yet: nobody signs in here" in board("link", "set", "--on").err
    assert "nobody signs in here" in board("link", "give", board.agency, "asha-patel").err


def test_a_calendar_is_a_file_or_an_address(board, tmp_path):
    out = tmp_path / "due.ics"
    assert board("calendar", "--by", "asha-patel", "--out", out).status == 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    made = board("calendar", "--by", "asha-patel", "--address")
    secret = re.search(r"^https://tracker\.example\.gov\.uk/calendar/([\w-]{43})\.ics$", made.out, re.MULTILINE)[1]
    assert whose_calendar(board.engine, secret)[0].person_id == "asha-patel"
    assert board("calendar").status == 2
    assert board("calendar", "--address", "--out", out).status == 2
    assert board("calendar", "--out", tmp_path / "no" / "such" / "due.ics", "--by", "asha-patel").status == 1
