"""The list of themes as a file: what is written is what is read, and nothing differs."""

import json

from typer.testing import CliRunner

from tracker.__main__ import app
from tracker.street import street

RUN = CliRunner()


def run(*words):
    return RUN.invoke(app, ["taxonomy", *map(str, words)])


def test_the_first_list_goes_out_and_comes_back_as_it_is_in_data(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    assert RUN.invoke(app, ["init"]).exit_code == 0
    file = tmp_path / "themes.json"
    assert run("--out", file).exit_code == 0
    kept = json.loads(file.read_text())
    assert kept == json.loads((street() / "data" / "themes.json").read_text())
    assert "Nothing differs" in run("--take-over", file).output
    kept[0]["name"] = "The child’s voice"
    file.write_text(json.dumps(kept))
    assert "1 theme added or changed: The child’s voice" in run("--take-over", file).output
    assert json.loads(run("--json").output)[0]["name"] == "The child’s voice"


def test_a_file_that_is_no_list_of_themes_is_refused_with_the_place(tmp_path, monkeypatch):
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    file = tmp_path / "themes.json"
    file.write_text('[{"id": "a", "name": "A", "definition": ""}]')
    refused = run("--take-over", file)
    assert refused.exit_code == 1
    assert "theme 1" in str(refused.exception) + refused.output + (refused.stderr or "")
