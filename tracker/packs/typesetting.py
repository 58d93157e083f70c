"""Typst, asked to set a page: it works in a process of its own (`typesetter`), with our fonts and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tracker.packs import fonts
from tracker.rules.errors import PaperNotMadeError

PAGE = Path(__file__).with_name("paper.typ")
CHILD = Path(__file__).with_name("typesetter.py")
SECONDS = 180
KEPT_SETTINGS = ("PATH", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL")
"""All that the process knows of where it runs: no address, no secret."""


class SettingError(Exception):
    """Typst says that a page cannot be set as it is, and why. Whoever asked knows what that means."""


def set_page(told: dict[str, Any], **how: Any) -> list[bytes]:
    """What Typst makes of `paper.typ` and what it is told: one PDF, or a picture a page. Raises SettingError if it
    refuses, PaperNotMadeError if it has not done by the time that anybody would wait."""
    asked = {
        "page": str(PAGE),
        "root": str(PAGE.parent),
        "fonts": str(fonts.folder()),
        "told": json.dumps(told, ensure_ascii=False),
        "how": how,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(CHILD)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=SECONDS,
            env={key: os.environ[key] for key in KEPT_SETTINGS if key in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise PaperNotMadeError(f"it was not done after {SECONDS} seconds: ask for less in one paper") from None
    head, _, body = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        if done.returncode > 0:  # a mistake of ours, left to be seen as one
            raise RuntimeError(done.stderr.decode("utf-8", "replace"))
        raise PaperNotMadeError("this computer had too little memory for it: ask for less in one paper")
    answer = json.loads(head)
    if "error" in answer:
        raise SettingError(answer["error"])
    parts, at = [], 0
    for size in answer["sizes"]:
        parts.append(body[at : at + size])
        at += size
    return parts
