"""The gate: this machine only, under its own names, no form from elsewhere; the headers; a crash is one sentence."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.server.serving import serving
from tracker import settings
from tracker.server.guard import Guard, is_this_machine, why_refused
from tracker.server.plain import attachment

MACHINE = settings.load(environment={"TRACKER_HOME": "/nowhere"})


def hello(request):
    return PlainTextResponse("hello")


def broken(request):
    raise ZeroDivisionError("the secret of line 7")


@pytest.fixture(scope="module")
def server():
    routes = [
        Route("/hello", hello, methods=["GET", "POST"]),
        Route("/export/it", hello),
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


def test_every_answer_has_the_headers(server):
    for answer in (server.get("/hello"), server.get("/nothing-here"), server.get("/hello", host="evil.example.org")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "same-origin"
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
