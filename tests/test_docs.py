"""The manual cannot lie: what it names exists, what exists is named, and what the code knows better is generated."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAP = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
AT_THE_TOP = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "data/README.md")]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *AT_THE_TOP])
NAMED = re.compile(r"`([\w./-]+/[\w./-]+\.(?:py|md|json|toml))`")


def modules():
    found = [*(ROOT / "tracker").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    return sorted(p.relative_to(ROOT).as_posix() for p in found if "migrations/versions" not in p.as_posix())


@pytest.mark.parametrize("module", modules())
def test_every_module_is_on_the_map(module):
    assert f"`{module}`" in MAP


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_exists(page):
    for name in NAMED.findall(page.read_text(encoding="utf-8")):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    for target, place in re.findall(r"\]\(([^)#\s]*)(#[^)\s]+)?\)", page.read_text(encoding="utf-8")):
        if "://" in target or not target + place:
            continue
        led_to = (page.parent / target).resolve() if target else page
        assert led_to.exists(), target
        if place and led_to.suffix == ".md":
            assert place[1:] in headings(led_to), f"{target}{place}"


def headings(page):
    """The names that a page's headings can be reached by."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", one) for one in found]
    return {re.sub(r"[^\w -]", "", one.strip().lower()).replace(" ", "-") for one in plain}


def test_every_page_and_picture_is_reached_from_the_index_or_the_readme():
    waiting = [ROOT / "docs" / "README.md", ROOT / "README.md"]
    reached = set(waiting)
    while waiting:
        page = waiting.pop()
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
            led_to = (page.parent / target).resolve() if "://" not in target else page
            if led_to not in reached:
                reached.add(led_to)
                waiting += [led_to] if led_to.suffix == ".md" else []
    kept = {*(ROOT / "docs").rglob("*.md"), *(ROOT / "docs" / "pictures").glob("*")}
    assert sorted(path.relative_to(ROOT).as_posix() for path in kept - reached) == []


def test_every_page_of_the_manual_stands_in_its_index():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = sorted((ROOT / "docs").glob("*.md"))
    assert [page.name for page in pages if page.name != "README.md" and f"]({page.name})" not in index] == []


@cache
def commands():
    """Every command of the command line by its words, with its options; of a group, what stands in it too."""
    import typer

    from tracker.__main__ import app

    found = {}

    def tell(path, command):
        found[path] = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {"--help"}
        for name, child in getattr(command, "commands", {}).items():
            tell((*path, name), child)

    tell((), typer.main.get_command(app))
    return found


def shown(page):
    """Every command line that a page shows, in a block or in a line, as its words."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```(?:sh|text|console|powershell)?\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", rest)
    for line in lines:
        said = re.match(r"^\s*(?:\S*/|\S*\\)?tracker ((?:--)?[a-z].*)$", line.partition("  #")[0])
        if said:
            yield re.sub(r'"[^"]*"', "WORDS", said[1]).split()


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name != "command-line.md"],  # which is the commands' own words
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)
def test_every_command_that_a_page_shows_exists(page):
    known = commands()
    for words in shown(page):
        path = ()
        while len(path) < len(words) and (*path, words[len(path)]) in known:
            path = (*path, words[len(path)])
        options = [word.partition("=")[0].rstrip(".,;:)") for word in words if word.startswith("--")]
        assert path or options, f"tracker {' '.join(words)}"
        assert set(options) <= known[path], f"tracker {' '.join(words)}"


def test_the_generated_pages_are_as_the_code_says():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "make_docs.py", "--check"], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_of_the_dashboard_is_in_the_readme():
    from tracker.ui.pages import PAGES as shown

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in shown:
        assert not page.in_menu or f"**{page.title}**" in readme, page.title


def test_every_make_target_that_the_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`?make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8"))) - {"is"}:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
