"""What lies in deploy/ says what the tracker does: its commands, settings and addresses; closed as it should be."""

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest
import typer

from tracker.__main__ import app
from tracker.server.app import routes
from tracker.settings import load
from tracker.settings.fields import VARIABLES

DEPLOY = Path(__file__).parents[1] / "deploy"
UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer"))
OURS = ["tracker.service", "tracker-backup.service"]
CLOSED = {
    "User": "tracker", "ProtectSystem": "strict", "ProtectHome": "true", "PrivateTmp": "true", "PrivateDevices": "true",
    "NoNewPrivileges": "true", "CapabilityBoundingSet": "", "RestrictNamespaces": "true", "RestrictSUIDSGID": "true",
    "StateDirectory": "tracker", "StateDirectoryMode": "0700", "UMask": "0077", "LockPersonality": "true",
    "SystemCallArchitectures": "native", "LimitCORE": "0",
}  # fmt: skip


def unit(name):
    parser = RawConfigParser(strict=False, comment_prefixes="#")
    parser.optionxform = str
    parser.read(DEPLOY / name, encoding="utf-8")
    return parser


def commands(text):
    return [words.split() for words in re.findall(r"/opt/tracker/bin/tracker (.*)", text)]


@pytest.mark.parametrize("name", OURS)
def test_a_service_is_closed_and_has_a_limit(name):
    service = dict(unit(name)["Service"])
    assert {key: service.get(key) for key in CLOSED} == CLOSED
    assert service["MemoryMax"]


@pytest.mark.parametrize("name", OURS)
def test_a_service_runs_a_command_that_there_is(name):
    group = typer.main.get_command(app)
    (words,) = commands((DEPLOY / name).read_text(encoding="utf-8"))
    assert words[0] in group.commands
    known = {option for each in group.commands[words[0]].params for option in each.opts}
    given = {word for word in words if word.startswith("--")}
    assert given <= known | ({"--into"} if words[0] == "backup" else set())


def settings_in(path):
    return set(re.findall(r"\bTRACKER_[A-Z_]+", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one(path):
    assert settings_in(path) <= VARIABLES


def test_the_example_of_settings_is_without_complaint():
    lines = (DEPLOY / "tracker.env.example").read_text(encoding="utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    found = load(environment={"TRACKER_HOME": "/var/lib/tracker", **given})
    assert (found.complaints, found.remarks) == ((), ())


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_says_who_asks_and_keeps_no_path(name):
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert "X-Forwarded-For" in text
    assert "127.0.0.1:8501" in text
    for word in ("$request ", "$request_uri'", "$uri", "$args", "$http_referer", "$http_cookie", "combined"):
        assert word not in text.split("server {", 1)[0]
    assert "/metrics" in text


def test_the_container_is_nobodys_root_and_asks_whether_it_is_well():
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    last = text.rsplit("\nFROM ", 1)[1]
    assert re.search(r"^USER 10001:10001$", last, re.MULTILINE)
    assert last.index("\nUSER ") < last.index("\nCMD ")
    assert re.findall(r"^VOLUME (.*)$", last, re.MULTILINE) == ["/var/lib/tracker"]
    assert "HEALTHCHECK" in last and "/healthz" in last
    assert "/healthz" in {route.path for route in routes}
    for name in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE):
        for each in name.split():
            assert (DEPLOY.parent / each).exists(), each
    assert "NOT BUILT AND NOT RUN" in text


@pytest.mark.parametrize("name", UNITS)
def test_systemd_finds_nothing_to_say_of_a_unit(name, tmp_path):
    """Where systemd is installed: its own look at the file. Elsewhere the file must at least be one of its form."""
    assert {"Unit"} <= set(unit(name).sections())
    program = shutil.which("systemd-analyze")
    if program is None:
        return
    for each in UNITS:
        text = (DEPLOY / each).read_text(encoding="utf-8")
        (tmp_path / each).write_text(text.replace("/opt/tracker/bin/tracker", shutil.which("true")))
    asked = tmp_path / name.replace("@.", "@x.")
    done = subprocess.run([program, "verify", "--man=no", asked], capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "tracker" in line]
    assert (done.returncode, ours) == (0, [])
