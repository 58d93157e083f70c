"""What Streamlit must be told before it serves its first page."""

import logging

import streamlit.logger
from streamlit.runtime.pages_manager import PagesManager


def only_our_menu() -> None:
    """Let nothing but our own menu lead to a page.

    Until `st.navigation` has been called once in a process, Streamlit 1.67 takes the folder pages/ for a menu of its
    own: a first visitor's deep link would draw a page without its frame.
    """
    PagesManager.uses_pages_directory = False


def one_log() -> None:
    """Let Streamlit hand what it has to say to the log of the process, where only the place of it is told: by itself it
    gives each of its modules a way of its own to the console, and prints an error with all its words."""
    streamlit.logger.setup_formatter = _handed_on


def _handed_on(logger: logging.Logger) -> None:
    logger.handlers.clear()
    logger.propagate = True
