"""The one gate, over real HTTP: every kind of path with no session, a live one, an ended one, a disabled person."""

import base64
import http.client
import os
import re
from datetime import timedelta

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from tests.factories_store import Ledger, fresh_sqlite
from tests.server.serving import serving
from tracker import clock
from tracker.access.limits import Limits
from tracker.access.tokens import hashed
from tracker.commands import invitations, passwords, people, sessions
from tracker.queries.presence import sessions_of, who_is
from tracker.rules.words import Door, Way
from tracker.server.app import middleware, routes
from tracker.server.guard import OPEN
from tracker.store.attempts import tries

GOOD, NEWER = "seven wet lanterns hum", "nine dry kettles sing"
PUBLIC = "tracker.example.gov.uk"
VARIABLES = ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_DEMO", "TRACKER_BY", "TRACKER_AS")


async def socket(websocket):
    await websocket.accept()
    await websocket.send_text("content of the register")
    await websocket.close()


def content(request):
    response = PlainTextResponse("content of the register")
    response.set_cookie("_streamlit_xsrf", "2|x")
    return response


STREAMLITS = [  # what Streamlit answers itself stands here as one word
    Route(path, content, methods=["GET", "POST", "PUT", "DELETE", "OPTIONS"])
    for path in ("/", "/static/{path:path}", "/app/static/{path:path}", "/media/{path:path}", "/component/{path:path}",
                 "/_stcore/{path:path}", "/{page:path}")
]  # fmt: skip


@pytest.fixture(scope="module")
def served():
    app = Starlette(
        routes=[*routes, WebSocketRoute("/_stcore/stream", socket), *STREAMLITS], middleware=list(middleware)
    )
    with serving(app) as running:
        yield running


@pytest.fixture
def board(tmp_path, monkeypatch):
    engine = fresh_sqlite(tmp_path, furnished=True)
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", f"https://{PUBLIC}")
    yield Ledger(engine)
    engine.dispose()


@pytest.fixture
def server(served, board):
    return served


def signed(by):
    return {"by": by, "at": clock.now(), "door": Door.BROWSER}


def password(book, person):
    link = invitations.invite(book.engine, person_id=person, **signed("manager"))
    passwords.set_by_link(book.engine, link=link, new=GOOD, **signed(person))


def begin(book, person="reader", way=Way.PASSWORD):
    return sessions.begin(book.engine, way=way, address="10.1.2.3", browser="Firefox/140", **signed(person))


def cookie(server, secret):
    return {"cookie": f"tracker_{server.port}={secret}"}


def cookie_of(answer):
    """Name and value of the session's cookie, and all that was said about it."""
    told = answer.headers["set-cookie"]
    name, _, value = told.partition(";")[0].partition("=")
    return name, value, told


def submit(server, name, word, **more):
    return server.post("/sign-in", {"name": name, "password": word, "next": "/overdue?agency=police"}, **more)


PAGES = ["/", "/overdue", "/overview", "/recommendation?id=SOTON-K:1", "/account", "/sign-out", "/who",
         "/export/register.xlsx", "/evidence/E1", "/nothing-of-the-kind", "/sign-in-or-not", "/joint",
         "/sign-in/../history", "//media/x"]  # fmt: skip
PROGRAMS = ["/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/script-health-check",
            "/_stcore/upload_file/s/f", "/_stcore/bidi-components/x/y.js", "/_stcore/agent/openapi.json",
            "/component/x/index.html", "/media/abc.csv", "/static/js/index.js", "/app/static/other.svg",
            "/app/static/fonts/../secret.woff2", "/app/static/fonts/OFL-source-sans-3.txt"]  # fmt: skip
SENT = [("POST", "/account/password"), ("POST", "/account/sessions"), ("POST", "/sign-out"), ("POST", "/who"),
        ("POST", "/_stcore/upload_file/s/f"), ("PUT", "/_stcore/upload_file/s/f"), ("DELETE", "/media/x"),
        ("POST", "/"), ("OPTIONS", "/_stcore/health")]  # fmt: skip
