"""How other programs read our papers, and every text that must be found in what they read."""

import subprocess
from pathlib import Path

import pytest

from tools.setup import NO_OFFICE, find_office
from tracker.rules.paper import Lines, Paper, Strips, texts
from tracker.rules.paper_shape import in_order, plain

UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufffe\x02"))


def converted(folder: Path, content: bytes, ending: str, to: str) -> list[Path]:
    """What LibreOffice makes of a file."""
    office = find_office()
    if office is None:
        pytest.fail(NO_OFFICE)
    made = folder / "made"
    made.mkdir(exist_ok=True)
    for old in made.iterdir():
        old.unlink()
    (folder / f"paper.{ending}").write_bytes(content)
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", to, "--outdir", str(made), str(folder / f"paper.{ending}")]
    for _ in range(3):  # LibreOffice itself falls over now and then
        done = subprocess.run(command, capture_output=True, text=True, timeout=240)
        if found := sorted(made.iterdir()):
            return found
    raise AssertionError(done.stdout + done.stderr)


def as_writer_says(folder: Path, content: bytes) -> str:
    """The text of a .docx as LibreOffice Writer reads it."""
    return converted(folder, content, "docx", "txt:Text (encoded):UTF8")[0].read_text(encoding="utf-8-sig")


def squashed(text: str) -> str:
    """A text without anything that a line break, a page or a font may change."""
    return "".join(text.translate(UNSEEN).split())


def said_by(paper: Paper, *, charts: bool = False) -> list[str]:
    """Every line that the paper says, in order, squashed. Charts are pictures in Word."""
    blocks = [b for b in in_order(paper.blocks) if charts or not isinstance(b, Strips | Lines)]
    front = [paper.title, paper.subtitle, *(text for pair in paper.facts for text in pair)]
    lines = [line for text in (*front, *texts(blocks)) for line in plain(text).split("\n")]
    return [squashed(line) for line in lines if squashed(line)]


def first_missing(lines: list[str], text: str) -> str | None:
    """The first line that does not follow the one before it in the text; None if all are there, in order."""
    whole, at = squashed(text), 0
    for line in lines:
        found = whole.find(line, at)
        if found < 0:
            return f"{line[:80]!r} after {whole[max(0, at - 60) : at]!r}, before {whole[at : at + 60]!r}"
        at = found + len(line)
    return None
