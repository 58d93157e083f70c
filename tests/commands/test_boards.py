"""Roles for one board: what may be given and by whom, and what the wall at the end of a transaction refuses."""

from datetime import date

import pytest

from tests.factories_store import ledger  # noqa: F401  (fixture)
from tracker.commands import (
    agencies,
    boards,
    chases,
    contacts,
    identities,
    invitations,
    meetings,
    people,
    reviews,
    sendings,
)
from tracker.queries import chasing, register, sights
from tracker.queries.sendings import outgoing
from tracker.rules.errors import BadValueError, NotAllowedError, SignOffBlockedError, UnknownError
from tracker.rules.records import PersonRole
from tracker.rules.sight import WHOLE
from tracker.rules.words import LadderRung, Role, SendingWay
from tracker.store.database import for_board


@pytest.fixture
def two(ledger):  # noqa: F811
    """Two boards, each with a business manager of its own: ann of Southampton, ben of Northants."""
    boards.add(ledger.engine, name="Northants", **ledger.signed())
    for name, board in (("Ann", "southampton"), ("Ben", "northants")):
        people.add(ledger.engine, name=name, **ledger.signed())
        give(ledger, name.lower(), Role.ADMINISTRATOR, board)
    return ledger


def give(book, who, role, board_id=None, by="manager", **more):
    return people.give_role(
        book.engine, person_id=who, role=role, board_id=board_id, **more, **book.signed(by)
    )  # fmt: skip


def roles_of(book, who):
    return tuple(role for role in book.register().person_roles.values() if role.person_id == who)


def sees(book, who, board_id=None):
    sight = sights.sight_for(book.engine, who, board_id)
    return set(register.current(book.engine, sight=sight).reviews)


def add_review(book, code, board_id, by):
    return reviews.add(
        book.engine, code=code, board_id=board_id, kind="SCR", subject=code, title=code, **book.signed(by)
    )  # fmt: skip


def test_a_boards_manager_puts_in_and_changes_their_own_reviews_and_no_others(two):
    add_review(two, "NOR-1", "northants", "ben")
    with pytest.raises(NotAllowedError, match="another board than yours"):
        add_review(two, "SOU-2", "southampton", "ben")
    with pytest.raises(UnknownError):
        reviews.edit(two.engine, review_id="SOTON-K", title="Mine", **two.signed("ben"))
    with pytest.raises(UnknownError):
        reviews.edit(two.engine, review_id="NOR-1", title="Mine", **two.signed("ann"))
    assert (sees(two, "ben"), sees(two, "ann")) == ({"NOR-1"}, {"SOTON-K"})
    assert sees(two, "manager") == {"NOR-1", "SOTON-K"}


def test_a_code_that_another_board_uses_is_refused_without_a_word_of_what_it_is(two):
    add_review(two, "NOR-1", "northants", "ben")
    with pytest.raises(BadValueError, match="cannot be used in this register") as refused:
        add_review(two, "NOR-1", "southampton", "ann")
    assert "already" not in str(refused.value)


def test_what_every_board_shares_takes_a_role_for_every_board(two):
    made = agencies.add(two.engine, name="Fire service", sector="fire", **two.signed("ben"))
    assert made.id
    with pytest.raises(NotAllowedError, match="every board shares it"):
        agencies.edit(two.engine, agency_id="police", name="Constabulary", **two.signed("ben"))
    with pytest.raises(NotAllowedError):
        boards.edit(two.engine, board_id="northants", name="Other", **two.signed("ben"))
    agencies.edit(two.engine, agency_id="police", name="Constabulary", **two.signed("manager"))


def test_a_boards_manager_gives_roles_for_their_board_only(two):
    people.add(two.engine, name="Cy", **two.signed("ben"))
    assert give(two, "cy", Role.SUBGROUP, by="ben").board_id == "northants"
    with pytest.raises(NotAllowedError):
        give(two, "cy", Role.SUBGROUP, "southampton", by="ben")
    with pytest.raises(BadValueError, match="reads for every board"):
        give(two, "cy", Role.REGIONAL, by="ben")
    with pytest.raises(UnknownError):
        people.take_role(
            two.engine, person_id="ann", role=Role.ADMINISTRATOR, board_id="southampton", **two.signed("ben")
        )


@pytest.mark.parametrize("who", ["manager", "ann"])
def test_nobody_becomes_somebody_of_another_board_or_of_every_board(two, who):
    for way in (invitations.invite, invitations.reset, people.disable):
        with pytest.raises(NotAllowedError, match="another board"):
            way(two.engine, person_id=who, **two.signed("ben"))
    with pytest.raises(NotAllowedError):
        people.edit(two.engine, person_id=who, email="ben@example.org", **two.signed("ben"))