FREE = ["/healthz", "/sign-in", "/sign-in?next=/overdue", "/app/static/mark.svg",
        "/app/static/fonts/source-sans-3-latin-wght-normal.woff2"]  # fmt: skip


def no_session(server, book):
    return {}


def made_up(server, book):
    return cookie(server, "x" * 43)


def ended(server, book):
    secret = begin(book)
    sessions.end_all(book.engine, person_id="reader", **signed("reader"))
    return cookie(server, secret)


def disabled(server, book):
    secret = begin(book)
    people.disable(book.engine, person_id="reader", **signed("manager"))
    return cookie(server, secret)


def of_another_way(server, book):
    return cookie(server, begin(book, way=Way.MACHINE))


def at_another_port(server, book):
    return {"cookie": f"tracker_1={begin(book)}; tracker={begin(book)}; __Host-tracker={begin(book)}"}


SHUT_OUT = [no_session, made_up, ended, disabled, of_another_way, at_another_port]


@pytest.mark.parametrize("without", SHUT_OUT)
def test_without_a_live_session_nothing_is_answered_but_the_sign_in(server, board, without):
    with_ = without(server, board)
    for path in PAGES:
        answer = server.get(path, **with_)
        assert answer.status == 303, path
        assert re.match(r"/sign-in(\?next=%2F|$)", answer.headers["location"]), path
        assert b"content" not in answer.body, path
        assert server.ask("HEAD", path, **with_).status == 303, path
    for path in PROGRAMS:
        answer = server.get(path, **with_)
        assert answer.status == 401, path
        assert b"content of" not in answer.body, path
    for method, path in SENT:
        answer = server.ask(method, path, body="", **with_)
        assert answer.status == 401, (method, path)
        assert b"content of" not in answer.body, (method, path)
    for path in FREE:
        assert server.get(path, **with_).status == 200, path
    assert upgrade(server, **with_) == 403


def test_with_a_live_session_everything_is_answered(server, board):
    with_ = cookie(server, begin(board, "manager"))
    for path in ("/", "/overdue", "/nothing-of-the-kind", *PROGRAMS):
        answer = server.get(path, **with_)
        assert (answer.status, answer.body) == (200, b"content of the register"), path
    for path in ("/account", "/sign-out", "/healthz"):
        assert server.get(path, **with_).status == 200, path
    assert server.get("/who?next=/overdue", **with_).headers["location"] == "/sign-in?next=%2Foverdue"
    assert server.get("/sign-in?next=/overdue", **with_).headers["location"] == "/overdue"
    assert upgrade(server, **with_) == 101


@pytest.mark.parametrize("person", ["reader", "chair", "police-lead"])
def test_figures_about_the_server_are_for_the_business_manager(server, board, person):
    with_ = cookie(server, begin(board, person))
    for path in ("/_stcore/metrics", "/_stcore/metrics/", "/_stcore/metrics?names=x"):
        answer = server.get(path, **with_)
        assert (answer.status, b"content of" in answer.body) == (403, False)


def upgrade(server, *, host=None, cookie=None, **headers):
    """The status with which a WebSocket is answered."""
    key = base64.b64encode(os.urandom(16)).decode()
    told = {"Host": host or f"127.0.0.1:{server.port}", "Upgrade": "websocket", "Connection": "Upgrade",
            "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13", **headers}  # fmt: skip
    if cookie:
        told["Cookie"] = cookie
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("GET", "/_stcore/stream", headers=told)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:{port}", 101),
        (None, 101),
        ("http://localhost:{port}", 403),
        ("http://127.0.0.1:1", 403),
        ("https://evil.example.org", 403),
        ("null", 403),
    ],
)
def test_a_websocket_from_another_site_is_refused_even_with_the_cookie(server, board, origin, status):
    more = {"Origin": origin.format(port=server.port)} if origin else {}
    assert upgrade(server, **cookie(server, begin(board)), **more) == status


