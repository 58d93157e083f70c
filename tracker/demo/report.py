"""An invented report to try the reading on: a few pages as a review prints them, each saying that it is invented.

It is typeset when it is asked for, so that the tracker carries no file that could be taken for a published review.
"""

from pathlib import Path
from typing import Any

import typst

from tracker.street import street

NAME = "Invented review, Child Z.pdf"
PAGE = Path(__file__).with_name("report.typ")


def illustrative_report() -> tuple[str, bytes]:
    """The name of the report's file and the PDF."""
    made: Any = typst.compile(
        str(PAGE), root=str(PAGE.parent), font_paths=[str(street() / "data" / "fonts")], ignore_system_fonts=True
    )
    return NAME, made if isinstance(made, bytes) else b"".join(made)
