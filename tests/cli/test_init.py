"""The register made, upgraded and made again; the illustrative one always in its own place."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import VARIABLES, Tracker
from tracker import settings as settings_room
from tracker import street as street_room
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.street import street


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """One illustrative register for these tests: building it takes a while."""
    home = tmp_path_factory.mktemp("built") / "home"
    with pytest.MonkeyPatch.context() as patch:
        for name in VARIABLES:
            patch.delenv(name, raising=False)
        patch.setenv("TRACKER_HOME", str(home))
        said = Tracker(home)("init", "--demo")
        assert said.status == 0, said.err
        assert said.out.endswith(f"{ILLUSTRATIVE}.\n")
    return home


@pytest.fixture
def demo(empty, built):
    shutil.copytree(built, empty.home)
    return empty


def test_the_demonstration_has_its_own_place_and_says_what_it_is(demo, built):
    assert [path.name for path in built.iterdir()] == ["demo"]
    found = demo("status", "--demo", "--json").json
    assert found["recommendations"]["total"] == 25
    assert found["actions"]["total"] >= 60
    for kind in ("recommendations", "actions"):
        assert sum(found[kind][r] for r in ("blue", "green", "amber", "red", "grey")) <= found[kind]["total"]
    assert ILLUSTRATIVE in demo("status", "--demo").out
    assert ILLUSTRATIVE in demo("overdue", "--demo").out
    bare = demo("status")
    assert bare.status == 1
    assert "run tracker init." in bare.err
    assert demo("trail", "--demo", "--verify", "--json").json["ok"] is True


def test_a_register_that_was_made_says_what_to_do_next(empty):
    said = empty("init")
    assert said.status == 0
    assert "tracker serve" in said.out and "Getting started" in said.out and "tracker serve --demo" in said.out
    assert "Nothing is planned yet. Next: tracker serve" in empty("status").out
    assert "Next:" not in empty("status", "--as-at", "2026-01-01").out


def test_a_register_with_passwords_says_how_the_first_person_comes_in(empty, monkeypatch):
    monkeypatch.setenv("TRACKER_SIGN_IN", "accounts")
    monkeypatch.setenv("TRACKER_PUBLIC_URL", "https://tracker.anytown.example")
    said = empty("init")
    assert said.status == 0, said.err
    assert "tracker user invite business-manager" in said.out


def test_the_demonstration_is_where_it_is_whatever_else_is_set(demo, monkeypatch, tmp_path):
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path / 'own.sqlite'}")
    monkeypatch.setenv("TRACKER_EVIDENCE_URL", str(tmp_path / "own-evidence"))
    assert demo("status", "--demo", "--json").json["actions"]["total"] >= 60
    assert demo("init").status == 0
    assert demo("status", "--json").json["actions"]["total"] == 0


def test_a_demonstration_built_today_is_used_again(demo):
    before = demo("trail", "--demo", "--verify", "--json").json
    said = demo("init", "--demo")
    assert (said.status, said.err) == (0, "")
    assert demo("trail", "--demo", "--verify", "--json").json == before


def test_a_real_register_is_never_made_into_a_demonstration(empty, made):
    shutil.copytree(made, empty.home / "demo")
    before = (empty.home / "demo" / "register.sqlite").read_bytes()
    for words in (("init", "--demo"), ("serve", "--demo", "--no-browser", "--port", "8658")):
        said = empty(*words)
        assert said.status == 1
        assert "is a real register, not a demonstration" in said.err
    assert (empty.home / "demo" / "register.sqlite").read_bytes() == before


def test_the_register_may_be_a_postgresql(empty, monkeypatch, pg_url):
    monkeypatch.setenv("TRACKER_DATABASE_URL", pg_url)
    said = empty("status")
    assert said.status == 1
    assert "run tracker init" in said.err
    assert empty("init").status == 0
    assert empty("init").status == 0
    assert empty("status", "--json").json["recommendations"]["total"] == 25
    assert empty("trail", "--verify").status == 0


def test_the_street_front_is_found_in_a_checkout_and_in_a_wheel(tmp_path, monkeypatch):
    assert (street() / "app.py").is_file()
    assert (street() / "data" / "themes.json").is_file()
    monkeypatch.setattr(street_room, "HERE", tmp_path / "tracker")
    (tmp_path / "tracker" / "_street").mkdir(parents=True)
    assert street() == tmp_path / "tracker" / "_street"


@pytest.mark.parametrize("name", ["a folder?x=1", "100%25 done", "half & half #2"])
def test_a_folder_may_be_called_anything(empty, monkeypatch, tmp_path, name):
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / name))
    assert empty("init").err.endswith("as published.\n")
    assert empty("status", "--json").json["recommendations"]["total"] == 25
    assert (tmp_path / name / "register.sqlite").is_file()


def test_a_store_that_is_no_file_or_has_no_name_is_one_sentence(empty, monkeypatch, tmp_path):
    (empty.home / "register.sqlite").mkdir(parents=True)
    said = empty("status")
    assert (said.status, said.out) == (1, "")
    assert "it is a folder" in said.err
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / ("n" * 300)))
    said = empty("status")
    assert (said.status, said.err.count("\n")) == (1, 1)


def test_a_user_without_a_home_folder_is_told_what_to_set(empty, monkeypatch):
    monkeypatch.delenv("TRACKER_HOME")
    monkeypatch.setattr("tracker.settings.reading.user_data_path", lambda _: Path("~nobody-at-all").expanduser())
    said = empty("status")
    assert (said.status, said.out) == (1, "")
    assert "set TRACKER_HOME" in said.err


@pytest.mark.parametrize("limit", ["\u00b2", "9" * 5000, "-1", "many"])
def test_an_upload_limit_that_is_no_number_is_the_usual_one(limit):
    assert settings_room.load(environment={"TRACKER_HOME": "/x", "TRACKER_UPLOAD_LIMIT": limit}).upload_limit == 25


def test_a_store_that_two_versions_marked_is_a_newer_ones(tracker):
    with tracker.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('9999')")
    for words in (("status",), ("init",)):
        said = tracker(*words)
        assert (said.status, said.out) == (1, "")
        assert "newer version" in said.err
