"""What Streamlit must be told before it serves its first page."""

from streamlit.runtime.pages_manager import PagesManager


def only_our_menu() -> None:
    """Let nothing but our own menu lead to a page.

    Until `st.navigation` has been called once in a process, Streamlit 1.67 takes the folder pages/ for a menu of its
    own: a first visitor's deep link would draw a page without its frame.
    """
    PagesManager.uses_pages_directory = False
