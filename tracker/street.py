"""Where the street front is: app.py, pages, data, fonts and theme, beside the package or, in a wheel, inside it."""

from pathlib import Path

HERE = Path(__file__).resolve().parent


def street() -> Path:
    """The folder that holds app.py, pages/, data/, static/ and .streamlit/, in a checkout as in an installed wheel."""
    installed = HERE / "_street"
    return installed if installed.is_dir() else HERE.parent