@pytest.mark.parametrize("origin", ["http://localhost:9999", "https://evil.example.org"])
def test_so_it_is_where_nobody_signs_in(server, monkeypatch, origin):
    monkeypatch.setenv("TRACKER_SIGN_IN", "machine")
    assert upgrade(server) == 101
    assert upgrade(server, Origin=origin) == 403


# ---- names and addresses


def test_the_public_address_and_this_machine_are_answered_and_no_other_name(server, board):
    for host, status in (
        (PUBLIC, 200), (PUBLIC.upper(), 200), (f"localhost:{server.port}", 200), ("evil.example.org", 421),
        (f"{PUBLIC}.evil.example.org", 421), (f"{PUBLIC}?", 421), (f"{PUBLIC}:8501", 421),
        ("", 421), (f"user@{PUBLIC}", 421),
    ):  # fmt: skip
        assert server.get("/sign-in", host=host or " ").status == status, host


def test_a_tracker_that_was_not_told_its_name_says_so(server, monkeypatch):
    monkeypatch.delenv("TRACKER_PUBLIC_URL")
    answer = server.get("/sign-in", host=PUBLIC)
    assert answer.status == 421
    assert "set TRACKER_PUBLIC_URL" in answer.text


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP"])
def test_a_proxy_does_not_open_a_machine_where_nobody_signs_in(server, monkeypatch, name):
    monkeypatch.setenv("TRACKER_SIGN_IN", "machine")
    assert server.get("/who", **{name: "10.1.2.3"}).status == 403
    assert server.get("/who", **{name: "127.0.0.1, 10.1.2.3"}).status == 403
    assert server.get("/who", **{name: "127.0.0.1"}).status == 200


@pytest.mark.parametrize("proxy", ["0.0.0.0/0", "::/0", "127.0.0.1,0.0.0.0/0"])
def test_not_everybody_can_be_the_proxy(server, monkeypatch, proxy):
    monkeypatch.setenv("TRACKER_PROXY", proxy)
    answer = server.get("/sign-in")
    assert answer.status == 503
    assert "TRACKER_PROXY" in answer.text


def test_nonsense_in_a_setting_shuts_the_gate_with_a_sentence(server, board, monkeypatch):
    with_ = cookie(server, begin(board))
    monkeypatch.setenv("TRACKER_SIGN_IN", "none")
    for path in ("/", "/sign-in", "/who", "/_stcore/host-config"):
        answer = server.get(path, **with_)
        assert answer.status == 503
        assert "TRACKER_SIGN_IN: ‘none’ is no way to come in" in answer.text
    assert upgrade(server, **with_) == 403


@pytest.mark.parametrize(
    "next_",
    ["//evil.example.org", "https://evil.example.org", "/\\evil", "javascript:alert(1)", "/sign-out", "/sign-out?x=1"],
)
def test_after_signing_in_one_is_always_still_here(server, board, next_):
    password(board, "reader")
    form = {"name": "reader", "password": GOOD, "next": next_}
    assert server.post("/sign-in", form).headers["location"] == "/"
    assert server.get(f"/sign-in?next={next_}", **cookie(server, begin(board))).headers["location"] == "/"


# ---- the cookie and the headers


def test_the_cookie_of_a_session_on_https_and_on_this_machine(server, board):
    password(board, "reader")
    name, value, told = cookie_of(submit(server, "reader", GOOD, host=PUBLIC))
    assert name == "__Host-tracker"
    assert re.fullmatch(r"[\w-]{43}", value)
    assert sorted(told.split("; ")[1:]) == ["HttpOnly", "Path=/", "SameSite=lax", "Secure"]
    name, _, told = cookie_of(submit(server, "reader", GOOD))
    assert name == f"tracker_{server.port}"
    assert sorted(told.split("; ")[1:]) == ["HttpOnly", "Path=/", "SameSite=lax"]


