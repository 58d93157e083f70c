"""The command as other programs meet it: a process with pipes, signals and an environment."""

import gzip
import hashlib
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
import typer

from tests.cli.conftest import ROOT
from tracker.__main__ import app
from tracker.starting.table import COMMANDS
from tracker.store.upgrade import newest


def free_port():
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def test_json_and_nothing_else_on_standard_output(tracker):
    said = tracker.run("status", "--json", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert said.status == 0
    assert json.loads(said.out)["recommendations"]["total"] == 25
    assert said.err == ""


def test_a_terminal_that_knows_no_unicode_is_no_reason_to_fail(tracker):
    said = tracker.run("status", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert said.status == 0
    assert "○ Unplanned" in said.out


def test_a_reader_that_stops_early_is_no_error(tracker):
    running = tracker.process("trail", "--json")
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) in (0, 1)


HEAVY = (
    *("pandas", "numpy", "pyarrow", "plotly", "sklearn", "streamlit", "uvicorn", "starlette", "alembic", "openpyxl"),
    *("xlsxwriter", "docx", "lxml", "pypdfium2", "PIL", "typst", "botocore", "cryptography", "argon2", "httpx", "rich"),
)
STORE = ("sqlalchemy", "sqlmodel", "psycopg")


@pytest.mark.parametrize(
    ("words", "law"),
    [
        ("--help", HEAVY + STORE),  # it reads the module of every command, so none of these loads any of that either
        ("--version", HEAVY + STORE),
        ("status --json", (*HEAVY, "psycopg")),
        ("overdue --json", (*HEAVY, "psycopg")),
        ("recommendations --json", (*HEAVY, "psycopg")),
        ("search safeguarding", (*HEAVY, "psycopg")),
        ("trail --json", (*HEAVY, "psycopg")),
        ("user --help", (*HEAVY, *STORE, "tracker.cli.backups", "tracker.cli.workbooks")),
    ],
)
def test_a_command_loads_nothing_heavy_that_it_does_not_use(tracker, words, law):
    program = (
        "import sys; from tracker.__main__ import app\n"
        f"try: app({words.split()!r})\n"
        "except SystemExit as ended: assert not ended.code\n"
        f"print([name for name in {law!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, "TRACKER_HOME": str(tracker.home)},
    )
    assert done.stderr.strip().splitlines()[-1:] == ["[]"]


def test_every_command_of_the_table_is_there_and_none_is_forgotten():
    group = typer.main.get_command(app)
    assert [name for name in COMMANDS if group.commands[name].name != name] == []
    at = {f"cli.{file.stem}" for file in (ROOT / "tracker" / "cli").glob("*.py") if _has_commands(file)}
    assert at <= {place.rpartition(".")[0] for place in COMMANDS.values()}


def _has_commands(file):
    """Whether a module's functions take options of the command line: those that only help others take none."""
    text = file.read_text(encoding="utf-8")
    return file.stem != "options" and bool(re.search(r"^    [a-z_]+: Annotated\[|: (Demo|Json)\b", text, re.MULTILINE))


def test_the_version(empty):
    said = empty.run("--version")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("tracker ")


# ---- serve


@pytest.fixture
def served(tracker):
    """A real `tracker serve`, stopped in the end whatever happens."""
    port = free_port()
    running = tracker.process("serve", "--no-browser", "--port", port, start_new_session=True)
    try:
        line = b""
        while b"open at" not in line:
            line = running.stdout.readline()
            assert line, running.stderr.read().decode()
        yield running, port
    finally:
        if running.poll() is None:
            running.kill()
        running.communicate()


def test_serve_answers_and_ctrl_c_stops_it_cleanly(served):
    running, port = served
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=120) as answer:
        assert json.loads(answer.read())["ok"] is True
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=120) as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        script = re.search(r"static/js/[\w.-]+\.js", answer.read().decode()).group()
    sent_small(f"http://127.0.0.1:{port}/{script}")
    kept_for_good(f"http://127.0.0.1:{port}/app/static/fonts/{next(FONTS.glob('*.woff2')).name}")
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)  # one that does not stop is never waited for, however slow the machine
    assert running.returncode == 0
    assert out.decode().endswith("The tracker is stopped.\n")
    assert "Traceback" not in err.decode()


FONTS = ROOT / "static" / "fonts"


