"""What app.py runs for every click: the menu, the look, the page; and what becomes of an error."""

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from tracker import clock, journal, settings
from tracker.queries.live import common
from tracker.rules.errors import StoreUnavailableError, TrackerError
from tracker.rules.permissions import why_not
from tracker.rules.words import Door
from tracker.settings import Settings
from tracker.ui import links, show_help, spoken, tour, who
from tracker.ui.frame import BY_LINK, engine, keep_day
from tracker.ui.look import CSS, link, note, plain
from tracker.ui.pages import FIRST, PAGES, Page
from tracker.ui.who import Who

PERSON = "shell:person"
NAME = "Recommendation tracker"


def render(script: str, pages: Sequence[Page] = PAGES) -> None:
    """Draw the page that the address names, in the frame they all share. `script` is app.py."""
    here = Path(script).parent
    st.set_page_config(page_title=NAME, page_icon=str(here / "static" / "mark.svg"), layout="wide")
    st.html(CSS)
    spoken.plainly()
    told = [_told(p, first=n == 0) for n, p in enumerate(pages)]
    with _in_the_log() as facts:
        _draw(told, pages, facts)


@contextmanager
def _in_the_log() -> Iterator[dict[str, str]]:
    """One line for each drawing: which page, how long, and how it ended. By the name of the page, never its address."""
    facts, begun, broke = {"outcome": "drawn"}, time.perf_counter(), None
    with journal.within(run=journal.new_id()):
        try:
            yield facts
        except Exception as error:
            facts["outcome"], broke = "broke", error
            raise
        except BaseException:  # how Streamlit leaves a page to draw it anew
            facts["outcome"] = "left"
            raise
        finally:
            ms = round((time.perf_counter() - begun) * 1000, 1)
            journal.say("page", journal.INFO, of=broke, ms=ms, **facts)


def _draw(told: list[st.Page], pages: Sequence[Page], facts: dict[str, str]) -> None:
    with refusing(facts):
        ours = settings.load()
        there = _there(ours)
        if there is None and not ours.by_machine:
            _ended(st.navigation(told, position="hidden"), pages)
            return
        _one_person_at_a_time(there)
        if there and why_not(there.roles, "read"):
            st.navigation(told, position="hidden")
            _without_a_role(there, ours)
            return
        if there and there.only:
            page = st.navigation(told, position="hidden")
            facts["page"] = page.url_path or "overview"
            _by_link(there, page)
            return
        if there and not ours.by_machine:
            _signed_in(there)
        page = st.navigation(told, position="top")
        facts["page"] = page.url_path or "overview"
        st.set_page_config(page_title=f"{page.title} · {NAME}")  # the name of a tab, a bookmark, a page read aloud
        links.same_tab([p.url for p in pages])
        keep_day(page.url_path)
        _help(page, there, ours)
        page.run()
        if st.query_params.get("view") != "room":  # the room is for the projector
            note(link("Accessibility statement", "accessibility"))


@contextmanager
def refusing(facts: dict[str, str]) -> Iterator[None]:
    """A refusal in here is shown as its sentence; where the store is away or full, with a button to try again."""
    try:
        yield
    except TrackerError as error:
        facts["outcome"] = "refused"
        refused(error)
        if isinstance(error, StoreUnavailableError):
            st.button("Try again", key="shell:again", icon=":material/refresh:")


def _there(ours: Settings) -> Who | None:
    """Who is signed in, or was chosen on this machine. None where nobody is: then nothing is shown where people sign
    in, and on a machine of one's own the page itself asks who it is."""
    if ours.complaints and not ours.by_machine:
        return None
    store = engine(ours.database_url)
    if ours.by_machine and ours.acting_as:
        return who.known(common(store), ours.acting_as, fixed=True)
    there = who.present(store, ours)
    return who.in_session(there) if there else None


def _one_person_at_a_time(there: Who | None) -> None:
    """What one person typed and chose in this tab is not there for the next one who signs in in it."""
    me = f"{there.id} {there.only or ''}".strip() if there else ""
    if st.session_state.get(PERSON, me) != me:
        st.session_state.clear()
    st.session_state[PERSON] = me


def _signed_in(there: Who) -> None:
    """Who is signed in, above every page."""
    with st.container(key="signed_in", horizontal=True, horizontal_alignment="right"):
        note(f"{plain(there.person.name)} · {link('Your account', 'account')} · {link('Sign out', 'sign-out')}")


def _help(page: st.Page, there: Who | None, ours: Settings) -> None:
    """Above every page: its help, and in the demonstration the tour's stop where the address names one."""
    name = page.url_path or FIRST.url
    show_help.beside(name, tour=tour.go_on() or tour.way(1, "Take the tour") if ours.demo else None)
    if ours.demo:
        tour.banner(name, {role.role for role in there.roles} if there else ())


def _by_link(there: Who, page: st.Page) -> None:
    """All that a personal link opens: one page, without a menu, and the way to sign in for the rest."""
    links.same_tab([BY_LINK])
    with st.container(key="signed_in", horizontal=True, horizontal_alignment="right"):
        ways = f"{link('Sign in to see more', 'sign-in', next='/my_agency')} · {link('Leave', 'sign-out')}"
        note(f"{plain(there.person.name)}, by a personal link · {ways}")
    if page.url_path == BY_LINK:
        show_help.beside(page.url_path, by_link=True)
        page.run()
        return
    st.title("Not by this link", anchor=False)
    st.markdown(f"A personal link opens one page only: {link('**what your agency owes**', BY_LINK)}.")


def _without_a_role(there: Who, ours: Settings) -> None:
    """All that somebody sees to whom nobody has given a role, or whose last one was taken."""
    if not ours.by_machine:
        _signed_in(there)
    st.title("No role yet", anchor=False)
    st.markdown("Nobody has given you a role here yet. Ask the business manager.")
    if ours.by_machine and not there.fixed:
        note(f"You are {plain(there.person.name)} · {link('not you?', 'who')}")


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
    """Show a refusal: its own words, nothing else. The log hears of which kind it was."""
    journal.say("refused", journal.WARNING, error=type(error).__name__, door=Door.BROWSER.value)
    st.error(plain(error), icon=":material/block:")


def broken(error: Exception) -> bool:
    """Log a mistake in the program under a number, and show the number. True: Streamlit need show nothing more."""
    number = secrets.token_hex(2).upper()
    journal.say("broke", journal.ERROR, reference=number, of=error)
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
