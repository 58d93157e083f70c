"""The API over real HTTP: who gets in, what is refused and how, pages, CSV, ETags, limits."""

import base64
import csv
import gzip
import io
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server import test_gate as gate
from tests.server.test_gate import begin, cookie, signed
from tracker import clock
from tracker.commands import api_tokens, people, recommendations, updates
from tracker.queries.api_tokens import tokens
from tracker.queries.history import entries
from tracker.rules.records import PersonRole
from tracker.rules.sight import WHOLE
from tracker.rules.words import Role
from tracker.server.api import csv_rows
from tracker.server.api.asked import BOM, read, written
from tracker.server.api.feeds import FEEDS
from tracker.server.problem import KIND
from tracker.store import attempts
from tracker.store.unpacking import forget_sessions

board, served, server = gate.board, gate.served, gate.server
ROOT = Path(__file__).parents[2]
V1 = "/api/v1"
MANAGER = (PersonRole("m", "manager", Role.ADMINISTRATOR),)


def make(book, role=Role.READER, name="Power BI", **more):
    return api_tokens.make(book.engine, name=name, role=role, **more, **signed("manager"))


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def token(board):
    board.now = clock.now()
    return bearer(make(board))


@pytest.fixture
def ask(server, token):
    def asked(path, method="GET", **more):
        return server.ask(method, f"{V1}/{path}", headers=token | more)

    return asked


def problem(answer, status):
    assert (answer.status, answer.headers["content-type"]) == (status, KIND), answer.text
    told = json.loads(answer.body)
    assert told["status"] == status
    assert told["detail"].endswith(".")
    return told


# ---- the gate


def test_without_a_token_nothing_is_read_and_the_way_is_told(server, board):
    for headers in ({}, {"Authorization": "Digest x"}, {"Authorization": "Basic %%%"}, {"Authorization": "Bearer "}):
        answer = server.ask("GET", f"{V1}/status", headers=headers)
        assert "Authorization" in problem(answer, 401)["detail"]
        assert answer.headers["www-authenticate"].startswith("Bearer realm=")
        assert "Basic realm=" in answer.headers["www-authenticate"]


def test_a_session_of_the_browser_opens_nothing_here_and_a_token_no_page(server, board, token):
    mine = cookie(server, begin(board, "manager"))
    assert server.ask("GET", f"{V1}/status", headers={}, **mine).status == 401
    assert server.ask("GET", "/overview", headers=token).status == 303
    assert server.ask("GET", "/export/register.xlsx", headers=token).status == 303


def test_a_token_in_the_address_is_no_token(server, token):
    secret = token["Authorization"].partition(" ")[2]
    for name in ("token", "access_token", "key"):
        assert server.ask("GET", f"{V1}/status?{name}={secret}").status == 401


def test_power_bi_sends_the_token_as_the_password_of_basic(server, token):
    secret = token["Authorization"].partition(" ")[2]
    for name in ("", "powerbi", "Zoë"):
        told = base64.b64encode(f"{name}:{secret}".encode()).decode()
        assert server.ask("GET", f"{V1}/status", headers={"Authorization": f"Basic {told}"}).status == 200


def opens(server, token):
    return server.ask("GET", f"{V1}/status", headers=token).status == 200


def test_a_revoked_token_is_refused_at_the_very_next_request(server, board, token):
    assert opens(server, token)
    api_tokens.revoke(board.engine, token_id="power-bi", **signed("manager"))
    problem(server.ask("GET", f"{V1}/status", headers=token), 401)


def test_a_token_ends_with_its_day(server, board):
    long_ago = clock.now() - timedelta(days=30)
    over = api_tokens.make(board.engine, name="A", role=Role.READER, days=29, **signed("manager") | {"at": long_ago})
    not_yet = api_tokens.make(board.engine, name="B", role=Role.READER, days=31, **signed("manager") | {"at": long_ago})
    assert (opens(server, bearer(over)), opens(server, bearer(not_yet))) == (False, True)


def second_manager(book):
    people.add(book.engine, name="Second", **signed("manager"))
    people.give_role(book.engine, person_id="second", role=Role.ADMINISTRATOR, **signed("manager"))


def test_tokens_end_with_whoever_made_them_and_do_not_come_back(server, board, token):
    second_manager(board)
    theirs = bearer(api_tokens.make(board.engine, name="Theirs", role=Role.READER, **signed("second")))
    assert opens(server, theirs)
    people.disable(board.engine, person_id="second", **signed("manager"))
    assert not opens(server, theirs)
    people.enable(board.engine, person_id="second", **signed("manager"))
    assert not opens(server, theirs)
    assert opens(server, token)


