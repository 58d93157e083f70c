"""Whom a workbook goes to, what they may see of it, and when a second one does not go by itself."""

from datetime import date

import pytest

from tests.rules.factories import TODAY
from tests.sheets.books import small_book
from tracker.rules.records import Person, PersonRole, Review, ReviewReader, Sending
from tracker.rules.register import Register
from tracker.rules.sending import (
    State,
    contacts,
    desks,
    in_the_way,
    owes,
    sight_of_contacts,
    state_of,
    why_no_mail,
)
from tracker.rules.sight import LEAST, Sight
from tracker.rules.words import Brag, Publication, Role, SendingWay


def people(*ids, role=Role.LEAD, named=()):
    return Register(
        people={id_: Person(id_, id_.title()) for id_ in ids},
        person_roles={f"{id_}|r": PersonRole(f"{id_}|r", id_, role, "police") for id_ in ids},
        reviews={"HIDE": Review("HIDE", "b", "LCSPR", "Z", "Z", state=Publication.DRAFT)},
        review_readers={f"HIDE|{id_}": ReviewReader(f"HIDE|{id_}", "HIDE", id_) for id_ in named},
    )


@pytest.mark.parametrize(
    ("named", "sees"), [((), frozenset()), (("asha",), frozenset()), (("asha", "ben"), frozenset({"HIDE"}))]
)
def test_one_workbook_for_several_people_holds_what_each_of_them_may_see(named, sees):
    assert sight_of_contacts(people("asha", "ben", named=named), ["asha", "ben"]) == Sight(reviews=sees)


def test_what_goes_to_nobody_that_is_known_holds_what_everybody_may_see():
    assert sight_of_contacts(people(), []) == LEAST


def test_whoever_sees_everything_keeps_no_restricted_evidence_in_a_file_that_leaves():
    found = sight_of_contacts(people("mo", role=Role.ADMINISTRATOR), ["mo"])
    assert found == Sight(unpublished=True)


def test_what_an_agency_owes_is_counted_and_its_worst_is_named():
    standing = small_book().standing()
    found = owes(standing, "police")
    assert (found.actions, found.late, found.holes, found.worst) == (2, 1, 1, Brag.RED)
    assert found.in_words == "2 actions, 1 overdue; 1 ask with no action yet"
    assert owes(standing, "health").actions == 1  # what is assured is owed no more
    assert owes(standing, "schools").nothing


def test_a_body_that_was_renamed_answers_under_its_last_name_with_all_its_people():
    book = small_book()
    before = desks(book.standing())
    assert "police" in before
    book.edit("agencies", "police", successor_id="health", closed_on=date(2026, 1, 1))
    for id_, agency, deputy in (("asha", "police", False), ("ben", "health", True)):
        book.tables.setdefault("people", {})[id_] = Person(id_, id_.title(), f"{id_}@example.org")
        book.tables.setdefault("person_roles", {})[id_] = PersonRole(id_, id_, Role.LEAD, agency, deputy=deputy)
    standing = book.standing()
    assert "police" not in desks(standing) and "health" in desks(standing)
    assert [(who.name, who.deputy, who.email) for who in contacts(standing, "health")] == [
        ("Asha", False, "asha@example.org"),
        ("Ben", True, "ben@example.org"),
    ]


@pytest.mark.parametrize(
    "address",
    [None, "", "asha", "@x.org", "asha@", "asha@local", "a@b@c.org", "a b@c.org", "a@c.org, x@c.org", "a@c.org\nBcc: x",
     "<a@c.org>", "å@c.org", "a" * 250 + "@c.org"],
)  # fmt: skip
def test_an_address_that_could_be_misread_is_not_written_to(address):
    assert why_no_mail(address)


def test_a_plain_address_is_written_to():
    assert why_no_mail("asha.patel+board@police.example.gov.uk") is None


def sending(id_="W1", way=SendingWay.BY_MAIL, **more):
    return Sending(id_, "police", way, ("asha",), 7, "f.xlsx", "h", TODAY, "manager", **more)


@pytest.mark.parametrize(
    ("one", "state", "stops"),
    [
        (sending(), State.UNKNOWN, True),
        (sending(way=SendingWay.BY_HAND), State.MADE, False),
        (sending(sent_on=TODAY, sent_by="manager"), State.SENT, True),
        (sending(sent_on=date(2026, 1, 1), sent_by="manager"), State.SENT, False),
        (sending(refused="No such mailbox"), State.REFUSED, False),
    ],
)
def test_a_second_workbook_does_not_go_by_itself_while_the_first_may_be_there(one, state, stops):
    assert state_of(one) == state
    assert (in_the_way([one], "police", today=TODAY) is one) == stops
    assert in_the_way([one], "health", today=TODAY) is None
