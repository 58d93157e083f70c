"""The two commands, the locks, the wheel's contents and the habits that a search can hold."""

import ast
import email
import json
import os
import re
import socket
import stat
import subprocess
import sys
import time
import tomllib
import urllib.request
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import tools.setup as setup
import tracker

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HOUSE = sorted([*(ROOT / "tracker").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), *ROOT.glob("app.py")])


def pinned(lock: str) -> dict[str, tuple[set[str], list[str]]]:
    """Each name in a lock, its versions and its hashes."""
    found: dict[str, tuple[set[str], list[str]]] = {}
    name = ""
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([a-z0-9-]+)(?:\[[a-z,]+\])?==([^ ;]+)", line):
            name = pin[1]
            found.setdefault(name, (set(), []))[0].add(pin[2])
        elif hashed := re.fullmatch(r"    --hash=(sha256:[0-9a-f]{64})(?: \\)?", line):
            found[name][1].append(hashed[1])
        else:
            assert not line or line.startswith("#"), f"{lock}: what is this line? {line}"
    return found


def where(pattern: str, files: list[Path]) -> list[str]:
    """Every 'file:line' that holds the pattern."""
    return [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


# ---- the locks


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|--(extra-)?index|--find-links|.* @ )", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_in_a_lock_is_pinned_and_hashed(lock):
    pins = pinned(lock)
    assert len(pins) > 30
    assert [name for name, (_, hashes) in pins.items() if not hashes] == []


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        (
            "requirements-dev.lock",
            PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"],
        ),
    ],
    ids=LOCKS,
)
def test_a_lock_answers_what_pyproject_asks(lock, asked):
    pins = pinned(lock)
    for requirement in map(Requirement, asked):
        versions = pins.get(requirement.name.lower(), (set(), []))[0]
        assert versions, f"{requirement.name} is not in {lock}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: run make lock"


def test_the_tests_run_with_the_versions_that_run_the_dashboard():
    dev = pinned("requirements-dev.lock")
    assert {name: dev[name][0] for name in pinned("requirements.lock")} == {
        name: versions for name, (versions, _) in pinned("requirements.lock").items()
    }


# ---- the two commands


def test_every_make_target_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):(?!=)(.*)$", makefile, re.MULTILINE)
    assert {"help", "run", "test", "check", "fix"} <= {name for name, _ in targets}
    assert [name for name, rest in targets if " ## " not in rest] == []
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [name for name, _ in targets if f"make {name} " not in listed] == []


def test_make_test_runs_the_gates_in_order_and_the_tests_last():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^test:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1]
    steps = ["--for-tests", "ruff check", "ruff format --check", "mypy", "lint-imports", "pytest"]
    assert [recipe.index(step) for step in steps] == sorted(recipe.index(step) for step in steps)
    assert recipe.strip().splitlines()[-1].startswith("\t$(BIN)/pytest")


def test_ci_calls_make_test_and_nothing_else():
    script = ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").splitlines() == [
        "#!/usr/bin/env bash",
        "set -euo pipefail",
        'cd "$(dirname "$0")/.."',
        "exec make test",
    ]
    assert script.stat().st_mode & stat.S_IXUSR


def test_an_old_python_gets_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(setup, "NEEDED", (99, 0))
    monkeypatch.setattr(setup, "NEWER_PYTHONS", ())
    assert setup.main([]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("The tracker needs Python 99.0 or newer, and this is Python 3.")
    assert said.err.count("\n") == 1


def test_an_old_python_can_read_the_setup_script():
    tree = ast.parse((ROOT / "tools" / "setup.py").read_text(encoding="ascii"))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.AsyncFunctionDef, ast.Nonlocal)
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, too_new)] == []
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [f.name for f in functions if f.returns or f.args.kwonlyargs or any(a.annotation for a in f.args.args)] == []


