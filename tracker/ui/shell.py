"""What app.py runs for every click: the menu, the look, the page; and what becomes of an error."""

import logging
import secrets
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from tracker import clock
from tracker.rules.errors import TrackerError
from tracker.ui import links
from tracker.ui.frame import keep_day
from tracker.ui.look import CSS, plain
from tracker.ui.pages import PAGES, Page

log = logging.getLogger("tracker.ui")


def render(script: str, pages: Sequence[Page] = PAGES) -> None:
    """Draw the page that the address names, in the frame they all share. `script` is app.py."""
    here = Path(script).parent
    st.set_page_config(page_title="Recommendation tracker", page_icon=str(here / "static" / "mark.svg"), layout="wide")
    st.html(CSS)
    page = st.navigation([_told(p, first=n == 0) for n, p in enumerate(pages)], position="top")
    links.same_tab([p.url for p in pages])
    keep_day(page.url_path)
    try:
        page.run()
    except TrackerError as error:
        refused(error)


def refused(error: TrackerError) -> None:
    """Show a refusal: its own words, nothing else."""
    st.error(plain(error), icon=":material/block:")


def broken(error: Exception) -> bool:
    """Log a mistake in the program under a number, and show the number. True: Streamlit need show nothing more."""
    number = secrets.token_hex(2).upper()
    log.error("reference %s: a page could not be drawn", number, exc_info=error)
    now = clock.now().astimezone(clock.LONDON)
    st.error(
        "**This page could not be drawn.** Nothing you entered was lost or changed. "
        f"Tell the business manager reference {number} at {now:%H:%M}.",
        icon=":material/error:",
    )
    return True


def script_error(error: Exception) -> bool:
    """What Streamlit calls for every error that the frame lets through: mistakes in a page, anything in a callback."""
    if isinstance(error, TrackerError):
        refused(error)
        return True
    return broken(error)


def _told(page: Page, *, first: bool) -> st.Page:
    return st.Page(
        page.path,
        title=page.title,
        icon=f":material/{page.icon}:",
        url_path=page.url,
        default=first,
        visibility="visible" if page.in_menu else "hidden",
        help=page.help,
    )
