from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from tests.rules.factories import TODAY, Book, action_file, roles
from tests.rules.strategies import books, days, files
from tracker.rules.lifecycle import SETTLED, moves_from
from tracker.rules.records import Extension
from tracker.rules.sign_off import (
    check_back_blockers,
    claim_blockers,
    close_blockers,
    embed_blockers,
    extension_blockers,
    verify_blockers,
)
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import CheckOutcome, Outcome, Role, Status

LEAD, SUBGROUP, SCRUTINEER, ADMIN = Role.LEAD, Role.SUBGROUP, Role.SCRUTINEER, Role.ADMINISTRATOR
BOARD = frozenset({"lscb"})


def ago(n):
    return TODAY - timedelta(days=n)


def test_everything_in_the_way_of_closing_is_said_agency_by_agency():
    """
    part  police            health     school
    a     A1 in progress    A3 claimed nothing
    b     A1, A2 returned              nothing
    c     (nobody was asked)
    """
    book = Book()
    book.recommendation("R-1:1", {"a": ["police", "health", "school"], "b": ["police", "school"], "c": []})
    book.action("A1", "police", ["R-1:1/a", "R-1:1/b"])
    book.action("A2", "police", ["R-1:1/b"], status=Status.RETURNED)
    book.action("A3", "health", ["R-1:1/a"], status=Status.CLAIMED)
    assert close_blockers(book.standing(), "R-1:1") == (
        "nobody has been asked for part c",
        "Police: ‘Do A1’ (A1) is in progress; ‘Do A2’ (A2) is returned",
        "Health: ‘Do A3’ (A3) is claimed, waiting for verification",
        "School: no action for parts a and b",
    )


def test_a_recommendation_of_one_part_does_not_name_it():
    book = Book()
    book.recommendation("R-1:1", {"": ["police"]})
    assert close_blockers(book.standing(), "R-1:1") == ("Police: no action for it",)


def test_many_actions_are_counted_not_listed():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police"]})
    for n in range(5):
        book.action(f"A{n}", "police", ["R-1:1/a"])
    assert close_blockers(book.standing(), "R-1:1") == ("Police: 5 actions are in progress",)


def test_what_is_assured_embedded_or_not_doing_is_not_in_the_way():
    book = Book()
    book.recommendation("R-1:1", {"a": ["police", "health", "school", "probation"]})
    book.action("A1", "police", ["R-1:1/a"], status=Status.ASSURED)
    book.action("A2", "health", ["R-1:1/a"], status=Status.EMBEDDED)
    book.action("A3", "school", ["R-1:1/a"], status=Status.IN_PROGRESS)
    book.not_doing(action="A3", until=TODAY)
    book.not_doing(ask="R-1:1/a@probation")
    assert close_blockers(book.standing(), "R-1:1") == ()
    assert close_blockers(book.standing(TODAY + timedelta(days=1)), "R-1:1") == ("School: ‘Do A3’ (A3) is in progress",)


def test_nobody_asked_already_closed_and_not_doing_at_all():
    book = Book()
    book.recommendation("R-1:1", {"a": []})
    assert close_blockers(book.standing(), "R-1:1") == ("nobody has been asked for anything in it",)
    book.not_doing(recommendation="R-1:1")
    assert close_blockers(book.standing(), "R-1:1") == ()
    book.edit("recommendations", "R-1:1", closed_on=date(2026, 3, 1))
    assert close_blockers(book.standing(), "R-1:1") == ("it was closed on 1 March 2026",)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(books(), days)
def test_nothing_is_in_the_way_exactly_when_every_part_was_asked_for_and_every_ask_is_settled(book, today):
    standing = book.standing(today)
    register = standing.register
    for rec in register.recommendations.values():
        if rec.closed_on:
            continue
        parts = [part for part in register.parts_of[rec.id] if part.context_reason is None]
        asks = [[a for a in register.asks.values() if a.part_id == part.id] for part in parts]

        def settled(ask):
            actions = [
                standing.statuses[f.action.id]
                for f in register.files.values()
                if ask.part_id in f.part_ids and f.action.owner_id == ask.agency_id
            ]
            return ask.id in standing.not_doing or (bool(actions) and set(actions) <= SETTLED)

        done = bool(parts) and all(some and all(settled(ask) for ask in some) for some in asks)
        assert (close_blockers(standing, rec.id) == ()) == (done or rec.id in standing.not_doing)


@pytest.mark.parametrize("status", list(Status))
def test_a_claim_is_made_from_work_in_progress_only(status):
    blockers = claim_blockers(action_file(status=status))
    assert (blockers == ()) == (Status.CLAIMED in moves_from(status, Status.PLANNED))


def test_claim_blockers_say_what_to_do():
    assert claim_blockers(action_file(status=Status.PLANNED)) == (
        "it is planned: say first, in an update, that work is in progress",
    )
    assert claim_blockers(action_file(status=Status.CLAIMED)) == ("it is claimed already and waits for verification",)
    assert claim_blockers(action_file(status=Status.ASSURED)) == ("it is assured",)
    assert claim_blockers(action_file(owner=None)) == ("it has no owner who could claim it",)