def test_headers_of_https_are_there_on_https_only(server, board):
    with_ = {"cookie": f"__Host-tracker={begin(board)}", "host": PUBLIC}
    answer = server.get("/", **with_)
    assert answer.status == 200
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert answer.headers["set-cookie"].endswith("; Secure")
    answer = server.get("/", **cookie(server, begin(board)))
    assert "strict-transport-security" not in answer.headers
    assert "Secure" not in answer.headers["set-cookie"]


def test_every_answer_has_every_header(server, board):
    for path in ("/", "/sign-in", "/account", "/_stcore/metrics", "/media/x", "/healthz"):
        for with_ in ({}, cookie(server, begin(board))):
            told = server.get(path, **with_).headers
            assert told["cache-control"] == "no-store", path
            assert told["x-content-type-options"] == "nosniff"
            assert told["x-frame-options"] == "DENY"
            assert told["referrer-policy"] == "strict-origin"
            assert told["cross-origin-opener-policy"] == told["cross-origin-resource-policy"] == "same-origin"
            policy = told["content-security-policy"]
            assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
            assert "unsafe-eval" not in policy and "http" not in policy and "*" not in policy


def test_the_policy_names_the_one_script_in_streamlits_own_page():
    import hashlib
    from pathlib import Path

    import streamlit

    from tracker.server.headers import POLICY

    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = [text for text in re.findall(r"<script(?:\s[^>]*)?>(.*?)</script>", page, re.DOTALL) if text.strip()]
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts}
    assert set(re.findall(r"'sha256-[^']+'", POLICY)) == hashes


# ---- signing in and out


def test_signing_in_goes_where_one_wanted_to_and_gives_a_new_secret_each_time(server, board):
    password(board, "reader")
    planted = cookie(server, "planted-by-somebody-else")
    first = submit(server, "reader", GOOD, **planted)
    assert (first.status, first.headers["location"]) == (303, "/overdue?agency=police")
    _, value, _ = cookie_of(first)
    assert value != "planted-by-somebody-else"
    assert server.get("/overdue", **planted).status == 303
    assert server.get("/overdue", **cookie(server, value)).status == 200
    _, again, _ = cookie_of(submit(server, "reader", GOOD, **cookie(server, value)))
    assert again != value
    assert server.get("/overdue", **cookie(server, value)).status == 303  # the one this browser had is over
    assert server.get("/overdue", **cookie(server, again)).status == 200


def test_a_wrong_name_and_a_wrong_password_get_the_same_page(server, board):
    password(board, "reader")
    known, unknown = submit(server, "reader", "wrong"), submit(server, "nobody", GOOD)
    assert known.status == unknown.status == 401
    assert known.text.replace("reader", "nobody") == unknown.text
    assert "do not belong together" in known.text
    assert 'role="alert"' in known.text
    assert 'value="reader"' in known.text
    assert "wrong" not in known.text.split("<body>")[1].replace("name-wrong", "")
    assert "set-cookie" not in known.headers
    assert 'value="/overdue?agency=police"' in known.text


def test_what_was_typed_is_never_a_part_of_the_page(server, board):
    answer = submit(server, '"><script>alert(1)</script>', "</style><script>alert(2)</script>")
    assert answer.status == 401
    assert "<script" not in answer.text
    assert "alert(2)" not in answer.text


def test_too_many_tries_say_how_long_to_wait(server, board):
    password(board, "reader")
    for _ in range(5):
        assert submit(server, "reader", "wrong").status == 401
    answer = submit(server, "reader", GOOD)
    assert answer.status == 429
    assert "Wait 15 minutes" in answer.text
    assert 800 < int(answer.headers["retry-after"]) <= 901
    assert "set-cookie" not in answer.headers


def test_the_proxy_that_was_named_is_believed_about_who_asks_and_nobody_else_is(board, monkeypatch):
    app = Starlette(routes=list(routes), middleware=list(middleware))
    for believed, addresses in (("127.0.0.1", {"10.1.2.3"}), ("10.9.9.9", {"127.0.0.1"})):
        config = uvicorn.Config(app, proxy_headers=True, forwarded_allow_ips=believed)
        config.load()
        with serving(config.loaded_app) as running:
            submit(running, "reader", "wrong", headers={"X-Forwarded-For": "10.1.2.3"})
        with board.engine.execution_options(write=True).begin() as connection:
            assert {row.address for row in connection.execute(tries.select())} == addresses
            connection.execute(tries.delete())


