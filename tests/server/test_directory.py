"""Coming in through the council's own sign-in: the good way with a real provider, every lie with one that lies."""

import http.client
import json
import logging
import re
import shutil
import urllib.request
from html import escape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import sqlalchemy as sa
from joserfc.jwk import RSAKey
from starlette.applications import Starlette

from tests.server.providers import CLIENT, SECRET, lying_provider, no_provider, real_provider
from tests.server.serving import Answer, serving
from tracker import clock
from tracker import settings as settings_room
from tracker.access import conversation
from tracker.access.directory import BACK, END, START
from tracker.commands import identities, invitations, people
from tracker.queries import history
from tracker.queries.presence import who_is
from tracker.queries.register import current
from tracker.queries.verifying import verify
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door, Role, Way
from tracker.server.app import middleware, routes
from tracker.server.preparing import prepare
from tracker.store.engine import engine_for
from tracker.store.tables import WebSessionRow

pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # within the provider
POLICE = "hampshire-constabulary"
ROLES = f"Tracker.Manager=administrator, Tracker.QA=subgroup, Tracker.Lead.Police=lead:{POLICE}"
MANAGER = "business-manager"
DONE = {"by": MANAGER, "door": Door.COMMAND_LINE}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A register with its first data; nobody has a role that a directory gave."""
    home = tmp_path_factory.mktemp("directory") / "home"
    found = settings_room.load(environment={"TRACKER_HOME": str(home)})
    prepare(found)
    engine = engine_for(found.database_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return home


@pytest.fixture
def engine(prepared, tmp_path, monkeypatch):
    shutil.copytree(prepared, tmp_path / "home")
    for name in ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_DEMO", "TRACKER_AS", "TRACKER_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "TRACKER_HOME": str(tmp_path / "home"),
        "TRACKER_SIGN_IN": "directory",
        "TRACKER_DIRECTORY_CLIENT_ID": CLIENT,
        "TRACKER_DIRECTORY_CLIENT_SECRET": SECRET,
        "TRACKER_DIRECTORY_NAME": "Southampton City Council",
        "TRACKER_DIRECTORY_ROLES": ROLES,
    }.items():
        monkeypatch.setenv(name, value)
    conversation._client.cache_clear()
    made = engine_for(f"sqlite:///{tmp_path / 'home' / 'register.sqlite'}")
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def served():
    with serving(Starlette(routes=list(routes))) as running:
        yield running


@pytest.fixture(scope="module")
def provider_of_lies():
    with lying_provider() as one:
        yield one


@pytest.fixture
def lies(provider_of_lies, monkeypatch):
    """A provider that tells the truth until it is told otherwise."""
    one = provider_of_lies
    fresh = type(one)(address=one.address, key=one.key)
    for name in fresh.__dataclass_fields__:
        setattr(one, name, getattr(fresh, name))
    monkeypatch.setenv("TRACKER_DIRECTORY_ISSUER", one.address)
    return one


class Browser:
    """Keeps cookies of the tracker, follows nothing by itself."""

    def __init__(self, served):
        self.served = served
        self.cookies = {}

    def get(self, path, method="GET", **form):
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=60)
        told = {"Cookie": sent} if sent else {}
        connection.request(method, path, body=urlencode(form), headers=told)
        answer = connection.getresponse()
        set_ = answer.headers.get_all("Set-Cookie") or []
        self.cookies |= dict(line.split(";")[0].split("=", 1) for line in set_)
        found = {name.lower(): value for name, value in answer.getheaders()} | {"set-cookie": "\n".join(set_)}
        return Answer(answer.status, found, answer.read())

    def away(self, next_="/", join=None, **more):
        """Begin, or press the button of a one-time link, and give the address at the provider."""
        if join:
            answer = self.get(START, "POST", join=join)
            assert answer.status == 200, answer.text
            return answer.headers["refresh"].removeprefix("0; url=")
        answer = self.get(f"{START}?{urlencode({'next': next_, **more})}")
        assert answer.status == 303, answer.text
        return answer.headers["location"]

    def through(self, next_="/", **more):
        """Begin, be waved through by the provider, and give the path of the way back."""
        address = self.away(next_, **more)
        back = _redirected(address)
        return back.removeprefix(f"http://127.0.0.1:{self.served.port}")

    def sign_in(self, next_="/", **more):
        return self.get(self.through(next_, **more))

    @property
    def token(self):
        return self.cookies.get(f"tracker_{self.served.port}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def _redirected(address, form=None):
    """Where the provider sends the browser."""
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        opener.open(address, data=urlencode(form).encode() if form else None, timeout=10)
    except urllib.error.HTTPError as answer:
        assert answer.code in (302, 303), answer.read()
        return answer.headers["Location"]
    raise AssertionError("the provider sent nobody on")


@pytest.fixture
def browser(served, engine):
    return Browser(served)


def sessions(engine):
    with engine.connect() as connection:
        return connection.execute(sa.select(WebSessionRow.__table__)).all()


def roles_of(engine, person_id):
    found = current(engine, sight=WHOLE).person_roles.values()
    return {(r.role, r.agency_id, r.source is not None) for r in found if r.person_id == person_id}


def refused(answer, engine, words, status=403):
    """One sentence, and nobody is in."""
    assert answer.status == status, answer.text
    assert words in answer.text
    assert "Traceback" not in answer.text
    assert "tracker_" not in answer.headers["set-cookie"].replace("tracker_directory", "")
    assert sessions(engine) == []
    return True


# ---- the good way, with a real provider


@pytest.fixture
def real(monkeypatch):
    with real_provider() as address:
        monkeypatch.setenv("TRACKER_DIRECTORY_ISSUER", address)
        yield address


def knows(address, subject, **claims):
    """Let the provider know somebody."""
    request = urllib.request.Request(
        f"{address}/users/{subject}", data=json.dumps(claims).encode(), method="PUT",
        headers={"Content-Type": "application/json"},
    )  # fmt: skip
    urllib.request.urlopen(request, timeout=10).read()


def test_somebody_with_a_mapped_role_comes_in_and_is_new_here(browser, engine, real):
    knows(real, "s-1", name="Asha Patel", email="asha@example.gov.uk", roles=["Tracker.QA", "Tracker.Lead.Police", "X"])
    address = browser.away("/overdue?agency=x")
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["scope"] == ["openid profile"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    back = _redirected(address, {"sub": "s-1"}).removeprefix(f"http://127.0.0.1:{browser.served.port}")
    answer = browser.get(back)
    assert (answer.status, answer.headers["location"]) == (303, "/overdue?agency=x"), answer.text
    there = who_is(engine, browser.token, at=clock.now())
    assert (there.person.id, there.person.name, there.way) == ("asha-patel", "Asha Patel", Way.DIRECTORY)
    assert there.person.email is None
    assert roles_of(engine, "asha-patel") == {(Role.SUBGROUP, None, True), (Role.LEAD, POLICE, True)}
    (identity,) = current(engine, sight=WHOLE).person_identities.values()
    assert (identity.issuer, identity.subject) == (real, "s-1")


def test_the_cookies_are_for_no_script_and_the_one_for_the_way_is_for_the_way_only(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    begun = browser.get(f"{START}?next=/overdue")
    assert begun.headers["cache-control"] == "no-store"
    cookie = begun.headers["set-cookie"].lower()
    assert cookie.startswith("tracker_directory=")
    for words in ("httponly", "samesite=lax", f"path={START}", "max-age=600"):
        assert words in cookie
    back = _redirected(begun.headers["location"]).removeprefix(f"http://127.0.0.1:{browser.served.port}")
    cookies = browser.get(back).headers["set-cookie"].lower().splitlines()
    assert len(cookies) == 2
    assert all("httponly" in cookie and "samesite=lax" in cookie for cookie in cookies)


def test_the_secret_and_the_challenge_reach_the_provider(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    assert browser.sign_in().status == 303
    ((form, right_secret),) = lies.asked
    assert right_secret
    assert form["grant_type"] == "authorization_code"
    assert len(form["code_verifier"]) >= 43


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_where_to_go_next_is_always_here(browser, engine, lies, address):
    lies.claims = {"roles": ["Tracker.QA"]}
    assert browser.sign_in(address).headers["location"] == "/"


# ---- roles as the council says them


def test_roles_follow_the_council_at_each_sign_in_and_those_given_here_stay(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA", "Tracker.Lead.Police"]}
    browser.sign_in()
    people.give_role(engine, person_id="asha-council", role=Role.AUDITOR, at=clock.now(), **DONE)
    lies.claims = {"roles": ["Tracker.Lead.Police"]}
    browser.sign_in()
    assert roles_of(engine, "asha-council") == {(Role.LEAD, POLICE, True), (Role.AUDITOR, None, False)}
    lies.claims = {"roles": []}
    browser.sign_in()
    assert roles_of(engine, "asha-council") == {(Role.AUDITOR, None, False)}
    told = {
        (e.verb, e.by, e.before or e.after)
        for e in history.entries(engine, sight=WHOLE, limit=None)
        if e.entity == "person_role"
    }
    assert ("first_sign_in", "system", '"subgroup"') in told
    assert ("sign_in_roles", "system", '"subgroup"') in told
    assert verify(engine).ok


def test_a_role_that_the_business_manager_gives_too_stays_when_the_council_takes_it(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    browser.sign_in()
    people.give_role(engine, person_id="asha-council", role=Role.SUBGROUP, at=clock.now(), **DONE)
    lies.claims = {}
    browser.sign_in()
    assert roles_of(engine, "asha-council") == {(Role.SUBGROUP, None, False)}


def test_the_last_business_manager_is_not_taken_by_the_council(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.Manager"]}
    browser.sign_in()
    signed = {"by": "asha-council", "at": clock.now(), "door": Door.BROWSER}
    people.take_role(engine, person_id=MANAGER, role=Role.ADMINISTRATOR, **signed)
    lies.claims = {}
    assert browser.sign_in().status == 303
    assert (Role.ADMINISTRATOR, None, True) in roles_of(engine, "asha-council")


def test_one_role_as_a_word_and_nonsense_among_the_roles(browser, engine, lies):
    lies.claims = {"roles": "Tracker.QA"}
    browser.sign_in()
    assert roles_of(engine, "asha-council") == {(Role.SUBGROUP, None, True)}
    lies.claims = {"roles": [7, None, {"a": 1}, "Tracker.QA"]}
    assert browser.sign_in().status == 303
    lies.claims = {"roles": {"Tracker.Manager": True}}
    browser.sign_in()
    assert roles_of(engine, "asha-council") == set()


def test_a_name_of_theirs_is_made_sound(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"], "name": "  <b>Bad\u202e\nName</b>\0 " + "x" * 300}
    assert browser.sign_in().status == 303
    (identity,) = current(engine, sight=WHOLE).person_identities.values()
    name = current(engine, sight=WHOLE).people[identity.person_id].name
    assert name.startswith("<b>Bad Name</b>")
    assert len(name) <= 100


# ---- who is nobody here


def test_a_stranger_without_a_role_is_told_so_and_leaves_nothing_behind(browser, engine, lies):
    before = len(history.entries(engine, sight=WHOLE, limit=None))
    lies.claims = {"roles": ["Something.Else"]}
    answer = browser.sign_in()
    assert refused(answer, engine, "nobody has given you a role in this register")
    assert "Asha Council" not in {p.name for p in current(engine, sight=WHOLE).people.values()}
    assert current(engine, sight=WHOLE).person_identities == {}
    assert len(history.entries(engine, sight=WHOLE, limit=None)) == before


def test_the_same_address_with_another_subject_is_somebody_else(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.Manager"], "email": "asha@example.gov.uk"}
    browser.sign_in()
    people.edit(engine, person_id="asha-council", email="asha@example.gov.uk", at=clock.now(), **DONE)
    lies.subject, lies.claims = "sub-2", {"email": "asha@example.gov.uk", "preferred_username": "asha@example.gov.uk"}
    other = Browser(browser.served)
    answer = other.sign_in()
    assert answer.status == 403
    assert other.token is None
    lies.claims = {"email": "asha@example.gov.uk", "roles": ["Tracker.QA"]}
    other.sign_in()
    assert who_is(engine, other.token, at=clock.now()).person.id == "asha-council-2"
    assert roles_of(engine, "asha-council-2") == {(Role.SUBGROUP, None, True)}


def test_the_same_subject_of_another_issuer_is_somebody_else(engine):
    signed = {"by": "system", "at": clock.now(), "door": Door.BROWSER}
    said = {"subject": "s", "name": "Asha", "roles": [(Role.READER, None)]}
    one = identities.come_in(engine, issuer="https://one.example", **said, **signed)
    two = identities.come_in(engine, issuer="https://two.example", **said, **signed)
    assert one.id != two.id


def test_a_disabled_person_does_not_come_in_and_what_was_open_is_over(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    browser.sign_in()
    assert who_is(engine, browser.token, at=clock.now()) is not None
    people.disable(engine, person_id="asha-council", at=clock.now(), **DONE)
    assert who_is(engine, browser.token, at=clock.now()) is None
    assert all(row.ended_at is not None for row in sessions(engine))
    answer = Browser(browser.served).sign_in()
    assert answer.status == 403
    assert "You can no longer come in here" in answer.text
    assert len(sessions(engine)) == 1


# ---- linking by a one-time link


def invited(engine, name="Ben Known"):
    person = people.add(engine, name=name, at=clock.now(), **DONE)
    people.give_role(engine, person_id=person.id, role=Role.READER, at=clock.now(), **DONE)
    return person.id, invitations.invite(engine, person_id=person.id, at=clock.now(), **DONE)


def test_a_known_person_links_the_council_sign_in_by_their_one_time_link(browser, engine, lies):
    person_id, link = invited(engine)
    assert browser.sign_in("/", join=link).status == 303
    assert who_is(engine, browser.token, at=clock.now()).person.id == person_id
    again = Browser(browser.served)
    assert again.sign_in().status == 303
    assert who_is(engine, again.token, at=clock.now()).person.id == person_id
    assert roles_of(engine, person_id) == {(Role.READER, None, False)}


@pytest.mark.parametrize("ways", ["directory", "accounts,directory"])
def test_the_page_of_a_one_time_link_offers_the_council_and_the_way_leads_in(browser, engine, lies, monkeypatch, ways):
    monkeypatch.setenv("TRACKER_SIGN_IN", ways)
    person_id, link = invited(engine)
    page = browser.get(f"/join/{link}").text
    assert ("New password" in page) == ("accounts" in ways)
    assert "Use your council sign-in as Ben Known" in page
    assert re.findall(r'<form method="post" action="/sign-in/directory"><input type="hidden" name="join" value="(.+?)"',
                      page) == [link]  # fmt: skip
    sent_on = browser.get(START, "POST", join=link)
    assert f'href="{escape(browser.away(join=link).partition("&")[0])}' in sent_on.text
    assert browser.sign_in(join=link).status == 303
    assert who_is(engine, browser.token, at=clock.now()).person.id == person_id


def test_a_one_time_link_in_an_address_links_nothing(browser, engine, lies):
    _, link = invited(engine)
    lies.claims = {"roles": ["Tracker.QA"]}
    back = _redirected(browser.get(f"{START}?{urlencode({'join': link})}").headers["location"])
    assert browser.get(back.removeprefix(f"http://127.0.0.1:{browser.served.port}")).status == 303
    assert who_is(engine, browser.token, at=clock.now()).person.id == "asha-council"
    assert {i.person_id for i in current(engine, sight=WHOLE).person_identities.values()} == {"asha-council"}
    assert browser.get(f"/join/{link}").status == 200


def test_a_button_of_a_one_time_link_on_another_site_is_refused(engine, lies):
    _, link = invited(engine)
    with serving(Starlette(routes=list(routes), middleware=list(middleware))) as guarded:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
            assert guarded.post(START, {"join": link}, headers=headers).status == 403
        assert guarded.get(END, **{"Sec-Fetch-Site": "cross-site"}).status == 403
        assert guarded.get(END, **{"Sec-Fetch-Site": "same-origin"}).status == 303


def test_who_signs_out_here_is_shown_the_way_out_at_the_council(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    browser.sign_in()
    to = browser.get("/sign-out", "POST").headers["location"]
    assert to == "/sign-in?out=council"
    assert f'href="{END}"' in browser.get(to).text
    assert f'href="{END}"' not in browser.get("/sign-in?out").text


def test_the_sign_in_page_says_whose_sign_in_it_is_and_keeps_where_to_go(browser, engine, lies, monkeypatch):
    monkeypatch.setenv("TRACKER_DIRECTORY_NAME", "<b>Anytown</b>")
    page = browser.get("/sign-in?next=/overdue").text
    assert "Sign in with &lt;b&gt;Anytown&lt;/b&gt;" in page
    assert 'href="/sign-in/directory?next=%2Foverdue"' in page
    assert "password" not in page.lower()


def test_a_link_works_once_and_only_for_a_sign_in_that_is_nobodys(browser, engine, lies):
    person_id, link = invited(engine)
    browser.sign_in("/", join=link)
    lies.subject = "sub-2"
    answer = Browser(browser.served).sign_in("/", join=link)
    assert answer.status == 403
    assert "was used already" in answer.text
    other_id, other = invited(engine, "Cy Other")
    lies.subject = "sub-1"
    answer = Browser(browser.served).sign_in("/", join=other)
    assert answer.status == 403
    assert "Ben Known comes in already" in answer.text
    held = {i.person_id for i in current(engine, sight=WHOLE).person_identities.values()}
    assert held == {person_id}
    assert other_id not in held


def test_a_link_of_somebody_disabled_or_made_up_opens_nothing(browser, engine, lies):
    person_id, link = invited(engine)
    people.disable(engine, person_id=person_id, at=clock.now(), **DONE)
    assert refused(browser.sign_in("/", join=link), engine, "no longer valid")
    assert refused(browser.sign_in("/", join="made-up"), engine, "is not one that the tracker knows")


def test_what_was_linked_wrongly_is_taken_off_with_all_that_came_of_it(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    _, link = invited(engine)
    browser.sign_in("/", join=link)
    identities.unlink(engine, person_id="ben-known", at=clock.now(), **DONE)
    assert who_is(engine, browser.token, at=clock.now()) is None
    assert roles_of(engine, "ben-known") == {(Role.READER, None, False)}
    assert current(engine, sight=WHOLE).person_identities == {}


# ---- lies


LIES = {
    "another nonce": (lambda p: p.claims.update(nonce="another"), "does not bear its mark"),
    "no nonce": (lambda p: p.claims.update(nonce=None), "leaves out what"),
    "another audience": (lambda p: p.claims.update(aud="another-app"), "meant for another program"),
    "another audience, ours named as party": (
        lambda p: p.claims.update(aud="another-app", azp=CLIENT), "meant for another program",
    ),
    "ours among the audiences, another party": (
        lambda p: p.claims.update(aud=[CLIENT, "another-app"], azp="another-app"), "does not bear its mark",
    ),
    "no audience": (lambda p: p.claims.update(aud=None), "leaves out what"),
    "another issuer": (lambda p: p.claims.update(iss="https://evil.example"), "another sign-in"),
    "no issuer": (lambda p: p.claims.update(iss=None), "leaves out what"),
    "over": (lambda p: p.claims.update(exp=1_700_000_000), "too far apart"),
    "without an end": (lambda p: p.claims.update(exp=None), "leaves out what"),
    "with an end that is no time": (lambda p: p.claims.update(exp="tomorrow"), "too far apart"),
    "from the future": (lambda p: p.claims.update(iat=4_000_000_000), "too far apart"),
    "not yet": (lambda p: p.claims.update(nbf=4_000_000_000), "too far apart"),
    "without a beginning": (lambda p: p.claims.update(iat=None), "leaves out what"),
    "about nobody": (lambda p: p.claims.update(sub=None), "leaves out what"),
    "about an empty name": (lambda p: p.claims.update(sub=""), "does not bear its mark"),
    "about a number": (lambda p: p.claims.update(sub=7), "does not bear its mark"),
    "about more than a name can be": (lambda p: p.claims.update(sub="x" * 5000), "does not say who you are"),
    "not signed": (lambda p: setattr(p, "sign", p.unsigned), "does not bear its mark"),
    "signed by another key of the same name": (
        lambda p: setattr(p, "sign", lambda c: p.signed(c, RSAKey.generate_key(2048))), "does not bear its mark",
    ),
    "signed by a key that nobody knows": (
        lambda p: setattr(p, "sign", lambda c: p.signed(c, RSAKey.generate_key(2048), kid="two")),
        "does not bear its mark",
    ),
    "signed with the public key as a secret": (
        lambda p: (
            p.describes.update(id_token_signing_alg_values_supported=["RS256", "HS256", "none"]),
            setattr(p, "sign", p.signed_with_the_public_key),
        ),
        "does not bear its mark",
    ),
    "not signed, where it says that it need not": (
        lambda p: (
            p.describes.update(id_token_signing_alg_values_supported=["none"]), setattr(p, "sign", p.unsigned),
        ),
        "does not bear its mark",
    ),
    "changed after it was signed": (
        lambda p: setattr(p, "sign", lambda c: p.signed(c)[:-8] + "AAAAAAAA"), "does not bear its mark",
    ),
    "the hash of another token": (lambda p: p.claims.update(at_hash="AAAA"), "does not bear its mark"),
    "no word about anybody": (
        lambda p: setattr(p, "answer", {"access_token": "at", "token_type": "Bearer"}), "does not say who you are",
    ),
    "a description of another": (lambda p: p.describes.update(issuer="https://evil.example"), "another name"),
    "a description without a name": (lambda p: p.describes.update(issuer=None), "another name"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_lets_nobody_in(browser, engine, lies, caplog, lie):
    lies.claims = {"roles": ["Tracker.Manager"]}
    back = browser.through()
    conversation._client.cache_clear()
    LIES[lie][0](lies)
    with caplog.at_level(logging.DEBUG):
        assert refused(browser.get(back), engine, LIES[lie][1])
    assert current(engine, sight=WHOLE).person_identities == {}
    assert "council_not_believed" in caplog.text
    for secret in (SECRET, *parse_qs(urlsplit(back).query)["code"], "eyJ"):
        assert secret not in "".join(r.getMessage() for r in caplog.records)


@pytest.mark.parametrize("place", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("address", ["http://evil.example/x", "ftp://127.0.0.1/x", "https://a:b@evil.example", 7, None])
def test_a_description_that_sends_people_where_it_is_not_safe_is_not_followed(browser, engine, lies, place, address):
    lies.describes = {place: address}
    assert refused(browser.get(START), engine, "not safe", status=503)


# ---- replays, and what comes back without having set out


def test_a_state_is_good_once_even_with_the_old_cookie(browser, engine, lies):
    lies.claims, lies.forgets_codes = {"roles": ["Tracker.QA"]}, False
    back = browser.through()
    thief = Browser(browser.served)
    thief.cookies = dict(browser.cookies)
    assert browser.get(back).status == 303
    answer = thief.get(back)
    assert answer.status == 403
    assert "was used already" in answer.text
    assert thief.token is None
    assert len(sessions(engine)) == 1


def test_a_code_is_good_once(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    back = browser.through()
    code = parse_qs(urlsplit(back).query)["code"][0]
    browser.get(back)
    state = parse_qs(urlsplit(Browser.through(other := Browser(browser.served))).query)["state"][0]
    answer = other.get(f"{BACK}?{urlencode({'code': code, 'state': state})}")
    assert answer.status == 403
    assert "begin it again" in answer.text
    assert other.token is None


def test_a_code_of_somebody_elses_way_does_not_fit_into_ones_own(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    theirs = parse_qs(urlsplit(Browser(browser.served).through()).query)["code"][0]
    state = parse_qs(urlsplit(browser.through()).query)["state"][0]
    assert refused(browser.get(f"{BACK}?{urlencode({'code': theirs, 'state': state})}"), engine, "begin it again")


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=x", "?state=%00"])
def test_who_comes_back_without_having_set_out_is_told_to_begin(browser, engine, lies, query):
    assert refused(browser.get(BACK + query), engine, "begin it again")


def test_a_way_back_is_for_the_browser_that_set_out(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    back = browser.through()
    assert refused(Browser(browser.served).get(back), engine, "begin it again")


def test_a_cookie_for_the_way_that_was_changed_counts_for_nothing(browser, engine, lies):
    back = browser.through()
    browser.cookies["tracker_directory"] = browser.cookies["tracker_directory"][:-3] + "abc"
    assert refused(browser.get(back), engine, "begin it again")


def test_an_answer_that_names_another_issuer_is_refused(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    back = browser.through()
    assert refused(browser.get(f"{back}&iss=https%3A%2F%2Fevil.example"), engine, "another sign-in")
    lies.describes = {"authorization_response_iss_parameter_supported": True}
    conversation._client.cache_clear()
    assert refused(browser.sign_in(), engine, "another sign-in")
    answer = browser.get(f"{browser.through()}&{urlencode({'iss': lies.address})}")
    assert answer.status == 303


# ---- denied, down, slow


@pytest.mark.parametrize(
    ("error", "words"),
    [("access_denied", "did not let you through"), ("<b>", "did not let you"), ("server_error", "does not answer as")],
)
@pytest.mark.parametrize("with_state", [True, False])
def test_who_is_not_let_through_over_there_is_told_so(browser, engine, lies, error, words, with_state):
    state = parse_qs(urlsplit(browser.away()).query)["state"][0]
    said = {"error": error, "error_description": "<i>"} | ({"state": state} if with_state else {})
    answer = browser.get(f"{BACK}?{urlencode(said)}")
    assert refused(answer, engine, words)
    assert "<i>" not in answer.text and "<b>" not in answer.text


def test_a_provider_that_is_down_is_one_sentence(browser, engine, monkeypatch):
    monkeypatch.setenv("TRACKER_DIRECTORY_ISSUER", no_provider())
    assert refused(browser.get(START), engine, "does not answer as it should", status=503)


@pytest.mark.parametrize("answer", [500, "nonsense"])
def test_a_provider_that_breaks_over_the_code_is_one_sentence(browser, engine, lies, answer):
    back = browser.through()
    if answer == 500:
        lies.status = 500
    else:
        lies.answer = ["no", "object"]
    assert refused(browser.get(back), engine, "does not answer as it should")


def test_a_provider_that_is_slow_is_not_waited_for_forever(browser, engine, lies, monkeypatch):
    monkeypatch.setattr(conversation, "PATIENCE", 0.2)
    conversation._client.cache_clear()
    lies.slow = 1
    assert refused(browser.get(START), engine, "does not answer as it should", status=503)
    conversation._client.cache_clear()


def test_a_provider_that_comes_back_is_asked_anew(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    lies.describes = {"issuer": "https://evil.example"}
    browser.get(START)
    lies.describes = {}
    assert browser.sign_in().status == 303


def test_new_keys_of_the_provider_are_fetched(browser, engine, lies):
    lies.claims = {"roles": ["Tracker.QA"]}
    browser.sign_in()
    lies.key = RSAKey.generate_key(2048, {"kid": "later", "use": "sig"})
    lies.sign = lambda claims: lies.signed(claims, kid="later")
    assert browser.sign_in().status == 303


# ---- out again, and switched off


def test_the_council_session_is_ended_where_the_provider_says(browser, engine, lies):
    answer = browser.get(END)
    assert answer.status == 303
    asked = urlsplit(answer.headers["location"])
    assert answer.headers["location"].startswith(f"{lies.address}/end?")
    assert parse_qs(asked.query)["client_id"] == [CLIENT]


def test_where_the_provider_has_no_such_place_it_says_how_it_ends(browser, engine, lies):
    lies.describes = {"end_session_endpoint": None}
    conversation._client.cache_clear()
    assert "when you close your browser" in browser.get(END).text


@pytest.mark.parametrize("path", [START, BACK, END])
def test_where_nobody_comes_in_that_way_there_is_nothing(browser, engine, monkeypatch, path):
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    assert browser.get(path).status == 404
