"""API tokens: what is kept, what is refused, how requests are counted."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.access.tokens import hashed
from tracker.commands import api_tokens, people
from tracker.queries.api_tokens import kept_out, opened_by, tokens
from tracker.rules.errors import BadValueError, EmptyValueError, NotAllowedError, UnknownError
from tracker.rules.records import PersonRole
from tracker.rules.sight import LEAST
from tracker.rules.words import Door, Role
from tracker.store import api_tokens as kept
from tracker.store.attempts import PER_ADDRESS
from tracker.store.engine import reading

MANAGER = (PersonRole("m", "manager", Role.ADMINISTRATOR),)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def make(book, **more):
    facts = {"name": "Power BI", "role": Role.READER} | more
    return api_tokens.make(book.engine, **facts, **book.signed())


def test_a_token_is_kept_as_a_hash_for_a_year(ledger):
    secret = make(ledger)
    (one,) = tokens(ledger.engine, roles=MANAGER, at=ledger.now)
    assert (one.id, one.name, one.role, one.ends_at - one.made_at) == (
        "power-bi", "Power BI", Role.READER, timedelta(days=365),
    )  # fmt: skip
    with reading(ledger.engine) as connection:
        assert kept.opens(connection, hashed(secret), ledger.now).id == "power-bi"
    assert opened_by(ledger.engine, secret, at=ledger.now).sight == LEAST
    assert opened_by(ledger.engine, secret, at=one.ends_at) is None
    assert opened_by(ledger.engine, hashed(secret), at=ledger.now) is None


def test_two_of_one_name_have_two_ids_and_an_id_is_never_given_twice(ledger):
    make(ledger)
    api_tokens.revoke(ledger.engine, token_id="power-bi", **ledger.signed())
    make(ledger)
    make(ledger, name="***")
    assert {one.id for one in tokens(ledger.engine, roles=MANAGER, at=ledger.now)} == {
        "power-bi",
        "power-bi-2",
        "token",
    }


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"role": Role.SYSTEM}, BadValueError),
        ({"role": Role.LEAD}, EmptyValueError),
        ({"agency_id": "police"}, BadValueError),
        ({"role": Role.LEAD, "agency_id": "nobody"}, UnknownError),
        ({"days": 0}, BadValueError),
        ({"days": 1_097}, BadValueError),
        ({"name": "  "}, EmptyValueError),
        ({"name": "\ud800"}, BadValueError),
    ],
)
def test_what_is_no_token_is_refused_and_nothing_kept(sqlite_ledger, facts, error):
    with pytest.raises(error):
        make(sqlite_ledger, **facts)
    assert tokens(sqlite_ledger.engine, roles=MANAGER, at=sqlite_ledger.now) == ()


def test_revoking_twice_is_no_mistake_and_what_is_not_there_is_unknown(ledger):
    make(ledger)
    for _ in range(2):
        assert api_tokens.revoke(ledger.engine, token_id="power-bi", **ledger.signed()) == "Power BI"
    with pytest.raises(UnknownError):
        api_tokens.revoke(ledger.engine, token_id="power-bj", **ledger.signed())


def test_only_whoever_manages_people_sees_the_list(sqlite_ledger):
    for roles in ((), (PersonRole("a", "a", Role.AUDITOR),)):
        with pytest.raises(NotAllowedError):
            tokens(sqlite_ledger.engine, roles=roles, at=sqlite_ledger.now)


def test_tokens_end_with_their_maker(ledger):
    people.add(ledger.engine, name="Second", **ledger.signed())
    people.give_role(ledger.engine, person_id="second", role=Role.ADMINISTRATOR, **ledger.signed())
    facts = {"name": "Theirs", "role": Role.READER}
    secret = api_tokens.make(ledger.engine, **facts, **ledger.signed("second"))
    people.disable(ledger.engine, person_id="second", **ledger.signed())
    assert opened_by(ledger.engine, secret, at=ledger.now) is None
    (one,) = tokens(ledger.engine, roles=MANAGER, at=ledger.now)
    assert one.revoked_at is not None and not one.live


def take(book, at, most):
    return api_tokens.take(book.engine, token_id="power-bi", most=most, by="system", at=at, door=Door.LINK)


@pytest.mark.parametrize("most", [1, 7, 25, 100])
def test_a_minute_has_as_many_requests_as_are_allowed_and_the_next_one_too(ledger, most):
    make(ledger)
    for minute in (NOON, NOON + timedelta(minutes=1), NOON - timedelta(hours=1)):  # a clock that was put back too
        taken = []
        while some := take(ledger, minute + timedelta(seconds=59 if taken else 0), most):
            taken.append(some)
        assert sum(taken) == most


def test_wrong_tokens_keep_an_address_out_for_a_while_and_no_other(ledger):
    for _ in range(PER_ADDRESS):
        assert kept_out(ledger.engine, "10.0.0.1", at=NOON) is None
        api_tokens.wrong(ledger.engine, address="10.0.0.1", by="system", at=NOON, door=Door.LINK)
    assert kept_out(ledger.engine, "10.0.0.1", at=NOON) == NOON + timedelta(minutes=15)
    assert kept_out(ledger.engine, "10.0.0.2", at=NOON) is None
    assert kept_out(ledger.engine, "10.0.0.1", at=NOON + timedelta(minutes=15)) is None
