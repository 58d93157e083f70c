"""The figures: for nobody, for this machine, or for a token; right after real traffic; and nobody is in them."""

import json
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from tests.factories_store import Ledger, fresh_sqlite
from tests.server.serving import serving
from tracker import clock
from tracker.commands import backups, sessions
from tracker.rules.words import Door, Way
from tracker.server import metrics
from tracker.server.app import middleware, routes

TOKEN = "a-token-that-nobody-guesses"


@pytest.fixture
def book(tmp_path, monkeypatch):
    for name in ("TRACKER_DATABASE_URL", "TRACKER_EVIDENCE_URL", "TRACKER_DEMO", "TRACKER_SIGN_IN", "TRACKER_METRICS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    book = Ledger(fresh_sqlite(tmp_path, furnished=True))
    book.now = clock.now()
    yield book
    book.engine.dispose()


@pytest.fixture(scope="module")
def server():
    metrics.begin()
    with serving(Starlette(routes=list(routes), middleware=list(middleware))) as running:
        yield running


def figures(server, **headers):
    answer = server.get("/metrics", **headers)
    assert answer.status == 200, answer.text
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def requests(found, route, status, method="GET"):
    return found.get(("tracker_requests_total", ("method", method), ("route", route), ("status", str(status))), 0)


def test_the_manual_names_every_figure():
    manual = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    for family in metrics.registry.collect():
        assert family.name.startswith("process_") or f"`{family.name}" in manual, family.name


def test_they_are_off_until_a_setting_says_who_may_ask(server, book):
    answer = server.get("/metrics")
    assert answer.status == 404
    assert "tracker_" not in answer.text


def test_with_a_token_nobody_else_is_told(server, book, monkeypatch):
    monkeypatch.setenv("TRACKER_METRICS", TOKEN)
    for given in (None, "", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer", f"bearer {TOKEN}", "Bearer é"):
        answer = server.get("/metrics", **({"Authorization": given} if given is not None else {}))
        assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer"), given
        assert "tracker_" not in answer.text
    assert figures(server, Authorization=f"Bearer {TOKEN}")[("tracker_ready",)] == 1


def test_for_this_machine_means_not_through_a_proxy_on_it(server, book, monkeypatch):
    monkeypatch.setenv("TRACKER_METRICS", "local")
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    assert figures(server)[("tracker_ready",)] == 1
    for name in ("X-Forwarded-For", "X-Real-Ip"):
        assert server.get("/metrics", **{name: "192.0.2.7"}).status == 403
    assert server.get("/metrics", Via="1.1 proxy").status == 403


def test_what_was_done_is_what_is_counted(server, book, monkeypatch):
    monkeypatch.setenv("TRACKER_METRICS", "local")
    before = figures(server)
    signed = {"by": "manager", "at": clock.now(), "door": Door.BROWSER}
    secret = sessions.begin(book.engine, way=Way.MACHINE, address=None, browser=None, **signed)
    cookie = f"tracker_{server.port}={secret}"
    for _ in range(3):
        assert server.get("/export/register.xlsx", cookie=cookie).status == 200
    for _ in range(2):
        assert server.get("/owed/nothing-of-that-kind").status == 404
    book.plan(title="Plantagenet")
    backups.note(book.engine, name="Plantagenet.zip", **signed)
    after = figures(server)
    assert requests(after, "/export/register.xlsx", 200) - requests(before, "/export/register.xlsx", 200) == 3
    assert requests(after, "/owed/{secret:str}", 404) - requests(before, "/owed/{secret:str}", 404) == 2
    timed = ("tracker_request_seconds_count", ("route", "/export/register.xlsx"))
    assert after[timed] - before.get(timed, 0) == 3
    saved = ("tracker_saves_total", ("door", "browser"), ("verb", "download"))
    assert after[saved] - before.get(saved, 0) == 3
    refused = ("tracker_refusals_total", ("kind", "wrong_secret"))
    assert after[refused] - before.get(refused, 0) == 2
    assert after[("tracker_sessions",)] == 1
    assert after[("tracker_store_bytes",)] > 100_000
    assert after[("tracker_trail_number",)] > before[("tracker_trail_number",)] > 0
    assert before[("tracker_last_backup_timestamp_seconds",)] == 0
    assert after[("tracker_last_backup_timestamp_seconds",)] == pytest.approx(signed["at"].timestamp())
    text = server.get("/metrics").text
    for hidden in ("Plantagenet", "manager", secret, "nothing-of-that-kind", "127.0.0.1"):
        assert hidden not in text


def test_a_store_that_is_gone_is_not_ready_and_is_told_so(server, book, monkeypatch, tmp_path):
    monkeypatch.setenv("TRACKER_METRICS", "local")
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere'}")
    assert figures(server)[("tracker_ready",)] == 0
    assert json.loads(server.get("/healthz").body)["ok"] is False


def test_the_figures_of_a_store_in_postgresql(server, monkeypatch, tmp_path, pg_database):
    from tests.factories_store import fresh_postgres

    engine = fresh_postgres(pg_database, furnished=True)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.setenv("TRACKER_METRICS", "local")
    monkeypatch.setenv("TRACKER_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    found = figures(server)
    assert found[("tracker_ready",)] == 1
    assert found[("tracker_store_bytes",)] > 100_000 and found[("tracker_trail_number",)] > 0
    engine.dispose()
