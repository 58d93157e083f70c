"""The log holds nothing of anybody: a real server, real traffic, and words planted wherever a person's could stand."""

import ast
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests.cli.test_processes import free_port
from tests.factories_store import Ledger, fresh_sqlite
from tracker import clock, journal
from tracker.commands import evidence, people, reviews, sessions
from tracker.journal.lines import Json, Text
from tracker.journal.words import EVENTS, LISTS, NUMBERS, SHAPES, UNSAID
from tracker.rules.words import Door, Role, Rung, Way
from tracker.store.vault import Vault

ROOT = Path(__file__).parents[2]
NAME, MAIL, SECRET, WORDS = "Plantagenet", "zzmail@example.org", "zzsecretzzsecretzzsecretzzsecret", "zzwrittenbyhand"
PLANTED = (NAME, "plantagenet", MAIL, "zzmail", SECRET, "zzsecret", WORDS, "zzwritten")


# ---- every line is of one shape


def test_every_fact_is_one_that_is_known_and_every_event_has_a_meaning():
    assert not set(SHAPES) & NUMBERS and not set(SHAPES) & set(LISTS)
    assert set(LISTS.values()) <= set(SHAPES)
    assert all(re.fullmatch("[a-z_]+", event) and meaning for event, meaning in EVENTS.items())


def said():
    """Every call of journal.say in the house: (file, its arguments)."""
    for path in (ROOT / "tracker").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "journal.say":
                yield path.name, node


def test_the_house_says_what_the_list_of_events_has_and_all_of_it():
    events = set()
    for name, call in said():
        assert isinstance(call.args[0], ast.Constant), f"{name}: an event is written out, not worked out"
        events.add(call.args[0].value)
        given = {word.arg for word in call.keywords} - {None, "of"}
        assert given <= {*SHAPES, *NUMBERS, *LISTS}, name
    assert events == set(EVENTS) - {"elsewhere"}


def test_the_manual_names_every_event():
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for event, meaning in EVENTS.items():
        assert f"| `{event}` | {meaning} |" in manual


def test_nobody_in_the_house_writes_to_the_log_by_another_way():
    for path in (ROOT / "tracker").rglob("*.py"):
        if path.parent.name != "journal":
            written = re.findall(
                r"\b(?:log|logger|logging)\.(?:debug|info|warning|error|exception|critical)\(", path.read_text()
            )
            assert not written, path


@pytest.mark.parametrize("form", [Json(), Text()])
def test_a_fact_of_another_shape_and_words_of_others_are_not_written(form, caplog):
    with caplog.at_level(logging.DEBUG):
        journal.say("saved", journal.INFO, verb=f"claim {NAME}", door=NAME, ms="soon")
        try:
            raise KeyError(f"{NAME} {MAIL}") from ValueError(WORDS)
        except KeyError as error:
            journal.say("broke", journal.ERROR, reference="AB12", of=error)
            logging.getLogger("a.library").exception("could not greet %s", NAME)
            logging.getLogger("tracker.somewhere").error(f"{WORDS} {MAIL}")
    lines = [form.format(record) for record in caplog.records]
    assert len(lines) == 4
    for line in lines:
        assert "\n" not in line
        for word in PLANTED:
            assert word not in line
    assert UNSAID in lines[0]
    assert "AB12" in lines[1] and "KeyError" in lines[1] and "ValueError" in lines[1]
    assert "test_log.py" in lines[2] and "a.library" in lines[2]


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        (NAME, None),
        ("", None),
        (None, None),
    ],
)
def test_of_an_address_only_its_network_is_told(address, part):
    assert journal.part_of(address) == part
    assert part is None or SHAPES["network"].fullmatch(part)


def test_what_is_said_in_a_request_carries_its_id(caplog):
    with caplog.at_level(logging.DEBUG), journal.within(request="0123456789ab"):
        journal.say("refused", journal.WARNING, error="NotAllowedError")
    assert json.loads(Json().format(caplog.records[-1]))["request"] == "0123456789ab"


