"""What app.py runs for every click: the menu, the look, the page; and what becomes of an error."""

import logging
import secrets
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from tracker import clock, settings
from tracker.rules.errors import TrackerError
from tracker.ui import links, who
from tracker.ui.frame import engine, keep_day
from tracker.ui.look import CSS, link, note, plain
from tracker.ui.pages import PAGES, Page

log = logging.getLogger("tracker.ui")


def render(script: str, pages: Sequence[Page] = PAGES) -> None:
    """Draw the page that the address names, in the frame they all share. `script` is app.py."""
    here = Path(script).parent
    st.set_page_config(page_title="Recommendation tracker", page_icon=str(here / "static" / "mark.svg"), layout="wide")
    st.html(CSS)
    told = [_told(p, first=n == 0) for n, p in enumerate(pages)]
    try:
        if not _is_somebody_there():
            _ended(st.navigation(told, position="hidden"), pages)
            return
        page = st.navigation(told, position="top")
        links.same_tab([p.url for p in pages])
        keep_day(page.url_path)
        page.run()
    except TrackerError as error:
        refused(error)


def _is_somebody_there() -> bool:
    """Whether this browser may be shown anything. Where people sign in it says, above every page, who is signed in."""
    ours = settings.load()
    if ours.by_machine:
        return True
    there = None if ours.complaints else who.present(engine(ours.database_url), ours)
    if there is None:
        return False
    with st.container(key="signed_in", horizontal=True, horizontal_alignment="right"):
        note(f"{plain(there.person.name)} · {link('Your account', 'account')} · {link('Sign out', 'sign-out')}")
    return True


def _ended(page: st.Page, pages: Sequence[Page]) -> None:
    """All that somebody sees whose session is over: that it is, and the way back to this very address."""
    links.same_tab([p.url for p in pages])
    back = f"/{page.url_path}" + (f"?{urlencode(st.query_params.to_dict())}" if st.query_params else "")
    st.title("You are signed out", anchor=False)
    st.markdown(
        "You were signed out, or did nothing for a while. What you saved is kept. "
        f"{link('**Sign in again**', 'sign-in', next=back)} to go on where you were."
    )


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