def test_a_token_opens_nothing_while_its_maker_manages_nobody(server, board):
    second_manager(board)
    theirs = bearer(api_tokens.make(board.engine, name="Theirs", role=Role.ADMINISTRATOR, **signed("second")))
    people.take_role(board.engine, person_id="second", role=Role.ADMINISTRATOR, **signed("manager"))
    assert not opens(server, theirs)


def test_a_restored_store_knows_no_token(server, board, token):
    forget_sessions(board.engine)
    assert not opens(server, token)
    assert tokens(board.engine, roles=MANAGER, at=clock.now()) == ()


def test_the_day_of_the_last_use_is_kept_and_no_use_is_on_the_trail(board, ask, token):
    before = len(entries(board.engine, sight=WHOLE, limit=None))
    for _ in range(3):
        assert ask("status").status == 200
    (one,) = tokens(board.engine, roles=MANAGER, at=clock.now())
    assert one.used_on == clock.today()
    assert len(entries(board.engine, sight=WHOLE, limit=None)) == before


def test_the_trail_tells_of_a_token_and_nowhere_of_its_secret(board, token):
    secret = token["Authorization"].partition(" ")[2]
    told = [e for e in entries(board.engine, sight=WHOLE, limit=None) if e.entity == "api_token"]
    assert [(e.verb, e.entity_id, e.by) for e in told] == [("make_token", "power-bi", "manager")]
    with board.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM api_token").all()
    assert secret not in repr(rows) and secret not in repr(entries(board.engine, sight=WHOLE, limit=None))


# ---- limits


def test_wrong_tokens_are_counted_by_address_and_a_right_one_is_answered_all_the_same(server, token):
    for number in range(attempts.PER_ADDRESS):
        problem(server.ask("GET", f"{V1}/status", headers=bearer(f"{number:043d}")), 401)
    late = server.ask("GET", f"{V1}/status", headers=bearer("x" * 43))
    problem(late, 429)
    assert 0 < int(late.headers["retry-after"]) <= 15 * 60 + 1
    assert opens(server, token)


def test_too_many_requests_of_one_token_wait_for_the_next_minute(server, token, monkeypatch):
    monkeypatch.setenv("TRACKER_API_PER_MINUTE", "2")
    answers = [server.ask("GET", f"{V1}/status", headers=token) for _ in range(12)]
    refused = [one for one in answers if one.status == 429]
    assert refused and {one.status for one in answers} == {200, 429}  # whichever minute they fell into
    assert 1 <= int(refused[0].headers["retry-after"]) <= 60
    problem(refused[0], 429)


def test_a_past_day_that_nobody_looked_at_counts_as_twenty(server, token, monkeypatch):
    monkeypatch.setenv("TRACKER_API_PER_MINUTE", "45")
    answers = [server.get(f"{V1}/status?as_at=2026-02-{day:02d}", **token).status for day in range(1, 10)]
    assert 429 in answers and answers[:1] == [200]  # whichever minutes they fell into
    assert answers.count(200) < 9


TAKES = """
import sys
from datetime import datetime
from tracker.commands import api_tokens
from tracker.rules.words import Door
from tracker.store.engine import engine_for
engine, at = engine_for(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
taken = 0
while some := api_tokens.take(engine, token_id="power-bi", most=100, by="system", at=at, door=Door.LINK):
    taken += some
print(taken)
"""


def test_two_processes_keep_one_limit_together(board, token):
    url, at = board.engine.url.render_as_string(hide_password=False), "2026-03-01T12:00:30+00:00"
    command = [sys.executable, "-c", TAKES, url, at]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(2)]
    assert sum(int(one.communicate(timeout=120)[0]) for one in both) == 100


