"""The manual cannot lie: what it names exists, what exists is named, and what the code knows better is generated."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAP = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])
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
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


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