def test_signing_out_ends_the_session_on_the_server(server, board):
    secret = begin(board)
    with_ = cookie(server, secret)
    assert '<form method="post" action="/sign-out">' in server.get("/sign-out", **with_).text
    assert server.get("/", **with_).status == 200  # a link alone changes nothing
    answer = server.post("/sign-out", {}, **with_)
    assert (answer.status, answer.headers["location"]) == (303, "/sign-in?out")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert server.get("/", **with_).status == 303
    assert who_is(board.engine, secret, at=clock.now()) is None


@pytest.mark.parametrize("path", ["/sign-out", "/account/sessions", "/account/password", "/sign-in", "/join/x"])
def test_a_form_from_another_site_does_nothing(server, board, path):
    password(board, "reader")
    with_ = cookie(server, begin(board))
    form = {"name": "reader", "password": GOOD, "current": GOOD, "again": GOOD}
    for headers in ({"Origin": "https://evil.example.org"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = server.post(path, form, headers=headers, **with_)
        assert answer.status == 403
        assert "set-cookie" not in answer.headers
    assert server.get("/", **with_).status == 200


@pytest.mark.parametrize("path", ["/sign-out", "/account/sessions", "/account/password", "/sign-in", "/join/x"])
def test_a_form_that_is_too_long_is_refused(server, board, path):
    assert server.post(path, {"name": "x" * 50_000}, **cookie(server, begin(board))).status == 413


def test_a_session_ends_when_idle_and_after_its_longest_by_the_settings(server, board, monkeypatch):
    monkeypatch.setenv("TRACKER_SESSION_IDLE", "15")
    monkeypatch.setenv("TRACKER_SESSION_LONGEST", "2")
    password(board, "reader")
    began, now = clock.now(), clock.now
    _, secret, _ = cookie_of(submit(server, "reader", GOOD))
    (one,) = sessions_of(board.engine, person_id="reader", at=began, limits=Limits())
    for minutes, status in ((14, 200), (15, 303)):
        monkeypatch.setattr(clock, "now", lambda m=minutes: one.seen_at + timedelta(minutes=m))
        assert server.get("/", **cookie(server, secret)).status == status
    for minutes in range(10, 130, 10):
        monkeypatch.setattr(clock, "now", lambda m=minutes: one.began_at + timedelta(minutes=m))
        assert server.get("/", **cookie(server, secret)).status == (200 if minutes < 120 else 303)
        at = clock.now()
        sessions.touch(board.engine, session=one.session, seen_at=began, by="reader", at=at, door=Door.BROWSER)
    monkeypatch.setattr(clock, "now", now)


# ---- one-time links


def test_a_link_sets_the_password_and_lets_its_person_in_once(server, board):
    link = invitations.invite(board.engine, person_id="reader", **signed("manager"))
    for _ in range(2):
        answer = server.get(f"/join/{link}")
        assert answer.status == 200
        assert "Welcome, Reader" in answer.text
        assert "At least 12 characters" in answer.text
        assert 'autocomplete="new-password"' in answer.text
    for form, words in (
        ({"password": GOOD, "again": NEWER}, "are not the same"),
        ({"password": "short", "again": "short"}, "has 5 characters"),
        ({"password": "password1234", "again": "password1234"}, "first that anybody would try"),
        ({}, "has 0 characters"),
    ):
        answer = server.post(f"/join/{link}", form)
        assert answer.status == 400
        assert words in answer.text
        assert GOOD not in answer.text
    answer = server.post(f"/join/{link}", {"password": GOOD, "again": GOOD})
    assert (answer.status, answer.headers["location"]) == (303, "/")
    _, secret, _ = cookie_of(answer)
    assert server.get("/", **cookie(server, secret)).status == 200
    for answer in (server.get(f"/join/{link}"), server.post(f"/join/{link}", {"password": NEWER, "again": NEWER})):
        assert answer.status == 410
        assert "was used already" in answer.text
        assert "set-cookie" not in answer.headers
    assert submit(server, "reader", GOOD).status == 303


def test_who_used_a_link_is_not_kept_out_there_by_strangers(server, board):
    link = invitations.invite(board.engine, person_id="reader", **signed("manager"))
    server.post(f"/join/{link}", {"password": GOOD, "again": GOOD})
    at = clock.now()
    with board.engine.execution_options(write=True).begin() as connection:
        rows = [{"account": hashed("typed reader"), "address": f"10.0.0.{n}", "at": at} for n in range(40)]
        rows += [{"account": hashed(f"typed {n}"), "address": "127.0.0.1", "at": at} for n in range(40)]
        connection.execute(tries.insert(), [{**row, "came_in": False} for row in rows])
    assert submit(server, "reader", GOOD).status == 303
    assert submit(server, "chair", GOOD).status == 429


def test_a_link_that_is_old_or_unknown_says_which(server, board, monkeypatch):
    link = invitations.reset(board.engine, person_id="reader", **signed("manager"))
    assert "choose a new password" in server.get(f"/join/{link}").text
    assert "is not one that the tracker knows" in server.get(f"/join/{link[:-1]}").text
    at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(hours=25))
    answer = server.get(f"/join/{link}")
    assert answer.status == 410
    assert "is no longer valid" in answer.text


def test_where_nobody_has_a_password_there_is_none_to_set(server, board, monkeypatch):
    link = invitations.invite(board.engine, person_id="reader", **signed("manager"))
    council(monkeypatch)
    for way, words in (("machine", "there is none to set"), ("directory", "Use your council sign-in as Reader")):
        monkeypatch.setenv("TRACKER_SIGN_IN", way)
        page = server.get(f"/join/{link}").text
        assert words in page
        assert 'name="password"' not in page
        assert server.post(f"/join/{link}", {"password": GOOD, "again": GOOD}).status == 410
        assert submit(server, "reader", GOOD).status == 409


def test_the_secret_of_a_link_is_in_no_log_when_something_breaks(server, board, monkeypatch, caplog):
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("tracker.server.join.opened_by", broken)
    answer = server.get("/join/very-secret-indeed")
    assert answer.status == 500
    assert "broke" in caplog.text and "reference=" in caplog.text
    assert "very-secret" not in caplog.text


# ---- the account


def test_the_account_lists_ones_sessions_and_marks_this_one(server, board):
    password(board, "reader")
    browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    mine = cookie(server, cookie_of(submit(server, "reader", GOOD, headers={"User-Agent": browser}))[1])
    other = cookie(server, begin(board))
    begin(board, "chair")
    page = server.get("/account", **mine).text
    assert "Reader" in page and "Board member" in page
    assert page.count("<li>") == 2
    assert "Firefox on Windows, from this machine <span>(this one)" in page
    assert "Firefox, from 10.1.2.3" in page
    assert page.count(">Sign this one out<") == 1
    session = re.search(r'name="session" value="(\w{64})"', page)[1]
    assert server.post("/account/sessions", {"session": session}, **mine).headers["location"] == "/account?done=session"
    assert server.get("/", **other).status == 303
    assert server.get("/", **mine).status == 200
    assert server.get("/account?done=session", **mine).text.count("<li>") == 1


def test_nobody_ends_somebody_elses_session_there(server, board):
    theirs = begin(board, "chair")
    session = who_is(board.engine, theirs, at=clock.now()).session
    answer = server.post("/account/sessions", {"session": session}, **cookie(server, begin(board)))
    assert answer.status == 400
    assert "may not" in answer.text
    assert server.get("/", **cookie(server, theirs)).status == 200


def test_signing_out_everywhere_ends_this_one_too(server, board):
    first, second = cookie(server, begin(board)), cookie(server, begin(board))
    answer = server.post("/account/sessions", {}, **first)
    assert answer.headers["location"] == "/sign-in?out"
    assert server.get("/", **first).status == server.get("/", **second).status == 303


def test_changing_the_password_keeps_this_session_and_ends_the_others(server, board):
    password(board, "reader")
    mine, other = (cookie(server, cookie_of(submit(server, "reader", GOOD))[1]) for _ in range(2))
    for form, words in (
        ({"current": "no", "password": NEWER, "again": NEWER}, "not your current password"),
        ({"current": GOOD, "password": NEWER, "again": GOOD}, "are not the same"),
        ({"current": GOOD, "password": "readerreader", "again": "readerreader"}, "your own name"),
    ):
        answer = server.post("/account/password", form, **mine)
        assert answer.status == 400
        assert words in answer.text
    answer = server.post("/account/password", {"current": GOOD, "password": NEWER, "again": NEWER}, **mine)
    assert answer.headers["location"] == "/account?done=password"
    assert "Your password is changed" in server.get("/account?done=password", **mine).text
    assert server.get("/", **other).status == 303
    assert submit(server, "reader", GOOD).status == 401
    assert submit(server, "reader", NEWER).status == 303


def test_who_has_no_password_here_is_not_asked_for_one(server, board):
    assert "Change your password" not in server.get("/account", **cookie(server, begin(board))).text


def test_on_a_machine_where_nobody_signs_in_there_is_neither_sign_in_nor_account(server, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "machine")
    assert server.get("/sign-in?next=/overdue").headers["location"] == "/who?next=%2Foverdue"
    assert server.get("/account").headers["location"] == "/who"
    assert server.post("/who", {"person": "reader"}).status == 303
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    assert server.post("/who", {"person": "reader"}).status == 401
    assert server.post("/who", {"person": "reader"}, **cookie(server, "x")).status == 401


def council(monkeypatch):
    """What there is to set where people come in through the council's own sign-in."""
    for name, value in {
        "ISSUER": "https://x.example",
        "CLIENT_ID": "x",
        "CLIENT_SECRET": "x",
        "NAME": "Anytown",
    }.items():
        monkeypatch.setenv(f"TRACKER_DIRECTORY_{name}", value)


def test_the_council_s_own_sign_in_has_its_button(server, board, monkeypatch):
    council(monkeypatch)
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts,directory")
    page = server.get("/sign-in?next=/overdue").text
    assert 'href="/sign-in/directory?next=%2Foverdue"' in page
    assert 'name="password"' in page
    monkeypatch.setenv("TRACKER_SIGN_IN", "directory")
    assert 'name="password"' not in server.get("/sign-in").text


def test_what_is_open_to_anybody_is_a_short_list():
    ours = {route.path.replace("{secret:str}", "x") for route in routes}
    council = {"/sign-in/directory", "/sign-in/directory/back", "/sign-in/directory/end"}
    for path in (
        "/sign-in/",
        "/sign-in/other",
        "/sign-in/directory/other",
        "/sign-in/directory/back/x",
        "/sign-in-or-not",
        "/owed/",
        "/owed/..",
        "/owed/x/y",
        "/calendar",
        "/calendar/x.ics/y",
        "/calendar/x.png",
    ):
        assert not OPEN.fullmatch(path)
    assert {path for path in ours if OPEN.fullmatch(path)} == {
        *("/healthz", "/livez", "/metrics", "/accessibility", "/sign-in", "/join/x", "/owed/x", "/calendar/x"),
        *council,
    }


def test_a_store_that_cannot_be_read_lets_nobody_in(server, board, tmp_path, monkeypatch):
    with_ = cookie(server, begin(board))
    (tmp_path / "other").mkdir()
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path / 'other'}")
    answer = server.get("/overdue", **with_)
    assert answer.status == 503
    assert "cannot be read just now" in answer.text
    assert upgrade(server, **with_) == 403
    tried = submit(server, "reader", GOOD)
    assert tried.status == 503
    assert str(tmp_path) not in answer.text + tried.text  # where the store is, is nobody's business
