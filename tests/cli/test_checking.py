"""Every setting with its origin, every complaint at once, nothing secret; and the start that is refused for them."""

import json
import re
from dataclasses import fields

import pytest

from tests.factories_store import fresh_postgres
from tracker.settings import Settings, load, manual
from tracker.settings.checking import LONGEST
from tracker.settings.telling import without_secrets

HUSH = "zzhush"


def complaints(**environment):
    return load(environment={"TRACKER_HOME": "/tmp/nowhere", **environment}).complaints


def test_every_setting_is_told_with_where_it_came_from(tracker, monkeypatch):
    monkeypatch.setenv("TRACKER_SESSION_IDLE", "30")
    told = tracker("check", "--json").json
    assert told["ok"] and told["complaints"] == []
    by_name = {row["variable"]: row for row in told["settings"]}
    assert list(by_name) == [name for name, _, _ in manual()]
    assert by_name["TRACKER_SESSION_IDLE"] == {"variable": "TRACKER_SESSION_IDLE", "value": "30", "given": True}
    assert by_name["TRACKER_UPLOAD_LIMIT"] == {"variable": "TRACKER_UPLOAD_LIMIT", "value": "25", "given": False}
    assert by_name["TRACKER_HOME"]["value"] == str(tracker.home)
    said = tracker("check")
    assert (said.status, said.err) == (0, "")
    assert "Nothing is wrong with these settings." in said.out


def test_every_field_of_the_settings_is_one_variable_with_help():
    told = [f for f in fields(Settings) if f.name not in ("complaints", "remarks")]
    assert all(f.metadata["env"].startswith("TRACKER_") and f.metadata["help"] for f in told)
    assert len({f.metadata["env"] for f in told}) == len(told)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRACKER_SECRET", HUSH),
        ("TRACKER_DIRECTORY_CLIENT_SECRET", HUSH),
        ("TRACKER_METRICS", HUSH * 5),
        ("TRACKER_METRICS", HUSH),
        ("TRACKER_SMTP_URL", f"smtp://{HUSH}:{HUSH}@mail.example.org"),
        ("TRACKER_SMTP_URL", f"smtp://{HUSH}:{HUSH}/{HUSH}@mail.example.org"),
        ("TRACKER_DATABASE_URL", f"postgresql+psycopg://{HUSH}:{HUSH}@127.0.0.1:1/x?password={HUSH}"),
        ("TRACKER_DATABASE_URL", f"postgresql:{HUSH}:{HUSH}@127.0.0.1"),
        ("TRACKER_EVIDENCE_URL", f"s3://{HUSH}:{HUSH}@bucket/folder?secret={HUSH}"),
    ],
)
@pytest.mark.parametrize("words", [("check",), ("check", "--json"), ("serve", "--no-browser")])
def test_no_secret_is_ever_shown(empty, monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("TRACKER_BI", "x")  # so that serving never begins
    said = empty(*words)
    assert HUSH not in said.out + said.err
    assert "did you mean TRACKER_BY?" in said.err


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql+psycopg://u:p@h:55/x?a=b", "postgresql+psycopg://…@h:55/x?…"),
        ("s3://bucket/folder", "s3://bucket/folder"),
        ("/var/lib/x@y", "set, and not shown"),
        ("https://[x", "set, and not shown"),
        ("smtp://a:b/c@h", "set, and not shown"),
    ],
)
def test_what_is_left_of_an_address(text, shown):
    assert without_secrets("TRACKER_X_URL", text) == shown


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("TRACKER_SIGNIN", "TRACKER_SIGN_IN"),
        ("TRACKER_SING_IN", "TRACKER_SIGN_IN"),
        ("TRACKER_PUBLIC_ULR", "TRACKER_PUBLIC_URL"),
        ("TRACKER_HOMES", "TRACKER_HOME"),
        ("tracker_home", "TRACKER_HOME"),
        ("TRACKER_DATABSE_URL", "TRACKER_DATABASE_URL"),
    ],
)
def test_a_name_that_was_meant_as_a_setting_is_complained_of(name, meant):
    assert f"{name} is no setting: did you mean {meant}?" in complaints(**{name: "x"})


def test_a_name_that_is_like_no_setting_is_a_remark():
    found = load(environment={"TRACKER_WINDMILL": "x", "TRACKER_CHROMIUM": "/usr/bin/chromium", "TRACKERS": "x"})
    assert found.complaints == ()
    assert found.remarks == ("TRACKER_WINDMILL is no setting of this version, and changes nothing.",)


