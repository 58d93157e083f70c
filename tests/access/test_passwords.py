"""Which passwords are good enough, and what is kept of one."""

import pytest

from tracker.access import passwords
from tracker.access.passwords import WeakPasswordError

ASHA = ("asha-patel", "Asha Patel", "asha.patel@police.example.gov.uk")
GOOD = "seven wet lanterns hum"


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "correct horse battery",
        "ðøñ’t wøríe — 日本語 hello",
        "    leading spaces kept    ",
        "x7#Kq!" * 20,
        "a1 b2 c3 d4 e5 f6",
        "Asha has seven wet lanterns",
    ],
)
def test_anything_long_that_is_not_much_used_will_do(password):
    passwords.check(password, ASHA)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "has 0 characters"),
        ("short one", "has 9 characters: it takes 12"),
        ("elevenchars", "has 11 characters"),
        ("x" * 129, "128 is the most"),
        ("password1234", "first that anybody would try"),
        ("PASSWORD1234", "first that anybody would try"),
        ("123456789012", "first that anybody would try"),
        ("qwertyuiop12", "first that anybody would try"),
        ("aaaaaaaaaaaa", "first that anybody would try"),
        ("1qaz2wsx3edc", "first that anybody would try"),
        ("password" * 12, "first that anybody would try"),
        ("ashapatel2026", "your own name or address"),
        ("Asha Patel !!", "your own name or address"),
        ("asha.patel@police.example.gov.uk", "your own name or address"),
    ],
)
def test_what_is_short_much_used_or_ones_own_name_is_refused_with_the_reason(password, why):
    with pytest.raises(WeakPasswordError, match=why) as refused:
        passwords.check(password, ASHA)
    assert not password or password not in str(refused.value)


def test_of_a_password_an_argon2id_hash_is_kept_and_never_the_same_twice():
    first, second = passwords.hash_of(GOOD), passwords.hash_of(GOOD)
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert first != second
    assert GOOD not in first
    assert passwords.is_right(GOOD, first) == (True, None)
    assert passwords.is_right(GOOD + " ", first) == (False, None)
    assert passwords.is_right(GOOD, None) == (False, None)


def test_the_same_signs_are_the_same_password_however_a_keyboard_put_them_together():
    kept = passwords.hash_of("cafe\u0301 au lait frappe\u0301")
    assert passwords.is_right("caf\u00e9 au lait frapp\u00e9", kept)[0]


def test_a_hash_made_with_less_effort_is_replaced_when_its_password_comes_by():
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(GOOD)
    right, newer = passwords.is_right(GOOD, weak)
    assert right
    assert newer is not None
    assert passwords.is_right(GOOD, newer) == (True, None)
