"""The settings of the council's own sign-in: what is meant is understood, nonsense is refused with a sentence."""

import subprocess
import sys

import pytest

from tracker import settings as settings_room
from tracker.access.directory import DirectorySettingsError, check_agencies, directory_of, is_safe_address
from tracker.rules.words import Role

ISSUER = "https://login.microsoftonline.com/0000/v2.0"
SECRET = "s3cr3t-of-the-tracker"
SET = {
    "TRACKER_HOME": "/nowhere",
    "TRACKER_SIGN_IN": "directory",
    "TRACKER_DIRECTORY_ISSUER": ISSUER,
    "TRACKER_DIRECTORY_CLIENT_ID": "client",
    "TRACKER_DIRECTORY_CLIENT_SECRET": SECRET,
}


def found(**more):
    env = SET | {f"TRACKER_DIRECTORY_{name}": value for name, value in more.items()}
    return directory_of(settings_room.load(environment=env))


def refused(**more):
    with pytest.raises(DirectorySettingsError) as refusal:
        found(**more)
    words = str(refusal.value)
    assert words.endswith(".")
    assert words.count("\n") == 0
    assert SECRET not in words
    return words


def test_where_people_do_not_come_in_that_way_there_is_none_whatever_is_set():
    assert directory_of(settings_room.load(environment=SET | {"TRACKER_SIGN_IN": "accounts"})) is None


def test_what_is_set_is_understood():
    council = found(
        NAME="  Southampton   City Council ", ROLES="A=administrator, B = lead : police,B=subgroup,C=reader:gp"
    )
    assert council.name == "Southampton City Council"
    assert council.discovery == f"{ISSUER}/.well-known/openid-configuration"
    assert council.given(["B", "X", "A", "B"]) == (
        (Role.LEAD, "police"), (Role.SUBGROUP, None), (Role.ADMINISTRATOR, None),
    )  # fmt: skip
    assert council.given(["C"]) == ((Role.READER, "gp"),)


def test_without_a_name_it_is_called_by_its_host_and_without_roles_it_gives_none():
    council = found()
    assert council.name == "login.microsoftonline.com"
    assert council.given(["Tracker.Manager"]) == ()


@pytest.mark.parametrize("name", ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"])
def test_what_is_missing_is_named(name):
    assert refused(**{name: "  "}).startswith(f"TRACKER_DIRECTORY_{name}: it is not set")


@pytest.mark.parametrize(
    "issuer",
    ["http://login.example", "login.example", "ftp://x", "https://", "https://a b", "https://x/#y", "https://x/?y=1",
     "https://user:pass@x", "http://127.0.0.1.example.org", "https://x:port", "javascript:alert(1)"],
)  # fmt: skip
def test_an_issuer_is_an_https_address_and_nothing_behind_it(issuer):
    assert "is no address of a sign-in" in refused(ISSUER=issuer)


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9000", "http://localhost:9000", "http://[::1]:9000"])
def test_an_issuer_on_this_machine_may_go_without_https(issuer):
    assert found(ISSUER=issuer).issuer == issuer


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ("Tracker.Manager", "is no pair: write it as"),
        ("=subgroup", "is no pair"),
        ("X=boss", "‘boss’ is no role: write administrator,"),
        ("X=system", "‘system’ is no role"),
        ("X=Administrator", "is no role"),
        ("X=lead", "does not say for which agency"),
        ("X=lead:", "does not say for which agency"),
    ],
)
def test_nonsense_among_the_roles_is_refused(roles, words):
    assert words in refused(ROLES=roles)


def test_a_role_for_an_agency_that_is_not_there_is_refused_with_the_closest():
    council = found(ROLES="X=lead:hampshire-constabulry")
    with pytest.raises(DirectorySettingsError, match="and no agency has that id; the closest there is hampshire-const"):
        check_agencies(council, ["hampshire-constabulary", "solent"])
    check_agencies(council, ["hampshire-constabulry", "other"])


@pytest.mark.parametrize("address", [None, 7, "", "https://x\n.example", b"https://x"])
def test_what_is_no_text_is_no_address(address):
    assert not is_safe_address(address)


def test_the_secrets_are_in_nothing_that_could_be_printed():
    ours = settings_room.load(environment=SET | {"TRACKER_SECRET": "another-secret"})
    for thing in (ours, directory_of(ours)):
        assert SECRET not in repr(thing)
        assert "another-secret" not in repr(thing)


def test_the_server_does_not_start_with_nonsense_and_says_why(tmp_path):
    env = SET | {"TRACKER_HOME": str(tmp_path), "TRACKER_DIRECTORY_ROLES": "X=lead:hampshire-constabulry", "PATH": ""}
    said = subprocess.run(
        [sys.executable, "-m", "tracker", "serve", "--no-browser", "--port", "8999"],
        env=env, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert "no agency has that id; the closest there is hampshire-constabulary" in said.stderr
    assert "Traceback" not in said.stderr
    assert SECRET not in said.stderr + said.stdout


def test_authlib_is_not_read_where_nobody_comes_in_that_way():
    code = "import sys, tracker.server.app; print([m for m in sys.modules if m.split('.')[0] in ('authlib', 'httpx')])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert said.stdout.strip() == "[]"