def test_a_named_reader_of_another_boards_review_is_let_in_by_nobody_of_this_one(two):
    add_review(two, "SOU-2", "southampton", "ann")
    people.add(two.engine, name="Dee", **two.signed("ben"))
    invitations.invite(two.engine, person_id="dee", **two.signed("ben"))
    reviews.name_reader(two.engine, review_id="SOU-2", person_id="dee", **two.signed("ann"))
    with pytest.raises(NotAllowedError, match="another board"):
        invitations.reset(two.engine, person_id="dee", **two.signed("ben"))


def test_somebody_of_two_boards_is_managed_by_who_manages_both(two):
    people.add(two.engine, name="Cy", **two.signed("ben"))
    for board in ("northants", "southampton"):
        give(two, "cy", Role.SCRUTINEER, board)
    for by in ("ann", "ben"):
        with pytest.raises(NotAllowedError):
            people.edit(two.engine, person_id="cy", name="Sy", **two.signed(by))
    assert people.edit(two.engine, person_id="cy", name="Sy", **two.signed("manager")).name == "Sy"


def test_a_right_at_one_board_is_none_at_another_where_somebody_only_reads(two):
    give(two, "ben", Role.READER, "southampton")
    assert sees(two, "ben") == {"SOTON-K"}
    with pytest.raises(NotAllowedError, match="another board than yours"):
        reviews.edit(two.engine, review_id="SOTON-K", title="Mine", **two.signed("ben"))
    with pytest.raises(NotAllowedError):
        meetings.hold(two.engine, board_id="southampton", held_on=date(2026, 1, 5), title="Theirs", **two.signed("ben"))


def test_a_message_and_a_contact_are_the_boards_that_made_them(two):
    sent = chases.record(two.engine, agency_id="police", text="Please.", **two.signed("ben"))
    kept = contacts.add(two.engine, rung=LadderRung.CHAIR, name="Our chair", **two.signed("ben"))
    assert (sent.board_id, kept.board_id) == ("northants", "northants")
    with pytest.raises(UnknownError):
        chases.answered(two.engine, chase_id=sent.id, answer="No.", **two.signed("ann"))
    theirs = register.current(two.engine, sight=sights.sight_for(two.engine, "ann"))
    assert not theirs.chases and not theirs.ladder_contacts


def test_a_boards_message_and_workbook_hold_nothing_of_another_board_whoever_planned_them(two):
    people.edit(two.engine, person_id="police-lead", email="asha@police.example", **two.signed())
    two.plan(title="Late", due=date(2025, 12, 1))
    every = (PersonRole("m", "manager", Role.ADMINISTRATOR),)
    found = chasing.plan(two.engine, roles=every, who="M", at=two.now)
    with pytest.raises(UnknownError):
        chases.make(two.engine, planned=found, way=SendingWay.BY_HAND, **two.signed("ben"))
    going = outgoing(two.engine, ["police"], roles=every, who="M")
    with pytest.raises(UnknownError):
        sendings.make(two.engine, outgoing=going, way=SendingWay.BY_HAND, **two.signed("ben"))
    assert chasing.plan(two.engine, roles=roles_of(two, "ben"), who="B", at=two.now) == ()
    acting = for_board(two.engine, "southampton")
    (made,) = sendings.make(acting, outgoing=going, way=SendingWay.BY_HAND, **two.signed("manager"))
    assert made.sending.board_id == "southampton"


def test_who_manages_two_boards_says_for_which_a_message_is(two):
    give(two, "ben", Role.ADMINISTRATOR, "southampton")
    with pytest.raises(BadValueError, match="choose for which board you act"):
        chases.record(two.engine, agency_id="police", text="Please.", **two.signed("ben"))


def test_a_regional_reader_reads_what_every_board_has_published_and_changes_nothing(two):
    add_review(two, "NOR-1", "northants", "ben")
    people.add(two.engine, name="Rae", **two.signed())
    give(two, "rae", Role.REGIONAL)
    assert sees(two, "rae") == {"SOTON-K"}
    reviews.name_reader(two.engine, review_id="NOR-1", person_id="rae", **two.signed("ben"))
    assert sees(two, "rae") == {"SOTON-K", "NOR-1"}
    with pytest.raises(NotAllowedError):
        chases.record(two.engine, agency_id="police", text="Please.", **two.signed("rae"))


def test_the_councils_sign_in_gives_nobody_a_role_for_every_board_once_there_are_boards(two):
    made = identities.come_in(
        two.engine, issuer="https://council.example", subject="1", name="Eve", roles=[(Role.ADMINISTRATOR, None)],
        **two.signed("system"),
    )  # fmt: skip
    assert roles_of(two, made.id) == () and sees(two, made.id) == set()


def test_the_last_who_manages_every_board_keeps_the_role(two):
    with pytest.raises(SignOffBlockedError, match="nobody else is business manager"):
        people.take_role(two.engine, person_id="manager", role=Role.ADMINISTRATOR, **two.signed("manager"))
    people.take_role(
        two.engine, person_id="ann", role=Role.ADMINISTRATOR, board_id="southampton", **two.signed("manager")
    )
    assert register.current(two.engine, sight=WHOLE).person_roles.keys() >= {"manager/administrator"}
