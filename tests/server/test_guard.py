"""The gate: this machine only, under its own names, no form from elsewhere; the headers; a crash is one sentence."""

import socket
import time

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.server.serving import serving
from tracker import settings
from tracker.server.guard import Guard, is_this_machine, why_refused
from tracker.server.plain import attachment
from tracker.server.posted import fields_of

MACHINE = settings.load(environment={"TRACKER_HOME": "/nowhere"})
SIGNED_IN = settings.load(
    environment={
        "TRACKER_HOME": "/nowhere",
        "TRACKER_SIGN_IN": "accounts",
        "TRACKER_PUBLIC_URL": "https://t.example.org",
    }
)


def hello(request):
    return PlainTextResponse("hello")


async def form(request):
    fields = await fields_of(request)
    return PlainTextResponse(fields["name"])


def broken(request):
    raise ZeroDivisionError("the secret of line 7")


@pytest.fixture(scope="module")
def server():
    routes = [
        Route("/hello", hello, methods=["GET", "POST"]),
        Route("/export/it", hello),
        Route("/form", form, methods=["POST"]),
        Route("/media/it", hello),
        Route("/static/it.js", hello),
        Route("/broken", broken),
    ]
    with serving(Starlette(routes=routes, middleware=[Middleware(Guard)])) as running:
        yield running


def scope(kind="http", *, host="localhost:8501", client=("127.0.0.1", 5), method="GET", **headers):
    told = [(b"host", host.encode("latin-1"))]
    told += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": kind, "method": method, "path": "/", "headers": told, "client": client}


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "::1", "[::1]", "127.9.9.9", "a.localhost"])
def test_names_of_this_machine(name):
    assert is_this_machine(name)


@pytest.mark.parametrize(
    "name", ["0.0.0.0", "::", "", "192.168.1.4", "example.org", "localhost.example.org", "127.0.0.1.example.org", "1"]
)
def test_names_of_other_machines(name):
    assert not is_this_machine(name)


def test_another_machine_is_not_let_in_by_any_name():
    assert why_refused(scope(client=("192.168.1.4", 5)), MACHINE)[0] == 403
    assert why_refused(scope("websocket", client=("192.168.1.4", 5)), MACHINE)[0] == 403
    assert why_refused(scope(client=("::ffff:127.0.0.1", 5)), MACHINE) is None


def test_a_name_that_only_resolves_to_this_machine_is_refused(server):
    answer = server.get("/hello", host="evil.example.org")
    assert answer.status == 421
    assert "Open it as localhost" in answer.text
    assert server.get("/media/it", host="evil.example.org").status == 421
    assert server.get("/hello").status == 200


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ({}, True),
        ({"origin": "http://localhost:8501"}, True),
        ({"origin": "http://localhost:9999"}, False),
        ({"origin": "https://evil.example.org"}, False),
        ({"origin": "null"}, False),
        ({"origin": "null", "sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"sec_fetch_site": "same-site"}, False),
    ],
)
def test_a_form_from_another_site_is_refused(headers, let_in):
    refused = why_refused(scope(method="POST", **headers), MACHINE)
    assert (refused is None) is let_in
    assert why_refused(scope(method="GET", **headers), MACHINE) is None


@pytest.mark.parametrize("name", ["forwarded", "via", "x_forwarded_host", "x_forwarded_proto", "cf_connecting_ip"])
def test_a_proxy_that_hides_who_asks_does_not_open_a_machine_where_nobody_signs_in(name):
    assert why_refused(scope(**{name: "1.1 proxy"}), MACHINE)[0] == 403
    assert why_refused(scope(**{name: "1.1 proxy"}), SIGNED_IN) is None


@pytest.mark.parametrize(
    "host",
    ["localhost:85o1", "user@localhost", "localhost:8501/x", "localhost:8501 evil", "[::1", "::1", "[::1]x",
     "[localhost]", "localhost?", "localhost#", "localhost:", "localhost:123456", "localhost\\evil", "",
     "localhost\u00b2"],
)  # fmt: skip
def test_a_host_that_is_not_written_as_one_is_refused(host):
    assert why_refused(scope(host=host), MACHINE)[0] == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "[::1]", "[::1]:8501", "127.0.0.1:1", "a.localhost"])
def test_a_host_of_this_machine_is_answered(host):
    assert why_refused(scope(host=host), MACHINE) is None


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [("https://t.example.org", True), ("http://t.example.org", False), ("https://t.example.org:8443", False)],
)
def test_a_form_at_the_public_address_comes_from_exactly_there(origin, let_in):
    refused = why_refused(scope(method="POST", host="t.example.org", origin=origin), SIGNED_IN)
    assert (refused is None) is let_in


def test_a_file_that_another_site_asks_for_is_not_given_but_offered(server):
    for site, mode, dest in (
        ("cross-site", "navigate", "document"), ("same-site", "navigate", "document"),
        ("cross-site", "no-cors", "image"), ("cross-site", "navigate", "iframe"),
        ("same-site", "cors", "empty"), ("strange", "cors", "empty"),
    ):  # fmt: skip
        told = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
        answer = server.get("/export/it?as_at=2026-01-05", **told)
        assert (answer.status, "hello" in answer.text) == (403, False)
        assert 'href="/export/it?as_at=2026-01-05"' in answer.text
        assert server.get("/hello", **told).status == 200  # a link to a page works from everywhere
    for site in ("same-origin", "none"):
        assert server.get("/export/it", **{"Sec-Fetch-Site": site}).text == "hello"
    assert server.get("/export/it").text == "hello"


def test_who_goes_away_in_the_middle_of_a_form_leaves_no_mistake_in_the_log(server, caplog):
    with socket.create_connection(("127.0.0.1", server.port)) as gone:
        gone.sendall(b"POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nname=")
        time.sleep(0.3)
    time.sleep(0.3)
    assert [record for record in caplog.records if record.name.startswith("tracker")] == []
    assert server.post("/form", {"name": "x"}).text == "x"


def test_every_answer_has_the_headers(server):
    for answer in (server.get("/hello"), server.get("/nothing-here"), server.get("/hello", host="evil.example.org")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "strict-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "strict-transport-security" not in answer.headers


def test_nothing_of_the_register_is_kept_by_a_browser(server):
    for path in ("/export/it", "/media/it", "/hello", "/nothing-here", "/static/nothing-here.js"):
        assert server.get(path).headers["cache-control"] == "no-store", path
    assert "cache-control" not in server.get("/static/it.js").headers


def test_a_crash_is_one_sentence_with_a_number(server):
    answer = server.get("/broken")
    assert answer.status == 500
    assert "Tell the business manager reference" in answer.text
    assert "ZeroDivision" not in answer.text
    assert "secret" not in answer.text


NAMES = ["plan.pdf", "plän \u202e.pdf", 'a"b;c.pdf', "../../etc/passwd", "\r\nX-Evil: 1", "", "\ud800"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_offered_under_a_harmless_name(name):
    header = attachment(name)
    assert header.startswith('attachment; filename="')
    assert header.isascii()
    assert "\r" not in header
    assert "\n" not in header
    assert "/" not in header
    assert "%E2%80%AE" not in header