# ---- refusals


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FROBNICATE"])
@pytest.mark.parametrize("path", ["", "status", "recommendations.csv", "nothing"])
def test_nothing_but_reading_is_answered(server, token, method, path):
    answer = server.ask(method, f"{V1}/{path}", headers=token)
    problem(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize("path", ["nothing", "status.csv", "status/", "recommendations/a/b", "../x"])
def test_what_is_not_there_is_not_found(ask, path):
    problem(ask(path), 404)


def test_another_version_is_not_found_and_says_where_to_look(server):
    assert "/api/v1/" in problem(server.get("/api/v2/status"), 404)["detail"]
    assert "/api/v1/" in problem(server.get("/api/"), 404)["detail"]


def test_an_unknown_recommendation_is_not_found(ask):
    problem(ask("recommendations/NO:1"), 404)
    assert json.loads(ask("recommendations/SOTON-K:1").body)["recommendation"]["ref"] == "1"


def test_what_nobody_takes_is_not_acceptable(ask):
    for path, accept in (("status", "text/csv"), ("actions.csv", "application/json"), ("status", "*/*;q=0"),
                         ("", "application/json"), ("openapi.json", "text/html")):  # fmt: skip
        problem(ask(path, Accept=accept), 406)
    for accept in ("*/*", "application/*", "text/html, application/json;q=0.1", ""):
        assert ask("status", Accept=accept).status == 200


def test_every_wrong_parameter_is_named(ask):
    told = problem(ask("actions?as_at=soon&limit=1001&cursor=x&rating=purple&overdue=yes&colour=red"), 422)
    assert {one["parameter"] for one in told["errors"]} == {"as_at", "limit", "cursor", "rating", "overdue", "colour"}
    for path in ("status?as_at=2999-01-01", "status?as_at=1800-01-01", "status?as_at=2026-1-5", "actions?limit=0",
                 "actions?limit=1&limit=2", "actions?review=", "actions?agency=nobody", "actions?updated_since=2026",
                 "recommendations?theme=none", "actions.csv?limit=1", "overlaps?answer=perhaps"):  # fmt: skip
        assert len(problem(ask(path), 422)["errors"]) == 1


def test_a_websocket_is_not_answered(ask):
    knock = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    assert ask("status", **knock, **{"Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg=="}).status == 403


def test_a_request_under_another_name_is_refused_in_the_same_way(server, token):
    problem(server.get(f"{V1}/status", host="elsewhere.example"), 421)


# ---- pages, ETags, HEAD, gzip


def pages(ask, path, limit):
    found, cursor = [], ""
    while True:
        told = json.loads(ask(f"{path}limit={limit}{cursor}").body)
        found += told["rows"]
        assert len(told["rows"]) <= limit
        if told["next"] is None:
            assert told["total"] in (None, len(found))
            return found
        cursor = f"&cursor={told['next']}"


@pytest.mark.parametrize("feed", [feed for feed in FEEDS if feed.verb == "read"], ids=lambda feed: feed.name)
def test_pages_together_are_the_whole_list_in_the_order_of_the_csv(board, ask, feed):
    for title in ("Train", "Audit", "Tell"):
        board.plan(title=title)
    whole = json.loads(ask(f"{feed.name}?limit=1000").body)["rows"]
    assert pages(ask, f"{feed.name}?", 1) == whole == pages(ask, f"{feed.name}?", 2)
    first = feed.fields[0].name
    in_csv = list(csv.DictReader(io.StringIO(ask(f"{feed.name}.csv").text)))
    assert [row[first] for row in in_csv] == [row[first] for row in whole]


def test_a_cursor_stands_where_it_stood_when_rows_come_in_before_it(board, ask):
    whole = [row["recommendation"] for row in json.loads(ask("recommendations").body)["rows"]]
    one = json.loads(ask("recommendations?limit=1").body)
    recommendations.add(board.engine, review_id="SOTON-K", ref="0", title="New", text="New.", **signed("manager"))
    rest = json.loads(ask(f"recommendations?cursor={one['next']}").body)["rows"]
    assert [row["recommendation"] for row in rest][: len(whole) - 1] == whole[1:]


def test_the_trail_is_paged_from_the_newest_back(board, server):
    headers = bearer(make(board, Role.AUDITOR))
    whole = pages(lambda path: server.get(f"{V1}/{path}", **headers), "trail?", 150)
    numbers = [row["number"] for row in whole]
    assert numbers == sorted(numbers, reverse=True) and numbers[-1] == 1
    assert len(list(csv.reader(io.StringIO(server.get(f"{V1}/trail.csv", **headers).text)))) == len(whole) + 1


@pytest.mark.parametrize("path", ["status", "actions?limit=1", "recommendations.csv", "recommendations/SOTON-K:1"])
def test_what_is_known_already_is_not_sent_again_until_something_changes(board, ask, path):
    first = ask(path)
    assert first.headers["cache-control"] == "private, no-cache"
    assert "Authorization" in first.headers["vary"]
    again = ask(path, **{"If-None-Match": f'W/"other", {first.headers["etag"]}'})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    board.plan(title="Something new")
    changed = ask(path, **{"If-None-Match": first.headers["etag"]})
    assert changed.status == 200 and changed.headers["etag"] != first.headers["etag"]


def test_a_token_of_another_role_has_another_etag_and_one_of_the_same_the_same(board, server, ask):
    mine = ask("actions").headers["etag"]
    assert server.get(f"{V1}/actions", **bearer(make(board))).headers["etag"] == mine
    assert server.get(f"{V1}/actions", **bearer(make(board, Role.SCRUTINEER))).headers["etag"] != mine


@pytest.mark.parametrize("path", ["status", "actions", "actions.csv", "openapi.json", ""])
def test_head_is_the_same_without_the_body(ask, path):
    whole, head = ask(path), ask(path, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers.get("etag") == whole.headers.get("etag")
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_long_answers_travel_packed(ask):
    packed = ask("openapi.json", **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask("openapi.json").body


# ---- what is asked for


def ids(answer, name):
    return [row[name] for row in json.loads(answer.body)["rows"]]


def test_filters_keep_what_they_say(board, ask):
    late = board.plan("police", title="Late", due=date(2026, 1, 20)).id
    other = board.plan("health", part_ids=("SOTON-K:2/",), title="In time", due=date(2100, 1, 1)).id
    assert ids(ask("actions?overdue=true"), "action") == [late]
    assert ids(ask("actions?overdue=false"), "action") == [other]
    assert ids(ask("actions?agency=HEALTH"), "action") == [other]
    assert ids(ask("actions?rating=red&status=planned"), "action") == [late]
    assert ids(ask("recommendations?rating=red"), "recommendation") == ["SOTON-K:1"]
    assert ids(ask("recommendations?review=soton-k&agency=schools"), "recommendation") == ["SOTON-K:2"]
    assert ids(ask("actions?as_at=2026-01-01"), "action") == []


def test_updated_since_gives_what_was_changed_and_no_more(board, ask):
    board.now -= timedelta(days=1)  # whose clock runs on by a minute at each command
    touched = board.plan("police", title="Touched").id
    untouched = board.plan("health", part_ids=("SOTON-K:2/",), title="Untouched").id
    since = (board.now + timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
    assert ids(ask(f"actions?updated_since={since}"), "action") == []
    updates.say(board.engine, action_id=touched, narrative="Begun.", **board.signed("police-lead"))
    assert ids(ask(f"actions?updated_since={since}"), "action") == [touched]
    assert ids(ask(f"recommendations?updated_since={since}"), "recommendation") == ["SOTON-K:1"]
    assert ids(ask(f"actions?updated_since={clock.today() - timedelta(days=2)}"), "action") == [touched, untouched]


# ---- CSV


def test_a_cell_that_a_spreadsheet_might_run_is_made_harmless_and_comes_back(board, ask):
    board.plan(title="=cmd|' /C calc'!A0")
    (row,) = csv.DictReader(io.StringIO(ask("actions.csv").text))
    assert row["title"] == "'=cmd|' /C calc'!A0"
    assert (row["days_late"].isdigit(), row["claimed_on"]) == (True, "")


@given(st.text())
def test_no_text_begins_a_formula_and_every_text_can_be_had_back(text):
    cell = csv_rows.harmless(text)
    assert not cell.lstrip().startswith(csv_rows.DANGEROUS)
    back = cell.removeprefix("'") if cell.startswith("'") else cell
    assert back == text.replace("\x00", "").encode("utf-8", "replace").decode()


def test_a_mark_for_excel_is_written_only_if_it_is_asked_for(ask):
    assert ask("agencies.csv?bom=true").body.startswith(b"\xef\xbb\xbfagency,")
    assert ask("agencies.csv").body.startswith(b"agency,")
    assert BOM.name == "bom"


# ---- any text


@given(st.lists(st.text() | st.integers(-(2**61), 2**61), min_size=1))
def test_a_cursor_says_what_was_written(key):
    key = [one if isinstance(one, int) else one.encode("utf-8", "replace").decode() for one in key]
    assert read(written(tuple(key))) == tuple(key)


NAMES = ["as_at", "limit", "cursor", "review", "agency", "rating", "updated_since", "overdue", "bom", "theme", "zz"]
VALUES = st.text(max_size=40) | st.sampled_from(
    ["2026-01-05", "9999-12-31", "0001-01-01", "WzFd", written(("a", 1)), written((1,)), "2026-11-20T10:00:00 01:00",
     "2026-11-20T10:00:00-23:59", "-1", "٣", "1e3", "𝟙"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from([*(feed.name for feed in FEEDS), "actions.csv", "status", "recommendations/SOTON-K:1"])
    | st.text(max_size=30).map(lambda text: f"recommendations/{text}"),
    query=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4),
    header=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
)
def test_nothing_that_is_sent_breaks_it(server, token, monkeypatch, path, query, header):
    monkeypatch.setenv("TRACKER_API_PER_MINUTE", "100000")
    asked = f"{V1}/{quote(path.encode('utf-8', 'replace'))}?{urlencode(query, errors='replace')}"
    elsewhere = {303} if "\n" in path else set()  # no address of the API has a line break: it is led to the sign-in
    for more in ({}, {"If-None-Match": header}, {"Accept": header}):
        assert server.ask("GET", asked, headers=token | more).status in {200, 304, 403, 404, 406, 422} | elsewhere
    assert server.ask("GET", f"{V1}/status", headers={"Authorization": header}).status in (401, 429)