# Who may verify. One row a case: the person's roles, the action's owner, whether they may.
WHO = [
    # the lead role never lets anyone verify
    ([(LEAD, "health")], "police", False),
    ([(LEAD, "police")], "police", False),
    ([(Role.READER, None)], "police", False),
    ([(Role.AUDITOR, None)], "police", False),
    ([(Role.SYSTEM, None)], "police", False),
    ([], "police", False),
    # subgroup, scrutineer and administrator do
    ([(SUBGROUP, None)], "police", True),
    ([(SUBGROUP, "health")], "police", True),
    ([(SCRUTINEER, None)], "police", True),
    ([(ADMIN, None)], "police", True),
    # several roles: the lead of another agency who sits on the subgroup
    ([(LEAD, "health"), (SUBGROUP, None)], "police", True),
    # but never for an agency they belong to, in whatever role
    ([(SUBGROUP, "police")], "police", False),
    ([(LEAD, "police"), (SUBGROUP, None)], "police", False),
    ([(LEAD, "police"), (ADMIN, None)], "police", False),
    ([(Role.READER, "police"), (SUBGROUP, "health")], "police", False),
    ([(SCRUTINEER, "police")], "police", False),
    # the board's own actions: a subgroup member of another agency, or the scrutineer
    ([(SUBGROUP, "health")], "lscb", True),
    ([(LEAD, "health"), (SUBGROUP, None)], "lscb", True),
    ([(SUBGROUP, None)], "lscb", False),
    ([(SUBGROUP, "lscb")], "lscb", False),
    ([(SUBGROUP, "health"), (ADMIN, "lscb")], "lscb", False),
    ([(ADMIN, None)], "lscb", False),
    ([(ADMIN, "health")], "lscb", False),
    ([(SCRUTINEER, None)], "lscb", True),
    ([(SCRUTINEER, "lscb")], "lscb", True),
    ([(SCRUTINEER, None), (LEAD, "lscb")], "lscb", False),
    # the same body under an older name
    ([(SUBGROUP, "old-police")], "police", False),
]


@pytest.mark.parametrize(("held", "owner", "may"), WHO)
def test_who_may_verify(held, owner, may):
    file = action_file(owner=owner, status=Status.CLAIMED, claimed_by="ann")
    same = frozenset({"old-police"}) if owner == "police" else frozenset()
    blockers = verify_blockers(file, roles(*held), "sam", BOARD, same_body=same)
    assert (blockers == ()) == may
    assured = action_file(owner=owner, status=Status.ASSURED, claimed_by="ann")
    assert (check_back_blockers(assured, roles(*held), "sam", BOARD, same_body=same) == ()) == may


@pytest.mark.parametrize("held", [held for held, owner, may in WHO if may])
def test_nobody_verifies_a_claim_they_submitted(held):
    file = action_file(status=Status.CLAIMED, claimed_by="sam")
    assert verify_blockers(file, roles(*held), "sam", BOARD) == ("whoever submitted the claim cannot also verify it",)


@given(files())
def test_nothing_but_a_claim_is_verified_and_never_by_its_claimant(file):
    if verify_blockers(file, roles((SUBGROUP, None)), "sam") == ():
        assert file.action.status == Status.CLAIMED
        assert file.action.claimed_by != "sam"


def test_all_that_is_in_the_way_of_verifying_is_said_at_once():
    assert verify_blockers(action_file(status=Status.PLANNED), roles((LEAD, "police")), "sam") == (
        "it is planned, so there is no claim to verify",
        "an agency's lead cannot verify: it takes a subgroup member, the independent scrutineer "
        "or the business manager",
    )


@pytest.mark.parametrize(
    ("checks", "blocked_by"),
    [
        ([(12, ago(5), CheckOutcome.PASSED)], None),
        ([(6, ago(5), CheckOutcome.PASSED)], "its 12-month check-back has not been passed"),
        ([(12, ago(5), CheckOutcome.FAILED)], "its 12-month check-back has not been passed"),
        ([(12, ago(500), CheckOutcome.PASSED)], "its 12-month check-back has not been passed"),  # before this assurance
        ([(12, ago(-30), None)], "its 12-month check-back has not been passed; it is due on 20 December 2026"),
    ],
)
def test_only_a_passed_check_back_at_twelve_months_embeds(checks, blocked_by):
    file = action_file(status=Status.ASSURED, verifications=[(ago(400), Outcome.ASSURED)], check_backs=checks)
    blockers = embed_blockers(file, roles((SUBGROUP, None)), "sam")
    assert blockers == ((blocked_by,) if blocked_by else ())


def test_who_embeds_must_be_entitled_and_boards_may_check_at_other_months():
    file = action_file(
        status=Status.ASSURED,
        claimed_by="ann",
        verifications=[(ago(400), Outcome.ASSURED)],
        check_backs=[(9, ago(5), CheckOutcome.PASSED)],
    )
    nine = Thresholds(check_back_months=(3, 9))
    assert embed_blockers(file, roles((SCRUTINEER, None)), "sam", thresholds=nine) == ()
    assert embed_blockers(file, roles((LEAD, "police")), "sam", thresholds=nine) != ()
    assert embed_blockers(file, roles((ADMIN, None)), "ann", thresholds=nine) == (
        "whoever submitted the claim cannot also mark it as embedded",
    )
    assert embed_blockers(action_file(), roles((ADMIN, None)), "sam")[0] == (
        "it is in progress: only what is assured can be embedded"
    )


def test_an_extension_is_agreed_by_somebody_else():
    asked = Extension("X1", "A1", ago(5), ago(-60), "staff", ago(9), "ann")
    file = action_file()
    assert extension_blockers(asked, file, roles((SUBGROUP, "health")), "sam") == ()
    assert extension_blockers(asked, file, roles((ADMIN, None)), "ann") == (
        "whoever asked for an extension cannot also agree it",
    )
    assert extension_blockers(asked, file, roles((SUBGROUP, "police")), "sam") == (
        "it is for an action of an agency that you belong to",
    )
    agreed = Extension("X1", "A1", ago(5), ago(-60), "staff", ago(9), "ann", date(2026, 3, 1), "sam")
    assert extension_blockers(agreed, file, roles((SUBGROUP, None)), "sam") == ("it was agreed on 1 March 2026",)