def test_a_folder_that_cannot_be_written_gets_one_sentence(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(setup, "ROOT", str(tmp_path))
    monkeypatch.setattr(setup, "PYTHON", str(tmp_path / "none"))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert setup.make_venv() == 1
    assert capsys.readouterr().err == (
        f"{tmp_path} cannot be written to: copy this folder to a place of your own and run it there.\n"
    )


def test_a_missing_browser_gets_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(setup, "find_browser", lambda: None)
    monkeypatch.setattr(setup, "apt_install", lambda *_: False)
    assert setup.install_browser() == 1
    assert capsys.readouterr().err == setup.NO_BROWSER + "\n"


def test_a_missing_office_gets_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(setup, "find_office", lambda: None)
    monkeypatch.setattr(setup, "apt_install", lambda *_: False)
    assert setup.install_office() == 1
    said = capsys.readouterr().err
    assert "libreoffice-writer-nogui" in said and said.count("\n") == 1


def test_an_office_without_writer_is_none(monkeypatch, tmp_path):
    for name in ("soffice", "soffice.bin", "libsclo.so"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("TRACKER_SOFFICE", raising=False)
    monkeypatch.setattr(setup, "OFFICE_PLACES", ())
    assert setup.find_office() is None
    (tmp_path / "libswlo.so").write_text("")
    assert setup.find_office() == str(tmp_path / "soffice")


def test_setup_with_a_word_it_does_not_know_is_wrong_usage(capsys):
    assert setup.main(["--everything"]) == 2
    assert "not --everything" in capsys.readouterr().err


# ---- the wheel, and what it carries


def test_every_folder_mapped_into_the_wheel_exists():
    mapped = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    guides = {f"docs/for-{whom}.md" for whom in ("the-business-manager", "an-agency-lead", "the-subgroup")}
    assert set(mapped) == {"app.py", "pages", "data", "static", ".streamlit/config.toml", *guides}
    assert [path for path in mapped if not (ROOT / path).exists()] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.wheel
@pytest.mark.xdist_group("wheel")
def test_the_wheel_holds_the_package_and_the_street_front(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {f"tracker/{f.relative_to(ROOT / 'tracker').as_posix()}" for f in (ROOT / "tracker").rglob("*.py")}
    wanted |= {"tracker/packs/paper.typ", "tracker/server/accessibility.md", "tracker/py.typed"}
    for folder in ("pages", "data", "static"):
        files = [f for f in (ROOT / folder).rglob("*") if f.is_file() and f.suffix != ".pyc"]
        wanted |= {f"tracker/_street/{f.relative_to(ROOT).as_posix()}" for f in files}
    wanted |= {f"tracker/_street/docs/{guide.name}" for guide in (ROOT / "docs").glob("for-*.md")}
    wanted |= {"tracker/_street/app.py", "tracker/_street/.streamlit/config.toml"}
    assert wanted - names == set()
    assert [name for name in names if name.endswith((".pyc", ".db", ".sqlite", ".sqlite3"))] == []


@pytest.mark.wheel
@pytest.mark.xdist_group("wheel")
def test_the_wheel_makes_a_register_from_an_empty_folder(wheel, tmp_path):
    """The wheel alone, far from this folder: its migrations, its two reviews."""
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    plain = {key: value for key, value in os.environ.items() if not key.startswith("TRACKER_")}
    plain |= {"PYTHONPATH": str(installed), "TRACKER_HOME": str(tmp_path / "home")}

    def run(*words: str) -> str:
        command = [sys.executable, "-P", *words]
        done = subprocess.run(command, cwd=empty, env=plain, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert Path(run("-c", "import tracker; print(tracker.__file__)").strip()).is_relative_to(installed)
    run("-m", "tracker", "init")
    assert json.loads(run("-m", "tracker", "status", "--json"))["recommendations"]["total"] == 25
    assert list(empty.iterdir()) == []


@pytest.mark.wheel
@pytest.mark.xdist_group("wheel")
def test_the_wheel_serves_its_page_fonts_and_look_from_an_empty_folder(wheel, tmp_path):
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    plain = {key: value for key, value in os.environ.items() if not key.startswith("TRACKER_")}
    plain |= {"PYTHONPATH": str(installed), "TRACKER_HOME": str(tmp_path / "home")}
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-P", "-m", "tracker", "serve", "--no-browser", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("w") as out:
        served = subprocess.Popen(command, cwd=empty, env=plain, stdout=out, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        while not up(url):
            assert served.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.2)
        # fonts are served only where .streamlit/config.toml was found: it turns that on, and holds the theme
        for face in (ROOT / "static" / "fonts").glob("*.woff2"):
            assert ask(f"{url}/app/static/fonts/{face.name}") == face.read_bytes()
        assert b"This is me" in ask(f"{url}/who")
        assert b"Accessibility statement" in ask(f"{url}/accessibility")
        assert b"<title>" in ask(f"{url}/history")
    finally:
        served.terminate()
        served.wait()
    assert list(empty.iterdir()) == []


def ask(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def up(url: str) -> bool:
    try:
        return bool(ask(f"{url}/healthz"))
    except OSError:
        return False


@pytest.mark.wheel
@pytest.mark.xdist_group("wheel")
def test_the_wheel_says_what_it_is_and_whose(wheel):
    with zipfile.ZipFile(wheel) as archive:
        folder = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA")).rpartition("/")[0]
        told = email.message_from_bytes(archive.read(f"{folder}/METADATA"))
        licences = {name.removeprefix(f"{folder}/licenses/") for name in archive.namelist() if "/licenses/" in name}
    assert told["Version"] == PROJECT["project"]["version"] == tracker.__version__
    assert told["License-Expression"] == "MIT AND OFL-1.1 AND Bitstream-Vera"
    assert set(told.get_all("License-File")) == licences >= {"LICENCE", "data/README.md"}
    assert told["Summary"] and told.get_payload().startswith("# The recommendation tracker")
    assert not told.get_all("Project-URL") and not told["Home-page"]


def test_every_font_comes_with_its_licence():
    fonts = ROOT / "static" / "fonts"
    faces = sorted(fonts.glob("*.woff2"))
    families = {re.match(r"(.+?)-latin", face.name)[1] for face in faces}
    assert families == {"source-sans-3", "source-serif-4"}
    for family in families:
        assert "SIL OPEN FONT LICENSE" in (fonts / f"OFL-{family}.txt").read_text(encoding="utf-8")
    assert [face.name for face in faces if face.read_bytes()[:4] != b"wOF2"] == []


def test_the_theme_names_only_fonts_that_are_here():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    urls = {face["url"] for face in config["theme"]["fontFaces"]}
    assert urls == {f"app/static/fonts/{face.name}" for face in (ROOT / "static" / "fonts").glob("*.woff2")}


def test_streamlit_knows_every_option_that_is_set():
    from streamlit import config

    known = set(config.get_config_options())
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    keys = {f"{section}.{key}" for section, options in told.items() for key in options}
    for shade in ("light", "dark"):
        keys.discard(f"theme.{shade}")
        keys |= {f"theme.{shade}.{key}" for key in told["theme"][shade]}
    assert keys - known == set()
    assert told["server"]["address"] == "127.0.0.1"
    assert told["browser"]["gatherUsageStats"] is False


# ---- habits that a search can hold


def test_only_the_clock_asks_what_day_it_is():
    found = where(r"\bdate\.today\(|\bdatetime\.(utc)?now\(", HOUSE)
    assert [place for place in found if not place.startswith("tracker/clock.py:")] == []


def test_no_page_writes_html_by_hand():
    assert where(r"unsafe_allow_html", HOUSE) == []


def test_no_chart_uses_plotly_express():
    assert where(r"plotly\.express|from plotly import express", HOUSE) == []


def test_no_error_is_swallowed_without_a_name():
    bad = []
    for file in HOUSE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {"" if one is None else ast.unparse(one) for one in caught}
            passed_on = (
                isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
            )  # tidied up, then raised again
            if names & {"", "Exception", "BaseException"} and not passed_on:
                bad.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert bad == []


def test_a_page_catches_nothing():
    pages = [file for file in HOUSE if ROOT / "pages" in file.parents]
    assert where(r"^\s*except\b", pages) == []