# ---- a real server


class Running:
    """`tracker serve` as a process of its own, with a log for a machine."""

    def __init__(self, home):
        self.port = free_port()
        env = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
        env |= {"TRACKER_HOME": str(home), "TRACKER_LOG": "json", "TRACKER_LOG_LEVEL": "debug", "PYTHONPATH": str(ROOT)}
        env |= {"TRACKER_SIGN_IN": "accounts", "TRACKER_PUBLIC_URL": f"http://127.0.0.1:{self.port}"}
        command = [sys.executable, "-m", "tracker", "serve", "--no-browser", "--port", str(self.port)]
        self.out = (home / "out").open("w+")
        self.log = (home / "log").open("w+")
        self.process = subprocess.Popen(command, env=env, stdout=self.out, stderr=self.log)
        self.cookie = ""

    def ask(self, path, form=None, method=None, **headers):
        data = urllib.parse.urlencode(form).encode() if isinstance(form, dict) else form
        asked = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data, method=method)
        for name, value in {"Cookie": self.cookie, "User-Agent": NAME, **headers}.items():
            asked.add_header(name, value)
        try:
            with urllib.request.urlopen(asked, timeout=120) as answer:
                return answer.status, dict(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers)

    def draw(self, page, query=""):
        """Open a page as a browser does, over its WebSocket, until it is drawn."""
        headers = {"Cookie": self.cookie}
        address, origin = f"ws://127.0.0.1:{self.port}/_stcore/stream", f"http://127.0.0.1:{self.port}"
        with connect(
            address, origin=origin, subprotocols=["streamlit"], additional_headers=headers, max_size=None
        ) as line:
            asked = BackMsg()
            asked.rerun_script.query_string = query
            asked.rerun_script.page_name = page
            line.send(asked.SerializeToString())
            while True:
                told = ForwardMsg()
                told.ParseFromString(line.recv(timeout=120))
                if told.WhichOneof("type") == "script_finished":
                    return

    def until_up(self):
        for _ in range(1500):
            assert self.process.poll() is None, self.lines()
            try:
                if self.ask("/livez")[0] == 200:
                    return
            except OSError:
                self.pause()
        raise AssertionError("it did not come up")

    def pause(self):
        subprocess.run(["sleep", "0.1"], check=True)

    def lines(self):
        self.log.flush()
        return (Path(self.log.name)).read_text()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(60)
        self.out.close()
        self.log.close()


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The log of a server that people with telling names and words used, refused things to, and broke."""
    home = tmp_path_factory.mktemp("log")
    book = Ledger(fresh_sqlite(home, furnished=True))
    book.now = clock.now()
    people.add(book.engine, name=f"Aa {NAME}", email=MAIL, **book.signed())
    people.give_role(book.engine, person_id=f"aa-{NAME.lower()}", role=Role.READER, **book.signed())
    action = book.plan(title=f"Ask {NAME} {WORDS}").id
    content = f"{NAME} {WORDS}".encode()
    kept = Vault(home / "evidence").put(content)
    facts = {"title": NAME, "rung": Rung.DOCUMENT, "about": None, "file_name": f"{NAME} {WORDS}.txt"}
    file = evidence.attach_file(
        book.engine, action_id=action, file_hash=kept, file_size=len(content), **facts, **book.signed()
    )
    address = {"address": "127.0.0.1", "browser": None}
    signed = {"by": "manager", "at": clock.now(), "door": Door.BROWSER}
    secret = sessions.begin(book.engine, way=Way.PASSWORD, **address, **signed)
    reader = sessions.begin(book.engine, way=Way.PASSWORD, **address, **{**signed, "by": f"aa-{NAME.lower()}"})
    book.engine.dispose()
    running = Running(home)
    try:
        running.until_up()
        use(running, secret, reader, file.id)
        review = next(iter(book.register().reviews))
        reviews.edit(book.engine, review_id=review, document_note="As printed.", **book.signed())  # to be read anew
        with book.engine.begin() as connection:  # what no page can read: it breaks with the words in its message
            connection.exec_driver_sql(f"UPDATE review SET published_on = '{NAME} {WORDS}'")
            connection.exec_driver_sql("UPDATE trail_end SET number = number + 1")
        assert running.ask("/export/register.xlsx")[0] == 500
        running.draw("recommendations", f"q={WORDS}")
        book.engine.dispose()
    finally:
        running.stop()
    yield running, (home / "log").read_text(), (home / "out").read_text(), (secret, reader, file.id)
    shutil.rmtree(home)


def use(running, secret, reader, file_id):
    running.ask("/sign-in", {"name": MAIL, "password": WORDS})
    running.ask("/sign-in", {"name": f"Aa {NAME}", "password": WORDS})
    for path in (f"/owed/{SECRET}", f"/calendar/{SECRET}.ics", f"/join/{SECRET}", f"/who/{NAME}", f"/{NAME}?x={WORDS}"):
        running.ask(path)
        running.ask(path, {"name": NAME, "password": SECRET})
    running.cookie = f"tracker_{running.port}={reader}"
    running.ask("/export/agencies.zip?agency=police")
    running.draw("recommendation", f"ref={NAME}")
    running.cookie = f"tracker_{running.port}={secret}"
    assert running.ask("/export/register.xlsx?owner=" + NAME)[0] == 200
    assert running.ask(f"/evidence/{file_id}")[0] == 200
    running.ask(f"/evidence/{NAME}")
    running.ask("/who", {"person": NAME}, Origin=f"https://{NAME}.example.org")
    running.ask(f"/_stcore/upload_file/{SECRET}/{NAME}.txt", WORDS.encode(), method="PUT")
    running.ask(f"/media/{SECRET}.xlsx", Referer=f"http://127.0.0.1/owed/{SECRET}")
    running.draw("recommendations", f"q={WORDS}&owner={NAME}")
    running.draw("my_agency")


def test_no_word_of_anybody_is_in_the_log(spoken):
    _running, log, out, secrets = spoken
    assert len(log.splitlines()) > 30
    for word in (*PLANTED, *secrets, "127.0.0.1", "manager"):
        assert word not in log, next(line for line in log.splitlines() if word in line)
    for word in PLANTED:
        assert word not in out


def test_every_line_is_one_object_of_known_facts(spoken):
    found = [json.loads(line) for line in spoken[1].splitlines()]
    for line in found:
        assert {"at", "level", "event", "process"} <= set(line)
        assert set(line) <= {"at", "level", "event", *SHAPES, *NUMBERS, *LISTS}
        assert line["event"] in EVENTS
        assert UNSAID not in line.values(), line
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["at"])


def test_what_was_asked_done_refused_and_broken_is_told_by_route(spoken):
    found = [json.loads(line) for line in spoken[1].splitlines()]
    events = {line["event"] for line in found}
    assert {"started", "stopped", "request", "socket", "page", "saved", "wrong_password", "wrong_secret"} <= events
    routes = {line["route"] for line in found if line["event"] == "request"}
    assert {"/owed/{secret:str}", "/evidence/{id:path}", "/export/register.xlsx", "(other)", "/media/*"} <= routes
    assert {line["page"] for line in found if line["event"] == "page" and "page" in line} >= {"recommendations"}
    broke = [line for line in found if line["event"] == "broke"]
    assert broke
    for line in broke:
        assert SHAPES["reference"].fullmatch(line["reference"])
        assert line["error"] and line["where"]
    saved = next(line for line in found if line["event"] == "saved" and line["verb"] == "download")
    (request,) = [line for line in found if line["event"] == "request" and line["request"] == saved["request"]]
    assert (request["method"], request["status"]) == ("GET", 200)
