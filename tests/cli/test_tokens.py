"""`tracker tokens`: made, listed, revoked."""

import re

import pytest

from tracker import clock
from tracker.commands import people
from tracker.queries.api_tokens import opened_by
from tracker.rules.words import Door, Role


@pytest.fixture
def board(tracker):
    signed = {"by": "system", "at": clock.now(), "door": Door.COMMAND_LINE}
    people.add(tracker.engine, name="Asha Patel", **signed)
    people.give_role(tracker.engine, person_id="asha-patel", role=Role.ADMINISTRATOR, **signed)
    people.add(tracker.engine, name="Ben Okafor", **signed)
    people.give_role(tracker.engine, person_id="ben-okafor", role=Role.AUDITOR, **signed)
    return tracker


def test_a_token_is_printed_once_listed_without_its_secret_and_revoked(board):
    assert "no other program reads" in board("tokens", "list", "--by", "asha-patel").out
    made = board("tokens", "add", "Power BI, county", "--by", "asha-patel")
    secret = re.search(r"^([\w-]{43})$", made.out, re.MULTILINE)[1]
    assert opened_by(board.engine, secret, at=clock.now()).roles[0].role == Role.READER
    (one,) = board("tokens", "list", "--json", "--by", "asha-patel").json
    assert (one["id"], one["role"], one["live"], one["used_on"]) == ("power-bi-county", "reader", True, None)
    assert "power-bi-county" in (listed := board("tokens", "list", "--by", "asha-patel").out) and secret not in listed
    assert board("tokens", "revoke", "nothing", "--by", "asha-patel").status == 1
    assert board("tokens", "revoke", "power-bi-county", "--json", "--by", "asha-patel").json["revoked"] is True
    assert opened_by(board.engine, secret, at=clock.now()) is None
    assert "revoked" in board("tokens", "list", "--by", "asha-patel").out


def test_a_leads_token_is_for_one_agency_and_lasts_as_long_as_is_said(board):
    agency = "southampton-housing"
    made = board(
        "tokens", "add", "Theirs", "--role", "lead", "--agency", agency, "--days", "30", "--json", "--by", "asha-patel"
    )
    assert (made.json["role"], made.json["agency"], made.json["days"]) == ("lead", agency, 30)
    assert opened_by(board.engine, made.json["token"], at=clock.now()).sight.agencies == {agency}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("add", "X", "--role", "king"), 2, "is no role"),
        (("add", "X", "--role", "lead"), 1, "Agency"),
        (("add", "X", "--agency", "southampton-housing"), 1, "goes with the role of a lead only"),
        (("add", "X", "--days", "0"), 1, "is not from 1 to 1,096"),
        (("add", "X", "--by", "ben-okafor"), 1, "may not manage people"),
        (("list", "--by", "ben-okafor"), 1, "may not see the API tokens"),
    ],
)
def test_what_is_refused_is_said_in_a_sentence(board, words, status, said):
    more = () if "--by" in words else ("--by", "asha-patel")
    refused = board("tokens", *words, *more)
    assert (refused.status, refused.out) == (status, "")
    assert said in refused.err
