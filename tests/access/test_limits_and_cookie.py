"""The cookie's name by the address that was asked for, and the settings that say who may come in how."""

import pytest

from tracker import settings
from tracker.access.cookie import cookie_name, is_secure
from tracker.access.limits import limits_of
from tracker.access.tokens import fresh, hashed
from tracker.rules.words import Way


def load(**env):
    return settings.load(environment={"TRACKER_HOME": "/nowhere", **env})


@pytest.mark.parametrize(
    ("host", "name", "secure"),
    [
        ("tracker.example.gov.uk", "__Host-tracker", True),
        ("TRACKER.example.gov.uk", "__Host-tracker", True),
        ("127.0.0.1:8501", "tracker_8501", False),
        ("localhost:8502", "tracker_8502", False),
        ("[::1]:8501", "tracker_8501", False),
        ("localhost", "tracker", False),
        ("localhost:8501; Path=/x", "tracker", False),
        ("", "tracker", False),
    ],
)
def test_the_cookie_is_of_https_only_at_the_public_address_and_of_one_port_elsewhere(host, name, secure):
    ours = load(TRACKER_PUBLIC_URL="https://Tracker.example.gov.uk/", TRACKER_SIGN_IN="accounts")
    assert cookie_name(ours, host) == name
    assert is_secure(ours, host) is secure


def test_a_secret_is_long_never_the_same_and_kept_as_a_hash_only():
    secrets = {fresh() for _ in range(50)}
    assert len(secrets) == 50
    assert {len(secret) for secret in secrets} == {43}
    assert len(hashed("x")) == 64
    assert hashed("x") != hashed("y")


@pytest.mark.parametrize(
    ("told", "ways"),
    [
        ("", {Way.MACHINE}),
        ("machine", {Way.MACHINE}),
        (" Accounts ", {Way.PASSWORD}),
        ("directory", {Way.DIRECTORY}),
        ("directory, accounts", {Way.PASSWORD, Way.DIRECTORY}),
    ],
)
def test_the_three_ways_to_be_someone(told, ways):
    ours = load(TRACKER_SIGN_IN=told)
    assert ours.complaints == ()
    by_link = set() if ours.by_machine else {Way.LINK}  # the register's setting opens them, wherever people sign in
    assert limits_of(ours).ways == ways | by_link
    assert ours.by_machine is (ways == {Way.MACHINE})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TRACKER_SIGN_IN", "acounts", "is no way to come in"),
        ("TRACKER_SIGN_IN", "machine,accounts", "is no way to come in"),
        ("TRACKER_SIGN_IN", ",", "is no way to come in"),
        ("TRACKER_PUBLIC_URL", "tracker.example.gov.uk", "is not the address of a site"),
        ("TRACKER_PUBLIC_URL", "https://tracker.example.gov.uk/board", "is not the address of a site"),
        ("TRACKER_PUBLIC_URL", "https://user:secret@example.org", "is not the address of a site"),
        ("TRACKER_PUBLIC_URL", "https://", "is not the address of a site"),
        ("TRACKER_PUBLIC_URL", "https://example.org:port", "is not the address of a site"),
        ("TRACKER_PUBLIC_URL", "javascript:alert(1)", "is not the address of a site"),
        ("TRACKER_SESSION_IDLE", "0", "is no number of minutes"),
        ("TRACKER_SESSION_IDLE", "-5", "is no number of minutes"),
        ("TRACKER_SESSION_IDLE", "an hour", "is no number of minutes"),
        ("TRACKER_SESSION_LONGEST", "1000000", "is no number of hours"),
        ("TRACKER_PROXY", "*", "is no list of addresses"),
        ("TRACKER_PROXY", "proxy.local", "is no list of addresses"),
    ],
)
def test_nonsense_in_the_environment_is_a_sentence_and_lets_nobody_in_by_mistake(name, value, words):
    ours = load(**{name: value})
    assert len(ours.complaints) == 1
    assert ours.complaints[0].startswith(f"{name}: ")
    assert words in ours.complaints[0]
    if name == "TRACKER_SIGN_IN":
        assert not limits_of(ours).ways
        assert not ours.by_machine


def test_a_server_for_one_person_and_people_who_sign_in_do_not_go_together():
    assert "TRACKER_AS" in load(TRACKER_AS="manager", TRACKER_SIGN_IN="accounts").complaints[0]
    assert load(TRACKER_AS="manager").complaints == ()


def test_a_proxy_may_be_a_list_of_addresses_and_networks():
    assert load(TRACKER_PROXY="127.0.0.1, 10.0.0.0/28,::1").proxy == "127.0.0.1,10.0.0.0/28,::1/128"