@pytest.mark.parametrize("name", sorted(name for name, _, _ in manual()))
def test_a_value_that_no_system_takes_is_one_sentence_without_it(name):
    for value in ("x" * (LONGEST + 1), "x\0y"):
        told = complaints(**{name: value})
        assert any(each.startswith(f"{name} is ") or each.startswith(f"{name} holds a NUL") for each in told)
        assert all("x" * 90 not in each and "\0" not in each for each in told)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"TRACKER_SESSION_IDLE": "700"}, "longer than TRACKER_SESSION_LONGEST"),
        ({"TRACKER_AS": "somebody", "TRACKER_SIGN_IN": "accounts"}, "unset one"),
        ({"TRACKER_DEMO": "perhaps"}, "neither yes nor no"),
        ({"TRACKER_UPLOAD_LIMIT": "lots"}, "is no number of megabytes"),
        ({"TRACKER_LOG": "xml"}, "write text or json"),
        ({"TRACKER_LOG_LEVEL": "all"}, "write debug, info, warning or error"),
        ({"TRACKER_METRICS": "short"}, "neither ‘local’ nor a token"),
        ({"TRACKER_LEAST_ROOM": "0"}, "is no number of megabytes"),
    ],
)
def test_what_cannot_be_meant_is_complained_of(environment, words):
    (complaint,) = complaints(**environment)
    assert words in complaint


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"TRACKER_DEMO": "1", "TRACKER_DATABASE_URL": "sqlite:////x"}, "TRACKER_DATABASE_URL"),
        ({"TRACKER_DIRECTORY_NAME": "x"}, "TRACKER_DIRECTORY_NAME"),
        ({"TRACKER_PROXY": "127.0.0.1"}, "TRACKER_PROXY"),
    ],
)
def test_what_changes_nothing_is_remarked_on(environment, name):
    found = load(environment=environment)
    assert found.complaints == ()
    assert [remark.split()[0] for remark in found.remarks] == [name]
    assert "is not heeded" in found.remarks[0]


@pytest.mark.parametrize("words", [("check",), ("serve", "--no-browser"), ("init",)])
def test_every_complaint_is_told_at_once_and_nothing_is_made(empty, monkeypatch, words):
    wrong = {"TRACKER_SIGNIN": "x", "TRACKER_LOG_LEVEL": "loud", "TRACKER_LEAST_ROOM": "-1", "TRACKER_PROXY": "*"}
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    said = empty(*words)
    assert said.status == 1
    for name in wrong:
        assert name in said.err
    assert "Traceback" not in said.err
    assert not empty.home.exists()


@pytest.mark.parametrize("words", [("check",), ("serve", "--no-browser"), ("init",), ("status",)])
@pytest.mark.parametrize("home", ["x" * 5000, "x" * 300, "file/beneath"])
def test_a_home_that_cannot_be_is_told_in_sentences(empty, monkeypatch, tmp_path, words, home):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / home))
    said = empty(*words)
    assert said.status == 1
    assert re.match(r"[A-Z]", said.err) and "Traceback" not in said.err
    assert max(map(len, said.err.splitlines())) < 600


def test_a_register_that_is_not_well_is_complained_of(tracker):
    with tracker.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE trail_end SET number = number + 1")
    said = tracker("check")
    assert (said.status, said.err) == (1, "The end of the trail is not what was recorded (trail).\n")


def test_a_command_is_one_line_of_the_log_where_one_is_asked_for(tracker):
    said = tracker.run("status", "--review", "Plantagenet", env={"TRACKER_LOG": "json"})
    *_, line = said.err.splitlines()
    told = json.loads(line)
    assert (told["event"], told["command"], told["exit"]) == ("command", "status", said.status)
    assert "Plantagenet" not in line


@pytest.mark.postgres
def test_a_database_whose_own_wall_does_not_hold_is_told(empty, monkeypatch, pg_database):
    engine = fresh_postgres(pg_database)
    address = engine.url.render_as_string(hide_password=False)
    above = engine.url.set(username="postgres").render_as_string(hide_password=False)
    engine.dispose()

    def noted(url):
        monkeypatch.setenv("TRACKER_DATABASE_URL", url)
        said = empty("check", "--json").json
        assert said["complaints"] == []
        return [remark for remark in said["remarks"] if "wall" in remark]

    assert noted(address) == []
    assert len(noted(above)) == 1 and "as a superuser" in noted(above)[0]
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE evidence DISABLE ROW LEVEL SECURITY")
    engine.dispose()
    assert "switched off, or its policies taken away, for evidence" in noted(address)[0]
