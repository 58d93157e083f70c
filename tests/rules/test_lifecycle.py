from datetime import timedelta
from itertools import product

import pytest

from tests.rules.factories import TODAY, Book, action_file
from tracker.rules.errors import MoveNotAllowedError
from tracker.rules.lifecycle import (
    MOVES,
    OPEN,
    OPEN_STATUSES,
    SETTLED,
    VERB_OF,
    VERIFIED,
    check_move,
    mermaid,
    moves_from,
    status_on,
    who_moves,
)
from tracker.rules.permissions import VERBS
from tracker.rules.words import Status

DESIGN = """
planned      in_progress
in_progress  claimed
claimed      assured returned in_progress
returned     in_progress
assured      embedded reopened
embedded     reopened
reopened     in_progress
"""
ALLOWED = {
    (Status(before), Status(after))
    for before, *afters in (line.split() for line in DESIGN.strip().splitlines())
    for after in afters
} | {(status, Status.NOT_DOING) for status in Status if status != Status.NOT_DOING}
LIVE = [status for status in Status if status != Status.NOT_DOING]


@pytest.mark.parametrize(("now", "wanted"), list(product(LIVE, Status)))
def test_a_move_is_allowed_exactly_where_the_design_says_so(now, wanted):
    assert (wanted in moves_from(now)) == ((now, wanted) in ALLOWED)
    if (now, wanted) in ALLOWED:
        check_move("A1", now, wanted)
    else:
        with pytest.raises(MoveNotAllowedError, match=r"^A1 is .*: it can move to .*, not to .*\.$"):
            check_move("A1", now, wanted)


@pytest.mark.parametrize(("former", "wanted"), list(product(LIVE, Status)))
def test_from_not_doing_an_action_goes_back_to_its_former_status_only(former, wanted):
    assert moves_from(Status.NOT_DOING, former) == {former}
    if former == wanted:
        check_move("A1", Status.NOT_DOING, wanted, former)
    else:
        with pytest.raises(MoveNotAllowedError):
            check_move("A1", Status.NOT_DOING, wanted, former)


def test_every_status_has_its_row_and_every_move_a_verb_that_somebody_may_do():
    assert set(MOVES) == set(Status)
    assert set(VERB_OF.values()) <= set(VERBS)
    assert who_moves(Status.CLAIMED) == {
        Status.IN_PROGRESS: "withdraw_claim",
        Status.RETURNED: "return",
        Status.ASSURED: "verify",
        Status.NOT_DOING: "not_doing",
    }
    assert who_moves(Status.NOT_DOING, Status.CLAIMED) == {Status.CLAIMED: "bring_back"}


def test_an_agency_can_claim_and_never_assure():
    assert {now for now in Status for wanted in moves_from(now) if wanted == Status.ASSURED} == {Status.CLAIMED}
    assert {wanted for wanted, verb in who_moves(Status.CLAIMED).items() if verb == "verify"} == {Status.ASSURED}


def test_every_status_is_open_verified_or_not_doing():
    assert OPEN | VERIFIED | {Status.NOT_DOING} == set(Status)
    assert OPEN_STATUSES | {Status.CLAIMED} == OPEN
    assert not OPEN & SETTLED


def test_an_expired_entry_lets_the_action_come_back_by_itself():
    book = Book()
    book.action("A1", "police", [], status=Status.RETURNED)
    book.not_doing(action="A1", until=TODAY)
    file = book.register().files["A1"]
    assert status_on(file, today=TODAY) == Status.NOT_DOING
    assert status_on(file, today=TODAY + timedelta(days=1)) == Status.RETURNED


def test_without_an_entry_or_an_end_it_stays_not_doing():
    assert status_on(action_file(status=Status.NOT_DOING), today=TODAY) == Status.NOT_DOING
    book = Book()
    book.action("A1", "police", [])
    book.not_doing(action="A1")
    assert status_on(book.register().files["A1"], today=TODAY.replace(year=2099)) == Status.NOT_DOING


def test_the_picture_shows_every_move_of_the_table():
    picture = mermaid()
    assert picture.startswith("stateDiagram-v2\n")
    for before, after in ALLOWED:
        if after != Status.NOT_DOING:
            assert f"    {before.value} --> {after.value} : " in picture
    assert picture.count("-->") == 1 + sum(after != Status.NOT_DOING for _, after in ALLOWED)