def sent_small(address):
    """A script of Streamlit's comes compressed to who can read that, and says the same to who cannot."""
    with urllib.request.urlopen(address, timeout=120) as answer:
        assert answer.headers["Content-Encoding"] is None
        whole = answer.read()
    asking = urllib.request.Request(address, headers={"Accept-Encoding": "br, gzip"})
    for _ in range(2):  # made at the first, kept for the second
        with urllib.request.urlopen(asking, timeout=120) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert gzip.decompress(answer.read()) == whole


def kept_for_good(address):
    with urllib.request.urlopen(address, timeout=120) as answer:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_font_that_is_changed_gets_a_new_name():
    """A browser keeps a font for a year and never asks again: other content under the same name would not be seen."""
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12] for file in sorted(FONTS.glob("*.woff2"))}
    assert digests == {
        "source-sans-3-latin-ext-wght-normal.woff2": "a85a7459bdb3",
        "source-sans-3-latin-wght-italic.woff2": "9a15dafc2c2b",
        "source-sans-3-latin-wght-normal.woff2": "7a19a7027e12",
        "source-serif-4-latin-ext-wght-normal.woff2": "d10ccbbd0dc4",
        "source-serif-4-latin-wght-normal.woff2": "382475f38242",
    }


def test_streamlit_run_makes_its_register_and_serves_the_routes(empty):
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    env = {**os.environ, "TRACKER_HOME": str(empty.home)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
        try:
            assert answered(f"http://127.0.0.1:{port}/healthz") == b'{"ok":true,"revision":"%s"}' % newest().encode()
        finally:
            running.send_signal(signal.SIGINT)
            said = running.communicate(timeout=60)[0].decode()
    assert "Traceback" not in said
    assert empty("status", "--json").json["recommendations"]["total"] == 25


def answered(address):
    """What an address answers, once somebody listens there."""
    for _ in range(1200):
        try:
            with urllib.request.urlopen(address, timeout=120) as answer:
                return answer.read()
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError as error:
            assert isinstance(error.reason, ConnectionError), error
            time.sleep(0.1)
    raise AssertionError(f"nobody listens at {address}")


def test_a_supervisor_stops_it_cleanly_too(served):
    running, _ = served
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Traceback" not in err.decode()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", ""])
def test_other_machines_are_not_served(empty, host):
    said = empty("serve", "--host", host, "--no-browser")
    assert (said.status, said.out) == (1, "")
    assert "while nobody signs in" in said.err
    assert "TRACKER_SIGN_IN" in said.err
    assert not empty.home.exists()


def test_a_taken_port_is_one_sentence_that_names_a_free_one(empty):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = empty("serve", "--port", port, "--no-browser")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"Port {port} is taken by another program")
    free = int(said.err.rsplit("--port ", 1)[1].rstrip(".\n"))
    assert free != port
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", free))
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("words", [("init",), ("serve", "--no-browser"), ("init", "--demo")])
def test_a_folder_that_cannot_be_written_is_one_sentence(empty, monkeypatch, tmp_path, words):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "file" / "home"))
    said = empty(*words, *(("--port", free_port()) if words[0] == "serve" else ()))
    assert (said.status, said.out) == (1, "")
    assert "cannot be used" in said.err
    assert said.err.count("\n") == 1


def test_an_unknown_person_cannot_be_served_as(tracker):
    said = tracker("serve", "--as", "busines-manager", "--no-browser", "--port", free_port())
    assert said.status == 1
    assert "business-manager" in said.err


def test_init_is_safe_to_repeat(tracker):
    before = tracker("trail", "--json").json
    assert tracker("init").status == 0
    assert tracker("trail", "--json").json == before


@pytest.mark.parametrize("words", [("status",), ("trail", "--json"), ("--help",)])
def test_a_full_disk_behind_standard_output_is_one_sentence(tracker, words):
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "tracker", *words]
        env = {**os.environ, "TRACKER_HOME": str(tracker.home)}
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=env)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "could not be written: No space left" in done.stderr


def test_a_closed_standard_output_is_no_error(tracker):
    command = f"{shlex.quote(sys.executable)} -m tracker status >&-"
    env = {**os.environ, "TRACKER_HOME": str(tracker.home)}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env)
    assert (done.returncode, done.stderr) == (0, "")
